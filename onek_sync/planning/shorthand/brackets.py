"""What may stand in brackets behind a length: a recovery, an intensity, a total, a few free words."""

from dataclasses import replace

from onek_sync.model.intensity import Intensity, RacePace
from onek_sync.model.units import Distance, Duration
from onek_sync.model.workout import Role, Step
from onek_sync.planning.shorthand import bounds
from onek_sync.planning.shorthand.codes import Code
from onek_sync.planning.shorthand.cursor import OPEN, Cursor
from onek_sync.planning.shorthand.free_words import read_free_words
from onek_sync.planning.shorthand.named_targets import race_name
from onek_sync.planning.shorthand.quantities import Quantity, read_quantity
from onek_sync.planning.shorthand.recoveries import Rest, read_rest
from onek_sync.planning.shorthand.targets import AT, read_bare_target, read_split, read_target
from onek_sync.planning.shorthand.tokens import Sort
from onek_sync.planning.shorthand.words import INTENSITIES, INTROS

Found = Rest | Quantity | str | Intensity
_SURE_RACE_METRES = 3000.0
"""Nobody recovers so far between repetitions that are shorter."""


def read_bracket(cursor: Cursor, length: Quantity | None, *, repeated: bool) -> list[Found]:
    """Everything in the brackets that open here; `length` is the step's before them."""
    opening = cursor.next()
    close = OPEN[opening.key]
    found: list[Found] = []
    while True:
        found.append(_element(cursor, length, opening.column, repeated))
        if cursor.takes(close):
            return found
        if cursor.is_sort(Sort.END):
            raise cursor.refuse(
                Code.BRACKET, f'"{opening.raw}" is not closed', f'write "{close}"', opening.column
            )
        if not cursor.takes(",", ";"):
            raise cursor.refuse(Code.WORD, f'"{cursor.token.raw}" is not understood here', _NOW)


_NOW = 'write free words in quotes, or behind "--"'


def _element(cursor: Cursor, length: Quantity | None, column: int, repeated: bool) -> Found:
    start = cursor.at
    if cursor.is_sort(Sort.QUOTED):
        return cursor.next().free
    for read in (_rest, _target, _amount, _words):
        found = read(cursor, length, column, repeated)
        if found is not None:
            return found
        cursor.at = start
    if cursor.is_sort(Sort.END) or cursor.sees(*OPEN.values()):
        raise cursor.refuse(Code.BRACKET, "nothing stands in the brackets", "leave them out", column)
    raise cursor.refuse(Code.WORD, f'"{cursor.token.raw}" is not understood here', _NOW)


def _rest(cursor: Cursor, length: Quantity | None, column: int, repeated: bool) -> Rest | None:
    introduced = bool(cursor.phrase(INTROS)) or _r(cursor)
    rest = read_rest(cursor, introduced=introduced)
    if rest is None and not introduced:
        rest = _easy(cursor)
    if rest is not None and not rest.worded and not introduced and not rest.scope:
        return None
    if rest is not None and not (cursor.sees(*OPEN.values()) or cursor.sees(",", ";")):
        return None
    return rest and Rest(rest.steps, rest.column, rest.words, rest.scope, rest.sets, rest.worded, closed=True)


def _r(cursor: Cursor) -> bool:
    if cursor.sees("r") and (
        cursor.ahead().sort in {Sort.NUMBER, Sort.CLOCK} or cursor.ahead().key in {"=", ":"}
    ):
        cursor.next()
        while cursor.takes("=", ":"):
            pass
        return True
    return False


def _easy(cursor: Cursor) -> Rest | None:
    """ "(2 min easy)", "(3 min Z1)": a length and how easy it is are a recovery in brackets."""
    start = cursor.at
    if cursor.token.sort not in {Sort.NUMBER, Sort.CLOCK}:
        return None
    rest = read_rest(cursor, introduced=True)
    if rest is None or (rest.steps[0].mode is None and not rest.steps[0].intensities):
        cursor.at = start
        return None
    return Rest(rest.steps, rest.column, rest.words, rest.scope, rest.sets, True)


def _target(cursor: Cursor, length: Quantity | None, column: int, repeated: bool) -> Intensity | None:
    split = read_split(cursor, length)
    if split is not None:
        return split
    if cursor.token.key in AT and cursor.token.sort in {Sort.SIGN, Sort.WORD}:
        cursor.next()
        return read_target(cursor, length)
    found = read_bare_target(cursor, length)
    if found is not None and cursor.find(INTENSITIES):  # "hard fast": leave it to the words
        return None
    return found if found is not None and (cursor.sees(*OPEN.values(), ",", ";")) else None


def _amount(cursor: Cursor, length: Quantity | None, column: int, repeated: bool) -> Found | None:
    """A length alone: a recovery in a repeat, a total behind a step, unless it may be a pace (E19)."""
    start = cursor.at
    approximate = cursor.sees("~", "about", "approx", "ca")
    while cursor.takes("about", "approx", "ca"):
        pass
    quantity = read_quantity(cursor, recovery=True) or _bare_seconds(cursor)
    if quantity is not None and repeated and cursor.sees("/"):
        return _both(cursor, length, quantity, column, start)
    if quantity is None or not cursor.sees(*OPEN.values(), ",", ";"):
        return None
    if approximate:
        return cursor.words(start)
    if not repeated:
        return _total(cursor, length, quantity, column)
    if (race := _race(cursor, length, quantity, start)) is not None:
        return race
    if isinstance(quantity.end, Duration):
        _refuse_pace(cursor, length, quantity, column, cursor.words(start))
    rest = read_back(cursor, start)
    if quantity.bare:
        said = _unit_of(quantity)
        what = f'read "({quantity.words})" as {said}'
        number = quantity.words
        cursor.doubt(Code.BARE_RECOVERY, column, what, f"write {number}m or {number}s to be sure")
    return rest


def _both(
    cursor: Cursor, length: Quantity | None, quantity: Quantity, column: int, start: int
) -> Rest | None:
    """ "2x3x300 (1'/5')": the recovery between repetitions and the one between sets."""
    if quantity.seconds:
        _refuse_pace(cursor, length, quantity, column, quantity.words)
    cursor.at = start
    rest = read_rest(cursor, introduced=True)
    if rest is None or rest.sets is None or quantity.bare or not cursor.sees(*OPEN.values()):
        return None
    return replace(rest, closed=True)


def _race(cursor: Cursor, length: Quantity | None, quantity: Quantity, start: int) -> RacePace | None:
    """ "6x800 (5K)" names a pace; "8x200 (800)", a race longer than the repetition, may be a recovery."""
    end, cursor.at = cursor.at, start
    race = race_name(cursor)
    whole, cursor.at = cursor.at == end, end
    metres, rep = quantity.metres, length.metres if length else None
    if race is None or metres is None or not whole or (rep is not None and metres <= rep):
        return None
    if metres >= _SURE_RACE_METRES or cursor.tokens[start].sort is Sort.WORD:
        return RacePace(race)
    if rep is None:
        return None
    words = quantity.words
    now = f'write "@ {words}" for the pace, "w/ {words}{"m" if quantity.bare else ""} jog" for a recovery'
    what = f'"({words})": the pace, or the recovery?'
    raise cursor.refuse(Code.PACE_OR_REST, what, now, quantity.column)


def read_back(cursor: Cursor, start: int) -> Rest:
    """The length at a place once more, as a recovery."""
    end = cursor.at
    cursor.at = start
    rest = read_rest(cursor, introduced=True)
    assert rest is not None and cursor.at == end
    step = rest.steps[0]
    return Rest(
        (Step(role=Role.RECOVERY, end=step.end, within=step.within, mode=step.mode),),
        rest.column,
        rest.words,
        closed=True,
    )


def _bare_seconds(cursor: Cursor) -> Quantity | None:
    token = cursor.token
    if (
        token.sort is Sort.NUMBER
        and 15 <= token.value < 100
        and token.value % 5 == 0
        and cursor.ahead().key in OPEN.values()
    ):
        cursor.next()
        return Quantity(Duration(token.value), token.column, token.raw, bare=True)
    return None


def _unit_of(quantity: Quantity) -> str:
    if isinstance(quantity.end, Distance):
        return f"{quantity.words} m jog between reps, not {quantity.words} s"
    return f"{quantity.words} s between reps"


def _total(cursor: Cursor, length: Quantity | None, quantity: Quantity, column: int) -> Quantity:
    if length is not None and isinstance(quantity.end, Distance) and not quantity.bare:
        return quantity
    now = 'write "w/ 90s jog" for a recovery, "@ 4:10/km" for a pace, "~" before an estimate'
    raise cursor.refuse(Code.OWNER, f'"({quantity.words})": what is it?', now, column)


def _refuse_pace(
    cursor: Cursor, length: Quantity | None, quantity: Quantity, column: int, words: str
) -> None:
    """ "(4'10)" behind eight minutes may be a pace, "(90)" behind 400 m a split."""
    assert isinstance(quantity.end, Duration)
    seconds = quantity.end.seconds
    if cursor.paced:
        return
    timed = quantity.clock or "'" in quantity.words[1:-1] or quantity.words.rstrip('s" ').isdigit()
    metres = length.metres if length else None
    as_pace = (quantity.clock or "'" in quantity.words[1:-1]) and bounds.is_pace(seconds, cursor.units.metres)
    as_split = metres is not None and timed and bounds.is_pace(seconds, metres)
    if as_pace or as_split:
        now = f'write "@ {words}/km" or "R {words}"' if as_pace else f'write "in {words}" or "R {words}"'
        kind = "a pace" if as_pace else f"the time for {metres:g} m"
        raise cursor.refuse(Code.PACE_OR_REST, f'"({words})": {kind} or a recovery?', now, column)


def _words(cursor: Cursor, length: Quantity | None, column: int, repeated: bool) -> str | None:
    return read_free_words(cursor)
