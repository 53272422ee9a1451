"""Slow, endless and too many: what a connection may not, over real sockets, by both libraries for HTTP."""

import asyncio
import gc
import logging
import resource
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress

import pytest

from onek_sync.web import connections
from onek_sync.web.asgi import Answer, App, Receive, Scope, Send, plain
from onek_sync.web.connections import places
from onek_sync.web.server import config_of, doors, listen
from tests.web.listening import BOTH, SPEAKERS, Listening, listening, needed, rest

OK = b"GET /ok HTTP/1.1\r\nHost: x\r\n\r\n"
LAST = b"GET /ok HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Says the path, many times for `/long`."""
    await said(scope).send(scope, send)


def said(scope: Scope) -> Answer:
    many = 5_000_000 if scope["path"] == "/long" else 1
    return plain(200, scope["path"] * many)


class AtOnce:
    """Says the same without waiting, where that is heard; what begins with `/later` as ASGI does it."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def at_once(self, scope: Scope) -> Answer | None:
        self.asked.append(scope["path"])
        if scope["path"].startswith("/wrong"):
            raise ValueError(scope["path"])
        return None if scope["path"].startswith("/later") else said(scope)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await asyncio.sleep(0)
        if scope["path"].startswith("/wrong"):
            raise ValueError(scope["path"])
        await said(scope).send(scope, send)


AT_ONCE = AtOnce()


SERVED: dict[str, tuple[App, str]] = {
    "h11": (app, "h11"),
    "httptools": (app, "httptools"),
    "at once": (AT_ONCE, "httptools"),
}


@pytest.fixture(scope="module", autouse=True)
def _hurry() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(connections, "HEAD_WITHIN", 0.15)
        patched.setattr(connections, "TAKEN_WITHIN", 0.3)
        yield


@pytest.fixture(params=SERVED, scope="module")
def server(request: pytest.FixtureRequest) -> Iterator[Listening]:
    served, speaker = SERVED[request.param]
    needed(speaker)
    with listening(served, speaker, places=20) as made:
        yield made


@pytest.fixture(scope="module")
def at_once() -> Iterator[Listening]:
    needed("httptools")
    with listening(AT_ONCE, "httptools") as made:
        yield made


@pytest.fixture(autouse=True)
def _nothing_was_asked() -> None:
    AT_ONCE.asked.clear()


def test_what_is_known_at_once_is_said_as_any_other_answer(at_once: Listening) -> None:
    sooner, later = (at_once.says(LAST.replace(b"/ok", path)) for path in (b"/soon!", b"/later"))
    heads = [said.split(b"\r\n\r\n")[0].split(b"\r\n") for said in (sooner, later)]
    assert sorted(heads[0]) == sorted(heads[1])
    assert heads[0][0] == heads[1][0] == b"HTTP/1.1 200 OK"
    assert sooner.endswith(b"\r\n\r\n/soon!\n")


def test_head_is_answered_without_the_body(server: Listening) -> None:
    head = server.says(LAST.replace(b"GET", b"HEAD"))
    assert head.endswith(b"\r\n\r\n")
    assert b"content-length: 4\r\n" in head


def test_an_old_client_gets_his_answer_and_the_end(server: Listening) -> None:
    assert server.says(b"GET /ok HTTP/1.0\r\n\r\n").endswith(b"\r\n\r\n/ok\n")


@pytest.mark.parametrize("path", [b"/ok", b"/later"])
def test_who_says_no_more_gets_his_answer(server: Listening, path: bytes) -> None:
    with server.connect() as one:
        one.sendall(OK.replace(b"/ok", path))
        one.shutdown(socket.SHUT_WR)
        assert rest(one).endswith(b"\r\n\r\n%b\n" % path)


def test_what_is_known_at_once_waits_for_what_was_asked_before(at_once: Listening) -> None:
    paths = [b"/soon", b"/later1", b"/soon2", b"/soon3", b"/later4", b"/soon5"]
    asked = b"".join(OK.replace(b"/ok", path) for path in paths) + LAST
    bodies = [said.split(b"\r\n\r\n")[1] for said in at_once.says(asked).split(b"HTTP/1.1 200 OK")[1:]]
    assert bodies == [path + b"\n" for path in [*paths, b"/ok"]]


def test_a_mistake_of_ours_is_told_with_its_traceback(
    at_once: Listening, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, "uvicorn.error"):
        assert at_once.says(LAST.replace(b"/ok", b"/wrong")).startswith(b"HTTP/1.1 500 ")
    (record,) = caplog.records
    assert record.exc_info


def test_a_connection_is_used_again(server: Listening) -> None:
    with server.connect() as one:
        for _ in range(3):
            one.sendall(OK)
            got = b""
            while not got.endswith(b"/ok\n"):
                got += one.recv(1000)


def test_requests_that_are_sent_ahead_are_answered_in_order(server: Listening) -> None:
    many = b"".join(OK.replace(b"/ok", b"/%d" % number) for number in range(50))
    said = server.says(many + LAST)
    assert said.count(b"200 OK") == 51
    assert [said.index(b"\r\n\r\n/%d\n" % number) for number in range(50)] == sorted(
        said.index(b"\r\n\r\n/%d\n" % number) for number in range(50)
    )


@pytest.mark.parametrize("said", [b"GET /ok HT", b"GET /ok HTTP/1.1\r\nHost: x\r\n", b"\r\n"])
def test_a_head_that_does_not_end_is_given_up(server: Listening, said: bytes) -> None:
    got = server.says(said)
    assert got.startswith(b"HTTP/1.1 408 Request Timeout\r\n") or said == b"\r\n"
    server.until(lambda: server.connections == 0)


def test_a_letter_now_and_then_wins_no_time(server: Listening) -> None:
    with server.connect() as one:
        one.sendall(b"GET /ok HTTP/1.1\r\n")
        one.settimeout(0.05)
        while True:
            try:
                one.sendall(b"a: b\r\n")
                got = one.recv(1000)
                break
            except TimeoutError:
                continue
            except ConnectionError:
                got = b""
                break
    assert got == b"" or got.startswith(b"HTTP/1.1 408 ")
    server.until(lambda: server.connections == 0)


def test_a_later_head_has_no_more_time_than_the_first(
    server: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "TAKEN_WITHIN", 600.0)
    with server.connect() as one:
        one.sendall(OK)
        time.sleep(0.3)  # the first deadline goes by
        one.sendall(b"GET /ok HT")
        assert b"HTTP/1.1 408 " in rest(one)


def test_who_says_nothing_hears_nothing_and_is_let_go(server: Listening) -> None:
    assert server.says(b"") == b""


def test_who_takes_no_answer_is_let_go(server: Listening) -> None:
    with server.connect(receives=4096) as one:
        one.sendall(OK.replace(b"/ok", b"/long"))
        server.until(lambda: server.connections == 1)
        server.until(lambda: server.connections == 0)
        assert len(rest(one)) < 25_000_000


def test_who_breaks_off_leaves_nothing_behind(server: Listening) -> None:
    for _ in range(5):
        with server.connect() as one:
            one.sendall(OK)
            assert one.recv(1000)
            one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # no parting word
    server.until(lambda: server.connections == 0)
    server.says(LAST)  # may be about to end, but they have
    gc.collect()
    assert len([one for one in gc.get_objects() if isinstance(one, connections._Bounded)]) <= 1


@pytest.mark.parametrize(
    "head",
    [
        b"GET /" + b"a" * 10_000_000,
        b"GET /ok HTTP/1.1\r\n" + b"a" * 1_000_000,
        b"GET /ok HTTP/1.1\r\na: " + b"b" * 1_000_000,
        b"GET /ok HTTP/1.1\r\n" + b"a: b\r\n" * 100_000,
        b"G" * 1_000_000,
        b"GET /ok HTTP/1.1\r\na: " + b"b" * 40_000,
    ],
    ids=["url", "name", "value", "many", "method", "whole"],
)
def test_a_head_that_is_too_long_is_not_heard_to_its_end(server: Listening, head: bytes) -> None:
    got = server.says(head + b"\r\n\r\n")
    assert got == b"" or got.split(b" ")[1] in {b"400", b"431"}
    assert b"/ok" not in got
    server.until(lambda: server.connections == 0)


def test_a_long_head_within_its_limit_is_answered(server: Listening) -> None:
    head = LAST.replace(b"Host: x", b"Host: x\r\n" + b"Cookie: " + b"c" * 15_000)
    assert server.says(head).startswith(b"HTTP/1.1 200 OK")


@pytest.mark.parametrize(
    "framing",
    [
        b"Content-Length: 40\r\n",
        b"Content-Length: 100000000\r\n",
        b"Transfer-Encoding: chunked\r\n",
        b"Content-Length: 40\r\nTransfer-Encoding: chunked\r\n",
        b"Content-Length: 0\r\n",
        b"Expect: 100-continue\r\nContent-Length: 40\r\n",
    ],
)
def test_who_announces_a_body_gets_his_answer_and_nothing_hidden_in_it(
    server: Listening, framing: bytes
) -> None:
    request = b"POST /ok HTTP/1.1\r\nHost: x\r\n" + framing + b"\r\n0\r\n\r\n"
    got = server.says(request + OK.replace(b"/ok", b"/hidden") * 2)
    assert b"/hidden" not in got
    assert got == b"" or got.startswith((b"HTTP/1.1 200 OK", b"HTTP/1.1 400 Bad Request"))
    assert got.count(b"HTTP/1.1 ") <= 1


def test_a_flood_of_requests_ahead_is_stopped(at_once: Listening) -> None:
    assert at_once.says(b"GET /later HTTP/1.1\r\n\r\n" * 10_000).count(b"200 OK") <= 101


def test_what_comes_after_the_end_is_not_looked_at(at_once: Listening) -> None:
    last = OK.replace(b"Host", b"Content-Length: 0\r\nHost")
    assert at_once.says(last + OK * 20).count(b"200 OK") == 1
    assert AT_ONCE.asked == ["/ok"]


def test_answers_do_not_pile_up_for_who_takes_none(at_once: Listening) -> None:
    with at_once.connect(receives=4096) as one:
        one.sendall(OK.replace(b"/ok", b"/long") * 5)
        at_once.until(lambda: bool(AT_ONCE.asked))
        at_once.says(LAST)  # is answered when all that came before was looked at
        assert AT_ONCE.asked == ["/long", "/ok"]


def test_what_follows_a_good_request_takes_not_the_place_of_its_answer(server: Listening) -> None:
    for path in (b"/ok", b"/later"):
        got = server.says(OK.replace(b"/ok", path) + b"\0\0\r\n\r\n")
        assert got == b"" or got.startswith(b"HTTP/1.1 200 OK")


def test_a_thousand_silent_ones_take_nobodys_place(server: Listening) -> None:
    with ExitStack() as stack:
        silent = [stack.enter_context(server.connect()) for _ in range(100)]
        for one in silent[::2]:
            with suppress(ConnectionError):
                one.sendall(b"GET /ok HTTP/1.1\r\n")
        for _ in range(5):
            assert server.says(LAST).startswith(b"HTTP/1.1 200 OK")
        assert server.connections <= 20


def test_a_crowd_is_let_in_in_few_turns() -> None:
    """Else each waits until all whom the loop has let in before are answered, again and again."""
    uvloop = pytest.importorskip("uvloop", reason="pip install onek-sync[fast]")
    came: list[asyncio.Transport] = []

    class Counted(asyncio.Protocol):
        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn
            came.append(transport)

    async def let_in(at: socket.socket, turns: int) -> int:
        loop = asyncio.get_running_loop()
        servers = [await loop.create_server(Counted, sock=door) for door in doors(at)]
        for _ in range(turns):
            await asyncio.sleep(0)
        many = len(came)
        for server in servers:
            server.close()
        await asyncio.sleep(0)  # else uvloop waits for ever for whom it has half let in
        for one in came:
            one.close()
        return many

    with listen("127.0.0.1", 0) as at, ExitStack() as stack:
        for _ in range(64):
            stack.enter_context(socket.create_connection(at.getsockname()))
        assert uvloop.run(let_in(at, turns=32)) == 64


def test_where_all_are_busy_who_comes_last_hears_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    needed("httptools")
    monkeypatch.setattr(connections, "TAKEN_WITHIN", 60.0)
    twice = OK.replace(b"/ok", b"/long") * 2  # the second answer waits until the first is taken
    with listening(app, "httptools", places=3) as server, ExitStack() as stack:
        for _ in range(2):
            busy = stack.enter_context(server.connect(receives=4096))
            busy.sendall(twice)
            assert busy.recv(1) == b"H"
        assert server.says(LAST) == b""


@pytest.mark.parametrize("most", [300, 1000])
def test_files_may_be_open_for_every_place(most: int) -> None:
    """What is allowed cannot be had back, so it is asked in a process of its own."""
    code = f"""
import resource
from onek_sync.web.connections import places
resource.setrlimit(resource.RLIMIT_NOFILE, (256, {most}))
print(places(), resource.getrlimit(resource.RLIMIT_NOFILE)[0])
"""
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.split() == [str((most - 100) // 2), str(most)]


def test_more_files_are_no_reason_for_more_places() -> None:
    assert places() <= connections.MOST_CONNECTIONS
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    assert before[0] >= 2 * places()


def test_a_server_has_these_bounds() -> None:
    config = config_of(app, behind_proxy=False)
    assert isinstance(config.http, type)
    assert issubclass(config.http, connections._Bounded)
    assert (config.limit_concurrency, config.timeout_keep_alive) == (places(), connections.KEPT_ALIVE)


@pytest.mark.parametrize("speaker", BOTH)
def test_what_is_used_of_uvicorn_and_not_promised_is_there(speaker: str) -> None:
    """A newer uvicorn may name these otherwise; then web/connections.py wants another look."""
    needed(speaker)
    base = SPEAKERS[speaker]().__mro__[2]
    names = {
        "_unset_keepalive_if_required",
        "connection_made",
        "connection_lost",
        "data_received",
        "send_400_response",
    }
    names |= {"handle_events"} if speaker == "h11" else {"on_headers_complete", "_start_asgi_task"}
    assert names <= set(vars(base))
    made = {"cycle", "headers", "transport", "loop", "connections", "limit_concurrency"}
    assert made <= set(vars(base)["__init__"].__code__.co_names)
