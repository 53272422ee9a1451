"""The entries of Garmin Connect's calendar that put a workout on a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from onek_sync.model.errors import Refused
from onek_sync.targets.garmin.answers import unread
from onek_sync.targets.garmin.door import Door, Json

_ENTRY = "/workout-service/schedule"  # with a workout's id to make one, with an entry's id for the rest
_PERIOD = f"{_ENTRY}/workoutScheduleByPeriod"


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A workout on a day; `done`: an activity belongs to it."""

    id: str
    workout: str
    day: date
    done: bool = False


def scheduled(door: Door, first: date, last: date) -> list[Scheduled]:
    """All workouts on these days. Where the list by period is not to be had, from the months' pages."""
    try:
        rows = door.read(_PERIOD, {"startDate": f"{first}", "endDate": f"{last}"})
    except Refused:
        rows = list(_months(door, first, last))
    if not isinstance(rows, list):
        raise unread(door.name, f"GET {_PERIOD}", writes=False)
    entries = (_read(door, row, f"GET {_PERIOD}") for row in rows if _has_workout(row))
    found = {entry.id: entry for entry in entries if first <= entry.day <= last}
    return sorted(found.values(), key=lambda entry: int(entry.id))


def entry(door: Door, id_: str) -> Scheduled:
    """One entry. Gone when it is there no more."""
    return _read(door, door.read(f"{_ENTRY}/{id_}"), f"GET {_ENTRY}")


def put_on(door: Door, workout: str, day: date) -> Scheduled:
    """Put a workout on a day."""
    path = f"{_ENTRY}/{workout}"
    return _read(door, door.post(path, {"date": f"{day}"}), f"POST {path}", writes=True)


def move(door: Door, id_: str, day: date) -> None:
    """Put an entry on another day: it is sent back as it is but for the day."""
    path = f"{_ENTRY}/{id_}"
    said = door.read(path)
    current = _read(door, said, f"GET {path}")
    door.put(path, {**said, "workout": {"workoutId": int(current.workout)}, "calendarDate": f"{day}"})


def take_off(door: Door, id_: str) -> None:
    """Take an entry out of the calendar; the workout stays. Gone when it was."""
    door.delete(f"{_ENTRY}/{id_}")


def _months(door: Door, first: date, last: date) -> Iterator[Json]:
    """The workouts of every month that is touched. January is month 0; pages overlap at their ends."""
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        path = f"/calendar-service/year/{year}/month/{month - 1}"
        page = door.read(path)
        items = page.get("calendarItems") if isinstance(page, dict) else None
        if not isinstance(items, list):
            raise unread(door.name, f"GET {path}", writes=False)
        yield from (item for item in items if isinstance(item, dict) and item.get("itemType") == "workout")
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def _has_workout(row: Json) -> bool:
    """Garmin's own adaptive plans stand there as well, and have none in the library."""
    return isinstance(row, dict) and _workout_id(row) is not None


def _workout_id(row: Json) -> object:
    workout = row.get("workout")
    return row.get("workoutId") or (workout.get("workoutId") if isinstance(workout, dict) else None)


def _read(door: Door, row: Json, asked: str, *, writes: bool = False) -> Scheduled:
    """An entry, under whichever of the service's names for its fields."""
    try:
        return Scheduled(
            id=str(int(_first(row, "workoutScheduleId", "scheduledWorkoutId", "id"))),
            workout=str(int(str(_workout_id(row)))),
            day=date.fromisoformat(_first(row, "calendarDate", "scheduleDate", "date")[:10]),
            done=row.get("associatedActivityId") is not None or row.get("completed") is True,
        )
    except (StopIteration, ValueError, TypeError, AttributeError, OverflowError):
        raise unread(door.name, asked, writes=writes) from None


def _first(row: Json, *names: str) -> Json:
    return next(row[name] for name in names if row.get(name) is not None)
