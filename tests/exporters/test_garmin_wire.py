"""The strict reader itself: it takes bodies that the service takes, and each of its rules can refuse."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.exporters.garmin_wire import faults

Body = dict[str, Any]
Break = Callable[[Body], object]


def step(order: int, kind: tuple[int, str], end: tuple[int, str], value: float, **more: Any) -> Body:
    """A single step in the shape of recorded ones, `displayable` and all."""
    return {
        "stepId": order,
        "stepOrder": order,
        "stepType": {"stepTypeId": kind[0], "stepTypeKey": kind[1]},
        "type": "ExecutableStepDTO",
        "endCondition": {"conditionTypeId": end[0], "conditionTypeKey": end[1], "displayable": True},
        "endConditionValue": value,
        "targetType": {"workoutTargetTypeId": 1, "workoutTargetTypeKey": "no.target"},
        **more,
    }


def group(order: int, passes: int, *steps: Body, **more: Any) -> Body:
    return {
        "stepId": order,
        "stepOrder": order,
        "stepType": {"stepTypeId": 6, "stepTypeKey": "repeat"},
        "type": "RepeatGroupDTO",
        "numberOfIterations": passes,
        "smartRepeat": False,
        "endCondition": {"conditionTypeId": 7, "conditionTypeKey": "iterations", "displayable": False},
        "endConditionValue": passes,
        "workoutSteps": list(steps),
        **more,
    }


def body(sport: tuple[int, str], *steps: Body) -> Body:
    of = {"sportTypeId": sport[0], "sportTypeKey": sport[1]}
    return {
        "sportType": of,
        "workoutName": "Six of the best",
        "description": "Track.\nWhite line.",
        "workoutSegments": [{"segmentOrder": 1, "sportType": dict(of), "workoutSteps": list(steps)}],
        "avgTrainingSpeed": 2.5,
        "estimatedDurationInSecs": 0,
        "estimatedDistanceInMeters": 0,
        "estimateType": None,
    }


WARMUP, COOLDOWN, INTERVAL = (1, "warmup"), (2, "cooldown"), (3, "interval")
RECOVERY, REST = (4, "recovery"), (5, "rest")
LAP, TIME, DISTANCE, REPS = (1, "lap.button"), (2, "time"), (3, "distance"), (10, "reps")
HEART = {"workoutTargetTypeId": 4, "workoutTargetTypeKey": "heart.rate.zone"}
PACE = {"workoutTargetTypeId": 6, "workoutTargetTypeKey": "pace.zone"}
METRES = {"unitId": 1, "unitKey": "meter", "factor": 100.0}
KILOGRAMS = {"unitId": 8, "unitKey": "kilogram", "factor": 1000.0}

RUN = body(
    (1, "running"),
    step(1, WARMUP, LAP, 1000),
    step(2, INTERVAL, TIME, 600, targetType=HEART, zoneNumber=4),
    step(3, RECOVERY, DISTANCE, 400, targetType=HEART, targetValueOne=120, targetValueTwo=140),
    group(
        4,
        3,
        group(
            5,
            4,
            step(6, INTERVAL, DISTANCE, 400, targetType=PACE, targetValueOne=4.9, targetValueTwo=4.5),
            step(7, RECOVERY, DISTANCE, 200.0, preferredEndConditionUnit=METRES),
            skipLastRestStep=True,
        ),
        step(8, REST, TIME, 180),
    ),
    step(9, COOLDOWN, LAP, 1000),
)
STRENGTH = body(
    (5, "strength_training"),
    step(1, WARMUP, TIME, 300),
    group(
        2,
        3,
        step(3, INTERVAL, REPS, 10),
        step(4, REST, TIME, 60),
        step(
            5,
            INTERVAL,
            REPS,
            15,
            category="SQUAT",
            exerciseName="SQUAT",
            weightValue=60.5,
            weightUnit=KILOGRAMS,
        ),
        step(6, REST, TIME, 90),
        childStepId=1,
    ),
    step(7, COOLDOWN, TIME, 300),
)


@pytest.mark.parametrize("said", [RUN, STRENGTH], ids=["run", "strength"])
def test_bodies_in_the_shape_of_recorded_ones_are_taken(said: Body) -> None:
    assert faults(json.dumps(said).encode()) == []


def steps_of(said: Body) -> list[Body]:
    return said["workoutSegments"][0]["workoutSteps"]


def inner(said: Body) -> Body:
    return steps_of(said)[3]["workoutSteps"][0]


def squat(said: Body) -> Body:
    return steps_of(said)[1]["workoutSteps"][2]


# What is broken, how, and what the reader has to say about it.
BROKEN_RUNS: list[tuple[str, Break, str]] = [
    ("unknown key", lambda b: b.update(isWheelchair=False), "body: unknown keys ['isWheelchair']"),
    ("unknown step key", lambda b: steps_of(b)[0].update(pace=1), "step 1: unknown keys ['pace']"),
    ("no name", lambda b: b.pop("workoutName"), "workoutName is empty"),
    ("long name", lambda b: b.update(workoutName="x" * 257), "longer than 256"),
    ("long name in emoji", lambda b: b.update(workoutName="🏃" * 129), "longer than 256"),
    ("long description", lambda b: b.update(description="x" * 1025), "longer than 1024"),
    ("long note", lambda b: steps_of(b)[0].update(description="x" * 513), "longer than 512"),
    ("empty note", lambda b: steps_of(b)[0].update(description=""), "step 1: description is empty"),
    ("control character", lambda b: b.update(description="a\x07"), "no text"),
    ("lone surrogate", lambda b: b.update(description="a\ud800"), "no text"),
    ("half a second", lambda b: b.update(estimatedDurationInSecs=0.5), "estimatedDurationInSecs"),
    ("no distance", lambda b: b.update(estimatedDistanceInMeters=-1), "estimatedDistanceInMeters"),
    ("no segment", lambda b: b.update(workoutSegments=[]), "one segment"),
    ("segment order", lambda b: b["workoutSegments"][0].update(segmentOrder=0), "segmentOrder"),
    ("two sports", lambda b: b["workoutSegments"][0]["sportType"].update(sportTypeId=2), "another sport"),
    ("unknown sport", lambda b: b["sportType"].update(sportTypeId=12), "no such sportType: 12"),
    (
        "key of another id",
        lambda b: b["sportType"].update(sportTypeKey="cycling"),
        "sportType 1 is 'running'",
    ),
    ("float id", lambda b: steps_of(b)[0]["stepType"].update(stepTypeId=1.0), "no such stepType: 1.0"),
    ("no steps", lambda b: steps_of(b).clear(), "segment: no steps"),
    ("empty group", lambda b: inner(b)["workoutSteps"].clear(), "step 5: no steps"),
    ("local order", lambda b: inner(b)["workoutSteps"][0].update(stepOrder=1), "stepOrder is 1, not 6"),
    ("wrong group", lambda b: inner(b)["workoutSteps"][0].update(childStepId=1), "the group is 2"),
    ("group on top", lambda b: steps_of(b)[0].update(childStepId=1), "the group is None"),
    ("unknown type", lambda b: steps_of(b)[0].update(type="Step"), "type 'Step'"),
    ("lone repeat", lambda b: steps_of(b)[0].update(stepType=inner(b)["stepType"]), "cannot be 'repeat'"),
    ("group as interval", lambda b: inner(b).update(stepType=steps_of(b)[1]["stepType"]), "is no repeat"),
    (
        "group by time",
        lambda b: inner(b).update(endCondition=steps_of(b)[1]["endCondition"]),
        "by iterations",
    ),
    ("no iterations", lambda b: inner(b).update(numberOfIterations=0), "numberOfIterations is 0"),
    ("two iterations", lambda b: inner(b).update(numberOfIterations=2), "not the number of iterations"),
    ("smart repeat", lambda b: inner(b).update(smartRepeat=True), "smartRepeat"),
    ("skips by number", lambda b: inner(b).update(skipLastRestStep=1), "skipLastRestStep is 1"),
    ("skips work", lambda b: inner(b)["workoutSteps"].pop(), "the last step is no rest"),
    ("skips all", lambda b: inner(b)["workoutSteps"].pop(0), "nothing before the rest"),
    (
        "step by iterations",
        lambda b: steps_of(b)[0].update(endCondition=inner(b)["endCondition"]),
        "only a group",
    ),
    ("no end", lambda b: steps_of(b)[0].pop("endCondition"), "no endCondition"),
    (
        "ends by heart",
        lambda b: steps_of(b)[0]["endCondition"].update(conditionTypeId=6),
        "no such endCondition",
    ),
    ("ends at once", lambda b: steps_of(b)[0].update(endConditionValue=0), "endConditionValue is 0"),
    ("ends by text", lambda b: steps_of(b)[0].update(endConditionValue="600"), "endConditionValue is '600'"),
    ("endless", lambda b: steps_of(b)[1].update(endConditionValue=float("inf")), "Infinity is no number"),
    ("reps in a run", lambda b: steps_of(b)[0]["endCondition"].update(conditionTypeId=10), "strength"),
    ("unit of time", lambda b: steps_of(b)[1].update(preferredEndConditionUnit=METRES), "no distance"),
    (
        "length in kilograms",
        lambda b: steps_of(b)[2].update(preferredEndConditionUnit=KILOGRAMS),
        "no unit of its kind",
    ),
    ("zone and range", lambda b: steps_of(b)[2].update(zoneNumber=2), "a zone and a range"),
    ("zone six", lambda b: steps_of(b)[1].update(zoneNumber=6), "zoneNumber is 6"),
    ("zone as range", lambda b: steps_of(b)[2].update(targetValueOne=2, targetValueTwo=3), "no heart beats"),
    ("heart upside down", lambda b: steps_of(b)[2].update(targetValueOne=150), "the lower heart rate first"),
    ("half a heart", lambda b: steps_of(b)[2].pop("targetValueTwo"), "no heart beats"),
    ("values of nothing", lambda b: steps_of(b)[0].update(targetValueOne=3.0), "values without a target"),
    (
        "slower first",
        lambda b: inner(b)["workoutSteps"][0].update(targetValueOne=4.5, targetValueTwo=4.9),
        "the faster first",
    ),
    (
        "seconds per km",
        lambda b: inner(b)["workoutSteps"][0].update(targetValueOne=222),
        "no metres per second",
    ),
    ("pace as text", lambda b: inner(b)["workoutSteps"][0].update(targetValueOne="4.9"), "two numbers"),
    (
        "power for pace",
        lambda b: inner(b)["workoutSteps"][0]["targetType"].update(workoutTargetTypeId=2),
        "no such targetType",
    ),
    (
        "squats in a run",
        lambda b: steps_of(b)[0].update(category="SQUAT", exerciseName="SQUAT"),
        "no strength",
    ),
]
BROKEN_STRENGTH: list[tuple[str, Break, str]] = [
    ("unknown category", lambda b: squat(b).update(category="SQUATS"), "no such category"),
    ("name without category", lambda b: squat(b).pop("category"), "belong together"),
    ("a coach's name", lambda b: squat(b).update(exerciseName="back squat"), "exerciseName is 'back squat'"),
    ("grams", lambda b: squat(b).update(weightValue=60500), "no kilograms"),
    ("pounds", lambda b: squat(b)["weightUnit"].update(unitId=9), "no unit of its kind"),
    ("weight without unit", lambda b: squat(b).pop("weightUnit"), "a weight and its unit"),
    (
        "weight of nothing",
        lambda b: [squat(b).pop(key) for key in ("category", "exerciseName")],
        "without an",
    ),
    ("half a squat", lambda b: squat(b).update(endConditionValue=7.5), "whole numbers"),
    ("measured squats", lambda b: squat(b).update(endCondition=dict(RUN_DISTANCE)), "measures none"),
    ("paced squats", lambda b: squat(b).update(targetType=PACE), "no running"),
]
RUN_DISTANCE = {"conditionTypeId": 3, "conditionTypeKey": "distance"}
BROKEN = [(RUN, *case) for case in BROKEN_RUNS] + [(STRENGTH, *case) for case in BROKEN_STRENGTH]


@pytest.mark.parametrize(("whole", "_", "spoil", "said"), BROKEN, ids=[case[1] for case in BROKEN])
def test_each_rule_can_refuse(whole: Body, _: str, spoil: Break, said: str) -> None:
    broken = copy.deepcopy(whole)
    spoil(broken)
    assert any(said in fault for fault in faults(json.dumps(broken).encode())), said


def test_more_than_a_hundred_steps_are_refused() -> None:
    long = body((1, "running"), *(step(order, INTERVAL, TIME, 60) for order in range(1, 102)))
    assert faults(json.dumps(long).encode()) == ["body: more than 100 steps"]
    steps_of(long).pop()
    assert faults(json.dumps(long).encode()) == []


def test_what_is_no_json_is_refused() -> None:
    assert faults(b"{") and faults(b"\xff") and faults(b'{"a": 1, "a": 2}')[0].endswith("{'a'}")
