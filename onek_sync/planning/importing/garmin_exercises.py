"""Exercises of Garmin's catalogue in the words of a coach.

The catalogue's names are words already ("BARBELL_BACK_SQUAT"); the table holds those that nobody says.
"""

from onek_sync.planning.importing.clean_words import one_line
from onek_sync.planning.importing.garmin_values import Json, text_in

_SAID = {
    ("WARM_UP", "OPPOSITE_ARM_AND_LEG_BALANCE"): "bird dog",
    ("SQUAT", "BODY_WEIGHT_WALL_SQUAT"): "wall sit",
    ("SQUAT", "ONE_LEGGED_SQUAT"): "single-leg squat",
    ("HIP_RAISE", "BARBELL_HIP_THRUST_WITH_BENCH"): "barbell hip thrust",
    ("TRICEPS_EXTENSION", "BODY_WEIGHT_DIP"): "dip",
    ("HIP_STABILITY", "FIRE_HYDRANT_KICKS"): "fire hydrant kick",
    ("HIP_STABILITY", "LATERAL_WALKS_WITH_BAND_AT_ANKLES"): "lateral band walk with band at ankles",
    ("BANDED_EXERCISES", "CLAM_SHELLS"): "banded clamshell",
    ("BANDED_EXERCISES", "LATERAL_BAND_WALKS"): "lateral band walk",
}
_BANDED = "BANDED_EXERCISES"


def exercise_in(step: Json) -> str:
    """What a step's exercise is called; its category where it names none; empty where it has neither."""
    category, name = text_in(step, "category"), text_in(step, "exerciseName")
    if said := _SAID.get((category, name)):
        return said
    words = one_line((name or category).replace("_", " ")).lower()
    return f"banded {words}" if category == _BANDED and name and "band" not in words else words
