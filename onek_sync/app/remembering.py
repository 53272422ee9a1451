"""What happens at a target is remembered: for `onek status`, and so that a restart does not hammer it."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from onek_sync.app.services import RESTS, World
from onek_sync.model.errors import LoginNeeded, Paused, TargetError, Waiting
from onek_sync.store.words import Event, Pause
from onek_sync.sync.apply import Outcome, Report
from onek_sync.sync.changes import WRITES, key_of

AFTER_LOGIN_FAILED = timedelta(minutes=15)
"""How long a service that does not know us is left alone, so that a restart does not hammer it."""


@contextmanager
def remembering(world: World, name: str, what: str) -> Iterator[None]:
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
        world.store.pauses.put(world.athlete, name, Pause(until, str(finding)))
    world.store.history.add(
        world.athlete, Event(target=name, at=now, what=what, result=result, text=str(finding))
    )


def remember(world: World, name: str, what: str, report: Report, in_step: int = 0) -> None:
    """What became of it, for `onek status`: a line a change that was sent, and one for the whole."""
    now = world.now()
    sent = [outcome for outcome in report.outcomes if isinstance(outcome.change, WRITES)]
    events = [_event(name, outcome, now) for outcome in sent]
    world.store.history.add(world.athlete, *events)
    if report.stopped:
        stopped(world, name, report.stopped, what)
        return
    counts = Counter(type(outcome.change).__name__.lower() for outcome in sent if outcome.done)
    result = "ok" if report.sound else "failed"
    text = "; ".join(str(outcome.error.findings[0]) for outcome in sent if outcome.error)
    whole = Event(
        target=name,
        at=now,
        what=what,
        result=result,
        text=text,
        counts={**counts, "in step": in_step},
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
