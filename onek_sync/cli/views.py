"""What the commands print for people. Results go to stdout, talk to stderr."""

import sys
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from shutil import which

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from onek_sync.app.check import Report
from onek_sync.app.demo import Demo
from onek_sync.app.export import Said
from onek_sync.app.paces import PaceRow, PaceSheet
from onek_sync.app.parse import Parsed
from onek_sync.app.project import Ready
from onek_sync.app.show import SessionLine, WeekView
from onek_sync.cli.picture import picture
from onek_sync.model.errors import Finding, Level, UsageError
from onek_sync.model.exchange import Loss
from onek_sync.model.session import HeartBand, ResolvedOption
from onek_sync.model.units import Units, clock

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


def report(found: Report) -> None:
    """Faults and doubts, then what the formats cannot say, then a sentence."""
    for finding in found.findings:
        out.print(_finding(finding))
    for what, losses in groupby(sorted(found.losses, key=_by_meaning), key=_by_meaning):
        _print_loss(what, list(losses))
    doubts = len(found.findings)
    verdict = "no faults" if not doubts else f"{doubts} to look at"
    out.print(f"{found.sessions} sessions in {_weeks(found.weeks)}: {verdict}.")


def _by_meaning(loss: Loss) -> tuple[str, str, str]:
    return loss.format, loss.what, loss.instead


def _print_loss(meaning: tuple[str, str, str], losses: list[Loss]) -> None:
    name, what, instead = meaning
    then = f"; {instead}" if instead else ""
    where = ", ".join(dict.fromkeys(loss.key for loss in losses))
    out.print(f"[cyan]{name}[/] cannot say {escape(what)}{escape(then)} [dim]({escape(where)})[/]")


def _finding(finding: Finding) -> str:
    colour = "red" if finding.level is Level.ERROR else "yellow"
    return f"[{colour}]{finding.level.value} {finding.code}[/] {escape(str(finding))}"


def _weeks(number: int) -> str:
    return "one week" if number == 1 else f"{number} weeks"


def parsed(done: Parsed, units: Units) -> None:
    """The standard form, a picture, the tree and the totals of a workout, option by option."""
    out.print(Text(done.text, style="bold"))
    for number, option in enumerate(done.options):
        if number:
            out.print("[dim]or[/]")
        if option.bars:
            out.print(picture(option.bars, out, width=_width(60), rows=3))
        for line in option.lines:
            out.print(Text(line))
        out.print(f"[dim]{totals(option.resolved, units)}[/]")
    for finding in done.findings:
        err.print(_finding(finding))


def _width(most: int) -> int:
    return max(10, min(most, out.width - 4))


def totals(option: ResolvedOption, units: Units) -> str:
    """Distance and time, estimated: "9.1 km, about 58 min"."""
    parts = [distance(option.metres, units)] if option.metres >= 100 else []
    if option.seconds:
        parts.append(f"about {duration(option.seconds)}")
    return ", ".join(parts) or "no length"


def distance(metres: float, units: Units) -> str:
    """Metres in the athlete's unit, one decimal."""
    return f"{metres / units.metres:.1f} {units.value}"


def duration(seconds: float) -> str:
    """Seconds as "58 min" or "1 h 05"."""
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02d}"


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
        width = max(4, round(_width(36) * main.seconds / longest))
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
            out.print(picture(line.bars, out, width=_width(72), rows=4))
        out.print(Text(text))
        for finding in line.session.findings:
            err.print(_finding(finding))


def losses(said: Said) -> None:
    """What could not be said or was refused, to stderr, so that piped results stay clean."""
    for loss in dict.fromkeys(said.losses):
        err.print(f"[cyan]note[/] {escape(str(loss))}")
    for finding in said.refused:
        err.print(_finding(finding))


def bodies(said: Said) -> None:
    """The files themselves, on stdout. Several files that are no text need a folder."""
    if len(said.files) > 1 and not said.exporter.media_type.startswith(("text/", "application/json")):
        raise UsageError(
            Finding(
                "C08",
                f"{said.exporter.name} makes one file for each session, and they are no text",
                f"say where to, e.g. -o {said.exporter.name}; or which one: --session KEY",
            )
        )
    for number, body in enumerate(said.files.values()):
        sys.stdout.buffer.write(b"\n" * (number > 0) + body)
    sys.stdout.buffer.flush()


def written(paths: Sequence[Path]) -> None:
    """Which files were written, one per line."""
    for path in paths:
        out.print(Text(str(path)), soft_wrap=True)
    if not paths:
        err.print("Nothing to write: no session of this plan has a place in that format.")


def reasons(why: Sequence[str], doubts: Sequence[Finding]) -> None:
    """Why something is as it is and what to look at, to stderr."""
    for reason in why:
        err.print(Text(f"· {reason}"), style="dim")
    for finding in doubts:
        err.print(_finding(finding))


def paces(sheet: PaceSheet) -> None:
    """The pace table, then where it comes from and how sure it is."""
    table = _columns("pace", "per km", "per mile", "200 m", "400 m")
    for row in sheet.rows:
        table.add_row(*_pace_row(row), style="bold" if row.goal else "")
    out.print(table)
    _heart_rates(sheet.rows)
    for note in sheet.notes:
        out.print(Text(note), style="dim")
    for finding in sheet.findings:
        err.print(_finding(finding))


def _columns(first: str, *others: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column(first, no_wrap=True)
    for heading in others:
        table.add_column(heading, justify="right", no_wrap=True)
    return table


def _pace_row(row: PaceRow) -> tuple[str, ...]:
    band = row.band
    laps = (_between(*band.over(metres), decimals=1) for metres in (200, 400))
    return row.name, _between(band.fast, band.slow), _between(*row.per_mile), *laps


def _heart_rates(rows: Sequence[PaceRow]) -> None:
    """Beats per minute by every method that the athlete's data allows: they differ by a whole zone."""
    beating = [row for row in rows if row.heart]
    if not beating:
        return
    methods = list(dict.fromkeys(_method(band) for row in beating for band in row.heart))
    table = _columns("\nheart rate", *(f"\n{method}" for method in methods))
    for row in beating:
        by_method = {_method(band): f"{band.low}-{band.high}" for band in row.heart}
        table.add_row(row.name, *(by_method.get(method, "") for method in methods))
    out.print(table)


def _method(band: HeartBand) -> str:
    return band.method.split()[-1]


def _between(fast: float, slow: float, decimals: int = 0) -> str:
    low, high = clock(fast, decimals), clock(slow, decimals)
    return low if low == high else f"{low}-{high}"


def demo(done: Demo) -> None:
    """What the demo made, and the three next commands."""
    folder = escape(str(done.folder))
    plan = done.plan.resolved.plan
    out.print(f"[bold]{escape(plan.title or plan.id)}[/], written once in {folder}/plan.yaml, is now:\n")
    table = _columns("", "")
    table.show_header = False
    table.columns[1].justify, table.columns[1].no_wrap = "left", False
    for place, said in done.made.items():
        table.add_row(f"{done.folder}/{place}", f"{_files(len(said.files))}: {said.exporter.says}")
    out.print(table)
    for said in done.made.values():
        for finding in said.refused:
            err.print(_finding(finding))
    for name in done.kept:
        err.print(f"{folder}/{name} is yours and was kept as it is.")
    out.print("\nNext:")
    following = _columns("", "")
    following.show_header = False
    following.columns[1].justify, following.columns[1].no_wrap = "left", False
    for command, why in (
        (f"{_onek()} -C {done.folder} show --all", "the weeks, with a picture of every workout"),
        (f"{_onek()} -C {done.folder} paces", "the paces; put your own races into plan.yaml first"),
        (f"{_onek()} -C {done.folder} check", "what is doubtful in the plan, with line and column"),
    ):
        following.add_row(Text(command, style="bold"), why)
    out.print(following)


def _onek() -> str:
    """How this program is called from here: by its name if that is found, else by its place."""
    called = Path(sys.argv[0])
    if called.name == "__main__.py":
        return "python -m onek_sync"
    found = which("onek")
    if found and Path(found).resolve() == called.resolve():
        return "onek"
    here = Path.cwd()
    return str(called.relative_to(here) if called.is_relative_to(here) else called)


def _files(number: int) -> str:
    return "one file" if number == 1 else f"{number} files"
