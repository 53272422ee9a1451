"""A count that stands behind what is repeated: "400m x 6", "(200m fast, 200m jog) x 4"."""

from onek_sync.model.units import Count, Duration
from onek_sync.planning.shorthand.cursor import OPEN, Cursor
from onek_sync.planning.shorthand.quantities import Quantity, read_quantity
from onek_sync.planning.shorthand.tokens import Sort
from onek_sync.planning.shorthand.words import LENGTH_UNITS, TIME_UNITS

_TRACK = frozenset({100.0, 150.0, 200.0, 300.0, 400.0, 500.0, 600.0, 800.0, 1000.0, 1200.0, 1600.0})
_MOST, _MOST_BARE = 40, 20
"""More is no count but a length that lacks its unit: "400 x 60" may be a recovery of a minute."""


def read_turned(cursor: Cursor) -> tuple[Quantity, Count] | None:
    """The length and the count of "400m x 6"; None with nothing taken."""
    start = cursor.at
    quantity = read_quantity(cursor) if cursor.is_sort(Sort.NUMBER, Sort.CLOCK) else None
    if quantity is not None and cursor.is_sort(Sort.TIMES) and not _is_plural(cursor, quantity):
        count = _count_behind(cursor, _MOST_BARE if quantity.bare else _MOST)
        if count is not None:
            return quantity, count
    cursor.at = start
    return None


def _is_plural(cursor: Cursor, quantity: Quantity) -> bool:
    """Whether "400s x 6" stands there: four hundreds, or seconds?"""
    if not isinstance(quantity.end, Duration) or cursor.before is None or cursor.before.key != "s":
        return False
    return quantity.end.seconds in _TRACK


def sees_turned(cursor: Cursor) -> bool:
    """Whether a count follows the bracket that opens here."""
    start, depth = cursor.at, 0
    while not cursor.is_sort(Sort.END):
        depth += cursor.sees(*OPEN) - cursor.sees(*OPEN.values())
        cursor.next()
        if not depth:
            break
    found = cursor.is_sort(Sort.TIMES) and _count_behind(cursor, _MOST) is not None
    cursor.at = start
    return found


def take_count(cursor: Cursor) -> Count:
    """The "x 6" that `sees_turned` has seen."""
    count = _count_behind(cursor, _MOST)
    assert count is not None
    return count


def _count_behind(cursor: Cursor, most: int) -> Count | None:
    """The count behind an "x"; a number with a unit, or before another "x", is none."""
    cursor.next()
    low = _whole(cursor, most)
    high = low
    if low is not None and cursor.sees("-") and cursor.ahead().sort is Sort.NUMBER:
        cursor.next()
        high = _whole(cursor, most)
    if low is None or high is None or not low <= high or _goes_on(cursor):
        return None
    return Count(low, high)


def _whole(cursor: Cursor, most: int) -> int | None:
    token = cursor.next()
    whole = token.sort is Sort.NUMBER and token.value == int(token.value) and 2 <= token.value <= most
    return int(token.value) if whole else None


def _goes_on(cursor: Cursor) -> bool:
    """Whether a unit or another sign makes the number more than a count."""
    token = cursor.token
    return (
        token.sort in {Sort.MARK, Sort.TIMES, Sort.NUMBER, Sort.CLOCK}
        or (token.key in {"/", "%", ":", ".", "-"} and not token.spaced)
        or (token.sort is Sort.WORD and (token.key in LENGTH_UNITS or token.key in TIME_UNITS))
    )
