"""The commands: each reads its arguments, calls one use case, and hands the result to a view.

Nothing heavy is imported before a command runs, so that help and completion are quick.
"""

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onek_sync.cli import (
    backup_command,
    build_command,
    connect_command,
    doctor_command,
    feed_command,
    forget_command,
    import_command,
    init_command,
    push_command,
    schedule_command,
    serve_command,
    show_command,
    status_command,
)
from onek_sync.cli.arguments import (
    AsJson,
    FirstDay,
    Folder,
    Goal,
    Key,
    LastDay,
    PlanFileArgument,
    Recent,
    RestDays,
    Strict,
    TimesOption,
    ViewOption,
    WeekNumber,
    project_of,
)

if TYPE_CHECKING:
    from onek_sync.app.export import Said
    from onek_sync.model.exchange import Options, Times, View

app = typer.Typer(
    help="Write your 1000 m plan once; have it in your calendar, on your watch and on Strava.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(version("onek-sync"))
        raise typer.Exit


@app.callback()
def _onek(
    context: typer.Context,
    folder: Folder = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    context.obj = folder


@app.command(epilog="Example: onek check plan.yaml")
def check(
    context: typer.Context,
    plan: PlanFileArgument = None,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--for",
            metavar="FORMAT",
            help="Not the targets' formats but this; may be repeated.",
        ),
    ] = None,
    losses: Annotated[bool, typer.Option("--losses", help="List all that the formats cannot say.")] = False,
    strict: Strict = False,
    folder: Folder = None,
    as_json: AsJson = False,
) -> None:
    """Find every fault and doubt in a plan, with its place and what to write instead."""
    from onek_sync.app.check import check as use_case
    from onek_sync.app.check import formats_of
    from onek_sync.app.project import ready
    from onek_sync.cli import as_json as data
    from onek_sync.cli import views

    project = project_of(context, folder)
    looked_at = tuple(formats or formats_of(project.settings.targets))
    report = use_case(ready(project, plan), project.settings.export_options(), looked_at)
    if as_json:
        data.put(data.report(report))
    else:
        views.report(report, losses_too=losses or bool(formats) or strict)
    if not report.sound or (strict and (report.findings or report.losses)):
        raise typer.Exit(1)


@app.command(epilog='Example: onek parse "6x400m @ 1K w/ 400m jog" --recent "1K 3:34"')
def parse(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A workout, in quotes; - reads it from stdin.")],
    recent: Recent = None,
    goal: Goal = None,
    daniels: Annotated[bool, typer.Option("--daniels", help="Read Daniels' notation (2E + 3T).")] = False,
    folder: Folder = None,
    as_json: AsJson = False,
) -> None:
    """Read one workout: its standard form, its steps, how long it takes, at which paces."""
    from onek_sync.app.parse import parse as use_case
    from onek_sync.app.project import athlete_of
    from onek_sync.cli import as_json as data
    from onek_sync.cli import views

    athlete, race = athlete_of(project_of(context, folder), tuple(recent or ()), goal)
    parsed = use_case(sys.stdin.read() if text == "-" else text, athlete, race, daniels=daniels)
    if as_json:
        data.put(data.parsed(parsed))
    else:
        views.parsed(parsed, athlete.units)


@app.command(epilog='Example: onek paces --recent "1K 3:34" --recent "5K 20:50" --goal 3:25')
def paces(
    context: typer.Context,
    recent: Recent = None,
    goal: Goal = None,
    folder: Folder = None,
    as_json: AsJson = False,
) -> None:
    """Print training paces and heart rates, per km, per mile, per 200 and 400 m, and how sure they are."""
    from onek_sync.app.paces import pace_sheet
    from onek_sync.app.project import athlete_of
    from onek_sync.cli import as_json as data
    from onek_sync.cli import pace_views as views

    found = pace_sheet(*athlete_of(project_of(context, folder), tuple(recent or ()), goal))
    if as_json:
        data.put(data.paces(found))
    else:
        views.paces(found)


app.command(epilog=show_command.EXAMPLE)(show_command.show)


@app.command(epilog="Example: onek export ical -o plan.ics; onek export fit -o /media/GARMIN/GARMIN/NewFiles")
def export(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="FORMAT", help="ical, garmin, fit, strava …")],
    plan: PlanFileArgument = None,
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", metavar="FILE|DIR", help="Where to; default: print it."),
    ] = None,
    week: WeekNumber = None,
    first: FirstDay = None,
    last: LastDay = None,
    key: Key = None,
    times: TimesOption = None,
    view: ViewOption = None,
    rest_days: RestDays = False,
    strict: Strict = False,
    folder: Folder = None,
    as_json: AsJson = False,
) -> None:
    """Translate the plan: one file for a calendar, one file per session for watches and texts."""
    from onek_sync.app import export as use_case
    from onek_sync.app.project import ready

    project = project_of(context, folder)
    exporter = use_case.exporter_of(name)
    options = _chosen(project.settings.export_options(), times, view, rest_days=rest_days)
    pick = use_case.Pick(key=key, week=week, first=first, last=last)
    said = use_case.say(exporter, ready(project, plan).resolved, options, pick)
    unsaid = strict and bool(said.losses)
    _put_export(said, out, unsaid=unsaid, as_json=as_json)
    if said.refused or unsaid:
        raise typer.Exit(1)


def _chosen(options: "Options", times: "Times | None", view: "View | None", *, rest_days: bool) -> "Options":
    """The settings, with what the flags say instead."""
    from dataclasses import replace

    return replace(
        options,
        times=times or options.times,
        view=view or options.view,
        rest_days=rest_days or options.rest_days,
    )


def _put_export(said: "Said", out: Path | None, *, unsaid: bool, as_json: bool) -> None:
    """Losses and refusals to stderr; the files to `out` or stdout, but none where a loss is an error."""
    from onek_sync.app import export as use_case
    from onek_sync.cli import as_json as data
    from onek_sync.cli import views

    views.losses(said)
    written = use_case.write(said, out) if out is not None and not unsaid else ()
    if as_json:
        data.put(data.exported(said, written))
    elif unsaid:
        return
    elif out is not None:
        views.written(written, refused=bool(said.refused))
    else:
        views.bodies(said)


app.command(epilog=init_command.EXAMPLE)(init_command.init)
app.command(epilog=build_command.EXAMPLE)(build_command.build)
app.command("import", epilog=import_command.EXAMPLE)(import_command.import_)
app.command(epilog=push_command.DIFF_EXAMPLE)(push_command.diff)
app.command(epilog=push_command.PUSH_EXAMPLE)(push_command.push)
app.command(epilog=connect_command.CONNECT_EXAMPLE)(connect_command.connect)
app.command(epilog=connect_command.DISCONNECT_EXAMPLE)(connect_command.disconnect)
app.command(epilog=status_command.EXAMPLE)(status_command.status)
app.command(epilog=schedule_command.EXAMPLE)(schedule_command.schedule)
app.command(epilog=feed_command.EXAMPLE)(feed_command.feed)
app.command(epilog=serve_command.EXAMPLE)(serve_command.serve)
app.command(epilog=doctor_command.EXAMPLE)(doctor_command.doctor)
app.command(epilog=forget_command.EXAMPLE)(forget_command.forget)
app.command(epilog=backup_command.MIGRATE_EXAMPLE)(backup_command.migrate)
app.command(epilog=backup_command.BACKUP_EXAMPLE)(backup_command.backup)
app.command(epilog=backup_command.RESTORE_EXAMPLE)(backup_command.restore)


@app.command(epilog="Example: onek demo demo")
def demo(
    out: Annotated[Path, typer.Argument(metavar="[DIR]", help="The folder to fill.")] = Path("demo"),
    as_json: AsJson = False,
) -> None:
    """Turn a sample plan into everything, in a folder, without any account."""
    from onek_sync.app.demo import demo as use_case
    from onek_sync.cli import as_json as data
    from onek_sync.cli import views
    from onek_sync.cli.world import now

    done = use_case(out, now=now, wait=time.sleep)
    if as_json:
        data.put(data.demo(done))
    else:
        views.demo(done)
