"""The command `onek build`: from answers to a plan file, with its reasons."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onek_sync.cli.arguments import (
    Ambitious,
    AsJson,
    Days,
    Folder,
    Force,
    Goal,
    LevelOption,
    RaceDay,
    Recent,
    Today,
    UnitsOption,
    Volume,
    project_of,
    today,
)
from onek_sync.cli.saving import save

if TYPE_CHECKING:
    from onek_sync.app.build import NewPlan

EXAMPLE = 'Example: onek build --goal 3:25 --race 2027-05-08 --recent "5K 20:50" --days mon,tue,wed,fri,sat'


def build(
    context: typer.Context,
    goal: Goal = None,
    race: RaceDay = None,
    recent: Recent = None,
    days: Days = None,
    level: LevelOption = None,
    weeks: Annotated[
        int | None, typer.Option("--weeks", metavar="N", help="4 to 24; default: all until the race.")
    ] = None,
    volume: Volume = None,
    units: UnitsOption = None,
    template: Annotated[
        str | None, typer.Option("--template", metavar="NAME|FILE", help="1k, first-1k, sharpen, or a file.")
    ] = None,
    out: Annotated[
        str | None, typer.Option("-o", "--out", metavar="FILE", help="Where to; - prints it.")
    ] = None,
    ambitious: Ambitious = False,
    force: Force = False,
    folder: Folder = None,
    today_is: Today = None,
    as_json: AsJson = False,
) -> None:
    """Build a training plan for 1000 m, as a file to edit, and say why it is as it is."""
    from onek_sync.app import build as use_case

    project = project_of(context, folder)
    answers = use_case.Answers(
        goal=goal,
        race=race,
        days=days,
        recent=tuple(recent or ()),
        level=level,
        units=units,
        weeks=weeks,
        volume=volume,
        template=template,
        ambitious=ambitious,
    )
    plan = use_case.build(project, answers, today(today_is))
    path = None if out == "-" else Path(out) if out else project.plan_path
    if path is not None:
        save(path, plan.text, force=force)
    _say(plan, path, as_json=as_json)


def _say(plan: "NewPlan", path: Path | None, *, as_json: bool) -> None:
    """The reasons and doubts to stderr, the file's name or the plan itself to stdout."""
    from onek_sync.cli import as_json as data
    from onek_sync.cli import views

    if as_json:
        return data.put(
            {
                "plan": plan.built.plan.id,
                "file": str(path) if path else None,
                "weeks": len(plan.built.plan.weeks),
                "reasons": plan.built.reasons,
                "findings": [data.finding(one) for one in plan.built.findings],
                "text": plan.text if path is None else None,
            }
        )
    views.reasons(plan.built.reasons, plan.built.findings)
    if path is None:
        sys.stdout.write(plan.text)
    else:
        views.written([path])
    return None
