"""What a written intensity means for one athlete: a band of pace, of heart rate, an RPE, a word."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from onek_sync.model.errors import Finding, Level
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
from onek_sync.model.session import HeartBand, PaceBand
from onek_sync.model.units import METRES_PER_MILE
from onek_sync.planning import efforts
from onek_sync.planning.aims import aim
from onek_sync.planning.heart import missing, percent_band, zone_band
from onek_sync.planning.paces import Paces

_FASTEST, _SLOWEST = 80.0, 1800.0  # s/km: no human is faster, no walk slower
_PACE_ZONES = {1: (1.29, 1.45), 2: (1.14, 1.29), 3: (1.06, 1.13), 4: (0.99, 1.05), 5: (0.90, 0.98)}
"""Friel's zones as shares of the threshold pace's time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """One effort in the words of `ResolvedStep`, as far as they are known, and what was in doubt."""

    pace: PaceBand | None = None
    leads_to: PaceBand | None = None
    heart: HeartBand | None = None
    cadence: tuple[int, int] | None = None
    rpe: tuple[float, float] | None = None
    effort: str = ""
    aim: str = ""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Whose intensity it is, over how many metres (or seconds) of a step, and how far the plan has come."""

    paces: Paces
    metres: float | None = None
    seconds: float | None = None
    progress: float = 1.0


def tolerance(metres: float) -> float:
    """How far a repetition may be off its single pace either way, s/km.

    Half a second for the button and a quarter of a second per 100 m for the runner: 1 s over 200 m, 1.5 s
    over 400 m. From 400 m on it stays 1.5 s per 400 m (3.75 s/km), about what a watch can tell.
    """
    return 2.5 + 500.0 / min(max(metres, 50.0), 400.0)


def meaning_of(intensities: Iterable[Intensity], scene: Scene) -> Meaning:
    """All intensities of a step together: of two that say the same, the more exact one counts."""
    merged = Meaning()
    for each in sorted(intensities, key=_vagueness):
        merged = _merge(merged, _meaning(each, scene))
    return merged


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


def _meaning(intensity: Intensity, scene: Scene) -> Meaning:
    match intensity:
        case TrainingPace():
            return _training(intensity, scene)
        case RacePace():
            return _race(intensity, scene)
        case AbsolutePace():
            per = intensity.per or scene.paces.units.metres
            return _written_pace(intensity.fast / per * 1000, intensity.slow / per * 1000, intensity, scene)
        case Split():
            return _split(intensity, scene)
        case Speed():
            return _written_pace(_pace(intensity.high / 3.6), _pace(intensity.low / 3.6), intensity, scene)
        case Percent(of=PercentOf.PACE):
            return _percent_of_pace(intensity, scene)
        case Percent(of=PercentOf.MAX_SPEED):
            return _percent_of_top(intensity, scene)
        case Percent():
            band = percent_band(intensity.low, intensity.high, intensity.of, scene.paces.heart)
            return _heart(band, intensity, missing(intensity.of), scene)
        case Zone():
            return _zone(intensity, scene)
        case HeartRate():
            return Meaning(heart=HeartBand(intensity.low, intensity.high, "as written"))
        case Rpe():
            return Meaning(rpe=(intensity.low, intensity.high))
        case Cadence():
            return Meaning(cadence=(intensity.low, intensity.high))
        case Effort():
            return Meaning(effort=intensity.word, rpe=efforts.OF_WORD.get(intensity.word))
        case Ramp():
            return _ramp(_meaning(intensity.start, scene), _meaning(intensity.end, scene))


def _training(intensity: TrainingPace, scene: Scene) -> Meaning:
    rpe = efforts.OF_PACE[intensity.name]
    effort = "easy" if intensity.name is PaceName.EASY else ""
    band = scene.paces.training.get(intensity.name)
    if band is None:
        return Meaning(rpe=rpe, effort=effort, findings=(_unknown(intensity, scene),))
    said = _shifted(band, intensity.offset, scene, intensity)
    return replace(said, rpe=rpe, effort=effort)


def _race(intensity: RacePace, scene: Scene) -> Meaning:
    rpe = efforts.OF_RACE.get(intensity.race, efforts.SHORT_RACE)
    today, goal = scene.paces.races.get(intensity.race), None
    # "Race pace" of a plan with a goal is the pace the race shall be run at.
    if intensity.goal or intensity.race is RaceName.RACE:
        goal = scene.paces.goal_pace(intensity.race)
        today = scene.paces.goal_pace(intensity.race, scene.progress) or today
    if today is None:
        return Meaning(rpe=rpe, findings=(_unknown(intensity, scene),))
    said = _shifted(today, intensity.offset, scene, intensity)
    doubts = said.findings
    if intensity.goal and goal is None:
        what = f'"{aim(intensity, scene.paces.units)}", but the plan has no goal: used today\'s pace'
        doubts = (*doubts, _doubt("R02", what, "give race.goal"))
    leads_to = _shifted(goal, intensity.offset, scene, intensity).pace if goal else None
    same = leads_to is None or said.pace is None or abs(leads_to.middle - said.pace.middle) < 0.05
    return replace(said, rpe=rpe, leads_to=None if same else leads_to, findings=doubts)


def _shifted(band: PaceBand, offset: Offset | None, scene: Scene, said: Intensity) -> Meaning:
    """A band moved by an offset; a single pace gets the tolerance of the step's length."""
    if offset is None:
        return _sane(_widened(band, scene), said, scene)
    if offset.unit is OffsetUnit.PERCENT:
        moved = (band.fast * (1 + offset.low / 100), band.slow * (1 + offset.high / 100))
    else:
        over = _offset_metres(offset.unit, scene)
        if over is None:
            doubt = _doubt(
                "R03",
                f'"{aim(said, scene.paces.units)}" counts seconds per repetition, but the step has no length',
                "write the seconds per km, or the step in metres",
            )
            return replace(_sane(_widened(band, scene), said, scene), findings=(doubt,))
        moved = (band.fast + offset.low / over * 1000, band.slow + offset.high / over * 1000)
    return _sane(_widened(PaceBand(*moved), scene), said, scene)


def _offset_metres(unit: OffsetUnit, scene: Scene) -> float | None:
    return {
        OffsetUnit.PER_KM: 1000.0,
        OffsetUnit.PER_MILE: METRES_PER_MILE,
        OffsetUnit.PER_400: 400.0,
        OffsetUnit.PER_REP: scene.metres,
    }.get(unit, scene.paces.units.metres)


def _widened(band: PaceBand, scene: Scene) -> PaceBand:
    """A band that is at least as wide as the step's tolerance either way."""
    middle = band.middle
    metres = scene.metres or (scene.seconds / middle * 1000 if scene.seconds and middle > 0 else 1000.0)
    room = tolerance(metres)
    return PaceBand(min(band.fast, middle - room), max(band.slow, middle + room))


def _written_pace(fast: float, slow: float, said: Intensity, scene: Scene) -> Meaning:
    """A pace in numbers: a range is kept as it was written, a single pace gets the tolerance."""
    band = PaceBand(fast, slow)
    return _sane(_widened(band, scene) if fast == slow else band, said, scene)


def _split(intensity: Split, scene: Scene) -> Meaning:
    if scene.metres is None:
        what = f'"{aim(intensity, scene.paces.units)}" is a time for a distance, but the step has none'
        return Meaning(findings=(_doubt("R03", what, "write the step in metres, or a pace per km"),))
    return _written_pace(
        intensity.fast / scene.metres * 1000, intensity.slow / scene.metres * 1000, intensity, scene
    )


def _percent_of_pace(intensity: Percent, scene: Scene) -> Meaning:
    race = intensity.race or RaceName.RACE
    base = scene.paces.races.get(race)
    if race is RaceName.RACE:
        base = scene.paces.goal_pace(race, scene.progress) or base
    if base is None or intensity.low <= 0:
        return Meaning(findings=(_unknown(intensity, scene),))
    faster, slower = intensity.high / 100, intensity.low / 100
    band = PaceBand(base.fast / faster, base.slow / slower)
    found = _sane(_widened(band, scene), intensity, scene)
    if intensity.race is None:
        what = f'"{intensity.low:g} %" without a word of what: read as per cent of race pace'
        doubt = _doubt("R04", what, "write e.g. 95% of 5K or 85% HRmax")
        found = replace(found, findings=(*found.findings, doubt))
    return found


def _percent_of_top(intensity: Percent, scene: Scene) -> Meaning:
    top = scene.paces.top_speed
    if top is None or intensity.low <= 0:
        what = f'"{aim(intensity, scene.paces.units)}": the top speed is not known'
        doubt = _doubt("R01", what, "give athlete.sprint, e.g. a flying 60 m")
        return Meaning(effort=aim(intensity, scene.paces.units), findings=(doubt,))
    band = PaceBand(_pace(top * intensity.high / 100), _pace(top * intensity.low / 100))
    return _sane(_widened(band, scene), intensity, scene)


def _zone(intensity: Zone, scene: Scene) -> Meaning:
    rpe = (
        efforts.OF_ZONE.get(intensity.low, (0.0, 0.0))[0],
        efforts.OF_ZONE.get(intensity.high, (0.0, 10.0))[1],
    )
    if intensity.of is not ZoneOf.PACE:
        band = zone_band(intensity, scene.paces.heart)
        said = _heart(band, intensity, "give athlete.heart.threshold or athlete.heart.max", scene)
        return replace(said, rpe=rpe)
    threshold = scene.paces.training.get(PaceName.THRESHOLD)
    if threshold is None or not {intensity.low, intensity.high} <= _PACE_ZONES.keys():
        return Meaning(rpe=rpe, findings=(_unknown(intensity, scene),))
    fast, slow = _PACE_ZONES[intensity.high][0], _PACE_ZONES[intensity.low][1]
    return Meaning(rpe=rpe, pace=PaceBand(fast * threshold.middle, slow * threshold.middle))


def _heart(band: HeartBand | None, intensity: Intensity, give: str, scene: Scene) -> Meaning:
    if band:
        return Meaning(heart=band)
    words = aim(intensity, scene.paces.units)
    what = f'"{words}" needs a heart rate that is not known'
    return Meaning(effort=words, findings=(_doubt("R01", what, give),))


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


def _sane(band: PaceBand, said: Intensity, scene: Scene) -> Meaning:
    """The band, unless nobody can run it."""
    if math.isfinite(band.slow) and _FASTEST <= band.fast <= band.slow <= _SLOWEST:
        return Meaning(pace=band)
    what = f'"{aim(said, scene.paces.units)}" is no pace a human runs: left out'
    return Meaning(findings=(_doubt("R05", what, "check the numbers and their unit"),))


def _pace(speed: float) -> float:
    """Seconds per kilometre of metres per second."""
    return 1000 / speed if speed > 0 else math.inf


def _unknown(intensity: Intensity, scene: Scene) -> Finding:
    words = aim(intensity, scene.paces.units)
    if scene.paces.form:
        return _doubt("R01", f'"{words}" stays without a pace: the plan names no race', "give race.distance")
    what = f'"{words}" stays without a pace: no race of the athlete is known'
    return _doubt("R01", what, 'give a recent race, e.g. recent: {1K: "3:34"}')


def _doubt(code: str, what: str, now: str) -> Finding:
    return Finding(code, what, now, level=Level.WARNING)
