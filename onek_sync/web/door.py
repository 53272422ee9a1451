"""What answers which address. All that is nowhere gets one and the same answer."""

from collections.abc import Awaitable, Callable, Mapping

from onek_sync.web.asgi import Answer, App, Receive, Scope, Send, plain
from onek_sync.web.counting import Requests
from onek_sync.web.feed import BEGINNING, FeedDoor
from onek_sync.web.living import Living

Sign = Callable[[Scope], Awaitable[Answer | None]]
"""What tells operators something under one address; None for those who are told nothing."""


class Door:
    """Everything that is served: the feed before all else, the page, the signs for operators.

    `page`: a whole application, for what begins with one of `PAGE_BEGINNINGS`.
    """

    def __init__(
        self,
        living: Living,
        feed: FeedDoor,
        page: App | None = None,
        signs: Mapping[str, Sign] | None = None,
        requests: Requests | None = None,
    ) -> None:
        self._living = living
        self._feed = feed
        self._page = page
        self._signs = {"/healthz": _healthz, **(signs or {})}
        self._requests = requests or Requests()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, or the life of the server."""
        if scope["type"] == "lifespan":
            await self._living(receive, send)
        elif known := self.at_once(scope):
            await known.send(scope, send)
        elif self._page and scope["path"].startswith(PAGE_BEGINNINGS):
            await self._page(scope, receive, self._requests.counting("page", send))
        else:
            sign = await self._sign(scope)
            given = self._requests.count("sign", scope, sign) if sign else self._missing(scope)
            await given.send(scope, send)

    def at_once(self, scope: Scope) -> Answer | None:
        """The answer, where nothing need be waited for; None: ask as ASGI does."""
        if not scope["path"].startswith(BEGINNING):
            return None
        return self._requests.count("feed", scope, self._feed.answer(scope))

    def _missing(self, scope: Scope) -> Answer:
        return self._requests.count("missing", scope, self._feed.missing(scope))

    async def _sign(self, scope: Scope) -> Answer | None:
        sign = self._signs.get(scope["path"]) if scope["method"] in {"GET", "HEAD"} else None
        return await sign(scope) if sign else None


PAGE_BEGINNINGS = ("/a/", "/s/")
"""A page's, and its style and script, which hold nothing of anybody's."""


async def _healthz(scope: Scope) -> Answer:
    return _OK


_OK = plain(200, "ok")
