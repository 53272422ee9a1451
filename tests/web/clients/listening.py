"""Between a subscriber and the server: hears what is asked and answered, and may answer itself."""

import http.client
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

PASSED_ON = ("Accept-Encoding", "If-None-Match", "If-Modified-Since", "User-Agent")
ANSWERED = ("Content-Type", "Content-Encoding", "ETag", "Last-Modified", "Cache-Control", "Vary")
GONE = 0  # instead of a status: the connection ends without a word


class Exchange(NamedTuple):
    """A request and its answer: whether it was asked by ETag, whether packed, and the status."""

    by_etag: bool
    gzip: bool
    status: int


class Between:
    """What was heard so far. `instead`: a status that is answered without asking the server."""

    def __init__(self, server: int) -> None:
        self.server = server
        self.heard: list[Exchange] = []
        self.instead: int | None = None
        self.port = 0


@contextmanager
def between(server: int) -> Iterator[Between]:
    """Listens at a port of its own."""
    state = Between(server)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            if state.instead is None:
                status, headers, body = self._forwarded()
            else:
                status, headers, body = state.instead, {}, b""
            gzip = headers.get("Content-Encoding") == "gzip"
            if status == GONE:
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)
            else:
                self._say(status, headers, body)
            state.heard.append(Exchange("If-None-Match" in self.headers, gzip, status))

        def _forwarded(self) -> tuple[int, dict[str, str], bytes]:
            connection = http.client.HTTPConnection("127.0.0.1", state.server, timeout=30)
            asked = {name: self.headers[name] for name in PASSED_ON if name in self.headers}
            connection.request("GET", self.path, headers=asked)
            got = connection.getresponse()
            said = {name: got.headers[name] for name in ANSWERED if name in got.headers}
            body = got.read()
            connection.close()
            return got.status, said, body

        def _say(self, status: int, headers: dict[str, str], body: bytes) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if status != 304:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """It says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listener:
        state.port = listener.server_port
        threading.Thread(target=listener.serve_forever, daemon=True).start()
        try:
            yield state
        finally:
            listener.shutdown()
