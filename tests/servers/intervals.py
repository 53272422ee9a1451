"""An intervals.icu on loopback: the calendar of its public API, with the habits that are known of it.

What is known and what is assumed of the service stands in docs/decisions/intervals-icu.md.
"""

import base64
import json
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from tests.servers.http import Request, Response, Route, Server, as_json
from tests.servers.intervals_text import Json, workout_doc

KEY = "planted-key-2f9c81d7"
OWN = "i12345"
_START = datetime(2027, 2, 1, 6, tzinfo=UTC)
_LOCAL = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
_CATEGORIES = {
    "WORKOUT", "NOTE", "RACE_A", "RACE_B", "RACE_C", "TARGET", "HOLIDAY", "SICK", "INJURED",
}  # fmt: skip
_READ_ONLY = {"id", "workout_doc", "updated", "moving_time", "paired_activity_id", "athlete_id"}
_EVENTS = r"/api/v1/athlete/(\w+)/events"
_MANY = 500


def _no(status: int, error: str) -> Response:
    return as_json({"status": status, "error": error}, status)


class Intervals(Server):
    """The calendars of a key's own athlete and of those whom it coaches.

    `blind_to`: texts that the reader does not understand; a line with one of them is no step.
    `late`: how many listings do not show what was made. `cut`: a listing shows so many events only;
    `answer_cut`: the answer to a bulk call, too.
    """

    def __init__(self, *coached: str) -> None:
        super().__init__()
        self.key = KEY
        self.threshold_pace: float | None = 4.2
        self.blind_to: set[str] = set()
        self.late = 0
        self.cut: int | None = None
        self.answer_cut: int | None = None
        self.told = True  # whether answers hold what was understood
        self.calendars: dict[str, dict[int, Json]] = {name: {} for name in (OWN, *coached)}
        self.posted: list[Any] = []  # the bodies of writes
        self._ids = count(7001)
        self._ticks = count(1)
        self._made_by_us: set[int] = set()
        self._hidden: set[int] = set()

    def routes(self) -> Sequence[Route]:
        return [
            ("GET", r"/api/v1/athlete/(\w+)", self._known(self._profile)),
            ("GET", _EVENTS, self._known(self._list)),
            ("POST", f"{_EVENTS}/bulk", self._known(self._bulk)),
            ("PUT", f"{_EVENTS}/bulk-delete", self._known(self._bulk_delete)),
            ("GET", rf"{_EVENTS}/(\d+)", self._known(self._get)),
            ("PUT", rf"{_EVENTS}/(\d+)", self._known(self._put)),
            ("DELETE", rf"{_EVENTS}/(\d+)", self._known(self._delete)),
        ]

    # -- what a person does there --------------------------------------------------------------------

    @property
    def events(self) -> dict[int, Json]:
        """The calendar of the key's own athlete."""
        return self.calendars[OWN]

    def athlete_makes(self, day: date, **fields: Any) -> int:
        """Something of the athlete's own, or of another application."""
        with self.lock:
            return self._new(
                OWN,
                {"category": "NOTE", "start_date_local": f"{day}T00:00:00", "name": "mine", **fields},
                ours=False,
            )["id"]

    def athlete_edits(self, id_: int, **fields: Any) -> None:
        """Change it by hand."""
        with self.lock:
            self._change(self.events[id_], fields)

    def athlete_moves(self, id_: int, day: date) -> None:
        """Drag it to another day; it keeps its time."""
        with self.lock:
            at = self.events[id_]["start_date_local"][10:]
            self._change(self.events[id_], {"start_date_local": f"{day}{at}"})

    def athlete_deletes(self, id_: int) -> None:
        """Take it away by hand."""
        with self.lock:
            del self.events[id_]

    def athlete_runs(self, id_: int) -> None:
        """An activity comes in and is paired with it."""
        with self.lock:
            self.events[id_] |= {"paired_activity_id": "i99001"}
            self._touch(self.events[id_])

    def others(self) -> bytes:
        """Everything that was not made through the key, to the byte."""
        with self.lock:
            kept = {id_: event for id_, event in self.events.items() if id_ not in self._made_by_us}
            return json.dumps(kept, sort_keys=True).encode()

    # -- requests ------------------------------------------------------------------------------------

    def _known(self, do: Callable[..., Response]) -> Callable[..., Response]:
        def answer(request: Request, athlete: str, *parts: str) -> Response:
            sent = request.headers.get("Authorization") or ""
            if sent != "Basic " + base64.b64encode(f"API_KEY:{self.key}".encode()).decode():
                return _no(401, "Unauthorized")
            name = OWN if athlete == "0" else athlete
            if name not in self.calendars:
                return _no(403, "Access denied")
            return do(request, name, *parts)

        return answer

    def _profile(self, request: Request, athlete: str) -> Response:
        running = {"types": ["Run", "VirtualRun"], "threshold_pace": self.threshold_pace}
        cycling = {"types": ["Ride"], "ftp": 210, "threshold_pace": None}
        return as_json({"id": athlete, "name": "Anna Runner", "sportSettings": [cycling, running]})

    def _list(self, request: Request, athlete: str) -> Response:
        try:
            oldest, newest = (date.fromisoformat(request.query[name]) for name in ("oldest", "newest"))
        except (KeyError, ValueError):
            return _no(422, "oldest and newest are local dates")
        hidden = self._hidden if self.late else set()
        self.late = max(0, self.late - 1)
        shown = [
            event
            for id_, event in sorted(self.calendars[athlete].items())
            if id_ not in hidden and f"{oldest}" <= event["start_date_local"][:10] <= f"{newest}"
        ]
        return as_json(shown[: self.cut])

    def _get(self, request: Request, athlete: str, id_: str) -> Response:
        event = self.calendars[athlete].get(int(id_))
        return as_json(event) if event else _no(404, "Event not found")

    def _bulk(self, request: Request, athlete: str) -> Response:
        posted = _json(request)
        self.posted.append(posted)
        if not isinstance(posted, list) or len(posted) > _MANY:
            return _no(422, "an array of events is wanted")
        for event in posted:
            if wrong := _wrong(event):
                return _no(422, wrong)
        upsert = request.query.get("upsert") == "true"
        kept = [self._told(self._kept(athlete, event, upsert)) for event in posted]
        return as_json(kept[: self.answer_cut])

    def _kept(self, athlete: str, posted: Json, upsert: bool) -> Json:
        """Events are matched by their external id among those that came through the key."""
        same = [
            event
            for event in self.calendars[athlete].values()
            if event["id"] in self._made_by_us and event.get("external_id") == posted.get("external_id")
        ]
        if upsert and posted.get("external_id") and same:
            return self._change(same[0], posted)
        return self._new(athlete, posted, ours=True)

    def _put(self, request: Request, athlete: str, id_: str) -> Response:
        event, posted = self.calendars[athlete].get(int(id_)), _json(request)
        self.posted.append(posted)
        if event is None:
            return _no(404, "Event not found")
        if not isinstance(posted, dict) or (wrong := _wrong({**event, **posted})):
            return _no(422, wrong if isinstance(posted, dict) else "an event is wanted")
        self._made_by_us.add(int(id_))
        return as_json(self._told(self._change(event, posted)))

    def _delete(self, request: Request, athlete: str, id_: str) -> Response:
        event = self.calendars[athlete].get(int(id_))
        if event is None:
            return _no(404, "Event not found")
        del self.calendars[athlete][int(id_)]
        return as_json({})

    def _bulk_delete(self, request: Request, athlete: str) -> Response:
        calendar, wanted = self.calendars[athlete], _json(request)
        found = [
            id_
            for id_, event in calendar.items()
            for one in wanted
            if one.get("id") == id_
            or (one.get("external_id") == event.get("external_id", 0) and id_ in self._made_by_us)
        ]
        for id_ in found:
            del calendar[id_]
        return as_json({"eventsDeleted": len(found)})

    # -- the calendar --------------------------------------------------------------------------------

    def _new(self, athlete: str, fields: Json, *, ours: bool) -> Json:
        id_ = next(self._ids)
        event = {"id": id_, "athlete_id": athlete, "uid": f"uid-{id_}", "paired_activity_id": None}
        self.calendars[athlete][id_] = event
        if ours:
            self._made_by_us.add(id_)
        self._hidden.add(id_)
        return self._change(event, fields)

    def _change(self, event: Json, fields: Json) -> Json:
        """What it computes itself is not taken from outside."""
        event |= {name: value for name, value in fields.items() if name not in _READ_ONLY}
        if isinstance(event.get("description"), str):
            event["description"] = event["description"].strip()
        doc = workout_doc("\n".join(self._understood(event.get("description") or "")))
        event["workout_doc"] = doc if event["category"] == "WORKOUT" else None
        event["moving_time"] = doc.get("duration") if doc else None
        return self._touch(event)

    def _understood(self, text: str) -> Iterator[str]:
        for line in text.split("\n"):
            yield line[1:] if line.startswith("-") and any(one in line for one in self.blind_to) else line

    def _touch(self, event: Json) -> Json:
        moment = _START + timedelta(seconds=next(self._ticks))
        event["updated"] = moment.isoformat(timespec="milliseconds")
        return event

    def _told(self, event: Json) -> Json:
        return event if self.told else {name: event[name] for name in event if name != "workout_doc"}


def _json(request: Request) -> Any:
    try:
        return request.json()
    except ValueError:
        return None


def _wrong(event: Any) -> str:
    """Why this is no event; "" for one."""
    if not isinstance(event, dict):
        return "an event is wanted"
    if event.get("category") not in _CATEGORIES:
        return "category is missing or unknown"
    if not _LOCAL.fullmatch(str(event.get("start_date_local"))):
        return "start_date_local is a local time without a zone"
    if event["category"] == "WORKOUT" and not event.get("type"):
        return "type is missing"
    return ""
