"""The commands `onek connect` and `onek disconnect`: a login, asked for once; and the end of it."""

import os
from typing import TYPE_CHECKING, Annotated

import typer

from onek_sync.cli.arguments import AsJson, Folder, project_of

if TYPE_CHECKING:
    from onek_sync.app.connect import Connection, Question, Section

CONNECT_EXAMPLE = "Example: onek connect garmin"
DISCONNECT_EXAMPLE = "Example: onek disconnect garmin"

Named = Annotated[
    str, typer.Argument(metavar="TARGET", help="Its name in onek.toml, or a kind: garmin, intervals, caldav.")
]


def connect(
    context: typer.Context,
    target: Named,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Write a new target into onek.toml unasked.")
    ] = False,
    folder: Folder = None,
    as_json: AsJson = False,
) -> None:
    """Log in at a service, once. Passwords are not kept where a token will do."""
    from onek_sync.app import connect as use_case
    from onek_sync.cli import connect_views as views

    section = use_case.section_of(project_of(context, folder), target, _ask, dict(os.environ))
    if section.new and not yes:
        _agree(section)
    made = _login(section) if use_case.needs_login(section) else None
    use_case.set_up(section)
    views.connected(section, made, as_json=as_json)


def _agree(section: "Section") -> None:
    """Whether a person wants the new target in onek.toml; it is written when the login was accepted."""
    from onek_sync.cli import connect_views as views

    views.lacking(section)
    _somebody(f"write that into onek.toml, or run onek connect {section.kind} --yes")
    if not typer.confirm("Add it?", default=True, err=True):
        raise typer.Abort


def _login(section: "Section") -> "Connection":
    from onek_sync.app import connect as use_case
    from onek_sync.cli.world import world_for

    with world_for(section.project) as world:
        use_case.asked_to_wait(world, section.name)
        asked = use_case.questions(world, section.name)
        answers = {question.name: _ask(question) for question in asked}
        return use_case.connect(world, section.name, answers, _ask)


def _ask(question: "Question") -> str:
    """One answer of a person; one that must not be seen is not shown."""
    _somebody(
        "run this at a terminal; where there is none, name the secret in onek.toml "
        '(api_key or password = "env:NAME"), or copy the token file of a login (ONEK_GARMIN_TOKENS)'
    )
    return str(typer.prompt(question.words, hide_input=question.secret, err=True))


def _somebody(instead: str) -> None:
    from onek_sync.app.connect import nobody_to_ask
    from onek_sync.cli.world import somebody_listens

    if not somebody_listens():
        raise nobody_to_ask(instead)


def disconnect(context: typer.Context, target: Named, folder: Folder = None, as_json: AsJson = False) -> None:
    """Forget the login at a service. What was pushed stays there."""
    from onek_sync.app import connect as use_case
    from onek_sync.app.services import remembered
    from onek_sync.cli import connect_views as views
    from onek_sync.cli.world import world_for

    with world_for(project_of(context, folder)) as world:
        views.parted(use_case.disconnect(world, remembered(world, target)), as_json=as_json)
