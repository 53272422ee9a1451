"""Intensities in standard form, without the "@" before them."""

from onek_sync.model.intensity import (
    AbsolutePace,
    Cadence,
    Effort,
    HeartRate,
    Intensity,
    Offset,
    OffsetUnit,
    PaceName,
    Percent,
    PercentOf,
    RacePace,
    Ramp,
    Rpe,
    Speed,
    Split,
    TrainingPace,
    Zone,
    ZoneOf,
)
from onek_sync.model.units import METRES_PER_MILE
from onek_sync.planning.shorthand.writer_numbers import clock, number, span

_PACES = {PaceName.EASY: "easy"}
_ZONES = {ZoneOf.HEART: " HR", ZoneOf.PACE: " pace", ZoneOf.UNSAID: ""}
_SECONDS = {
    OffsetUnit.PER_KM: "s/km",
    OffsetUnit.PER_MILE: "s/mi",
    OffsetUnit.PER_400: "s/400m",
    OffsetUnit.PER_REP: "s/rep",
    OffsetUnit.DEFAULT: "",
}


def write_target(intensity: Intensity, *, in_miles: bool = False) -> str:
    """An intensity as it stands behind "@"; a split brings its own "in"."""
    match intensity:
        case Ramp(start=start, end=end):
            return f"{write_target(start, in_miles=in_miles)} -> {write_target(end, in_miles=in_miles)}"
        case TrainingPace(name=name, offset=offset):
            return _PACES.get(name, name.value) + _shift(offset)
        case RacePace(race=race, goal=goal, offset=offset):
            return ("goal " if goal else "") + race.value + _shift(offset)
        case AbsolutePace():
            return _pace(intensity, in_miles)
        case Split(fast=fast, slow=slow):
            return f"in {_clocks(fast, slow)}"
        case Effort(word=word):
            return word
        case _:
            return _measured(intensity)


def _measured(intensity: Percent | Zone | HeartRate | Rpe | Speed | Cadence) -> str:
    values = span(intensity.low, intensity.high)
    match intensity:
        case Percent(of=PercentOf.PACE, race=None):
            return f"{values}%"
        case Percent(of=PercentOf.PACE, race=race):
            return f"{values}% of {race}"
        case Percent(of=of):
            return f"{values}% {of.value}"
        case Zone(of=of_zone):
            return f"Z{values}{_ZONES[of_zone]}"
        case HeartRate():
            return f"{values} bpm"
        case Rpe():
            return f"RPE {values}"
        case Speed():
            return f"{values} km/h"
        case Cadence():
            return f"{values} spm"


def _shift(offset: Offset | None) -> str:
    if offset is None:
        return ""
    if offset.unit is OffsetUnit.PERCENT:
        return f" {_percent(offset)}"
    low, high = _signed(offset.low), _signed(offset.high)
    amount = low if offset.low == offset.high else f"{low} to {high}"
    unit = _SECONDS[offset.unit]
    return f"{amount}{unit}" if not unit and low == amount else f" {amount}{unit}"


def _signed(value: float) -> str:
    return ("-" if value < 0 else "+") + number(abs(value))


def _percent(offset: Offset) -> str:
    low, high = offset.low, offset.high
    if high <= 0 and low < 0:
        return f"{span(abs(high), abs(low))}% faster"
    if low >= 0:
        return f"{span(low, high)}% slower"
    return f"{number(-low)}% faster to {number(high)}% slower"


def _pace(pace: AbsolutePace, in_miles: bool) -> str:
    return _clocks(pace.fast, pace.slow) + _per(pace.per, in_miles)


def _per(metres: float | None, in_miles: bool) -> str:
    if metres is None:
        return "/unit" if in_miles else " pace"
    if metres == 1000:
        return "/km"
    return "/mi" if metres == METRES_PER_MILE else f"/{number(metres)}m"


def _clocks(fast: float, slow: float) -> str:
    return clock(fast) if fast == slow else f"{clock(fast)}-{clock(slow)}"
