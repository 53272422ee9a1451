"""How hard one step is, as far as a sign, a unit or a letter says it: "@ 5K", "in 82", "4:30/km", "3T"."""

from onek_sync.model.intensity import (
    Intensity,
    PaceName,
    RacePace,
    TrainingPace,
)
from onek_sync.model.units import METRES_PER_MILE, Distance, Duration
from onek_sync.model.workout import Style
from onek_sync.planning.shorthand.codes import Code
from onek_sync.planning.shorthand.cursor import Cursor
from onek_sync.planning.shorthand.dialects import Dialect
from onek_sync.planning.shorthand.drafts import StepDraft
from onek_sync.planning.shorthand.named_targets import race_name
from onek_sync.planning.shorthand.quantities import Quantity, read_quantity
from onek_sync.planning.shorthand.step_checks import add
from onek_sync.planning.shorthand.targets import AT, read_bare_target, read_split, read_target
from onek_sync.planning.shorthand.tokens import Sort
from onek_sync.planning.shorthand.words import (
    INTENSITIES,
    LETTERS,
    MODES,
)


def read_at(cursor: Cursor, draft: StepDraft) -> bool:
    """What stands behind "@" or "at"; whether there was one."""
    if not (cursor.token.key in AT and cursor.token.sort in {Sort.SIGN, Sort.WORD}):
        return False
    if cursor.find(INTENSITIES) is not None:  # "à fond", "au seuil" are words of their own
        return False
    cursor.next()
    add(cursor, draft, read_target(cursor, draft.quantity), cursor.column)
    draft.targeted = True
    return True


def read_own_pace(cursor: Cursor, draft: StepDraft) -> bool:
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


def read_time(cursor: Cursor, draft: StepDraft) -> bool:
    """The time for the distance: "in 82" is its pace, "within 3min" stands beside it."""
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


def read_letters(cursor: Cursor, draft: StepDraft) -> bool:
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
