"""The login at Garmin Connect: asked once, checked at once, and nothing of it but tokens stays."""

import gc
import json
import logging
import time
import traceback
from collections.abc import Iterator

import pytest

from onek_sync.model.errors import LoginNeeded, OnekError, Paused, Unreachable
from onek_sync.settings.targets import GarminTarget
from onek_sync.targets import KINDS
from onek_sync.targets.kind import Question
from tests.servers.http import Kind
from tests.targets.garmin_stage import WINDOW, Stage

pytestmark = pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")
SETTINGS = GarminTarget(kind="garmin")
EVERY_DOOR = "/(mobile|portal|sso)/.*"


@pytest.fixture(autouse=True)
def library_habits(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """At a login the library waits between its steps as a person would, and leaves sessions open."""
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    yield
    gc.collect()  # here, where it is let pass, and not in another test


@pytest.fixture
def stage(garmin: Stage) -> Stage:
    garmin.secrets.kept.clear()
    return garmin


def connect(stage: Stage, *codes: str, **other: str) -> str:
    """Log in with the right answers but for what is given."""
    answers = {"email": stage.server.email, "password": stage.server.password, **other}
    left = list(codes)

    def ask(question: Question) -> str:
        assert question.name == "code" and question.words
        return left.pop(0)

    kind = KINDS["garmin"]
    assert kind.connect is not None
    who = kind.connect("garmin", SETTINGS, stage.tools, answers, ask)
    assert left == [], "a code was not asked for"
    return who


def test_a_login_keeps_tokens_and_says_whose_they_are(stage: Stage) -> None:
    assert connect(stage) == "Test Runner"
    kept = json.loads(stage.secrets.kept["garmin"])
    assert set(kept) == {"di_token", "di_refresh_token", "di_client_id"}
    assert kept["di_token"] in stage.server.access
    assert stage.opened().list(WINDOW, []).remotes == ()


def test_what_is_asked_first_is_asked_without_showing_the_password() -> None:
    assert [(question.name, question.secret) for question in KINDS["garmin"].questions] == [
        ("email", False),
        ("password", True),
    ]


def test_the_password_is_sent_once_and_kept_nowhere(stage: Stage) -> None:
    connect(stage)
    assert sum("login" in call for call in stage.server.calls("POST")) == 1
    assert stage.server.password not in json.dumps(stage.secrets.kept)


def test_a_space_around_the_address_does_no_harm(stage: Stage) -> None:
    assert connect(stage, email=f" {stage.server.email} ")


def test_a_code_is_asked_for_where_the_account_wants_one(stage: Stage) -> None:
    stage.server.mfa_code = "482913"
    assert connect(stage, " 482913 ") == "Test Runner"
    assert stage.opened().list(WINDOW, []).remotes == ()


def test_a_mistyped_code_may_be_typed_again(stage: Stage) -> None:
    stage.server.mfa_code = "482913"
    assert connect(stage, "482931", "482913") == "Test Runner"


def test_three_wrong_codes_are_enough(stage: Stage) -> None:
    stage.server.mfa_code = "482913"
    with pytest.raises(LoginNeeded, match="did not accept the code"):
        connect(stage, "1", "2", "3")
    assert stage.secrets.kept == {}


def test_a_wrong_password_is_tried_once(stage: Stage) -> None:
    with pytest.raises(LoginNeeded, match="password"):
        connect(stage, password="wrong")
    assert sum("login" in call for call in stage.server.calls("POST")) == 1
    assert stage.secrets.kept == {}


def test_a_locked_account_is_not_taken_for_a_network_that_fails(stage: Stage) -> None:
    stage.server.locked = True
    with pytest.raises(LoginNeeded, match="has locked the account; open connect"):
        connect(stage)
    assert stage.secrets.kept == {}


def test_a_page_that_tells_of_a_locked_account_says_the_same(stage: Stage) -> None:
    """The oldest of the ways in answers with a page, whose title the library reads."""
    stage.server.fault(Kind.STATUS, path="/(mobile|portal)/.*", status=500, count=99)
    pages = {
        "GET": b'<input name="_csrf" value="a1">',
        "POST": b"<title>Your account has been locked</title>",
    }
    for method, page in pages.items():
        stage.server.fault(
            Kind.STATUS,
            method=method,
            path="/sso/.*",
            status=200,
            headers={"Content-Type": "text/html"},
            body=page,
            count=99,
        )
    with pytest.raises(LoginNeeded, match="has locked the account"):
        connect(stage)


def test_a_blocked_login_says_to_wait(stage: Stage) -> None:
    stage.server.fault(Kind.STATUS, path=EVERY_DOOR, status=429, count=99)
    with pytest.raises(Paused, match="half an hour"):
        connect(stage)


def test_too_many_codes_say_to_wait(stage: Stage) -> None:
    stage.server.mfa_code = "482913"
    stage.server.fault(Kind.STATUS, path=".*/mfa/.*", status=429, count=99)
    with pytest.raises(Paused):
        connect(stage, "482913")


@pytest.mark.parametrize("kind", [Kind.DROP, Kind.TRUNCATED])
def test_tokens_that_do_not_get_through_after_the_code_are_unreachable(stage: Stage, kind: Kind) -> None:
    stage.server.mfa_code = "482913"
    stage.server.fault(kind, path="/di-oauth2-service/.*")
    with pytest.raises(Unreachable):
        connect(stage, "482913")


@pytest.mark.parametrize("kind", [Kind.DROP, Kind.HTML, Kind.STATUS, Kind.TRUNCATED])
def test_a_login_that_does_not_get_through_is_unreachable(stage: Stage, kind: Kind) -> None:
    stage.server.fault(kind, path=EVERY_DOOR, count=99)
    with pytest.raises(Unreachable):
        connect(stage)


def test_a_ticket_that_gives_no_token_is_no_login(stage: Stage) -> None:
    """The library would go on with a cookie, at an address that is not the service's."""
    stage.server.fault(Kind.STATUS, path="/di-oauth2-service/.*", status=400, count=99)
    with pytest.raises(LoginNeeded):
        connect(stage)
    assert stage.secrets.kept == {}


def test_tokens_that_the_service_does_not_take_are_not_kept(stage: Stage) -> None:
    stage.server.fault(Kind.STATUS, path="/userprofile-service/.*", status=401, count=99)
    with pytest.raises(OnekError):
        connect(stage)
    assert stage.secrets.kept == {}


def test_an_old_login_stays_when_a_new_one_fails(stage: Stage) -> None:
    stage.secrets.kept["garmin"] = old = stage.server.tokens()
    with pytest.raises(LoginNeeded):
        connect(stage, password="wrong")
    assert stage.secrets.kept["garmin"] == old


def test_nothing_that_was_typed_is_seen(
    stage: Stage, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    code = stage.server.mfa_code = "482913"
    said = ""
    for kind in (Kind.STATUS, Kind.HTML, Kind.CUT_JSON, Kind.DROP):
        for path in (EVERY_DOOR, "/di-oauth2-service/.*", ".*/mfa/.*"):
            stage.server.fault(kind, path=path, count=99, status=400)
            try:
                connect(stage, code, code, code)
            except (OnekError, AssertionError) as error:
                said += "".join(traceback.format_exception(error))
            stage.server.heal()
    out, err = capfd.readouterr()
    everything = said + caplog.text + out + err
    assert said
    for secret in ("planted", code, stage.server.email):
        assert secret not in everything


@pytest.mark.parametrize("path", [".*/api/login", ".*/mfa/.*"])
def test_an_odd_answer_at_the_door_is_not_repeated(
    stage: Stage, path: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    code = stage.server.mfa_code = "482913"
    odd = json.dumps({"responseStatus": {"type": "ODD"}, "serviceTicketId": "ST-planted-9"}).encode()
    stage.server.fault(Kind.STATUS, path=path, status=200, body=odd, count=99)
    with pytest.raises(OnekError) as raised:
        connect(stage, *([] if "login" in path else [code] * 3))
    said = "".join(traceback.format_exception(raised.value))
    assert "planted" not in said and "planted" not in caplog.text
