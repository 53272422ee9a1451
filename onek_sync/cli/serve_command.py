"""The command `onek serve`: the feed over HTTP, and the weekly push, until it is stopped."""

from typing import TYPE_CHECKING, Annotated

import typer

from onek_sync.cli.arguments import Folder, project_of

if TYPE_CHECKING:
    import logging
    import socket

    from onek_sync.app.serving import Served
    from onek_sync.scheduler import Ticking

EXAMPLE = "Example: onek serve --port 8000"


def serve(
    context: typer.Context,
    host: Annotated[
        str | None, typer.Option("--host", metavar="H", help="Where to listen; default: this machine only.")
    ] = None,
    port: Annotated[
        int | None, typer.Option("--port", metavar="P", min=0, max=65535, help="0: any that is free.")
    ] = None,
    no_push: Annotated[
        bool, typer.Option("--no-push", help="Only serve: another machine pushes, or a timer does.")
    ] = False,
    folder: Folder = None,
) -> None:
    """Serve the feed and the page, push by itself, and follow plan and settings while they are edited."""
    from onek_sync.app.serving import Served, alone
    from onek_sync.cli.world import world_for
    from onek_sync.web.logs import log_as
    from onek_sync.web.server import listen, run

    project = project_of(context, folder)
    web = project.settings.web
    where = (web.host if host is None else host, web.port if port is None else port)
    with world_for(project) as world, alone(world), listen(*where) as at:
        log = log_as(web.log, world.secrets_read)
        served = Served(world, log.info, log.warning)
        _greet(log, served, at, no_push=no_push)
        clockwork = None if no_push else _pushing(served, log)
        run(served, at, behind_proxy=web.behind_proxy, clockwork=clockwork)
    log.info("stopped")


def _greet(log: "logging.Logger", served: "Served", at: "socket.socket", *, no_push: bool) -> None:
    """What a person needs who started it."""
    address, number = at.getsockname()[:2]
    name = f"[{address}]" if ":" in address else address
    then = "the page and the feed: onek feed" if served.links else "make a link first: onek feed add phone"
    log.info("serving http://%s:%s; %s", name, number, then)
    if no_push:
        log.info("nothing is pushed from here (--no-push)")


def _pushing(served: "Served", log: "logging.Logger") -> "Ticking":
    """The tick, with what it tells."""
    from onek_sync.scheduler import Ticking, deliver
    from onek_sync.scheduler.pushing import Pushing

    return Ticking(Pushing(served, log, deliver))
