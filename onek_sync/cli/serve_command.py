"""The command `onek serve`: the feed over HTTP, until it is stopped."""

from typing import Annotated

import typer

from onek_sync.cli.arguments import Folder, project_of

EXAMPLE = "Example: onek serve --port 8000"


def serve(
    context: typer.Context,
    host: Annotated[
        str | None, typer.Option("--host", metavar="H", help="Where to listen; default: this machine only.")
    ] = None,
    port: Annotated[
        int | None, typer.Option("--port", metavar="P", min=0, max=65535, help="0: any that is free.")
    ] = None,
    folder: Folder = None,
) -> None:
    """Serve the feed that calendars subscribe to, and follow the plan file while it is edited."""
    from onek_sync.app.serving import Served
    from onek_sync.cli.terminal import err, plain
    from onek_sync.cli.world import world_for
    from onek_sync.web.server import listen, run

    project = project_of(context, folder)
    web = project.settings.web

    def tell(text: str) -> None:
        err.print(f"onek: {plain(text)}", markup=False, soft_wrap=True)

    where = (web.host if host is None else host, web.port if port is None else port)
    with listen(*where) as at, world_for(project) as world:
        served = Served(world, tell)
        address, number = at.getsockname()[:2]
        name = f"[{address}]" if ":" in address else address
        tell(f"serving http://{name}:{number}; the links: onek feed")
        run(served, at, behind_proxy=web.behind_proxy)
    tell("stopped")
