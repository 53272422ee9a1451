"""One step with all that is said of it: "15' easy w/u", "400m @ mile w/ 200m jog", "60s hard uphill"."""

from onek_sync.model.intensity import (
    AbsolutePace,
    PaceName,
    Split,
    TrainingPace,
)
from onek_sync.model.workout import Role
from onek_sync.planning.shorthand.brackets import read_bracket
from onek_sync.planning.shorthand.changes import refuse_changes
from onek_sync.planning.shorthand.codes import Code
from onek_sync.planning.shorthand.counts import sees_count
from onek_sync.planning.shorthand.cursor import Cursor
from onek_sync.planning.shorthand.drafts import StepDraft
from onek_sync.planning.shorthand.on_off import read_on
from onek_sync.planning.shorthand.quantities import Quantity, read_quantity
from onek_sync.planning.shorthand.recoveries import Rest
from onek_sync.planning.shorthand.recovery_targets import whose
from onek_sync.planning.shorthand.step_checks import add, finish, settle_nouns
from onek_sync.planning.shorthand.step_rests import read_introduced, read_own
from onek_sync.planning.shorthand.step_targets import read_at, read_letters, read_own_pace, read_time
from onek_sync.planning.shorthand.step_words import (
    read_alternating,
    read_cue,
    read_filler,
    read_intensity,
    read_phase,
    read_style,
)


def read_step(cursor: Cursor, *, repeated: bool) -> StepDraft | None:
    """A step, or None with nothing taken. `repeated`: it is a repeat's body, what follows may be its rest."""
    draft = StepDraft(cursor.column)
    start = cursor.at
    while _part(cursor, draft, repeated):
        pass
    if draft == StepDraft(draft.column):
        cursor.at = start
        return None
    finish(cursor, draft, repeated)
    return draft


def continue_step(cursor: Cursor, draft: StepDraft, *, repeated: bool) -> None:
    """Read what stands behind a step whose length is known already."""
    while _part(cursor, draft, repeated):
        pass
    finish(cursor, draft, repeated)


def read_prefix(cursor: Cursor) -> StepDraft | None:
    """Words that may stand before a step in brackets, or None with nothing taken."""
    draft = StepDraft(cursor.column)
    start = cursor.at
    while (
        read_phase(cursor, draft)
        or read_style(cursor, draft)
        or read_intensity(cursor, draft)
        or read_filler(cursor, draft)
    ):
        pass
    return draft if cursor.at > start else None


def merge(cursor: Cursor, prefix: StepDraft, draft: StepDraft) -> None:
    """Say of a step what was said before its brackets."""
    draft.nouns = list(prefix.nouns)
    draft.intensities = [
        *draft.intensities,
        *(each for each in prefix.intensities if each not in draft.intensities),
    ]
    draft.easy = draft.easy or prefix.easy
    draft.style = draft.style or prefix.style
    draft.cues += prefix.cues
    if prefix.base and not (draft.intensities or draft.nouns):
        draft.intensities.append(TrainingPace(PaceName.EASY))
    if prefix.role is not Role.WORK:
        draft.role = prefix.role
    settle_nouns(cursor, draft)


def _part(cursor: Cursor, draft: StepDraft, repeated: bool) -> bool:
    """Take one part of a step; whether there was one."""
    if draft.rests and not draft.rests[-1].closed:
        return (
            read_cue(cursor, draft)
            or _bracket(cursor, draft, repeated)
            or read_introduced(cursor, draft, repeated)
        )
    return (
        read_cue(cursor, draft)
        or read_at(cursor, draft)
        or read_time(cursor, draft)
        or _bracket(cursor, draft, repeated)
        or read_on(cursor, draft.quantity)
        or _refuses_changes(cursor)
        or read_introduced(cursor, draft, repeated)
        or read_letters(cursor, draft)
        or read_own_pace(cursor, draft)
        or read_own(cursor, draft, repeated)
        or _length(cursor, draft)
        or read_phase(cursor, draft)
        or read_style(cursor, draft)
        or read_alternating(cursor, draft, repeated)
        or read_intensity(cursor, draft)
        or read_filler(cursor, draft)
    )


def _bracket(cursor: Cursor, draft: StepDraft, repeated: bool) -> bool:
    if not cursor.sees("(", "[") or (draft.quantity is None and draft.role is Role.WORK and not draft.style):
        return False
    column, behind = cursor.column, bool(draft.rests)
    cursor.paced = any(isinstance(each, AbsolutePace | Split) for each in draft.intensities)
    for found in read_bracket(cursor, draft.quantity, repeated=repeated):
        match found:
            case Rest():
                _refuse_unmeasured(cursor, draft, found)
                draft.rests.append(found)
            case _ if behind:
                raise whose(cursor, column)
            case Quantity():
                draft.total = found
            case str():
                draft.cues.append(found)
            case _:
                add(cursor, draft, found, cursor.column)
                draft.targeted = True
    return True


def _refuse_unmeasured(cursor: Cursor, draft: StepDraft, rest: Rest) -> None:
    """ "10 x hill (45s)": the hill, or the recovery?"""
    if draft.quantity is None and not rest.worded:
        now = f'write the length before the word, as in "{rest.words} hill", or "w/ {rest.words} jog"'
        raise cursor.refuse(Code.OWNER, f'"({rest.words})": the step, or its recovery?', now, rest.column)


def _refuses_changes(cursor: Cursor) -> bool:
    refuse_changes(cursor)
    return False


def _length(cursor: Cursor, draft: StepDraft) -> bool:
    if draft.quantity is not None or sees_count(cursor):
        return False
    quantity = read_quantity(cursor)
    if quantity is None:
        return False
    draft.quantity, draft.end = quantity, quantity.end
    if quantity.about:
        draft.cues.append("about")
    return True
