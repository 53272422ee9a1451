"""Bad input over real sockets, at the whole door: a status that fits or a closed connection, and no more.

No person's data, nothing that grows, no word in the log. By both libraries that speak HTTP.
"""

import logging
import random
import re
import resource
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from onek_sync.app.feed_links import add_link
from onek_sync.app.serving import Served
from onek_sync.web.server import door_of
from tests.app.feeding import Runner
from tests.web.listening import BOTH, Listening, listening, needed, rest

END = b"\r\nHost: x\r\nConnection: close\r\n\r\n"
GONE = b"There is nothing here.\n"
STATUS = re.compile(rb"HTTP/1\.1 (\d{3}) ")


class Open:
    """A server of a runner's feed and page, with the paths of both."""

    def __init__(self, listening: Listening, feed: str, page: str) -> None:
        self.listening = listening
        self.feed, self.page = feed.encode(), page.encode()

    def says(self, request: bytes) -> bytes:
        """What is answered to a client that says no more after that."""
        with self.listening.connect() as one:
            try:
                one.sendall(request)
                one.shutdown(1)
            except OSError:  # it has heard enough
                pass
            return rest(one)

    def get(self, path: bytes, *headers: bytes) -> bytes:
        return self.says(b"\r\n".join([b"GET %b HTTP/1.1" % path, *headers]) + END)


@pytest.fixture(params=BOTH, scope="module")
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Open]:
    needed(request.param)
    folder = tmp_path_factory.mktemp(request.param)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("onek_sync.store.secrets.user_state_path", lambda name: folder / "state")
        (folder / "home").mkdir()
        with Runner(folder / "home").world() as world:
            link = add_link(world, "phone")
            served = Served(world, print)
            served.refresh()
            with listening(door_of(served), request.param) as made:
                yield Open(made, f"/f/{link.token}.ics", f"/a/{link.page}/")


@pytest.fixture(autouse=True)
def _nothing_is_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    with caplog.at_level(logging.ERROR):
        yield
    assert [record.getMessage() for record in caplog.get_records("call")] == []


def without_date(said: bytes) -> bytes:
    return re.sub(rb"date: [^\r]*\r\n", b"", said)


def test_a_good_request_is_answered(server: Open) -> None:
    """What the others are measured by."""
    assert b"\r\n\r\nBEGIN:VCALENDAR" in server.get(server.feed)
    assert b"<html" in server.get(server.page)
    assert server.get(b"/healthz").endswith(b"ok\n")


@pytest.mark.parametrize(
    "path",
    [
        *(b"/..", b"/../../etc/passwd", b"/f/../../etc/passwd", b"/s/../pages.py", b"/s/..%2fpages.py"),
        *(b"/%2e%2e/%2e%2e/etc/passwd", b"/f/%2e%2e%2f%2e%2e%2fetc%2fpasswd", b"/a/..;/", b"/s/%00", b"/%00"),
        *(b"/f/%00.ics", b"/f/%0d%0aSet-Cookie:%20a=b.ics", b"//", b"///f", b"/f", b"/f/", b"/a/"),
        *(b"/?", b"/?view=busy", b"/.git/config", b"/plan.yaml", b"/onek.toml", b"/onek.db", b"/%"),
        *(b"/f/.ics", b"/f/%ff%fe.ics", b"/f/%C3%A9.ics", b"/%zz", b"/f/%u0041.ics", b"/a/%2e%2e/healthz"),
        *(b"/f/" + b"A" * 42 + b".ics", b"/f/" + b"A" * 10_000 + b".ics", b"/a/" + b"a" * 10_000 + b"/"),
        *(b"/a/" + b"%2f" * 3000, b"/s/" + b"../" * 3000, b"/healthz/../f/", b"/readyz%00"),
        *(b"/HEALTHZ", b"/metrics", b"/metrics/", b"/robots.txt", b"/favicon.ico"),
    ],
)  # fmt: skip
def test_what_is_nowhere_is_missing(server: Open, path: bytes) -> None:
    assert without_date(server.get(path)) == without_date(server.get(b"/nothing"))


@pytest.mark.parametrize(
    "around", [b"%b/", b"/%b", b"%b%%00", b"%b;a=b", b"/x/..%b", b"%b%%2f", b"%b.ics", b"%b%%23"]
)
def test_a_path_beside_the_right_one_is_missing(server: Open, around: bytes) -> None:
    assert server.get(around % server.feed).endswith(GONE)


@pytest.mark.parametrize(
    "request_",
    [
        b"\0\0\0\0", b"\xff" * 100, b"\r\n\r\n\r\n\r\n", b" \r\n\r\n", b"GET\r\n\r\n", b"GET /\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n", b"GET / HTTP/0.9\r\n\r\n", b"GET / HTTP/2.0\r\n\r\n",
        b"GET  /  HTTP/1.1\r\n\r\n", b"GET / FTP/1.1\r\n\r\n", b"GET /\0 HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost\r\n\r\n", b"GET / HTTP/1.1\r\n: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\0y\r\n\r\n", b"G\xc3\xa9T / HTTP/1.1\r\n\r\n",
        b"GET /\xc3\xa9 HTTP/1.1\r\nHost: x\r\n\r\n", b"GET / HTTP/1.1\r\nHost: x\r\nA b: c\r\n\r\n",
        b"GET * HTTP/1.1\r\nHost: x\r\n\r\n", b"OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
        b"CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n",
        b"GET nothing HTTP/1.1\r\nHost: x\r\n\r\n", b"GET ?x HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET http://[::1 HTTP/1.1\r\nHost: x\r\n\r\n", b"GET http:// HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", b"GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n",
        b"GET / HTTP/1.1\nHost: x\n\n", b"GET / HTTP/1.1\rHost: x\r\r",
        b"GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n\x81\x05Hello",
        b"GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nAccept-Encoding: " + b"gzip;q=" * 1000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nIf-None-Match: " + b'W/"' * 3000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nRange: bytes=0-1,1-2\r\nTE: trailers\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0",
        b"\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03" + bytes(range(256)) * 2, b"SSH-2.0-OpenSSH_9.6\r\n",
        b"EHLO evil.example\r\n", b"*1\r\n$4\r\nPING\r\n",
    ],
)  # fmt: skip
def test_what_is_no_request_gets_400_or_nothing_and_shows_nothing(server: Open, request_: bytes) -> None:
    got = server.says(request_)
    assert set(STATUS.findall(got)) <= {b"400", b"404"}
    assert server.get(b"/healthz").endswith(b"ok\n")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "LOCK"])
def test_nothing_can_be_done_but_looking(server: Open, method: str) -> None:
    for path in (server.feed, server.page):
        got = server.says(b"%b %b HTTP/1.1" % (method.encode(), path) + END)
        assert STATUS.findall(got) == [b"405"]
        assert b"\r\nallow: GET, HEAD\r\n" in got
    for path in (b"/", b"/healthz", b"/readyz", b"/s/page.css"):
        assert server.says(b"%b %b HTTP/1.1" % (method.encode(), path) + END).endswith(GONE)


SMUGGLED = b"GET /f/hidden.ics HTTP/1.1\r\nHost: x\r\n\r\n"


@pytest.mark.parametrize(
    "framing",
    [
        b"Content-Length: %d\r\nTransfer-Encoding: chunked\r\n",
        b"Transfer-Encoding: chunked\r\nContent-Length: %d\r\n",
        b"Content-Length: 3\r\nContent-Length: %d\r\n", b"Content-Length: %d, 3\r\n",
        b"Content-Length: +%d\r\n", b"Content-Length: -%d\r\n", b"Content-Length: 0x%d\r\n",
        b"Content-Length: %d\r\n 0\r\n", b"Content-Length : %d\r\n",
        b"Transfer-Encoding: xchunked\r\n", b"Transfer-Encoding : chunked\r\n",
        b"Transfer-Encoding: chunked, identity\r\n", b"Transfer-Encoding: identity, chunked\r\n",
        b"Transfer-Encoding:\x0bchunked\r\n",
        b"Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n",
        b"X: y\nTransfer-Encoding: chunked\r\n", b"X: y\rContent-Length: %d\r\n",
        b"Content-Length:\r\n %d\r\n", b"Content-Length: 99999999999999999999%d\r\n",
    ],
)  # fmt: skip
@pytest.mark.parametrize("body", [b"0\r\n\r\n", b"5\r\nhello\r\n0\r\n\r\n", b"zz\r\n", b""])
def test_no_second_request_hides_in_a_first(server: Open, framing: bytes, body: bytes) -> None:
    head = b"GET /healthz HTTP/1.1\r\nHost: x\r\n" + framing.replace(b"%d", b"%d" % len(body))
    got = server.says(head + b"\r\n" + body + SMUGGLED)
    assert STATUS.findall(got) in ([], [b"200"], [b"400"])


GOOD = b"GET %b HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\nIf-None-Match: x\r\nContent-Length: 0\r\n\r\n"
FITTING = {b"200", b"304", b"308", b"400", b"404", b"405", b"431"}


@pytest.mark.parametrize("number", range(8))
def test_a_request_that_was_gnawed_at_shows_nothing_to_who_has_no_key(server: Open, number: int) -> None:
    """Good requests with bytes taken out, doubled, changed and swapped; forty a time, the same each time."""
    dice = random.Random(number)
    signs = b"\0\r\n\t :;,/\\%?#.\"'=()<>[]{}\x7f\x80\xff0Aa"
    for _ in range(40):
        said = bytearray(GOOD % dice.choice([server.feed, server.page, b"/healthz", b"/s/page.css"]))
        for _ in range(dice.randint(1, 6)):
            at = dice.randrange(len(said))
            match dice.randrange(4):
                case 0:
                    del said[at : at + dice.randint(1, 20)]
                case 1:
                    said[at:at] = bytes([dice.choice(signs)]) * dice.choice([1, 1, 2, 300])
                case 2:
                    said[at] = dice.choice(signs)
                case _:
                    said[at:at] = said[dice.randrange(len(said)) :]
        got = server.says(bytes(said))
        assert set(STATUS.findall(got)) <= FITTING, bytes(said)
        if b"VCALENDAR" in got or b"<html" in got:
            assert server.feed[3:-4] in said or server.page[3:-1] in said


HOSTS = [
    b"Host: evil.example", b"Host: evil.example:99999",
    b"Host: evil.example\r\nX-Forwarded-Host: evil.example", b"X-Forwarded-Host: evil.example",
    b"X-Forwarded-Proto: evil", b"X-Original-URL: /evil", b"X-Rewrite-URL: /evil",
    b"Forwarded: host=evil.example;proto=evil", b"X-Forwarded-Prefix: /evil", b"X-Forwarded-Port: 6666",
    b"Origin: https://evil.example", b"Referer: https://evil.example/", b"X-HTTP-Method-Override: DELETE",
]  # fmt: skip


@pytest.mark.parametrize("header", HOSTS)
def test_nothing_is_made_from_what_a_request_says_of_its_host(server: Open, header: bytes) -> None:
    for path in (
        server.feed,
        server.page,
        server.page + b"subscribe/",
        server.page[:-1],
        b"/nothing",
        b"/healthz",
    ):
        plain = server.says(b"GET %b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n" % path)
        got = server.says(b"GET %b HTTP/1.1\r\n%b\r\nConnection: close\r\n\r\n" % (path, header))
        if STATUS.findall(got) != [b"400"]:  # one that has no Host is no request of HTTP/1.1
            assert without_date(got) == without_date(plain)
        assert b"evil" not in got


def test_an_absolute_address_shows_no_more_than_its_path(server: Open) -> None:
    got = server.get(b"http://evil.example%b" % server.feed)
    assert got.endswith(GONE) or b"BEGIN:VCALENDAR" in got
    assert b"evil" not in got
    assert server.get(b"http://evil.example/nothing").endswith(GONE)


def test_wrong_tokens_by_the_thousand_are_told_the_same(server: Open) -> None:
    many = 2000
    token = server.feed[3:-4]
    requests = [b"GET /f/%b%032d.ics HTTP/1.1\r\nHost: x\r\n\r\n" % (token[:10], n) for n in range(many)]
    heard = b""
    with server.listening.connect() as one:
        for n in range(0, many, 50):
            one.sendall(b"".join(requests[n : n + 50]))
            while heard.count(GONE) < n + 50:
                heard += one.recv(1_000_000)
    answers = {without_date(answer) for answer in heard.split(GONE)[:-1]}
    assert len(answers) == 1
    assert STATUS.findall(heard) == [b"404"] * many


def test_a_thousand_idle_connections_leave_room_and_memory(server: Open) -> None:
    before = resident()
    with ExitStack() as stack:
        idle = [stack.enter_context(server.listening.connect()) for _ in range(1000)]
        for one in idle[::2]:
            one.sendall(b"GET /f/")
        server.listening.until(lambda: server.listening.connections >= 1000)
        for _ in range(20):
            assert b"BEGIN:VCALENDAR" in server.get(server.feed)
        assert resident() - before < 40 * 1024 * 1024  # both ends of a thousand, and what is between
    server.listening.until(lambda: server.listening.connections == 0)


def resident() -> int:
    """Bytes of memory; 0 where the system does not tell."""
    statm = Path("/proc/self/statm")
    return int(statm.read_text().split()[1]) * resource.getpagesize() if statm.exists() else 0
