"""Requests to a CalDAV server: each waits for its turn, goes to the server's own hosts alone, and means
something where it fails.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit
from weakref import finalize

from onek_sync.model.target import Tools
from onek_sync.settings.targets import is_loopback
from onek_sync.targets.caldav.answers import answered, astray, unanswered, unread
from onek_sync.targets.whole import whole

READS = {"GET", "PROPFIND", "REPORT"}
HOPS = 5
PATIENCE = 30
"""Seconds in which something of an answer has to come."""
_REDIRECTS = {301, 302, 307, 308}
# Services that keep their accounts on hosts of their own below one name, and say so in their answers.
_FAMILIES = (".icloud.com",)
_NEVER_SENT = {
    "NewConnectionError",
    "NameResolutionError",
    "ConnectTimeout",
    "ConnectTimeoutError",
    "ConnectionRefusedError",
    "SSLError",
    "ProxyError",
    "gaierror",
}

Response = Any  # of niquests or of requests: caldav takes whichever is there


@dataclass(frozen=True, slots=True)
class Login:
    """Who asks, and what proves it."""

    username: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer, in the form in which the library reads one."""

    status_code: int
    headers: Mapping[str, str]
    content: bytes
    reason: str

    @property
    def text(self) -> str:
        """The content, for people."""
        return self.content.decode(errors="replace")


class Wire:
    """Requests of one athlete. Redirects are followed here and not by the library, so that it is decided
    here whom the password is shown to.
    """

    def __init__(self, name: str, url: str, tools: Tools, login: Login) -> None:
        from caldav.lib.http_sync import HTTPBasicAuth, requests

        self._name = name
        self._url = url
        self._tools = tools
        self._login = login
        # At once and not after a 401, which would cost a request more each time.
        self._auth: Any = HTTPBasicAuth(login.username.encode(), login.password.encode())
        self._session = requests.Session()
        self._session.trust_env = not is_loopback(url)  # no proxy stands between us and this machine
        finalize(self, self._session.close)

    def ask(self, method: str, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """An answer of the server that is none of its refusals; else a TargetError."""
        asked, writes = said_of(method, url), method not in READS
        for _ in range(HOPS):
            if not trusts(self._url, url):
                raise astray(self._name, f"sends us to {urlsplit(url).hostname}, which is not its own")
            answer = self._once(method, url, asked, data=body, headers=headers)
            if answer.status_code in _REDIRECTS and answer.headers.get("Location"):
                url = urljoin(url, answer.headers["Location"])
            elif answer.status_code == 401 and self._takes_digest(answer):
                self._auth = self._digest()
            elif answer.status_code >= 300:
                now, status = self._tools.now(), int(answer.status_code)
                raise answered(self._name, asked, status, answer.headers, now, writes=writes)
            else:
                return answer
        raise astray(self._name, f"sends {asked} around in a circle")

    def _once(self, method: str, url: str, asked: str, **more: Any) -> Answer:
        from caldav.lib.http_sync import requests

        self._tools.gate()
        try:
            response = self._session.request(
                method, url, auth=self._auth, timeout=PATIENCE, allow_redirects=False, stream=True, **more
            )
            content = whole(response.iter_content(1 << 16), time.monotonic())
        except (requests.exceptions.RequestException, OSError) as error:
            names, writes = _kinds(error), method not in READS
            why = "its certificate is not accepted" if "SSLError" in names else ""
            sent = not names & _NEVER_SENT
            raise unanswered(self._name, asked, sent=sent, writes=writes, why=why) from None
        if content is None:
            response.close()
            raise unread(self._name, asked, writes=method not in READS)
        return Answer(int(response.status_code or 0), response.headers, content, str(response.reason or ""))

    def _takes_digest(self, answer: Answer) -> bool:
        """Whether the server takes the password, but in another form than it got it."""
        from caldav.lib.auth import extract_auth_types
        from caldav.lib.http_sync import HTTPBasicAuth

        offered = extract_auth_types(answer.headers.get("WWW-Authenticate") or "")
        return isinstance(self._auth, HTTPBasicAuth) and "digest" in offered and "basic" not in offered

    def _digest(self) -> Any:
        from caldav.lib.http_sync import requests

        return requests.auth.HTTPDigestAuth(self._login.username, self._login.password)


def trusts(own: str, url: str) -> bool:
    """Whether the password for one address may be shown at another."""
    if _place(own) == _place(url):
        return True
    hosts = (urlsplit(own).hostname or "", urlsplit(url).hostname or "")
    family = any(all(host.endswith(name) for host in hosts) for name in _FAMILIES)
    return family and urlsplit(url).scheme == "https"


def said_of(method: str, url: str) -> str:
    """A request in words, without what may be secret."""
    return f"{method} {urlsplit(url).path}"


def _place(url: str) -> tuple[str, str, int]:
    """Scheme, host and port."""
    parts = urlsplit(url)
    return parts.scheme, parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)


def _kinds(error: BaseException) -> set[str]:
    """The names of all errors that led to this one."""
    names: set[str] = set()
    left: list[object] = [error]
    while left:
        one = left.pop()
        if isinstance(one, BaseException) and type(one).__name__ not in names:
            names |= {kind.__name__ for kind in type(one).__mro__}
            left += [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]
    return names
