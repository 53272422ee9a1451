"""What a watch says of a Garmin workout is the plan, but for the losses that were declared."""

import json

import pytest
from hypothesis import HealthCheck, given, settings

from onek_sync.exporters.garmin import EXPORTER
from onek_sync.model.errors import ExportError
from onek_sync.model.exchange import Artifact, Options
from onek_sync.model.mark import read_mark
from onek_sync.model.plan import Kind
from onek_sync.model.session import ResolvedSession
from tests.exporters.building import CASES, PLAN
from tests.exporters.decoding import expected, undeclared
from tests.exporters.garmin_playing import from_garmin
from tests.exporters.garmin_wire import faults
from tests.exporters.inventing import plan_of, sessions, wild

WORKOUTS = [name for name, case in CASES.items() if case.kind is not Kind.REST]
slow = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("name", WORKOUTS)
def test_the_watch_says_what_the_plan_says(name: str) -> None:
    case = CASES[name]
    said = EXPORTER.say(case, PLAN, Options())
    assert said is not None
    assert undeclared(from_garmin(said.body), expected(case.main), said.losses) == []


def attempt(session: ResolvedSession) -> Artifact | None:
    """The artifact, or None when the session is refused with something to do about it."""
    try:
        return EXPORTER.say(session, plan_of(session), Options())
    except ExportError as error:
        assert all(finding.what and finding.now for finding in error.findings)
        return None


@slow
@given(sessions())
def test_whatever_is_planned_is_heard_or_declared(session: ResolvedSession) -> None:
    said = attempt(session)
    wanted = expected(session.main)
    if said is None or not wanted:
        return
    assert undeclared(from_garmin(said.body), wanted, said.losses) == []


@slow
@given(sessions())
def test_whatever_is_planned_keeps_the_rules_of_the_wire(session: ResolvedSession) -> None:
    said = attempt(session)
    if said is None:
        return
    assert faults(said.body) == []
    assert said.body == EXPORTER.say(session, plan_of(session), Options()).body  # type: ignore[union-attr]


@slow
@given(sessions(wild))
def test_wild_sessions_are_said_or_refused(session: ResolvedSession) -> None:
    said = attempt(session)
    assert said is None or faults(said.body) == []


@slow
@given(sessions())
def test_no_text_of_a_plan_can_take_the_place_of_our_mark(session: ResolvedSession) -> None:
    said = attempt(session)
    if said is None:
        return
    body = json.loads(said.body)
    mark = read_mark(body["description"])
    assert mark is not None and (mark.plan, mark.key) == ("p", session.key)
    assert body["description"].count("[onek") == 1


def test_nobody_is_called_back_from_a_finish() -> None:
    said = EXPORTER.say(CASES["race"], PLAN, Options())
    assert said is not None
    start, _, finish = from_garmin(said.body)
    assert start.fast == 5000  # 200 m in 40.0: the start keeps its limit
    assert finish.fast == round(1000 / (202 * 0.7) * 1000) and finish.slow == 4831
