"""The loopback Garmin Connect has the habits of the real one, as far as they were recorded."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import requests

from tests.servers.garmin import Garmin

DAY = date(2027, 2, 16)
LIBRARY, CALENDAR = "/workout-service/workout", "/workout-service/schedule"
TOKENS = "/di-oauth2-service/oauth/token"


class Client:
    """Speaks with the service as any client does."""

    def __init__(self, server: Garmin) -> None:
        self.server = server
        self.tokens = json.loads(server.tokens())

    def __call__(self, method: str, path: str, body: object = None, **query: object) -> requests.Response:
        headers = {"Authorization": f"Bearer {self.tokens['di_token']}"}
        url = f"{self.server.url}{path}"
        return requests.request(method, url, json=body, params=query, headers=headers, timeout=10)  # type: ignore[arg-type]

    def posted(self, **fields: object) -> dict[str, Any]:
        return dict(self("POST", LIBRARY, workout(**fields)).json())


@pytest.fixture
def client() -> Iterator[Client]:
    with Garmin() as server:
        yield Client(server)


def step(**fields: object) -> dict[str, object]:
    return {
        "type": "ExecutableStepDTO",
        "stepOrder": 1,
        "stepType": {"stepTypeId": 3, "stepTypeKey": "whatever"},
        "endCondition": {"conditionTypeId": 3},
        "endConditionValue": 400,
        "targetType": {"workoutTargetTypeId": 6},
        "targetValueOne": "4.5",
        "targetValueTwo": 4,
        **fields,
    }


def group(*steps: dict[str, object], **fields: object) -> dict[str, object]:
    return {
        "type": "RepeatGroupDTO",
        "stepOrder": 1,
        "stepType": {"stepTypeId": 6},
        "endCondition": {"conditionTypeId": 7},
        "endConditionValue": 4,
        "numberOfIterations": 4,
        "workoutSteps": list(steps),
        **fields,
    }


def workout(*steps: dict[str, object], **fields: object) -> dict[str, object]:
    segment = {"sportType": {"sportTypeId": 1}, "workoutSteps": list(steps) or [step()]}
    return {"workoutName": "x", "sportType": {"sportTypeId": 1}, "workoutSegments": [segment], **fields}


def steps_of(said: Any) -> list[Any]:
    return list(said["workoutSegments"][0]["workoutSteps"])


def test_steps_are_numbered_through_all_groups_and_children_carry_their_groups_number(client: Client) -> None:
    body = workout(step(), group(group(step(), step()), step()), step())
    first, outer, last = steps_of(client("POST", LIBRARY, body).json())
    inner, rest = outer["workoutSteps"]
    flat = [first, outer, inner, *inner["workoutSteps"], rest, last]
    assert [one["stepOrder"] for one in flat] == [1, 2, 3, 4, 5, 6, 7]
    assert [one["childStepId"] for one in flat] == [None, 1, 2, 2, 2, 1, None]
    assert len({one["stepId"] for one in flat}) == 7


def test_ids_are_read_and_keys_are_not_and_numbers_become_floats(client: Client) -> None:
    (said,) = steps_of(client.posted())
    assert said["stepType"] == {"stepTypeId": 3, "stepTypeKey": "interval", "displayOrder": 3}
    values = [said[name] for name in ("endConditionValue", "targetValueOne", "targetValueTwo")]
    assert values == [400.0, 4.5, 4.0] and all(isinstance(value, float) for value in values)


def test_what_is_not_known_is_dropped_and_what_is_not_said_is_null(client: Client) -> None:
    said = client.posted(isWheelchair=False)
    assert "isWheelchair" not in said
    assert (said["description"], said["locale"], steps_of(said)[0]["weightUnit"]) == (None, None, None)


def test_a_zone_drives_out_the_range(client: Client) -> None:
    said = client("POST", LIBRARY, workout(step(zoneNumber=3))).json()
    assert (steps_of(said)[0]["zoneNumber"], steps_of(said)[0]["targetValueOne"]) == (3, None)


@pytest.mark.parametrize(
    "length, kept", [(256, "n" * 256), (257, "n" * 253 + "..."), (559, "n" * 253 + "...")]
)
def test_a_long_name_ends_with_three_dots(client: Client, length: int, kept: str) -> None:
    assert client.posted(workoutName="n" * length)["workoutName"] == kept


def test_a_long_description_is_cut(client: Client) -> None:
    assert client.posted(description="d" * 2000)["description"] == "d" * 1024


@pytest.mark.parametrize(
    "body, status",
    [
        ([], 500),
        ({"workoutName": "x", "steps": []}, 500),
        (workout(workoutName=None), 500),
        (workout(workoutSegments={}), 500),
        (workout(step(type="Step")), 500),
        (workout(step(stepType={"stepTypeId": 99})), 400),
        (workout(sportType={"sportTypeId": 77}), 400),
        (workout(sportType={"sportTypeId": 10}), 400),
    ],
)
def test_a_wrong_body_is_refused_or_the_service_loses_its_way(
    client: Client, body: object, status: int
) -> None:
    assert client("POST", LIBRARY, body).status_code == status
    assert client.server.workouts == {}


def test_what_is_posted_twice_is_there_twice(client: Client) -> None:
    first, second = client.posted(), client.posted()
    assert first["workoutId"] != second["workoutId"]
    for _ in range(2):
        client("POST", f"{CALENDAR}/{first['workoutId']}", {"date": f"{DAY}"})
    assert len(client.server.entries_of(first["workoutId"])) == 2


def test_a_change_has_one_name_in_the_list_and_another_in_the_workout(client: Client) -> None:
    made = client.posted()
    client("PUT", f"{LIBRARY}/{made['workoutId']}", workout(workoutName="y"))
    (shown,) = client("GET", "/workout-service/workouts", start=0, limit=5).json()
    now = client("GET", f"{LIBRARY}/{made['workoutId']}").json()
    assert shown["updateDate"] == now["updatedDate"] != made["updatedDate"]
    assert now["createdDate"] == made["createdDate"]
    assert "updatedDate" not in shown and "workoutSegments" not in shown


def test_a_removed_workout_takes_its_days_along_and_is_gone_the_second_time(client: Client) -> None:
    made = client.posted()["workoutId"]
    client("POST", f"{CALENDAR}/{made}", {"date": f"{DAY}"})
    assert client("DELETE", f"{LIBRARY}/{made}").status_code == 204
    assert client.server.schedules == {}
    assert client("DELETE", f"{LIBRARY}/{made}").status_code == 404


def test_january_is_month_0_and_other_things_stand_in_the_calendar(client: Client) -> None:
    made = client.posted()["workoutId"]
    client("POST", f"{CALENDAR}/{made}", {"date": "2027-01-31"})
    for month, there in ((0, True), (1, True), (2, False)):  # the page of February begins in January
        items = client("GET", f"/calendar-service/year/2027/month/{month}").json()["calendarItems"]
        assert (made in [item["workoutId"] for item in items if item["itemType"] == "workout"]) is there
        assert {item["itemType"] for item in items} > {"activity", "note", "weight"}


def test_without_a_token_nothing_is_said(client: Client) -> None:
    client.server.expire()
    answer = client("GET", "/workout-service/workouts")
    assert answer.status_code == 401 and "Token is not active" in answer.headers["WWW-Authenticate"]


def test_a_refresh_token_works_once(client: Client) -> None:
    asked = {"grant_type": "refresh_token", "refresh_token": client.tokens["di_refresh_token"]}
    url = f"{client.server.url}{TOKENS}"
    first, second = (requests.post(url, data=asked, timeout=10) for _ in range(2))
    assert first.json()["refresh_token"] != asked["refresh_token"]
    assert (second.status_code, second.json()["error"]) == (400, "invalid_grant")
