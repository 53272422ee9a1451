"""The words of the store for what is no ledger entry; they need no library."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

ME = "me"  # the athlete, where there is one

BUSY = "D10"  # the code of the finding that somebody else works at a target
LOST = "D11"  # … that somebody else took the work over
FULL = "D31"  # … that a database already remembers something, so that nothing is restored into it

OVER, SUMMARY = "over", "summary"  # the kinds of notices that tell of no trouble


@dataclass(frozen=True, slots=True)
class Pause:
    """Until when a target rests, and why, in words for the athlete."""

    until: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened.

    `what`: "push", "create", "login", …; `result`: "ok", "failed", "paused", …; `key`: the session, "" for
    what concerns the whole target; `text`: the sentence for the athlete; `counts`: how many of what.
    """

    target: str
    at: datetime
    what: str
    result: str
    key: str = ""
    text: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Connection:
    """A login that was made: at which target, of which kind of service, as whom, and when."""

    target: str
    kind: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a target is: its kind with the address in its settings, and whose account, "" if not known."""

    address: str
    who: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is to be done at its times again and again, and what the last run came to.

    `job`: its key, "push:watch". `since`: every time up to this moment is dealt with; `next_due`: the first
    one after it, by `rule`. `not_before`: after a failure; `fails`: failures in a row. `last_run`: when it
    last ran, with which `result`, `text` and `counts`, as in an Event.
    """

    job: str
    rule: str
    since: datetime
    next_due: datetime
    not_before: datetime | None = None
    fails: int = 0
    last_run: datetime | None = None
    result: str = ""
    text: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What somebody is to be told, at each of these places, by the names that the settings give them.

    `subject`: what it is about, "push:watch"; `kind`: a trouble's, OVER for its end, or SUMMARY.
    `patience`: how long a trouble may be over by itself before anybody hears of it.
    """

    places: tuple[str, ...]
    subject: str
    kind: str
    title: str
    text: str
    made: datetime
    patience: timedelta = timedelta()


@dataclass(frozen=True, slots=True, kw_only=True)
class Untold:
    """A notice that was not told yet at one place. `tries`: how often that was tried."""

    id: int
    place: str
    title: str
    text: str
    made: datetime
    tries: int
