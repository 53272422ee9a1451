"""What written intensities mean for one athlete: a band of pace, of heart rate, an RPE, a word."""

from collections.abc import Iterable
from dataclasses import fields, replace
from functools import reduce

from onek_sync.model.athlete import Heart
from onek_sync.model.intensity import (
    AbsolutePace,
    Cadence,
    Effort,
    HeartRate,
    Intensity,
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
from onek_sync.model.session import HeartBand, PaceBand
from onek_sync.planning.paces.heart import missing, percent_band, zone_band
from onek_sync.planning.resolve import efforts
from onek_sync.planning.resolve.aims import aim
from onek_sync.planning.resolve.pace_meaning import (
    of_numbers,
    of_pace_zone,
    of_percent,
    of_race,
    of_top_speed,
    of_training,
    rating,
)
from onek_sync.planning.resolve.scene import UNKNOWN, Meaning, Scene, doubt


def meaning_of(intensities: Iterable[Intensity], scene: Scene) -> Meaning:
    """All intensities of a step together: of two that say the same, the more exact one counts."""
    in_order = sorted(intensities, key=_vagueness)
    merged = reduce(_merge, (_meaning(each, scene) for each in in_order), Meaning())
    if merged.rpe:
        return merged
    by_heart = (_heart_rating(each, scene.paces.heart) for each in in_order)
    return replace(merged, rpe=rating(merged.pace, scene) or next(filter(None, by_heart), None))


def _vagueness(intensity: Intensity) -> int:
    match intensity:
        case AbsolutePace() | Split() | Speed() | HeartRate() | Rpe() | Cadence():
            return 0
        case Effort():
            return 2
        case _:
            return 1


def _merge(first: Meaning, second: Meaning) -> Meaning:
    """What the first leaves open is taken from the second. `leads_to` belongs to the pace it came with."""
    taken = {
        field.name: getattr(second, field.name) for field in fields(Meaning) if not getattr(first, field.name)
    }
    if first.pace:
        taken.pop("leads_to", None)
    taken["findings"] = (*first.findings, *second.findings)
    return replace(first, **taken)


def _meaning(said: Intensity, scene: Scene) -> Meaning:
    match said:
        case TrainingPace():
            return of_training(said, scene)
        case RacePace():
            return of_race(said, scene)
        case AbsolutePace() | Split() | Speed():
            return of_numbers(said, scene)
        case Percent(of=PercentOf.PACE):
            return of_percent(said, scene)
        case Percent(of=PercentOf.MAX_SPEED):
            return of_top_speed(said, scene)
        case Percent():
            band = percent_band(said.low, said.high, said.of, scene.paces.heart)
            return _heart(band, said, missing(said.of), scene)
        case Zone():
            return _zone(said, scene)
        case HeartRate():
            return Meaning(heart=HeartBand(said.low, said.high, "as written"))
        case Rpe():
            return Meaning(rpe=(said.low, said.high))
        case Cadence():
            return Meaning(cadence=(said.low, said.high))
        case Effort():
            return Meaning(effort=said.word, rpe=efforts.OF_WORD.get(said.word))
        case Ramp():
            return _ramp(_meaning(said.start, scene), _meaning(said.end, scene))


def _zone(said: Zone, scene: Scene) -> Meaning:
    if said.of is ZoneOf.PACE:
        found = of_pace_zone(said, scene)
    else:
        band = zone_band(said, scene.paces.heart)
        found = _heart(band, said, "give athlete.heart.threshold or athlete.heart.max", scene)
    low, high = efforts.OF_ZONE.get(said.low), efforts.OF_ZONE.get(said.high)
    return replace(found, rpe=(low[0], high[1]) if low and high else None)


def _heart(band: HeartBand | None, said: Intensity, give: str, scene: Scene) -> Meaning:
    if band:
        return Meaning(heart=band)
    what = f"{scene.words(said)} needs a heart rate that is not known"
    return Meaning(effort=aim(said, scene.paces.units), findings=(doubt(UNKNOWN, what, give),))


def _heart_rating(said: Intensity, heart: Heart) -> efforts.Rating | None:
    """How hard a written heart rate feels, for who wrote neither a name nor a pace."""
    match said:
        case Percent(of=PercentOf.HR_MAX | PercentOf.HRR | PercentOf.LTHR):
            return efforts.of_heart(said.low, said.high, said.of)
        case HeartRate():
            return efforts.of_beats(said.low, said.high, heart)
        case Ramp():
            ends = [found for each in (said.start, said.end) if (found := _heart_rating(each, heart))]
            return (min(low for low, _ in ends), max(high for _, high in ends)) if ends else None
        case _:
            return None


def _ramp(start: Meaning, end: Meaning) -> Meaning:
    """From one to the other: the bands that hold both ends."""
    both = _merge(start, end)
    if start.pace and end.pace:
        cover = PaceBand(min(start.pace.fast, end.pace.fast), max(start.pace.slow, end.pace.slow))
        both = replace(both, pace=cover, leads_to=None)
    if start.heart and end.heart:
        beats = (min(start.heart.low, end.heart.low), max(start.heart.high, end.heart.high))
        both = replace(both, heart=HeartBand(*beats, f"{start.heart.method} to {end.heart.method}"))
    if start.rpe and end.rpe:
        both = replace(both, rpe=(min(start.rpe[0], end.rpe[0]), max(start.rpe[1], end.rpe[1])))
    return both
