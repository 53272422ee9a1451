"""How often a service is asked to show and to change something, for one push of each kind."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.sync.playing import FIRST, Sessions, pushed, world
from tests.sync.services import SERVICES

BASE: Sessions = {key: said for key, said in FIRST.items() if key != "s13"}
MOVED: Sessions = {**BASE, "s08": (BASE["s08"][0], 13)}
CHANGED: Sessions = {**MOVED, "s10": ("30min easy", 10)}
MORE: Sessions = {**CHANGED, "n08": ("20min easy", 8)}
PUSHES: Mapping[str, Sessions] = {
    "13 new sessions": BASE,
    "nothing changed": BASE,
    "a moved session": MOVED,
    "a changed session": CHANGED,
    "a new session": MORE,
    "a dropped session": CHANGED,
}


@dataclass(frozen=True)
class Calls:
    """Of one push: what was asked, and what the service's interface makes it take at least."""

    target: str
    push: str
    reads: int
    writes: int
    least_reads: int
    least_writes: int


# What a service takes at least: reads for a look; writes for a session that is new, moved, changed, dropped.
# Garmin keeps workout and day apart, and a workout that changes on the watch is a new one. A file with
# another date is another file. All new sessions go together at intervals.icu.
LEAST: Mapping[str, tuple[int, Mapping[str, int]]] = {
    "garmin": (2, {"13": 26, "new": 2, "moved": 1, "changed": 4, "dropped": 2}),
    "intervals": (1, {"13": 1}),
    "folder": (0, {"moved": 2}),
}
ONE_EACH = {"13": 13, "new": 1, "moved": 1, "changed": 1, "dropped": 1, "nothing": 0}


def calls(target: str, folder: Path) -> Iterator[Calls]:
    """Push by push."""
    with SERVICES[target]() as service:
        setting = service.set_up(folder)
        with world(setting):
            pass
        reads, more = LEAST.get(target, (1, {}))
        writes = {**ONE_EACH, **more}
        for push, sessions in PUSHES.items():
            setting.says(sessions)
            service.forget_calls()
            report = pushed(setting).report
            assert report and report.sound
            kind = next(word for word in push.split() if word in writes)
            yield Calls(target, push, *service.calls(), reads, writes[kind])
