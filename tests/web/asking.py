"""Requests to an ASGI app without a net: one call, one answer."""

import asyncio
from collections.abc import Mapping
from typing import NamedTuple

from onek_sync.web.asgi import App, Message, Scope

HERE, AWAY = "127.0.0.1", "203.0.113.7"


class Got(NamedTuple):
    """An answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def ask(
    app: App,
    path: str,
    method: str = "GET",
    query: str = "",
    client: str = AWAY,
    **headers: str,
) -> Got:
    """What the app answers; headers are named like `if_none_match`."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    scope: Scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": query.encode(),
        "client": (client, 50000),
        "headers": [
            (name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in headers.items()
        ],
    }
    asyncio.run(app(scope, receive, send))
    start, body = sent
    names = [name for name, _ in start["headers"]]
    assert len(set(names)) == len(names)
    said = {name.decode(): value.decode() for name, value in start["headers"]}
    return Got(start["status"], said, body["body"])
