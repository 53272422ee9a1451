"""The one target that a watch guards during a step: a pace, a heart rate, or nothing."""

from enum import Enum

from onek_sync.model.intensity import HeartRate, Intensity, Percent, PercentOf, Zone, ZoneOf
from onek_sync.model.plan import Kind
from onek_sync.model.session import HEART_ANSWERS, HeartBand, PaceBand, ResolvedOption, ResolvedStep
from onek_sync.model.workout import Role

_HUMAN = range(100, 15_000)  # millimetres per second
_BEATING = range(30, 251)
# Both formats want two bounds: this share of the time is beyond any kick.
_NO_CEILING = 0.7
_OF_HEART = frozenset({PercentOf.HR_MAX, PercentOf.LTHR, PercentOf.HRR})


class Guard(Enum):
    """What the watch warns about."""

    PACE = "pace"
    HEART = "heart rate"
    NOTHING = "nothing"


def guard_of(step: ResolvedStep, *, can_pace: bool, can_heart: bool) -> Guard:
    """What to guard, in a sport that has a pace, a heart rate, both or neither.

    Pace before heart rate, unless the coach wrote a heart rate for a step that is long enough for the
    heart to answer: then the heart rate is what was meant, and the pace what it will look like.
    """
    pace = can_pace and step.pace is not None and _is_human(step.pace)
    heart = can_heart and step.heart is not None and _is_beating(step.heart)
    if pace and heart:
        meant = step.seconds >= HEART_ANSWERS and any(map(_is_of_heart, step.step.intensities))
        return Guard.HEART if meant else Guard.PACE
    return Guard.PACE if pace else Guard.HEART if heart else Guard.NOTHING


def last_leg(option: ResolvedOption) -> ResolvedStep | None:
    """The leg of a race behind which nothing is saved; None for what is no race, or has one leg only."""
    legs = [step for step in option.blocks if isinstance(step, ResolvedStep) and step.role is Role.WORK]
    return legs[-1] if option.kind is Kind.RACE and len(legs) > 1 else None


def without_ceiling(pace: PaceBand) -> PaceBand:
    """The band of a last leg: a watch must not call back who is faster."""
    return PaceBand(pace.fast * _NO_CEILING, pace.slow)


def _is_of_heart(intensity: Intensity) -> bool:
    match intensity:
        case HeartRate():
            return True
        case Zone(of=of):
            return of is not ZoneOf.PACE
        case Percent(of=of):
            return of in _OF_HEART
        case _:
            return False


def _is_human(pace: PaceBand) -> bool:
    return all(round(speed * 1000) in _HUMAN for speed in pace.speeds())


def _is_beating(heart: HeartBand) -> bool:
    return heart.low in _BEATING and heart.high in _BEATING
