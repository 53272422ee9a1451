"""Lengths, times and counts: one type for every meaning, SI inside, ranges where people write ranges."""

import math
from dataclasses import dataclass
from enum import StrEnum

METRES_PER_MILE = 1609.344
METRES_PER_YARD = 0.9144


class Units(StrEnum):
    """What the athlete thinks in."""

    KM = "km"
    MI = "mi"

    @property
    def metres(self) -> float:
        """Metres in one of them."""
        return 1000.0 if self is Units.KM else METRES_PER_MILE


@dataclass(frozen=True, slots=True)
class Distance:
    """A length in metres, kept to the millimetre; `upto` makes it a range ("1K-2K")."""

    metres: float
    upto: float | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "metres", round(float(self.metres), 3))
        if self.upto is not None:
            object.__setattr__(self, "upto", round(float(self.upto), 3))
        _check_range(self.metres, self.upto)

    @property
    def chosen(self) -> float:
        """The one value to plan with, metres: the middle of a range, rounded down to a track's measure."""
        return _choose(self.metres, self.upto, 100.0 if self.metres >= 1000 else 50.0)


@dataclass(frozen=True, slots=True)
class Duration:
    """A time in seconds, kept to the millisecond; `upto` makes it a range ("30-45 min")."""

    seconds: float
    upto: float | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "seconds", round(float(self.seconds), 3))
        if self.upto is not None:
            object.__setattr__(self, "upto", round(float(self.upto), 3))
        _check_range(self.seconds, self.upto)

    @property
    def chosen(self) -> float:
        """The one value to plan with, seconds: the middle of a range, rounded down to a natural step."""
        grain = 300.0 if self.seconds >= 1200 else 60.0 if self.seconds >= 300 else 15.0
        return _choose(self.seconds, self.upto, grain)


@dataclass(frozen=True, slots=True)
class Count:
    """How often: 6, or 6 to 8."""

    low: int
    high: int

    def __post_init__(self) -> None:
        _check_range(self.low, self.high)

    @classmethod
    def exactly(cls, number: int) -> "Count":
        """The same number at both ends."""
        return cls(number, number)

    @property
    def chosen(self) -> int:
        """The number to plan with: the middle, rounded down (7 of 6-8, 3 of 3-4)."""
        return (self.low + self.high) // 2


@dataclass(frozen=True, slots=True)
class UntilLap:
    """It lasts until the athlete presses the lap button."""


def _check_range(low: float, high: float | None) -> None:
    if not math.isfinite(low) or low <= 0 or (high is not None and not low <= high < math.inf):
        raise ValueError(f"not a positive range: {low} to {high}")


def _choose(low: float, high: float | None, grain: float) -> float:
    if high is None or high == low:
        return low
    middle = (low + high) / 2
    return max(low, math.floor(middle / grain) * grain)


def clock(seconds: float, decimals: int = 0) -> str:
    """A time as runners write it: 42.0 (with a decimal, under a minute), 1:24, 1:24.5, 1:02:05."""
    scale = 10**decimals
    ticks = round(seconds * scale)
    whole, fraction = divmod(ticks, scale)
    hours, rest = divmod(whole, 3600)
    minutes, secs = divmod(rest, 60)
    tail = f".{fraction:0{decimals}d}" if decimals else ""
    if hours:
        return f"{hours}:{minutes:02d}:{secs:02d}{tail}"
    if minutes or not decimals:
        return f"{minutes}:{secs:02d}{tail}"
    return f"{secs}{tail}"
