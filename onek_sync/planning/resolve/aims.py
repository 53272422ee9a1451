"""A written intensity in short words, as a title or a description says it: "goal 1K", "T", "5K pace"."""

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
    RaceName,
    RacePace,
    Ramp,
    Rpe,
    Speed,
    Split,
    TrainingPace,
    Zone,
    ZoneOf,
)
from onek_sync.model.units import METRES_PER_MILE, Units, clock

_PACES = {PaceName.EASY: "easy"}
_RACES = {RaceName.RACE: "race pace", RaceName.MARATHON: "marathon pace", RaceName.HALF: "half marathon pace"}


def aim_of(intensities: tuple[Intensity, ...], units: Units) -> str:
    """All of a step's intensities in short words, in the order they were written; cadence is no aim."""
    words = (aim(each, units) for each in intensities if not isinstance(each, Cadence))
    return ", ".join(dict.fromkeys(words))


def aim(intensity: Intensity, units: Units) -> str:
    """One intensity in short words."""
    match intensity:
        case TrainingPace():
            return _PACES.get(intensity.name, intensity.name.value) + _shift(intensity.offset)
        case RacePace():
            return _race(intensity)
        case AbsolutePace():
            per = intensity.per or units.metres
            return f"{_clocks(intensity.fast, intensity.slow)}{_unit(per)}"
        case Split():
            return f"in {_clocks(intensity.fast, intensity.slow)}"
        case Ramp():
            return f"{aim(intensity.start, units)} to {aim(intensity.end, units)}"
        case Effort():
            return intensity.word
        case Percent():
            return f"{_span(intensity.low, intensity.high)} % {_base(intensity)}"
        case _:
            return _measured(intensity)


def _measured(intensity: Zone | HeartRate | Rpe | Speed | Cadence) -> str:
    span = _span(intensity.low, intensity.high)
    match intensity:
        case Zone():
            return f"Z{span} pace" if intensity.of is ZoneOf.PACE else f"Z{span}"
        case HeartRate():
            return f"{span} bpm"
        case Rpe():
            return f"RPE {span}"
        case Speed():
            return f"{span} km/h"
        case Cadence():
            return f"{span} spm"


def _race(intensity: RacePace) -> str:
    if intensity.goal:
        name = "race pace" if intensity.race is RaceName.RACE else intensity.race.value
        return f"goal {name}{_shift(intensity.offset)}"
    return _RACES.get(intensity.race, f"{intensity.race.value} pace") + _shift(intensity.offset)


def _base(intensity: Percent) -> str:
    if intensity.of is not PercentOf.PACE:
        return intensity.of.value
    race = intensity.race or RaceName.RACE
    return "of " + _RACES.get(race, f"{race.value} pace")


def _shift(offset: Offset | None) -> str:
    if offset is None:
        return ""
    if offset.low == offset.high:
        amount = f"{offset.low:+g}"
    else:
        amount = f"{offset.low:+g} to {offset.high:+g}"
    if offset.unit is OffsetUnit.PERCENT:
        return f" {amount} %"
    return f" {amount} s" + {OffsetUnit.DEFAULT: "", OffsetUnit.PER_REP: " per rep"}.get(
        offset.unit, offset.unit.value
    )


def _unit(per: float) -> str:
    if per == 1000:
        return "/km"
    return "/mi" if abs(per - METRES_PER_MILE) < 1 else f"/{per:g}m"


def _clocks(fast: float, slow: float) -> str:
    decimals = 0 if fast == round(fast) and slow == round(slow) else 1
    times = (_time(seconds, decimals) for seconds in (fast, slow))
    return "-".join(dict.fromkeys(times))


def _time(seconds: float, decimals: int) -> str:
    """On a track nobody says 1:05: below 100 s it is seconds."""
    return f"{seconds:.{decimals}f}" if seconds < 99.95 else clock(seconds, decimals)


def _span(low: float, high: float) -> str:
    return f"{low:g}" if low == high else f"{low:g}-{high:g}"
