"""How the targets stand: in step, behind, waiting for something; and what the last push came to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import takewhile

from onek_sync.app.looking import Asked, asked_for, from_memory
from onek_sync.app.project import Ready
from onek_sync.app.push import preview
from onek_sync.app.services import World, tools_of
from onek_sync.model.errors import Finding, OnekError, Waiting
from onek_sync.store.words import Event as Event
from onek_sync.store.words import Pause
from onek_sync.sync.diff import Diff
from onek_sync.targets import KINDS

_RECENT = 200
"""Events that are looked at; the last push is among them."""
_ERRORS = 3
_WRONG = ("failed", "login", "paused")


class Standing(StrEnum):
    """How a target stands."""

    IN_STEP = "in step"
    BEHIND = "behind"
    NEW = "never pushed"
    LOGIN = "waits for a login"
    RESTS = "rests"
    WAITS = "waits"
    FAILED = "failed"
    UNKNOWN = "not known"


_NOW = {
    Standing.IN_STEP: "",
    Standing.BEHIND: "run onek push {name}",
    Standing.NEW: "run onek push {name}",
    Standing.LOGIN: "run onek connect {name}",
    Standing.RESTS: "wait; pushing goes on after that",
    Standing.WAITS: "plug it in, then run onek push {name}",
    Standing.FAILED: "mend that, then run onek push {name}",
    Standing.UNKNOWN: "run onek check",
}


@dataclass(frozen=True, kw_only=True)
class TargetStatus:
    """How one target stands.

    `behind`: changes that are not sent yet, None where that cannot be said; `in_step`: sessions that need
    none, `there`: their keys, or the plan's id where it is there as one file. `asked`: whether the service
    was asked, else it is what we remember of the last push. `until`: when it may be asked again. `errors`:
    since the last push that went well, newest first.
    """

    name: str
    kind: str
    standing: Standing
    behind: int | None
    in_step: int | None
    there: frozenset[str]
    asked: bool
    who: str | None
    until: datetime | None
    last: Event | None
    errors: tuple[Event, ...]
    findings: tuple[Finding, ...]
    now: str


def status(
    world: World, plan: Ready | None, name: str, today: date | None, *, check: bool = False
) -> TargetStatus:
    """How a target stands: by what we remember, or (`check`) by what the service shows."""
    diff, error = _diff(world, plan, name, today, check=check)
    events = world.store.history.recent(world.athlete, name, limit=_RECENT)
    whole = [event for event in events if not event.key]
    pause = world.store.pauses.of(world.athlete, name, world.now())
    last = next((event for event in whole if event.what == "push"), None)
    unproved = _login_fault(world, name)
    standing = Standing.LOGIN if unproved is not None else _standing(whole, pause, diff, error)
    made = {one.target: one.who for one in world.store.connections.all(world.athlete)}
    return TargetStatus(
        name=name,
        kind=world.project.settings.targets[name].kind,
        standing=standing,
        behind=diff.sends if diff else None,
        in_step=diff.in_step if diff else None,
        there=diff.there if diff else frozenset(),
        asked=check and diff is not None,
        who=made.get(name),
        until=pause.until if pause else None,
        last=last,
        errors=_errors(whole),
        findings=unproved or (error.findings if error else ()),
        now="" if unproved else _NOW[standing].format(name=name),
    )


def _diff(
    world: World, plan: Ready | None, name: str, today: date | None, *, check: bool
) -> tuple[Diff | None, OnekError | None]:
    """What a push would do, as far as that can be said; else why not."""
    if plan is None:
        return None, None
    asked = asked_for(world, plan, [name], today)
    try:
        return (preview if check else _remembered_diff)(world, plan, name, asked), None
    except OnekError as error:
        return None, error


def _remembered_diff(world: World, plan: Ready, name: str, asked: Asked) -> Diff:
    settings = world.project.settings.targets[name]
    target = KINDS[settings.kind].open(name, settings, tools_of(world, name, lambda: None))
    return from_memory(world, plan, target, asked)


def _standing(
    whole: Sequence[Event], pause: Pause | None, diff: Diff | None, error: OnekError | None
) -> Standing:
    """The first thing that is in the way; where there is none, whether the plan has arrived."""
    settled = (event for event in whole if (event.what, event.result) != ("connect", "failed"))
    last = next(settled, None)
    push = next((event for event in whole if event.what == "push"), None)
    if last and last.result == "login":
        return Standing.LOGIN
    if pause:
        return Standing.RESTS
    if isinstance(error, Waiting) or (error is None and push and push.result == "waiting"):
        return Standing.WAITS
    if error or (push and push.result == "failed"):
        return Standing.FAILED
    if diff is None:
        return Standing.UNKNOWN
    if diff.sends:
        return Standing.BEHIND if push else Standing.NEW
    return Standing.IN_STEP


def _login_fault(world: World, name: str) -> tuple[Finding, ...] | None:
    """None where what proves who we are is there or not needed; else why it is not, if known."""
    kind = KINDS[world.project.settings.targets[name].kind]
    if kind.connect is None:
        return None
    try:
        return None if world.secrets.get(name) else ()
    except OnekError as error:
        return error.findings


def _errors(whole: Sequence[Event]) -> tuple[Event, ...]:
    """What went wrong since the last push that went well, newest first, each sentence once."""
    since = takewhile(lambda event: (event.what, event.result) != ("push", "ok"), whole)
    wrong = {event.text: event for event in since if event.result in _WRONG}
    return tuple(wrong.values())[:_ERRORS]
