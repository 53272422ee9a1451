"""Keep a target in step with the plan: look, decide, do, remember."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from onek_sync.app.looking import Asked as Asked
from onek_sync.app.looking import asked_for as asked_for
from onek_sync.app.looking import look
from onek_sync.app.project import Ready
from onek_sync.app.services import RESTS, World, opened
from onek_sync.model.errors import Finding, LoginNeeded, OnekError, Paused, TargetError, Waiting
from onek_sync.store.history import Event
from onek_sync.store.pauses import Pause
from onek_sync.sync.apply import Hands, apply
from onek_sync.sync.apply import Outcome as Outcome
from onek_sync.sync.apply import Report as Report
from onek_sync.sync.changes import WRITES as WRITES
from onek_sync.sync.changes import Adopt as Adopt
from onek_sync.sync.changes import Change as Change
from onek_sync.sync.changes import Create as Create
from onek_sync.sync.changes import Delete as Delete
from onek_sync.sync.changes import Move as Move
from onek_sync.sync.changes import Release as Release
from onek_sync.sync.changes import Skip as Skip
from onek_sync.sync.changes import Update as Update
from onek_sync.sync.changes import day_of as day_of
from onek_sync.sync.changes import key_of as key_of
from onek_sync.sync.changes import title_of as title_of
from onek_sync.sync.diff import Diff as Diff

AFTER_LOGIN_FAILED = timedelta(minutes=15)
"""How long a service that does not know us is left alone, so that a restart does not hammer it."""


@dataclass(frozen=True)
class Pushed:
    """What a push came to; `report` is None where it was not agreed to, or nothing was to be done."""

    target: str
    diff: Diff
    report: Report | None = None


def preview(world: World, plan: Ready, name: str, asked: Asked) -> Diff:
    """What a push would do. Reads the service, changes nothing."""
    with _remembered(world, name, "diff"), opened(world, name) as target:
        return look(world, plan, target, asked)


def push(
    world: World,
    plan: Ready,
    name: str,
    asked: Asked,
    *,
    agreed: Callable[[Diff], bool] = lambda diff: True,
    tell: Callable[[Outcome], None] = lambda outcome: None,
) -> Pushed:
    """Make a target show the plan. Safe to run again, and to kill at any point.

    Raises OnekError where it would remove too much or another push is at it, TargetError where the service
    could not be looked at.
    """
    with _remembered(world, name, "push"), opened(world, name) as target:
        found = look(world, plan, target, asked)
        if found.brake:
            now = "look at `onek diff`; if that is what you want, push with --force"
            raise OnekError(Finding("Y04", f"{name}: {found.brake}", now))
        if not agreed(found):
            return Pushed(name, found)
        hands = Hands(
            target=target,
            ledger=world.store.ledger(world.athlete, name),
            look=lambda: look(world, plan, target, asked),
            now=world.now,
            wait=world.wait,
            tell=tell,
        )
        report = apply(found.changes, hands)
        _remember(world, name, found, report)
        return Pushed(name, found, report)


@contextmanager
def _remembered(world: World, name: str, what: str) -> Iterator[None]:
    """What stops a target is remembered with its time, so that a restart does not hammer it."""
    try:
        yield
    except TargetError as error:
        if error.findings[0].code != RESTS:  # that is remembered already
            stopped(world, name, error, what)
        raise


def stopped(world: World, name: str, error: TargetError, what: str) -> None:
    """Remember what stopped a target, and until when it is left alone."""
    now = world.now()
    if isinstance(error, Paused):
        result, until = "paused", error.until
    elif isinstance(error, Waiting):
        result, until = "waiting", None
    elif isinstance(error, LoginNeeded):
        result, until = "login", now + AFTER_LOGIN_FAILED
    else:
        result, until = "failed", None
    finding = error.findings[0]
    if until is not None:
        world.store.pauses.put(world.athlete, name, Pause(until, finding.what))
    world.store.history.add(
        world.athlete, Event(target=name, at=now, what=what, result=result, text=str(finding))
    )


def _remember(world: World, name: str, found: Diff, report: Report) -> None:
    """What became of it, for `onek status`: a line a change that was sent, and one for the whole push."""
    now = world.now()
    sent = [outcome for outcome in report.outcomes if isinstance(outcome.change, WRITES)]
    events = [_event(name, outcome, now) for outcome in sent]
    world.store.history.add(world.athlete, *events)
    if report.stopped:
        stopped(world, name, report.stopped, "push")
        return
    counts = Counter(type(outcome.change).__name__.lower() for outcome in sent if outcome.done)
    result = "ok" if report.sound else "failed"
    text = "; ".join(str(outcome.error.findings[0]) for outcome in sent if outcome.error)
    whole = Event(
        target=name,
        at=now,
        what="push",
        result=result,
        text=text,
        counts={**counts, "in step": found.in_step},
    )
    world.store.history.add(world.athlete, whole)


def _event(name: str, outcome: Outcome, now: datetime) -> Event:
    return Event(
        target=name,
        at=now,
        what=type(outcome.change).__name__.lower(),
        result="ok" if outcome.done else "failed",
        key=key_of(outcome.change),
        text=str(outcome.error.findings[0]) if outcome.error else outcome.change.why,
    )
