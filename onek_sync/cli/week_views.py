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

# Characters: the picture of the week's longest session, and the least room for a session beside its figures.
_PICTURE, _LEAST = 36, 20


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
    columns = _columns(view.lines, units)
    room = out.width - _width_of(columns)
    table = _week_table(view, units, of)
    table.add_column("day", no_wrap=True, style="dim")
    table.add_column("session", ratio=1)
    for name in list(columns)[1:]:
        table.add_column(name, no_wrap=True, justify="right", style="dim" if name == "key" else "")
    longest = max((line.session.main.seconds for line in view.lines), default=0)
    for line, (day, *cells) in zip(view.lines, zip(*columns.values(), strict=True), strict=True):
        style = "bold" if line.session.session.day == today else ""
        table.add_row(day, _shown(line, longest, room), *cells, style=style)
    return table


def _week_table(view: WeekView, units: Units, of: int) -> Table:
    week = view.week
    phase = f", {week.phase}" if week.phase else ""
    title = Text.assemble((f"\nWeek {week.number} of {of}{phase}", "bold"))
    if week.note:
        title.append(f"\n{week.note}", style="dim")
    return Table(
        title=title,
        title_justify="left",
        title_style="",
        caption=f"{distance(view.metres, units)} on foot, {duration(view.seconds)} in all",
        caption_justify="left",
        box=None,
        show_header=False,
        padding=(0, 1, 0, 0),
        expand=True,
    )


def _columns(lines: Sequence[SessionLine], units: Units) -> dict[str, list[str]]:
    """The cells beside the session, by column; on a narrow terminal fewer, so that the session is seen."""
    columns = {
        "day": [_when(line) for line in lines],
        "distance": [_far(line, units) for line in lines],
        "time": [duration(line.session.main.seconds) if line.session.main.seconds else "" for line in lines],
        "key": [line.session.key for line in lines],
    }
    for name in ("key", "distance", "time"):
        if out.width - _width_of(columns) < _LEAST:
            del columns[name]
    return columns


def _width_of(columns: dict[str, list[str]]) -> int:
    return sum(1 + max(map(len, cells), default=0) for cells in columns.values())


def _when(line: SessionLine) -> str:
    session = line.session.session
    return f"{session.day:%a %d %b}" + (f" {session.at:%H:%M}" if session.at else "")


def _far(line: SessionLine, units: Units) -> str:
    metres = line.session.main.metres
    return distance(metres, units) if metres >= 100 else ""


def _shown(line: SessionLine, longest: float, room: int) -> Text:
    """The title and the picture, at most `room` wide less the space behind it.

    Widths tell how the times compare: the longest session of the week has the whole width. A short
    session of many repetitions is wider than its time, so that each is seen.
    """
    shown = Text(line.title)
    if not line.bars:
        return shown
    widest = max(4, room - 1)
    in_time = round(min(_PICTURE, widest) * line.session.main.seconds / longest)
    width = min(max(4, in_time, len(line.bars)), widest)
    return shown + Text("\n") + picture(line.bars, out, width=width)


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
