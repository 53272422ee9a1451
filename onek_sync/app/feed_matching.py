"""Which event of the feed stands for which session of the plan: a moved session keeps its event."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from onek_sync.model.errors import Place
from onek_sync.model.plan import Session
from onek_sync.store.feed_words import SHOWN, Shown

# Weeks may be numbered anew, or the plan shifted: what is on its day says more than what has its key.
_IN_PLACE, _SAME_KEY, _MOVED, _EDITED = range(4)


def content_of(session: Session) -> str:
    """A hash of what is written of a session, without when and where: what a session that moves keeps.

    Not of what is made of it: new paces are no reason to take one session for another.
    """
    written = replace(session, key="", day=date.min, at=None, order=1, week=1, phase="", place=Place())
    return hashlib.sha256(repr(written).encode(errors="surrogatepass")).hexdigest()[:32]


def matched(
    sessions: Iterable[Session], events: Iterable[Shown]
) -> tuple[dict[str, Shown], tuple[Shown, ...]]:
    """By the key of a session its event; and the events, all of one plan, that stand for none.

    First what is as it was, then the same content under another key (it moved), then the same key with
    another content (it was edited).
    """
    contents = [(one, content_of(one)) for one in sessions]
    free = {event.slot: event for event in events}
    likely = sorted(
        (*likeness, one.day, one.key, event.slot)
        for event in free.values()
        for one, content in contents
        if (likeness := _likeness(one, content, event))
    )
    pairs: dict[str, Shown] = {}
    for *_, key, slot in likely:
        if key not in pairs and slot in free:
            pairs[key] = free.pop(slot)
    return pairs, tuple(free.values())


def _likeness(one: Session, content: str, event: Shown) -> tuple[int, bool, int] | None:
    """How likely the event stands for the session: the smaller, the more; None: it does not.

    Of events that are equally like it, what stands in the feed comes before what stood there once, and
    then the nearer day, so that of several equal sessions each goes to its own.
    """
    apart = abs((event.day - one.day).days)
    if event.content != content:
        rank = _EDITED if event.key == one.key else None
    elif not apart:
        rank = _IN_PLACE
    else:
        rank = _SAME_KEY if event.key == one.key else _MOVED
    return None if rank is None else (rank, event.state != SHOWN, apart)


def free_slot(key: str, taken: set[str]) -> str:
    """An identity for a new event: the session's key, unless it is an older event's. It is taken then."""
    slot, number = key, 1
    while slot in taken:
        number += 1
        slot = f"{key}-{number}"
    taken.add(slot)
    return slot
