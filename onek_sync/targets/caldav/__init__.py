"""A calendar on a CalDAV server, through the `caldav` library; see docs/decisions/caldav.md."""

from typing import cast

from pydantic import BaseModel

from onek_sync.model.target import Tools
from onek_sync.settings.targets import CalDavTarget
from onek_sync.targets.caldav.door import Door
from onek_sync.targets.caldav.finding import Finder
from onek_sync.targets.caldav.login import QUESTIONS, connect, login_of
from onek_sync.targets.caldav.target import CalDav
from onek_sync.targets.kind import Kind

__all__ = ["KIND"]


def _open(name: str, settings: BaseModel, tools: Tools) -> CalDav:
    said = cast(CalDavTarget, settings)
    url = tools.url or said.url
    door = Door(name, url, tools, lambda: login_of(name, said, tools))
    return CalDav(name, door, Finder(door, url, said.calendar), tools.now)


KIND = Kind("caldav", CalDavTarget, _open, QUESTIONS, connect)
