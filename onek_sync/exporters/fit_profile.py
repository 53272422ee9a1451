"""The few numbers of the FIT profile that a workout needs, by name. Facts of the public profile."""

from enum import IntEnum

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
STRENGTH: Sport = (10, 20)
FLEXIBILITY: Sport = (10, 19)
CARDIO: Sport = (10, 26)

SPORTS: dict[Kind, Sport] = {
    Kind.RUN: RUNNING,
    Kind.RACE: RUNNING,
    Kind.STRENGTH: STRENGTH,
    Kind.MOBILITY: FLEXIBILITY,
}

# What is written behind "cross": the first word that is known decides.
SPORT_WORDS: dict[str, Sport] = {
    "run": RUNNING,
    "running": RUNNING,
    "bike": (2, 0),
    "biking": (2, 0),
    "cycling": (2, 0),
    "cycle": (2, 0),
    "ride": (2, 0),
    "spin": (2, 6),
    "spinning": (2, 6),
    "mtb": (2, 8),
    "elliptical": (4, 15),
    "crosstrainer": (4, 15),
    "stairs": (4, 16),
    "swim": (5, 0),
    "swimming": (5, 0),
    "yoga": (10, 43),
    "pilates": (10, 44),
    "cardio": CARDIO,
    "stretching": FLEXIBILITY,
    "walk": (11, 0),
    "walking": (11, 0),
    "ski": (12, 0),
    "skiing": (12, 0),
    "row": (15, 0),
    "rowing": (15, 0),
    "hike": (17, 0),
    "hiking": (17, 0),
    "skating": (30, 0),
    "climbing": (31, 0),
    "snowshoeing": (35, 0),
    "kayaking": (41, 0),
}


def sport_of(kind: Kind, words: str) -> Sport | None:
    """The sport of an option by what was written, else by its kind; None when neither is known."""
    for word in words.lower().split():
        if word in SPORT_WORDS:
            return SPORT_WORDS[word]
    return None if words.strip() else SPORTS.get(kind, CARDIO)
