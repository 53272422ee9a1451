"""The options that several commands share, each declared once."""

import os
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onek_sync.model.athlete import RunnerLevel
from onek_sync.model.exchange import Times, View
from onek_sync.model.units import Units

if TYPE_CHECKING:
    from onek_sync.app.project import Project


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
        if 1900 <= day.year <= 9000:  # weeks are counted from it and back, and there is no year 10000
            return day
    except ValueError:
        pass
    raise typer.BadParameter(f'"{text}" is no day; write it like 2027-05-08')


Folder = Annotated[
    Path | None,
    typer.Option("-C", "--folder", metavar="DIR", help="Work there; default: the nearest onek.toml upwards."),
]
PlanFileArgument = Annotated[
    Path | None, typer.Argument(metavar="[PLAN]", help="The plan file; default: plan.yaml of the folder.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Say it for programs, as JSON.")]
Today = Annotated[
    date | None,
    typer.Option("--today", parser=_day, metavar="YYYY-MM-DD", help="Pretend that this is today."),
]
Recent = Annotated[
    list[str] | None,
    typer.Option("--recent", metavar='"5K 20:50"', help="A recent race; may be given several times."),
]
Goal = Annotated[str | None, typer.Option("--goal", metavar="3:25", help="The goal for the race.")]
RaceDay = Annotated[
    str | None, typer.Option("--race", metavar="DAY", help='Race day: 2027-05-08, or "2027-05-08 15:30".')
]
Days = Annotated[
    str | None, typer.Option("--days", metavar="mon,tue,…", help="Three to seven days of training.")
]
LevelOption = Annotated[RunnerLevel | None, typer.Option("--level", help="What stands behind you.")]
Volume = Annotated[str | None, typer.Option("--volume", metavar="35km", help="What you run in a week now.")]
UnitsOption = Annotated[Units | None, typer.Option("--units", help="What you think in.")]
Ambitious = Annotated[bool, typer.Option("--ambitious", help="Build for a goal that is out of reach, too.")]
Force = Annotated[bool, typer.Option("--force", help="Overwrite what is there.")]
OneDay = Annotated[
    date | None, typer.Option("--date", parser=_day, metavar="YYYY-MM-DD", help="The sessions of that day.")
]
FirstDay = Annotated[
    date | None, typer.Option("--from", parser=_day, metavar="YYYY-MM-DD", help="From this day on.")
]
LastDay = Annotated[
    date | None, typer.Option("--to", parser=_day, metavar="YYYY-MM-DD", help="Up to this day.")
]
WeekNumber = Annotated[int | None, typer.Option("--week", metavar="N", min=1, help="Only this week.")]
Key = Annotated[str | None, typer.Option("--session", metavar="KEY", help="Only this session.")]
TimesOption = Annotated[Times | None, typer.Option("--times", help="How a calendar writes times of day.")]
ViewOption = Annotated[View | None, typer.Option("--view", help="How much a calendar tells.")]
RestDays = Annotated[bool, typer.Option("--rest-days", help="Say rest days too.")]
Strict = Annotated[bool, typer.Option("--strict", help="What a format cannot say is an error.")]


def project_of(context: typer.Context, folder: Path | None) -> "Project":
    """The project of `-C` behind the command or before it, else of here; the environment is read here."""
    from onek_sync.app.project import open_project

    return open_project(folder or context.obj, Path.cwd(), dict(os.environ))


def today(given: date | None) -> date:
    """The day that was given, else the clock's, in this machine's zone."""
    return given or datetime.now().astimezone().date()
