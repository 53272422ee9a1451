"""Shifts of a named pace: "MP-10", "R minus 2-3 seconds", "5K +5s/km", "goal 1K 2% faster"."""

from onek_sync.model.intensity import Offset, OffsetUnit
from onek_sync.planning.shorthand.codes import Code
from onek_sync.planning.shorthand.cursor import Cursor
from onek_sync.planning.shorthand.quantities import Quantity
from onek_sync.planning.shorthand.tokens import Sort, Token
from onek_sync.planning.shorthand.words import LENGTH_UNITS, TIME_UNITS

_SIGNS = {"-": -1.0, "minus": -1.0, "+": 1.0, "plus": 1.0}
_FASTER = {"faster": -1.0, "quicker": -1.0, "slower": 1.0, "schneller": -1.0, "langsamer": 1.0}
_PER = {
    "km": OffsetUnit.PER_KM,
    "k": OffsetUnit.PER_KM,
    "mi": OffsetUnit.PER_MILE,
    "mile": OffsetUnit.PER_MILE,
}
_MOST_SECONDS = 120.0  # more is no shift of a pace
_A_REP = 1000.0  # shorter than this, seconds without "per" may be meant per km or per repetition
_SIGN_NOW = 'write "2% faster" or "2% slower"'
_PER_NOW = 'say over what: "-2s/km" or "-2s/rep"'


def read_offset(cursor: Cursor, length: Quantity | None) -> Offset | None:
    """The shift that stands behind a pace's name, or None with nothing taken."""
    if cursor.token.sort in {Sort.SIGN, Sort.WORD} and cursor.token.key in _SIGNS:
        return _signed(cursor, length)
    if cursor.token.sort is Sort.NUMBER:
        return _worded(cursor, length)
    return None


def read_leading_offset(cursor: Cursor, length: Quantity | None) -> Offset | None:
    """The shift of "2% faster than goal 1K", its "than" taken too, or None with nothing taken."""
    start = cursor.at
    offset = _worded(cursor, length)
    if offset and cursor.takes("than", "as", "que"):
        return offset
    cursor.at = start
    return None


def _worded(cursor: Cursor, length: Quantity | None) -> Offset | None:
    """ "5-10 sec/km faster", "2% slower", "3% faster to 2% slower"; None with nothing taken."""
    start = cursor.at
    first = _side(cursor, length)
    if first is None:
        cursor.at = start
        return None
    here = cursor.at
    if cursor.takes("to") and (second := _side(cursor, length)) and second.unit is first.unit:
        return Offset(min(first.low, second.low), max(first.high, second.high), first.unit)
    cursor.at = here
    return first


def _side(cursor: Cursor, length: Quantity | None) -> Offset | None:
    if cursor.token.sort is not Sort.NUMBER:
        return None
    low = cursor.next().value
    high = low
    if cursor.sees("-", "to") and cursor.ahead().sort is Sort.NUMBER:
        cursor.next()
        high = cursor.next().value
    unit = _unit(cursor, length, short=False)
    if unit is None or cursor.token.key not in _FASTER:
        return None
    sign = _FASTER[cursor.next().key]
    return _offset([sign * low, sign * high], unit)


def _signed(cursor: Cursor, length: Quantity | None) -> Offset | None:
    start = cursor.at
    sign = cursor.next()
    glued = not sign.spaced and cursor.glued()
    loose = sign.sort is Sort.SIGN and sign.spaced and not cursor.glued()
    if cursor.token.sort is not Sort.NUMBER:
        cursor.at = start
        return None
    numbers = [_SIGNS[sign.key] * cursor.next().value]
    high_sign = _second(cursor, sign, numbers)
    scale = 1.0
    if cursor.sees("'", "min", "minute", "minutes"):
        cursor.next()
        scale = 60.0
    said = OffsetUnit.DEFAULT
    bare = not cursor.sees("%", '"', "s", "sec", "secs", "second", "seconds", "/", "per")
    try_unit = _unit(cursor, length, short=glued and scale == 1.0 and not bare)
    if try_unit is not None:
        said = try_unit
    if cursor.sees("%") or said is OffsetUnit.PERCENT:
        words = cursor.words(start)
        raise cursor.refuse(
            Code.SIGN, f'"{words}": faster or slower?', _SIGN_NOW, cursor.tokens[start].column
        )
    offset = _offset([scale * number for number in numbers], said)
    per = said not in {OffsetUnit.DEFAULT}
    if _is_another_step(cursor, sign, offset, per, loose, high_sign, bare and scale == 1.0):
        cursor.at = start
        return None
    if loose and not per and (scale != 1.0 or not bare):
        words = cursor.words(start)
        now = 'write "-10s/km" for the pace, "w/ 10s" for a recovery, a comma before a new step'
        raise cursor.refuse(Code.OWNER, f'"{words}": part of the pace, or a step?', now, sign.column)
    if sign.sort is Sort.WORD and not per and length and (length.metres or _A_REP) < _A_REP:
        return Offset(offset.low, offset.high, OffsetUnit.PER_REP)
    return offset


def _offset(ends: list[float], unit: OffsetUnit) -> Offset:
    return Offset(min(ends), max(ends), unit)


def _second(cursor: Cursor, sign: Token, numbers: list[float]) -> bool:
    """The other end of "minus 2-3" or "-3 to +2"; whether it has a sign of its own."""
    if cursor.sees("-") and cursor.glued() and cursor.ahead().sort is Sort.NUMBER and cursor.glued(1):
        cursor.next()
        numbers.append(_SIGNS[sign.key] * cursor.next().value)
    elif cursor.sees("to") and cursor.ahead().key in {"-", "+"} and cursor.ahead(2).sort is Sort.NUMBER:
        cursor.next()
        other = _SIGNS[cursor.next().key]
        numbers.append(other * cursor.next().value)
        return True
    elif cursor.sees("to") and cursor.ahead().sort is Sort.NUMBER and sign.sort is Sort.WORD:
        cursor.next()
        numbers.append(_SIGNS[sign.key] * cursor.next().value)
    return False


def _is_another_step(
    cursor: Cursor, sign: Token, offset: Offset, per: bool, loose: bool, ranged: bool, bare: bool
) -> bool:
    """Whether what looked like a shift begins the next step ("@threshold+2min@easy") or a recovery."""
    if per or ranged or sign.sort is Sort.WORD:
        return False
    token = cursor.token
    if bare and token.sort is Sort.WORD and cursor.glued():
        return True
    if max(abs(offset.low), abs(offset.high)) > _MOST_SECONDS or cursor.sees("x"):
        return True
    if cursor.sees("@") and not bare:
        return True
    if loose and max(abs(offset.low), abs(offset.high)) >= 60 and not bare:
        return sign.key == "-" or token.key in _RECOVERIES or _goes_on(token)
    return _goes_on(token)


def _goes_on(token: Token) -> bool:
    """Whether what follows belongs to a length, not to a pace."""
    return (token.sort is Sort.WORD and token.key not in _ENDERS) or token.sort is Sort.NUMBER


_RECOVERIES = frozenset({"jog", "rest", "recovery", "walk"})


_ENDERS = frozenset(
    {
        "w",
        "with",
        "r",
        "off",
        "then",
        "and",
        "pace",
        "effort",
        "recovery",
        "rest",
        "jog",
        "full",
        "in",
        "equal",
    }
)


def _unit(cursor: Cursor, length: Quantity | None, *, short: bool) -> OffsetUnit | None:
    """Over what a shift is counted; `short`: refuse seconds of which that is not clear."""
    if cursor.takes("%"):
        return OffsetUnit.PERCENT
    start, column = cursor.at, cursor.column
    seconds = TIME_UNITS.get(cursor.token.key) == 1.0 and cursor.token.sort in {Sort.WORD, Sort.MARK}
    if seconds:
        cursor.next()
    if cursor.sees("/", "per", "a", "each"):
        unit = _per(cursor)
        if unit:
            return unit
    if short and seconds and length and (length.metres or _A_REP) < _A_REP:
        raise cursor.refuse(Code.OWNER, "seconds per km, or per repetition?", _PER_NOW, column)
    if seconds:
        return OffsetUnit.DEFAULT
    cursor.at = start
    return None


def _per(cursor: Cursor) -> OffsetUnit | None:
    start = cursor.at
    cursor.next()
    token = cursor.next()
    if token.key in _PER:
        return _PER[token.key]
    if token.key in {"rep", "repeat", "repetition"}:
        return OffsetUnit.PER_REP
    if token.key == "lap" or (
        token.value == 400 and cursor.token.key in LENGTH_UNITS and cursor.next().key == "m"
    ):
        return OffsetUnit.PER_400
    cursor.at = start
    return None
