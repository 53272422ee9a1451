"""The one test of everything that is imported: does the plan file read it back as it was?"""

from collections.abc import Callable
from dataclasses import replace

from onek_sync.model.errors import OnekError
from onek_sync.model.plan import Option
from onek_sync.model.workout import Block, Repeat, Role, Step
from onek_sync.planning.shorthand.options import parse_options, write_options
from onek_sync.planning.shorthand.writer_targets import write_target


def is_said_back(option: Option) -> bool:
    """Whether the line that is written for an option is read as the same option again."""
    try:
        return parse_options(write_options((option,))).options == (option,)
    except (OnekError, ValueError, TypeError):  # what no line can say, and what no line may say
        return False


def with_calm_recoveries(option: Option) -> Option:
    """The option with the targets of its recoveries as cues: a line has no place for some of them."""
    return _with_steps(option, _calm)


def without_cues(option: Option) -> Option:
    """The option without the words at its steps: they may be what makes a line too long."""
    return _with_steps(option, lambda step: replace(step, cue=""))


def _calm(step: Step) -> Step:
    if step.role is not Role.RECOVERY or not step.intensities:
        return step
    words = (*map(write_target, step.intensities), step.cue)
    return replace(step, intensities=(), cue=", ".join(word for word in words if word))


def _with_steps(option: Option, change: Callable[[Step], Step]) -> Option:
    def changed(block: Block) -> Block:
        match block:
            case Step():
                return change(block)
            case Repeat():
                inner, between = map(changed, block.blocks), map(change, block.between)
                return replace(block, blocks=tuple(inner), between=tuple(between))
            case _:
                return block

    blocks = tuple(changed(block) for block in option.workout.blocks)
    return replace(option, workout=replace(option.workout, blocks=blocks))
