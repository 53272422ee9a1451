"""The digest of what is sent and of what comes back is the same, whatever is sent."""

import copy
import json
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onek_sync.exporters.garmin import EXPORTER
from onek_sync.model.errors import ExportError, Refused
from onek_sync.model.exchange import Options
from onek_sync.model.mark import Mark, read_mark
from onek_sync.model.session import ResolvedSession
from onek_sync.targets.garmin.content import MOST_DESCRIPTION, MOST_TEXT, digest_of, with_mark
from tests.exporters.building import CASES, PLAN
from tests.exporters.inventing import plan_of, sessions, wild
from tests.servers.garmin_workouts import kept

Body = dict[str, Any]
MARK = Mark("spring-1k", "w01-mon-1", "0" * 8)


def body_of(case: str = "intervals", **fields: Any) -> Body:
    said = EXPORTER.say(CASES[case], PLAN, Options())
    assert said is not None
    return {**json.loads(said.body), **fields}


def returned(body: Body) -> Body:
    """What the service answers, after it went over the wire."""
    answer = kept(json.loads(json.dumps(body)), 1, count(1), "2027-02-01", "2027-02-01")
    return dict(json.loads(json.dumps(answer)))


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@settings(max_examples=60)
@given(st.one_of(sessions(), sessions(wild)))
def test_any_session_comes_back_as_it_was_sent(session: ResolvedSession) -> None:
    try:
        said = EXPORTER.say(session, plan_of(session), Options())
    except ExportError:
        return
    if said is None:
        return
    body = json.loads(said.body)
    digest = digest_of(body)
    sent = with_mark(body, Mark("p", "a-rather-long-slot-of-a-session~12", digest))
    back = returned(dict(sent))
    assert digest_of(sent) == digest_of(back) == digest
    assert read_mark(back["description"]) == Mark("p", "a-rather-long-slot-of-a-session~12", digest)
    assert digest_of(returned(back)) == digest  # and again after a save in the editor


@pytest.mark.parametrize("case", [name for name in CASES if name != "rest"])
def test_every_kind_of_session_comes_back_as_it_was_sent(case: str) -> None:
    body = body_of(case)
    assert digest_of(returned(body)) == digest_of(body)


@pytest.mark.parametrize("name", ["x" * 256, "x" * 257, "x" * 600, "🏃" * 128, "🏃" * 129, "x" + "🏃" * 200])
def test_a_name_is_compared_as_the_service_cuts_it(name: str) -> None:
    body = body_of(workoutName=name)
    assert digest_of(returned(body)) == digest_of(body)
    assert units(returned(body)["workoutName"]) <= 256


@pytest.mark.parametrize("text", ["", "a", "z" * 900, "z" * 1024, "🏃" * 464, "🏃" * 465, "y" + "🏃" * 800])
def test_a_description_of_any_length_leaves_room_for_the_mark(text: str) -> None:
    body = body_of(description=text)
    sent = with_mark(body, MARK)
    assert units(sent["description"]) <= MOST_DESCRIPTION
    assert read_mark(returned(dict(sent))["description"]) == MARK
    assert digest_of(returned(dict(sent))) == digest_of(body)


def test_of_a_long_description_what_is_not_sent_is_not_compared() -> None:
    long, longer = body_of(description="z" * MOST_TEXT + "a"), body_of(description="z" * MOST_TEXT + "b")
    assert digest_of(long) == digest_of(longer)
    assert with_mark(long, MARK) == with_mark(longer, MARK)


def test_ids_that_leave_no_room_are_refused() -> None:
    with pytest.raises(Refused, match="too long"):
        with_mark(body_of(description="z" * 900), Mark("p" * 200, "k", "0" * 8))
    assert with_mark(body_of(description="short"), Mark("p" * 200, "k", "0" * 8))


def test_a_workout_has_one_mark_however_often_it_is_marked() -> None:
    once = with_mark(body_of(), MARK)
    twice = with_mark(once, Mark("spring-1k", "w02-tue-1", "1" * 8))
    assert twice["description"].count("[onek") == 1
    assert digest_of(once) == digest_of(twice) == digest_of(body_of())


def first_steps(body: Body) -> list[Body]:
    return body["workoutSegments"][0]["workoutSteps"]  # type: ignore[no-any-return]


def walk(steps: list[Body]) -> list[Body]:
    return [inner for step in steps for inner in (step, *walk(step.get("workoutSteps", [])))]


SAME_THERE = {
    "whole numbers with a point": lambda step: step.update(
        endConditionValue=float(step["endConditionValue"])
    ),
    "a speed with the dust of a float": lambda step: step.update(
        {name: step[name] + 1e-7 for name in ("targetValueOne", "targetValueTwo") if step.get(name)}
    ),
    "the slower end first": lambda step: step.update(
        targetValueOne=step.get("targetValueTwo"), targetValueTwo=step.get("targetValueOne")
    ),
    "other numbers of steps": lambda step: step.update(stepOrder=99, stepId=12, childStepId=7),
    "other keys beside the ids": lambda step: step["stepType"].update(stepTypeKey="?", displayOrder=3),
    "other values of the lap button": lambda step: (
        step.update(endConditionValue=1200) if step["endCondition"]["conditionTypeId"] == 1 else None
    ),
    "nulls": lambda step: step.update(zoneNumber=step.get("zoneNumber"), equipmentType=None),
    "space around a note": lambda step: step.update(description=f" {step.get('description') or ''}\r\n"),
    "no word on the last rest": lambda step: step.pop("skipLastRestStep", None),
    "no unit of length": lambda step: step.pop("preferredEndConditionUnit", None),
}


@pytest.mark.parametrize("case", ["nested", "easy-strides", "strength"])
@pytest.mark.parametrize("change", SAME_THERE)
def test_what_the_service_may_do_to_a_step_is_no_edit(case: str, change: str) -> None:
    body = body_of(case)
    digest = digest_of(body)
    for step in walk(first_steps(body)):
        SAME_THERE[change](step)
    assert digest_of(body) == digest


def test_pounds_are_the_same_weight() -> None:
    body = body_of("strength")
    pounds = copy.deepcopy(body)
    for step in walk(first_steps(pounds)):
        if step.get("weightValue"):
            step["weightValue"] = round(step["weightValue"] / 0.45359237, 2)
            step["weightUnit"] = {"unitId": 9, "unitKey": "pound", "factor": 453.59237}
    assert pounds != body and digest_of(pounds) == digest_of(body)


@pytest.mark.parametrize("case", ["nested", "easy-strides", "strength", "tempo"])
def test_the_order_of_steps_and_the_passes_count(case: str) -> None:
    body = body_of(case)
    digests = {digest_of(body)}
    groups = [step for step in walk(first_steps(body)) if "workoutSteps" in step]
    for group in groups:
        group["numberOfIterations"] += 1
        digests.add(digest_of(body))
    first_steps(body).reverse()
    digests.add(digest_of(body))
    assert len(digests) == len(groups) + 2


def test_half_an_emoji_is_no_failure() -> None:
    assert digest_of(body_of(workoutName="a\ud83c", description="b\ud83c\n")) == digest_of(
        body_of(workoutName="a", description="b")
    )
