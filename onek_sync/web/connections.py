"""How long and how large a request may be, and how many connections there are.

uvicorn waits for ever for a request that does not end, and for a client that takes no answer; and httptools
lets a line grow for ever. So each connection has a deadline, a request's head a size, and the server places.
"""

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from http import HTTPStatus
from typing import TYPE_CHECKING

from onek_sync.web.asgi import Answer, Header, lines

if TYPE_CHECKING:
    from uvicorn._types import ASGI3Application, HTTPScope
    from uvicorn.protocols.http.h11_impl import H11Protocol as Base
else:
    Base = object

HEAD_WITHIN = 10.0  # seconds from its first byte, or from the connection's beginning
TAKEN_WITHIN = 60.0  # seconds from a request to the last byte of its answer
KEPT_ALIVE = 15  # seconds without a request
LONGEST_HEAD = 16_384  # bytes
MOST_AHEAD = 100  # requests sent before the first is answered
MOST_CONNECTIONS = 2000
_FILES_BESIDE = 100  # the database, the plan, what talks to services
_PIECE = 8_192  # bytes that are read at once, so that a head ends no further beyond its limit
_BODY = frozenset({b"content-length", b"transfer-encoding"})


def places() -> int:
    """How many connections there is room for: as many as files may be open, and as are wanted.

    The limit of open files is raised as far as is needed and allowed. Connections that were accepted and not
    yet counted are open, too; so only every other place is given.
    """
    try:
        import resource
    except ImportError:  # Windows, which has no such limit
        return MOST_CONNECTIONS
    wanted = 2 * MOST_CONNECTIONS + _FILES_BESIDE
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
        soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY:
        return MOST_CONNECTIONS
    return min(MOST_CONNECTIONS, max(1, (soft - _FILES_BESIDE) // 2))


def protocol() -> type[asyncio.Protocol]:
    """What speaks HTTP: httptools where it is installed (the extra `fast`), which is quicker, or else h11."""
    try:
        return with_httptools()
    except ModuleNotFoundError:
        return with_h11()


def with_h11() -> type[asyncio.Protocol]:
    """By h11, which is pure Python."""
    from uvicorn.protocols.http.h11_impl import H11Protocol

    class Bounded(_Bounded, H11Protocol):
        def handle_events(self) -> None:
            before = self.cycle
            super().handle_events()
            if self.cycle is not before:
                self.asked()
                self.cycle.keep_alive &= not _announces_body(self.headers)

    return Bounded


def with_httptools() -> type[asyncio.Protocol]:
    """By httptools. Raises ModuleNotFoundError where it is not installed."""
    from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

    class Bounded(_Bounded, HttpToolsProtocol):  # type: ignore[misc]  # as h11's, in all that is used of it
        def on_headers_complete(self) -> None:
            if self.transport.is_closing():  # what comes after the end
                return
            self.asked()
            super().on_headers_complete()
            if len(self.pipeline) > MOST_AHEAD:
                self.transport.abort()

        def _start_asgi_task(self, cycle: RequestResponseCycle, app: "ASGI3Application") -> None:
            cycle.keep_alive &= not _announces_body(cycle.scope["headers"])
            # A client that takes nothing is waited for, as ASGI does it: else its answers would pile up here.
            known = None if self.flow.write_paused else _at_once(app, cycle.scope)
            if known is None:
                super()._start_asgi_task(cycle, app)
                return
            end = b"\r\n" if cycle.keep_alive else b"connection: close\r\n\r\n"
            head = known.head + lines(self.server_state.default_headers) + end
            body = known.body if cycle.scope["method"] != "HEAD" else b""
            self.transport.writelines((head, body))
            cycle.response_started = cycle.response_complete = True
            if not cycle.keep_alive:
                self.transport.close()
            cycle.on_response = _nothing  # as uvicorn does it: else each waits for the garbage collector
            self.on_response_complete()

    return Bounded


def _nothing() -> None:
    """What is left to do after an answer."""


def _at_once(app: "ASGI3Application", scope: "HTTPScope") -> Answer | None:
    """What the app can answer without waiting: a task and its messages would take longer than that."""
    ask = getattr(app, "at_once", None)
    try:
        return ask(scope) if ask else None
    except Exception:
        return None  # asked again as ASGI does it, it is told with its traceback


def _announces_body(headers: Iterable[Header]) -> bool:
    """Nobody here reads one: who announces a body gets his answer, and the end."""
    return not _BODY.isdisjoint([name for name, _ in headers])


class _Bounded(Base):
    """A connection of uvicorn's with a deadline, looked at every so often: a timer for each would cost."""

    deadline: float
    _heard = 0  # bytes of a head that is not complete
    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn
        super().connection_made(transport)
        self.deadline = self.loop.time() + HEAD_WITHIN
        self._timer = self.loop.call_at(self.deadline, self._look)
        if self.limit_concurrency and len(self.connections) >= self.limit_concurrency:
            self._make_room()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._unset_keepalive_if_required()  # which uvicorn forgets where the other side broke off
        if self._timer:
            self._timer.cancel()
            self._timer = None

    def data_received(self, data: bytes) -> None:
        if not self._heard:
            self.deadline = self.loop.time() + HEAD_WITHIN
        for at in range(0, len(data), _PIECE):
            piece = data[at : at + _PIECE]
            self._heard += len(piece)
            super().data_received(piece)
            if self.transport.is_closing():
                return
            if self._heard > LONGEST_HEAD:
                self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
                return

    def eof_received(self) -> bool:  # type: ignore[override]  # as asyncio has it: True keeps the connection
        """Who says no more may still wait for an answer."""
        if not self.is_idle:
            self.cycle.keep_alive = False
        return not self.is_idle

    def asked(self) -> None:
        """A head is complete."""
        self._heard = 0
        self.deadline = self.loop.time() + TAKEN_WITHIN

    def send_400_response(self, msg: str) -> None:
        self._refuse(HTTPStatus.BAD_REQUEST)

    @property
    def is_idle(self) -> bool:
        """Whether it waits for a request."""
        return self.cycle is None or self.cycle.response_complete  # type: ignore[redundant-expr]  # at first

    def _look(self) -> None:
        if self.loop.time() >= self.deadline:
            if self.transport.is_closing() or not self.is_idle:  # what was said is not taken
                self.transport.abort()
                return
            if self._heard:
                self._refuse(HTTPStatus.REQUEST_TIMEOUT)
            self.transport.close()
            self.deadline += HEAD_WITHIN
        soon = self.loop.time() + HEAD_WITHIN  # by when the next head may have begun, and be due
        self._timer = self.loop.call_at(min(self.deadline, soon), self._look)

    def _refuse(self, status: HTTPStatus) -> None:
        """No more of this; in the middle of another answer, without a word."""
        if self.is_idle:
            self.transport.write(_REFUSALS[status])
            self.transport.close()
        else:
            self.transport.abort()

    def _make_room(self) -> None:
        """Of those who ask nothing, the one that may do so the least longer goes; else whoever came last.

        Without a word: at a 503 some calendars give up, and at no answer they come again.
        """
        others = (one for one in self.connections if isinstance(one, _Bounded) and one is not self)
        idle = [one for one in others if one.is_idle and not one.transport.is_closing()] or [self]
        gone = min(idle, key=lambda one: one.deadline)
        gone.transport.abort()
        self.connections.discard(gone)  # uvicorn counts who is here before it hears that one is not


def _refusal(status: HTTPStatus) -> bytes:
    head = f"HTTP/1.1 {status.value} {status.phrase}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
    return head.encode()


_REFUSALS = {
    status: _refusal(status)
    for status in (
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.REQUEST_TIMEOUT,
        HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
    )
}
