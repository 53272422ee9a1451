"""What answers which address. All that is nowhere gets one and the same answer."""

from collections.abc import Awaitable, Callable, Mapping

from onek_sync.web.asgi import Answer, App, Receive, Scope, Send, plain
from onek_sync.web.feed import BEGINNING, FeedDoor
from onek_sync.web.living import Living

Sign = Callable[[Scope], Awaitable[Answer | None]]
"""What tells operators something under one address; None for those who are told nothing."""


class Door:
    """Everything that is served: the feed before all else, the page, the signs for operators.

    `page`: a whole application, for what begins with one of `PAGE_BEGINNINGS`.
    """

    def __init__(
        self, living: Living, feed: FeedDoor, page: App | None = None, signs: Mapping[str, Sign] | None = None
    ) -> None:
        self._living = living
        self._feed = feed
        self._page = page
        self._signs = {"/healthz": _healthz, **(signs or {})}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, or the life of the server."""
        if scope["type"] == "lifespan":
            await self._living(receive, send)
        elif scope["path"].startswith(BEGINNING):
            await self._feed(scope, receive, send)
        elif self._page and scope["path"].startswith(PAGE_BEGINNINGS):
            await self._page(scope, receive, send)
        else:
            await (await self._sign(scope) or self._feed.missing(scope)).send(scope, send)

    def at_once(self, scope: Scope) -> Answer | None:
        """The answer, where nothing need be waited for; None: ask as ASGI does."""
        return self._feed.answer(scope) if scope["path"].startswith(BEGINNING) else None

    async def _sign(self, scope: Scope) -> Answer | None:
        sign = self._signs.get(scope["path"]) if scope["method"] in {"GET", "HEAD"} else None
        return await sign(scope) if sign else None


PAGE_BEGINNINGS = ("/a/", "/s/")
"""A page's, and its style and script, which hold nothing of anybody's."""


async def _healthz(scope: Scope) -> Answer:
    return _OK


_OK = plain(200, "ok")
