"""All that the decision looks at; and which of the objects that are there may be changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from onek_sync.model.target import Entry, Limits, Listing, Remote, Wanted, Window
from onek_sync.sync.changes import Change, Delete, Skip
from onek_sync.sync.matching import Seen

TWICE = "it is there twice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """All that the decision looks at.

    `wanted`: the sessions of the window as the target would show them. `days`: the day of every session of
    the plan, by key, whether wanted or not. `unsaid`: by key, why a session cannot be said there.
    `force`: the athlete's own edits and deletions there give way to the plan.
    """

    plan: str
    window: Window
    wanted: Sequence[Wanted]
    days: Mapping[str, date]
    listing: Listing
    entries: Sequence[Entry]
    unsaid: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    force: bool = False


def sorted_out(sight: Sight) -> tuple[list[Seen], list[Change]]:
    """The objects that may be changed, one a slot; and what becomes of the others."""
    entries = {(entry.plan, entry.slot): entry for entry in sight.entries}
    slots: dict[tuple[str, str], list[Remote]] = {}
    for remote in sight.listing.remotes:
        identity = (remote.plan, remote.slot)
        # What carries our mark for another plan, and was not made by us, is another one's.
        ours = remote.plan == sight.plan or identity in entries
        if ours and not _past(sight, remote, entries.get(identity)):
            slots.setdefault(identity, []).append(remote)
    seen: list[Seen] = []
    settled: list[Change] = []
    for identity, remotes in slots.items():
        keeper, *twins = sorted(remotes, key=lambda one: _rank(sight, entries.get(identity), one))
        seen.append(Seen(keeper, entries.get(identity)))
        settled.extend(_twin(sight, twin) for twin in twins)
    return seen, settled


def _past(sight: Sight, remote: Remote, entry: Entry | None) -> bool:
    """Whether it belongs to a day that is over. A service may show a workout without its past day.

    What stands on no day, and of which nobody knows one, was left by a push that died while it took it away.
    """
    planned = sight.days.get(entry.key if entry else remote.slot) if remote.plan == sight.plan else None
    intended = entry.intent.day if entry and entry.intent else None
    day = remote.day or (entry.day if entry else None) or intended or planned
    return day is not None and day < sight.window.today


def _rank(sight: Sight, entry: Entry | None, remote: Remote) -> tuple[object, ...]:
    """Which of several objects of one slot stays: what was run, what was edited in its place, what is up to
    date, what is on its day; else the oldest, which has the lowest id. An edited copy, which carries our mark
    as well, does not push out what it was copied from.
    """
    key = entry.key if entry else remote.slot
    want = next((one for one in sight.wanted if one.key == key), None)
    stale = want is None or remote.digest != want.digest
    away = want is None or remote.day != want.day
    in_place = not away or (entry is not None and entry.id == remote.id)
    edited = remote.touched and in_place
    number = (0, int(remote.id)) if remote.id.isascii() and remote.id.isdigit() else (1, 0)
    return not remote.done, not edited, stale, away, *number, remote.id


def _twin(sight: Sight, remote: Remote) -> Change:
    if remote.done:
        return Skip(remote.slot, remote.day, remote.title, "it is there twice, and this one was completed")
    if remote.touched and not sight.force:
        return Skip(remote.slot, remote.day, remote.title, "it is there twice, and this one was edited there")
    return Delete(remote, TWICE)
