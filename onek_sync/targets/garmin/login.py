"""The login at Garmin Connect, asked of a person once; what is kept of it is tokens, never the password."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from pydantic import BaseModel

from onek_sync.model.errors import Finding, LoginNeeded, Paused, Unreachable
from onek_sync.model.target import Tools
from onek_sync.targets.garmin.answers import login_needed
from onek_sync.targets.garmin.door import Door
from onek_sync.targets.kind import Ask, Question
from onek_sync.targets.retry_after import PAUSE

if TYPE_CHECKING:
    from onek_sync.targets.garmin.client import Client

QUESTIONS = (
    Question("email", "E-mail address of your Garmin account"),
    Question("password", "Password (used once, not kept)", secret=True),
)
CODE = Question("code", "The code that Garmin sent you, or that your authenticator shows")
TRIES = 3
_LOCKED = re.compile(r"account.{0,20}locked", re.IGNORECASE)
"""What the sign-on's answers say of an account that it has locked; told, not recorded."""
_PROFILE = "/userprofile-service/socialProfile"


def connect(name: str, settings: BaseModel, tools: Tools, answers: Mapping[str, str], ask: Ask) -> str:
    """Log in, look whether the service knows us then, keep the tokens; says whose account it is."""
    from onek_sync.targets.garmin.client import Client  # heavy, so not before it is needed

    def no_renewal() -> None:
        raise login_needed(name)

    client = Client(tools.url, no_renewal)
    tools.gate()
    try:
        wanted, state = client.login(answers["email"].strip(), answers["password"], return_on_mfa=True)
    except Exception as error:
        raise _failed(name, error, tools) from None  # the library's words may hold what was typed
    if wanted:
        _enter_code(name, client, state, tools, ask)
    profile = Door(name, tools, client).read(_PROFILE)
    with tools.secrets.lock(name):
        tools.secrets.put(name, client.dumps())
    said = profile if isinstance(profile, dict) else {}
    return str(said.get("fullName") or said.get("displayName") or "your account")


def _enter_code(name: str, client: "Client", state: object, tools: Tools, ask: Ask) -> None:
    """The second step; a mistyped code may be typed again."""
    from onek_sync.targets.garmin.client import NOT_ACCEPTED

    for tries_left in reversed(range(TRIES)):
        code = ask(CODE).strip()
        tools.gate()
        try:
            client.resume_login(state, code)
        except NOT_ACCEPTED:
            if not tries_left:
                what = f"{name}: Garmin did not accept the code"
                now = f"run onek connect {name} again; Garmin sends a new code"
                raise LoginNeeded(Finding("garmin.code", what, now)) from None
        except Exception as error:
            raise _failed(name, error, tools) from None
        else:
            return


def _failed(name: str, error: Exception, tools: Tools) -> Exception:
    """What a failed login means; the error itself where it is a mistake of ours."""
    from onek_sync.targets.garmin.client import NOT_ACCEPTED, NOT_THROUGH, TOO_OFTEN

    if isinstance(error, (NOT_ACCEPTED, NOT_THROUGH)) and _LOCKED.search(str(error)):
        what = f"{name}: Garmin has locked the account"
        now = "open connect.garmin.com and do what it asks for, mostly a new password; then connect again"
        return LoginNeeded(Finding("garmin.locked", what, now))
    if isinstance(error, NOT_ACCEPTED):
        what = f"{name}: Garmin did not accept the e-mail address and the password"
        now = "check them at connect.garmin.com; if they work there, Garmin blocks this network: wait a day"
        return LoginNeeded(Finding("garmin.password", what, now))
    if isinstance(error, TOO_OFTEN):
        what = f"{name}: Garmin lets nobody log in from here at the moment"
        now = "wait half an hour; do not try again and again"
        return Paused(tools.now() + PAUSE, Finding("garmin.paused", what, now))
    if isinstance(error, NOT_THROUGH):
        what = f"{name}: the login at Garmin did not get through"
        return Unreachable(Finding("garmin.unreachable", what, "check the network and try again later"))
    return error
