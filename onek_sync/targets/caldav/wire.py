"""Requests to a CalDAV server: each waits for its turn, goes to the server's own hosts alone, and means
something where it fails.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from onek_sync.model.target import Tools
from onek_sync.targets.caldav.answers import answered, astray, unanswered

READS = {"GET", "PROPFIND", "REPORT"}
HOPS = 5
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

Raw = Any  # a response of niquests or of requests: caldav takes whichever is there


@dataclass(frozen=True, slots=True)
class Login:
    """Who asks, and what proves it."""

    username: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wire:
    """What stands in the place of the library's own sending (`send`, its session's `request`).

    Redirects are followed here, so that no library decides whom the password is shown to.
    """

    name: str
    url: str
    tools: Tools
    login: Login
    send: Callable[..., Raw]

    def __call__(self, method: str, url: str, **more: Any) -> Raw:
        """An answer of the server that is none of its refusals; else a TargetError."""
        asked, writes = said_of(method, url), method not in READS
        for _ in range(HOPS):
            if not trusts(self.url, url):
                raise astray(self.name, f"sends us to {urlsplit(url).hostname}, which is not its own")
            answer = self._once(method, url, asked, **more)
            if answer.status_code in _REDIRECTS and answer.headers.get("Location"):
                url = urljoin(url, answer.headers["Location"])
            elif answer.status_code == 401 and _wants_digest(answer, more):
                more["auth"] = self._digest()
            elif answer.status_code >= 300:
                now, status = self.tools.now(), int(answer.status_code)
                raise answered(self.name, asked, status, answer.headers, now, writes=writes)
            else:
                return answer
        raise astray(self.name, f"sends {asked} around in a circle")

    def _once(self, method: str, url: str, asked: str, **more: Any) -> Raw:
        from caldav.lib.http_sync import requests

        self.tools.gate()
        try:
            return self.send(method, url, allow_redirects=False, **more)
        except (requests.exceptions.RequestException, OSError) as error:
            names, writes = _kinds(error), method not in READS
            why = "its certificate is not accepted" if "SSLError" in names else ""
            sent = not names & _NEVER_SENT
            raise unanswered(self.name, asked, sent=sent, writes=writes, why=why) from None

    def _digest(self) -> Any:
        from caldav.lib.http_sync import requests

        return requests.auth.HTTPDigestAuth(self.login.username, self.login.password)


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


def _wants_digest(answer: Raw, more: dict[str, Any]) -> bool:
    """Whether the server takes the password, but only in another form than it got it."""
    from caldav.lib.auth import extract_auth_types
    from caldav.lib.http_sync import HTTPBasicAuth

    offered = extract_auth_types(answer.headers.get("WWW-Authenticate") or "")
    return isinstance(more.get("auth"), HTTPBasicAuth) and offered == {"digest"}


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
