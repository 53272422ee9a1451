"""The way into the athlete's page: by its token, and from there by Starlette's routes.

A wrong token, a week that is not there and a page that never was get the one answer for what is missing.
"""

from starlette.routing import Route, Router

from onek_sync.app.serving import Served
from onek_sync.web.asgi import Receive, Scope, Send
from onek_sync.web.feed import FeedDoor
from onek_sync.web.page.pages import Pages
from onek_sync.web.page.replies import elsewhere, lasting
from onek_sync.web.page.static import STATIC

PAGES, STATICS = "/a/", "/s/"
_LONGEST_PATH = 500
_METHODS = frozenset({"GET", "HEAD"})


class PageDoor:
    """Answers for the page and its style. Whom `feed` refuses is refused here, too."""

    def __init__(self, served: Served, feed: FeedDoor) -> None:
        self._served = served
        self._feed = feed
        pages = Pages(served, self._missing)
        routes = [
            Route("/", pages.this_week),
            Route("/week/{number:int}/", pages.week),
            Route("/week/{number:int}/fit.zip", pages.week_files),
            Route("/session/{key}.fit", pages.session_file),
            Route("/subscribe/", pages.subscribe),
            Route("/plan.ics", pages.calendar),
            Route("/print/", pages.printed),
            Route("/print/{number:int}/", pages.printed),
        ]
        self._inside = Router(routes, redirect_slashes=False, default=self._missing)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        path = scope["path"]
        if len(path) > _LONGEST_PATH or not path.isprintable():  # a route would overlook a line feed
            await self._missing(scope, receive, send)
        elif path.startswith(STATICS):
            await self._static(scope, receive, send)
        else:
            await self._page(scope, receive, send)

    async def _static(self, scope: Scope, receive: Receive, send: Send) -> None:
        found = STATIC.get(scope["path"].removeprefix(STATICS))
        if found and scope["method"] in _METHODS:
            await lasting(scope, found.body, found.media_type)(scope, receive, send)
        else:
            await self._missing(scope, receive, send)

    async def _page(self, scope: Scope, receive: Receive, send: Send) -> None:
        token, slash, inside = scope["path"].removeprefix(PAGES).partition("/")
        given = self._served.page(token)
        if given is None:
            await self._missing(scope, receive, send)
        elif refused := self._feed.refused(scope, given.link.id):
            await refused.send(scope, send)
        elif not slash:
            await elsewhere(f"{token}/")(scope, receive, send)
        else:
            await self._inside({**scope, "path": f"/{inside}", "given": given}, receive, send)

    async def _missing(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._feed.missing(scope).send(scope, send)
