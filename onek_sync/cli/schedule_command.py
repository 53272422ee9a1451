"""The command `onek schedule`: what is done by itself, and when; and, for a timer, what is due now."""

from typing import TYPE_CHECKING, Annotated

import typer

from onek_sync.cli.arguments import AsJson, Folder, project_of

if TYPE_CHECKING:
    from onek_sync.app.project import Project, Ready

EXAMPLE = "Example: onek schedule; every five minutes, from cron or systemd: onek schedule --run -C DIR"


def schedule(
    context: typer.Context,
    run: Annotated[
        bool,
        typer.Option(
            "--run", help="Do what is due now, tell what is to be told, and end. For cron or a systemd timer."
        ),
    ] = False,
    folder: Folder = None,
    as_json: AsJson = False,
) -> None:
    """Say when each target is pushed by itself next, and the week summed up; and what that came to last."""
    from onek_sync.app.jobs import CALM, planned
    from onek_sync.app.services import targets_of
    from onek_sync.app.tick import Ticked, tick
    from onek_sync.cli import schedule_views as views
    from onek_sync.cli.world import world_for

    project = project_of(context, folder)
    settings = project.settings
    if settings.notify.slots(settings.schedule.slots) is None:
        targets_of(project)
    with world_for(project, _plan(project)) as world:
        ticked = tick(world, world.now(), _deliver) if run else Ticked()
        jobs = planned(world, world.now())
    if as_json:
        views.as_data(settings.schedule.push, world.zone, jobs, ticked)
    elif run:
        views.ran(ticked)
    else:
        views.told(settings.schedule.push, world.zone, jobs)
    if ticked.untold or any(one.result not in CALM for one in ticked.ran):
        raise typer.Exit(1)


def _deliver(url: str, title: str, text: str) -> None:
    """Loaded only where there is somebody to tell."""
    from onek_sync.scheduler import deliver

    deliver(url, title, text)


def _plan(project: "Project") -> "Ready | None":
    """The plan, whose zone counts. What is wrong with it is what a run comes to."""
    from onek_sync.app.project import ready
    from onek_sync.model.errors import OnekError

    try:
        return ready(project)
    except OnekError:
        return None
