"""The few words of ASGI that the door needs: what comes in, what goes out."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping
from http import HTTPStatus
from typing import Any, NamedTuple

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Header = tuple[bytes, bytes]


class Answer(NamedTuple):
    """A whole answer, made once and sent often. Flat, since of many feeds each part lies far from the next.

    `head`: status and headers as they go over the wire; it wants the date, and an empty line.
    """

    status: int
    headers: tuple[Header, ...]
    head: bytes
    body: bytes

    async def send(self, scope: Scope, send: Send) -> None:
        """To whoever asked, as ASGI says it; HEAD is answered as GET, without the body."""
        await send({"type": "http.response.start", "status": self.status, "headers": list(self.headers)})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else self.body})


def answer(status: int, headers: Iterable[Header], body: bytes = b"") -> Answer:
    """An answer of these headers; a body brings its length."""
    length = [(b"content-length", str(len(body)).encode())] if status != 304 else []
    said = (*headers, *length)
    head = f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n".encode() + lines(said)
    return Answer(status, said, head, body)


def lines(headers: Iterable[Header]) -> bytes:
    """Headers as they go over the wire."""
    return b"".join(b"%b: %b\r\n" % each for each in headers)


def plain(status: int, text: str, *headers: Header) -> Answer:
    """A line of text that nobody keeps."""
    said = ((b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store"), *headers)
    return answer(status, said, text.encode() + b"\n")


def header(scope: Scope, name: bytes) -> bytes:
    """A header's value; several of one name are one list (RFC 9110 §5.2)."""
    return named(scope).get(name, b"")


def named(scope: Scope) -> Mapping[bytes, bytes]:
    """The headers by their names; several of one name are one list."""
    headers = scope["headers"]
    found: dict[bytes, bytes] = dict(headers)
    if len(found) < len(headers):
        found.clear()
        for name, value in headers:
            found[name] = b", ".join((found[name], value)) if name in found else value
    return found
