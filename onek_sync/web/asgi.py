"""The few words of ASGI that the door needs: what comes in, what goes out."""

from collections.abc import Awaitable, Callable, Iterable
from typing import Any, NamedTuple

Scope = dict[str, Any]
Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Header = tuple[bytes, bytes]


class Answer(NamedTuple):
    """A whole answer, made once and sent often; `head` is what HEAD gets instead of the body."""

    start: Message
    body: Message

    async def send(self, scope: Scope, send: Send) -> None:
        """To whoever asked; HEAD is answered as GET, without the body."""
        await send(self.start)
        await send(NO_BODY if scope["method"] == "HEAD" else self.body)


NO_BODY: Message = {"type": "http.response.body", "body": b""}


def answer(status: int, headers: Iterable[Header], body: bytes = b"") -> Answer:
    """An answer of these headers; a body brings its length."""
    length = [(b"content-length", str(len(body)).encode())] if status != 304 else []
    start = {"type": "http.response.start", "status": status, "headers": [*headers, *length]}
    return Answer(start, {"type": "http.response.body", "body": body})


def plain(status: int, text: str, *headers: Header) -> Answer:
    """A line of text that nobody keeps."""
    said = ((b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store"), *headers)
    return answer(status, said, text.encode() + b"\n")


def header(scope: Scope, name: bytes) -> bytes:
    """A header's value; several of one name are one list (RFC 9110 §5.2)."""
    return b", ".join(value for key, value in scope["headers"] if key == name)
