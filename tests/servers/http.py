"""A loopback HTTP server that answers as a service does, and misbehaves when told to.

A service is a subclass: its `routes` say which method answers which path. Faults are ordered by the number
of a matching request, so a test says exactly which call goes wrong and how::

    with Garmin() as server:
        server.fault(Kind.DROP_AFTER_COMMIT, nth=2, method="POST")
        server.fault(Kind.STATUS, status=429, headers={"Retry-After": "120"}, path="/workout-service/.*")
        ...
        assert server.calls() == ["GET /workouts", ...]

Nothing here knows pytest: a script may start a server as well.
"""

import json
import os
import re
import signal
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

FOREVER = 3600.0  # longer than any client waits; a server that stops lets go at once


class Kind(StrEnum):
    """How a request goes wrong; the name says whether the service has done it before that."""

    STATUS = "another status instead of doing it"
    STATUS_AFTER_COMMIT = "done, but another status"
    DROP = "the connection is closed before anything is done"
    DROP_AFTER_COMMIT = "done, and the connection is closed without an answer"
    SLOW = "no answer for a long time, nothing done before that"
    SLOW_AFTER_COMMIT = "done, and no answer for a long time"
    HTML = "a page for people instead of doing it"
    HTML_AFTER_COMMIT = "done, and a page for people"
    CUT_JSON = "done, and half of the JSON, well delivered"
    TRUNCATED = "done, and the connection closed in the middle of the answer"
    EMPTY = "done, and an answer without a body"

    @property
    def is_done(self) -> bool:
        """Whether the service has done what was asked."""
        return self.name.endswith("_AFTER_COMMIT") or self in {Kind.CUT_JSON, Kind.TRUNCATED, Kind.EMPTY}


class When(StrEnum):
    """When a client is killed."""

    BEFORE_COMMIT = "before"
    AFTER_COMMIT = "after"


@dataclass(frozen=True, slots=True)
class Request:
    """What came in."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        """The body; ValueError when it is no JSON."""
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class Response:
    """What goes out."""

    status: int = 204
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


def as_json(value: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """An answer for programs."""
    return Response(
        status, json.dumps(value).encode(), {"Content-Type": "application/json", **(headers or {})}
    )


def as_html(text: str, status: int = 200) -> Response:
    """An answer for people."""
    return Response(status, text.encode(), {"Content-Type": "text/html; charset=utf-8"})


@dataclass(frozen=True, slots=True)
class Seen:
    """One line of the log; status 0: no answer was given. `done`: the service did what was asked."""

    number: int
    method: str
    path: str
    query: Mapping[str, str]
    status: int
    done: bool

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


@dataclass(slots=True)
class _Order:
    """From the `nth` request on that matches, for `count` of them."""

    nth: int
    count: int
    method: str
    path: re.Pattern[str]
    met: int = 0

    def meets(self, request: Request) -> bool:
        """Count the request if it matches; whether it is one of those that are meant."""
        if self.method not in {"", request.method} or not self.path.fullmatch(request.path):
            return False
        self.met += 1
        return self.nth <= self.met < self.nth + self.count


@dataclass(slots=True)
class _Fault(_Order):
    kind: Kind = Kind.STATUS
    answer: Response = field(default_factory=Response)
    seconds: float = FOREVER


@dataclass(slots=True)
class _Trap(_Order):
    pid: int | Callable[[], int] = 0
    when: When = When.BEFORE_COMMIT

    def spring(self) -> None:
        """Kill the client; nothing is answered, so it is dead before it knows anything."""
        os.kill(self.pid() if callable(self.pid) else self.pid, signal.SIGKILL)


Handler = Callable[..., Response]
Route = tuple[str, str, Handler]


class Server:
    """Serves on a free port of this machine between `start` and `stop`, on threads of its own.

    State may be looked at and changed by a test at any time under `lock`; each request holds it while it
    is done.
    """

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.log: list[Seen] = []
        self.secrets_seen: list[str] = []  # Authorization headers, for a test that looks for leaks
        self._faults: list[_Fault] = []
        self._traps: list[_Trap] = []
        self._stopping = threading.Event()
        self._http: _Http | None = None

    def routes(self) -> Sequence[Route]:
        """Method, pattern of the whole path, and who answers: it gets the request and the groups."""
        raise NotImplementedError

    # -- the life of a server ------------------------------------------------------------------------

    def start(self, port: int = 0) -> Self:
        """Serve; on a given port when a client shall find it again."""
        self._stopping.clear()
        self._http = _Http(self, port)
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def stop(self) -> None:
        """Close every connection; who asks now finds nobody."""
        self._stopping.set()
        if self._http:
            self._http.shutdown()
            self._http.server_close()
            self._http = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def port(self) -> int:
        """The port that is served."""
        assert self._http, "the server does not run"
        return int(self._http.server_address[1])

    @property
    def url(self) -> str:
        """The base address, without a slash at its end."""
        return f"http://127.0.0.1:{self.port}"

    # -- what a test orders and asks -----------------------------------------------------------------

    def fault(
        self,
        kind: Kind,
        *,
        nth: int = 1,
        count: int = 1,
        method: str = "",
        path: str = ".*",
        status: int = 503,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        seconds: float = FOREVER,
    ) -> None:
        """Let the nth matching request from now on go wrong, and `count - 1` after it."""
        answer = Response(status, body, headers or {})
        pattern = re.compile(path)
        with self.lock:
            self._faults.append(
                _Fault(nth, count, method, pattern, kind=kind, answer=answer, seconds=seconds)
            )

    def kill_at(
        self, pid: int | Callable[[], int], nth: int, when: When, *, method: str = "", path: str = ".*"
    ) -> None:
        """SIGKILL that process at the nth matching request from now on, before or after it was done.

        `pid` may be a function (a Future's `result`), for a process that is not yet started.
        """
        with self.lock:
            self._traps.append(_Trap(nth, 1, method, re.compile(path), pid=pid, when=when))

    def heal(self) -> None:
        """Forget every order that is still open."""
        with self.lock:
            self._faults.clear()
            self._traps.clear()

    def calls(self, *methods: str) -> list[str]:
        """What was asked, as "METHOD /path", of these methods or of all."""
        with self.lock:
            return [str(seen) for seen in self.log if not methods or seen.method in methods]

    def forget_calls(self) -> None:
        """Begin a new log."""
        with self.lock:
            self.log.clear()

    # -- one request ---------------------------------------------------------------------------------

    def receive(self, request: Request) -> Response | None:
        """Do what is asked and what was ordered; None: no answer at all. Truncation is the handler's."""
        with self.lock:
            self.secrets_seen += filter(None, [request.headers.get("Authorization")])
            fault, trap = self._ordered(request)
            if trap and trap.when is When.BEFORE_COMMIT:
                trap.spring()
                return self._logged(request, None, done=False)
            done = not fault or fault.kind.is_done
            answer = self._answer(request) if done else Response()
            if trap:
                trap.spring()
                return self._logged(request, None, done=True)
            said = _spoilt(answer, fault) if fault else answer
            self._logged(request, said, done)
        if fault and fault.kind in {Kind.SLOW, Kind.SLOW_AFTER_COMMIT}:
            self._stopping.wait(fault.seconds)
        return said

    def _ordered(self, request: Request) -> tuple[_Fault | None, _Trap | None]:
        faults = [fault for fault in self._faults if fault.meets(request)]
        traps = [trap for trap in self._traps if trap.meets(request)]
        return (faults or [None])[0], (traps or [None])[0]  # type: ignore[list-item]

    def _answer(self, request: Request) -> Response:
        for method, pattern, handler in self.routes():
            found = re.fullmatch(pattern, request.path)
            if method == request.method and found:
                return handler(request, *found.groups())
        return as_json({"message": "no such resource"}, 404)

    def _logged(self, request: Request, answer: Response | None, done: bool) -> Response | None:
        status = answer.status if answer else 0
        number = len(self.log) + 1
        self.log.append(Seen(number, request.method, request.path, request.query, status, done))
        return answer


_PAGE = as_html("<!doctype html><title>Just a moment...</title><p>Checking your browser")


def _spoilt(answer: Response, fault: _Fault) -> Response | None:
    match fault.kind:
        case Kind.STATUS | Kind.STATUS_AFTER_COMMIT:
            return fault.answer
        case Kind.HTML | Kind.HTML_AFTER_COMMIT:
            return _PAGE
        case Kind.CUT_JSON:
            return Response(_full(answer), answer.body[: len(answer.body) // 2] or b"{", answer.headers)
        case Kind.TRUNCATED:
            length = str(len(answer.body) + 1)
            return Response(_full(answer), answer.body, {**answer.headers, "Content-Length": length})
        case Kind.EMPTY:
            return Response(200, b"", {"Content-Type": "application/json"})
        case _:
            return None


def _full(answer: Response) -> int:
    """The status of an answer that has a body."""
    return 200 if answer.status == 204 else answer.status


class _Http(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, service: Server, port: int) -> None:
        self.service = service
        self._open: set[Any] = set()
        super().__init__(("127.0.0.1", port), _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def server_close(self) -> None:
        super().server_close()
        for connection in list(self._open):
            self.shutdown_request(connection)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is what the tests are about; anything else is a mistake of ours."""
        if not isinstance(sys.exception(), OSError | ValueError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # connections are kept, as those of a real service
    disable_nagle_algorithm = True  # head and body are two packets; the second would wait 40 ms for an ACK
    server: _Http

    def handle_any(self) -> None:
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        request = Request(self.command, parts.path, query, self.headers, body)  # type: ignore[arg-type]
        answer = self.server.service.receive(request)
        if answer is None:
            self.close_connection = True
            return
        self._send(answer)

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = do_HEAD = handle_any
    do_OPTIONS = do_PROPFIND = do_PROPPATCH = do_REPORT = do_MKCALENDAR = handle_any  # WebDAV

    def _send(self, answer: Response) -> None:
        self.send_response(answer.status)
        headers = {"Content-Length": str(len(answer.body)), **answer.headers}
        if answer.status == 204:
            del headers["Content-Length"]
        for name, value in headers.items():
            self.send_header(name, value)
        if headers.get("Content-Length", "0") != str(len(answer.body)) and answer.status != 204:
            self.close_connection = True  # truncated: the rest never comes
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def log_message(self, format: str, *args: Any) -> None:
        """The service keeps the log."""
