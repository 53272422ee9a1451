"""Runs that say no effort: easy where nothing speaks against it ("45min", the runs between walks).

Left open is what may well be work: repetitions with a recovery, short stretches, what follows a warm-up, and
what a label or a cue says more about ("fartlek: 45min").
"""

from collections.abc import Iterable
from dataclasses import replace

from onek_sync.model.intensity import Effort
from onek_sync.model.units import Distance, Duration
from onek_sync.model.workout import Block, End, Mode, Repeat, Role, Step, Workout

_EASY = Effort("easy")  # the word and no pace: nobody asked for one
_SHORT = (2000.0, 480.0)  # metres, seconds


def with_easy_runs(blocks: tuple[Block, ...], workout: Workout) -> tuple[Block, ...]:
    """The workout's blocks with the effort of unmarked runs filled in."""
    if workout.label or _any_of(Role.WARMUP, blocks):
        return blocks
    return _eased(blocks)


def is_short(end: End) -> bool:
    """Whether a stretch of work is so short that, unless it says how hard, it is a fast one."""
    match end:
        case Distance():
            return end.chosen <= _SHORT[0]
        case Duration():
            return end.chosen <= _SHORT[1]
        case _:
            return True


def _eased(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(_eased_block(block) for block in blocks)


def _eased_block(block: Block) -> Block:
    match block:
        case Step() if _is_unmarked(block) and not is_short(block.end):
            return replace(block, intensities=(_EASY,))
        case Repeat(blocks=(Step() as run, Step() as walk), between=()) if _is_run_walk(run, walk):
            return replace(block, blocks=(replace(run, intensities=(_EASY,)), walk))
        case Repeat() if not _any_of(Role.RECOVERY, (*block.blocks, *block.between)):
            return replace(block, blocks=_eased(block.blocks))
        case _:
            return block


def _is_run_walk(run: Step, walk: Step) -> bool:
    """A beginner's minutes of running and walking; repetitions of metres with a walk are another thing."""
    return (
        _is_unmarked(run)
        and walk.role is Role.RECOVERY
        and walk.mode is Mode.WALK
        and isinstance(run.end, Duration)
        and isinstance(walk.end, Duration)
    )


def _is_unmarked(step: Step) -> bool:
    return step.role is Role.WORK and not (step.intensities or step.style or step.cue)


def _any_of(role: Role, blocks: Iterable[Block]) -> bool:
    return any(isinstance(block, Step) and block.role is role for block in blocks)
