"""Where the API of intervals.icu is, and how it knows us."""

from onek_sync.model.errors import Finding, LoginNeeded
from onek_sync.model.target import Tools
from onek_sync.targets.door import Door

BASE = "https://intervals.icu"
USER = "API_KEY"
"""Whoever has a key has this name."""


def door_of(target: str, tools: Tools, key: str | None = None) -> Door:
    """The door, with the key that is kept under the target's name, or with this one."""
    return Door(target, "intervals.icu", tools.url or BASE, USER, tools, key)


def no_athlete(target: str, athlete: str) -> LoginNeeded:
    """The error for an athlete who is not there."""
    what = f'{target}: intervals.icu has no athlete "{athlete}"'
    now = f'write athlete = "0" below [targets.{target}], or the id that your coach account shows'
    return LoginNeeded(Finding("intervals.login", what, now))


def athlete_path(athlete: str) -> str:
    """What is an athlete's own. "0" is the one of the key."""
    return f"/api/v1/athlete/{athlete}"
