"""The server: one process that answers over HTTP and keeps what it serves up to date."""

import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from onek_sync.app.serving import Served
from onek_sync.model.errors import Finding, OnekError
from onek_sync.web.door import Door
from onek_sync.web.feed import FeedDoor
from onek_sync.web.living import Living

_STOP_WITHIN = 3  # seconds for requests that are being answered


def listen(host: str, port: int) -> socket.socket:
    """A socket for the server; port 0: any that is free. Raises OnekError where it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        now = "name another: onek serve --port 8001"
        what = f"{host} port {port} cannot be listened on ({error.strerror})"
        raise OnekError(Finding("F05", what, now)) from error


def door_of(served: Served) -> Door:
    """Everything that is served."""
    return Door(Living(served), FeedDoor(served, time.monotonic))


def run(served: Served, at: socket.socket, *, behind_proxy: bool) -> None:
    """Serve until SIGTERM or SIGINT."""
    config = uvicorn.Config(
        door_of(served),
        access_log=False,  # paths hold tokens
        log_config=None,
        log_level="error",  # what strangers send is warned of, and would fill the log
        ws="none",
        lifespan="on",
        server_header=False,
        proxy_headers=behind_proxy,  # whom it believes: this machine, or FORWARDED_ALLOW_IPS
        timeout_graceful_shutdown=_STOP_WITHIN,
    )
    with _stopped_gently():
        uvicorn.Server(config).run(sockets=[at])


@contextmanager
def _stopped_gently() -> Iterator[None]:
    """uvicorn stops at a signal and raises it once more afterwards, when there is nothing left to stop."""
    signals = (signal.SIGTERM, signal.SIGINT)
    before = [signal.signal(one, lambda *_: None) for one in signals]
    try:
        yield
    finally:
        for one, handler in zip(signals, before, strict=True):
            signal.signal(one, handler)
