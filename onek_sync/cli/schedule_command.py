"""The command `onek schedule`: when the plan is pushed by itself; and, for a timer, what is due now."""

from typing import TYPE_CHECKING, Annotated

import typer

from onek_sync.cli.arguments import AsJson, Folder, project_of

if TYPE_CHECKING:
    from onek_sync.app.project import Project, Ready

EXAMPLE = "Example: onek schedule; every five minutes, from cron or systemd: onek schedule --run -C DIR"


def schedule(
    context: typer.Context,
    run: Annotated[
        bool, typer.Option("--run", help="Push what is due now, and end. For cron or a systemd timer.")
    ] = False,
    folder: Folder = None,
    as_json: AsJson = False,
) -> None:
    """Say when each target is pushed by itself next, and what the last run came to."""
    from onek_sync.app.jobs import CALM, planned, run_due
    from onek_sync.app.services import targets_of
    from onek_sync.cli import schedule_views as views
    from onek_sync.cli.world import world_for

    project = project_of(context, folder)
    targets_of(project)
    with world_for(project, _plan(project)) as world:
        ran = run_due(world, world.now()) if run else ()
        jobs = planned(world, world.now())
    if as_json:
        views.as_data(project.settings.schedule.push, world.zone, jobs, ran)
    elif run:
        views.ran(ran)
    else:
        views.told(project.settings.schedule.push, world.zone, jobs)
    if any(one.result not in CALM for one in ran):
        raise typer.Exit(1)


def _plan(project: "Project") -> "Ready | None":
    """The plan, whose zone counts. What is wrong with it is what a run comes to."""
    from onek_sync.app.project import ready
    from onek_sync.model.errors import OnekError

    try:
        return ready(project)
    except OnekError:
        return None
