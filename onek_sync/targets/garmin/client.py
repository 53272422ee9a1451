"""The real garminconnect client, changed where it must be: whom it asks, and who renews its tokens.

Importing this imports garminconnect, which is heavy. The names that begin with an underscore are not
promised by the library; a test holds them for each version that we take.
"""

import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from curl_cffi.requests.exceptions import RequestException as CurlProblem

# Typed from 0.3.3 on, which older Pythons do not get; so an ignore is needed in one place or the other.
from garminconnect.client import Client as _Client  # type: ignore[import-untyped, unused-ignore]
from garminconnect.exceptions import (  # type: ignore[import-untyped, unused-ignore]
    GarminConnectAuthenticationError,
    GarminConnectConnectionError,
    GarminConnectTooManyRequestsError,
)
from requests.exceptions import RequestException

NO_ANSWER = (RequestException, CurlProblem)
"""What is raised when no whole answer came: tokens go through curl, all the rest through requests."""

# What the library raises at a login. Its words are wrong at times, its classes are not.
NOT_ACCEPTED = GarminConnectAuthenticationError
TOO_OFTEN = GarminConnectTooManyRequestsError
NOT_THROUGH = (GarminConnectConnectionError, *NO_ANSWER)

# Its messages quote what the service answers, and that may hold tickets and tokens.
logging.getLogger("garminconnect").setLevel(logging.CRITICAL + 1)


class Client(_Client):  # type: ignore[misc, unused-ignore]
    """A client that lets us renew the tokens, and that remembers the last answer it heard.

    `base`: another address than Garmin's own, for all that it asks.
    """

    def __init__(self, base: str | None, renew: Callable[[], None]) -> None:
        super().__init__()
        self.heard: Any = None  # a response of requests or curl_cffi; None: there was none
        self._renew = renew
        self._base = base and base.rstrip("/")
        self._session: Any = None
        if self._base:
            self._connectapi = self._sso = self._connect = self._base
        if hasattr(self, "_api_session"):  # one session for all requests; before 0.3.3 each had its own
            self._listen(self._api_session)

    def renew(self) -> None:
        """Spend the refresh token for new tokens."""
        self._refresh_di_token()

    def hang_up(self) -> None:
        """Close the connection: a write through one that was kept too long might end without an answer."""
        if self._session is not None:
            self._session.close()

    def _listen(self, session: Any) -> Any:
        session.hooks["response"].append(self._hear)
        if self._base:
            session.trust_env = False  # no proxy stands between us and this machine
        self._session = session
        return session

    def _hear(self, answer: Any, *args: Any, **kwargs: Any) -> None:
        self.heard = answer

    def _fresh_api_session(self) -> Any:
        return self._listen(super()._fresh_api_session())  # type: ignore[misc, unused-ignore]

    def _refresh_session(self) -> None:
        """The library would renew without a lock and hide a failure."""
        self._renew()

    def _http_post(self, url: str, **kwargs: Any) -> Any:
        """Tickets and refresh tokens go this way."""
        self.heard = None
        self.heard = super()._http_post(f"{self._base}{urlsplit(url).path}" if self._base else url, **kwargs)
        return self.heard

    def _establish_session(self, ticket: str, sess: Any = None, service_url: str | None = None) -> None:
        """Tokens or nothing: the library's other way, a cookie, cannot be kept."""
        self._exchange_service_ticket(ticket, service_url=service_url)
