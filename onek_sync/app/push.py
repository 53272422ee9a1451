"""Keep a target in step with the plan: look, decide, do, remember."""

from collections.abc import Callable
from dataclasses import dataclass

from onek_sync.app.looking import Asked as Asked
from onek_sync.app.looking import asked_for as asked_for
from onek_sync.app.looking import look
from onek_sync.app.places import settle
from onek_sync.app.project import Ready
from onek_sync.app.remembering import remember, remembering
from onek_sync.app.services import World, opened
from onek_sync.model.errors import Finding, OnekError
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


@dataclass(frozen=True)
class Pushed:
    """What a push came to; `report` is None where it was not agreed to, or nothing was to be done."""

    target: str
    diff: Diff
    report: Report | None = None


def preview(world: World, plan: Ready, name: str, asked: Asked) -> Diff:
    """What a push would do. Reads the service, changes nothing."""
    with remembering(world, name, "diff"), opened(world, name) as target:
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
    with remembering(world, name, "push"), opened(world, name) as target:
        found = look(world, plan, target, asked)
        if found.brake:
            now = "look at `onek diff`; if that is what you want, push with --force"
            raise OnekError(Finding("Y04", f"{name}: {found.brake}", now))
        if not agreed(found):
            return Pushed(name, found)
        settle(world, name)
        hands = Hands(
            target=target,
            ledger=world.store.ledger(world.athlete, name),
            look=lambda: look(world, plan, target, asked),
            now=world.now,
            wait=world.wait,
            tell=tell,
        )
        report = apply(found.changes, hands)
        remember(world, name, "push", report, found.in_step)
        return Pushed(name, found, report)
