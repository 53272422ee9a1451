"""The command `onek status`: how each target stands, and what to do about it."""

from typing import TYPE_CHECKING, Annotated

import typer

from onek_sync.cli.arguments import AsJson, Folder, Today, project_of
from onek_sync.cli.push_command import Names

if TYPE_CHECKING:
    from onek_sync.app.project import Project, Ready
    from onek_sync.model.errors import Finding

EXAMPLE = "Example: onek status --check"


def status(
    context: typer.Context,
    targets: Names = None,
    check: Annotated[
        bool, typer.Option("--check", help="Ask the services, too; else it is what we remember.")
    ] = False,
    folder: Folder = None,
    today_is: Today = None,
    as_json: AsJson = False,
) -> None:
    """Say how each target stands: in step, behind, waiting for a login, resting; and what to do."""
    from onek_sync.app import status as use_case
    from onek_sync.app.services import targets_of
    from onek_sync.cli import status_views as views
    from onek_sync.cli.world import world_for

    project = project_of(context, folder)
    plan, faults = _plan(project)
    if not as_json:
        views.plan(faults)
    names = targets_of(project, targets or ())
    with world_for(project, plan) as world:
        found = [use_case.status(world, plan, name, today_is, check=check) for name in names]
    if as_json:
        views.as_data(found, faults)
    else:
        views.told(found, world.zone)
    if check and any(one.findings and one.standing is not use_case.Standing.WAITS for one in found):
        raise typer.Exit(1)


def _plan(project: "Project") -> "tuple[Ready | None, tuple[Finding, ...]]":
    """The plan, else what is wrong with it: without one there is still something to be said."""
    from onek_sync.app.project import ready
    from onek_sync.model.errors import OnekError

    try:
        return ready(project), ()
    except OnekError as error:
        return None, error.findings
