"""How hard: what stands behind "@" or "at", in brackets, or by itself as a word, a zone, a pace with unit."""

from dataclasses import replace

from onek_sync.model.intensity import AbsolutePace, Intensity, Ramp
from onek_sync.planning.shorthand.codes import Code
from onek_sync.planning.shorthand.cursor import Cursor
from onek_sync.planning.shorthand.measured_targets import read_heart, read_measured, read_rpe, read_zone
from onek_sync.planning.shorthand.named_targets import (
    read_leading,
    read_letter,
    read_named,
    read_race,
    take_nouns,
)
from onek_sync.planning.shorthand.quantities import Quantity
from onek_sync.planning.shorthand.timed_targets import read_pace, read_split
from onek_sync.planning.shorthand.tokens import Sort, Token

__all__ = ["AT", "read_bare_target", "read_split", "read_target"]

AT = frozenset({"@", "at", "au", "à", "bei"})
_MOST_RPE = 10
_READERS = (
    read_leading,
    read_zone,
    read_rpe,
    read_heart,
    read_race,
    read_named,
    read_letter,
    read_pace,
    read_measured,
)
_NOW = (
    '"@" must be followed by a pace (3:20/km), a race pace (mile, 1K), a zone (Z4), '
    "a % (85% HRmax), RPE or an effort (hard)"
)


def read_target(cursor: Cursor, length: Quantity | None) -> Intensity:
    """The intensity behind an "@" that is taken already; `length` is the step's, for times without unit."""
    start = cursor.at
    first = _one(cursor, length, at=True)
    if first is None:
        raise cursor.refuse(Code.TARGET, _said(cursor), _now(cursor, length), _column_of_at(cursor))
    return _ramp(cursor, first, length, start)


def read_bare_target(cursor: Cursor, length: Quantity | None) -> Intensity | None:
    """An intensity without "@", where nothing else can be meant; None with nothing taken."""
    start = cursor.at
    found = _one(cursor, length, at=False)
    return None if found is None else _ramp(cursor, found, length, start)


def _clocked(token: Token | None) -> bool:
    return token is not None and token.sort is Sort.CLOCK


def _column_of_at(cursor: Cursor) -> int:
    before = cursor.before
    return before.column if before else cursor.column


def _now(cursor: Cursor, length: Quantity | None) -> str:
    """What to write instead of "@ 70"; else everything that may stand behind an "@"."""
    number = cursor.token
    if number.sort is not Sort.NUMBER:
        return _NOW
    said = number.raw
    if "." in said:
        return f'write a pace with a colon: "@ {said.replace(".", ":")}/km"; a speed as "@ 15.5 km/h"'
    if number.value <= _MOST_RPE:
        return f'write "RPE {said}" or "{said}:00/km"'
    unit = "% HRmax" if number.value <= 100 else " bpm"
    if length is None or length.metres is None:
        return f'write "@ {said}{unit}"; a pace is written 3:20/km'
    return f'write "in {said}" for so many seconds each, "@ {said}{unit}"; a pace is written 3:20/km'


def _said(cursor: Cursor) -> str:
    return "nothing follows" if cursor.is_sort(Sort.END) else f'"{cursor.token.raw}" is no intensity'


def _ramp(cursor: Cursor, first: Intensity, length: Quantity | None, start: int) -> Intensity:
    """The intensity alone, or to where it leads; "5:00 -> 4:30/km" has its unit behind the second."""
    unsaid = isinstance(first, AbsolutePace) and first.per is None and _clocked(cursor.before)
    if cursor.is_sort(Sort.ARROW) or cursor.sees(">"):
        cursor.next()
    elif not (cursor.tokens[start].key == "from" and cursor.takes("to")):
        if cursor.tokens[start].key == "from":
            what, now = '"from" without "to"', 'write "from 5:00 to 4:30/km", or leave "from" out'
            raise cursor.refuse(Code.TARGET, what, now, cursor.tokens[start].column)
        return first
    column = cursor.column
    second = _one(cursor, length, at=True)
    if second is None:
        raise cursor.refuse(Code.TARGET, "a ramp leads to an intensity", 'write "800 -> 400"', column)
    assert not isinstance(first, Ramp) and not isinstance(second, Ramp)
    if unsaid and isinstance(first, AbsolutePace) and isinstance(second, AbsolutePace):
        first = replace(first, per=second.per)
    take_nouns(cursor)
    return Ramp(first, second)


def _one(cursor: Cursor, length: Quantity | None, *, at: bool) -> Intensity | None:
    """One intensity; without `at` only what can be nothing else. None with nothing taken."""
    start = cursor.at
    if cursor.takes("from") and not at:
        at = True
    for reader in _READERS:
        found = reader(cursor, length, at)
        if found is not None:
            return found
    cursor.at = start
    return None
