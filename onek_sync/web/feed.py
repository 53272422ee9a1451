"""The feed over HTTP: `GET /f/<token>.ics`, answered from memory in a few lines of plain ASGI.

Everything that is sent is made when the feed is. Wrong tokens get what every missing page gets. A token
is written nowhere: not into a log, not into an answer.
"""

import math
from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.parse import parse_qs

from onek_sync.app.serving import MEDIA_TYPE, Feed, Served
from onek_sync.model.exchange import View
from onek_sync.web.asgi import Answer, Receive, Scope, Send, answer, named, plain
from onek_sync.web.callers import address, is_here
from onek_sync.web.conditions import has_it, http_date, takes_gzip
from onek_sync.web.limits import Limit

BEGINNING, END = "/f/", ".ics"
_LONGEST_PATH = _LONGEST_QUERY = 200
_MOST_KNOWN = 30_000  # feeds whose answers are kept ready
_PRIVATE = (
    (b"x-robots-tag", b"noindex"),  # a robots.txt would keep Google Calendar out, too
    (b"referrer-policy", b"no-referrer"),
)
_METHODS = ("GET", "HEAD")
MISSING = plain(404, "There is nothing here.", *_PRIVATE)
NOT_ALLOWED = plain(405, "Only GET and HEAD.", (b"allow", ", ".join(_METHODS).encode()), *_PRIVATE)
NOT_YET = plain(
    503, "The calendar cannot be made; its owner is told why.", (b"retry-after", b"300"), *_PRIVATE
)


class Encoded(NamedTuple):
    """A feed in one encoding: its ETag, the answer to who has it not, and to who has it."""

    etag: bytes
    whole: Answer
    same: Answer


class Encodings(NamedTuple):
    """A feed in both."""

    of: Feed
    plain: Encoded
    gzipped: Encoded

    def suited(self, headers: Mapping[bytes, bytes]) -> Answer:
        """The answer to who sends these headers."""
        one = self.gzipped if takes_gzip(headers.get(b"accept-encoding", b"")) else self.plain
        none_match, since = headers.get(b"if-none-match", b""), headers.get(b"if-modified-since", b"")
        return one.same if has_it(one.etag, self.of.changed, none_match, since) else one.whole


class FeedDoor:
    """Answers for the feed. `clock`: seconds that never go back, for the limits.

    An address may ask for 60 pages that are not there, then one every two seconds; a link may be fetched
    60 times at once, then once a second. This machine itself is not limited.
    """

    def __init__(self, served: Served, clock: Callable[[], float]) -> None:
        self._served = served
        self._strangers = Limit(60, 2.0, clock)
        self._guests = Limit(60, 1.0, clock)
        self._known: dict[tuple[str, bool], Encodings] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await self.answer(scope).send(scope, send)

    def answer(self, scope: Scope) -> Answer:
        """What there is for whoever asks."""
        busy = _busy(scope["query_string"])
        found = self._served.follow(token_in(scope["path"]), busy=busy)
        if found is None:
            return self.missing(scope)
        link, feed = found
        if refused := self.refused(scope, link):
            return refused
        if feed is None:
            return NOT_YET
        headers = named(scope)
        if scope["method"] == "GET":
            self._served.fetched(link, headers.get(b"user-agent", b"").decode("latin-1"))
        return self._encodings(feed, (link, busy)).suited(headers)

    def refused(self, scope: Scope, link: str) -> Answer | None:
        """What somebody with a link gets who asks too often, or for more than to look; None for nobody."""
        if not is_here(scope) and (wait := self._guests.wait(link)):
            return too_many(wait)
        return None if scope["method"] in _METHODS else NOT_ALLOWED

    def missing(self, scope: Scope) -> Answer:
        """What everybody gets who asks for what is not there."""
        if not is_here(scope) and (wait := self._strangers.wait(address(scope))):
            return too_many(wait)
        return MISSING

    def _encodings(self, feed: Feed, asked: tuple[str, bool]) -> Encodings:
        """Made when it is first asked for, and again when the feed is another."""
        known = self._known.get(asked)
        if known is None or known.of is not feed:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()  # links that were revoked long ago among them
            known = self._known[asked] = Encodings(
                feed, _encoded(feed, gzipped=False), _encoded(feed, gzipped=True)
            )
        return known


def token_in(path: str) -> str:
    """What stands for a token in a path; "" where nothing does."""
    if len(path) > _LONGEST_PATH:
        return ""
    beginning, token, end = path[: len(BEGINNING)], path[len(BEGINNING) : -len(END)], path[-len(END) :]
    return token if (beginning, end) == (BEGINNING, END) else ""


def too_many(wait: float) -> Answer:
    """Not so often."""
    return plain(429, "Too many requests.", (b"retry-after", str(math.ceil(wait)).encode()), *_PRIVATE)


def _encoded(feed: Feed, *, gzipped: bool) -> Encoded:
    etag = (feed.etag_gzipped if gzipped else feed.etag).encode()
    both = (
        (b"etag", etag),
        (b"last-modified", http_date(feed.changed).encode()),
        (b"cache-control", b"private, no-cache"),
        (b"vary", b"Accept-Encoding"),
        *_PRIVATE,
    )
    whole = [(b"content-type", MEDIA_TYPE.encode()), *both]
    if gzipped:
        whole.append((b"content-encoding", b"gzip"))
    body = feed.gzipped if gzipped else feed.body
    return Encoded(etag, answer(200, whole, body), answer(304, both))


def _busy(query: bytes) -> bool:
    if not query or len(query) > _LONGEST_QUERY:
        return False
    return View.BUSY.value in parse_qs(query.decode("latin-1")).get("view", ())
