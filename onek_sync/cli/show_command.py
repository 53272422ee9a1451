"""The command `onek show`: the plan's weeks, or sessions in full."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onek_sync.cli.arguments import AsJson, Folder, OneDay, Today, WeekNumber, project_of, today

if TYPE_CHECKING:
    from onek_sync.app.project import Ready
    from onek_sync.model.session import ResolvedSession

EXAMPLE = "Example: onek show --week 3; onek show w03-mon-1"


def show(
    context: typer.Context,
    key: Annotated[str | None, typer.Argument(metavar="[KEY]", help="One session, in full.")] = None,
    plan: Annotated[Path | None, typer.Option("--plan", metavar="PLAN", help="The plan file.")] = None,
    week: WeekNumber = None,
    on: OneDay = None,
    everything: Annotated[bool, typer.Option("--all", help="Every week.")] = False,
    folder: Folder = None,
    as_json: AsJson = False,
    today_is: Today = None,
) -> None:
    """Show the plan: this week, another one or all; or one session in full."""
    from onek_sync.app.project import ready

    _one_choice({"KEY": key, "--week": week, "--date": on, "--all": everything or None})
    loaded = ready(project_of(context, folder), plan)
    if key is not None:
        _show_session(loaded, key, as_json=as_json)
    elif on is not None:
        _show_day(loaded, on, as_json=as_json)
    else:
        _show_weeks(loaded, week, today(today_is), everything=everything, as_json=as_json)


def _one_choice(given: dict[str, object]) -> None:
    from onek_sync.model.errors import Finding, UsageError

    names = [name for name, value in given.items() if value is not None]
    if len(names) > 1:
        raise UsageError(
            Finding("C10", f"{' and '.join(names)} cannot be asked at once", "choose one of them")
        )


def _show_session(plan: "Ready", key: str, *, as_json: bool) -> None:
    from onek_sync.app import show as use_case

    _put_sessions(plan, (use_case.session_of(plan, key),), as_json=as_json)


def _show_day(plan: "Ready", day: date, *, as_json: bool) -> None:
    from onek_sync.app import show as use_case
    from onek_sync.cli import terminal

    sessions = use_case.sessions_on(plan, day)
    if not sessions:
        terminal.err.print(f"There is no session on {day:%A}, {day}.")
    _put_sessions(plan, sessions, as_json=as_json)


def _put_sessions(plan: "Ready", sessions: "Sequence[ResolvedSession]", *, as_json: bool) -> None:
    from onek_sync.app import show as use_case
    from onek_sync.cli import as_json as data
    from onek_sync.cli import week_views as views

    full = [(use_case.session_line(plan, one), use_case.in_full(plan, one)) for one in sessions]
    return data.put(data.sessions(full)) if as_json else views.sessions(full)


def _show_weeks(plan: "Ready", week: int | None, day: date, *, everything: bool, as_json: bool) -> None:
    from onek_sync.app import show as use_case
    from onek_sync.cli import as_json as data
    from onek_sync.cli import terminal
    from onek_sync.cli import week_views as views

    if everything:
        weeks = use_case.week_views(plan)
    elif week is not None:
        weeks = (use_case.week_numbered(plan, week),)
    else:
        weeks = (use_case.week_at(plan, day),)
        if beside := use_case.beside(plan, day):
            terminal.err.print(beside)
    return data.put(data.weeks(plan, weeks)) if as_json else views.weeks(plan, weeks, day)
