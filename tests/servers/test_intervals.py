"""The loopback intervals.icu does what is known of the real one; its reader reads as is said of that."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import httpx
import pytest

from tests.servers.intervals import KEY, Intervals
from tests.servers.intervals_text import workout_doc

DAY = date(2027, 3, 2)
EVENT = {"category": "WORKOUT", "type": "Run", "start_date_local": f"{DAY}T00:00:00", "external_id": "a"}


@pytest.fixture
def server() -> Iterator[Intervals]:
    with Intervals("i777") as running:
        yield running


def ask(server: Intervals, method: str, path: str, body: object = None, **query: str) -> httpx.Response:
    with httpx.Client(auth=("API_KEY", KEY), trust_env=False) as client:
        return client.request(method, f"{server.url}/api/v1/athlete/{path}", json=body, params=query)


def step(line: str) -> dict[str, Any]:
    (found,) = workout_doc(line)["steps"]
    return found  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    "line, found",
    [
        ("- 400m", {"duration": 24_000}),
        ("- 1h2m30s", {"duration": 3750}),
        (
            "- 2km 5:00/km Pace",
            {"distance": 2000, "duration": 600, "pace": {"value": 300, "units": "secs/km"}},
        ),
        ("- 1mi", {"distance": 1609.34, "duration": 579}),
        ("- 30s 140-150bpm", {"duration": 30}),
        ("- 30s 70-80% HR", {"duration": 30, "hr": {"start": 70.0, "end": 80.0, "units": "%hr"}}),
        ("- 30s Z2 HR", {"duration": 30, "hr": {"value": 2, "units": "hr_zone"}}),
        (
            "- Hard Press lap 3m intensity=active",
            {"text": "Hard", "until_lap_press": True, "duration": 180, "intensity": "active"},
        ),
    ],
)
def test_a_step_is_read_generously(line: str, found: dict[str, Any]) -> None:
    assert step(line) == found


@pytest.mark.parametrize("text", ["", "Run easy", "- Press lap", "- 400 m", "- easy", "400mtr 5:00/km Pace"])
def test_what_is_not_understood_is_no_step_and_no_error(text: str) -> None:
    assert workout_doc(text) == {}


def test_a_repeat_needs_its_empty_line() -> None:
    assert workout_doc("- 1m\n\nMain set 3x\n- 2m\n- 1m")["steps"][1]["reps"] == 3
    assert workout_doc("- 1m\nMain set 3x\n- 2m")["steps"] == [{"duration": 60}, {"duration": 120}]


def test_two_events_of_one_external_id_are_one_where_that_is_asked_for(server: Intervals) -> None:
    for _ in range(2):
        ask(server, "POST", "0/events/bulk", [EVENT], upsert="true")
    assert len(server.events) == 1
    ask(server, "POST", "0/events/bulk", [EVENT])
    assert len(server.events) == 2


def test_an_event_of_somebody_else_with_the_same_id_is_not_ours(server: Intervals) -> None:
    theirs = server.athlete_makes(DAY, external_id="a")
    ask(server, "POST", "0/events/bulk", [EVENT], upsert="true")
    assert len(server.events) == 2 and server.events[theirs]["name"] == "mine"


def test_several_are_removed_by_either_id_but_only_what_came_through_the_key(server: Intervals) -> None:
    server.athlete_makes(DAY, external_id="a")
    ask(server, "POST", "0/events/bulk", [EVENT, {**EVENT, "external_id": "b"}])
    other = max(server.events)
    answer = ask(server, "PUT", "0/events/bulk-delete", [{"external_id": "a"}, {"id": other}])
    assert answer.json() == {"eventsDeleted": 2}
    assert [event["name"] for event in server.events.values()] == ["mine"]


@pytest.mark.parametrize(
    "event",
    [{}, 7, {**EVENT, "category": "RUN"}, {**EVENT, "start_date_local": f"{DAY}"}, {**EVENT, "type": ""}],
)
def test_what_is_no_event_is_refused_and_nothing_of_it_is_done(server: Intervals, event: object) -> None:
    assert ask(server, "POST", "0/events/bulk", [EVENT, event]).status_code == 422
    assert server.events == {}


def test_what_it_computes_itself_is_not_taken_from_outside(server: Intervals) -> None:
    ask(server, "POST", "0/events/bulk", [{**EVENT, "description": "- 5m", "workout_doc": {}, "id": 1}])
    (event,) = server.events.values()
    assert event["workout_doc"]["steps"] == [{"duration": 300}]
    assert event["id"] != 1 and event["moving_time"] == 300


@pytest.mark.parametrize("path, status", [("0", 200), ("i12345", 200), ("i777", 200), ("i9", 403)])
def test_a_key_opens_its_own_athlete_and_those_who_allowed_it(
    server: Intervals, path: str, status: int
) -> None:
    assert ask(server, "GET", path).status_code == status


def test_a_wrong_key_opens_nothing(server: Intervals) -> None:
    server.key = "another"
    assert ask(server, "GET", "0").status_code == 401
