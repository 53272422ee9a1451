"""The login at a CalDAV server: asked of a person once, checked at once, kept as a secret."""

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import cast

from pydantic import BaseModel

from onek_sync.model.target import Tools
from onek_sync.settings.targets import CalDavTarget
from onek_sync.targets.caldav.answers import login_needed
from onek_sync.targets.caldav.door import Door
from onek_sync.targets.caldav.finding import Finder
from onek_sync.targets.caldav.wire import Login
from onek_sync.targets.kind import Ask, Question

QUESTIONS = (
    Question("username", "User name at the calendar server (empty: the one in onek.toml)"),
    Question(
        "password",
        "Password; iCloud, Fastmail and Nextcloud want an app password (empty: the one that onek.toml names)",
        secret=True,
    ),
)


def login_of(name: str, said: CalDavTarget, tools: Tools) -> Login:
    """Who asks: what the settings name, else what was kept when the target was connected."""
    secret = tools.secrets.get(name)
    if not secret:
        raise login_needed(name)
    if said.password is not None:
        return Login(said.username, secret)
    with suppress(ValueError, TypeError, KeyError):
        kept = json.loads(secret)
        return Login(str(kept["username"]), str(kept["password"]))
    raise login_needed(name)


def connect(name: str, settings: BaseModel, tools: Tools, answers: Mapping[str, str], ask: Ask) -> str:
    """Look for the calendar with this login, make it where there is none, keep the login."""
    said = cast(CalDavTarget, settings)
    login = _entered(name, said, tools, answers)
    url = tools.url or said.url
    calendar = Finder(Door(name, url, tools, lambda: login), url, said.calendar).found_or_made()
    if said.password is None:
        with tools.secrets.lock(name):
            tools.secrets.put(name, json.dumps({"username": login.username, "password": login.password}))
    return f'{login.username}, calendar "{calendar.name}"'


def _entered(name: str, said: CalDavTarget, tools: Tools, answers: Mapping[str, str]) -> Login:
    username = answers.get("username", "").strip() or said.username
    password = answers.get("password", "")
    if said.password is not None:
        password = tools.secrets.get(name) or ""
    if not username or not password:
        raise login_needed(name)
    return Login(username, password)
