"""Garmin's sign-on and its tokens: a password, perhaps a code, a ticket, and tokens that rotate."""

import base64
import json
from collections.abc import Sequence
from itertools import count
from urllib.parse import parse_qs

from tests.servers.http import Request, Response, Route, Server, as_html, as_json

CLIENT = "GARMIN_CONNECT_MOBILE_ANDROID_DI_2025Q2"


class SignOn(Server):
    """The part of the service that knows who one is. Refresh tokens work once."""

    def __init__(self) -> None:
        super().__init__()
        self.email = "runner@example.com"
        self.password = "planted-password-7391"
        self.locked = False
        self.mfa_code = ""  # a code that is asked for; "" for none
        self.access: set[str] = set()
        self.refresh: set[str] = set()
        self._numbers = count(1)
        self._tickets: set[str] = set()

    def sign_on_routes(self) -> Sequence[Route]:
        """Pages, passwords, codes and tokens."""
        return [
            ("GET", r"/(?:mobile/sso/en_US|portal/sso/en-US)/sign-in", lambda request: as_html("<form>")),
            ("POST", r"/(mobile|portal)/api/login", self._login),
            ("POST", r"/(mobile|portal)/api/mfa/verifyCode", self._verify),
            ("POST", "/di-oauth2-service/oauth/token", self._token),
        ]

    # -- what a test does ----------------------------------------------------------------------------

    def tokens(self, expires: float | None = None) -> str:
        """New tokens, as garminconnect's file holds them. `expires`: seconds since 1970, if they say so."""
        access, refresh = self._issue(expires)
        return json.dumps({"di_token": access, "di_refresh_token": refresh, "di_client_id": CLIENT})

    def expire(self) -> None:
        """From now on no access token that was given works."""
        with self.lock:
            self.access.clear()

    def revoke(self) -> None:
        """From now on nothing that was given works."""
        with self.lock:
            self.access.clear()
            self.refresh.clear()

    def knows(self, request: Request) -> bool:
        """Whether the request carries a token that works."""
        scheme, _, token = (request.headers.get("Authorization") or "").partition(" ")
        return scheme == "Bearer" and token in self.access

    # -- what a client does --------------------------------------------------------------------------

    def _login(self, request: Request, flow: str) -> Response:
        said = request.json()
        if (said["username"], said["password"]) != (self.email, self.password):
            return _status("INVALID_USERNAME_PASSWORD", 401)
        if self.locked:
            return _status("ACCOUNT_LOCKED", 401)  # a 403 the newer library takes for a bot challenge
        if self.mfa_code:
            asked = {"mfaLastMethodUsed": "email"}
            return as_json({"responseStatus": {"type": "MFA_REQUIRED"}, "customerMfaInfo": asked})
        return self._ticket()

    def _verify(self, request: Request, flow: str) -> Response:
        if request.json().get("mfaVerificationCode") != self.mfa_code:
            return _status("MFA_CODE_INVALID", 401)
        return self._ticket()

    def _ticket(self) -> Response:
        ticket = f"ST-planted-ticket-{next(self._numbers)}"
        self._tickets.add(ticket)
        return as_json({"responseStatus": {"type": "SUCCESSFUL"}, "serviceTicketId": ticket})

    def _token(self, request: Request) -> Response:
        said = {name: values[0] for name, values in parse_qs(request.body.decode()).items()}
        given = said.get("refresh_token") if said.get("grant_type") == "refresh_token" else None
        if given in self.refresh:
            self.refresh.remove(given)
        elif said.get("service_ticket") in self._tickets:
            self._tickets.remove(said["service_ticket"])
        else:
            return as_json({"error": "invalid_grant", "error_description": "Invalid refresh token"}, 400)
        access, refresh = self._issue()
        return as_json({"access_token": access, "refresh_token": refresh, "expires_in": 86400})

    def _issue(self, expires: float | None = None) -> tuple[str, str]:
        with self.lock:
            number = next(self._numbers)
            access, refresh = f"planted-access-{number}", f"planted-refresh-{number}"
            if expires is not None:
                access = ".".join(
                    [_part({"alg": "RS256"}), _part({"exp": expires, "jti": access}), "signature"]
                )
            self.access.add(access)
            self.refresh.add(refresh)
            return access, refresh


def _status(kind: str, status: int) -> Response:
    return as_json({"responseStatus": {"type": kind}}, status)


def _part(value: dict[str, object]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")
