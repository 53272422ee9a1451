"""What Garmin Connect makes of a workout that is posted: written from recorded pairs of body and answer.

Ids are read and keys are not; steps get new ids and are numbered through all groups; numbers become
floats; every field that may be null is there; what the service does not know is gone.
"""

from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

Json = dict[str, Any]

SPORTS = {
    1: ("running", 1), 2: ("cycling", 2), 3: ("other", 8), 4: ("swimming", 3), 5: ("strength_training", 5),
    6: ("cardio_training", 6), 7: ("yoga", 7), 8: ("pilates", 9), 9: ("hiit", 10), 10: ("multi_sport", 4),
    11: ("mobility", 11),
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
ENDS = {
    1: "lap.button", 2: "time", 3: "distance", 4: "calories", 5: "power", 6: "heart.rate", 7: "iterations",
    8: "fixed.rest", 9: "fixed.repetition", 10: "reps",
}  # fmt: skip
AIMS = {
    1: "no.target", 2: "power.zone", 3: "cadence", 4: "heart.rate.zone", 5: "speed.zone", 6: "pace.zone",
    7: "grade", 8: "heart.rate.lap", 9: "power.lap",
}  # fmt: skip
MOST_NAME, MOST_TEXT, MOST_NOTE = 256, 1024, 512

# Fields that are null unless they were sent, as the recorded answers have them.
_NULLS = {
    "segment": ("poolLengthUnit", "poolLength", "avgTrainingSpeed", "estimatedDurationInSecs",
                "estimatedDistanceInMeters", "estimatedDistanceUnit", "estimateType", "description"),
    "step": ("preferredEndConditionUnit", "endConditionCompare", "targetValueUnit", "secondaryTargetType",
             "secondaryTargetValueOne", "secondaryTargetValueTwo", "secondaryTargetValueUnit",
             "secondaryZoneNumber", "endConditionZone", "category", "exerciseName", "workoutProvider",
             "providerExerciseSourceId"),
    "workout": ("subSportType", "trainingPlanId", "sharedWithUsers", "poolLength", "poolLengthUnit", "locale",
                "workoutProvider", "workoutSourceId", "uploadTimestamp", "atpPlanId", "consumer",
                "consumerName", "consumerImageURL", "consumerWebsiteURL", "workoutNameI18nKey",
                "descriptionI18nKey", "avgTrainingSpeed", "estimateType", "workoutThumbnailUrl",
                "isSessionTransitionEnabled"),
}  # fmt: skip


class WrongShape(Exception):
    """A body in which the service loses its way; it answers 500."""


class BadWorkout(Exception):
    """A body that the service understands and will not have; it answers 400."""


def kept(posted: Any, workout_id: int, step_ids: Iterator[int], created: str, updated: str) -> Json:
    """The workout as the service keeps and shows it."""
    body, sport = _object(posted), _named(posted, "sportType", "sportType", SPORTS)
    if sport["sportTypeId"] == 10 and len(_list(body, "workoutSegments")) < 2:
        raise BadWorkout("a multisport workout has a segment for every leg")
    orders, groups = count(1), count(1)
    return {
        **{name: body.get(name) for name in _NULLS["workout"]},
        "workoutId": workout_id,
        "ownerId": 99999999,
        "workoutName": _cut_name(_text(body, "workoutName") or _wrong("workoutName")),
        "description": _cut(_text(body, "description"), MOST_TEXT),
        "createdDate": created,
        "updatedDate": updated,
        "sportType": sport,
        "author": {"userProfilePk": 99999999, "displayName": "test-user", "fullName": "Test Runner"},
        "estimatedDurationInSecs": int(body.get("estimatedDurationInSecs") or 0),
        "estimatedDistanceInMeters": _float(body.get("estimatedDistanceInMeters")),
        "estimatedDistanceUnit": {"unitId": None, "unitKey": None, "factor": None},
        "workoutSegments": [
            _segment(segment, number, step_ids, orders, groups)
            for number, segment in enumerate(_list(body, "workoutSegments"), 1)
        ],
        "avgTrainingSpeed": _float(body.get("avgTrainingSpeed")),
        "shared": False,
    }


def listed(workout: Mapping[str, Any]) -> Json:
    """The workout in a list: no segments, and the day of its change under another name."""
    same = (
        "workoutId", "ownerId", "workoutName", "description", "createdDate", "sportType", "trainingPlanId",
        "author", "estimatedDurationInSecs", "estimatedDistanceInMeters", "estimateType", "poolLength",
        "workoutProvider", "workoutSourceId", "atpPlanId", "consumer", "shared",
    )  # fmt: skip
    return {
        **{name: workout[name] for name in same},
        "updateDate": workout["updatedDate"],
        "estimated": False,
    }


def _segment(
    segment: Any, number: int, ids: Iterator[int], orders: Iterator[int], groups: Iterator[int]
) -> Json:
    return {
        **{name: _object(segment).get(name) for name in _NULLS["segment"]},
        "segmentOrder": number,
        "sportType": _named(segment, "sportType", "sportType", SPORTS),
        "workoutSteps": [_step(step, None, ids, orders, groups) for step in _list(segment, "workoutSteps")],
    }


def _step(
    step: Any, parent: int | None, ids: Iterator[int], orders: Iterator[int], groups: Iterator[int]
) -> Json:
    """One step or group, numbered through all groups; a child has the number of the group it is in."""
    head = {
        "type": _object(step).get("type"),
        "stepId": next(ids),
        "stepOrder": next(orders),
        "stepType": _named(step, "stepType", "stepType", {key: (name, key) for key, name in STEPS.items()}),
    }
    ends = {key: (name, key) for key, name in ENDS.items()}
    named = _named(step, "endCondition", "conditionType", ends)
    end = {
        "endCondition": {**named, "displayable": named["conditionTypeId"] != 7},
        "endConditionValue": _float(step.get("endConditionValue")),
    }
    if head["type"] == "ExecutableStepDTO":
        return {**head, "childStepId": parent, **end, **_executable(step)}
    if head["type"] != "RepeatGroupDTO":
        raise WrongShape("type")
    own = next(groups)
    return {
        **head,
        **end,
        "childStepId": own,
        "numberOfIterations": int(step.get("numberOfIterations") or _wrong("numberOfIterations")),
        "workoutSteps": [_step(child, own, ids, orders, groups) for child in _list(step, "workoutSteps")],
        "preferredEndConditionUnit": None,
        "endConditionCompare": None,
        "skipLastRestStep": step.get("skipLastRestStep"),
        "smartRepeat": bool(step.get("smartRepeat")),
    }


def _executable(step: Json) -> Json:
    aims = {key: (name, key) for key, name in AIMS.items()}
    zone = step.get("zoneNumber")
    one, two = (None if zone else _float(step.get(name)) for name in ("targetValueOne", "targetValueTwo"))
    return {
        **{name: step.get(name) for name in _NULLS["step"]},
        "description": _cut(_text(step, "description"), MOST_NOTE),
        "targetType": _named(step, "targetType", "workoutTargetType", aims)
        if step.get("targetType")
        else None,
        "targetValueOne": one,
        "targetValueTwo": two,
        "zoneNumber": int(zone) if zone else None,
        "strokeType": {"strokeTypeId": 0, "strokeTypeKey": None, "displayOrder": 0},
        "equipmentType": {"equipmentTypeId": 0, "equipmentTypeKey": None, "displayOrder": 0},
        "weightValue": _float(step.get("weightValue")),
        "weightUnit": _unit(step.get("weightUnit")),
    }


def _unit(unit: Any) -> Json | None:
    known = {8: ("kilogram", 1000.0), 9: ("pound", 453.59237)}
    if not unit:
        return None
    key, factor = known.get(unit.get("unitId")) or _wrong("weightUnit")
    return {"unitId": unit["unitId"], "unitKey": key, "factor": factor}


def _named(owner: Any, field: str, name: str, table: Mapping[int, tuple[str, int]]) -> Json:
    """The id, and the key and the order that belong to it, whatever key was sent."""
    id_ = _object(_object(owner).get(field)).get(f"{name}Id")
    if id_ not in table:
        raise BadWorkout(f"{field} {id_!r}")
    key, order = table[id_]
    return {f"{name}Id": id_, f"{name}Key": key, "displayOrder": order}


def _object(value: Any) -> Json:
    return value if isinstance(value, dict) else _wrong(f"an object, not {type(value).__name__}")


def _list(owner: Json, name: str) -> list[Any]:
    value = owner.get(name)
    return value if isinstance(value, list) else _wrong(name)


def _text(owner: Json, name: str) -> str | None:
    value = owner.get(name)
    return value if isinstance(value, str | None) else _wrong(name)


def _float(value: Any) -> float | None:
    try:
        return None if value is None else float(value)
    except (TypeError, ValueError):
        return _wrong("a number")


def _wrong(what: str) -> Any:
    raise WrongShape(what)


def _cut_name(name: str) -> str:
    return name if _units(name) <= MOST_NAME else (_cut(name, MOST_NAME - 3) or "") + "..."


def _cut(text: str | None, most: int) -> str | None:
    """As Java cuts: by UTF-16 units, through an emoji if need be."""
    if text is None or _units(text) <= most:
        return text
    return text.encode("utf-16-le", "surrogatepass")[: 2 * most].decode("utf-16-le", "surrogatepass")


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
