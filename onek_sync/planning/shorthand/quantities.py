"""How far and how long: "400m", "2-3 min", "1h15", "a mile", "until lap button", a bare 400."""

from dataclasses import dataclass

from onek_sync.model.units import Distance, Duration, UntilLap
from onek_sync.planning.shorthand.codes import Code
from onek_sync.planning.shorthand.cursor import Cursor
from onek_sync.planning.shorthand.tokens import Sort
from onek_sync.planning.shorthand.words import (
    HOUR,
    LAP,
    LENGTH_UNITS,
    METRE,
    MILE,
    MINUTE,
    MODES,
    NUMBERS,
    SECOND,
    TIME_UNITS,
)

MOST_METRES, MOST_SECONDS = 200_000.0, 24 * 3600.0
_MOST_BARE = 20_000
_FRACTIONS = {(1.0, 2.0), (1.0, 4.0), (3.0, 4.0)}
_RANGE_WORDS = frozenset({"-", "to", "bis", "à"})
# What makes a number no length: a percentage, beats, a rating …
_OTHER_UNITS = frozenset({"%", "bpm", "spm", "kmh", "kph", "mph"})
_PACE_NOUN = frozenset({"pace", "effort"})


@dataclass(frozen=True, slots=True)
class Quantity:
    """A length as written. `bare`: without unit; `clock`: as m:ss; `miles`: in miles; `about`: with "~"."""

    end: Distance | Duration | UntilLap
    column: int
    words: str = ""
    bare: bool = False
    clock: bool = False
    miles: bool = False
    about: bool = False

    @property
    def metres(self) -> float | None:
        """Metres (of a range: the least), None for a time."""
        return self.end.metres if isinstance(self.end, Distance) else None

    @property
    def seconds(self) -> float | None:
        """Seconds (of a range: the least), None for a distance."""
        return self.end.seconds if isinstance(self.end, Duration) else None


@dataclass(frozen=True, slots=True)
class _Amount:
    """One number with what stands behind it; `unit` is metres or seconds in one, None = bare."""

    value: float
    unit: float | None
    is_time: bool = False
    clock: bool = False
    extra: float = 0.0  # the seconds of 1min30
    leading: float | None = None  # the unit of a clock's first number, which a bare number before it has

    def scaled(self, unit: float | None = None) -> float:
        """Metres or seconds; a bare number takes the other end's unit."""
        return self.value * (self.unit or unit or METRE) + self.extra


def read_quantity(cursor: Cursor, *, recovery: bool = False) -> Quantity | None:
    """The length that stands here, or None with nothing taken."""
    start, column = cursor.at, cursor.column
    if cursor.phrase(LAP):
        return Quantity(UntilLap(), column, cursor.words(start))
    about = bool(cursor.takes("~"))
    cursor.takes("a", "an")
    first = _amount(cursor)
    quantity = None
    if first is not None:
        second = None if _is_ladder(cursor, start) else _upper(cursor, first, recovery)
        quantity = _quantity(cursor, first, second, column, start, about)
    if quantity is None or cursor.sees(*_OTHER_UNITS) or _names_a_race(cursor):
        cursor.at = start
        return None
    return quantity


def _names_a_race(cursor: Cursor) -> bool:
    """Whether "5k" is followed by "pace": then it is an intensity."""
    if cursor.sees("race") and cursor.ahead().key in _PACE_NOUN:
        return True
    return cursor.sees(*_PACE_NOUN) or (
        cursor.sees("-") and cursor.glued() and cursor.ahead().key in _PACE_NOUN
    )


def _is_ladder(cursor: Cursor, start: int) -> bool:
    """Whether three or more numbers are joined by dashes."""
    numbers, at = 0, start
    tokens = cursor.tokens
    while tokens[at].sort is Sort.NUMBER:
        numbers += 1
        at += 1
        while tokens[at].key in LENGTH_UNITS or tokens[at].key in TIME_UNITS:
            at += 1
        if tokens[at].key != "-":
            break
        at += 1
    return numbers > 2


def _amount(cursor: Cursor) -> _Amount | None:
    token = cursor.token
    if token.sort is Sort.CLOCK:
        return _clock(cursor)
    if token.sort is Sort.NUMBER:
        cursor.next()
        return _with_unit(cursor, _fraction(cursor, token.value))
    if token.key in NUMBERS and token.sort is Sort.WORD:
        cursor.next()
        amount = _with_unit(cursor, float(NUMBERS[token.key]))
        return amount if amount.unit else None
    for words, value in (("mile", 1.0), ("half", 0.5), ("quarter", 0.25)):
        if token.key == words and token.sort is Sort.WORD:
            cursor.next()
            if value == 1.0 or cursor.takes("mile"):
                return _Amount(value, MILE)
            return None
    return None


def _clock(cursor: Cursor) -> _Amount | None:
    token = cursor.next()
    if cursor.sees("/", "per") and (cursor.ahead().key in LENGTH_UNITS or cursor.ahead().key == "lap"):
        return None  # a pace
    if cursor.sees("min", "mins", "minutes"):
        cursor.next()
    elif cursor.sees("h"):
        cursor.next()
        return _Amount(token.value * 60, SECOND, True, False, leading=HOUR)
    colons = token.key.count(":")
    return _Amount(token.value, SECOND, True, colons == 1, leading=HOUR if colons > 1 else MINUTE)


def _fraction(cursor: Cursor, value: float) -> float:
    """1/2 of "1/2 mile": only these few, without spaces, before a unit of length that is counted so."""
    lower = cursor.ahead()
    if cursor.sees("/") and cursor.glued() and lower.sort is Sort.NUMBER and cursor.glued(1):
        unit = cursor.ahead(2)
        if (value, lower.value) in _FRACTIONS and LENGTH_UNITS.get(unit.key, 0) == MILE:
            cursor.at += 2
            return value / lower.value
    return value


def _with_unit(cursor: Cursor, value: float) -> _Amount:
    token = cursor.token
    if cursor.sees("-") and cursor.glued() and cursor.ahead().sort is Sort.WORD and cursor.glued(1):
        unit = cursor.ahead().key  # "400-meter", "5-minute"
        if len(unit) > 2 and (unit in LENGTH_UNITS or unit in TIME_UNITS):
            cursor.next()
            token = cursor.token
    if token.sort is Sort.MARK or (token.sort is Sort.WORD and token.key in TIME_UNITS):
        if token.raw == "H":
            return _Amount(value, None)
        cursor.next()
        return _Amount(value, TIME_UNITS[token.key], True, extra=_compound(cursor, token.key))
    if token.sort is Sort.WORD and token.key in LENGTH_UNITS:
        if token.key == "k" and cursor.ahead().key == "-" and cursor.ahead(2).key in _PACE_NOUN:
            return _Amount(value, KM_UNIT)
        if cursor.ahead().key == "/" and cursor.ahead(2).key == "h" and token.key in {"km", "k", "mi"}:
            return _Amount(value, None)
        if token.raw == "M":
            return _capital_m(cursor, value)
        cursor.next()
        return _Amount(value, LENGTH_UNITS[token.key])
    return _Amount(value, None)


KM_UNIT = 1000.0


def _capital_m(cursor: Cursor, value: float) -> _Amount:
    """G12: "400M" is metres; "9M" is for the reader of letters."""
    if is_metres(value):
        cursor.next()
        return _Amount(value, METRE)
    return _Amount(value, None)


def _compound(cursor: Cursor, unit: str) -> float:
    """The seconds behind the hours of "1h15", behind the minutes of "1min30" and "2 min 30 sec"; or 0."""
    small = {HOUR: MINUTE, MINUTE: SECOND}.get(TIME_UNITS[unit])
    number, behind = cursor.token, cursor.ahead()
    if small is None or number.sort is not Sort.NUMBER or number.value >= 60 or unit == "'":
        return 0.0
    named = TIME_UNITS.get(behind.key) == small and behind.raw != "H"
    glued = cursor.glued() and len(number.key) == 2
    if not named and not (glued and behind.key not in LENGTH_UNITS and behind.sort is not Sort.MARK):
        return 0.0
    cursor.next()
    if named:
        cursor.next()
        if small == MINUTE:
            return number.value * small + _compound(cursor, "min")
    return number.value * small


def _upper(cursor: Cursor, first: _Amount, recovery: bool) -> _Amount | None:
    """The upper end of a range, or None with nothing taken."""
    start = cursor.at
    dash = cursor.token
    if not (dash.key in _RANGE_WORDS and dash.sort is not Sort.QUOTED):
        return None
    loose = dash.key == "-" and dash.spaced and cursor.ahead().spaced
    cursor.next()
    second = _amount(cursor) if cursor.token.sort in {Sort.NUMBER, Sort.CLOCK} else None
    if second is None or cursor.sees("%") or not _one_kind(first, second) or cursor.sees("/"):
        cursor.at = start
        return None
    whole = first.unit is not None or is_metres(first.value)
    # "200 - 400m jog" and "3 min - 1 min": a dash with room about it may bring the recovery.
    if loose and whole and not recovery and (cursor.find(MODES) or _backwards(first, second)):
        cursor.at = start
        return None
    return second


def _one_kind(first: _Amount, second: _Amount) -> bool:
    """Both times or both lengths, the second with the unit: "2-3 min", "1K-2K", "1:30-2:00", "400-600"."""
    if first.unit is None:
        return second.unit is not None or (is_metres(first.value) and is_metres(second.value))
    return second.unit is not None and first.is_time == second.is_time


def _backwards(first: _Amount, second: _Amount) -> bool:
    unit = first.unit or second.leading or second.unit or METRE
    return first.scaled(unit) >= second.scaled()


def _quantity(
    cursor: Cursor, first: _Amount, second: _Amount | None, column: int, start: int, about: bool
) -> Quantity | None:
    unit = first.unit or (second.leading or second.unit if second else None)
    is_time = first.is_time or bool(second and second.is_time)
    bare = unit is None
    if unit is None and not is_metres(first.value):
        return None
    low = first.scaled(unit)
    high = second.scaled() if second else None
    words = cursor.words(start)
    _check(cursor, column, words, low, high, is_time)
    return Quantity(
        Duration(low, high) if is_time else Distance(low, high),
        column,
        words,
        bare,
        clock=first.clock,
        miles=unit == MILE and not is_time,
        about=about,
    )


def _check(cursor: Cursor, column: int, words: str, low: float, high: float | None, is_time: bool) -> None:
    most = MOST_SECONDS if is_time else MOST_METRES
    if high is not None and high <= low:
        now = "write the smaller one first; two steps are written with a comma"
        raise cursor.refuse(Code.RANGE, f'"{words}" runs backwards', now, column)
    if round(low, 3) <= 0:  # lengths are kept to the millimetre and the millisecond
        raise cursor.refuse(Code.QUANTITY, f'"{words}" is nothing', "write a length above 0", column)
    if max(low, high or 0) > most:
        raise cursor.refuse(
            Code.SIZE, f'"{words}" is no length of a run', "check the number and its unit", column
        )


def is_metres(value: float) -> bool:
    """G1: a bare number is metres from 100 on, in fifties."""
    return 100 <= value <= _MOST_BARE and value % 50 == 0
