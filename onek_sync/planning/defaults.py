"""The recovery of a repeat that has none written, by what is repeated; its use is warned of (W20).

| repeated | recovery |
|---|---|
| strides | 60 s walk back |
| hills | jog down, until the lap button |
| up to 200 m | 200 m jog |
| 201 to 500 m | jog of the same distance |
| longer, at repetition, goal or 400-1500 m pace | 4-5 min walk or jog |
| at threshold, tempo or half-marathon pace | 60 s jog per km (or per 4 min), 60 s at least |
| easy, steady or at marathon pace | none: it goes on |
| anything else | jog for the time of the repetition |
| a set of repeats | twice the recovery of its repetitions |

Source: coaching practice as in Daniels' Running Formula; every value is meant to be overwritten in the plan.
"""

import math
from collections.abc import Callable

from onek_sync.model.intensity import Effort, Intensity, PaceName, RaceName, RacePace, Ramp, TrainingPace
from onek_sync.model.units import Distance, Duration, UntilLap
from onek_sync.model.workout import Equal, Measure, Mode, Ratio, Repeat, Role, Step, Style

_STRIDE = Step(role=Role.RECOVERY, end=Duration(60), mode=Mode.WALK_BACK)
_HILL = Step(role=Role.RECOVERY, end=UntilLap(), mode=Mode.JOG_DOWN)
_FAST = Step(role=Role.RECOVERY, end=Duration(240, 300), mode=Mode.WALK_JOG)
_EQUAL = Step(role=Role.RECOVERY, end=Equal(Measure.TIME), mode=Mode.JOG)
_TWICE = Step(role=Role.RECOVERY, end=Ratio(1, 2), mode=Mode.JOG)

_SHORT, _MIDDLE = 200.0, 500.0  # metres
_THRESHOLD_SHARE = 0.25  # of the repetition's time: a minute for four
_QUICK_TIME = 90.0  # seconds; a repetition this short at repetition pace needs twice its time
_THRESHOLD = {PaceName.THRESHOLD, PaceName.TEMPO, PaceName.AEROBIC_THRESHOLD}
_GOES_ON = {PaceName.EASY, PaceName.RECOVERY, PaceName.STEADY, PaceName.MARATHON}
_FAST_RACES = {
    RaceName.M400,
    RaceName.M600,
    RaceName.M800,
    RaceName.K1,
    RaceName.M1500,
    RaceName.MILE,
    RaceName.RACE,
}
_FAST_WORDS = {"max", "near max", "all out", "sprint"}
_GENTLE_WORDS = {"easy", "slow", "relaxed", "gentle", "conversational"}


def default_recovery(repeat: Repeat) -> tuple[Step, ...]:
    """What separates the passes of a repeat without `between`; () where nothing is to be filled in.

    Nothing is filled in where a recovery is written, where the repeat's body brings its own, or where it
    is easy running that simply goes on.
    """
    if repeat.between or repeat.count.high < 2:
        return ()
    match repeat.blocks:
        case (Step(role=Role.WORK) as step,):
            return _after(step)
        case (Repeat(between=()) as inner,):
            return tuple(_doubled(step) for step in default_recovery(inner))
        case _:
            return ()


def _after(step: Step) -> tuple[Step, ...]:
    """The recovery after one step of work."""
    if step.style is Style.STRIDE:
        return (_STRIDE,)
    if step.style is Style.HILL:
        return (_HILL,)
    if step.style in {Style.LONG, Style.PROGRESSION} or _any(step, _is_gentle):
        return ()
    match step.end:
        case Distance(metres=metres):
            return (_after_distance(step, metres),)
        case Duration(seconds=seconds):
            return (_after_time(step, seconds),)
        case _:
            return (_EQUAL,)


def _after_distance(step: Step, metres: float) -> Step:
    if metres <= _MIDDLE:
        return Step(role=Role.RECOVERY, end=Distance(max(metres, _SHORT)), mode=Mode.JOG)
    if _any(step, _is_threshold):
        return _jog(60 * metres / 1000)
    return _FAST if _any(step, _is_fast) else _EQUAL


def _after_time(step: Step, seconds: float) -> Step:
    if _any(step, _is_threshold):
        return _jog(_THRESHOLD_SHARE * seconds)
    return _TWICE if seconds <= _QUICK_TIME and _any(step, _is_fast) else _EQUAL


def _jog(seconds: float) -> Step:
    """A jog in whole quarters of a minute, one minute at least."""
    return Step(role=Role.RECOVERY, end=Duration(max(60, math.ceil(seconds / 15) * 15)), mode=Mode.JOG)


def _doubled(step: Step) -> Step:
    """The same recovery, twice as long."""
    match step.end:
        case Distance(metres=low, upto=high):
            end: Distance | Duration | Ratio = Distance(2 * low, high and 2 * high)
        case Duration(seconds=low, upto=high):
            end = Duration(2 * low, high and 2 * high)
        case Ratio(work=work, rest=rest):
            end = Ratio(work, 2 * rest)
        case Equal():
            end = Ratio(1, 2)
        case _:
            return step
    return Step(role=Role.RECOVERY, end=end, mode=step.mode)


def _any(step: Step, says: Callable[[Intensity], bool]) -> bool:
    return any(
        says(each.start) or says(each.end) if isinstance(each, Ramp) else says(each)
        for each in step.intensities
    )


def _is_threshold(intensity: Intensity) -> bool:
    match intensity:
        case TrainingPace(name=name):
            return name in _THRESHOLD
        case RacePace(race=race):
            return race is RaceName.HALF
    return False


def _is_fast(intensity: Intensity) -> bool:
    match intensity:
        case TrainingPace(name=name):
            return name is PaceName.REPETITION
        case RacePace(race=race, goal=goal):
            return goal or race in _FAST_RACES
        case Effort(word=word):
            return word in _FAST_WORDS
    return False


def _is_gentle(intensity: Intensity) -> bool:
    match intensity:
        case TrainingPace(name=name):
            return name in _GOES_ON
        case RacePace(race=race):
            return race is RaceName.MARATHON
        case Effort(word=word):
            return word in _GENTLE_WORDS
    return False
