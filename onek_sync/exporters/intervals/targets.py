"""The one target of a step as the notation says it: a pace, per cent of a heart rate, or a zone."""

from onek_sync.exporters.intervals.notation import SLOWEST, Scale, Target
from onek_sync.exporters.intervals.says import Says
from onek_sync.exporters.watch_target import Guard, guard_of, without_ceiling
from onek_sync.model.intensity import (
    AbsolutePace,
    HeartRate,
    PaceName,
    Percent,
    PercentOf,
    RaceName,
    RacePace,
    Ramp,
    Speed,
    Steady,
    TrainingPace,
    Zone,
    ZoneOf,
)
from onek_sync.model.session import HeartBand, PaceBand, ResolvedStep
from onek_sync.model.units import Units

_PACES = {Units.KM: Scale.PER_KM, Units.MI: Scale.PER_MILE}
# From the easiest to the hardest, for the direction of a ramp.
_ORDER: tuple[PaceName | RaceName, ...] = (
    PaceName.RECOVERY,
    PaceName.EASY,
    PaceName.AEROBIC_THRESHOLD,
    PaceName.STEADY,
    PaceName.MARATHON,
    RaceName.MARATHON,
    RaceName.HALF,
    PaceName.TEMPO,
    PaceName.THRESHOLD,
    RaceName.K10,
    RaceName.K5,
    PaceName.INTERVAL,
    RaceName.K3,
    RaceName.MILE,
    RaceName.M1500,
    PaceName.REPETITION,
    RaceName.K1,
    RaceName.M800,
    RaceName.M600,
    RaceName.M400,
)
_HEART_PERCENTS = {PercentOf.HR_MAX, PercentOf.LTHR, PercentOf.HRR}


def guard(step: ResolvedStep, says: Says) -> Guard:
    """What the watch guards in this step, as far as the notation can say it."""
    can_pace = says.on_foot and step.pace is not None and _seconds(step.pace.slow, says) <= SLOWEST
    can_heart = step.heart is not None and (
        step.heart.zone is not None or _counted_from(step, says) is not None
    )
    return guard_of(step, can_pace=can_pace, can_heart=can_heart)


def target(step: ResolvedStep, guarded: Guard, says: Says) -> Target | None:
    """The target, with what it costs declared."""
    harder = _goes_harder(step, guarded)
    if harder is None and any(isinstance(each, Ramp) for each in step.step.intensities):
        says.lose("a change of intensity within a step", "the target spans all of it")
    if guarded is Guard.PACE and step.pace:
        band = without_ceiling(step.pace) if step is says.last_leg else step.pace
        fast, slow = _seconds(band.fast, says), _seconds(band.slow, says)
        scale = _PACES[says.athlete.units]
        return Target(scale, slow, fast, ramp=True) if harder else Target(scale, fast, slow, harder is False)
    if guarded is Guard.HEART and step.heart:
        found = _heart(step, step.heart, says)
        if harder is False:
            return Target(found.scale, found.end, found.start, ramp=True)
        return Target(found.scale, found.start, found.end, harder is True)
    return None


def _heart(step: ResolvedStep, heart: HeartBand, says: Says) -> Target:
    """A zone as a zone; beats as per cent, to a tenth: that is finer than a beat."""
    if heart.zone is not None:
        return Target(Scale.ZONE, heart.zone, heart.zone)
    found = _counted_from(step, says)
    assert found is not None, "guarded only where it can be said"
    scale, whole = found
    name = "maximum" if scale is Scale.OF_MAX else "threshold"
    says.lose(
        "a heart rate in beats per minute",
        f"it is per cent of {whole}, which must be the {name} heart rate in the settings there",
    )
    low, high = (round(beats / whole * 100, 1) for beats in (heart.low, heart.high))
    return Target(scale, low, high)


def _counted_from(step: ResolvedStep, says: Says) -> tuple[Scale, int] | None:
    """The heart rate that per cents are of: the one the coach wrote, else the maximum, else the threshold."""
    heart = says.athlete.heart
    known = ((Scale.OF_MAX, heart.max), (Scale.OF_THRESHOLD, heart.threshold))
    by_threshold = any(isinstance(i, Percent) and i.of is PercentOf.LTHR for i in step.step.intensities)
    order = reversed(known) if by_threshold else known
    return next(((scale, beats) for scale, beats in order if beats), None)


def _seconds(per_km: float, says: Says) -> int:
    return round(per_km * says.athlete.units.metres / 1000)


def _goes_harder(step: ResolvedStep, guarded: Guard) -> bool | None:
    """Whether the step's ramp goes from easier to harder; None without one, or where nobody can tell."""
    ramp = next((each for each in step.step.intensities if isinstance(each, Ramp)), None)
    band: PaceBand | HeartBand | None = step.pace if guarded is Guard.PACE else step.heart
    if ramp is None or band is None or (isinstance(band, HeartBand) and band.zone is not None):
        return None
    first, last = _hardness(ramp.start), _hardness(ramp.end)
    if first is None or last is None or first[:2] != last[:2] or first[0] is not guarded:
        return None
    return first[2] < last[2] if first[2] != last[2] else None


def _hardness(said: Steady) -> tuple[Guard, str, float] | None:
    """What is guarded, on which scale, and how hard it is on that."""
    match said:
        case TrainingPace(name=name) | RacePace(race=name) if name in _ORDER:
            return Guard.PACE, "name", _ORDER.index(name)
        case AbsolutePace(fast, _, per):
            return Guard.PACE, f"per {per}", -fast
        case Speed(low, _):
            return Guard.PACE, "speed", low
        case HeartRate(low, _):
            return Guard.HEART, "beats", low
        case Percent(low, _, of) if of in _HEART_PERCENTS:
            return Guard.HEART, of.value, low
        case Zone(low, _, of) if of is not ZoneOf.PACE:
            return Guard.HEART, "zone", low
        case _:
            return None
