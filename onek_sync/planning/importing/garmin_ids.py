"""Garmin Connect's numbers as they are read: by id, and by key only where there is no id.

The service itself goes by the id and ignores the key, so the two may disagree in what others wrote.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Generic, TypeVar

from onek_sync.model.plan import Kind
from onek_sync.planning.importing.garmin_values import Json, number_in, object_in, text_in

T = TypeVar("T")


class StepKind(Enum):
    """What a step is for."""

    WARMUP = auto()
    COOLDOWN = auto()
    WORK = auto()
    RECOVERY = auto()
    REST = auto()
    REPEAT = auto()
    OTHER = auto()


class Ends(Enum):
    """What ends a step, as far as a plan can say it."""

    LAP_BUTTON = auto()
    TIME = auto()
    DISTANCE = auto()
    ITERATIONS = auto()
    REPS = auto()


class Aim(Enum):
    """What a step's target is, as far as a plan can say it."""

    NONE = auto()
    CADENCE = auto()
    HEART = auto()
    SPEED = auto()
    PACE = auto()


@dataclass(frozen=True, slots=True)
class Sport:
    """A sport as a session: its kind, and its name where it is no running."""

    kind: Kind
    name: str = ""


@dataclass(frozen=True, slots=True)
class Ids(Generic[T]):
    """One kind of thing: the JSON keys of its id and its key, and what each of them means here."""

    id_name: str
    key_name: str
    by_id: Mapping[int, tuple[str, T]]

    def read(self, parent: Json, name: str) -> T | None:
        """What an object below `name` means; None where it is missing or means nothing here."""
        said = object_in(parent, name)
        number = number_in(said, self.id_name)
        if number is not None:
            entry = self.by_id.get(int(number))
            return entry[1] if entry and number == int(number) else None
        key = text_in(said, self.key_name)
        return next((meaning for known, meaning in self.by_id.values() if known == key), None)

    def said(self, parent: Json, name: str) -> str:
        """Its key as words, for people."""
        said = object_in(parent, name)
        number = number_in(said, self.id_name)
        entry = None if number is None else self.by_id.get(int(number))
        known = entry[0] if entry else text_in(said, self.key_name)
        return known.replace(".", " ").replace("_", " ") or "none"

    def is_said(self, parent: Json, name: str) -> bool:
        """Whether anything at all stands there."""
        said = object_in(parent, name)
        return number_in(said, self.id_name) is not None or bool(text_in(said, self.key_name))


SPORTS = Ids(
    "sportTypeId",
    "sportTypeKey",
    {
        1: ("running", Sport(Kind.RUN)),
        2: ("cycling", Sport(Kind.CROSS, "cycling")),
        3: ("other", Sport(Kind.CROSS)),
        4: ("swimming", Sport(Kind.CROSS, "swimming")),
        5: ("strength_training", Sport(Kind.STRENGTH)),
        6: ("cardio_training", Sport(Kind.CROSS, "cardio")),
        7: ("yoga", Sport(Kind.MOBILITY, "yoga")),
        8: ("pilates", Sport(Kind.MOBILITY, "pilates")),
        9: ("hiit", Sport(Kind.CROSS, "HIIT")),
        11: ("mobility", Sport(Kind.MOBILITY)),
    },
)
STEP_KINDS = Ids(
    "stepTypeId",
    "stepTypeKey",
    {
        1: ("warmup", StepKind.WARMUP),
        2: ("cooldown", StepKind.COOLDOWN),
        3: ("interval", StepKind.WORK),
        4: ("recovery", StepKind.RECOVERY),
        5: ("rest", StepKind.REST),
        6: ("repeat", StepKind.REPEAT),
        7: ("other", StepKind.OTHER),
        8: ("main", StepKind.WORK),
    },
)
ENDS = Ids(
    "conditionTypeId",
    "conditionTypeKey",
    {
        1: ("lap.button", Ends.LAP_BUTTON),
        2: ("time", Ends.TIME),
        3: ("distance", Ends.DISTANCE),
        7: ("iterations", Ends.ITERATIONS),
        8: ("fixed.rest", Ends.TIME),
        10: ("reps", Ends.REPS),
    },
)
AIMS = Ids(
    "workoutTargetTypeId",
    "workoutTargetTypeKey",
    {
        1: ("no.target", Aim.NONE),
        3: ("cadence", Aim.CADENCE),
        4: ("heart.rate.zone", Aim.HEART),
        5: ("speed.zone", Aim.SPEED),
        6: ("pace.zone", Aim.PACE),
    },
)
KILOGRAM, POUND = "kilogram", "pound"
UNITS = Ids("unitId", "unitKey", {8: (KILOGRAM, KILOGRAM), 9: (POUND, POUND)})
