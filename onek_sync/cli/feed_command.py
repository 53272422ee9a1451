"""The command `onek feed`: the links that calendars subscribe to, each with its page."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from onek_sync.cli.arguments import AsJson, Folder, project_of
from onek_sync.model.errors import Finding, UsageError
from onek_sync.model.exchange import View

if TYPE_CHECKING:
    from onek_sync.app.feed_links import GivenLink
    from onek_sync.app.services import World

EXAMPLE = "Example: onek feed add phone; onek feed add work --busy"


class Doing(StrEnum):
    """What is to be done with the links."""

    LIST = "list"
    ADD = "add"
    REVOKE = "revoke"
    ROTATE = "rotate"


def feed(
    context: typer.Context,
    doing: Annotated[
        Doing | None, typer.Argument(metavar="[list|add|revoke|rotate]", help="Default: show every link.")
    ] = None,
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="Who gets the link.")] = None,
    busy: Annotated[
        bool, typer.Option("--busy", help="A new link that tells only that the time is taken.")
    ] = False,
    folder: Folder = None,
    as_json: AsJson = False,
) -> None:
    """Give out, show, revoke and renew the links to your feed and your page; see who fetched last.

    A link is a password: whoever has it sees your plan. Give each calendar one of its own.
    """
    from onek_sync.cli import feed_views as views
    from onek_sync.cli.world import world_for

    _check(doing, name, busy=busy)
    with world_for(project_of(context, folder)) as world:
        links = _done(world, doing, name, busy=busy)
        web = world.project.settings.web
    if as_json:
        views.as_data(links, web)
    elif doing is Doing.LIST:
        views.table(links, world.zone)
    elif doing is Doing.REVOKE:
        views.revoked(name or "")
    else:
        views.told(links, web)


def _check(doing: Doing | None, name: str | None, *, busy: bool) -> None:
    if doing in {Doing.ADD, Doing.REVOKE} and name is None:
        raise UsageError(Finding("F06", f"{doing} needs a name", f"onek feed {doing} phone"))
    if doing is Doing.LIST and name is not None:
        raise UsageError(Finding("F06", "list shows every link", "onek feed list"))
    if busy and doing is not Doing.ADD:
        raise UsageError(Finding("F06", "--busy is said of a new link", "onek feed add work --busy"))


def _done(world: "World", doing: Doing | None, name: str | None, *, busy: bool) -> "tuple[GivenLink, ...]":
    """Do it; the links that are to be shown."""
    from onek_sync.app import feed_links as use_case

    match doing:
        case Doing.ADD:
            return (use_case.add_link(world, name or "", View.BUSY if busy else View.FULL),)
        case Doing.REVOKE:
            use_case.revoke_link(world, name or "")
        case Doing.ROTATE:
            return use_case.rotate_links(world, name)
    return use_case.given_links(world)
