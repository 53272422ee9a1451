"""The words in which a plan and a service are kept in step: what is wanted, known, and found.

The way of the data, one direction::

    Artifacts of the window ── Wanted ─┐
    what the ledger knows ──── Entry ──┼─▶ diff (pure) ─▶ changes ─▶ apply ─▶ the target's verbs
    what the service shows ─── Remote ─┘                                      one Entry after each call
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from onek_sync.model.exchange import Artifact


@dataclass(frozen=True, slots=True)
class Window:
    """The days that are pushed, first and last included, and the day it is.

    `plan`: the id of the plan that is pushed, "" where all plans are looked at.
    """

    first: date
    last: date
    today: date
    plan: str = ""

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and max(self.first, self.today) <= day <= self.last

    @classmethod
    def ahead(cls, today: date, days: int) -> "Window":
        """So many days from today on, today included."""
        return cls(today, today + timedelta(days=days - 1), today)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One session as a target shall show it.

    `digest`: eight hexadecimal digits of what the service keeps of the artifact, the day left out, by the
    target's own `digest`; so a session that only moved has the digest it had.
    """

    key: str
    day: date
    title: str
    artifact: Artifact
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remote:
    """One object of ours as the service shows it.

    `plan` and `slot` are its identity, from the mark it carries: the slot is the key of the session for
    which it was made, and stays when the session's key changes. `digest` is what the mark says was sent.
    `day` None: it stands on no day. `version` changes whenever the service's object does (an ETag, a date
    of change). `touched`: its content is not what we sent. `adjusted`: the athlete chose what may stay as it
    is while the content follows the plan: a time of day, alarms. `done`: it was completed. `parts`: further
    ids that the target needs to find it again. `lost`: what the service did not understand of what was sent.
    """

    plan: str
    slot: str
    id: str
    day: date | None
    digest: str
    version: str = ""
    touched: bool = False
    adjusted: bool = False
    done: bool = False
    title: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """What a service shows of ours. `gone`: ids that were known and are confirmed to be no more.

    An id that is neither shown nor gone could not be seen; nothing is concluded from that.
    """

    remotes: tuple[Remote, ...] = ()
    gone: frozenset[str] = frozenset()


class State(StrEnum):
    """Whose an object is. `released`: the athlete deleted it there; it stays deleted."""

    OURS = "ours"
    RELEASED = "released"


class Op(StrEnum):
    """What was begun and not yet known to be done."""

    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Intent:
    """A change that was begun: what, and the day and the digest it leads to."""

    op: Op
    at: datetime
    day: date | None = None
    digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the ledger knows of one object: what we did last, and what we were about to do.

    `key`: the session that it stands for now. `id` is "" until the service has answered.
    """

    plan: str
    slot: str
    key: str
    id: str = ""
    day: date | None = None
    digest: str = ""
    version: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)
    state: State = State.OURS
    intent: Intent | None = None


class Ledger(Protocol):
    """What we created at one target for one athlete. Each call is committed when it returns."""

    def entries(self) -> tuple[Entry, ...]:
        """All that is known."""

    def put(self, entry: Entry) -> None:
        """Remember this, instead of what was known of its plan and slot."""

    def forget(self, plan: str, slot: str) -> None:
        """It is no more."""


@dataclass(frozen=True, slots=True)
class Placing:
    """What shall be created: the session, and the identity its object gets."""

    wanted: Wanted
    plan: str
    slot: str


@dataclass(frozen=True, slots=True)
class Limits:
    """What a target holds: days ahead and objects at once, None for any; and how many one call creates.

    `joined`: a format that is one file for the whole plan comes as that one file; else session by session.
    """

    days: int | None = None
    entries: int | None = None
    batch: int = 1
    joined: bool = False


class Target(Protocol):
    """A service that holds artifacts. `name` is the athlete's for it, `format` the exporter it takes.

    Each verb that writes is an iterator: it makes one call, yields the object as it stands then, and goes
    on when asked, so that whoever drives it remembers each call before the next. Errors are those of
    `model.errors` under TargetError; anything else is a mistake of ours.
    """

    @property
    def name(self) -> str:
        """What the athlete calls it."""

    @property
    def format(self) -> str:
        """The exporter's name."""

    @property
    def limits(self) -> Limits:
        """What it holds."""

    def digest(self, artifact: Artifact) -> str:
        """Eight hexadecimal digits of what the service keeps of it, the day left out. Pure."""

    def list(self, window: Window, known: Sequence[Entry]) -> Listing:
        """Every object of ours from `window.today` on, of whichever plan, all or an error: never a part.

        What stands on no day is among them only where it cannot have stood on one that is over. Whether it
        is `touched` is found out for objects whose version is not the known one; of the window's plan, and of
        others where that costs nothing. Known objects that are not listed are asked for by their id, and
        shown on whichever day they stand.
        """

    def create(self, new: Sequence[Placing]) -> Iterator[Remote]:
        """Make them, at most `limits.batch` at once; the last Remote of each slot is complete.

        What is made by one call is refused by it as a whole.
        """

    def update(self, remote: Remote, wanted: Wanted) -> Iterator[Remote]:
        """Make that object show this session: its content, its day, or both. Plan and slot stay.

        Where the service needs a new object for that, the new one stands before the old one goes.
        """

    def delete(self, remote: Remote) -> Iterator[Remote]:
        """Take it away; yields what is left of it after each call but the last. Gone already is done."""


class Secrets(Protocol):
    """Where tokens lie for one athlete, by the name of the target. Values are never printed."""

    def get(self, name: str) -> str | None:
        """The secret, or None."""

    def put(self, name: str, value: str) -> None:
        """Keep it instead of what was kept."""

    def delete(self, name: str) -> None:
        """It is no more."""

    def lock(self, name: str) -> AbstractContextManager[None]:
        """One process at a time: whoever changes a secret holds this and reads it again first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What a target is given by the one who opens it.

    `gate` is called before every request: it waits for the service's turn, or raises Paused. `url`: another
    base address than the service's own, for tests and bridges; already checked.
    """

    secrets: Secrets
    gate: Callable[[], None]
    now: Callable[[], datetime]
    url: str | None = None
    folder: Path = Path()
