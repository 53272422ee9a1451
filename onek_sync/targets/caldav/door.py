"""The one door to a CalDAV server: the methods of its protocol, and what their answers say."""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING
from weakref import finalize

from onek_sync.model.errors import Finding, Unreachable
from onek_sync.model.target import Tools
from onek_sync.settings.targets import is_loopback
from onek_sync.targets.caldav.answers import unread
from onek_sync.targets.caldav.wire import READS, Login, Wire, said_of, trusts

if TYPE_CHECKING:
    from caldav.davclient import DAVClient
    from caldav.response import CalendarQueryResult, DAVResponse, PropfindResult

PATIENCE = 30
"""Seconds to wait for an answer."""
_XML = "application/xml; charset=utf-8"


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
        self._client: DAVClient | None = None

    def find(self, url: str, body: bytes, depth: int = 0) -> "list[PropfindResult]":
        """What PROPFIND says of what lies there, and of what lies in it (`depth` 1)."""
        with self._understood("PROPFIND", url):
            return self._multistatus("PROPFIND", url, body, depth).parse_propfind()

    def report(self, url: str, body: bytes) -> "list[CalendarQueryResult]":
        """Objects of a calendar, with their ETags and what they say."""
        with self._understood("REPORT", url):
            return self._multistatus("REPORT", url, body, 1).parse_calendar_query()

    def get(self, url: str) -> tuple[str, str]:
        """The object that lies there, and its ETag."""
        answer = self._ask("GET", url, b"", {"Accept": "text/calendar"})
        if "BEGIN:VCALENDAR" not in answer.raw[:200]:
            raise unread(self.name, said_of("GET", url), writes=False)
        return answer.raw, str(answer.headers.get("ETag") or "")

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

    def _multistatus(self, method: str, url: str, body: bytes, depth: int) -> "DAVResponse":
        answer = self._ask(method, url, body, {"Depth": str(depth), "Content-Type": _XML})
        if answer.status != 207 or answer.tree is None or not str(answer.tree.tag).endswith("multistatus"):
            raise unread(self.name, said_of(method, url), writes=False)
        return answer

    def _write(self, method: str, url: str, body: bytes, headers: Mapping[str, str]) -> "DAVResponse":
        answer = self._ask(method, url, body, headers)
        page = str(answer.headers.get("Content-Type") or "").startswith("text/html")
        if page and answer.status == 200:  # what the net of a hotel says to everything
            raise unread(self.name, said_of(method, url), writes=True)
        return answer

    def _ask(self, method: str, url: str, body: bytes, headers: Mapping[str, str]) -> "DAVResponse":
        if self._client is None:
            self._client = self._new_client(self._login())
        with self._understood(method, url):
            return self._client.request(url, method, body, headers)  # type: ignore[arg-type]

    @contextmanager
    def _understood(self, method: str, url: str) -> Iterator[None]:
        """What the library trips over is no answer of a calendar server; its words may quote anything."""
        from caldav.lib.error import DAVError

        try:
            yield
        except (DAVError, AssertionError, SyntaxError, ValueError):
            raise unread(self.name, said_of(method, url), writes=method not in READS) from None

    def _new_client(self, login: Login) -> "DAVClient":
        from caldav.davclient import DAVClient
        from caldav.lib.http_sync import HTTPBasicAuth

        # Its messages quote what servers answer.
        logging.getLogger("caldav").setLevel(logging.CRITICAL + 1)
        client = DAVClient(
            url=self._url,
            # At once and not after a 401, which would cost a request more each time.
            auth=HTTPBasicAuth(login.username.encode(), login.password.encode()),
            timeout=PATIENCE,
            enable_rfc6764=False,  # it would ask the name service for a host
        )
        if is_loopback(self._url):
            client.session.trust_env = False  # no proxy stands between us and this machine
        wire = Wire(
            name=self.name, url=self._url, tools=self._tools, login=login, send=client.session.request
        )
        client.session.request = wire  # type: ignore[method-assign,assignment]
        finalize(self, client.close)
        return client
