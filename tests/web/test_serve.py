"""The whole server, over HTTP: what a subscriber sees while the plan is edited, broken, and taken away."""

import signal
import socket
from pathlib import Path

import pytest

from onek_sync.model.errors import OnekError
from onek_sync.web.server import listen
from tests.exporters import ical_reading
from tests.web.serving import MONDAY, Home, Server


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    return Home(tmp_path, monkeypatch)


def test_a_subscriber_sees_every_edit_and_never_a_broken_one(home: Home) -> None:
    path = home.link()
    with home.serving() as server:
        first = server.ask(path, user_agent="Thunderbird/153")
        assert (first.status, first.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
        assert server.ask(path, if_none_match=first.headers["etag"]).status == 304

        home.edit("6x400m", "8x400m")
        server.until(lambda: server.ask(path, if_none_match=first.headers["etag"]).status == 200)
        second = server.ask(path)
        assert second.body.count(b"SEQUENCE:1\r\n") == 1

        home.edit("8x400m", "8xx400m")
        later = home.link("later")
        server.until(lambda: server.ask(later).status == 200)  # a look at the files, after the edit
        assert server.ask(path).body == second.body

        home.edit("8xx400m", "6x400m")
        server.until(lambda: server.ask(path, if_none_match=second.headers["etag"]).status == 200)
        assert server.ask(path, user_agent="iOS/19").body.count(b"SEQUENCE:2\r\n") == 1
        assert server.stop(signal.SIGTERM) == 0
    assert home.links()["phone"]["by"] == "iOS/19"
    assert "iOS/19" in home.onek("feed", "list")


def test_a_broken_edit_is_told_with_its_place(home: Home) -> None:
    path = home.link()
    with home.serving() as server:
        assert server.ask(path).status == 200
        home.edit("6x400m", "6xx400m")
        assert server.hear("plan.yaml:8:").endswith("the last good feed is served on\n")


def test_what_a_client_sees_of_methods_encodings_and_readers(home: Home) -> None:
    path, gone = home.link(), home.link("gone")
    with home.serving() as server:
        whole, packed = server.ask(path), server.ask(path, accept_encoding="gzip")
        head = server.ask(path, "HEAD", accept_encoding="gzip")
        assert (head.status, head.body) == (200, b"")
        assert without_date(head.headers) == without_date(packed.headers)
        assert len(packed.body) == int(packed.headers["content-length"]) < len(whole.body)
        assert server.ask(path, "HEAD", if_none_match=whole.headers["etag"]).status == 304
        for method in ("POST", "PUT", "DELETE", "OPTIONS", "PROPFIND"):
            got = server.ask(path, method)
            assert (got.status, got.headers["allow"]) == (405, "GET, HEAD")
        assert server.ask("/healthz").body == b"ok\n"
        assert "server" not in whole.headers

        home.onek("feed", "revoke", "gone")
        server.until(lambda: server.ask(gone).status == 404)
        missing, revoked = server.ask("/f/nothing.ics"), server.ask(gone)
        assert without_date(revoked.headers) == without_date(missing.headers)
        assert revoked.body == missing.body
        # A proxy that was not declared is no reason to believe whom it asks for, nor to lift the limits.
        asked = [server.ask("/f/guess.ics", x_forwarded_for=f"203.0.113.{n}").status for n in range(62)]
        assert asked == [404] * 60 + [429] * 2
    seen = [ical_reading.EVERY[name](whole.body) for name in ("ical", "ical.js")]
    starts = [{uid: one.start for uid, one in events.items()} for events in seen]
    assert len(starts[0]) == 5
    assert starts[0] == starts[1]
    assert starts[0]["spring.w01-mon-1@onek-sync"].startswith(f"{MONDAY}T1")


def without_date(headers: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name != "date"}


def test_a_client_that_hangs_does_not_hold_up_the_end(home: Home) -> None:
    with home.serving() as server, socket.create_connection(("127.0.0.1", server.port)) as idle:
        idle.sendall(b"GET /healthz HTTP/1.1\r\n")
        assert server.ask("/healthz").status == 200
        assert server.stop(signal.SIGINT) == 0


def test_a_port_that_is_taken_is_told_in_a_sentence() -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(OnekError, match=f"127.0.0.1 port {port} cannot be listened on .*--port 8001"):
            listen("127.0.0.1", port)


def test_no_token_is_written_anywhere(home: Home) -> None:
    paths = home.link(), home.link("work", "--busy")
    with home.serving() as server:
        for each in paths:
            server.ask(each)
            server.ask(each, "PUT")
            server.ask(each[:-5] + "A.ics")
            raw(server, f"GET {each} HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n")
            raw(server, f"GET http://evil.example{each} HTTP/9.9\r\n\r\n")
        home.edit("6x400m", "6xx400m")
        server.hear("plan.yaml:8:")
        server.stop()
    kept = b"".join(file.read_bytes() for file in home.path.parent.rglob("*") if file.is_file())
    said = "".join(server.said)
    for each in paths:
        token = each.removeprefix("/f/").removesuffix(".ics")
        assert token[10:] not in said
        assert token[10:].encode() not in kept
        assert token[:10].encode() in kept  # the id is there: the search finds what there is to find


def test_what_strangers_send_fills_no_log(home: Home) -> None:
    with home.serving() as server:
        for request in ("\0\0\0", "GET / HTTP/9.9", "GET /\0 HTTP/1.1", f"GET /{'A' * 1_000_000} HTTP/1.1"):
            raw(server, f"{request}\r\nHost: x\r\n\r\n")
            raw(server, f"{request}\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n")
        assert server.ask("/healthz").status == 200
        server.stop()
    assert "".join(server.said[:2]).splitlines()[1:] == [
        "onek: nothing is pushed by itself: no target is set up",
        "onek: stopped",
    ]


def raw(server: Server, request: str) -> bytes:
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        try:
            connection.sendall(request.encode())
            return connection.recv(10_000)
        except ConnectionError:  # it has heard enough
            return b""


def test_behind_a_proxy_it_says_who_is_asking(home: Home) -> None:
    home.settings("[web]\nbehind_proxy = true\n")
    with home.serving() as server:
        asked = [server.ask("/f/guess.ics", x_forwarded_for="203.0.113.9").status for _ in range(62)]
        assert asked == [404] * 60 + [429] * 2
        assert server.ask("/f/guess.ics", x_forwarded_for="203.0.113.10").status == 404
