"""Connecting intervals.icu: a key is looked at once, kept, and never told."""

import json

import pytest

from onek_sync.model.errors import LoginNeeded, TargetError, Unreachable
from onek_sync.settings.targets import IntervalsTarget
from onek_sync.targets.intervals import KIND
from onek_sync.targets.kind import Question
from tests.servers.http import Kind
from tests.servers.intervals import KEY, Intervals
from tests.targets.intervals_stage import NAME, Stage


def never(question: Question) -> str:
    raise AssertionError(f"asked for {question.name}")


def connected(icu: Stage, key: str = KEY) -> str:
    assert KIND.connect is not None
    return KIND.connect(NAME, icu.settings, icu.tools, {"api_key": key}, never)


@pytest.fixture
def new(icu: Stage) -> Stage:
    icu.secrets.kept.clear()
    return icu


def test_only_the_key_is_asked_for_and_it_is_not_shown() -> None:
    assert [(one.name, one.secret) for one in KIND.questions] == [("api_key", True)]


def test_a_key_is_looked_at_and_kept_and_the_account_named(new: Stage) -> None:
    assert connected(new, f"  {KEY}\n") == "Anna Runner"
    assert new.secrets.kept == {NAME: KEY}
    assert new.server.calls() == ["GET /api/v1/athlete/0"]
    assert new.turns == 1


def test_a_missing_threshold_pace_is_told_since_paces_would_not_reach_a_watch(new: Stage) -> None:
    new.server.threshold_pace = None
    assert connected(new).startswith("Anna Runner (no threshold pace is set there for running")
    assert new.secrets.kept == {NAME: KEY}


@pytest.mark.parametrize("body", [b'{"name": "B"}', b'{"name": "B", "sportSettings": null}'])
def test_an_account_that_does_not_tell_its_settings_is_not_warned_of(new: Stage, body: bytes) -> None:
    new.server.fault(Kind.STATUS, status=200, body=body)
    assert connected(new) == "B"


@pytest.mark.parametrize("sports", [[], [7], [{"types": 7}], [{"types": ["Ride"], "threshold_pace": 3}]])
def test_an_account_without_running_has_no_threshold_pace_for_it(new: Stage, sports: object) -> None:
    new.server.fault(Kind.STATUS, status=200, body=json.dumps({"sportSettings": sports}).encode())
    assert connected(new).startswith("your account (no threshold pace")


def test_a_wrong_key_is_said_and_not_kept(new: Stage) -> None:
    with pytest.raises(LoginNeeded, match=r"does not accept our key \(401\); run onek connect icu"):
        connected(new, "wrong")
    assert new.secrets.kept == {}


@pytest.mark.parametrize("key", ["", "  ", "a\nb", "schlüssel"])
def test_what_cannot_be_a_key_is_not_sent(new: Stage, key: str) -> None:
    with pytest.raises(LoginNeeded, match="this is no key"):
        connected(new, key)
    assert (new.secrets.kept, new.server.calls()) == ({}, [])


@pytest.mark.parametrize("kind", [kind for kind in Kind if "SLOW" not in kind.name])
def test_what_was_not_answered_was_not_connected(new: Stage, kind: Kind) -> None:
    new.server.fault(kind)
    with pytest.raises(Unreachable):
        connected(new)
    assert new.secrets.kept == {}


@pytest.mark.parametrize("status, said", [(404, 'has no athlete "i5"'), (403, "does not accept our key")])
def test_an_athlete_who_is_not_there_or_has_not_allowed_it_is_named(status: int, said: str) -> None:
    with Intervals() as server:
        icu = Stage(server, athlete="i5")
        server.fault(
            Kind.STATUS, status=status, body=b'{"error": "no"}', headers={"Content-Type": "application/json"}
        )
        with pytest.raises(TargetError, match=said):
            connected(icu)


@pytest.mark.parametrize("athlete", ["0", "i12345", "12345"])
def test_an_athlete_is_an_id(athlete: str) -> None:
    assert IntervalsTarget(kind="intervals", athlete=athlete).athlete == athlete


@pytest.mark.parametrize("athlete", ["", "me", "0/events", "i", "../1", "i12345678901234", "٣"])
def test_what_is_no_id_is_refused(athlete: str) -> None:
    with pytest.raises(ValueError, match="no athlete of intervals"):
        IntervalsTarget(kind="intervals", athlete=athlete)
