"""A Garmin Connect on loopback: real HTTP for the real `garminconnect`, with the real one's habits.

What is recorded and what is assumed of the service stands in docs/decisions/garmin-connect.md.
"""

import copy
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from tests.servers.garmin_login import SignOn
from tests.servers.garmin_workouts import BadWorkout, Json, WrongShape, kept, listed
from tests.servers.http import Request, Response, Route, as_json

_START = datetime(2027, 2, 1, 6)  # noqa: DTZ001 - the service writes times without a zone
_NOT_FOUND = as_json({"message": "HTTP 404 Not Found", "error": "NotFoundException"}, 404)


@dataclass(slots=True)
class Scheduled:
    """A workout on a day; with an activity once it was done."""

    id: int
    workout: int
    day: date
    activity: int | None = None

    def row(self, workout: Json) -> Json:
        """As the list by period shows it."""
        return {
            "workoutScheduleId": self.id,
            "workoutId": self.workout,
            "calendarDate": f"{self.day}",
            "workoutName": workout["workoutName"],
            "associatedActivityId": self.activity,
            "tpPlanName": None,
        }

    def item(self, workout: Json) -> Json:
        """As the calendar shows it."""
        return {
            "id": self.id,
            "itemType": "workout",
            "title": workout["workoutName"],
            "date": f"{self.day}",
            "workoutId": self.workout,
            "sportTypeKey": workout["sportType"]["sportTypeKey"],
            "trainingPlanId": 0,
            "associatedActivityId": self.activity,
            "protectedWorkoutSchedule": False,
        }

    def entry(self, workout: Json) -> Json:
        """As it is answered when it is asked for alone."""
        return {
            "workoutScheduleId": self.id,
            "workout": workout,
            "calendarDate": f"{self.day}",
            "createdDate": f"{self.day}",
            "ownerId": 99999999,
            "associatedActivityId": self.activity,
        }


class Garmin(SignOn):
    """The library of workouts, the calendar, and what an athlete does with them in the app.

    `lists_late`: a new workout is not listed until `settle`. `short_lists`: so many of the next lists of
    workouts break off in the middle. `without_period`: the list by period is not there.
    """

    def __init__(self) -> None:
        super().__init__()
        self.workouts: dict[int, Json] = {}
        self.schedules: dict[int, Scheduled] = {}
        self.lists_late = False
        self.short_lists = 0
        self.without_period = False
        self._unlisted: set[int] = set()
        self._ids: Iterator[int] = count(1_100_000_001)
        self._steps: Iterator[int] = count(12_368_371_504)
        self._writes = 0

    def routes(self) -> Sequence[Route]:
        """Everything but the sign-on needs a token."""
        library, schedule = "/workout-service/workout", "/workout-service/schedule"
        guarded: list[Route] = [
            ("GET", "/userprofile-service/socialProfile", self._profile),
            ("GET", "/workout-service/workouts", self._list),
            ("POST", library, self._post),
            ("GET", library + r"/(\d+)", self._get),
            ("PUT", library + r"/(\d+)", self._put),
            ("DELETE", library + r"/(\d+)", self._delete),
            ("GET", schedule + "/workoutScheduleByPeriod", self._period),
            ("POST", schedule + r"/(\d+)", self._schedule),
            ("GET", schedule + r"/(\d+)", self._scheduled),
            ("PUT", schedule + r"/(\d+)", self._reschedule),
            ("DELETE", schedule + r"/(\d+)", self._unschedule),
            ("GET", r"/calendar-service/year/(\d+)/month/(\d+)", self._month),
        ]
        return [*self.sign_on_routes(), *((method, path, self._known(do)) for method, path, do in guarded)]

    # -- what the athlete does in the app ------------------------------------------------------------

    def athlete_makes(self, name: str, day: date | None = None, description: str | None = None) -> int:
        """A workout of the athlete's own, perhaps on a day; its id."""
        step = {
            "type": "ExecutableStepDTO",
            "stepType": {"stepTypeId": 3},
            "endCondition": {"conditionTypeId": 2},
            "endConditionValue": 1800,
            "targetType": {"workoutTargetTypeId": 1},
        }
        segment = {"sportType": {"sportTypeId": 1}, "workoutSteps": [step]}
        body = {"workoutName": name, "description": description, "sportType": {"sportTypeId": 1}}
        with self.lock:
            workout = self._keep({**body, "workoutSegments": [segment]})
            if day:
                self.athlete_schedules(workout["workoutId"], day)
            return int(workout["workoutId"])

    def athlete_schedules(self, workout: int, day: date) -> int:
        """Put a workout on a day; the id of the entry."""
        with self.lock:
            entry = Scheduled(next(self._ids), workout, day)
            self.schedules[entry.id] = entry
            return entry.id

    def athlete_edits(self, workout: int, **fields: Any) -> None:
        """Change fields of a workout as the web editor does: all of it is sent back."""
        with self.lock:
            self._change(workout, {**copy.deepcopy(self.workouts[workout]), **fields})

    def athlete_edits_step(self, workout: int, **fields: Any) -> None:
        """Change fields of the first step."""
        with self.lock:
            changed = copy.deepcopy(self.workouts[workout])
            changed["workoutSegments"][0]["workoutSteps"][0].update(fields)
            self._change(workout, changed)

    def athlete_moves(self, entry: int, day: date) -> None:
        """Drag an entry of the calendar to another day."""
        with self.lock:
            self.schedules[entry].day = day

    def athlete_unschedules(self, entry: int) -> None:
        """Take an entry out of the calendar; the workout stays in the library."""
        with self.lock:
            del self.schedules[entry]

    def athlete_deletes(self, workout: int) -> None:
        """Delete a workout and with it its entries."""
        with self.lock:
            self._drop(workout)

    def athlete_completes(self, entry: int) -> None:
        """Run it: the entry gets an activity."""
        with self.lock:
            self.schedules[entry].activity = next(self._ids)

    def settle(self) -> None:
        """What is new is listed now."""
        with self.lock:
            self._unlisted.clear()

    # -- what a test looks at ------------------------------------------------------------------------

    def entries_of(self, workout: int) -> list[Scheduled]:
        """The entries of a workout in the calendar."""
        with self.lock:
            return [entry for entry in self.schedules.values() if entry.workout == workout]

    def calendar(self) -> list[tuple[str, str]]:
        """Day and name of every entry, in order."""
        with self.lock:
            return sorted(
                (f"{s.day}", self.workouts[s.workout]["workoutName"]) for s in self.schedules.values()
            )

    def bytes_of(self, *workouts: int) -> bytes:
        """All that is kept of these workouts and their entries, to be compared."""
        with self.lock:
            entries = [str(entry) for entry in self.schedules.values() if entry.workout in workouts]
            return json.dumps([self.workouts.get(id_) for id_ in workouts] + sorted(entries)).encode()

    # -- what a client asks --------------------------------------------------------------------------

    def _known(self, do: Any) -> Any:
        def answer(request: Request, *parts: str) -> Response:
            if self.knows(request):
                return do(request, *parts)  # type: ignore[no-any-return]
            says = 'Bearer error="invalid_token", error_description="Token is not active"'
            return as_json({"message": "Unauthorized"}, 401, {"WWW-Authenticate": says})

        return answer

    def _profile(self, request: Request) -> Response:
        return as_json({"displayName": "test-user", "fullName": "Test Runner", "userName": self.email})

    def _list(self, request: Request) -> Response:
        start, limit = int(request.query.get("start", 0)), min(int(request.query.get("limit", 100)), 100)
        shown = [w for id_, w in sorted(self.workouts.items(), reverse=True) if id_ not in self._unlisted]
        page = shown[start : start + limit]
        if self.short_lists:
            self.short_lists -= 1
            page = page[: len(page) // 2]
        return as_json([listed(workout) for workout in page])

    def _post(self, request: Request) -> Response:
        return self._tried(lambda: as_json(self._keep(request.json())))

    def _get(self, request: Request, id_: str) -> Response:
        workout = self.workouts.get(int(id_))
        return as_json(workout) if workout else _NOT_FOUND

    def _put(self, request: Request, id_: str) -> Response:
        if int(id_) not in self.workouts:
            return _NOT_FOUND
        return self._tried(lambda: self._change(int(id_), request.json()) or Response(204))

    def _delete(self, request: Request, id_: str) -> Response:
        if int(id_) not in self.workouts:
            return _NOT_FOUND
        self._drop(int(id_))
        return Response(204)

    def _period(self, request: Request) -> Response:
        if self.without_period:
            return _NOT_FOUND
        first, last = (date.fromisoformat(request.query[name]) for name in ("startDate", "endDate"))
        inside = [entry for entry in self.schedules.values() if first <= entry.day <= last]
        return as_json([entry.row(self.workouts[entry.workout]) for entry in inside])

    def _schedule(self, request: Request, workout: str) -> Response:
        if int(workout) not in self.workouts:
            return _NOT_FOUND
        return self._tried(
            lambda: self._entry(
                self.athlete_schedules(int(workout), date.fromisoformat(request.json()["date"]))
            )
        )

    def _scheduled(self, request: Request, id_: str) -> Response:
        return self._entry(int(id_)) if int(id_) in self.schedules else _NOT_FOUND

    def _reschedule(self, request: Request, id_: str) -> Response:
        if int(id_) not in self.schedules:
            return _NOT_FOUND
        said = request.json()
        if said.get("workout", {}).get("workoutId") != self.schedules[int(id_)].workout:
            return _lost("workout")
        self.schedules[int(id_)].day = date.fromisoformat(said["calendarDate"])
        return self._entry(int(id_))

    def _unschedule(self, request: Request, id_: str) -> Response:
        return Response(204) if self.schedules.pop(int(id_), None) else _NOT_FOUND

    def _month(self, request: Request, year: str, month: str) -> Response:
        """January is month 0; days of the months beside it are shown as well, and other things too."""
        first = date(int(year), int(month) + 1, 1)
        shown = (first - timedelta(days=6), first + timedelta(days=37))
        items = [
            entry.item(self.workouts[entry.workout])
            for entry in self.schedules.values()
            if shown[0] <= entry.day <= shown[1]
        ]
        others = [
            {"id": 5, "itemType": "activity", "title": "Run", "date": f"{first}", "workoutId": None},
            {"id": 6, "itemType": "weight", "date": f"{first}", "weight": 61000.0},
            {"id": 7, "itemType": "note", "title": "Dentist", "date": f"{first}"},
            {
                "id": None,
                "itemType": "fbtAdaptiveWorkout",
                "title": "Base",
                "date": f"{first}",
                "workoutId": None,
            },
        ]
        return as_json(
            {"startDayOfMonth": 0, "year": int(year), "month": int(month), "calendarItems": others + items}
        )

    def _entry(self, id_: int) -> Response:
        entry = self.schedules[id_]
        return as_json(entry.entry(self.workouts[entry.workout]))

    def _tried(self, do: Any) -> Response:
        try:
            return do()  # type: ignore[no-any-return]
        except BadWorkout as refused:
            return as_json({"message": f"Bad Request: {refused}", "error": "BadRequestException"}, 400)
        except (WrongShape, ValueError, KeyError, TypeError) as wrong:
            return _lost(str(wrong))

    # -- the library ---------------------------------------------------------------------------------

    def _keep(self, posted: Any) -> Json:
        now = self._now()
        workout = kept(posted, next(self._ids), self._steps, now, now)
        self.workouts[workout["workoutId"]] = workout
        if self.lists_late:
            self._unlisted.add(workout["workoutId"])
        return workout

    def _change(self, id_: int, posted: Any) -> None:
        created = self.workouts[id_]["createdDate"]
        self.workouts[id_] = kept(posted, id_, self._steps, created, self._now())

    def _drop(self, id_: int) -> None:
        del self.workouts[id_]
        self.schedules = {key: entry for key, entry in self.schedules.items() if entry.workout != id_}

    def _now(self) -> str:
        self._writes += 1
        return f"{(_START + timedelta(seconds=self._writes)).isoformat()}.0"


def _lost(why: str) -> Response:
    said = "Reference Error ID in error logs for further information"
    return as_json({"clientMessage": said, "errorId": "0f3a", "error": f"NullPointerException {why}"}, 500)
