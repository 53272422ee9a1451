"""A CalDAV server that misbehaves: what each failure means, what it leaves there, and no secret is told."""

import logging
import traceback
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from onek_sync.model.errors import (
    LoginNeeded,
    Paused,
    Refused,
    TargetError,
    Unreachable,
    Unsure,
)
from onek_sync.model.target import Listing, Remote
from onek_sync.targets.caldav import wire
from onek_sync.targets.caldav.wire import Login, trusts
from tests.servers.caldav import PASSWORD, RadicaleServer, authorization
from tests.servers.http import Kind, Request, Response, Route, Server
from tests.targets.caldav_stage import Stage, staged
from tests.targets.contract import EASY, HARD, NOW, OTHER, WINDOW, day, entry


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with staged(RadicaleServer, tmp_path) as made:
        yield made


@pytest.fixture
def known(stage: Stage) -> Remote:
    return stage.made("tue", HARD)


Verb = Callable[[Stage, Remote], object]
VERBS: dict[str, tuple[str, Verb]] = {
    "look": ("REPORT", lambda stage, known: stage.target().list(WINDOW, [entry(known)])),
    "create": ("PUT", lambda stage, known: stage.made("wed", EASY, day(2))),
    "update": (
        "PUT",
        lambda stage, known: list(stage.target().update(known, stage.wanted("tue", OTHER, day(1)))),
    ),
    "delete": ("DELETE", lambda stage, known: list(stage.target().delete(known))),
}

# Status, and what it means for a look and for a write.
STATUS: Sequence[tuple[int, type[TargetError], type[TargetError]]] = (
    (400, Unreachable, Refused),
    (401, LoginNeeded, LoginNeeded),
    (403, Unreachable, Refused),
    (405, Unreachable, Refused),
    (409, Unreachable, Refused),
    (413, Unreachable, Refused),
    (423, Unreachable, Refused),
    (429, Paused, Paused),
    (500, Unreachable, Unsure),
    (502, Unreachable, Unsure),
    (503, Unreachable, Unsure),
    (507, Unreachable, Refused),
)


def failed(stage: Stage, known: Remote, verb: str) -> TargetError:
    with pytest.raises(TargetError) as caught:
        VERBS[verb][1](stage, known)
    return caught.value


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize(("status", "looking", "writing"), STATUS)
def test_a_status_says_whether_trying_again_makes_sense(
    stage: Stage,
    known: Remote,
    verb: str,
    status: int,
    looking: type[TargetError],
    writing: type[TargetError],
) -> None:
    stage.server.fault(Kind.STATUS, method=VERBS[verb][0], status=status)
    error = failed(stage, known, verb)
    assert isinstance(error, looking if verb == "look" else writing)
    assert str(error).count("\n") == 0
    assert error.findings[0].now
    assert sees(stage, known) == ["tue"]


def sees(stage: Stage, known: Remote) -> list[str]:
    return sorted(one.slot for one in stage.target().list(WINDOW, [entry(known)]).remotes)


@pytest.mark.parametrize(("status", "after", "minutes"), [(429, "", 15), (429, "120", 2), (503, "60", 1)])
def test_a_server_that_asks_to_wait_is_left_alone_until_then(
    stage: Stage, known: Remote, status: int, after: str, minutes: int
) -> None:
    stage.server.fault(Kind.STATUS, method="REPORT", status=status, headers={"Retry-After": after})
    error = failed(stage, known, "look")
    assert isinstance(error, Paused)
    assert error.until == NOW + timedelta(minutes=minutes)


@pytest.mark.parametrize(
    "kind",
    [Kind.DROP, Kind.DROP_AFTER_COMMIT, Kind.SLOW_AFTER_COMMIT, Kind.HTML, Kind.HTML_AFTER_COMMIT],
)
@pytest.mark.parametrize("verb", ["create", "update", "delete"])
def test_a_write_without_a_clear_answer_is_unsure_and_a_look_shows_what_it_did(
    stage: Stage, known: Remote, verb: str, kind: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patience:
        if kind is Kind.SLOW_AFTER_COMMIT:
            patience.setattr(wire, "PATIENCE", 1)
        stage.server.fault(kind, method=VERBS[verb][0])
        assert isinstance(failed(stage, known, verb), Unsure)
    done = {"create": ["tue", "wed"], "update": ["tue"], "delete": []}
    assert sees(stage, known) == (done[verb] if kind.is_done else ["tue"])
    if verb == "update":
        (shown,) = stage.target().list(WINDOW, [entry(known)]).remotes
        assert (shown.digest != known.digest) is kind.is_done


@pytest.mark.parametrize("kind", [Kind.DROP, Kind.HTML, Kind.TRUNCATED, Kind.EMPTY, Kind.CUT_JSON])
def test_a_look_without_a_whole_answer_concludes_nothing(stage: Stage, known: Remote, kind: Kind) -> None:
    stage.server.fault(kind, method="REPORT")
    assert isinstance(failed(stage, known, "look"), Unreachable)
    assert sees(stage, known) == ["tue"]


@pytest.mark.parametrize("status", [202, 207])
@pytest.mark.parametrize("verb", ["create", "update", "delete"])
def test_a_write_of_which_it_is_not_said_that_it_is_done_is_unsure(
    stage: Stage, known: Remote, verb: str, status: int
) -> None:
    """RFC 4918 §9.6.1: 207 to DELETE tells of something that could not be taken away."""
    stage.server.fault(Kind.STATUS, method=VERBS[verb][0], status=status)
    assert isinstance(failed(stage, known, verb), Unsure)


@pytest.mark.parametrize(("limit", "value"), [("MOST_BYTES", 100), ("LONGEST_ANSWER", -1.0)])
def test_an_answer_without_end_is_not_read_to_its_end(
    stage: Stage, known: Remote, limit: str, value: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as small:
        small.setattr(f"onek_sync.targets.whole.{limit}", value)
        error = failed(stage, known, "look")
    assert isinstance(error, Unreachable) and "is none of a calendar server" in str(error)
    assert sees(stage, known) == ["tue"]


PARTIAL = """<?xml version="1.0"?><multistatus xmlns="DAV:"><response><href>{url}</href>
<status>HTTP/1.1 507 Insufficient Storage</status></response></multistatus>"""
SILENT = """<?xml version="1.0"?><multistatus xmlns="DAV:"></multistatus>"""


def as_xml(stage: Stage, body: str, **order: int) -> None:
    headers = {"Content-Type": "application/xml; charset=utf-8"}
    stage.server.fault(Kind.STATUS, method="REPORT", status=207, headers=headers, body=body.encode(), **order)


def test_a_listing_that_is_cut_short_concludes_nothing(stage: Stage, known: Remote) -> None:
    as_xml(stage, PARTIAL.format(url=known.id.rpartition("/")[0]))
    assert isinstance(failed(stage, known, "look"), Unreachable)


@pytest.mark.parametrize(
    "entity", ['"lol"', 'SYSTEM "{file}"', 'SYSTEM "{url}/evil"'], ids=["text", "a file", "an address"]
)
def test_an_answer_that_defines_entities_is_none_of_a_calendar_server(
    stage: Stage, known: Remote, tmp_path: Path, entity: str
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("/secret")
    said = entity.format(file=secret.as_uri(), url=stage.server.url)
    calls = len(stage.server.calls())
    as_xml(
        stage,
        SILENT.replace("<multi", f"<!DOCTYPE a [<!ENTITY x {said}>]><multi", 1).replace(
            "></m", "><response><href>&x;</href></response></m"
        ),
    )
    assert isinstance(failed(stage, known, "look"), Unreachable)
    assert len(stage.server.calls()) == calls + 1


def test_what_two_listings_leave_out_is_asked_for_by_its_address(stage: Stage, known: Remote) -> None:
    as_xml(stage, SILENT, count=2)
    assert sees(stage, known) == ["tue"]


def test_where_no_etag_comes_with_the_answer_it_is_asked_for(stage: Stage) -> None:
    stage.make_calendar("training", "Training")
    stage.server.fault(Kind.STATUS_AFTER_COMMIT, method="PUT", status=201)
    remote = stage.made("tue", HARD)
    assert stage.target().list(WINDOW, []).remotes[0].version == remote.version != ""


def test_a_server_that_is_not_there_is_said(stage: Stage, known: Remote) -> None:
    target, want = stage.target(), stage.wanted("tue", OTHER, day(1))
    stage.server.stop()
    for ask in (
        lambda: target.list(WINDOW, [entry(known)]),
        lambda: list(target.update(known, want)),
        lambda: list(target.delete(known)),
    ):
        with pytest.raises(Unreachable, match="cannot be reached; check the network"):
            ask()


def test_a_server_without_sound_tls_is_not_told_the_password(stage: Stage) -> None:
    target = stage.target(url=stage.server.url.replace("http:", "https:"))
    with pytest.raises(Unreachable, match="its certificate is not accepted"):
        target.list(WINDOW, [])
    assert stage.server.secrets_seen == []


def test_an_address_without_calendars_is_said(stage: Stage) -> None:
    stage.server.fault(Kind.STATUS, method="PROPFIND", status=404, count=2)
    with pytest.raises(Unreachable, match=r"there is no calendar of yours at .*; write the address"):
        stage.target().list(WINDOW, [])


# Whom the password is shown to.


class Other(Server):
    """Another server, which would like to have the password."""

    def routes(self) -> Sequence[Route]:
        return [(method, ".*", lambda request: Response(207)) for method in ("PROPFIND", "REPORT", "PUT")]


@pytest.fixture
def other() -> Iterator[Other]:
    with Other() as server:
        yield server


def test_a_redirect_to_a_stranger_is_not_followed(stage: Stage, known: Remote, other: Other) -> None:
    for verb, (method, _) in VERBS.items():
        stage.server.fault(Kind.STATUS, method=method, status=308, headers={"Location": f"{other.url}/x/"})
        assert "sends us to 127.0.0.1, which is not its own" in str(failed(stage, known, verb))
    assert other.log == []


HOME = """<?xml version="1.0"?><multistatus xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><response>
<href>/</href><propstat><prop><C:calendar-home-set><href>{url}/anna/</href></C:calendar-home-set></prop>
<status>HTTP/1.1 200 OK</status></propstat></response></multistatus>"""


def test_a_home_at_a_stranger_is_not_visited(stage: Stage, other: Other) -> None:
    headers = {"Content-Type": "application/xml"}
    body = HOME.format(url=other.url).encode()
    stage.server.fault(Kind.STATUS, method="PROPFIND", status=207, headers=headers, body=body)
    with pytest.raises(Unreachable, match="which is not its own; the password was not sent there"):
        stage.target().list(WINDOW, [])
    assert other.log == []


def test_a_redirect_on_the_same_server_is_followed(stage: Stage) -> None:
    """RFC 6764 §5: the well-known address sends to where the calendars are."""
    stage.server.fault(Kind.STATUS, method="PROPFIND", path="/", status=405)
    stage.server.fault(
        Kind.STATUS, method="PROPFIND", path="/.well-known/.*", status=301, headers={"Location": "/anna/"}
    )
    assert stage.target().list(WINDOW, []) == Listing()


def test_a_circle_of_redirects_is_left(stage: Stage, known: Remote) -> None:
    stage.server.fault(Kind.STATUS, method="REPORT", status=307, headers={"Location": "/here/"}, count=9)
    assert "around in a circle" in str(failed(stage, known, "look"))


@pytest.mark.parametrize(
    ("own", "url", "trusted"),
    [
        ("https://caldav.icloud.com/", "https://p12-caldav.icloud.com:443/7/calendars/", True),
        ("https://caldav.icloud.com/", "http://p12-caldav.icloud.com/7/calendars/", False),
        ("https://caldav.icloud.com/", "https://p12-caldav.icloud.com.example/", False),
        ("https://caldav.icloud.com/", "https://noticloud.com/", False),
        ("https://cloud.example.com/", "https://cloud.example.com:443/remote.php/dav/", True),
        ("https://cloud.example.com/", "http://cloud.example.com/remote.php/dav/", False),
        ("https://cloud.example.com/", "https://other.example.com/", False),
        ("https://cloud.example.com/", "https://cloud.example.com:8443/", False),
    ],
)
def test_only_the_servers_own_hosts_are_trusted(own: str, url: str, trusted: bool) -> None:
    assert trusts(own, url) is trusted


class Digest(Server):
    """A server that takes no password in clear (Baikal, as it comes)."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def routes(self) -> Sequence[Route]:
        return [("PROPFIND", ".*", self.show)]

    def show(self, request: Request) -> Response:
        said = request.headers.get("Authorization") or ""
        self.said.append(said.partition(" ")[0])
        if said.startswith("Digest "):
            return Response(404)
        return Response(401, b"", {"WWW-Authenticate": 'Digest realm="r", nonce="n", qop="auth"'})


def test_a_server_that_wants_a_digest_gets_one(stage: Stage) -> None:
    with Digest() as server:
        with pytest.raises(Unreachable, match="no calendar of yours"):
            stage.target(url=f"{server.url}/dav/").list(WINDOW, [])
        assert server.said == ["Basic", "", "Digest"]


# No secret is told.


@pytest.mark.parametrize("verb", VERBS)
def test_no_failure_tells_the_password(
    stage: Stage, known: Remote, verb: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    secrets = (PASSWORD, authorization().removeprefix("Basic "))
    echo = " ".join(secrets).encode()  # a server that repeats what it was told
    for status in (200, 207, 400, 401, 403, 412, 429, 500, 507):
        for kind in ("text/html", "application/xml", "text/calendar"):
            headers = {"Content-Type": kind, "WWW-Authenticate": f'Basic realm="{PASSWORD}"'}
            stage.server.heal()
            stage.server.fault(
                Kind.STATUS, status=status, headers=headers, body=echo, count=9, method=VERBS[verb][0]
            )
            try:
                VERBS[verb][1](stage, known)
            except TargetError as error:
                told = "".join(traceback.format_exception(error))
                assert not [one for one in secrets if one in told]
    assert stage.server.secrets_seen
    assert not [one for one in secrets if one in caplog.text]


def test_a_login_does_not_show_its_password() -> None:
    assert PASSWORD not in repr(Login("anna", PASSWORD))
