"""Garmin workout bodies done step by step, as a watch would."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from onek_sync.model.workout import Role
from tests.exporters.decoding import End, Heard

Step = Mapping[str, Any]

ROLES = {
    1: Role.WARMUP,
    2: Role.COOLDOWN,
    3: Role.WORK,
    4: Role.RECOVERY,
    5: Role.RECOVERY,
    7: Role.DRILLS,
}
ENDS = {1: End.OPEN, 2: End.TIME, 3: End.DISTANCE, 10: End.REPS}
# What the coach of the tests calls Garmin's exercises.
EXERCISES = {
    ("SQUAT", "SQUAT"): "squat",
    ("SQUAT", "STEP_UP"): "step-up",
    ("DEADLIFT", "ROMANIAN_DEADLIFT"): "Romanian deadlift",
    ("LUNGE", "LUNGE"): "lunges",
    ("PLANK", "PLANK"): "plank",
    ("PLANK", "SIDE_PLANK"): "side plank",
    ("WARM_UP", "OPPOSITE_ARM_AND_LEG_BALANCE"): "bird dog",
    ("PLYO", "BOX_JUMP"): "box jumps",
}


def from_garmin(body: bytes) -> list[Heard]:
    """What is heard from the watch when the workout is done."""
    workout = json.loads(body)
    return list(_played(workout["workoutSegments"][0]["workoutSteps"]))


def _played(steps: list[Step]) -> Iterator[Heard]:
    for step in steps:
        if step["type"] == "RepeatGroupDTO":
            yield from _passes(step)
        else:
            yield _heard(step)


def _passes(group: Step) -> Iterator[Heard]:
    steps, passes = group["workoutSteps"], group["numberOfIterations"]
    for turn in range(1, passes + 1):
        last = turn == passes and group.get("skipLastRestStep")
        yield from _played(steps[:-1] if last and steps[-1]["stepType"]["stepTypeId"] in (4, 5) else steps)


def _heard(step: Step) -> Heard:
    end = ENDS[step["endCondition"]["conditionTypeId"]]
    aim = step["targetType"]["workoutTargetTypeId"]
    values = step.get("targetValueOne"), step.get("targetValueTwo")
    # A range is a set of two: the service takes both orders.
    low, high = sorted(values) if None not in values else (None, None)
    places = 2 if end is End.DISTANCE else 3
    return Heard(
        role=ROLES[step["stepType"]["stepTypeId"]],
        end=end,
        value=0.0 if end is End.OPEN else round(step["endConditionValue"], places),
        fast=round(high * 1000) if aim == 6 else None,
        slow=round(low * 1000) if aim == 6 else None,
        heart=(low, high) if aim == 4 and low is not None else None,
        zone=step.get("zoneNumber") if aim == 4 else None,
        exercise=EXERCISES[step["category"], step["exerciseName"]] if "category" in step else "",
        kilograms=step.get("weightValue"),
    )
