"""The commands `onek diff` and `onek push`: what would change at each target and why; and the deed."""

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from onek_sync.cli.arguments import AsJson, FirstDay, Folder, LastDay, Today, project_of

if TYPE_CHECKING:
    from onek_sync.app.push import Diff
    from onek_sync.cli.push_views import Telling

DIFF_EXAMPLE = "Example: onek diff watch"
PUSH_EXAMPLE = "Example: onek push watch --from 2027-03-01 --to 2027-03-07"

Names = Annotated[
    list[str] | None, typer.Argument(metavar="[TARGET…]", help="Which; default: every one of onek.toml.")
]
PlanWins = Annotated[
    bool, typer.Option("--force", help="The plan wins over what was edited or deleted there; remove many.")
]


def diff(
    context: typer.Context,
    targets: Names = None,
    first: FirstDay = None,
    last: LastDay = None,
    force: PlanWins = False,
    folder: Folder = None,
    today_is: Today = None,
    as_json: AsJson = False,
) -> None:
    """Say what a push would do at each target, and why. Changes nothing."""
    from onek_sync.app.push import asked_for, preview
    from onek_sync.cli.push_views import Telling
    from onek_sync.cli.world import opened_world

    with opened_world(project_of(context, folder)) as (world, plan):
        asked = asked_for(world, plan, targets or (), today_is, first, last, force=force)
        told = Telling(as_json=as_json)
        for name in asked.targets:
            with told.target(name):
                told.preview(name, preview(world, plan, name, asked))
    told.end()


def push(
    context: typer.Context,
    targets: Names = None,
    first: FirstDay = None,
    last: LastDay = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before sending.")] = False,
    force: PlanWins = False,
    folder: Folder = None,
    today_is: Today = None,
    as_json: AsJson = False,
) -> None:
    """Make the targets show the plan. Safe to run again, and to stop at any point."""
    from onek_sync.app import push as use_case
    from onek_sync.cli.push_views import Telling
    from onek_sync.cli.world import opened_world, somebody_listens

    ask = not yes and not as_json and somebody_listens()
    with opened_world(project_of(context, folder)) as (world, plan):
        asked = use_case.asked_for(world, plan, targets or (), today_is, first, last, force=force)
        told = Telling(as_json=as_json)
        for name in asked.targets:
            with told.target(name):
                may = partial(agreed, told, name, question="Send this?", ask=ask)
                told.after(use_case.push(world, plan, name, asked, agreed=may, tell=told.outcome))
    told.end()


def agreed(told: "Telling", name: str, diff: "Diff", question: str, *, ask: bool) -> bool:
    """Whether to go on: a person sees what will be sent, and says so."""
    ask = ask and diff.sends > 0
    told.before(name, diff, whole=ask)
    if ask and not typer.confirm(question, default=True, err=True):
        return False
    told.begin(diff.sends)
    return True
