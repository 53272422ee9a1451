"""Keep a target in step with the plan: look, decide, do, remember."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from onek_sync.app.export import exporter_of, say
from onek_sync.app.project import Ready
from onek_sync.app.services import RESTS, World, opened, targets_of
from onek_sync.exporters.words import title
from onek_sync.model.errors import ExportError, Finding, LoginNeeded, OnekError, Paused, TargetError, Waiting
from onek_sync.model.exchange import Artifact, Exporter, Options
from onek_sync.model.session import ResolvedSession
from onek_sync.model.target import Entry, State, Target, Wanted, Window
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
from onek_sync.sync.diff import Sight, diff

TITLE = 60
AFTER_LOGIN_FAILED = timedelta(minutes=15)
"""How long a service that does not know us is left alone, so that a restart does not hammer it."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What was asked for: the targets, the day it is, other first and last days than the usual, --force."""

    targets: tuple[str, ...]
    today: date
    first: date | None = None
    last: date | None = None
    force: bool = False


def asked_for(
    world: World,
    plan: Ready,
    targets: Sequence[str],
    today: date | None,
    first: date | None = None,
    last: date | None = None,
    *,
    force: bool = False,
) -> Asked:
    """What was asked for, with its blanks filled: all targets, and the day that it is for the athlete."""
    zone = ZoneInfo(plan.resolved.plan.timezone)
    return Asked(
        targets=targets_of(world.project, targets),
        today=today or world.now().astimezone(zone).date(),
        first=first,
        last=last,
        force=force,
    )


@dataclass(frozen=True)
class Pushed:
    """What a push came to; `report` is None where it was not agreed to, or nothing was to be done."""

    target: str
    diff: Diff
    report: Report | None = None


def preview(world: World, plan: Ready, name: str, asked: Asked) -> Diff:
    """What a push would do. Reads the service, changes nothing."""
    with _remembered(world, name, "diff"), opened(world, name) as target:
        return _look(world, plan, target, asked)


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
        found = _look(world, plan, target, asked)
        if found.brake:
            now = "look at `onek diff`; if that is what you want, push with --force"
            raise OnekError(Finding("Y04", f"{name}: {found.brake}", now))
        if not agreed(found):
            return Pushed(name, found)
        hands = Hands(
            target=target,
            ledger=world.store.ledger(world.athlete, name),
            look=lambda: _look(world, plan, target, asked),
            now=world.now,
            wait=world.wait,
            tell=tell,
        )
        report = apply(found.changes, hands)
        _remember(world, name, found, report)
        return Pushed(name, found, report)


def _look(world: World, plan: Ready, target: Target, asked: Asked) -> Diff:
    """Read the service and decide."""
    window = _window(world, target, asked)
    wanted, unsaid = _wanted(plan, target, window, world.project.settings.export_options())
    entries = world.store.ledger(world.athlete, target.name).entries()
    known = [entry for entry in entries if entry.state is State.OURS and _ahead(entry, window)]
    return diff(
        Sight(
            plan=plan.resolved.plan.id,
            window=window,
            wanted=wanted,
            days={session.key: session.day for session in plan.resolved.plan.sessions()},
            listing=target.list(window, known),
            entries=entries,
            unsaid=unsaid,
            limits=target.limits,
            force=asked.force,
        )
    )


def _ahead(entry: Entry, window: Window) -> bool:
    return entry.day is None or entry.day >= window.today


def _window(world: World, target: Target, asked: Asked) -> Window:
    """The days that were asked for, else the target's horizon; never more than it holds."""
    days = world.project.settings.targets[target.name].days
    most = target.limits.days
    usual = Window.ahead(asked.today, min(days, most) if most else days)
    last = asked.last or usual.last
    if most:
        last = min(last, Window.ahead(asked.today, most).last)
    return Window(asked.first or asked.today, last, asked.today)


def _wanted(
    plan: Ready, target: Target, window: Window, options: Options
) -> tuple[list[Wanted], dict[str, str]]:
    """The sessions of the window as the target would show them; and by key why one cannot be said there."""
    exporter = exporter_of(target.format)
    if exporter.join is not None and target.limits.joined:
        return [_whole(plan, target, exporter, options)], {}
    wanted, unsaid = [], {}
    for session in plan.resolved.sessions:
        if session.session.day not in window:
            continue
        try:
            artifact = _said(session, plan, exporter, options)
        except ExportError as error:
            unsaid[session.key] = error.findings[0].what
            continue
        if artifact is not None:
            day, words = session.session.day, title(session, plan.resolved, TITLE)
            digest = target.digest(artifact)
            wanted.append(Wanted(key=session.key, day=day, title=words, artifact=artifact, digest=digest))
    return wanted, unsaid


def _said(session: ResolvedSession, plan: Ready, exporter: Exporter, options: Options) -> Artifact | None:
    """A session as a file by itself, also where the format joins them."""
    artifact = exporter.say(session, plan.resolved, options)
    if artifact is None or exporter.join is None:
        return artifact
    return replace(artifact, body=exporter.join([artifact], plan.resolved, options))


def _whole(plan: Ready, target: Target, exporter: Exporter, options: Options) -> Wanted:
    """The plan as one file; it stands on the plan's last day, so that it is up to date until then."""
    [(name, body)] = say(exporter, plan.resolved, options).files.items()
    artifact = Artifact(plan.resolved.plan.id, name, body)
    return Wanted(
        key=artifact.key,
        day=max(session.day for session in plan.resolved.plan.sessions()),
        title=plan.resolved.plan.title or artifact.key,
        artifact=artifact,
        digest=target.digest(artifact),
    )


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
