"""The command `onek forget`: stop managing a target, and take back what is ours there if that is wanted."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from onek_sync.cli.arguments import AsJson, Folder, Today, project_of

if TYPE_CHECKING:
    from onek_sync.app.project import Ready
    from onek_sync.app.services import World
    from onek_sync.cli.push_views import Telling

EXAMPLE = "Example: onek forget watch --remove"


def forget(
    context: typer.Context,
    target: Annotated[str, typer.Argument(metavar="TARGET", help="Its name in onek.toml.")],
    remove: Annotated[
        bool, typer.Option("--remove", help="First take back what we made there, and nothing else.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before removing.")] = False,
    folder: Folder = None,
    today_is: Today = None,
    as_json: AsJson = False,
) -> None:
    """Stop managing a target. What you edited, moved or ran there stays, and so does every past day."""
    from onek_sync.app.connect import nobody_to_ask
    from onek_sync.app.forget import plan_of
    from onek_sync.app.services import remembered, targets_of, today_of
    from onek_sync.cli.push_views import Telling
    from onek_sync.cli.world import somebody_listens, world_for

    ask = remove and not yes
    if ask and (as_json or not somebody_listens()):
        raise nobody_to_ask("say --yes, or look at it first with onek status")
    project = project_of(context, folder)
    plan = plan_of(project)
    with world_for(project, plan) as world:
        name = remembered(world, target)
        told = Telling(as_json=as_json, deed="take back")
        if remove:
            targets_of(project, [name])  # without its section nobody knows where it is
        with told.target(name):
            if remove:
                _remove(world, plan, name, today_is or today_of(world), told, ask=ask)
            else:
                _forget(world, name, told)
    told.end()


def _forget(world: "World", name: str, told: "Telling") -> None:
    from onek_sync.app.forget import forget as use_case

    told.forgotten(use_case(world, name), is_set_up=name in world.project.settings.targets)


def _remove(
    world: "World", plan: "Ready | None", name: str, day: date, told: "Telling", *, ask: bool
) -> None:
    from onek_sync.app.forget import remove
    from onek_sync.cli.push_command import agreed

    pushed = remove(
        world,
        name,
        day,
        plan,
        agreed=lambda found: agreed(told, name, found, "Take these back?", ask=ask),
        tell=told.outcome,
    )
    told.after(pushed)
    if pushed.report and pushed.report.sound:
        told.forgotten(None, is_set_up=True)
