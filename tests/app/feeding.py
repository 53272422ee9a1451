"""A runner with a feed: the plan is edited, days go by, and subscribers see what the feed says."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from icalendar import Calendar, Event

from onek_sync.app.feed import Feed, make_feeds
from onek_sync.app.project import open_project, ready
from onek_sync.app.services import World, world_of
from onek_sync.model.exchange import View

START = datetime(2027, 3, 1, 6, 0, 0, 123456, tzinfo=UTC)  # the first Monday of the plan, 7:00 in Berlin
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
HEAD = """\
plan: {id}
title: Spring
timezone: Europe/Berlin
start: 2027-03-01
times: {{default: "18:00"}}
athlete: {{recent: {{1K: "3:34"}}}}
"""
WEEKS = """\
weeks:
  - mon: 40min easy
    wed: 6x400m @ 1K w/ 400m jog
    sat: 60min long
  - mon: 40min easy
    wed: 5x600m @ 3K w/ 3min rest
"""
EASY_1, REPS, LONG, EASY_2, SIXES = (
    f"spring.{key}@onek-sync" for key in ("w01-mon-1", "w01-wed-1", "w01-sat-1", "w02-mon-1", "w02-wed-1")
)


def plan(weeks: str = WEEKS, id_: str = "spring", zone: str = "Europe/Berlin") -> str:
    return (HEAD.format(id=id_) + weeks).replace("Europe/Berlin", zone)


class Runner:
    """A folder with a plan, and a clock that somebody else moves."""

    def __init__(self, folder: Path, settings: str = "") -> None:
        self.folder = folder
        self.now = START
        self.write(plan())
        self.set(settings)

    def write(self, text: str) -> None:
        (self.folder / "plan.yaml").write_text(text, encoding="utf-8")

    def edit(self, old: str, new: str, count: int = 1) -> None:
        """Change the plan; an hour goes by."""
        text = (self.folder / "plan.yaml").read_text(encoding="utf-8")
        assert old in text
        self.write(text.replace(old, new, count))
        self.now += HOUR

    def set(self, settings: str) -> None:
        (self.folder / "onek.toml").write_text(settings, encoding="utf-8")

    @contextmanager
    def world(self) -> Iterator[World]:
        project = open_project(self.folder, self.folder, {})
        environ = {"ONEK_SECRETS": "files"}
        with world_of(project, environ, now=lambda: self.now, wait=lambda seconds: None) as world:
            yield world

    def feed(self, view: View = View.FULL) -> Feed:
        with self.world() as world:
            return make_feeds(world, ready(world.project))[view]

    def events(self, view: View = View.FULL) -> dict[str, Event]:
        found = Calendar.from_ical(self.feed(view).body).events
        events = {str(event["UID"]): event for event in found}
        assert len(events) == len(found)
        return events


def sequences(events: dict[str, Event]) -> dict[str, int]:
    return {uid: int(event["SEQUENCE"]) for uid, event in events.items()}


def days(events: dict[str, Event]) -> dict[str, str]:
    return {uid: f"{event.start:%m-%d}" for uid, event in events.items()}
