"""A runner's folder that is pushed by itself, with a clock that is moved by hand and a service with moods."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from onek_sync.app.jobs import PUSH, Job, Planned, Ran, planned, run_due
from onek_sync.app.project import open_project, ready
from onek_sync.app.services import World, world_of
from onek_sync.model.target import Entry, Listing, Placing, Remote, Target, Window
from onek_sync.store.words import Event
from onek_sync.targets import folder

BERLIN = ZoneInfo("Europe/Berlin")
SHELF = '[targets.shelf]\nkind = "folder"\npath = "shelf"\nformat = "strava"\n'
DAYS = ("mon", "wed", "sat")

Mood = Callable[[], None]
"""Called before a service answers; raises what it does not want to do."""


class Killed(BaseException):
    """The process is no more."""


def berlin(written: str) -> datetime:
    """A moment by the athlete's clock."""
    return datetime.fromisoformat(written).replace(tzinfo=BERLIN).astimezone(UTC)


def plan_of(start: date, weeks: int) -> str:
    """A plan whose every session is its own."""
    lines = ["plan: alone", "timezone: Europe/Berlin", f"start: {start}", "weeks:"]
    for week in range(weeks):
        sessions = [f"{day}: {30 + week}min easy" for day in DAYS]
        lines.append(f"  - {{{', '.join(sessions)}}}")
    return "\n".join(lines) + "\n"


class Moody:
    """A target that is asked through its moods: one for being looked at, one before each new object."""

    def __init__(self, target: Target, life: "Life") -> None:
        self._target, self._life = target, life

    def __getattr__(self, name: str) -> Any:
        return getattr(self._target, name)

    def list(self, window: Window, known: Sequence[Entry]) -> Listing:
        self._life.looks += 1
        self._life.on_look()
        return self._target.list(window, known)

    def create(self, new: Sequence[Placing]) -> Iterator[Remote]:
        for placing in new:
            self._life.on_create()
            yield from self._target.create([placing])


class Life:
    """What happens in the folder while its clock is moved on. `kill` and `sleep` are what machines do."""

    def __init__(self, path: Path, at: datetime, settings: str = SHELF) -> None:
        self.path, self.now, self.looks = path, at, 0
        self.environ = {"ONEK_SECRETS": "files"}
        self.on_look: Mood = lambda: None
        self.on_create: Mood = lambda: None
        (path / "onek.toml").write_text(settings, encoding="utf-8")

    def plan(self, text: str) -> None:
        (self.path / "plan.yaml").write_text(text, encoding="utf-8")

    @contextmanager
    def world(self) -> Iterator[World]:
        """A process: the settings and the database, opened anew."""
        project = open_project(self.path, self.path, {})
        with world_of(project, self.environ, now=lambda: self.now, wait=self._wait, zone=BERLIN) as world:
            yield world

    def _wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def tick(self) -> tuple[Ran, ...]:
        """What a timer does, in a process of its own."""
        with self.world() as world:
            return run_due(world, self.now)

    def until(self, end: datetime, step: timedelta = timedelta(hours=1)) -> list[tuple[datetime, Ran]]:
        """Tick until then in one process; what ran, and when."""
        ran: list[tuple[datetime, Ran]] = []
        with self.world() as world:
            while self.now < end:
                ran += [(self.now, one) for one in run_due(world, self.now)]
                self.now += step
        return ran

    def planned(self) -> Planned:
        with self.world() as world:
            return planned(world, self.now)[0]

    def job(self) -> Job | None:
        with self.world() as world:
            return world.store.jobs.of("me", f"{PUSH}shelf")

    def events(self, what: str, target: str = "shelf") -> list[Event]:
        """The oldest first."""
        with self.world() as world:
            return list(world.store.history.recent("me", target, what=what, limit=10_000))[::-1]

    def sessions(self) -> dict[str, date]:
        """Every session's key and day."""
        plan = ready(open_project(self.path, self.path, {})).resolved.plan
        return {session.key: session.day for session in plan.sessions()}

    @property
    def files(self) -> list[str]:
        return sorted(file.name for file in (self.path / "shelf").glob("*.txt"))


def moody(life: Life, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the folder have the moods of this life."""
    kind = folder.KIND

    def with_moods(name: str, settings: Any, tools: Any) -> Target:
        return Moody(kind.open(name, settings, tools), life)  # type: ignore[return-value]

    monkeypatch.setattr(folder, "KIND", replace(kind, open=with_moods))
