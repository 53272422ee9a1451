"""The notation of intervals.icu: all that we know of it. Sources: docs/decisions/intervals-text.md.

A step is a line: `- [cue] [Press lap] length [target] intensity=kind`.
"""

from dataclasses import dataclass
from enum import StrEnum

from onek_sync.model.units import METRES_PER_MILE

PRESS_LAP = "Press lap"  # without a length behind it the step is dropped, and nobody is told
SAFE_STEPS = 50  # what Garmin takes, a repeat counted as one more
MOST_STEPS = 200  # beyond, nobody reads it
MOST_PASSES = 999
SLOWEST = 59 * 60 + 59  # seconds per unit: a pace is minutes and seconds
_MILES_FROM = 0.25
_KILOMETRES_FROM = 2000


class Kind(StrEnum):
    """What a step is for. The service guesses where nothing is said; a header alone says nothing."""

    WARMUP = "warmup"
    ACTIVE = "active"
    RECOVERY = "recovery"
    REST = "rest"
    COOLDOWN = "cooldown"


class Header(StrEnum):
    """What stands above steps, for people. "6x" behind it repeats the steps up to the empty line."""

    WARMUP = "Warmup"
    MAIN = "Main set"
    COOLDOWN = "Cooldown"


class Scale(StrEnum):
    """What a target is measured in. Beats per minute are not among them: that would be no target at all."""

    PER_KM = "/km Pace"
    PER_MILE = "/mi Pace"
    OF_MAX = "% HR"
    OF_THRESHOLD = "% LTHR"
    ZONE = "HR"


@dataclass(frozen=True, slots=True)
class Target:
    """From one value to another: seconds per unit, the faster first; per cent; or zones, the lower first.

    A ramp goes from the first to the second within the step.
    """

    scale: Scale
    start: float
    end: float
    ramp: bool = False

    def __str__(self) -> str:
        said = [self._value(self.start)]
        if self.end != self.start:
            said.append(self._value(self.end))
        text = "-".join(said)
        whole = f"{text} {self.scale}" if self.scale is Scale.ZONE else f"{text}{self.scale}"
        return f"ramp {whole}" if self.ramp else whole

    def _value(self, value: float) -> str:
        match self.scale:
            case Scale.PER_KM | Scale.PER_MILE:
                minutes, seconds = divmod(round(value), 60)
                return f"{minutes}:{seconds:02d}"
            case Scale.ZONE:
                return f"Z{value:g}"
            case _:
                return f"{value:g}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A step: whole seconds, or metres. Where the lap button ends it, the length is an estimate."""

    kind: Kind
    seconds: int = 0
    metres: float = 0.0
    until_lap: bool = False
    target: Target | None = None
    cue: str = ""

    def __str__(self) -> str:
        length = duration(self.seconds) if self.seconds else distance(self.metres)
        lap = PRESS_LAP if self.until_lap else ""
        target = str(self.target) if self.target else ""
        return " ".join(filter(None, ("-", self.cue, lap, length, target, f"intensity={self.kind}")))


def duration(seconds: int) -> str:
    """Whole seconds: 30s, 12m, 1m30s, 1h2m30s. `m` is minutes, so there are never more than 59."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "h"), (minutes, "m"), (rest, "s"))
    return "".join(f"{number}{unit}" for number, unit in parts if number)


def distance(metres: float) -> str:
    """400mtr, 2.4km, 4.5mi: never a bare `m`."""
    if miles := _miles(metres):
        return f"{miles:g}mi"
    if metres >= _KILOMETRES_FROM and metres % 10 == 0:
        return f"{metres / 1000:g}km"
    return f"{metres:.0f}mtr"


def sayable(metres: float) -> float:
    """The nearest length that can be said: quarters of a mile, else whole metres."""
    miles = _miles(metres)
    return miles * METRES_PER_MILE if miles else float(max(1, round(metres)))


def _miles(metres: float) -> float:
    """Miles where the metres are a round number of them, else 0."""
    quarters = round(metres / METRES_PER_MILE / _MILES_FROM)
    near = abs(metres - quarters * _MILES_FROM * METRES_PER_MILE) < 0.01
    return quarters * _MILES_FROM if near and metres % 1 else 0.0
