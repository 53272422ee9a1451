"""The words of one step: what it is for, its kind, how hard, and what stays as a cue."""

from onek_sync.model.intensity import (
    Effort,
    PaceName,
    TrainingPace,
)
from onek_sync.model.workout import Role, Style
from onek_sync.planning.shorthand.codes import Code
from onek_sync.planning.shorthand.cursor import Cursor
from onek_sync.planning.shorthand.drafts import StepDraft
from onek_sync.planning.shorthand.step_checks import add
from onek_sync.planning.shorthand.targets import read_bare_target
from onek_sync.planning.shorthand.tokens import Sort
from onek_sync.planning.shorthand.words import (
    ALTERNATING,
    CUES,
    EASY_WORDS,
    FILLERS,
    INTENSITIES,
    PHASES,
    RECOVERY_RUNS,
    SPRINTS,
    STRIDES_SHORT,
    STYLES,
)

_BASE_RUNS = frozenset({"dl", "dauerlauf"})
_KEPT = frozenset({"continuous", "continuously", "interval", "intervals"})
"""Words that stay as a cue."""


def read_cue(cursor: Cursor, draft: StepDraft) -> bool:
    """Words that stay as they are: in quotes, or "by feel"; whether there were any."""
    if (found := cursor.find(CUES)) is not None and draft.quantity is not None:
        cursor.phrase(CUES)
        draft.cues.append(found[0])
        return True
    if not cursor.is_sort(Sort.QUOTED) or (
        draft.quantity is None and draft.role is Role.WORK and not draft.style
    ):
        return False
    before = cursor.before
    if before is not None and before.sort is Sort.NUMBER and draft.quantity and draft.quantity.bare:
        now = 'write the unit right behind the number: 30" or 30s'
        raise cursor.refuse(Code.QUANTITY, "a quote behind a number without unit: seconds, or words?", now)
    draft.cues.append(cursor.next().free)
    return True


def read_phase(cursor: Cursor, draft: StepDraft) -> bool:
    """ "Warm-up", "cool-down", "drills": what the step is for."""
    column = cursor.column
    if (found := cursor.phrase(PHASES)) is None:
        return False
    if draft.role is not Role.WORK:
        raise cursor.refuse(Code.SEPARATOR, "two phases in one step", "put a comma between them", column)
    draft.role = found[0]
    cursor.takes(":")
    return True


def read_style(cursor: Cursor, draft: StepDraft) -> bool:
    """ "Strides", "uphill", "hill sprints", "long run": the kind of step."""
    column = cursor.column
    if cursor.token.raw == STRIDES_SHORT:
        cursor.next()
        draft.style = Style.STRIDE
        return True
    if (found := cursor.phrase(STYLES)) is None:
        return False
    if draft.style not in {None, found[0], Style.HILL}:
        now = "write two steps, with a comma between them"
        raise cursor.refuse(Code.TWICE, f'"{found[1]}" and {draft.style}', now, column)
    draft.style = Style.HILL if draft.style is Style.HILL else found[0]
    if found[1].lower() in SPRINTS:
        draft.intensities.append(Effort("sprint"))
    return True


def read_alternating(cursor: Cursor, draft: StepDraft, repeated: bool) -> bool:
    """ "8 x 1min alternating slow/fast"."""
    column = cursor.column
    if cursor.phrase(ALTERNATING) is None:
        return False
    one = read_bare_target(cursor, draft.quantity)
    other = read_bare_target(cursor, draft.quantity) if cursor.takes("/", "and") else None
    if one is None or other is None or not repeated or draft.quantity is None:
        raise cursor.refuse(
            Code.REPEATED, "alternating between what?", "write 4x(1min slow, 1min fast)", column
        )
    draft.alternates = [one, other]
    return True


def read_intensity(cursor: Cursor, draft: StepDraft) -> bool:
    """A word for the pace or the effort, before or behind the length."""
    if cursor.phrase(RECOVERY_RUNS):
        add(cursor, draft, TrainingPace(PaceName.RECOVERY), cursor.column)
        return True
    if cursor.find(INTENSITIES) is None:
        return False
    start, column = cursor.at, cursor.column
    word = cursor.token.key
    found = read_bare_target(cursor, draft.quantity)
    if not isinstance(found, TrainingPace | Effort):
        if found is None:
            cursor.at = start
            return False
        add(cursor, draft, found, column)
        return True
    draft.nouns.append((cursor.words(start), found))
    draft.easy = draft.easy or word in EASY_WORDS
    return True


def read_filler(cursor: Cursor, draft: StepDraft) -> bool:
    """ "Run", "reps", "Dauerlauf": words that change nothing, or stay as a cue."""
    if (found := cursor.find(FILLERS)) is None:
        return False
    if found[0] in {"on", "the", "a", "an", "de", "of"} and draft.quantity is not None and found[0] != "of":
        return False
    cursor.phrase(FILLERS)
    draft.base = draft.base or found[0] in _BASE_RUNS
    if found[0] in _KEPT:
        draft.cues.append(found[0])
    return True
