"""What has to be done at a target so that it shows the plan: a pure decision, with a sentence per case."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from onek_sync.model.target import Entry, Op, Placing, State, Wanted
from onek_sync.sync.changes import (
    WRITES,
    Adopt,
    Change,
    Create,
    Delete,
    Forget,
    Move,
    Release,
    Skip,
    Update,
)
from onek_sync.sync.matching import Seen, matched
from onek_sync.sync.sight import TWICE, sorted_out
from onek_sync.sync.sight import Sight as Sight

MANY = 10
"""From so many objects on, a large removal is doubted."""
MOST_REMOVED = 0.3
"""The part of them that may go without --force."""


@dataclass(frozen=True, slots=True)
class Diff:
    """What is to be done, in order; the keys of what needs nothing; and why it is refused, if it is."""

    changes: tuple[Change, ...]
    there: frozenset[str] = frozenset()
    brake: str = ""

    @property
    def in_step(self) -> int:
        """How many sessions need nothing."""
        return len(self.there)

    @property
    def sends(self) -> int:
        """How many changes send something."""
        return sum(isinstance(change, WRITES) for change in self.changes)


def diff(sight: Sight) -> Diff:
    """The changes that make the target show the plan, creations before removals."""
    seen, settled = sorted_out(sight)
    wanted, beyond = _within(sight)
    pairs, free = matched(wanted, seen)
    changes: list[Change] = [*settled, *beyond]
    there: set[str] = set()
    slots = _Slots(sight)
    for want in wanted:
        change = _for_pair(sight, want, pairs[want.key]) if want.key in pairs else _new(sight, want, slots)
        if change:
            changes.append(change)
        else:
            there.add(want.key)
    changes.extend(change for one in free if (change := _surplus(sight, one)))
    changes.extend(_forgotten(sight))
    changes.extend(Skip(key, sight.days.get(key), "", why) for key, why in sight.unsaid.items())
    return Diff(tuple(sorted(changes, key=_order)), frozenset(there), _brake(sight, changes, len(seen)))


_ORDER = (Adopt, Release, Create, Move, Update, Skip, Forget, Delete)


def _order(change: Change) -> int:
    """Twins go first: where ids are names, what takes the name of one would go with it."""
    return -1 if isinstance(change, Delete) and change.why == TWICE else _ORDER.index(type(change))


# What is wanted.


def _within(sight: Sight) -> tuple[list[Wanted], list[Change]]:
    """The sessions that the target has room for, and a word on the others."""
    wanted = sorted(sight.wanted, key=lambda one: (one.day, one.key))
    most = sight.limits.entries if sight.limits.entries is not None else len(wanted)
    why = f"it keeps {most} sessions at most; this one follows when there is room"
    return wanted[:most], [Skip(one.key, one.day, one.title, why) for one in wanted[most:]]


def _for_pair(sight: Sight, want: Wanted, seen: Seen) -> Change | None:
    """What makes this object show that session; None: nothing, it does."""
    remote, entry = seen.remote, seen.entry
    same = remote.digest == want.digest and not remote.touched
    if remote.done:
        return None if same else Skip(want.key, want.day, want.title, "it was completed; it stays as it was")
    if remote.touched and not sight.force:
        return Skip(want.key, want.day, want.title, "you edited it there; that stays (--force takes it back)")
    if seen.taken_off and not sight.force:
        return _release(want, entry, "you took it off the calendar there") if entry else None
    if seen.moved_there and remote.day != want.day and not sight.force:
        return _where_the_athlete_put_it(want, seen, same=same)
    if remote.adjusted and sight.force:
        why = "its time or its alarms were changed there"
        return Update(want, replace(remote, touched=True), why, entry)
    if same and remote.day == want.day:
        return _adopted(want, seen)
    if same:
        why = f"it moved from {remote.day}" if remote.day else "it stood on no day yet"
        return Move(want, remote, why, entry)
    return Update(want, remote, "it was edited there" if remote.touched else "it changed in the plan", entry)


def _where_the_athlete_put_it(want: Wanted, seen: Seen, *, same: bool) -> Change:
    day = seen.remote.day
    assert day is not None
    if same:
        why = f"you moved it to {day} there; that stays (--force takes it back)"
        return Skip(want.key, want.day, want.title, why)
    why = f"it changed in the plan; it stays on {day}, where you put it"
    return Update(replace(want, day=day), seen.remote, why, seen.entry, planned=_planned(seen))


def _planned(seen: Seen) -> date | None:
    return seen.entry.day if seen.entry else None


def _adopted(want: Wanted, seen: Seen) -> Change | None:
    """What the ledger has to learn of an object that is as it should be."""
    entry, remote = seen.entry, seen.remote
    if entry is None:
        return Adopt(want, remote, "it is there already, with our mark")
    if entry.intent is not None:
        return Adopt(want, remote, "an interrupted push had done it", entry)
    known = (entry.key, entry.id, entry.day, entry.digest, entry.version, entry.parts, entry.state)
    found = (want.key, remote.id, remote.day, remote.digest, remote.version, remote.parts, State.OURS)
    return None if known == found else Adopt(want, remote, "", entry)


def _release(want: Wanted, entry: Entry, what: str) -> Change:
    why = f"{what}; it stays away (--force brings it back)"
    if entry.state is State.RELEASED:
        return Skip(want.key, want.day, want.title, why)
    return Release(want, entry, why)


class _Slots:
    """Identities that are still free."""

    def __init__(self, sight: Sight) -> None:
        known = {entry.slot for entry in sight.entries if entry.plan == sight.plan}
        self._taken = known | {one.slot for one in sight.listing.remotes if one.plan == sight.plan}

    def free(self, key: str) -> str:
        """The key itself, or with the first number that nobody has."""
        slot, number = key, 1
        while slot in self._taken:
            number += 1
            slot = f"{key}~{number}"
        self._taken.add(slot)
        return slot


def _new(sight: Sight, want: Wanted, slots: _Slots) -> Change:
    """What to do for a session that nothing stands for."""
    early = _moved_into_the_past(sight, want.key)
    if early and not sight.force:
        why = f"you moved it to {early} there; that stays (--force makes it anew)"
        return Skip(want.key, want.day, want.title, why)
    entry = _last_known(sight, want.key)
    if entry is None:
        return Create(Placing(want, sight.plan, slots.free(want.key)), "it is new in the plan")
    placing = Placing(want, sight.plan, entry.slot)
    if entry.state is State.RELEASED and not sight.force:
        return _release(want, entry, "you deleted it there")
    if not entry.id:
        return Create(placing, "an interrupted push had not got to it", entry)
    if entry.state is State.OURS and entry.id not in sight.listing.gone:
        return Skip(want.key, want.day, want.title, "the service did not show it; it is looked for again")
    if entry.intent is not None and entry.intent.op is Op.DELETE:
        return Create(placing, "it was taken away, and is in the plan again", entry)
    if sight.force:
        return Create(placing, "it was deleted there", entry)
    return _release(want, entry, "you deleted it there")


def _moved_into_the_past(sight: Sight, key: str) -> date | None:
    """The day that is over on which the athlete put a session that was still to come."""
    today = sight.window.today
    entries = (entry for entry in sight.entries if entry.plan == sight.plan and entry.key == key)
    coming = {entry.id for entry in entries if entry.day and entry.day >= today}
    days = (remote.day for remote in sight.listing.remotes if remote.id in coming)
    return next((day for day in days if day and day < today), None)


def _last_known(sight: Sight, key: str) -> Entry | None:
    """What the ledger knows of a session that nothing stands for. What is past is another one's history."""
    shown = {(one.plan, one.slot) for one in sight.listing.remotes}
    entries = (
        entry
        for entry in sight.entries
        if entry.plan == sight.plan and entry.key == key and (entry.plan, entry.slot) not in shown
    )
    today = sight.window.today
    return next((entry for entry in entries if entry.day is None or entry.day >= today), None)


# What is there and not wanted.


def _surplus(sight: Sight, seen: Seen) -> Change | None:
    """What becomes of an object that stands for no session of the window."""
    remote, key = seen.remote, seen.key
    planned = sight.days.get(key) if remote.plan == sight.plan else None
    if remote.day is not None and remote.day not in sight.window:
        return None
    if remote.done or key in sight.unsaid:
        return None
    if remote.touched and not sight.force:
        return Skip(key, remote.day, remote.title, "it left the plan, but you edited it there; it stays")
    if seen.moved_there and not sight.force:
        return Skip(key, remote.day, remote.title, "it left the plan, but you moved it there; it stays")
    if planned is not None and planned > sight.window.last:
        return Delete(remote, f"it moved to {planned}, and comes back when that is near", seen.entry)
    if (
        planned is not None
        and sight.window.today <= planned
        and (remote.day is None or planned not in sight.window)
    ):
        return None
    return Delete(remote, "it is no longer in the plan", seen.entry)


def _forgotten(sight: Sight) -> Iterator[Change]:
    """Entries of what is neither there nor in the plan any more."""
    shown = {(one.plan, one.slot) for one in sight.listing.remotes}
    for entry in sight.entries:
        gone = not entry.id or entry.id in sight.listing.gone or entry.state is State.RELEASED
        planned = entry.plan == sight.plan and entry.key in sight.days
        if gone and not planned and (entry.plan, entry.slot) not in shown:
            yield Forget(entry, "it is gone there, and no longer in the plan")


def _brake(sight: Sight, changes: Sequence[Change], ours: int) -> str:
    removed = sum(isinstance(change, Delete) and change.why != TWICE for change in changes)
    if sight.force or ours < MANY or removed <= ours * MOST_REMOVED:
        return ""
    return f"this would take away {removed} of the {ours} sessions that are there"
