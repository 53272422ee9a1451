"""The codes of everything that can be wrong or doubtful in a workout's text, and how they are said."""

from enum import StrEnum

from onek_sync.model.errors import Finding, Level, Place, ShorthandError


class Code(StrEnum):
    """E: refused. W: read, with a doubt that is said. A code's line says what it is about."""

    COUNT = "E02"  # a repeat without a count, or with one that cannot be
    QUANTITY = "E03"  # a step without a length, a number without a unit
    BRACKET = "E04"  # a bracket that is not opened, or not closed
    TARGET = "E05"  # "@" without a pace, or with something that is none
    WORD = "E06"  # a word or sign that is not understood
    TWICE = "E07"  # the same thing said twice, or two things that contradict each other
    RANGE = "E08"  # a range that runs backwards
    CLOCK = "E09"  # 1:30 is a minute and a half or an hour and a half; 1:75 is nothing
    SIGN = "E10"  # "goal 1K -2%": faster or slower?
    SEPARATOR = "E11"  # two steps without anything between them
    METRES = "E12"  # "m" is metres, and so few make no sense
    REPEATED = "E13"  # unclear what is repeated
    OWNER = "E14"  # unclear what a target or a recovery belongs to
    MARATHON = "E15"  # "9M": miles, or marathon pace?
    TOTAL = "E17"  # the total in brackets is not the sum of the steps
    BARE_RECOVERY = "W18"  # a recovery without unit was read as metres or seconds
    PACE_OR_REST = "E19"  # a time in brackets: a pace or a recovery?
    DEFAULT_RECOVERY = "W20"  # no recovery is given; the default is used
    LONG_RECOVERY = "E21"  # a recovery so long that it may be the cool-down
    SLOW = "E22"  # a split slower than easy, or a pace no human runs
    SPLIT = "W23"  # a time that can only be a split was read as one
    ZONE = "E24"  # a zone, RPE, heart rate or percentage that does not exist
    PACE_OR_SPLIT = "E25"  # "800m @ 3:30": per km, or for the 800 m?
    EVERY = "E26"  # "every 3rd": changes inside a repeat
    PARALLEL = "E27"  # parallel lists: 3mi/2mi/1mi @ 105%/107%/110%
    UNSAYABLE = "E28"  # understood, but a workout cannot hold it (pace ranges by name, "no recovery")
    EMPTY = "E29"  # nothing is written
    SIZE = "E30"  # too long, too deep, too big


def refuse(code: Code, column: int, what: str, now: str) -> ShorthandError:
    """The error for what stands at a column (from 1) of the original text."""
    return ShorthandError(Finding(code.value, what, now, Place(column=column)))


def doubt(code: Code, column: int, what: str, now: str) -> Finding:
    """The warning about what stands at a column (from 1) of the original text."""
    return Finding(code.value, what, now, Place(column=column), Level.WARNING)
