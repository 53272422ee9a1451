"""Stop managing a target: forget what we know of it; before that, take back what we made there."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from onek_sync.app.jobs import PUSH
from onek_sync.app.project import Project, Ready, ready
from onek_sync.app.push import Pushed
from onek_sync.app.remembering import remember, remembering
from onek_sync.app.services import World, opened
from onek_sync.model.errors import OnekError
from onek_sync.model.target import Entry, Remote, State, Target, Window
from onek_sync.store.words import Event
from onek_sync.sync.apply import Hands, Outcome, apply
from onek_sync.sync.changes import Delete, Skip
from onek_sync.sync.diff import Diff
from onek_sync.sync.matching import Seen

_AHEAD = timedelta(days=366)
"""How far what we made is looked for: plans are no longer."""


def forget(world: World, name: str) -> int:
    """Forget what we know of a target, and how much that was; what we made there stays."""
    with world.store.lease(world.athlete, name, world.now()):
        return _forget_all(world, name)


def remove(
    world: World,
    name: str,
    today: date,
    plan: Ready | None,
    *,
    agreed: Callable[[Diff], bool],
    tell: Callable[[Outcome], None],
) -> Pushed:
    """Take back what we made there and nobody touched, from today on; then forget the target.

    `plan`: its mark is ours without a ledger, too. Where something could not be taken
    back, nothing is forgotten, so that it can be tried again.
    """
    marked = plan.resolved.plan.id if plan else None
    with remembering(world, name, "forget"), opened(world, name) as target:
        found = _look(world, target, today, marked)
        if not agreed(found):
            return Pushed(name, found)
        hands = Hands(
            target=target,
            ledger=world.store.ledger(world.athlete, name),
            look=lambda: _look(world, target, today, marked),
            now=world.now,
            wait=world.wait,
            tell=tell,
        )
        report = apply(found.changes, hands)
        remember(world, name, "forget", report)
        if report.sound:
            _forget_all(world, name)
        return Pushed(name, found, report)


def _look(world: World, target: Target, today: date, plan: str | None) -> Diff:
    """What goes and what stays, of all that carries our mark."""
    entries = world.store.ledger(world.athlete, target.name).entries()
    ahead = [entry for entry in entries if entry.day is None or entry.day >= today]
    known = [entry for entry in ahead if entry.state is State.OURS]
    listing = target.list(Window(today, today + _AHEAD, today), known)
    return Diff(tuple(_fate(remote, entries, today, plan) for remote in listing.remotes))


def _fate(remote: Remote, entries: Sequence[Entry], today: date, plan: str | None) -> Delete | Skip:
    entry = next((one for one in entries if (one.plan, one.slot) == (remote.plan, remote.slot)), None)
    why = _why_it_stays(Seen(remote, entry), today, plan)
    key = entry.key if entry else remote.slot
    return Skip(key, remote.day, remote.title, why) if why else Delete(remote, "it is taken back", entry)


def _why_it_stays(seen: Seen, today: date, plan: str | None) -> str:
    """A sentence, "" where it may go: what an athlete did, ran or lived through is not taken away."""
    remote, entry = seen.remote, seen.entry
    intended = entry.intent.day if entry and entry.intent else None
    day = remote.day or (entry.day if entry else None) or intended
    if entry is None and remote.plan != plan:
        return f"another onek made it, for the plan {remote.plan}"
    if remote.done:
        return "it was completed"
    if remote.touched:
        return "you edited it there"
    if seen.moved_there:
        return f"you moved it to {remote.day} there"
    if day is None:
        return "it stands on no day that we know"
    return "its day is over" if day < today else ""


def _forget_all(world: World, name: str) -> int:
    """Nothing is known of the target any more; how much was."""
    ledger = world.store.ledger(world.athlete, name)
    entries = ledger.entries()
    for entry in entries:
        ledger.forget(entry.plan, entry.slot)
    world.store.places.forget(world.athlete, name)
    world.store.jobs.forget(world.athlete, PUSH + name)
    world.store.notices.forget(world.athlete, PUSH + name)
    event = Event(target=name, at=world.now(), what="forget", result="ok", counts={"known": len(entries)})
    world.store.history.add(world.athlete, event)
    return len(entries)


def plan_of(project: Project) -> Ready | None:
    """The folder's plan; None where there is none that can be read."""
    try:
        return ready(project)
    except OnekError:
        return None
