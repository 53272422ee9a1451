"""A server in a thread of this process, by either library that speaks HTTP, and plain sockets to it."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest
import uvicorn

from onek_sync.web import connections
from onek_sync.web.asgi import App
from onek_sync.web.server import config_of, listen

PATIENCE = 30  # seconds, for a machine that does other things, too
SPEAKERS = {"h11": connections.with_h11, "httptools": connections.with_httptools}
BOTH = tuple(SPEAKERS)


class Listening:
    """A server that listens."""

    def __init__(self, server: uvicorn.Server, port: int) -> None:
        self.server = server
        self.port = port

    @property
    def connections(self) -> int:
        return len(self.server.server_state.connections)

    def connect(self, receives: int | None = None) -> socket.socket:
        """A connection; `receives`: how many bytes the system may keep of what is not read."""
        made = socket.socket()
        made.settimeout(PATIENCE)
        if receives:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receives)
        made.connect(("127.0.0.1", self.port))
        return made

    def says(self, request: bytes) -> bytes:
        """All that is answered till the connection is closed."""
        with self.connect() as connection:
            with suppress(ConnectionError):  # it has heard enough; what it said is still to be read
                connection.sendall(request)
            return rest(connection)

    def until(self, wanted: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not wanted():
            assert time.monotonic() < end, "it never came"
            time.sleep(0.01)


def rest(connection: socket.socket) -> bytes:
    """All that comes till the other side closes the connection, in whatever way."""
    got = b""
    while True:
        try:
            more = connection.recv(1_000_000)
        except ConnectionError:
            return got
        if not more:
            return got
        got += more


def needed(speaker: str) -> None:
    """Skip where it is not installed."""
    if speaker == "httptools":
        pytest.importorskip("httptools", reason="pip install onek-sync[fast]")


@contextmanager
def listening(
    app: App, speaker: str, places: int | None = None, *, behind_proxy: bool = False
) -> Iterator[Listening]:
    """The app, served as `onek serve` does it."""
    with listen("127.0.0.1", 0) as at:
        config = config_of(app, behind_proxy=behind_proxy)
        config.http = SPEAKERS[speaker]()
        config.loop = "asyncio" if speaker == "h11" else "auto"
        config.lifespan = "off"
        config.limit_concurrency = places or config.limit_concurrency
        server = uvicorn.Server(config)
        thread = threading.Thread(target=lambda: server.run(sockets=[at]), daemon=True)
        port = at.getsockname()[1]
        thread.start()
        made = Listening(server, port)
        try:
            made.until(lambda: server.started)
            yield made
        finally:
            server.should_exit = True
            thread.join(PATIENCE)
