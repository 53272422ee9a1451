"""The command `onek import`: somebody else's plan to a plan file; what was not read is said by line."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onek_sync.cli.arguments import AsJson, FirstDay, Folder, LastDay, project_of
from onek_sync.cli.saving import save

if TYPE_CHECKING:
    from onek_sync.app.importing import Imported

EXAMPLE = "Example: onek import plan.csv --start 2027-03-01 -o plan.yaml"


def import_(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="What to read; - reads stdin.")],
    out: Annotated[
        str | None, typer.Option("-o", "--out", metavar="FILE", help="Where to; - prints it.")
    ] = None,
    notation: Annotated[
        str | None,
        typer.Option("--as", metavar="NOTATION", help="csv, garmin, ical, intervals, list or quick-plan."),
    ] = None,
    start: Annotated[
        str | None, typer.Option("--start", metavar="DAY", help="The first day of week 1.")
    ] = None,
    race: Annotated[
        str | None, typer.Option("--race", metavar="DAY", help="Race day: the last week is the one with it.")
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DAY", help="The day of a workout that has none.")
    ] = None,
    first: FirstDay = None,
    last: LastDay = None,
    name: Annotated[str | None, typer.Option("--id", metavar="NAME", help="The plan's id.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite a plan that is there.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="What was not read is an error.")] = False,
    folder: Folder = None,
    as_json: AsJson = False,
) -> None:
    """Read somebody else's plan: quick-plan CSV, intervals.icu text, Garmin JSON, .ics, lists, tables."""
    from onek_sync.app import importing as use_case

    project = project_of(context, folder)
    body = sys.stdin.buffer.read(use_case.MAX_BYTES + 1) if file == "-" else use_case.read_file(Path(file))
    wanted = use_case.Wanted(
        notation=notation, start=start, race=race, on=on, first=first, last=last, id=name
    )
    imported = use_case.import_plan(project, body, "stdin" if file == "-" else file, wanted)
    refused = strict and bool(imported.unread)
    path = None
    if imported.plan is None and out not in {None, "-"}:
        use_case.refuse_undated(file)
    if imported.plan and not refused and out != "-":
        path = Path(out) if out else project.plan_path
        save(path, imported.text, force=force)
    _say(imported, path, refused=refused, as_json=as_json)
    if refused:
        raise typer.Exit(1)


def _say(imported: "Imported", path: Path | None, *, refused: bool, as_json: bool) -> None:
    """What was not read to stderr, the file's name, the plan or the lines to stdout."""
    from onek_sync.cli import as_json as data
    from onek_sync.cli import views

    if as_json:
        return data.put(
            {
                "notation": imported.notation,
                "plan": imported.plan.id if imported.plan else None,
                "file": str(path) if path else None,
                "weeks": len(imported.plan.weeks) if imported.plan else 0,
                "sessions": imported.sessions,
                "findings": [data.finding(one) for one in imported.findings],
                "workouts": imported.lines,
                "text": imported.text if path is None and imported.plan else None,
            }
        )
    views.reasons((), imported.findings)
    if path is not None:
        views.written([path])
    elif not refused:
        sys.stdout.write(imported.text or "".join(f"{line}\n" for line in imported.lines))
    return None
