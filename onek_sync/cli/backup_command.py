"""The commands `onek migrate`, `onek backup` and `onek restore`: the database, its copy, its return."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onek_sync.cli.arguments import AsJson, Folder, project_of

if TYPE_CHECKING:
    from onek_sync.app.backup import Kept

MIGRATE_EXAMPLE = "Example: onek migrate"
BACKUP_EXAMPLE = "Example: onek backup onek-2027-03-01.backup"
RESTORE_EXAMPLE = "Example: onek restore onek-2027-03-01.backup"

BackupFile = Annotated[Path, typer.Argument(metavar="FILE", help="The file that holds the backup.")]


def migrate(context: typer.Context, folder: Folder = None, as_json: AsJson = False) -> None:
    """Bring the database to this version. SQLite does it by itself; PostgreSQL waits for this."""
    from onek_sync.app.backup import migrate as use_case
    from onek_sync.cli import as_json as data
    from onek_sync.cli.terminal import out

    before, after = use_case(project_of(context, folder))
    if as_json:
        data.put({"from": before or None, "to": after})
    elif before == after:
        out.print(f"The database is up to date (version {after}).")
    elif before:
        out.print(f"The database was of version {before} and is of version {after} now.")
    else:
        out.print(f"The database is set up (version {after}).")


def backup(context: typer.Context, file: BackupFile, folder: Folder = None, as_json: AsJson = False) -> None:
    """Write all that is remembered into a new file: what was pushed where, and what became of it."""
    from onek_sync.app.backup import backup as use_case
    from onek_sync.cli.world import world_for

    with world_for(project_of(context, folder)) as world:
        kept = use_case(world, file, dict(os.environ))
    logins = (
        "The logins are in it, sealed: keep ONEK_KEY, without which nobody can open them."
        if kept.with_logins
        else f"No login is in it: they lie in {_PLACES.get(kept.place, kept.place)}."
    )
    _say(
        kept,
        f"{_rows(kept)} written to {kept.file}.",
        f"{logins} plan.yaml and onek.toml are files of their own.",
        as_json=as_json,
    )


def restore(
    context: typer.Context,
    file: BackupFile,
    force: Annotated[bool, typer.Option("--force", help="Forget what the database remembers now.")] = False,
    folder: Folder = None,
    as_json: AsJson = False,
) -> None:
    """Remember what a backup holds, all of it or nothing."""
    from onek_sync.app.backup import restore as use_case
    from onek_sync.cli.world import world_for

    with world_for(project_of(context, folder)) as world:
        kept = use_case(world, file, dict(os.environ), force=force)
    logins = (
        "Logins that were sealed open with the ONEK_KEY they had."
        if kept.with_logins
        else "Logins were not in it: where one is missing, run onek connect."
    )
    _say(kept, f"{_rows(kept)} restored from {kept.file}.", f"{logins} Next: onek status", as_json=as_json)


_PLACES = {"keyring": "the keyring", "files": "files of their own"}


def _rows(kept: "Kept") -> str:
    return "one row" if kept.rows == 1 else f"{kept.rows} rows"


def _say(kept: "Kept", done: str, more: str, *, as_json: bool) -> None:
    from rich.markup import escape

    from onek_sync.cli import as_json as data
    from onek_sync.cli.terminal import err, out

    if as_json:
        data.put({"file": str(kept.file), "rows": kept.rows, "logins": kept.with_logins})
    else:
        out.print(escape(done), soft_wrap=True)
        err.print(f"[dim]{escape(more)}[/]", soft_wrap=not err.is_terminal)
