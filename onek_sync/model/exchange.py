"""The words in which the workshops meet: what an exporter is asked, answers, and could not say."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from onek_sync.model.plan import Option
from onek_sync.model.session import ResolvedPlan, ResolvedSession
from onek_sync.model.units import Duration


@dataclass(frozen=True, slots=True)
class Loss:
    """Something a format could not say: which session, which format, what, and what was done instead."""

    key: str
    format: str
    what: str
    instead: str = ""

    def __str__(self) -> str:
        then = f"; {self.instead}" if self.instead else ""
        return f"{self.key}: {self.format} cannot say {self.what}{then}"


@dataclass(frozen=True, slots=True)
class Artifact:
    """One session said in one format: its key, a file name without folders, the bytes, the losses."""

    key: str
    name: str
    body: bytes
    losses: tuple[Loss, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes, hexadecimal."""
        return hashlib.sha256(self.body).hexdigest()


class Times(StrEnum):
    """How a calendar writes a time of day. `zoned` keeps the athlete's zone; `floating` has none."""

    ZONED = "zoned"
    UTC = "utc"
    FLOATING = "floating"


class View(StrEnum):
    """How much a calendar tells: everything, or only that the time is taken."""

    FULL = "full"
    BUSY = "busy"


@dataclass(frozen=True, slots=True)
class Revision:
    """How often an event's content changed, and when last (UTC). Without a history: never."""

    sequence: int
    changed: datetime

    def __post_init__(self) -> None:
        if self.changed.tzinfo is not UTC:
            raise ValueError("a revision's time is UTC")


Notation = Callable[[Sequence[Option]], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What may be chosen about an export. An exporter reads what concerns it.

    `alarms`: before a timed session. `rest_days`: say rest days too. `revisions`: by session key, from the
    one who keeps the history; without it every event stands at revision 0 of the plan's first day. `slots`:
    by session key the key that its event was made for, where the session has moved since.
    `notation` writes a session's options as the line of a plan file, from the one who knows how; it raises
    ValueError for what no line can say.
    """

    times: Times = Times.ZONED
    view: View = View.FULL
    alarms: tuple[Duration, ...] = ()
    rest_days: bool = False
    opaque: bool = False
    revisions: Mapping[str, Revision] = field(default_factory=dict)
    slots: Mapping[str, str] = field(default_factory=dict)
    notation: Notation | None = None


Say = Callable[[ResolvedSession, ResolvedPlan, Options], Artifact | None]
Join = Callable[[Sequence[Artifact], ResolvedPlan, Options], bytes]


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format. `say` is the one verb: a session to its artifact, or None where the format has no place
    for such a session (a rest day on a watch). It is pure: the same session gives the same bytes.

    `join`, where a format is one file for the whole plan, puts the artifacts together.
    """

    name: str
    suffix: str
    media_type: str
    says: str
    say: Say
    join: Join | None = None
