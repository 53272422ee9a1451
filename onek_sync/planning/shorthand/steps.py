"""One step with all that is said of it: "15' easy w/u", "400m @ mile w/ 200m jog", "60s hard uphill"."""

from onek_sync.model.intensity import (
    AbsolutePace,
    Effort,
    Intensity,
    PaceName,
    RacePace,
    Split,
    TrainingPace,
)
from onek_sync.model.units import METRES_PER_MILE, Distance, Duration
from onek_sync.model.workout import Role, Style
from onek_sync.planning.shorthand.brackets import read_bracket
from onek_sync.planning.shorthand.codes import Code
from onek_sync.planning.shorthand.counts import sees_count
from onek_sync.planning.shorthand.cursor import Cursor
from onek_sync.planning.shorthand.dialects import Dialect
from onek_sync.planning.shorthand.drafts import StepDraft
from onek_sync.planning.shorthand.named_targets import race_name
from onek_sync.planning.shorthand.quantities import Quantity, read_quantity
from onek_sync.planning.shorthand.recoveries import Rest, whose
from onek_sync.planning.shorthand.step_checks import add, finish, settle_nouns
from onek_sync.planning.shorthand.step_rests import read_introduced, read_own
from onek_sync.planning.shorthand.targets import AT, read_bare_target, read_split, read_target
from onek_sync.planning.shorthand.tokens import Sort
from onek_sync.planning.shorthand.words import (
    ALTERNATING,
    CUES,
    EASY_WORDS,
    EVERY,
    FILLERS,
    INTENSITIES,
    LETTERS,
    MODES,
    PHASES,
    RECOVERY_RUNS,
    SPRINTS,
    STRIDES_SHORT,
    STYLES,
)

_BASE_RUNS = frozenset({"dl", "dauerlauf"})
_KEPT = frozenset({"continuous", "continuously", "interval", "intervals"})
"""Words that stay as a cue."""
_ENDS = frozenset({"first", "last", "final"})
_ENDS_NOW = 'write the parts one behind the other, as in "8km easy, then 2km @ MP"'
_EVERY_NOW = "write the steps out, e.g. 4 x (2 x 400 @ I w/ 1min, 1min rec, 400 @ R) w/ 1min"


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
        _phase(cursor, draft) or _style(cursor, draft) or _intensity(cursor, draft) or _filler(cursor, draft)
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
            _cue(cursor, draft)
            or _bracket(cursor, draft, repeated)
            or read_introduced(cursor, draft, repeated)
        )
    return (
        _cue(cursor, draft)
        or _at(cursor, draft)
        or _split(cursor, draft)
        or _bracket(cursor, draft, repeated)
        or _every(cursor)
        or read_introduced(cursor, draft, repeated)
        or _letters(cursor, draft)
        or _own_pace(cursor, draft)
        or read_own(cursor, draft, repeated)
        or _length(cursor, draft)
        or _phase(cursor, draft)
        or _style(cursor, draft)
        or _alternating(cursor, draft, repeated)
        or _intensity(cursor, draft)
        or _filler(cursor, draft)
    )


def _cue(cursor: Cursor, draft: StepDraft) -> bool:
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


def _at(cursor: Cursor, draft: StepDraft) -> bool:
    if not (cursor.token.key in AT and cursor.token.sort in {Sort.SIGN, Sort.WORD}):
        return False
    cursor.next()
    add(cursor, draft, read_target(cursor, draft.quantity), cursor.column)
    draft.targeted = True
    return True


def _own_pace(cursor: Cursor, draft: StepDraft) -> bool:
    """An intensity without "@" that can be nothing else: "Z2", "5k pace", "4:30/km", "RPE 7", "goal 1K"."""
    if cursor.find(INTENSITIES) is not None or cursor.find(MODES) is not None:
        return False
    if cursor.token.raw in LETTERS and draft.quantity is None:
        return False
    start, column = cursor.at, cursor.column
    found = read_bare_target(cursor, draft.quantity)
    if found is None:
        return False
    _refuse_turned(cursor, draft, found, start)
    add(cursor, draft, found, column)
    draft.targeted = True
    return True


def _refuse_turned(cursor: Cursor, draft: StepDraft, found: Intensity, start: int) -> None:
    """ "400m pace 1500": French order or English, the length may be either."""
    named = isinstance(found, RacePace) and cursor.tokens[start].sort is Sort.NUMBER
    if draft.quantity is not None or not named:
        return
    here, words = cursor.at, cursor.words(start)
    other = race_name(cursor) is not None or cursor.is_sort(Sort.CLOCK)
    behind, cursor.at = cursor.words(here) or cursor.token.raw, here
    if other:
        now = 'write the length first and "@" before the pace, as in "400m @ 1500"'
        what = f'"{words} {behind}": which is the length, which the pace?'
        raise cursor.refuse(Code.OWNER, what, now, cursor.tokens[start].column)


def _split(cursor: Cursor, draft: StepDraft) -> bool:
    column = cursor.column
    if (
        cursor.sees("within")
        and draft.quantity is not None
        and draft.quantity.metres
        and draft.within is None
    ):
        start = cursor.at
        cursor.next()
        time = read_quantity(cursor)
        if time is not None and isinstance(time.end, Duration):
            draft.within = time.end
            return True
        cursor.at = start
        return False
    split = read_split(cursor, draft.quantity)
    if split is None:
        return False
    add(cursor, draft, split, column)
    draft.targeted = True
    return True


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


def _every(cursor: Cursor) -> bool:
    """Changes inside a repeat, and starts by the clock: a workout cannot say them so."""
    start, column = cursor.at, cursor.column
    if cursor.sees("on") and cursor.ahead().sort in {Sort.NUMBER, Sort.CLOCK}:
        what = f'"on {cursor.ahead().raw}": a start by the clock is not supported'
        raise cursor.refuse(Code.UNSAYABLE, what, 'write the recovery, as in "w/ 60s rest"', column)
    if cursor.phrase(EVERY) is None:
        return False
    while cursor.is_sort(Sort.NUMBER) or (cursor.is_sort(Sort.WORD) and cursor.glued()):
        cursor.next()
    every = cursor.tokens[start].key not in _ENDS
    now = _EVERY_NOW if every else _ENDS_NOW
    raise cursor.refuse(Code.EVERY, f'"{cursor.words(start)}" is not supported', now, column)


def _letters(cursor: Cursor, draft: StepDraft) -> bool:
    """ "3T" and "9M": a bare number below 100 and a letter, in the athlete's unit."""
    number, letter = cursor.token, cursor.ahead()
    if (
        draft.quantity is not None
        or number.sort is not Sort.NUMBER
        or letter.sort is not Sort.WORD
        or letter.spaced
    ):
        return False
    if number.value >= 100 or not (letter.raw in LETTERS or letter.raw == "L") or letter.raw == "H":
        return False
    if letter.raw == "M" and cursor.dialect is not Dialect.DANIELS:
        what = f'"{number.raw}M" can be {number.raw} miles or {number.raw} km/mi at marathon pace'
        now = f'write {number.raw}mi or "{number.raw}mi @ MP" (or set dialect: daniels)'
        raise cursor.refuse(Code.MARATHON, what, now, letter.column)
    metres = number.value * cursor.units.metres
    if not 0 < metres < 100_000:
        raise cursor.refuse(Code.QUANTITY, f'"{number.raw}" is no length', "write a length above 0")
    cursor.at += 2
    draft.quantity = Quantity(Distance(metres), number.column, number.raw, miles=metres == METRES_PER_MILE)
    draft.end = draft.quantity.end
    if letter.raw == "L":
        draft.style = Style.LONG
        add(cursor, draft, TrainingPace(PaceName.EASY), letter.column)
    else:
        add(cursor, draft, LETTERS[letter.raw], letter.column)
    draft.targeted = True
    return True


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


def _phase(cursor: Cursor, draft: StepDraft) -> bool:
    column = cursor.column
    if (found := cursor.phrase(PHASES)) is None:
        return False
    if draft.role is not Role.WORK:
        raise cursor.refuse(Code.SEPARATOR, "two phases in one step", "put a comma between them", column)
    draft.role = found[0]
    cursor.takes(":")
    return True


def _style(cursor: Cursor, draft: StepDraft) -> bool:
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


def _alternating(cursor: Cursor, draft: StepDraft, repeated: bool) -> bool:
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


def _intensity(cursor: Cursor, draft: StepDraft) -> bool:
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


def _filler(cursor: Cursor, draft: StepDraft) -> bool:
    if (found := cursor.find(FILLERS)) is None:
        return False
    if found[0] in {"on", "the", "a", "an", "de", "of"} and draft.quantity is not None and found[0] != "of":
        return False
    cursor.phrase(FILLERS)
    draft.base = draft.base or found[0] in _BASE_RUNS
    if found[0] in _KEPT:
        draft.cues.append(found[0])
    return True
