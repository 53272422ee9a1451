""" "3 sets of 2x200 w/ 200 jog + 400 w/ 400 jog": what belongs to sets that have no brackets."""

from onek_sync.model.intensity import PaceName, TrainingPace
from onek_sync.model.units import Duration
from onek_sync.model.workout import Role, Step
from onek_sync.planning.shorthand.codes import Code
from onek_sync.planning.shorthand.cursor import Cursor
from onek_sync.planning.shorthand.drafts import Item, RepeatDraft, StepDraft
from onek_sync.planning.shorthand.recoveries import Rest

_EASY = TrainingPace(PaceName.EASY)


def takes_into_set(cursor: Cursor, sets: RepeatDraft, by: str, item: Item) -> bool:
    """Put a part with its own recovery into the set, or refuse one that may belong to it."""
    if by == "then" or not _is_work(item):
        return False
    column = item.column
    alone = not sets.grouped
    easy = isinstance(item, StepDraft) and _EASY in item.intensities
    bare = isinstance(item, StepDraft) and item.plain and isinstance(item.end, Duration)
    if alone and (easy or bare):
        return False
    rests = _rests(item)
    if by != "plus" or easy or not rests or not (sets.between or sets.inner):
        now = f"write {sets.count.low}x( … ) around what is repeated"
        raise cursor.refuse(Code.REPEATED, "a part of the set, or behind it?", now, column)
    if alone:
        _open(sets)
    elif sets.between and isinstance(sets.body[-1], StepDraft):
        sets.body[-1].rests = [Rest(sets.between, column, "")]
    sets.between = rests if isinstance(item, StepDraft) else ()
    if isinstance(item, StepDraft):
        item.rests = []
    sets.body.append(item)
    return True


def _open(sets: RepeatDraft) -> None:
    """Give the recovery of the only step to the step, as a part of the set."""
    sets.grouped = True
    only = sets.body[0]
    if isinstance(only, StepDraft):
        only.rests, sets.between = [Rest(sets.between, only.column, "")], ()


def _is_work(item: Item) -> bool:
    if isinstance(item, StepDraft):
        return item.role is Role.WORK and item.style is None
    return isinstance(item, RepeatDraft) and any(map(_is_work, item.body))


def _rests(item: Item) -> tuple[Step, ...]:
    if isinstance(item, StepDraft):
        return tuple(step for rest in item.rests for step in rest.steps)
    return item.between if isinstance(item, RepeatDraft) else ()
