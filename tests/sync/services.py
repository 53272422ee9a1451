"""The services that a push is played against: one row in SERVICES for each kind of target.

What stands at a service is read past our own code: from the loopback server's memory, or from the disk.
"""

import copy
import json
import re
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date
from pathlib import Path
from shutil import copytree, rmtree
from tempfile import TemporaryDirectory, mkdtemp

from onek_sync.model.mark import Mark, read_mark, without_marks, write_mark
from tests.servers.caldav import (
    PASSWORD,
    USER,
    CalDavServer,
    RadicaleServer,
    XandikosServer,
    authorization,
)
from tests.servers.garmin import Garmin
from tests.servers.http import Request, Server
from tests.servers.intervals import Intervals
from tests.sync.playing import IT, PLAN, Setting, day
from tests.targets.caldav_stage import DENTIST, MKCALENDAR

READS = {"GET", "HEAD", "PROPFIND", "REPORT", "OPTIONS"}
# The day is no part of what is compared within a file that names its own.
Shown = Counter[tuple[str, str]]
"""Our objects as people see them: the day, "" for none, and the content without ids and marks."""


class Service(ABC):
    """A service on this machine, what an athlete does there by hand, and what stands there.

    `server` answers for it, None where files are written. Objects of ours are named by a text, as `ours`
    gives them.
    """

    toml: str
    server: Server | None = None
    moves_by_hand = True

    def set_up(self, folder: Path) -> Setting:
        """A folder to push from, with settings and a login; and some things there that are not ours."""
        (folder / "onek.toml").write_text(f"[targets.{IT}]\n{self.toml}\n", encoding="utf-8")
        self.begin(folder)
        return Setting(folder, {"ONEK_SECRETS": "files", **self.environ()})

    @abstractmethod
    def begin(self, folder: Path) -> None:
        """Somebody else's things, and the login."""

    def environ(self) -> Mapping[str, str]:
        """Where the service is."""
        return {}

    @abstractmethod
    def save(self) -> Callable[[], None]:
        """What puts everything back there as it is now, but for files of the folder."""

    @abstractmethod
    def shown(self, folder: Path) -> Shown:
        """What stands there of ours, and whatever we left there."""

    @abstractmethod
    def foreign(self, folder: Path) -> object:
        """All that is not ours, byte by byte."""

    @abstractmethod
    def ours(self, folder: Path) -> list[str]:
        """Our objects, in an order that does not change."""

    @abstractmethod
    def edits(self, folder: Path, one: str) -> None:
        """The athlete writes something into it."""

    @abstractmethod
    def moves(self, folder: Path, one: str, to: date) -> None:
        """The athlete puts it on another day."""

    @abstractmethod
    def deletes(self, folder: Path, one: str) -> None:
        """The athlete takes it away."""

    def calls(self) -> tuple[int, int]:
        """How often it was asked to show and to change something, since `forget_calls`."""
        asked = [call.partition(" ")[0] for call in self.server.calls()] if self.server else []
        reads = sum(method in READS for method in asked)
        return reads, len(asked) - reads

    def forget_calls(self) -> None:
        """Count anew."""
        if self.server:
            self.server.forget_calls()


class GarminService(Service):
    """Garmin Connect: a workout in the library and an entry in the calendar for each session."""

    toml = 'kind = "garmin"\npace = "0s"'

    def __init__(self, server: Garmin) -> None:
        self.server: Garmin = server

    def environ(self) -> Mapping[str, str]:
        return {"ONEK_GARMIN_URL": self.server.url, "ONEK_GARMIN_TOKENS": "garmin_tokens.json"}

    def begin(self, folder: Path) -> None:
        (folder / "garmin_tokens.json").write_text(self.server.tokens(), encoding="utf-8")
        (folder / "garmin_tokens.json").chmod(0o600)
        self._theirs = [
            self.server.athlete_makes("Hills", day(1)),
            self.server.athlete_makes("Long, with a friend", day(5), "Bring water."),
            self.server.athlete_makes("In the library only"),
        ]
        text = f"Easy.\n{write_mark(Mark('another-plan', 's01', '0123abcd'))}"
        self._theirs.append(self.server.athlete_makes("Another plan's", day(2), text))

    def save(self) -> Callable[[], None]:
        names = ("workouts", "schedules", "access", "refresh")
        server, kept = self.server, {name: copy.deepcopy(getattr(self.server, name)) for name in names}

        def restore() -> None:
            with server.lock:
                vars(server).update(copy.deepcopy(kept))

        return restore

    def shown(self, folder: Path) -> Shown:
        with self.server.lock:
            return Counter(
                (
                    str(on),
                    f"{workout['workoutName']}\n{without_marks(workout['description'])}\n{steps(workout)}",
                )
                for id_, workout in self.server.workouts.items()
                if id_ not in self._theirs
                for on in [entry.day for entry in self.server.entries_of(id_)] or [""]
            )

    def foreign(self, folder: Path) -> object:
        return self.server.bytes_of(*self._theirs)

    def ours(self, folder: Path) -> list[str]:
        with self.server.lock:
            marks = {id_: read_mark(one["description"]) for id_, one in self.server.workouts.items()}
            return sorted(str(id_) for id_, mark in marks.items() if mark and mark.plan == PLAN)

    def edits(self, folder: Path, one: str) -> None:
        self.server.athlete_edits_step(int(one), endConditionValue=1234)

    def moves(self, folder: Path, one: str, to: date) -> None:
        for entry in self.server.entries_of(int(one))[:1]:
            self.server.athlete_moves(entry.id, to)

    def deletes(self, folder: Path, one: str) -> None:
        self.server.athlete_deletes(int(one))


def steps(workout: object) -> str:
    """The steps of a workout without the service's numbers for them."""
    assert isinstance(workout, dict)
    return re.sub(r'"stepId": \d+', "", json.dumps(workout["workoutSegments"]))


class IntervalsService(Service):
    """intervals.icu: an event for each session."""

    toml = 'kind = "intervals"\napi_key = "env:ICU_KEY"\npace = "0s"'

    def __init__(self, server: Intervals) -> None:
        self.server: Intervals = server

    def environ(self) -> Mapping[str, str]:
        return {"ONEK_INTERVALS_URL": self.server.url, "ICU_KEY": self.server.key}

    def begin(self, folder: Path) -> None:
        server, theirs = self.server, write_mark(Mark(PLAN, "s01", "0123abcd"))
        server.athlete_makes(day(1), name="Travel", color="blue")
        server.athlete_makes(day(3), category="WORKOUT", type="Run", name="Coach", external_id="coach-7")
        server.athlete_makes(
            day(4), category="WORKOUT", type="Run", name="A copy", description=f"- 10m\n{theirs}"
        )

    def save(self) -> Callable[[], None]:
        server, kept = self.server, copy.deepcopy((self.server.calendars, self.server._made_by_us))

        def restore() -> None:
            with server.lock:
                server.calendars, server._made_by_us = copy.deepcopy(kept)

        return restore

    def shown(self, folder: Path) -> Shown:
        with self.server.lock:
            return Counter(
                (event["start_date_local"][:10], f"{event['name']}\n{without_marks(event['description'])}")
                for id_, event in self.server.events.items()
                if id_ in self.server._made_by_us
            )

    def foreign(self, folder: Path) -> object:
        return self.server.others()

    def ours(self, folder: Path) -> list[str]:
        with self.server.lock:
            return sorted(str(id_) for id_ in self.server.events if id_ in self.server._made_by_us)

    def edits(self, folder: Path, one: str) -> None:
        self.server.athlete_edits(int(one), name="My own")

    def moves(self, folder: Path, one: str, to: date) -> None:
        self.server.athlete_moves(int(one), to)

    def deletes(self, folder: Path, one: str) -> None:
        self.server.athlete_deletes(int(one))


class CalDavService(Service):
    """A calendar of our own on a real CalDAV server, whose files are looked at."""

    def __init__(self, server: CalDavServer, folder: Path) -> None:
        self.server: CalDavServer = server
        self.toml = (
            f'kind = "caldav"\nurl = "{server.url}/"\nusername = "{USER}"\npassword = "env:CALDAV_PASSWORD"'
        )
        self._disk = folder / server.name

    def environ(self) -> Mapping[str, str]:
        return {"CALDAV_PASSWORD": PASSWORD}

    def begin(self, folder: Path) -> None:
        # In the one service our calendar is made by the first push, in the other there is one of that name.
        shared = [("training", "Training")] if self.server.name == "radicale" else []
        for path, name in [("family", "Family"), *shared]:
            url = f"{self.server.home}{path}/"
            self._ask("MKCALENDAR", url, MKCALENDAR.format(name=name), "application/xml")
            self._ask("PUT", f"{url}teeth.ics", DENTIST)

    def save(self) -> Callable[[], None]:
        kept = Path(mkdtemp(dir=self._disk.parent))
        copytree(self._disk, kept, dirs_exist_ok=True)

        def restore() -> None:
            with self.server.lock:
                rmtree(self._disk)
                copytree(kept, self._disk)
                forget_what_was_read(self.server)

        return restore

    def shown(self, folder: Path) -> Shown:
        return Counter(event(file.read_text(encoding="utf-8")) for file in self._files() if is_ours(file))

    def foreign(self, folder: Path) -> object:
        return {str(file): file.read_bytes() for file in self._files() if not is_ours(file)}

    def ours(self, folder: Path) -> list[str]:
        return sorted(file.name for file in self._files() if is_ours(file))

    def edits(self, folder: Path, one: str) -> None:
        self._change(one, r"SUMMARY:.*", "SUMMARY:With Tom\r")

    def moves(self, folder: Path, one: str, to: date) -> None:
        self._change(one, r"(DT(?:START|END);TZID=[^:\r\n]*:)\d{8}", rf"\g<1>{to:%Y%m%d}")

    def deletes(self, folder: Path, one: str) -> None:
        self._ask("DELETE", self._url(self._file(one)))

    def calls(self) -> tuple[int, int]:
        return self.server.counts()

    def _change(self, one: str, pattern: str, put: str) -> None:
        file = self._file(one)
        self._ask("PUT", self._url(file), re.sub(pattern, put, file.read_bytes().decode()))

    def _ask(self, method: str, path: str, body: str = "", kind: str = "text/calendar") -> None:
        headers = {"Authorization": authorization(), "Content-Type": kind}
        with self.server.lock:
            answer = self.server.handle(Request(method, path, {}, headers, body.encode()), path)
        assert answer.status < 300, (method, path, answer)

    def _url(self, file: Path) -> str:
        return f"{self.server.home}{file.parent.name}/{file.name}"

    def _file(self, one: str) -> Path:
        (file,) = [file for file in self._files() if file.name == one]
        return file

    def _files(self) -> list[Path]:
        """Every object of every calendar; not what the servers remember of them."""
        files = (file.relative_to(self._disk) for file in self._disk.rglob("*.ics"))
        return sorted(self._disk / file for file in files if not any(part[0] == "." for part in file.parts))


def is_ours(file: Path) -> bool:
    return file.name.startswith(f"{PLAN}.")


def event(text: str) -> tuple[str, str]:
    """The day of an event and all that it says, but for what tells one state of it from another."""
    lines = re.sub(r"\r?\n[ \t]", "", text).splitlines()
    named = ("DTSTAMP", "UID", "SEQUENCE", "LAST-MODIFIED", "CREATED", "X-ONEK-MARK")
    said = "\n".join(line for line in lines if not line.startswith(named))
    (day_,) = re.findall(r"DTSTART;TZID=[^:]*:(\d{8})", said)
    return str(date.fromisoformat(day_)), said


def forget_what_was_read(server: CalDavServer) -> None:
    """Its files were put back behind its back. Xandikos keeps open what it opened."""
    if isinstance(server, XandikosServer):
        from xandikos.fs import open_store_from_path

        open_store_from_path.cache_clear()
        server._app.__self__.backend._open_store.cache_clear()  # type: ignore[attr-defined]


class FolderService(Service):
    """A folder with files; what is counted and what goes wrong are the steps of the disk."""

    toml = 'kind = "folder"\npath = "shelf"\nformat = "strava"'
    moves_by_hand = False
    notes = "shopping.txt"

    def __init__(self) -> None:
        self._before: dict[str, int] = {}

    def calls(self) -> tuple[int, int]:
        """No reads; and how many files are new, changed or gone."""
        return 0, len({name for name, _ in self._before.items() ^ self._inodes().items()})

    def forget_calls(self) -> None:
        self._before = self._inodes()

    def _inodes(self) -> dict[str, int]:
        """A file that is written anew is another one."""
        return {file.name: file.stat().st_ino for file in self._shelf.iterdir() if file.name != ".onek.json"}

    def begin(self, folder: Path) -> None:
        self._shelf = folder / "shelf"
        self._shelf.mkdir()
        (folder / "shelf" / self.notes).write_text("bananas", encoding="utf-8")

    def save(self) -> Callable[[], None]:
        return lambda: None

    def shown(self, folder: Path) -> Shown:
        files = [file for file in self._files(folder) if file.name not in {self.notes, ".onek.json"}]
        return Counter((file.name[:10], file.read_text(encoding="utf-8")) for file in files)

    def foreign(self, folder: Path) -> object:
        return (folder / "shelf" / self.notes).read_bytes()

    def ours(self, folder: Path) -> list[str]:
        return sorted(file.name for file in self._files(folder) if file.name[:2] == "20")

    def edits(self, folder: Path, one: str) -> None:
        (folder / "shelf" / one).write_text("mine now", encoding="utf-8")

    def moves(self, folder: Path, one: str, to: date) -> None:
        raise NotImplementedError("a file under another name is another file")

    def deletes(self, folder: Path, one: str) -> None:
        (folder / "shelf" / one).unlink()

    @staticmethod
    def _files(folder: Path) -> list[Path]:
        return list((folder / "shelf").iterdir())


@contextmanager
def _garmin() -> Iterator[Service]:
    with Garmin() as server:
        yield GarminService(server)


@contextmanager
def _intervals() -> Iterator[Service]:
    with Intervals() as server:
        yield IntervalsService(server)


@contextmanager
def _caldav(kind: type[CalDavServer]) -> Iterator[Service]:
    with TemporaryDirectory() as folder, kind(Path(folder)) as server:
        yield CalDavService(server, Path(folder))


# A new target is one line here.
SERVICES: Mapping[str, Callable[[], AbstractContextManager[Service]]] = {
    "folder": lambda: nullcontext(FolderService()),
    "garmin": _garmin,
    "intervals": _intervals,
    "radicale": lambda: _caldav(RadicaleServer),
    "xandikos": lambda: _caldav(XandikosServer),
}
