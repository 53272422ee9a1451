"""The few numbers of the FIT profile that a workout needs, by name. Facts of the public profile."""

from enum import IntEnum

from onek_sync.exporters.words.plain import ascii_only
from onek_sync.model.plan import Kind


class MessageNumber(IntEnum):
    """Global message numbers."""

    FILE_ID = 0
    WORKOUT = 26
    WORKOUT_STEP = 27
    SCHEDULE = 28
    EXERCISE_TITLE = 264


class FileType(IntEnum):
    """What a file is, in its file_id."""

    WORKOUT = 5
    SCHEDULES = 7


class Ends(IntEnum):
    """wkt_step_duration: what ends a step. TIME counts ms, DISTANCE cm."""

    TIME = 0
    DISTANCE = 1
    OPEN = 5
    REPEAT = 6
    REPS = 29


class Aim(IntEnum):
    """wkt_step_target: SPEED is in mm/s, HEART in beats per minute + 100 or by zone."""

    SPEED = 0
    HEART = 1
    OPEN = 2


class Intensity(IntEnum):
    """What a step is for, as a watch words it."""

    ACTIVE = 0
    REST = 1
    WARMUP = 2
    COOLDOWN = 3
    RECOVERY = 4


class WeightUnit(IntEnum):
    """fit_base_unit: how a weight is shown. It is stored in 1/100 kg whatever this says."""

    KILOGRAM = 1
    POUND = 2


HEART_OFFSET = 100  # values up to 100 would be per cent of the maximum

Sport = tuple[int, int]  # sport, sub_sport

RUNNING: Sport = (1, 0)
CYCLING: Sport = (2, 0)
STRENGTH: Sport = (10, 20)
FLEXIBILITY: Sport = (10, 19)
CARDIO: Sport = (10, 26)
YOGA: Sport = (10, 43)
PILATES: Sport = (10, 44)

GYM = frozenset({STRENGTH, FLEXIBILITY, CARDIO, YOGA, PILATES})  # no distance is measured
_NO_HEART = GYM - {CARDIO}  # a watch has no heart-rate target there

_BY_KIND: dict[Kind, Sport] = {
    Kind.RUN: RUNNING,
    Kind.RACE: RUNNING,
    Kind.STRENGTH: STRENGTH,
    Kind.MOBILITY: FLEXIBILITY,
}
# By a word of what the coach calls the sport. Swimming needs the length of the pool, which nobody wrote.
_BY_WORD: dict[str, Sport] = {
    **dict.fromkeys(("bike", "biking", "bicycle", "cycle", "cycling", "ride", "rad", "velo"), CYCLING),
    **dict.fromkeys(("spin", "spinning"), (2, 6)),
    **dict.fromkeys(("mtb",), (2, 8)),
    **dict.fromkeys(("elliptical", "crosstrainer"), (4, 15)),
    **dict.fromkeys(("stepper", "stairs"), (4, 16)),
    **dict.fromkeys(("aerobics", "cardio"), CARDIO),
    **dict.fromkeys(("walk", "walking"), (11, 0)),
    **dict.fromkeys(("ski", "skiing"), (12, 0)),
    **dict.fromkeys(("row", "rowing", "rower"), (15, 0)),
    **dict.fromkeys(("hike", "hiking"), (17, 0)),
    **dict.fromkeys(("skating",), (30, 0)),
    "stretching": FLEXIBILITY,
    "yoga": YOGA,
    "pilates": PILATES,
}


def has_heart(sport: Sport) -> bool:
    """Whether a watch can guard a heart rate in a workout of this sport."""
    return sport not in _NO_HEART


def sport_of(kind: Kind, words: str) -> Sport | None:
    """The sport of an option; None for a cross-training that is called something unknown."""
    if kind in {Kind.CROSS, Kind.MOBILITY}:
        for word in ascii_only(words).casefold().replace("-", " ").split():
            if word in _BY_WORD:
                return _BY_WORD[word]
    return _BY_KIND.get(kind) or (CARDIO if not words.strip() else None)
