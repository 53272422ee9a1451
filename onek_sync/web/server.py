"""The server: one process that answers over HTTP and keeps what it serves up to date."""

import asyncio
import logging
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial

import uvicorn

from onek_sync.app.serving import Served
from onek_sync.model.errors import Finding, OnekError
from onek_sync.web.asgi import Receive, Scope, Send, plain
from onek_sync.web.feed import BEGINNING, FeedDoor

LOOK_EVERY = 0.5  # seconds: an edit of the plan is seen after twice as many
KEEP_EVERY = 30.0  # seconds, for who fetched last
AFTER_A_MISTAKE = 60.0  # seconds
_STOP_WITHIN = 3  # seconds for requests that are being answered
_OK = plain(200, "ok")
_log = logging.getLogger("onek")


class Door:
    """Everything that is served: the feed before all else, `/healthz`, and for the rest the missing page."""

    def __init__(self, served: Served) -> None:
        self._served = served
        self._feed = FeedDoor(served, time.monotonic)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, or the life of the server."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["path"].startswith(BEGINNING):
            await self._feed(scope, receive, send)
        elif scope["path"] == "/healthz" and scope["method"] in {"GET", "HEAD"}:
            await _OK.send(scope, send)
        else:
            await self._feed.missing(scope).send(scope, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        if not self._served.feeds:  # the first time ever; else the last feed is there until the new one is
            await _went_well(self._served.refresh)
        keeper = asyncio.create_task(self._keep_up())
        await send({"type": "lifespan.startup.complete"})
        await receive()
        keeper.cancel()
        with suppress(asyncio.CancelledError):
            await keeper
        await asyncio.to_thread(self._served.keep, self._served.taken())
        await send({"type": "lifespan.shutdown.complete"})

    async def _keep_up(self) -> None:
        kept = time.monotonic()
        while True:
            well = await _went_well(self._served.refresh)
            if time.monotonic() - kept >= KEEP_EVERY:
                fetches, kept = self._served.taken(), time.monotonic()
                well &= await _went_well(partial(self._served.keep, fetches))
            await asyncio.sleep(LOOK_EVERY if well else AFTER_A_MISTAKE)


async def _went_well(work: Callable[[], None]) -> bool:
    """A mistake of ours shows its traceback, and the last good feed is served on."""
    try:
        await asyncio.to_thread(work)
    except Exception:
        _log.exception("this is a mistake in onek; the last good feed is served on")
        return False
    return True


def listen(host: str, port: int) -> socket.socket:
    """A socket for the server; port 0: any that is free. Raises OnekError where it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        now = "name another: onek serve --port 8001"
        what = f"{host} port {port} cannot be listened on ({error.strerror})"
        raise OnekError(Finding("F05", what, now)) from error


def run(served: Served, at: socket.socket, *, behind_proxy: bool) -> None:
    """Serve until SIGTERM or SIGINT."""
    config = uvicorn.Config(
        Door(served),
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
