"""Changes inside a repeat or a step, and starts by the clock: what to write instead of them."""

from onek_sync.planning.shorthand.codes import Code
from onek_sync.planning.shorthand.cursor import Cursor
from onek_sync.planning.shorthand.tokens import Sort
from onek_sync.planning.shorthand.words import EVERY, TIME_UNITS

_ENDS = frozenset({"first", "last", "final"})
_ENDS_NOW = 'write the parts one behind the other, as in "8km easy, then 2km @ MP"'
_EVERY_NOW = (
    "repeat a group in which the one that differs comes once: 12x400m with every 3rd quick is "
    '"4x(2x400m @ I w/ 1min, 1min rest, 400m @ R) w/ 1min"'
)
_CLOCK_NOW = 'write the recovery, as in "w/ 60s rest"'


def refuse_changes(cursor: Cursor) -> None:
    """Refuse "every 3rd fast", "last 2km @ MP", "on 2:00" and "every 3 min", if such stands here."""
    start, column = cursor.at, cursor.column
    if cursor.sees("on") and cursor.ahead().sort in {Sort.NUMBER, Sort.CLOCK}:
        raise _by_the_clock(cursor, f"on {cursor.ahead().raw}", Code.UNSAYABLE)
    if cursor.phrase(EVERY) is None:
        return
    first = cursor.tokens[start].key
    while cursor.is_sort(Sort.NUMBER) or (cursor.is_sort(Sort.WORD) and cursor.glued()):
        cursor.next()
    words, behind = cursor.words(start), cursor.token
    if first == "every" and cursor.tokens[cursor.at - 1].sort is Sort.NUMBER and behind.key in TIME_UNITS:
        raise _by_the_clock(cursor, cursor.words(start, cursor.at + 1), Code.EVERY, column)
    now = _ENDS_NOW if first in _ENDS else _EVERY_NOW
    raise cursor.refuse(Code.EVERY, f'"{words}" is not supported', now, column)


def _by_the_clock(cursor: Cursor, words: str, code: Code, column: int | None = None) -> Exception:
    return cursor.refuse(code, f'"{words}": a start by the clock is not supported', _CLOCK_NOW, column)
