"""What a reader of somebody else's notation found: sessions, and what it could not read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time

from onek_sync.model.errors import Finding, Place
from onek_sync.model.plan import Notes, Option

NO_NOTES = Notes()

When = date | int | None
"""A day; or days after the plan's first, where a notation has weeks without dates; or nothing said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One session as it stands in a foreign file.

    `option` is None where nothing of the workout could be read: the session is kept with its words as
    `note` then, and `findings` say, by line, what was not read. `at` None: all day. `weekday` (0 = Monday)
    where a notation without dates names it. `alternatives`: other
    options of the same session; `key`, `phase`, `purpose`, `cues` and `care` (food, drink, sleep, mobility)
    where a notation has such.
    """

    place: Place
    when: When = None
    weekday: int | None = None
    at: time | None = None
    title: str = ""
    option: Option | None = None
    alternatives: tuple[Option, ...] = ()
    note: str = ""
    key: str = ""
    phase: str = ""
    purpose: str = ""
    cues: tuple[str, ...] = ()
    care: Notes = NO_NOTES
    findings: tuple[Finding, ...] = ()


Read = Callable[[str, str], tuple[Found, ...]]
"""A reader of one notation: the file's text and its name to what was found.

Raises PlanError where the file as a whole is none of that notation, or is hostile.
"""
