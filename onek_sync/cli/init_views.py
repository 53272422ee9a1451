"""What the wizard shows: its questions, the plan in outline, and what would be written. All of it is talk."""

import re
from collections.abc import Sequence
from pathlib import Path
from shlex import quote

from rich.table import Table
from rich.text import Text

from onek_sync.app.init import Draft, File, Question, changes
from onek_sync.app.project import Ready
from onek_sync.app.show import WeekView, week_views
from onek_sync.cli import views
from onek_sync.cli.terminal import distance, err, onek_here
from onek_sync.model.errors import Finding, OnekError

_NARROW, _GAP, _LEAST = 70, 2, 12  # columns of the terminal
_KEY = 2  # the least hardness of a key session
_SHOWN = 16  # changed lines of a file
_REASONS = 5  # in the preview; all stand in the plan
_FLAG = re.compile(r"(?::\s+)?--[a-z]+$|--[a-z]+\s")


def welcome(questions: int, folder: Path) -> None:
    """What comes, and how to leave."""
    err.print("[bold]Let us make your 1000 m plan.[/]")
    if questions:
        err.print("Press Enter to take what stands in \\[brackets]; press Ctrl-C to leave.")
    err.print("Nothing is written before you have seen it.")
    err.print(Text(f"Your files go into {folder.absolute()}"), soft_wrap=True)


def question(one: Question, number: str) -> None:
    """A question and its reason."""
    err.print(Text.assemble(f"\n{number}  ", (one.ask, "bold")))
    err.print(Text(one.why, style="dim"))


def refusal(error: OnekError) -> None:
    """What is wrong with an answer, without the flags of the command line."""
    for finding in error.findings:
        err.print(Text(in_words(finding), style="red"))


def in_words(finding: Finding) -> str:
    """A finding for somebody who answers a question: "--goal 3:30" is 3:30 there."""
    return _FLAG.sub("", str(finding))


def preview(draft: Draft) -> None:
    """The weeks in outline, the reasons and the doubts."""
    err.print()
    err.print(outline(draft.ready))
    why = draft.new.built.reasons
    views.reasons(why[:_REASONS], ())
    if len(why) > _REASONS:
        err.print(f"[dim]… and {len(why) - _REASONS} more reasons, at the top of the plan.[/]")
    views.reasons((), draft.new.built.findings)


def outline(plan: Ready) -> Table:
    """A line for every week: its phase, how far, and the sessions that matter."""
    head = plan.resolved.plan
    views = week_views(plan)
    columns = {
        "week": [str(view.week.number) for view in views],
        "from": [f"{view.week.start:%d %b}" for view in views],
        "phase": [view.week.phase for view in views],
        "on foot": [distance(view.metres, head.athlete.units) for view in views],
    }
    if err.width < _NARROW:
        del columns["from"], columns["phase"]
    room = err.width - _GAP - sum(max(map(len, (name, *cells))) + _GAP for name, cells in columns.items())
    columns["key sessions"] = [_key_sessions(view, max(room, _LEAST)) for view in views]
    table = Table(
        title=Text(head.title, style="bold"), title_justify="left", box=None, padding=(0, _GAP, 0, 0)
    )
    for name in columns:
        table.add_column(name, no_wrap=True)
    for cells in zip(*columns.values(), strict=True):
        table.add_row(*map(Text, cells))
    return table


def _key_sessions(view: WeekView, room: int) -> str:
    """The titles on one line, cut where it ends."""
    titles = Text(" · ".join(line.title for line in view.lines if line.session.hardness >= _KEY))
    titles.truncate(room, overflow="ellipsis")
    return titles.plain


def files(both: Sequence[File]) -> None:
    """Where each file goes."""
    err.print()
    for file in both:
        err.print(Text(f"{file.path}  ({_state(file)})"), soft_wrap=True)


def _state(file: File) -> str:
    if file.is_same:
        return "is there already, just so"
    return "is there already, and differs" if file.replaces else "new"


def changed(file: File) -> None:
    """The lines that a file would lose and get; of many the first."""
    lines = changes(file)
    for line in lines[:_SHOWN]:
        err.print(Text(line, style="red" if line.startswith("-") else "green"))
    if len(lines) > _SHOWN:
        err.print(f"[dim]… and {len(lines) - _SHOWN} more lines[/]")


def standing(plan: Ready | None) -> None:
    """The plan that would be replaced."""
    if plan is None:
        err.print("What is there cannot be read as a plan.")
        return
    head = plan.resolved.plan
    race = f", race on {head.race.day}" if head.race else ""
    err.print(Text(f"There now: {head.title or head.id}, {len(head.weeks)} weeks from {head.start}{race}."))


def done(draft: Draft, written: Sequence[File], here: Path) -> None:
    """What was written, and the next commands."""
    if not written:
        err.print("Nothing was written.")
        return
    views.written([file.path for file in written])
    folder = draft.settings.path.parent
    onek = onek_here() if folder.absolute() == here.absolute() else f"{onek_here()} -C {quote(str(folder))}"
    err.print(
        Text.assemble(
            "\nNext: ",
            (f"{onek} show --all", "bold"),
            " shows every week; ",
            (f"{onek} export ical -o plan.ics", "bold"),
            " is for your calendar.",
        ),
        soft_wrap=True,
    )
