"""Paces by name: a race's ("goal 1K", "5k pace - 5s/km"), a training pace's ("T"), an effort's ("hard")."""

from dataclasses import replace

from onek_sync.model.intensity import Effort, Intensity, Offset, PaceName, RaceName, RacePace, TrainingPace
from onek_sync.planning.shorthand.codes import Code
from onek_sync.planning.shorthand.cursor import Cursor
from onek_sync.planning.shorthand.offsets import read_leading_offset, read_offset
from onek_sync.planning.shorthand.quantities import Quantity
from onek_sync.planning.shorthand.tokens import Sort
from onek_sync.planning.shorthand.words import (
    ALLURE,
    INTENSITIES,
    INTENSITIES_AFTER_AT,
    LENGTH_UNITS,
    LETTERS,
    MILE,
    MODES,
    RACE_LENGTHS,
    RACES,
)

_RACE = 1000.0  # metres of what these plans are for


def read_leading(cursor: Cursor, length: Quantity | None, at: bool) -> Intensity | None:
    """ "2% faster than goal 1K"."""
    start = cursor.at
    offset = read_leading_offset(cursor, length)
    if offset is None:
        return None
    base = (
        read_race(cursor, length, True)
        or read_named(cursor, length, True)
        or read_letter(cursor, length, True)
    )
    if not isinstance(base, TrainingPace | RacePace) or base.offset:
        cursor.at = start
        return None
    return replace(base, offset=offset)


def read_race(cursor: Cursor, length: Quantity | None, at: bool) -> RacePace | None:
    """A race by name or length; without `at` only with "goal" before or "pace" behind it."""
    start, column = cursor.at, cursor.column
    at = (cursor.find(RACES) is None and cursor.takes(*ALLURE)) or at
    goal = bool(cursor.takes("goal", "target", "zieltempo"))
    if not goal:
        cursor.takes("current", "today's")
    race = race_name(cursor)
    if race is None and goal and cursor.sees("pace", "effort"):
        race = RaceName.RACE
    if race is None and at and cursor.tokens[start].raw == "GP":
        cursor.next()
        return RacePace(RaceName.RACE, goal=True)
    if race is None:
        cursor.at = start
        return None
    offset = read_offset(cursor, length)
    noun = take_nouns(cursor)
    offset = offset or read_offset(cursor, length)
    worded = (
        race in {RaceName.HALF, RaceName.MARATHON, RaceName.RACE} and cursor.tokens[start].sort is Sort.WORD
    )
    if not (at or goal or noun or worded):
        cursor.at = start
        return None
    if not (at or goal or noun or offset):
        _no_race(cursor, start, length)
    _no_range_of_races(cursor, column)
    return RacePace(race, goal, offset)


def _no_race(cursor: Cursor, start: int, length: Quantity | None) -> None:
    """Refuse "5k race", which is no 5 km at the pace of another race; 1000 m are run at it anyhow."""
    if cursor.tokens[start].key != "race" or cursor.at != start + 1:
        return
    if length is not None and length.metres != _RACE:
        now = 'write "race 5km" for a race, or "@ RP" for race pace'
        raise cursor.refuse(Code.WORD, '"race": is it one, or its pace?', now, cursor.tokens[start].column)


def _no_range_of_races(cursor: Cursor, column: int) -> None:
    if not cursor.sees("-", "/", "to"):
        return
    start = cursor.at
    cursor.next()
    race = race_name(cursor)
    glued = not (cursor.tokens[start].spaced or cursor.tokens[start + 1].spaced)
    bare = cursor.before is not None and cursor.before.sort is Sort.NUMBER
    recovery = cursor.find(MODES) is not None  # "@ goal 1K - 400m jog"
    cursor.at = start
    if recovery and not glued:
        return
    slash = cursor.sees("/")
    if race and not (slash and (bare or not glued)):
        now = 'name one pace, or write a range in numbers ("3:30-3:40/km"), or a ramp ("5K -> 3K")'
        raise cursor.refuse(Code.UNSAYABLE, "a range between two races has no one pace", now, column)


def race_name(cursor: Cursor) -> RaceName | None:
    """A race's name or length, or None with nothing taken."""
    if (found := cursor.phrase(RACES)) is not None:
        return found[0].race
    start, token = cursor.at, cursor.token
    if token.sort is not Sort.NUMBER:
        return None
    cursor.next()
    metres = token.value
    if cursor.token.sort is Sort.WORD and cursor.token.key in LENGTH_UNITS:
        unit = LENGTH_UNITS[cursor.token.key]
        if cursor.ahead().key == "/" and cursor.ahead(2).key == "h":
            cursor.at = start
            return None
        cursor.next()
        metres *= unit
        if unit == MILE and token.value == 1:
            return RaceName.MILE
    elif cursor.token.sort is Sort.MARK or cursor.sees(
        "%", "bpm", "spm", "s", "sec", "min", "mph", "kmh", "kph"
    ):
        metres = 0
    race = RACE_LENGTHS.get(int(metres)) if metres == int(metres) else None
    if race is None:
        cursor.at = start
    return race


def take_nouns(cursor: Cursor) -> bool:
    """Take "pace", "race pace", "effort"; "-pace" too."""
    if cursor.sees("-") and cursor.glued() and cursor.ahead().key in {"pace", "effort"}:
        cursor.next()
    taken = False
    if cursor.sees("race") and cursor.ahead().key in {"pace", "effort"}:
        cursor.next()
    while cursor.sees("pace", "effort", "intensity"):
        cursor.next()
        taken = True
    return taken


def read_named(cursor: Cursor, length: Quantity | None, at: bool) -> Intensity | None:
    """A pace's name or a word for an effort."""
    start = cursor.at
    cursor.takes(*ALLURE) or cursor.takes("your")
    found = cursor.phrase(INTENSITIES_AFTER_AT if at else INTENSITIES)
    if found is None and not at:
        found = cursor.phrase(INTENSITIES_AFTER_AT)
        if found and not cursor.sees("pace", "effort"):
            found = None
    if found is None:
        cursor.at = start
        return None
    meaning = found[0]
    if isinstance(meaning, TrainingPace):
        return _shifted(cursor, meaning, length)
    take_nouns(cursor)
    return meaning


def _shifted(cursor: Cursor, pace: TrainingPace, length: Quantity | None) -> TrainingPace:
    offset: Offset | None = read_offset(cursor, length)
    take_nouns(cursor)
    return replace(pace, offset=offset or read_offset(cursor, length))


def _repetition(cursor: Cursor, length: Quantity | None) -> TrainingPace | None:
    """ "@ R 2% faster": a shift is the only number that may follow this R."""
    cursor.next()
    offset = read_offset(cursor, length)
    if offset is None:
        cursor.at -= 1
        return None
    return TrainingPace(PaceName.REPETITION, offset)


def read_letter(cursor: Cursor, length: Quantity | None, at: bool) -> Intensity | None:
    """E M T I R H: behind a quantity or "@"; "R" before a number brings a recovery (G9)."""
    token = cursor.token
    if token.sort is not Sort.WORD or token.raw not in LETTERS:
        return None
    behind = cursor.ahead()
    if token.raw == "R" and (behind.sort in {Sort.NUMBER, Sort.CLOCK} or behind.key in {"=", ":"}):
        return _repetition(cursor, length) if at else None
    if token.raw == "M" and not at:
        return None
    cursor.next()
    pace = LETTERS[token.raw]
    if isinstance(pace, Effort):
        return pace
    return _shifted(cursor, pace, length)
