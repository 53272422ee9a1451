"""Paces in numbers: "4:30-4:40/km", "1:18/400m", "in 65-67", and "@ 4:30", whose unit is not written."""

from onek_sync.model.intensity import AbsolutePace, Intensity, Split
from onek_sync.planning.shorthand import bounds
from onek_sync.planning.shorthand.codes import Code
from onek_sync.planning.shorthand.cursor import Cursor
from onek_sync.planning.shorthand.named_targets import take_nouns
from onek_sync.planning.shorthand.quantities import Quantity
from onek_sync.planning.shorthand.tokens import Sort
from onek_sync.planning.shorthand.words import ALLURE, LENGTH_UNITS, METRE

_DEFAULT_UNIT = 0.0


def read_split(cursor: Cursor, length: Quantity | None) -> Split | None:
    """The "in 65-67" of a distance, its "in" not yet taken; None with nothing taken."""
    if not cursor.sees("in", "en") or length is None or length.metres is None:
        return None
    if cursor.ahead().sort not in {Sort.NUMBER, Sort.CLOCK}:
        return None
    column = cursor.column
    cursor.next()
    start = cursor.at
    low = _time(cursor)
    high = low
    if cursor.sees("-", "to") and cursor.ahead().sort in {Sort.NUMBER, Sort.CLOCK}:
        cursor.next()
        high = _time(cursor)
    if low is None or high is None:
        raise cursor.refuse(Code.TARGET, "a time is missing", 'write "in 65" or "in 1:24"', column)
    split = Split(*_order(low, high))
    bounds.check_split(cursor, split, length, column, cursor.words(start))
    return split


def _time(cursor: Cursor) -> float | None:
    token = cursor.next()
    if token.sort is Sort.CLOCK:
        return token.value
    if token.sort is not Sort.NUMBER:
        return None
    if cursor.takes("min", "mins", "minutes", "'"):
        extra = 0.0
        if cursor.token.sort is Sort.NUMBER and cursor.glued() and cursor.token.value < 60:
            extra = cursor.next().value
            cursor.takes("s", "sec", '"')
        return token.value * 60 + extra
    cursor.takes("s", "sec", "secs", "seconds", '"')
    return token.value


def read_pace(cursor: Cursor, length: Quantity | None, at: bool) -> Intensity | None:
    """ "4:30-4:40/km", "1:18/400m", "84s/400m", "pace 4:30"; behind "@" the unit may be missing."""
    start, column = cursor.at, cursor.column
    noun = bool(cursor.takes("pace", *ALLURE))
    cursor.takes(":") or cursor.takes("of")
    first = _pace_time(cursor)
    if first is None:
        cursor.at = start
        return None
    clocked = cursor.tokens[cursor.at - 1].sort is Sort.CLOCK
    second = first
    here = cursor.at
    first_per = _pace_unit(cursor)
    ramp = start > 0 and cursor.tokens[start - 1].key == "from"
    if cursor.sees("-") or (cursor.sees("to") and not ramp):
        cursor.next()
        other = _pace_time(cursor)
        if other is not None and other < 60 <= first and not _clocked_before(cursor):
            other += first // 60 * 60
        second = first if other is None else other
        if other is None:
            cursor.at = here
            first_per = _pace_unit(cursor)
    per = first_per
    unit = _pace_unit(cursor)
    per = per if unit is None else unit
    if per is None:
        loose = second != first and cursor.tokens[here].spaced
        if loose and second < first:
            cursor.at = here  # "@ 4:00 - 1:30": the second is a recovery
            second = first
        noun = cursor.takes("pace") or noun
        return _unitless(cursor, length, at, noun and clocked, clocked, _order(first, second), start)
    take_nouns(cursor)
    pace = AbsolutePace(*_order(first, second), per or None)
    bounds.check_pace(cursor, pace, column, cursor.words(start))
    return pace


def _clocked_before(cursor: Cursor) -> bool:
    """Whether the last token was a time with minutes."""
    return cursor.tokens[cursor.at - 1].sort is Sort.CLOCK


def _pace_time(cursor: Cursor) -> float | None:
    """Seconds: "4:30", "84s"; a bare number only where "/400m" follows, or as the end of "4:30-40"."""
    token = cursor.token
    if token.sort is Sort.CLOCK:
        cursor.next()
        return token.value
    if token.sort is not Sort.NUMBER:
        return None
    behind = cursor.ahead()
    if behind.key in {"s", "sec", "secs", "seconds", '"'} and behind.sort in {Sort.WORD, Sort.MARK}:
        cursor.next()
        cursor.next()
        return token.value
    before = cursor.before
    ranged = before is not None and before.key in {"-", "to"}
    if (
        behind.key == "/"
        and cursor.ahead(2).key in {"km", "mi", "mile", "lap"}
        and (ranged or token.value > 60)
    ):
        cursor.next()
        return token.value
    return None


def _pace_unit(cursor: Cursor) -> float | None:
    """Metres of "/km", "min/mi", "per mile", "/400m", "/lap"; 0 for "per unit"; None with nothing taken."""
    start = cursor.at
    cursor.takes("min", "mins", "minutes", "mn")
    if not (cursor.takes("/") or cursor.takes("per") or cursor.takes("pro") or cursor.takes("au")):
        cursor.at = start
        return None
    if cursor.takes("lap"):
        return 400.0
    if cursor.takes("unit"):
        return _DEFAULT_UNIT
    number = cursor.next().value if cursor.token.sort is Sort.NUMBER else 1.0
    unit = LENGTH_UNITS.get(cursor.token.key) if cursor.token.sort is Sort.WORD else None
    if unit is None and number >= 100 and number % 50 == 0 and cursor.tokens[start].key == "/":
        return number * METRE
    if unit is None or (unit == METRE and number < 100) or not 50 <= number * unit <= 2000:
        cursor.at = start
        return None
    cursor.next()
    return number * unit


def _unitless(
    cursor: Cursor,
    length: Quantity | None,
    at: bool,
    noun: bool,
    clocked: bool,
    times: tuple[float, float],
    start: int,
) -> Intensity | None:
    """A time without unit: per the athlete's unit, or for the step's own distance."""
    column, words = cursor.tokens[start].column, cursor.words(start)
    if noun:
        return bounds.default_pace(cursor, length, times, column, words)
    if at and clocked:
        return bounds.pace_or_split(cursor, length, times, column, words)
    if at and length and length.metres:
        split = Split(*times)
        bounds.check_split(cursor, split, length, column, words)
        return split
    cursor.at = start
    return None


def _order(one: float, other: float) -> tuple[float, float]:
    return min(one, other), max(one, other)
