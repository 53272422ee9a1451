"""Tokens: nothing else opens Garmin Connect, new ones are kept at once, and none is ever seen."""

import json
import logging
import traceback
from datetime import timedelta

import pytest

from onek_sync.model.errors import LoginNeeded, OnekError, Paused, Unreachable
from tests.servers.http import Kind
from tests.targets.garmin_stage import NOW, WINDOW, Stage

TOKEN = "POST /di-oauth2-service/oauth/token"
TOKEN_PATH = "/di-oauth2-service/.*"


def tokens_of(stage: Stage) -> dict[str, str]:
    return dict(json.loads(stage.secrets.kept["garmin"]))


def test_opening_asks_the_service_nothing(garmin: Stage) -> None:
    garmin.opened()
    assert garmin.server.calls() == [] and garmin.turns == 0


@pytest.mark.parametrize("kept", [None, "", "{", "[]", '{"di_token": "x"}', '{"oauth_token": "x"}'])
def test_without_tokens_a_login_is_asked_for_and_no_service(garmin: Stage, kept: str | None) -> None:
    garmin.secrets.kept = {} if kept is None else {"garmin": kept}
    with pytest.raises(LoginNeeded, match="onek connect garmin"):
        garmin.listed()
    assert garmin.server.calls() == []


def test_an_expired_token_is_renewed_and_kept_at_once(garmin: Stage) -> None:
    before = tokens_of(garmin)
    garmin.server.expire()
    assert garmin.listed() == []
    after = tokens_of(garmin)
    assert after["di_token"] in garmin.server.access and after["di_refresh_token"] in garmin.server.refresh
    assert before["di_refresh_token"] != after["di_refresh_token"]
    assert garmin.server.calls().count(TOKEN) == 1
    assert garmin.turns == len(garmin.server.log)  # the gate was passed before each of them


def test_a_token_that_says_it_ends_is_renewed_before_it_does(garmin: Stage) -> None:
    garmin.secrets.kept["garmin"] = garmin.server.tokens(expires=1)
    garmin.listed()
    assert garmin.server.calls()[0] == TOKEN
    assert 401 not in [seen.status for seen in garmin.server.log]
    assert garmin.turns >= len(garmin.server.log)


def test_a_write_whose_token_had_run_out_is_done_once(garmin: Stage) -> None:
    garmin.server.expire()
    list(garmin.target.create([garmin.placing()]))
    assert len(garmin.server.workouts) == 1 and len(garmin.server.schedules) == 1


def test_the_tokens_of_a_faster_process_are_taken_over(garmin: Stage) -> None:
    other = garmin.opened()
    garmin.listed()
    garmin.server.expire()
    other.list(WINDOW, [])
    garmin.listed()
    assert garmin.server.calls().count(TOKEN) == 1 and len(garmin.secrets.puts) == 1


def test_tokens_are_taken_over_from_a_tool_that_knows_no_lock(garmin: Stage) -> None:
    """It renews between our look and our own renewal, which then is a spent token."""
    garmin.listed()
    garmin.server.expire()
    garmin.server.refresh.clear()
    theirs = garmin.server.tokens()
    get, seen = garmin.secrets.get, []

    def later(name: str) -> str | None:
        seen.append(name)
        return get(name) if len(seen) < 2 else theirs

    garmin.secrets.get = later  # type: ignore[method-assign]
    assert garmin.listed() == []
    assert garmin.server.calls().count(TOKEN) == 1 and garmin.secrets.puts == []


def test_revoked_tokens_need_a_login(garmin: Stage) -> None:
    garmin.server.revoke()
    with pytest.raises(LoginNeeded, match="onek connect garmin"):
        garmin.listed()
    assert garmin.server.calls().count(TOKEN) == 1


def test_a_login_taken_away_meanwhile_is_said(garmin: Stage) -> None:
    garmin.listed()
    garmin.server.expire()
    garmin.secrets.kept.clear()
    with pytest.raises(LoginNeeded):
        garmin.listed()


@pytest.mark.parametrize("kind", [kind for kind in Kind if "SLOW" not in kind.name])
def test_a_renewal_that_fails_leaves_the_target_for_later(garmin: Stage, kind: Kind) -> None:
    garmin.server.expire()
    garmin.server.fault(kind, path=TOKEN_PATH)
    with pytest.raises(Unreachable):
        list(garmin.target.create([garmin.placing()]))
    assert garmin.server.workouts == {}


def test_a_renewal_asked_for_too_often_pauses(garmin: Stage) -> None:
    garmin.server.expire()
    garmin.server.fault(Kind.STATUS, path=TOKEN_PATH, status=429, headers={"Retry-After": "60"})
    with pytest.raises(Paused) as raised:
        garmin.listed()
    assert raised.value.until == NOW + timedelta(seconds=60)


def test_a_renewal_before_a_dropped_request_is_no_verdict_on_the_login(garmin: Stage) -> None:
    other = garmin.opened()
    garmin.listed()
    garmin.server.expire()
    other.list(WINDOW, [])
    garmin.server.fault(Kind.DROP, nth=2, path="/workout-service/workouts")
    with pytest.raises(Unreachable):
        garmin.listed()


def test_a_disk_that_is_full_is_said_and_not_hidden(garmin: Stage) -> None:
    def full(name: str, value: str) -> None:
        raise OSError(28, "No space left on device")

    garmin.server.expire()
    garmin.secrets.put = full  # type: ignore[method-assign]
    with pytest.raises(OSError, match="No space"):
        garmin.listed()


@pytest.mark.parametrize("status", [400, 401, 404, 429, 500])
@pytest.mark.parametrize("path", [TOKEN_PATH, "/workout-service/.*"])
def test_a_service_that_repeats_our_token_is_not_repeated(
    garmin: Stage, path: str, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    token = tokens_of(garmin)["di_token"]
    body = json.dumps({"error": token, "message": f"Bearer {token}", "content": token}).encode()
    garmin.server.expire()
    garmin.server.fault(Kind.STATUS, path=path, status=status, body=body, count=9)
    with pytest.raises(OnekError) as raised:
        garmin.listed()
    said = "".join(traceback.format_exception(raised.value))
    assert "planted" not in said and "planted" not in caplog.text


def test_no_token_is_seen_in_errors_or_logs(garmin: Stage, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    said: list[str] = []
    garmin.listed()
    for number, kind in enumerate(Kind):
        if "SLOW" in kind.name:
            continue
        garmin.server.expire()
        garmin.server.fault(kind, path=TOKEN_PATH if number % 2 else ".*", status=401 if number % 3 else 500)
        try:
            list(garmin.target.create([garmin.placing()]))
        except OnekError as error:
            said += traceback.format_exception(error)
        garmin.server.heal()
        garmin.secrets.kept["garmin"] = garmin.server.tokens()
    assert said and "planted" not in "".join(said)
    assert "planted" not in caplog.text
    assert not any("planted" in f"{seen.path} {seen.query}" for seen in garmin.server.log)
