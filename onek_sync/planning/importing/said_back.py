"""The one test of everything that is imported: does the plan file read it back as it was?"""

from dataclasses import replace

from onek_sync.model.errors import OnekError
from onek_sync.model.plan import Option
from onek_sync.model.workout import Block, Repeat, Step
from onek_sync.planning.shorthand.options import parse_options, write_options


def is_said_back(option: Option) -> bool:
    """Whether the line that is written for an option is read as the same option again."""
    try:
        return parse_options(write_options((option,))).options == (option,)
    except (OnekError, ValueError, TypeError):  # what no line can say, and what no line may say
        return False


def without_cues(option: Option) -> Option:
    """The option without the words at its steps: they may be what makes a line too long."""
    blocks = tuple(map(_without_cue, option.workout.blocks))
    return replace(option, workout=replace(option.workout, blocks=blocks))


def _without_cue(block: Block) -> Block:
    match block:
        case Step():
            return replace(block, cue="")
        case Repeat():
            between = tuple(replace(step, cue="") for step in block.between)
            return replace(block, blocks=tuple(map(_without_cue, block.blocks)), between=between)
        case _:
            return block
