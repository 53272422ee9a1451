"""The one door to a CalDAV server: the methods of its protocol, and what their answers say."""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

from onek_sync.model.errors import Finding, Unreachable
from onek_sync.model.target import Tools
from onek_sync.targets.caldav.answers import unread
from onek_sync.targets.caldav.wire import Answer, Login, Wire, said_of, trusts

if TYPE_CHECKING:
    from caldav.response import CalendarQueryResult, DAVResponse, PropfindResult

_XML = "application/xml; charset=utf-8"
_DONE = {200, 201, 204}
"""What says that something was written, made or taken away."""


class Door:
    """Asks one server, for one athlete. Each method raises a TargetError that says what may have been done.

    Who asks is asked for at the first request.
    """

    def __init__(self, name: str, url: str, tools: Tools, login: Callable[[], Login]) -> None:
        if find_spec("caldav") is None:
            what, now = f"{name}: the library caldav is not installed", 'run pip install "onek-sync[caldav]"'
            raise Unreachable(Finding("caldav.library", what, now))
        self.name = name
        self._url = url
        self._tools = tools
        self._login = login
        self._wire: Wire | None = None

    def find(self, url: str, body: bytes, depth: int = 0) -> "list[PropfindResult]":
        """What PROPFIND says of what lies there, and of what lies in it (`depth` 1)."""
        with self._multistatus("PROPFIND", url, body, depth) as answer:
            return answer.parse_propfind()

    def report(self, url: str, body: bytes) -> "list[CalendarQueryResult]":
        """Objects of a calendar, with their ETags and what they say."""
        with self._multistatus("REPORT", url, body, 1) as answer:
            return answer.parse_calendar_query()

    def get(self, url: str) -> tuple[str, str]:
        """The object that lies there, and its ETag."""
        answer = self._ask("GET", url, b"", {"Accept": "text/calendar"})
        text = answer.content.decode(errors="replace")
        if "BEGIN:VCALENDAR" not in text[:200]:
            raise unread(self.name, said_of("GET", url), writes=False)
        return text, str(answer.headers.get("ETag") or "")

    def put(self, url: str, body: bytes, condition: Mapping[str, str]) -> str:
        """The ETag of what is there now, "" where the server does not say."""
        headers = {"Content-Type": "text/calendar; charset=utf-8", **condition}
        return str(self._write("PUT", url, body, headers).headers.get("ETag") or "")

    def delete(self, url: str, condition: Mapping[str, str]) -> None:
        """Take away what is there."""
        self._write("DELETE", url, b"", condition)

    def make(self, url: str, body: bytes) -> None:
        """A new calendar."""
        self._write("MKCALENDAR", url, body, {"Content-Type": _XML})

    def knows(self, url: str) -> bool:
        """Whether that is an address of this server."""
        return trusts(self._url, url)

    @contextmanager
    def _multistatus(self, method: str, url: str, body: bytes, depth: int) -> "Iterator[DAVResponse]":
        """What the library trips over is no answer of a calendar server; its words may quote anything."""
        from caldav.lib.error import DAVError
        from caldav.response import DAVResponse

        raw = self._ask(method, url, body, {"Depth": str(depth), "Content-Type": _XML})
        if raw.status_code != 207 or not _is_multistatus(raw.content):
            raise unread(self.name, said_of(method, url), writes=False)
        try:
            yield DAVResponse(raw)
        except (DAVError, AssertionError, ValueError):
            raise unread(self.name, said_of(method, url), writes=False) from None

    def _write(self, method: str, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        answer = self._ask(method, url, body, headers)
        page = str(answer.headers.get("Content-Type") or "").startswith("text/html")
        # A hotel's net says 200 to everything; 202 and 207 say that it may not be done.
        if answer.status_code not in _DONE or (page and answer.status_code == 200):
            raise unread(self.name, said_of(method, url), writes=True)
        return answer

    def _ask(self, method: str, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        if self._wire is None:
            # Its messages quote what servers answer.
            logging.getLogger("caldav").setLevel(logging.CRITICAL + 1)
            self._wire = Wire(self.name, self._url, self._tools, self._login())
        return self._wire.ask(method, url, body, headers)


def _is_multistatus(body: bytes) -> bool:
    """Looked at before the library does, which writes what it cannot read into the root's log.

    No server of this protocol defines entities; whoever does wants to have files read, or memory filled.
    """
    from lxml import etree  # type: ignore[import-untyped, unused-ignore]

    try:
        root = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return False
    return root.getroottree().docinfo.internalDTD is None and str(root.tag).endswith("}multistatus")
