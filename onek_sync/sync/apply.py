"""Do what was decided: intent, one call, result, and so on; every step committed before the next.

A process may die between any two lines of this file. What it began stands in the ledger as an intent and at
the service with our mark, so the next push sees where it was and goes on from there.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from onek_sync.model.errors import LoginNeeded, Paused, Refused, TargetError, Unreachable, Unsure
from onek_sync.model.target import Entry, Intent, Ledger, Op, Placing, Remote, State, Target
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
    key_of,
)
from onek_sync.sync.diff import Diff

SETTLE = 3.0
"""Seconds after an unclear answer before the service is asked what it did: it may still be at it."""

STOPS = (LoginNeeded, Paused, Unreachable)
"""Errors after which this target is left alone until later."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a change: done, failed (`error`), or not tried because the target was left alone.

    `lost`: what the service did not understand of what was sent.
    """

    change: Change
    done: bool
    error: TargetError | None = None
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What became of all changes; `stopped`: why the target was left alone before the end."""

    outcomes: tuple[Outcome, ...] = ()
    stopped: TargetError | None = None

    @property
    def sound(self) -> bool:
        """Whether everything that was to be done is done."""
        return self.stopped is None and all(outcome.done for outcome in self.outcomes)


@dataclass(frozen=True, kw_only=True)
class Hands:
    """What the doing needs. `look` reads the service and decides afresh. `tell` hears of each outcome."""

    target: Target
    ledger: Ledger
    look: Callable[[], Diff]
    now: Callable[[], datetime]
    wait: Callable[[float], None]
    tell: Callable[[Outcome], None] = lambda outcome: None


def apply(changes: Sequence[Change], hands: Hands) -> Report:
    """Do the changes in their order. One that fails does not stop the others; some errors stop them all."""
    outcomes: list[Outcome] = []
    stopped: TargetError | None = None
    for batch in _batches(changes, hands.target.limits.batch):
        if stopped and any(isinstance(change, WRITES) for change in batch):
            done = [Outcome(change, False) for change in batch]
        else:
            done = list(_tried(batch, hands))
            stopped = stopped or next((one.error for one in done if isinstance(one.error, STOPS)), None)
        for outcome in done:
            hands.tell(outcome)
        outcomes.extend(done)
    return Report(tuple(outcomes), stopped)


def _batches(changes: Sequence[Change], size: int) -> Iterator[list[Change]]:
    """One by one, but for creations, which some services take together."""
    batch: list[Change] = []
    for change in changes:
        if batch and not (isinstance(change, Create) and isinstance(batch[-1], Create) and len(batch) < size):
            yield batch
            batch = []
        batch.append(change)
    if batch:
        yield batch


def _tried(batch: list[Change], hands: Hands) -> Iterator[Outcome]:
    """The outcomes of a batch; each change by itself where the service refused them together."""
    try:
        lost = _do(batch, hands)
    except Unsure as error:
        yield from _looked_again(batch, hands, error)
    except Refused as error:
        if len(batch) == 1:
            yield Outcome(batch[0], False, error)
        else:
            for change in batch:
                yield from _tried([change], hands)
    except TargetError as error:
        yield from (Outcome(change, False, error) for change in batch)
    else:
        yield from (Outcome(change, True, None, lost.get(key_of(change), ())) for change in batch)


def _looked_again(batch: list[Change], hands: Hands, error: Unsure) -> Iterator[Outcome]:
    """Nobody knows what was done: ask the service, and do what is still missing, once and not again."""
    try:
        missing = _still_missing({key_of(change) for change in batch}, hands)
        for change in missing:
            _do([change], hands)
    except TargetError as second:
        worse = second if isinstance(second, STOPS) else error
        yield from (Outcome(change, False, worse) for change in batch)
    else:
        unseen = {key_of(change) for change in missing if isinstance(change, Skip)}
        for change in batch:
            seen = key_of(change) not in unseen
            yield Outcome(change, seen, None if seen else error)


def _still_missing(keys: set[str], hands: Hands) -> list[Change]:
    """What is still to be done for these sessions. What seems not to be there is looked for twice: services
    may show a new object late, and doing it again would double it.
    """
    missing: list[Change] = []
    for _ in range(2):
        hands.wait(SETTLE)
        missing = [change for change in hands.look().changes if key_of(change) in keys]
        if not any(isinstance(change, Create) for change in missing):
            break
    return missing


Lost = dict[str, tuple[str, ...]]


def _do(batch: list[Change], hands: Hands) -> Lost:
    """Do them; what the service did not understand, by the session's key."""
    match batch[0]:
        case Create():
            return _create([change for change in batch if isinstance(change, Create)], hands)
        case Update() | Move() as change:
            return _update(change, hands)
        case Delete() as change:
            _delete(change, hands)
        case Adopt(wanted, remote):
            hands.ledger.put(_entry(remote, wanted.key))
        case Release(entry=entry):
            hands.ledger.put(replace(entry, state=State.RELEASED, intent=None))
        case Forget(entry):
            hands.ledger.forget(entry.plan, entry.slot)
        case Skip():
            pass
    return {}


def _create(changes: Sequence[Create], hands: Hands) -> Lost:
    begun = {change.placing.slot: _begun(change.placing, hands.now()) for change in changes}
    for entry in begun.values():
        hands.ledger.put(entry)
    made: dict[str, Remote] = {}
    try:
        for remote in hands.target.create([change.placing for change in changes]):
            made[remote.slot] = remote
            hands.ledger.put(_entry(remote, begun[remote.slot].key, begun[remote.slot].intent))
    except Refused:
        _unmade(changes, made, hands)
        raise
    for slot, remote in made.items():
        hands.ledger.put(_entry(remote, begun[slot].key))
    return {begun[slot].key: remote.lost for slot, remote in made.items()}


def _unmade(changes: Sequence[Create], made: dict[str, Remote], hands: Hands) -> None:
    """The service said no, so what was begun is as it was before."""
    for change in changes:
        if change.placing.slot in made:
            continue
        if change.entry:
            hands.ledger.put(change.entry)
        else:
            hands.ledger.forget(change.placing.plan, change.placing.slot)


def _begun(placing: Placing, now: datetime) -> Entry:
    wanted = placing.wanted
    intent = Intent(Op.CREATE, now, wanted.day, wanted.digest)
    return Entry(plan=placing.plan, slot=placing.slot, key=wanted.key, intent=intent)


def _update(change: Update | Move, hands: Hands) -> Lost:
    wanted, before = change.wanted, _entry(change.remote, change.wanted.key)
    intent = Intent(Op.UPDATE, hands.now(), wanted.day, wanted.digest)
    hands.ledger.put(replace(change.entry or before, key=wanted.key, intent=intent))
    last = change.remote
    try:
        for last in hands.target.update(change.remote, wanted):
            hands.ledger.put(_entry(last, wanted.key, intent))
    except Refused:
        hands.ledger.put(change.entry or before)
        raise
    # Where the athlete put it elsewhere, the ledger keeps the plan's day: it tells whose hand that was.
    planned = change.planned if isinstance(change, Update) else None
    entry = _entry(last, wanted.key)
    hands.ledger.put(replace(entry, day=planned) if planned else entry)
    return {wanted.key: last.lost}


def _delete(change: Delete, hands: Hands) -> None:
    entry = change.entry
    if entry is not None:
        intent = Intent(Op.DELETE, hands.now())
        hands.ledger.put(replace(entry, intent=intent))
        for left in hands.target.delete(change.remote):
            hands.ledger.put(_entry(left, entry.key, intent))
        hands.ledger.forget(entry.plan, entry.slot)
    else:
        for _ in hands.target.delete(change.remote):
            pass


def _entry(remote: Remote, key: str, intent: Intent | None = None) -> Entry:
    """What the ledger remembers of an object as it stands."""
    return Entry(
        plan=remote.plan,
        slot=remote.slot,
        key=key,
        id=remote.id,
        day=remote.day,
        digest=remote.digest,
        version=remote.version,
        parts=remote.parts,
        intent=intent,
    )
