"""Weeks and sessions as a person looks at them."""

from collections.abc import Sequence
from datetime import date

from rich.table import Table
from rich.text import Text

from onek_sync.app.project import Ready
from onek_sync.app.show import SessionLine, WeekView
from onek_sync.cli.picture import picture
from onek_sync.cli.terminal import distance, duration, err, finding_line, out, width_of
from onek_sync.model.units import Units


def weeks(plan: Ready, views: Sequence[WeekView], today: date) -> None:
    """Weeks as tables; today's line is marked, the race counted down."""
    head = plan.resolved.plan
    out.print(Text(head.title or head.id, style="bold"))
    if head.race and head.race.day >= today:
        out.print(f"[dim]{_countdown((head.race.day - today).days)}[/]")
    for view in views:
        out.print(_week(view, head.athlete.units, len(head.weeks), today))


def _countdown(days: int) -> str:
    return "The race is today." if days == 0 else f"{days} day{'s' if days > 1 else ''} to the race."


def _week(view: WeekView, units: Units, of: int, today: date) -> Table:
    week = view.week
    phase = f", {week.phase}" if week.phase else ""
    table = Table(
        title=f"\nWeek {week.number} of {of}{phase}",
        title_justify="left",
        title_style="bold",
        caption=f"{distance(view.metres, units)} on foot, {duration(view.seconds)} in all",
        caption_justify="left",
        box=None,
        show_header=False,
        padding=(0, 1, 0, 0),
        expand=True,
    )
    table.add_column("day", no_wrap=True, style="dim")
    table.add_column("session", ratio=1)
    table.add_column("distance", no_wrap=True, justify="right")
    table.add_column("time", no_wrap=True, justify="right")
    table.add_column("key", no_wrap=True, style="dim")
    longest = max((line.session.main.seconds for line in view.lines), default=0)
    for line in view.lines:
        table.add_row(*_row(line, units, longest), style="bold" if line.session.session.day == today else "")
    return table


def _row(line: SessionLine, units: Units, longest: float) -> tuple[str | Text, ...]:
    session, main = line.session.session, line.session.main
    shown = Text(line.title)
    if line.bars:
        # Widths tell how the times compare: the longest session of the week has the whole width.
        width = max(4, round(width_of(36) * main.seconds / longest))
        shown = shown + Text("\n") + picture(line.bars, out, width=width)
    return (
        f"{session.day:%a %d %b}" + (f" {session.at:%H:%M}" if session.at else ""),
        shown,
        distance(main.metres, units) if main.metres >= 100 else "",
        duration(main.seconds) if main.seconds else "",
        session.key,
    )


def sessions(full: Sequence[tuple[SessionLine, str]]) -> None:
    """Sessions in full, with a larger picture."""
    for line, text in full:
        session = line.session.session
        when = f"{session.day:%A %d %B %Y}" + (f", {session.at:%H:%M}" if session.at else "")
        out.print(Text(f"{line.title}\n", style="bold") + Text(f"{when} · {session.key}", style="dim"))
        if line.bars:
            out.print(picture(line.bars, out, width=width_of(72), rows=4))
        out.print(Text(text))
        for finding in line.session.findings:
            err.print(finding_line(finding))
