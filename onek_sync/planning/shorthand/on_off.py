""" "10x1min on/1min off": the word for the work and the word for the recovery behind a time."""

from onek_sync.planning.shorthand.codes import Code
from onek_sync.planning.shorthand.cursor import Cursor
from onek_sync.planning.shorthand.quantities import Quantity, read_quantity
from onek_sync.planning.shorthand.tokens import Sort
from onek_sync.planning.shorthand.words import CUES, INTENSITIES

_GO_ON = frozenset({"w", "with", "r", "then", "and", "at"})
"""Words that may follow "1min on"; "on grass" and "on 2:00" say something else."""


def read_on(cursor: Cursor, length: Quantity | None) -> bool:
    """The "on" of a repetition, which is the work; it changes nothing. Whether there was one."""
    if length is None or not cursor.sees("on") or cursor.find(CUES) is not None:
        return False
    start = cursor.at
    cursor.next()
    if not _may_follow(cursor):
        cursor.at = start
        return False
    if not cursor.repeats:
        words = length.words
        now = f'write the count, as in "10x{words} on/{words} off"'
        raise cursor.refuse(Code.COUNT, f'"{words} on": how often?', now, length.column)
    return True


def sees_off(cursor: Cursor) -> bool:
    """Whether "off" ends a length here; before a number it brings a recovery ("6x400m off 90s")."""
    return cursor.sees("off") and cursor.ahead().sort not in {Sort.NUMBER, Sort.CLOCK}


def _may_follow(cursor: Cursor) -> bool:
    if cursor.is_sort(Sort.NUMBER, Sort.CLOCK):
        start = cursor.at
        off = read_quantity(cursor) is not None and sees_off(cursor)
        cursor.at = start
        return off
    if cursor.is_sort(Sort.WORD):
        return cursor.token.key in _GO_ON or cursor.find(INTENSITIES) is not None
    return True
