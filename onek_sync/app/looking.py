"""What a target shows beside what it should show: the decision, from the service or from memory."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from onek_sync.app.export import exporter_of, say
from onek_sync.app.places import known
from onek_sync.app.project import Ready
from onek_sync.app.services import World, targets_of
from onek_sync.exporters.words import title
from onek_sync.model.errors import ExportError, Finding, UsageError
from onek_sync.model.exchange import Artifact, Exporter, Options
from onek_sync.model.session import ResolvedSession
from onek_sync.model.target import Entry, Listing, Remote, State, Target, Wanted, Window
from onek_sync.sync.diff import Diff, Sight, diff

TITLE = 60


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
    if first and last and last < first:
        what = f"the first day, {first}, is after the last, {last}"
        raise UsageError(Finding("Y08", what, "write the earlier one first"))
    zone = ZoneInfo(plan.resolved.plan.timezone)
    return Asked(
        targets=targets_of(world.project, targets),
        today=today or world.now().astimezone(zone).date(),
        first=first,
        last=last,
        force=force,
    )


def look(world: World, plan: Ready, target: Target, asked: Asked) -> Diff:
    """Read the service and decide."""
    entries = known(world, target.name)
    window = _window(world, target, asked, plan.resolved.plan.id)
    ours = [entry for entry in entries if entry.state is State.OURS and _ahead(entry, window)]
    return _decided(world, plan, target, asked, entries, target.list(window, ours))


def from_memory(world: World, plan: Ready, target: Target, asked: Asked) -> Diff:
    """Decide as if the service showed what the ledger knows. Asks nobody."""
    entries = known(world, target.name)
    stands = [entry for entry in entries if entry.id and entry.state is State.OURS]
    return _decided(world, plan, target, asked, entries, Listing(tuple(map(_as_left, stands))))


def _as_left(entry: Entry) -> Remote:
    return Remote(
        plan=entry.plan,
        slot=entry.slot,
        id=entry.id,
        day=entry.day,
        digest=entry.digest,
        version=entry.version,
        parts=entry.parts,
    )


def _decided(
    world: World, plan: Ready, target: Target, asked: Asked, entries: Sequence[Entry], listing: Listing
) -> Diff:
    window = _window(world, target, asked, plan.resolved.plan.id)
    wanted, unsaid = _wanted(plan, target, window, world.project.settings.export_options())
    return diff(
        Sight(
            plan=plan.resolved.plan.id,
            window=window,
            wanted=wanted,
            days={session.key: session.day for session in plan.resolved.plan.sessions()},
            listing=listing,
            entries=entries,
            unsaid=unsaid,
            limits=target.limits,
            force=asked.force,
        )
    )


def _ahead(entry: Entry, window: Window) -> bool:
    return entry.day is None or entry.day >= window.today


def _window(world: World, target: Target, asked: Asked, plan: str) -> Window:
    """The days that were asked for, else the target's horizon; never more than it holds."""
    days = world.project.settings.targets[target.name].days
    most = target.limits.days
    usual = Window.ahead(asked.today, min(days, most) if most else days)
    last = asked.last or usual.last
    if most:
        last = min(last, Window.ahead(asked.today, most).last)
    return Window(asked.first or asked.today, last, asked.today, plan)


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
