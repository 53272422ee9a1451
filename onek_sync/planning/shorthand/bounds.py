"""What a human can run: bounds that tell a pace from a split, metres from minutes, a slip from a workout."""

from onek_sync.model.intensity import AbsolutePace, Intensity, Split
from onek_sync.model.units import Units, clock
from onek_sync.planning.shorthand.codes import Code
from onek_sync.planning.shorthand.cursor import Cursor
from onek_sync.planning.shorthand.quantities import Quantity

FASTEST, SLOWEST = 90.0, 1200.0
"""s/km: what is quicker is no sprint, what is slower no walk."""
QUICK, EASY = 130.0, 540.0
"""s/km: between them lies what is run on purpose, from a quick repetition to a slow easy run."""
SLOWEST_REP = 480.0
"""s/km: slower repetitions "in" a time are a slip, where the athlete's easy pace is not known."""
_LONGEST_REP = 1700.0


def is_pace(seconds: float, metres: float, easy: float | None = None) -> bool:
    """Whether so many seconds over so many metres can be running on purpose."""
    return QUICK <= seconds / metres * 1000 <= (easy * 1.15 if easy else EASY)


def check_pace(cursor: Cursor, pace: AbsolutePace, column: int, words: str) -> None:
    """Refuse a pace that nobody runs."""
    per = pace.per or cursor.units.metres
    if not FASTEST <= pace.fast / per * 1000 <= pace.slow / per * 1000 <= SLOWEST:
        now = "check the numbers and their unit, as in 3:20/km or 5:20/mi"
        raise cursor.refuse(Code.SLOW, f'"{words}" is no pace a human runs', now, column)


def check_split(cursor: Cursor, split: Split, length: Quantity, column: int, words: str) -> None:
    """Refuse a split that is slower than easy, or that nobody runs."""
    assert length.metres is not None
    metres = length.metres
    slow, fast = split.slow / metres * 1000, split.fast / metres * 1000
    slowest = (cursor.easy or SLOWEST_REP) if metres <= _LONGEST_REP else SLOWEST
    if fast < FASTEST:
        now = f'write "in {_clocked(words) or "1:24"}", with a colon between minutes and seconds'
        raise cursor.refuse(Code.SLOW, f'"{words}" for {metres:g} m is faster than anyone runs', now, column)
    if slow > slowest:
        as_pace = is_pace(split.slow, 1000, cursor.easy)
        lap = f" ({clock(split.slow * metres / 1000)} per {metres:g} m)" if metres != 1000 else ""
        now = f'did you mean "@ {clock(split.slow)}/km"{lap}?' if as_pace else "check the time"
        what = f"{clock(split.slow)} for {metres:g} m is slower than easy running"
        raise cursor.refuse(Code.SLOW, what, now, column)


def _clocked(words: str) -> str:
    """ "3:30" of "3.30", else nothing."""
    minutes, dot, seconds = words.partition(".")
    sound = dot and minutes.isdigit() and seconds.isdigit() and len(seconds) == 2 and int(seconds) < 60
    return f"{minutes}:{seconds}" if sound else ""


def default_pace(
    cursor: Cursor, length: Quantity | None, times: tuple[float, float], column: int, words: str
) -> AbsolutePace:
    """A pace per the athlete's unit, unless the step is counted in the other unit."""
    if length and length.miles and cursor.units is Units.KM and not words.endswith("unit"):
        _refuse_unit(cursor, column, words)
    pace = AbsolutePace(*times)
    check_pace(cursor, pace, column, words)
    return pace


def _refuse_unit(cursor: Cursor, column: int, words: str) -> None:
    now = f'write "{words}/mi" or "{words}/km"'
    raise cursor.refuse(Code.PACE_OR_SPLIT, f'"{words}": per mile or per km?', now, column)


def pace_or_split(
    cursor: Cursor, length: Quantity | None, times: tuple[float, float], column: int, words: str
) -> Intensity:
    """G11: "@ 5:07" is a pace where only that can be run, a split where only that can, else refused."""
    metres = length.metres if length else None
    as_pace = is_pace(times[0], cursor.units.metres, cursor.easy)
    if not as_pace and (metres is None or not is_pace(times[0], metres)):
        now = "write a pace with its unit (3:20/km), or a time for the distance (in 1:20)"
        raise cursor.refuse(Code.SLOW, f'"{words}" is no pace a human runs', now, column)
    if metres is None or abs(metres - cursor.units.metres) < 1:
        return default_pace(cursor, length, times, column, words)
    slowest = SLOWEST_REP if metres <= _LONGEST_REP else EASY
    as_split = is_pace(times[0], metres, cursor.easy) and times[0] / metres * 1000 <= slowest
    if as_pace and as_split:
        now = f'write "{words}/km" (or /mi), or "in {words}" for the distance'
        what = f'"{words}": the pace, or the time for {length.words if length else ""}?'
        raise cursor.refuse(Code.PACE_OR_SPLIT, what, now, column)
    if as_split:
        what = f'read "{words}" as the time for {length.words if length else ""}'
        cursor.doubt(Code.SPLIT, column, what, f'write "in {words}" to be sure')
        return Split(*times)
    return default_pace(cursor, length, times, column, words)


def looks_like_minutes(metres: float, *, sustained: bool, sprint: bool, alone: bool) -> str:
    """What is wrong with so few metres of work (G2): a sentence, or nothing."""
    if metres < 20 or (metres < 50 and not sprint):
        return f"a step of {metres:g} metres?"
    least = 200.0 if alone else 100.0
    if sustained and metres < least:
        return f"{metres:g} metres at such a pace?"
    return ""


def is_total(metres: float, total: float) -> bool:
    """Whether a total in brackets fits the sum of the steps (G13)."""
    return abs(metres - total) <= 0.03 * max(metres, total)
