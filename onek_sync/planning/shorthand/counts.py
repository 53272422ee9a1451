"""How often: "6x", "6-8 x", "two sets of", "3 times", "6 (" and "6 strides"."""

from onek_sync.model.units import Count
from onek_sync.planning.shorthand.codes import Code
from onek_sync.planning.shorthand.cursor import Cursor
from onek_sync.planning.shorthand.quantities import is_metres
from onek_sync.planning.shorthand.tokens import Sort
from onek_sync.planning.shorthand.words import NUMBERS, SET_WORDS, STRIDES_SHORT, STYLES, TIMES_WORDS

MOST = 99
_PLURALS = ("s", "steigerungen", "steigerungsläufe")


def sees_count(cursor: Cursor) -> bool:
    """Whether a count stands here."""
    start = cursor.at
    try:
        return _count(cursor) is not None
    finally:
        cursor.at = start


def read_count(cursor: Cursor) -> tuple[Count, bool] | None:
    """The count and its "x", and whether sets are counted; None with nothing taken."""
    start, column = cursor.at, cursor.column
    found = _count(cursor)
    if found is None:
        cursor.at = start
        return None
    low, high, sets = found
    if not (1 <= low <= high <= MOST) or low != int(low) or high != int(high):
        words = cursor.words(start)
        now = f"a count is a whole number from 1 to {MOST}, the smaller first; a length has a unit"
        raise cursor.refuse(Code.COUNT, f'"{words}" is no count', now, column)
    return Count(int(low), int(high)), sets


def _count(cursor: Cursor) -> tuple[float, float, bool] | None:
    low = _number(cursor)
    if low is None:
        return None
    high = low
    if cursor.sees("-", "to", "bis", "à") and cursor.ahead().sort is Sort.NUMBER:
        cursor.next()
        high = cursor.next().value
    if cursor.is_sort(Sort.TIMES):
        if low == high and is_metres(low):
            return None
        cursor.next()
        return low, high, False
    if cursor.phrase(SET_WORDS):
        cursor.takes("x")
        return low, high, True
    if cursor.phrase(TIMES_WORDS):
        return low, high, False
    if low < 100 and (cursor.sees("(") or cursor.token.raw == STRIDES_SHORT or _sees_style(cursor)):
        return low, high, False
    return None


def _number(cursor: Cursor) -> float | None:
    token = cursor.token
    if token.sort is Sort.NUMBER:
        return cursor.next().value
    if token.sort is Sort.WORD and token.key in NUMBERS:
        cursor.next()
        return float(NUMBERS[token.key])
    return None


def _sees_style(cursor: Cursor) -> bool:
    """The plural of "6 strides", "8 hill sprints"; "10 long …" is no count."""
    found = cursor.find(STYLES)
    return found is not None and cursor.ahead(found[1] - 1).key.endswith(_PLURALS)
