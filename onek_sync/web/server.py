"""The server: one process that answers over HTTP and keeps what it serves up to date."""

import gc
import logging
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import uvicorn

from onek_sync.app.serving import Served
from onek_sync.model.errors import Finding, OnekError
from onek_sync.web.asgi import App
from onek_sync.web.callers import THIS_MACHINE
from onek_sync.web.connections import KEPT_ALIVE, places, protocol
from onek_sync.web.counting import Requests
from onek_sync.web.door import Door, Sign
from onek_sync.web.feed import FeedDoor
from onek_sync.web.living import Clockwork, Living
from onek_sync.web.metrics import Metrics
from onek_sync.web.page import PageDoor
from onek_sync.web.ready import Ready

_GRACE = 2  # seconds for requests that are being answered, and then as many for a push
_AT_MOST = 4.7  # seconds from the signal to the end, whatever a thread waits for
_SWITCH = (
    0.0005  # seconds for which a request waits for the thread that looks at the files; else ten times that
)
_DOORS = 32
_RUBBISH = 50_000  # objects made until rubbish is looked for; else a look at all that is kept comes often
_log = logging.getLogger("onek")


def listen(host: str, port: int) -> socket.socket:
    """A socket for the server; port 0: any that is free. Raises OnekError where it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        now = "name another: onek serve --port 8001"
        what = f"{host} port {port} cannot be listened on ({error.strerror})"
        raise OnekError(Finding("F05", what, now)) from error


def doors(at: socket.socket) -> list[socket.socket]:
    """The socket, several times over.

    uvloop takes one connection for each in a turn, and answers all whom it has let in before the next
    (libuv since 1.45). So of two hundred who come at once the last would wait for the others' requests of
    two hundred turns.
    """
    return [at, *(at.dup() for _ in range(_DOORS - 1))]


def door_of(served: Served, clockwork: Clockwork | None = None) -> Door:
    """Everything that is served."""
    feed = FeedDoor(served, time.monotonic)
    requests = Requests()
    signs: dict[str, Sign] = {
        "/readyz": Ready(served, clockwork),
        "/metrics": Metrics(served, requests, clockwork),
    }
    return Door(Living(served, clockwork), feed, PageDoor(served, feed), signs, requests)


def run(served: Served, at: socket.socket, *, behind_proxy: bool, clockwork: Clockwork | None = None) -> None:
    """Serve until SIGTERM or SIGINT, with what ticks beside it."""
    server = _Server(config_of(door_of(served, clockwork), behind_proxy=behind_proxy))
    answer_first()
    with _stopped_by_signals(server):
        server.run(sockets=doors(at))


def config_of(door: App, *, behind_proxy: bool) -> uvicorn.Config:
    """How uvicorn serves it."""
    return uvicorn.Config(
        door,
        http=protocol(),
        limit_concurrency=places(),
        timeout_keep_alive=KEPT_ALIVE,
        access_log=False,  # paths hold tokens
        log_config=None,
        log_level="error",  # what strangers send is warned of, and would fill the log
        ws="none",
        lifespan="on",
        server_header=False,
        proxy_headers=behind_proxy,
        forwarded_allow_ips=os.environ.get("FORWARDED_ALLOW_IPS", ",".join(THIS_MACHINE)),
        timeout_graceful_shutdown=_GRACE,
    )


def answer_first() -> None:
    """Let no request wait long for what the process does beside it: another thread, a look for rubbish."""
    sys.setswitchinterval(_SWITCH)
    gc.collect()
    gc.freeze()
    gc.set_threshold(_RUBBISH)


class _Server(uvicorn.Server):
    """Ends in time, even where a thread hangs in a database that is locked: nothing of ours needs more."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """At a signal, the first of which counts."""
        if not self.should_exit:
            last = threading.Timer(_AT_MOST, _leave)
            last.daemon = True
            last.start()
        super().handle_exit(sig, frame)


def _leave() -> None:
    _log.warning("stopped, with work under way; the next start goes on with it")
    os._exit(0)


@contextmanager
def _stopped_by_signals(server: _Server) -> Iterator[None]:
    """Before uvicorn listens for signals, too; and when it raises them once more at its end."""
    signals = (signal.SIGTERM, signal.SIGINT)
    before = [signal.signal(one, server.handle_exit) for one in signals]
    try:
        yield
    finally:
        for one, handler in zip(signals, before, strict=True):
            signal.signal(one, handler)
