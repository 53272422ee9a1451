"""What can become of a session at a target; each change has its reason, as a sentence for the athlete."""

from dataclasses import dataclass
from datetime import date

from onek_sync.model.target import Entry, Placing, Remote, Wanted


@dataclass(frozen=True, slots=True)
class Create:
    """It is new there."""

    placing: Placing
    why: str
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Update:
    """Its content changes, and perhaps its day. `planned`: the day of the plan, where the athlete's stays."""

    wanted: Wanted
    remote: Remote
    why: str
    entry: Entry | None = None
    planned: date | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """The same content on another day."""

    wanted: Wanted
    remote: Remote
    why: str
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Delete:
    """It goes. `entry` is None where the ledger's entry is another object's: it was there twice."""

    remote: Remote
    why: str
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Adopt:
    """It is as it should be there; only the ledger has to learn it. Nothing is sent."""

    wanted: Wanted
    remote: Remote
    why: str
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Release:
    """The athlete deleted it there; it stays deleted, and the ledger remembers that. Nothing is sent."""

    wanted: Wanted
    entry: Entry
    why: str


@dataclass(frozen=True, slots=True)
class Forget:
    """It is gone there and not in the plan; the ledger forgets it. Nothing is sent."""

    entry: Entry
    why: str


@dataclass(frozen=True, slots=True)
class Skip:
    """Nothing is done, and that is worth a word."""

    key: str
    day: date | None
    title: str
    why: str


Change = Create | Update | Move | Delete | Adopt | Release | Forget | Skip

WRITES = (Create, Update, Move, Delete)
"""The changes that send something."""


def key_of(change: Change) -> str:
    """The session that a change is about."""
    match change:
        case Create():
            return change.placing.wanted.key
        case Delete():
            return change.entry.key if change.entry else change.remote.slot
        case Forget():
            return change.entry.key
        case Skip():
            return change.key
        case _:
            return change.wanted.key


def day_of(change: Change) -> date | None:
    """The day on which the session stands, or will stand."""
    match change:
        case Create():
            return change.placing.wanted.day
        case Delete():
            return change.remote.day
        case Forget():
            return change.entry.day
        case Skip():
            return change.day
        case _:
            return change.wanted.day


def title_of(change: Change) -> str:
    """The session's title, as far as it is known."""
    match change:
        case Create():
            return change.placing.wanted.title
        case Delete():
            return change.remote.title
        case Forget():
            return ""
        case Skip():
            return change.title
        case _:
            return change.wanted.title


def slot_of(change: Change) -> str | None:
    """The identity of the object that a change is about, where it has one."""
    match change:
        case Create():
            return change.placing.slot
        case Update() | Move() | Delete() | Adopt():
            return change.remote.slot
        case Release() | Forget():
            return change.entry.slot
        case Skip():
            return None
