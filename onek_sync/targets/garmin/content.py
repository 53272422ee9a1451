"""What of a workout's content is compared, and the body that is sent with our mark in it.

The projection gives the same for a body that was sent and for what the service made of it, so a workout
whose mark has another digest than its content was changed by somebody else. Left out is what the service
numbers, counts or fills in itself, and what it is not known to keep; docs/decisions/garmin-connect.md.
"""

import json
from collections.abc import Mapping
from typing import Any

from onek_sync.model.errors import Finding, Refused
from onek_sync.model.exchange import Artifact
from onek_sync.model.mark import Mark, fingerprint, without_marks, write_mark

Json = Mapping[str, Any]

MOST_NAME = 256
MOST_DESCRIPTION = 1024
MOST_TEXT = 928
"""What is sent of a description; the rest is room for a mark, whatever session it names."""

_LAP_BUTTON = 1
_GRAMS = 1000.0


def digest_of(workout: Json) -> str:
    """The digest of a workout's content, whether it is to be sent or was received."""
    return fingerprint(
        {
            "name": _spaced(_cut_name(_text(workout, "workoutName"))),
            "text": _spaced(_sent_text(workout)),
            "sport": _id(workout, "sportType", "sportTypeId"),
            "segments": [
                {"sport": _id(segment, "sportType", "sportTypeId"), "steps": _steps(segment)}
                for segment in workout.get("workoutSegments") or ()
            ],
        }
    )


def content_of(artifact: Artifact) -> Json:
    """The body that the exporter wrote."""
    return dict(json.loads(artifact.body))


def with_mark(body: Json, mark: Mark) -> Json:
    """The body to send: its description ends with this mark. Refused when the mark does not fit."""
    text, line = _sent_text(body), write_mark(mark)
    description = f"{text}\n{line}" if text else line
    if _units(description) > MOST_DESCRIPTION:
        what = f"{mark.key}: the ids of plan and session are too long for Garmin Connect"
        raise Refused(Finding("garmin.long-id", what, "give the plan or the session a shorter id"))
    return {**body, "description": description}


def _sent_text(workout: Json) -> str:
    text = without_marks(_text(workout, "description"))
    return text if _units(text) <= MOST_TEXT else _cut(text, MOST_TEXT - 1).rstrip() + "…"


def _steps(parent: Json) -> list[object]:
    return [_group(step) if "workoutSteps" in step else _step(step) for step in parent["workoutSteps"]]


def _group(group: Json) -> object:
    return {"times": _number(group.get("numberOfIterations")), "steps": _steps(group)}


def _step(step: Json) -> object:
    """One step. Of a target the zone counts or else the two values, whichever is sent first."""
    end, zone = _id(step, "endCondition", "conditionTypeId"), _number(step.get("zoneNumber"))
    values = [_number(step.get(name)) for name in ("targetValueOne", "targetValueTwo")]
    return {
        "kind": _id(step, "stepType", "stepTypeId"),
        "note": _spaced(_text(step, "description")),
        "end": end,
        "length": None if end == _LAP_BUTTON else _number(step.get("endConditionValue")),
        "aim": _id(step, "targetType", "workoutTargetTypeId"),
        "zone": zone,
        "values": [] if zone else sorted(value for value in values if value is not None),
        "exercise": [step.get("category"), step.get("exerciseName")],
        "kilograms": _kilograms(step),
    }


def _kilograms(step: Json) -> float:
    """The load to a tenth: an account in pounds may be answered in pounds."""
    grams = (step.get("weightUnit") or {}).get("factor") or _GRAMS
    return _number(round(float(step.get("weightValue") or 0) * grams / _GRAMS, 1)) or 0


def _id(owner: Json, field: str, name: str) -> object:
    return (owner.get(field) or {}).get(name)


def _number(value: Any) -> float | None:
    """A number as JSON writes it alike, whether it came whole or with a point."""
    if value is None:
        return None
    rounded = round(float(value), 3)
    return int(rounded) if rounded == int(rounded) else rounded


def _text(owner: Json, field: str) -> str:
    value = owner.get(field)
    return _whole(value) if isinstance(value, str) else ""


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _cut_name(name: str) -> str:
    return name if _units(name) <= MOST_NAME else _cut(name, MOST_NAME - 3) + "..."


# Lengths are UTF-16 units there. A cut may go through an emoji; half of one is dropped.


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _cut(text: str, most: int) -> str:
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")


def _whole(text: str) -> str:
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
