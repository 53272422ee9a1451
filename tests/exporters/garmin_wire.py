"""A strict reader of Garmin workout bodies: every rule of the wire that we know, and nothing of the exporter.

Written from recorded bodies and answers. `faults(body)` names every rule that a body breaks.
"""

import json
import math
import re
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

Body = Mapping[str, Any]

SPORTS = {
    1: "running", 2: "cycling", 3: "other", 4: "swimming", 5: "strength_training", 6: "cardio_training",
    7: "yoga", 8: "pilates", 9: "hiit", 10: "multi_sport", 11: "mobility",
}  # fmt: skip
STEPS = {
    1: "warmup",
    2: "cooldown",
    3: "interval",
    4: "recovery",
    5: "rest",
    6: "repeat",
    7: "other",
    8: "main",
}
# Calories, heart rate and power as ends are left out on purpose: their meaning is not settled.
ENDS = {1: "lap.button", 2: "time", 3: "distance", 7: "iterations", 10: "reps"}
AIMS = {1: "no.target", 4: "heart.rate.zone", 6: "pace.zone"}
UNITS = {1: ("meter", 100.0), 2: ("kilometer", 100000.0), 8: ("kilogram", 1000.0)}
CATEGORIES = {
    "BANDED_EXERCISES", "BATTLE_ROPE", "BENCH_PRESS", "CALF_RAISE", "CARDIO", "CARRY", "CHOP", "CORE",
    "CRUNCH", "CURL", "DEADLIFT", "FLYE", "HIP_RAISE", "HIP_STABILITY", "HIP_SWING", "HYPEREXTENSION",
    "LATERAL_RAISE", "LEG_CURL", "LEG_RAISE", "LUNGE", "OLYMPIC_LIFT", "PLANK", "PLYO", "PULL_UP",
    "PUSH_UP", "ROW", "SANDBAG", "SHOULDER_PRESS", "SHOULDER_STABILITY", "SHRUG", "SIT_UP", "SLED",
    "SQUAT", "SUSPENSION", "TOTAL_BODY", "TRICEPS_EXTENSION", "WARM_UP",
}  # fmt: skip
RUNNING, STRENGTH = 1, 5
BODY_KEYS = {
    "workoutName", "description", "sportType", "estimatedDurationInSecs", "estimatedDistanceInMeters",
    "workoutSegments", "avgTrainingSpeed", "estimateType",
}  # fmt: skip
SEGMENT_KEYS = {"segmentOrder", "sportType", "workoutSteps"}
STEP_KEYS = {
    "type", "stepId", "stepOrder", "stepType", "childStepId", "description", "endCondition",
    "endConditionValue", "preferredEndConditionUnit", "targetType", "targetValueOne", "targetValueTwo",
    "zoneNumber", "category", "exerciseName", "weightValue", "weightUnit",
}  # fmt: skip
GROUP_KEYS = {
    "type", "stepId", "stepOrder", "stepType", "childStepId", "numberOfIterations", "smartRepeat",
    "skipLastRestStep", "endCondition", "endConditionValue", "workoutSteps",
}  # fmt: skip


def faults(raw: bytes) -> list[str]:
    """Every broken rule, a line each: where, and what."""
    try:
        body = json.loads(raw.decode(), parse_constant=_refused, object_pairs_hook=_once)
    except ValueError as error:
        return [f"body: {error}"]
    return list(_body(body))


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _refused(constant: str) -> float:
    raise ValueError(f"{constant} is no number")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    if twice := {name for name in names if names.count(name) > 1}:
        raise ValueError(f"twice in one object: {twice}")
    return {name: value for name, value in pairs if value is not None}  # null is what is not sent


def _body(body: Body) -> Iterator[str]:
    yield from _keys(body, BODY_KEYS, "body")
    yield from _text(body, "workoutName", 256, "body", needed=True)
    yield from _text(body, "description", 1024, "body")
    yield from _named(body, "sportType", "sportType", SPORTS, "body")
    if not _is_whole(body.get("estimatedDurationInSecs"), 0):
        yield "body: estimatedDurationInSecs is no whole number of seconds"
    if not _is_number(body.get("estimatedDistanceInMeters", 0), 0):
        yield "body: estimatedDistanceInMeters is no number of metres"
    segments = body.get("workoutSegments")
    if not isinstance(segments, list) or len(segments) != 1:
        yield "body: one segment for one sport"
        return
    segment = segments[0]
    yield from _keys(segment, SEGMENT_KEYS, "segment")
    if not _is_whole(segment.get("segmentOrder"), 1) or segment["segmentOrder"] != 1:
        yield "segment: segmentOrder is not 1"
    if segment.get("sportType") != body.get("sportType"):
        yield "segment: another sport than the workout's"
    sport = body.get("sportType", {}).get("sportTypeId")
    yield from _steps(segment, sport)


def _steps(segment: Body, sport: int) -> Iterator[str]:
    orders, groups = count(1), count(1)

    def walk(parent: Body, of: int | None, where: str) -> Iterator[str]:
        steps = parent.get("workoutSteps")
        if not isinstance(steps, list) or not steps:
            yield f"{where}: no steps"
            return
        for step in steps:
            order = next(orders)
            here = f"step {order}"
            if not _is_whole(step.get("stepOrder"), 1) or step["stepOrder"] != order:
                yield f"{here}: stepOrder is {step.get('stepOrder')!r}, not {order}"
            yield from _named(step, "stepType", "stepType", STEPS, here)
            if step.get("type") == "RepeatGroupDTO":
                own = next(groups)
                yield from _child(step, own, here)
                yield from _group(step, here)
                yield from walk(step, own, here)
            elif step.get("type") == "ExecutableStepDTO":
                yield from _child(step, of, here)
                yield from _step(step, sport, here)
            else:
                yield f"{here}: type {step.get('type')!r}"

    yield from walk(segment, None, "segment")
    if next(orders) > 101:
        yield "body: more than 100 steps"


def _child(step: Body, group: int | None, where: str) -> Iterator[str]:
    said = step.get("childStepId", group)
    if said != group or isinstance(said, float | bool):
        yield f"{where}: childStepId is {said!r}, the group is {group!r}"


def _group(group: Body, where: str) -> Iterator[str]:
    yield from _keys(group, GROUP_KEYS, where)
    yield from _named(group, "endCondition", "conditionType", ENDS, where)
    if group.get("stepType", {}).get("stepTypeId") != 6:
        yield f"{where}: a group that is no repeat"
    if group.get("endCondition", {}).get("conditionTypeId") != 7:
        yield f"{where}: a group that does not end by iterations"
    passes = group.get("numberOfIterations")
    if not _is_whole(passes, 1):
        yield f"{where}: numberOfIterations is {passes!r}"
    if group.get("endConditionValue") != passes:
        yield f"{where}: endConditionValue is not the number of iterations"
    if group.get("smartRepeat") is not False:
        yield f"{where}: smartRepeat is not false"
    skips = group.get("skipLastRestStep", False)
    if not isinstance(skips, bool):
        yield f"{where}: skipLastRestStep is {skips!r}"
    elif skips:
        yield from _skips(group.get("workoutSteps", []), where)


def _skips(steps: list[Body], where: str) -> Iterator[str]:
    if len(steps) < 2:
        yield f"{where}: skipLastRestStep with nothing before the rest"
    if not steps or steps[-1].get("stepType", {}).get("stepTypeId") not in (4, 5):
        yield f"{where}: skipLastRestStep, but the last step is no rest"


def _step(step: Body, sport: int, where: str) -> Iterator[str]:
    yield from _keys(step, STEP_KEYS, where)
    yield from _text(step, "description", 512, where)
    if step.get("stepType", {}).get("stepTypeId") in (6, 8):
        yield f"{where}: a single step cannot be {step['stepType'].get('stepTypeKey')!r}"
    yield from _end(step, sport, where)
    yield from _target(step, sport, where)
    yield from _exercise(step, sport, where)


def _end(step: Body, sport: int, where: str) -> Iterator[str]:
    yield from _named(step, "endCondition", "conditionType", ENDS, where)
    end = step.get("endCondition", {}).get("conditionTypeId")
    value = step.get("endConditionValue")
    if end == 7:
        yield f"{where}: only a group ends by iterations"
    if not _is_number(value, 0) or value == 0:
        yield f"{where}: endConditionValue is {value!r}"
    if end == 10 and (sport != STRENGTH or not _is_whole(value, 1)):
        yield f"{where}: repetitions are whole numbers in strength workouts"
    if end == 3 and sport not in (1, 2, 3):
        yield f"{where}: a distance in a sport that measures none"
    if "preferredEndConditionUnit" in step:
        yield from _unit(step["preferredEndConditionUnit"], (1, 2), where)
        if end != 3:
            yield f"{where}: a unit of length for what is no distance"


def _target(step: Body, sport: int, where: str) -> Iterator[str]:
    yield from _named(step, "targetType", "workoutTargetType", AIMS, where)
    aim = step.get("targetType", {}).get("workoutTargetTypeId")
    one, two, zone = (step.get(key) for key in ("targetValueOne", "targetValueTwo", "zoneNumber"))
    if zone is not None and (one is not None or two is not None):
        yield f"{where}: a zone and a range"
    if zone is not None and (aim != 4 or not _is_whole(zone, 1) or zone > 5):
        yield f"{where}: zoneNumber is {zone!r}"
    if aim == 1 and (one, two, zone) != (None, None, None):
        yield f"{where}: values without a target"
    if aim == 6:
        yield from _pace(one, two, sport, where)
    if aim == 4 and zone is None:
        yield from _heart(one, two, where)


def _pace(fast: object, slow: object, sport: int, where: str) -> Iterator[str]:
    if sport != RUNNING:
        yield f"{where}: a pace in a sport that is no running"
    if not isinstance(fast, int | float) or not isinstance(slow, int | float):
        yield f"{where}: a pace needs two numbers"
    elif not 0.1 <= slow <= fast <= 15:
        yield f"{where}: {fast} to {slow} are no metres per second, the faster first"


def _heart(low: object, high: object, where: str) -> Iterator[str]:
    if not _is_whole(low, 30) or not _is_whole(high, 30):
        yield f"{where}: {low!r} to {high!r} are no heart beats per minute"
    elif not low <= high <= 250:  # type: ignore[operator]
        yield f"{where}: {low} to {high} is not the lower heart rate first"


def _exercise(step: Body, sport: int, where: str) -> Iterator[str]:
    category, name = step.get("category"), step.get("exerciseName")
    if (category is None) != (name is None):
        yield f"{where}: category and exerciseName belong together"
    if category is not None and sport != STRENGTH:
        yield f"{where}: an exercise in a sport that is no strength"
    if category is not None and category not in CATEGORIES:
        yield f"{where}: no such category: {category!r}"
    if name is not None and not re.fullmatch(r"[A-Z0-9_]+", str(name)):
        yield f"{where}: exerciseName is {name!r}"
    if ("weightValue" in step) != ("weightUnit" in step):
        yield f"{where}: a weight and its unit belong together"
    if "weightUnit" in step:
        yield from _unit(step["weightUnit"], (8,), where)
        if category is None:
            yield f"{where}: a weight without an exercise"
        if not _is_number(step.get("weightValue"), 0) or not 0 < step["weightValue"] <= 1000:
            yield f"{where}: {step.get('weightValue')!r} are no kilograms"


def _named(of: Body, field: str, prefix: str, table: Mapping[int, str], where: str) -> Iterator[str]:
    """An object of an id and its key, and at most how it is displayed."""
    value = of.get(field)
    if not isinstance(value, Mapping):
        yield f"{where}: no {field}"
        return
    yield from _keys(
        value, {f"{prefix}Id", f"{prefix}Key", "displayOrder", "displayable"}, f"{where} {field}"
    )
    number = value.get(f"{prefix}Id")
    if not _is_whole(number, 1) or number not in table:
        yield f"{where}: no such {field}: {number!r}"
    elif value.get(f"{prefix}Key") != table[number]:
        yield f"{where}: {field} {number} is {table[number]!r}, not {value.get(f'{prefix}Key')!r}"


def _unit(unit: object, allowed: tuple[int, ...], where: str) -> Iterator[str]:
    right = [{"unitId": id_, "unitKey": UNITS[id_][0], "factor": UNITS[id_][1]} for id_ in allowed]
    if unit not in right:
        yield f"{where}: {unit!r} is no unit of its kind"


def _text(of: Body, field: str, most: int, where: str, *, needed: bool = False) -> Iterator[str]:
    text = of.get(field)
    if text is None and not needed:
        return
    if not isinstance(text, str) or not text.strip() or units(text) > most:
        yield f"{where}: {field} is empty or longer than {most}"
    elif any(
        (char < " " and char != "\n") or "\ud800" <= char <= "\udfff" or char == "\x7f" for char in text
    ):
        yield f"{where}: {field} has characters that are no text"


def _keys(of: Body, known: set[str], where: str) -> Iterator[str]:
    if unknown := of.keys() - known:
        yield f"{where}: unknown keys {sorted(unknown)}"


def _is_whole(value: object, least: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= least


def _is_number(value: object, least: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and least <= value < math.inf
