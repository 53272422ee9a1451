"""The polite door to a service on the net: one request at a time, and what became of it said truly.

For services that speak JSON and know us by a key. It never follows a redirect and never tries again: whoever
drives a target decides that, from the kind of the error.
"""

import base64
import json
import logging
import ssl
import time
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any

from onek_sync.model.errors import Finding, LoginNeeded, Paused, Refused, TargetError, Unreachable, Unsure
from onek_sync.model.notation import said
from onek_sync.model.target import Tools
from onek_sync.settings.targets import is_loopback, service_url
from onek_sync.targets.retry_after import rests_until
from onek_sync.targets.whole import whole

if TYPE_CHECKING:
    import httpx

Json = Any  # what the vendor sends; read with care

PATIENCE = 30.0
"""Seconds in which something has to come, however little."""

# They note down every address and, when asked for more, cookies. What went wrong is said by our errors.
for _library in ("httpx", "httpcore"):
    logging.getLogger(_library).setLevel(logging.CRITICAL)


class Gone(Refused):
    """There is no such thing there."""


class Door:
    """Asks one service, in the name of one key. `target`: the athlete's name for it, `service`: its own.

    Each method makes one request and raises a TargetError that says whether the thing may have been done.
    """

    def __init__(
        self, target: str, service: str, base: str, user: str, tools: Tools, key: str | None = None
    ) -> None:
        self.target = target
        self._service = service
        self._base = service_url(base).rstrip("/")
        self._user = user
        self._tools = tools
        self._key = key

    def get(self, path: str, query: Mapping[str, str] | None = None) -> Json:
        """The JSON that lies there. Gone when nothing does."""
        return self._ask("GET", path, query)

    def post(self, path: str, body: object, query: Mapping[str, str] | None = None) -> Json:
        """What the service made of it."""
        return self._ask("POST", path, query, body)

    def put(self, path: str, body: object) -> Json:
        """Put this in the place of what is there; what it is then."""
        return self._ask("PUT", path, None, body)

    def delete(self, path: str) -> None:
        """Take away what is there; Gone when nothing is."""
        self._ask("DELETE", path)

    def unread(self, asked: str) -> TargetError:
        """The error for an answer that is not what was asked for. `asked`: method and path."""
        return self._unclear(asked, f"the answer of {self._service} to {asked} cannot be read")

    # -- one request ---------------------------------------------------------------------------------

    def _ask(
        self, method: str, path: str, query: Mapping[str, str] | None = None, body: object = None
    ) -> Json:
        import httpx  # not before it is needed

        asked, key = f"{method} {path}", self._known_key()
        self._tools.gate()
        try:
            answer, text = self._answer(method, path, query, body, key)
        except httpx.TransportError as error:
            raise self._unanswered(asked, error) from None  # it holds the request, and that holds the key
        except httpx.DecodingError:
            raise self.unread(asked) from None
        if text is None:
            raise self.unread(asked)
        if not answer.is_success:
            raise self._no(asked, answer, _detail(text, self._user, key))
        if not text and method == "DELETE":
            return None
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            raise self.unread(asked) from None

    def _answer(
        self, method: str, path: str, query: Mapping[str, str] | None, body: object, key: str
    ) -> "tuple[httpx.Response, bytes | None]":
        """The answer and its whole text, None where that has no end.

        Each request has a connection of its own: one that was kept may be closed by the service just when
        it is used again, and then nobody knows whether the request arrived.
        """
        import httpx

        began = time.monotonic()
        here = is_loopback(self._base)  # no proxy stands between us and this machine
        with (
            httpx.Client(timeout=PATIENCE, verify=_trusted(), trust_env=not here) as client,
            client.stream(
                method,
                self._base + path,
                params=query,
                json=body,
                auth=httpx.BasicAuth(self._user, key),
                follow_redirects=False,
            ) as answer,
        ):
            return answer, whole(answer.iter_bytes(), began)

    def _known_key(self) -> str:
        key = (self._key or self._tools.secrets.get(self.target) or "").strip()
        if not key:
            raise self._login(f"{self._service} is not connected")
        if not key.isprintable():  # what no header can hold
            raise self._login(f"what is kept for {self._service} is no key")
        return key

    # -- what an answer means ------------------------------------------------------------------------

    def _no(self, asked: str, answer: "httpx.Response", detail: str) -> TargetError:
        """The meaning of an answer that is not the one hoped for."""
        status = answer.status_code
        what = f"{self._service} answered {status} to {asked}{f' ({said(detail)})' if detail else ''}"
        in_json = answer.headers.get("Content-Type", "").startswith("application/json")
        if status == 401 or (status == 403 and in_json):
            return self._login(f"{self._service} does not accept our key ({status})")
        if status == 429:
            until = rests_until(answer.headers, self._tools.now())
            return Paused(until, self._finding("paused", what, "it is asked again later"))
        if status == 404:
            return Gone(self._finding("gone", what, "run onek push again; it looks at what is there"))
        if status == 403 or 300 <= status < 400:  # whoever answered, it was not the service's own voice
            now = "a login page of your network or a guard of the service is in the way; try again later"
            return self._unreachable(what, now)
        if 400 <= status < 500 and status != 408:
            return Refused(self._finding("refused", what, "change the session, or report this"))
        return self._unclear(asked, what)

    def _unanswered(self, asked: str, error: "httpx.TransportError") -> TargetError:
        """No answer, or not all of it."""
        import httpx

        not_sent = (
            httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError, httpx.PoolTimeout,
            httpx.UnsupportedProtocol,
        )  # fmt: skip
        if not isinstance(error, not_sent):
            return self._unclear(asked, f"{self._service} did not answer to {asked}")
        what = f"{self._service} cannot be reached"
        if certificate := _certificate(error):
            now = "look at this machine's clock; a network with a certificate of its own needs SSL_CERT_FILE"
            return self._unreachable(f"{what}: its certificate is not accepted ({certificate})", now)
        return self._unreachable(what, "check the network and try again")

    def _unclear(self, asked: str, what: str) -> TargetError:
        """It may have been done or not; where something was only to be read, that does not matter."""
        if asked.startswith("GET "):
            return self._unreachable(what, "try again later")
        return Unsure(self._finding("unclear", what, "run onek push again; it looks at what is there"))

    def _unreachable(self, what: str, now: str) -> Unreachable:
        return Unreachable(self._finding("unreachable", what, now))

    def _login(self, what: str) -> LoginNeeded:
        now = f"run onek connect {self.target}, or mend the key that your settings name"
        return LoginNeeded(self._finding("login", what, now))

    def _finding(self, code: str, what: str, now: str) -> Finding:
        return Finding(f"{self._service.partition('.')[0]}.{code}", f"{self.target}: {what}", now)


@cache
def _trusted() -> ssl.SSLContext:
    """Whom we believe: the list that comes with httpx, or the one that SSL_CERT_FILE names."""
    import httpx

    return httpx.create_ssl_context()


def _detail(text: bytes, user: str, key: str) -> str:
    """The service's own short word for what is wrong, "" where it sent something else or told our key."""
    with suppress(ValueError, RecursionError):
        answer = json.loads(text)
        words = [answer.get(name) for name in ("error", "message")] if isinstance(answer, dict) else []
        detail = next((word[:120] for word in words if isinstance(word, str) and word), "")
        return "" if _tells(detail, user, key) else detail
    return ""


def _tells(text: str, user: str, key: str) -> bool:
    """Whether some part of the key stands in a text, as it is or as it was sent."""
    sent = base64.b64encode(f"{user}:{key}".encode()).decode()
    parts = [whole[at : at + 6] for whole in (key, sent) for at in range(max(1, len(whole) - 5))]
    return any(part in text for part in parts)


def _certificate(error: BaseException) -> str:
    """What is wrong with a certificate; "" where nothing is."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return cause.verify_message
        cause = cause.__cause__ or cause.__context__
    return "it is no encrypted service" if "SSL" in str(error) else ""
