"""The same effort for another level, for one more turn, or within a cap.

A beginner runs 30 % fewer repetitions with recoveries a quarter longer, and three quarters of a tempo run;
an advanced runner takes the upper end of every range, others the lower one.
"""

from collections.abc import Callable
from dataclasses import replace

from onek_sync.model.athlete import RunnerLevel
from onek_sync.model.intensity import PaceName, TrainingPace
from onek_sync.model.plan import Option
from onek_sync.model.units import Count, Distance, Duration
from onek_sync.model.workout import Block, Repeat, Role, Step, Style

_REPS, _REST, _TIME = 0.7, 1.25, 0.75
_LONG_WORK = 600.0  # seconds from which a stretch of work counts as continuous


def for_level(option: Option, level: RunnerLevel, written_for: RunnerLevel) -> Option:
    """The effort as that level does it."""
    fewer = level is RunnerLevel.BEGINNER and written_for is not RunnerLevel.BEGINNER
    high = level is RunnerLevel.ADVANCED

    def repeat(block: Repeat) -> Repeat:
        count = block.count.high if high else block.count.low
        if not fewer:
            return replace(block, count=Count.exactly(count))
        between = tuple(_longer_rest(step) for step in block.between)
        return replace(block, count=Count.exactly(max(2, round(count * _REPS))), between=between)

    return _changed(option, repeat, _shorter if fewer else _same)


def one_more(option: Option, times: int) -> Option:
    """The effort of a week that comes again: a repetition more, or five minutes of continuous work."""
    if not times:
        return option

    def step(block: Step) -> Step:
        if isinstance(block.end, Duration) and _is_continuous(block):
            return replace(block, end=Duration(block.end.seconds + 300 * times))
        return block

    return _changed(option, lambda block: replace(block, count=_plus(block.count, times)), step)


def fewer(option: Option, share: float) -> Option:
    """The effort with that share of its repetitions, two at least; strides before it stay."""

    def repeat(block: Repeat) -> Repeat:
        if any(isinstance(one, Step) and one.style is Style.STRIDE for one in block.blocks):
            return block
        low, high = (max(min(2, n), int(n * share)) for n in (block.count.low, block.count.high))
        return replace(block, count=Count(low, high))

    return _changed(option, repeat, _same)


def _changed(option: Option, repeat: Callable[[Repeat], Repeat], step: Callable[[Step], Step]) -> Option:
    """The option with its outermost repeats and steps changed; sets within repeats stay as they are."""

    def block(one: Block) -> Block:
        return repeat(one) if isinstance(one, Repeat) else step(one) if isinstance(one, Step) else one

    return replace(option, workout=replace(option.workout, blocks=tuple(map(block, option.workout.blocks))))


def _plus(count: Count, more: int) -> Count:
    return Count(count.low + more, count.high + more)


def _same(step: Step) -> Step:
    return step


def _shorter(step: Step) -> Step:
    if isinstance(step.end, Duration) and _is_continuous(step):
        return replace(step, end=Duration(max(600, round(step.end.seconds * _TIME / 60) * 60)))
    return step


def _is_continuous(step: Step) -> bool:
    """Whether it is a tempo run; easy and long runs have their length from the week."""
    if step.role is not Role.WORK or step.style is Style.LONG or is_easy(step):
        return False
    return isinstance(step.end, Duration) and step.end.seconds >= _LONG_WORK


def is_easy(step: Step) -> bool:
    """Whether it is easy running."""
    return any(isinstance(each, TrainingPace) and each.name is PaceName.EASY for each in step.intensities)


def _longer_rest(step: Step) -> Step:
    match step.end:
        case Duration(seconds=low, upto=high):
            return replace(step, end=Duration(_to(low, 15), high and _to(high, 15)))
        case Distance(metres=low, upto=high):
            return replace(step, end=Distance(_to(low, 50), high and _to(high, 50)))
        case _:
            return step


def _to(amount: float, grain: float) -> float:
    return round(amount * _REST / grain) * grain
