"""The one door to Garmin Connect: its turn is waited for, its tokens are kept, its answers understood."""

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from onek_sync.model.errors import OnekError
from onek_sync.model.target import Tools
from onek_sync.targets.garmin.answers import answered, login_needed, unanswered, unread

if TYPE_CHECKING:
    from onek_sync.targets.garmin.client import Client

PATIENCE = 30.0
"""Seconds to wait for an answer; the service is slow at times."""

_WORD = re.compile(r"[A-Za-z]{1,60}")  # no token has letters alone

Json = Any  # what the vendor sends; read with care in `library` and `calendar`


class Door:
    """Asks for one athlete, with the tokens that are kept under the target's name, and never logs in.

    Each method makes one request (two and a renewal when the token had run out) and raises a TargetError
    that says whether the thing may have been done.
    """

    def __init__(self, name: str, tools: Tools, client: "Client | None" = None) -> None:
        self.name = name
        self._tools = tools
        self._client = client

    def read(self, path: str, query: Mapping[str, str | int] | None = None) -> Json:
        """The JSON that lies there. Gone when nothing does."""
        return self._ask("GET", path, query=query)

    def post(self, path: str, body: Mapping[str, object]) -> Json:
        """What the service made of it."""
        return self._ask("POST", path, body)

    def put(self, path: str, body: Mapping[str, object]) -> None:
        """Put this in the place of what is there."""
        self._ask("PUT", path, body)

    def delete(self, path: str) -> None:
        """Take away what is there; Gone when nothing is."""
        self._ask("DELETE", path)

    def _ask(
        self,
        method: str,
        path: str,
        body: Mapping[str, object] | None = None,
        query: Mapping[str, str | int] | None = None,
    ) -> Json:
        client = self._opened()
        self._tools.gate()
        client.heard = None
        more = {"json": body} if body is not None else {"params": query} if query else {}
        try:
            answer = client.request(method, "connectapi", path, timeout=PATIENCE, **more)
            return answer.json() if answer.content else {}
        except OnekError:
            raise  # the gate, or the renewal of the tokens
        except Exception as error:
            meaning = self._meaning(error, f"{method} {path}", writes=method != "GET")
            if meaning is None:
                raise
            raise meaning from None  # what the library says may quote the service
        finally:
            client.hang_up()

    def _meaning(self, error: Exception, asked: str, *, writes: bool) -> OnekError | None:
        """What a failure means; None for a mistake of ours."""
        from onek_sync.targets.garmin.client import NO_ANSWER

        heard = self._client.heard if self._client else None
        if heard is not None and heard.status_code >= 400:
            detail, now = _detail(heard), self._tools.now()
            return answered(self.name, asked, heard.status_code, heard.headers, detail, now, writes=writes)
        if heard is not None and isinstance(error, (ValueError, RecursionError)):  # no JSON
            return unread(self.name, asked, writes=writes)
        if isinstance(error, NO_ANSWER):
            return unanswered(self.name, asked, sent=_was_sent(error), writes=writes, why=_why(error))
        return None

    # -- tokens --------------------------------------------------------------------------------------

    def _opened(self) -> "Client":
        if self._client is None:
            from onek_sync.targets.garmin.client import Client  # heavy, so not before it is needed

            client = Client(self._tools.url, self._renew)
            if not take_tokens(client, self._tools.secrets.get(self.name)):
                raise login_needed(self.name)
            self._client = client
        return self._client

    def _renew(self) -> None:
        """New tokens, from another process that was faster or from the service, and kept at once.

        A refresh token works once. Whoever holds the lock and finds other tokens than its own takes those.
        """
        client, secrets = self._opened(), self._tools.secrets
        with secrets.lock(self.name):
            if not self._others(client):
                self._tools.gate()
                if self._spent(client):
                    secrets.put(self.name, client.dumps())
        client.heard = None
        self._tools.gate()  # the request is sent once more

    def _spent(self, client: "Client") -> bool:
        """Spend the refresh token; False when somebody who knows nothing of our lock was faster."""
        client.heard = None
        try:
            client.renew()
        except Exception as error:
            if self._others(client):
                return False
            if client.heard is not None and client.heard.status_code in {400, 401}:
                raise login_needed(self.name) from None
            # The request itself was turned away or not sent, so nothing is half done.
            asked = "the renewal of the tokens"
            meaning = self._meaning(error, asked, writes=False)
            raise meaning or unread(self.name, asked, writes=False) from None
        return True

    def _others(self, client: "Client") -> bool:
        """Take tokens that are kept and are not ours; whether there were any."""
        kept = self._tools.secrets.get(self.name)
        if kept is None:
            raise login_needed(self.name)
        held = client.di_token
        return take_tokens(client, kept) and client.di_token != held


def take_tokens(client: "Client", kept: str | None) -> bool:
    """Load tokens in the form of garminconnect's file; whether there were any."""
    if kept is None or not has_tokens(kept):
        return False
    client.loads(kept)
    return True


def has_tokens(kept: str) -> bool:
    """Whether this is garminconnect's form, with the tokens in it."""
    with suppress(ValueError):
        said = json.loads(kept)
        return isinstance(said, dict) and all(
            isinstance(said.get(field), str) and said[field]
            for field in ("di_token", "di_refresh_token", "di_client_id")
        )
    return False


def _detail(answer: Json) -> str:
    """The service's own word for what is wrong, such as BadRequestException; nothing else of its answer."""
    with suppress(ValueError, OSError, RuntimeError):  # no JSON or too deep, cut off, or consumed
        said = answer.json()
        word = said.get("error") if isinstance(said, dict) else None
        return word if isinstance(word, str) and _WORD.fullmatch(word) else ""
    return ""


def _was_sent(error: OSError) -> bool:
    """Whether a request may have arrived: not when there was no connection to send it through."""
    reason = getattr(error.args[0], "reason", None) if error.args else None
    names = {kind.__name__ for one in (error, reason) for kind in type(one).__mro__}
    return not names & {
        "NewConnectionError",
        "ConnectTimeout",
        "ConnectTimeoutError",
        "SSLError",
        "ProxyError",
    }


def _why(error: OSError) -> str:
    return (
        "its certificate is not accepted" if "SSLError" in {k.__name__ for k in type(error).__mro__} else ""
    )
