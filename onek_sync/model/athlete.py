"""Who runs: recent races, heart, level, units. What paces are made from."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onek_sync.model.intensity import AbsolutePace, PaceName, RaceName
from onek_sync.model.units import Units


class RunnerLevel(StrEnum):
    """How much training stands behind the athlete."""

    BEGINNER = "beginner"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"


@dataclass(frozen=True, slots=True)
class Result:
    """A race that was run: metres, seconds, and the day if known."""

    metres: float
    seconds: float
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heart:
    """Beats per minute; None = unknown. `estimated`: the maximum comes from the age, not from a test."""

    max: int | None = None
    rest: int | None = None
    threshold: int | None = None
    estimated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Athlete:
    """One runner. `paces` override the pace model; `sprint`: metres and seconds of a flying sprint."""

    name: str = ""
    units: Units = Units.KM
    level: RunnerLevel = RunnerLevel.INTERMEDIATE
    age: int | None = None
    recent: tuple[Result, ...] = ()
    heart: Heart = Heart()
    paces: tuple[tuple[PaceName | RaceName, AbsolutePace], ...] = ()
    sprint: Result | None = None
