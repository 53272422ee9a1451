"""The workouts that Garmin Connect keeps for an athlete: listed, one by one, made and taken away."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from onek_sync.model.mark import Mark, read_mark
from onek_sync.targets.garmin.answers import unread
from onek_sync.targets.garmin.content import Json as Body
from onek_sync.targets.garmin.content import digest_of, with_mark
from onek_sync.targets.garmin.door import Door, Json

_ALL = "/workout-service/workouts"
_ONE = "/workout-service/workout"
PAGE = 100
_SECONDS = 14  # digits of a date and a time; what follows is a fraction


@dataclass(frozen=True, slots=True)
class Workout:
    """A workout in the library. `content`: its digest, where it was read in full."""

    id: str
    name: str
    mark: Mark | None
    version: str
    created: date | None
    content: str | None = None


def workouts(door: Door) -> dict[str, Workout]:
    """All that the library shows, by id; every page of it or an error."""
    found: dict[str, Workout] = {}
    start = 0
    while True:
        page = door.read(_ALL, {"start": start, "limit": PAGE})
        if not isinstance(page, list):
            raise unread(door.name, f"GET {_ALL}", writes=False)
        known = len(found)
        found |= {workout.id: workout for workout in (_read(door, item, "GET") for item in page)}
        if len(page) < PAGE:
            return found
        if len(found) == known:  # it would go on like this for ever
            raise unread(door.name, f"GET {_ALL}", writes=False)
        start += len(page)


def workout(door: Door, id_: str) -> Workout:
    """One workout in full. Gone when it is there no more."""
    return _in_full(door, door.read(f"{_ONE}/{id_}"), "GET")


def add(door: Door, body: Body, mark: Mark) -> Workout:
    """Make a workout that carries this mark."""
    return _in_full(door, door.post(_ONE, with_mark(body, mark)), "POST")


def remove(door: Door, id_: str) -> None:
    """Take a workout away. Gone when it was."""
    door.delete(f"{_ONE}/{id_}")


def _in_full(door: Door, said: Json, method: str) -> Workout:
    seen = _read(door, said, method)
    try:
        content = digest_of(said)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):  # a form that we never sent
        content = ""
    return Workout(seen.id, seen.name, seen.mark, seen.version, seen.created, content)


def _read(door: Door, said: Json, method: str) -> Workout:
    if not isinstance(said, dict) or not isinstance(said.get("workoutId"), int):
        raise unread(door.name, f"{method} {_ONE}", writes=method != "GET")
    changed = next(_texts(said, "updateDate", "updatedDate"), "")
    return Workout(
        id=str(said["workoutId"]),
        name=next(_texts(said, "workoutName"), ""),
        mark=read_mark(next(_texts(said, "description"), None)),
        version=re.sub(r"\D", "", changed)[:_SECONDS],
        created=_day(next(_texts(said, "createdDate"), "")),
    )


def _texts(said: Json, *names: str) -> Iterator[str]:
    yield from (said[name] for name in names if isinstance(said.get(name), str))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
