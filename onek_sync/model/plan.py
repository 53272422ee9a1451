"""The plan: dated sessions in weeks and phases, and the race they lead to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from onek_sync.model.athlete import Athlete
from onek_sync.model.errors import Place
from onek_sync.model.workout import Workout


class Kind(StrEnum):
    """What a session is."""

    RUN = "run"
    STRENGTH = "strength"
    CROSS = "cross"
    MOBILITY = "mobility"
    RACE = "race"
    REST = "rest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One thing to do: a kind, the sport where it is no running ("bike"), and the workout."""

    kind: Kind = Kind.RUN
    workout: Workout = Workout()
    sport: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """What is said around a session; each may be empty."""

    text: str = ""
    food: str = ""
    drink: str = ""
    sleep: str = ""
    mobility: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A workout on a day, with a key that is stable under edits of its text.

    `options[0]` is what is planned, the others are alternatives ("cycling or rest").
    `order` counts the sessions of one day from 1. `hardness`: 0 rest to 3 very hard; None = not said.
    `at` None = all day.
    """

    key: str
    day: date
    at: time | None = None
    order: int = 1
    week: int = 1
    phase: str = ""
    title: str = ""
    options: tuple[Option, ...] = (Option(),)
    purpose: str = ""
    cues: tuple[str, ...] = ()
    notes: Notes = Notes()
    hardness: int | None = None
    place: Place = Place()

    @property
    def kind(self) -> Kind:
        """The kind of what is planned."""
        return self.options[0].kind

    @property
    def workout(self) -> Workout:
        """The workout that is planned."""
        return self.options[0].workout


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """What is trained for: metres, and the goal over them in seconds. There may be no day for it yet."""

    metres: float = 1000.0
    goal: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Race(Aim):
    """What the plan leads to: an aim with its day and start time."""

    name: str = ""
    day: date
    at: time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """Seven days from `start`; `number` from 1."""

    number: int
    start: date
    phase: str = ""
    note: str = ""
    sessions: tuple[Session, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A training plan. `id` (a-z, 0-9, dashes) names it at every service; `timezone` is an IANA name."""

    id: str
    title: str = ""
    timezone: str = "UTC"
    start: date
    weeks: tuple[Week, ...] = ()
    race: Race | None = None
    athlete: Athlete = Athlete()

    def sessions(self) -> Iterator[Session]:
        """Every session, by day and order."""
        for week in self.weeks:
            yield from week.sessions
