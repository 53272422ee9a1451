"""Garmin Connect's numbers: one table for each kind of thing, every id beside its key.

The service reads the id and ignores the key, so a wrong id is a wrong workout that looks right.
Sources: bodies and answers recorded by others, and the lists in open clients; docs/decisions/garmin-json.md.
"""

from collections.abc import Mapping
from enum import Enum

Json = Mapping[str, object]


class Named(Enum):
    """One id and its key. `names` is the pair of JSON keys under which they stand."""

    def __init__(self, id_: int, key: str) -> None:
        self.id = id_
        self.key = key

    @staticmethod
    def names() -> tuple[str, str]:
        """The JSON keys of the id and of the key."""
        raise NotImplementedError

    @property
    def json(self) -> Json:
        """As it is sent."""
        of_id, of_key = self.names()
        return {of_id: self.id, of_key: self.key}


class Sport(Named):
    """What the watch records."""

    RUNNING = 1, "running"
    CYCLING = 2, "cycling"
    OTHER = 3, "other"
    STRENGTH = 5, "strength_training"
    CARDIO = 6, "cardio_training"
    YOGA = 7, "yoga"
    PILATES = 8, "pilates"
    MOBILITY = 11, "mobility"

    @staticmethod
    def names() -> tuple[str, str]:
        """The JSON keys of a sport."""
        return "sportTypeId", "sportTypeKey"


class Kind(Named):
    """What a step is for. `OTHER` is what the web editor calls so: drills."""

    WARMUP = 1, "warmup"
    COOLDOWN = 2, "cooldown"
    INTERVAL = 3, "interval"
    RECOVERY = 4, "recovery"
    REST = 5, "rest"
    REPEAT = 6, "repeat"
    OTHER = 7, "other"

    @staticmethod
    def names() -> tuple[str, str]:
        """The JSON keys of a step's kind."""
        return "stepTypeId", "stepTypeKey"


class Ends(Named):
    """What ends a step: seconds, metres, repetitions, passes, or the athlete."""

    LAP_BUTTON = 1, "lap.button"
    TIME = 2, "time"
    DISTANCE = 3, "distance"
    ITERATIONS = 7, "iterations"
    REPS = 10, "reps"

    @staticmethod
    def names() -> tuple[str, str]:
        """The JSON keys of an end."""
        return "conditionTypeId", "conditionTypeKey"


class Aim(Named):
    """What the watch guards: nothing, beats per minute (or a zone), or metres per second shown as pace."""

    NONE = 1, "no.target"
    HEART = 4, "heart.rate.zone"
    PACE = 6, "pace.zone"

    @staticmethod
    def names() -> tuple[str, str]:
        """The JSON keys of a target."""
        return "workoutTargetTypeId", "workoutTargetTypeKey"


class Unit(Enum):
    """How a length or a load is shown; `factor` is in centimetres, or in grams."""

    METRE = 1, "meter", 100.0
    KILOMETRE = 2, "kilometer", 100000.0
    KILOGRAM = 8, "kilogram", 1000.0

    @property
    def json(self) -> Json:
        """As it is sent."""
        id_, key, factor = self.value
        return {"unitId": id_, "unitKey": key, "factor": factor}
