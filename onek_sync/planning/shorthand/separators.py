"""What stands between two items, and the errors where nothing or something else does."""

from onek_sync.planning.shorthand.changes import refuse_changes
from onek_sync.planning.shorthand.codes import Code
from onek_sync.planning.shorthand.counts import sees_count
from onek_sync.planning.shorthand.cursor import Cursor
from onek_sync.planning.shorthand.tokens import Sort
from onek_sync.planning.shorthand.words import SEPARATORS

APART = frozenset({"plus", "then"})
"""Behind these a recovery is a step of its own (G3)."""
_WITH = ("w", "with", "avec", "mit")
_STRIDES = frozenset({"stride", "strides", "striders", "pickups", "st", "lignes", "steigerungen"})
_STOPS = frozenset({",", ";", "+", ")"})
_LENGTH_NOW = 'write its length, as in "w/ 90s jog"; other words in quotes, or behind "--"'


def separator(cursor: Cursor, *, top: bool, first: bool) -> str:
    """Take the separators here: the name of the one that keeps steps apart, else of the first, "" if none."""
    found = ""
    while True:
        if not first and (phrase := cursor.phrase(SEPARATORS)) is not None:
            found = phrase[0] if phrase[0] in APART else found or "comma"
        elif cursor.is_sort(Sort.LINE):
            cursor.next()
            found = found or "comma"
        elif first:
            return ""
        elif cursor.sees("-") and cursor.token.spaced and cursor.ahead().spaced:
            cursor.next()
            found = found or "dash"
        elif not top and (cursor.sees("/") or cursor.is_sort(Sort.ARROW)):
            cursor.next()
            found = found or "slash"
        elif not found and cursor.sees(*_WITH) and _brings_strides(cursor):
            return "then"
        else:
            return found


def _brings_strides(cursor: Cursor) -> bool:
    """ "Easy run 3 km with 4x100m strides": they follow; what else is "with" may be meant inside."""
    start, column = cursor.at, cursor.column
    cursor.next()
    cursor.takes("/")
    if not sees_count(cursor):
        cursor.at = start
        return False
    at = cursor.at
    while cursor.tokens[at].sort is not Sort.END and cursor.tokens[at].key not in _STOPS:
        if cursor.tokens[at].key in _STRIDES:
            return True
        at += 1
    now = 'write "35min easy + 5x1min hard" for one after the other'
    raise cursor.refuse(Code.OWNER, '"with" and repetitions: inside the step, or after it?', now, column)


def unexpected(cursor: Cursor) -> Exception:
    """The error for a token that nothing can begin with or go on with."""
    token = cursor.token
    if token.sort is Sort.TIMES:
        return cursor.refuse(Code.COUNT, "how many?", 'write a count before "x", e.g. "6x400m"')
    if token.key in {")", "]", "(", "["} and token.sort is Sort.SIGN:
        now = "open and close brackets in pairs"
        return cursor.refuse(Code.BRACKET, f'"{token.raw}" has no meaning here', now)
    if token.sort in {Sort.NUMBER, Sort.CLOCK}:
        now = f"write {token.raw}min, {token.raw}s, {token.raw}km or another unit; a comma between steps"
        if cursor.ahead().key == "/":
            now = 'write a list with dashes, as in "3-2-1min w/ 1min"; work and recovery as in "10x30s/30s"'
        return cursor.refuse(Code.QUANTITY, f'"{token.raw}" is not understood here', now)
    if token.key == "/" and token.sort is Sort.SIGN:
        return _refuse_slash(cursor)
    if token.key in _WITH and token.sort is Sort.WORD:
        return _refuse_with(cursor)
    now = 'put free words in quotes, or behind "--"'
    return cursor.refuse(Code.WORD, f'"{token.raw}" is not understood here', now)


def _refuse_slash(cursor: Cursor) -> Exception:
    now = "write the steps out with commas, as in 3mi @ 105%, .5mi float, 2mi @ 107%"
    what = "parallel lists are not supported"
    if not any(token.key in {"@", "at", "%"} for token in cursor.tokens[cursor.at :]):
        what = "a slash between lengths: steps, or work and recovery?"
        now = 'write "400m, 800m, 400m w/ 200m jog" for steps, "10x30s/30s" for work and recovery'
    return cursor.refuse(Code.PARALLEL, what, now)


def _refuse_with(cursor: Cursor) -> Exception:
    """ "6x400m w/ lap jog": what is wrong stands behind the "w/"."""
    column, start = cursor.column, cursor.at
    cursor.next()
    cursor.takes("/")
    if cursor.is_sort(Sort.END):
        return cursor.refuse(Code.WORD, f'nothing follows "{cursor.words(start)}"', _LENGTH_NOW, column)
    refuse_changes(cursor)
    words = cursor.words(start, cursor.at + 1)
    if cursor.sees("lap"):
        now = 'write "400m jog" for a lap of the track, "jog until lap button" for the button'
        return cursor.refuse(Code.WORD, f'"{words}": how far is the lap?', now)
    return cursor.refuse(Code.WORD, f'"{words}": no recovery begins so', _LENGTH_NOW)
