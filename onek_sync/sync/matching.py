"""Which object at the service stands for which session of the plan."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from onek_sync.model.target import Entry, Remote, Wanted


@dataclass(frozen=True, slots=True)
class Seen:
    """An object of ours that may be changed, and what the ledger knows of it."""

    remote: Remote
    entry: Entry | None

    @property
    def key(self) -> str:
        """The session that it stood for last."""
        return self.entry.key if self.entry else self.remote.slot

    @property
    def days(self) -> set[date | None]:
        """Where we put it; empty where nobody knows."""
        if self.entry is None or self.entry.id != self.remote.id:
            return set()
        intended = {self.entry.intent.day} if self.entry.intent else set()
        return {self.entry.day, *intended}

    @property
    def taken_off(self) -> bool:
        """Whether the athlete left the workout there but took it from its day."""
        entry = self.entry
        if entry is None or entry.id != self.remote.id or self.remote.day is not None:
            return False
        return entry.day is not None and entry.intent is None

    def may_become(self, want: Wanted) -> bool:
        """Whether it may stand for another session with its content: nobody but us had a hand in it, or
        somebody put it just where that one belongs, as another computer of the athlete's would.
        """
        kept = self.remote.touched or self.remote.done or self.taken_off
        return not kept and (not self.moved_there or self.remote.day == want.day)

    @property
    def moved_there(self) -> bool:
        """Whether somebody else put it on its day."""
        return bool(self.days) and self.remote.day is not None and self.remote.day not in self.days


def matched(wanted: Iterable[Wanted], seen: Iterable[Seen]) -> tuple[dict[str, Seen], list[Seen]]:
    """By the key of a session its object; and the objects that stand for none.

    First what the athlete edited, by its key: it stays what it is. Then what is unchanged, then the same
    content under another key (it moved in the plan), then the same key with another content.
    """
    left, free = {one.key: one for one in wanted}, list(seen)
    pairs: dict[str, Seen] = {}
    for rule in (_edited, _unchanged, _moved, _changed):
        for key, one in rule(left, free):
            if key in left and one in free:
                pairs[key] = one
                del left[key]
                free.remove(one)
    return pairs, free


Pairs = Iterator[tuple[str, Seen]]


def _edited(left: dict[str, Wanted], free: list[Seen]) -> Pairs:
    yield from [(one.key, one) for one in free if one.remote.touched and one.key in left]


def _unchanged(left: dict[str, Wanted], free: list[Seen]) -> Pairs:
    yield from [
        (one.key, one) for one in free if one.key in left and one.remote.digest == left[one.key].digest
    ]


def _moved(left: dict[str, Wanted], free: list[Seen]) -> Pairs:
    """The nearest days first, so that of several equal sessions each goes to its own."""
    near = [
        (_apart(one.remote.day, want.day), want.day, want.key, place)
        for want in left.values()
        for place, one in enumerate(free)
        if one.remote.digest == want.digest and one.may_become(want)
    ]
    yield from [(key, free[place]) for _, _, key, place in sorted(near)]


def _changed(left: dict[str, Wanted], free: list[Seen]) -> Pairs:
    yield from [(one.key, one) for one in free if one.key in left]


def _apart(one: date | None, other: date) -> int:
    return abs((one - other).days) if one else 0
