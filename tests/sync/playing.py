"""The plans that are pushed in the tests of crashes, of chance and of costs, and one push of them.

The same push by the same code as `onek push`, but for the clock, which stands, and the waits, which are none.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

from onek_sync.app.project import Ready, open_project
from onek_sync.app.push import Asked, Pushed, push
from onek_sync.app.services import World, world_of
from onek_sync.planning.file import read_plan
from onek_sync.planning.resolve import resolve

TODAY = date(2027, 3, 1)
NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
PLAN = "spring-1k"
IT = "it"
"""The target's name."""

Sessions = Mapping[str, tuple[str, int]]
"""By key what a session says and on which day it is, counted from the first."""

FIRST: Sessions = {
    "s00": ("12min warm up, 6x400m @ 1:25 w/ 90s jog, 10min cool down", 0),
    "s01": ("40min easy", 1),
    "s02": ("12min warm up, 15min tempo, 10min cool down", 2),
    "s03": ("40min easy", 3),  # the same as another day's
    "s04": ("10min warm up, 3x(800m @ 3:45/km w/ 2min walk), 10min cool down", 4),
    "s05": ("50min long", 5),
    "s06": ("30min easy", 6),
    "s07": ("12min warm up, 8x200m @ 40s w/ 200m jog, 10min cool down", 7),
    "s08": ("45min easy", 8),
    "s09": ("12min warm up, 20min tempo, 10min cool down", 9),
    "s10": ("35min easy", 10),
    "s11": ("12min warm up, 5x300m @ 60s w/ 3min walk, 10min cool down", 11),
    "s12": ("60min long", 12),
    "s13": ("25min easy", 13),
}
"""Fourteen days, a session on each."""

THEN: Sessions = {
    "s00": ("12min warm up, 8x400m @ 1:24 w/ 90s jog, 10min cool down", 0),  # changed
    "s01": FIRST["s01"],
    "s03": (FIRST["s03"][0], 2),  # these two change places
    "s02": (FIRST["s02"][0], 3),
    "s05": ("55min long", 4),  # changed and moved
    "n04": (FIRST["s04"][0], 5),  # moved, and under another key
    "n06": ("12min warm up, 4x600m @ 2:05 w/ 3min jog", 6),  # new, in the place of s06
    "s07": ("12min warm up, 10x200m @ 39s w/ 200m jog, 10min cool down", 7),  # changed
    "n08": ("20min easy", 8),  # new
    "s09": FIRST["s09"],
    "s10": FIRST["s10"],
    "s11": FIRST["s11"],
    "s12": ("65min long", 12),  # changed
    "s08": (FIRST["s08"][0], 13),  # moved, into the place of s13
}
"""What the athlete makes of it: changed, moved, dropped and new sessions, fourteen again."""


def plan_text(sessions: Sessions) -> str:
    """The plan file."""
    lines = [f"plan: {PLAN}", "timezone: Europe/Berlin", f"start: {TODAY}", "weeks:"]
    for week in range(4):
        lines.append(f"  - phase: week {week + 1}")
        for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun")):
            said = [(key, text) for key, (text, day) in sessions.items() if day == 7 * week + number]
            if said:
                lines.append(f"    {name}:")
                lines += [f'      - {{id: "{key}", at: "18:00", run: "{text}"}}' for key, text in said]
    return "\n".join(lines) + "\n"


@cache
def ready_text(text: str) -> Ready:
    """The plan as its athlete runs it; read once, whoever pushes it."""
    file = read_plan(text)
    return Ready(file, resolve(file.plan))


def day(number: int) -> date:
    """Days from the first."""
    return TODAY + timedelta(days=number)


@dataclass(frozen=True)
class Setting:
    """Where a push happens: a folder with onek.toml and plan.yaml, the environment, and the time."""

    folder: Path
    environ: Mapping[str, str]
    now: datetime = NOW

    def at(self, now: datetime) -> "Setting":
        """The same, at another time."""
        return replace(self, now=now)

    def says(self, sessions: Sessions) -> None:
        """Write the plan."""
        (self.folder / "plan.yaml").write_text(plan_text(sessions), encoding="utf-8")


@contextmanager
def world(
    setting: Setting,
    now: Callable[[], datetime] | None = None,
    wait: Callable[[float], None] = lambda seconds: None,
) -> Iterator[World]:
    """The world as the command line sets it up."""
    project = open_project(setting.folder, setting.folder, setting.environ)
    with world_of(project, setting.environ, now=now or (lambda: setting.now), wait=wait) as opened:
        yield opened


def pushed(setting: Setting, *, force: bool = False) -> Pushed:
    """One push of the folder's plan."""
    with world(setting) as opened:
        return push_in(opened, setting, force=force)


def push_in(opened: World, setting: Setting, *, force: bool = False) -> Pushed:
    """One push in a world that is open."""
    plan = ready_text((setting.folder / "plan.yaml").read_text(encoding="utf-8"))
    today = opened.now().date()
    return push(opened, plan, IT, Asked(targets=(IT,), today=today, force=force))
