"""What the commands print for people. Results go to stdout, talk to stderr."""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from rich.markup import escape
from rich.text import Text

from onek_sync.app.check import Report
from onek_sync.app.demo import Demo
from onek_sync.app.export import Said
from onek_sync.app.parse import Parsed
from onek_sync.cli.picture import picture
from onek_sync.cli.terminal import columns, distance, duration, err, finding_line, onek_here, out, width_of
from onek_sync.model.errors import Finding, Level, UsageError
from onek_sync.model.exchange import Loss
from onek_sync.model.session import ResolvedOption
from onek_sync.model.units import Units


def report(found: Report, *, losses_too: bool) -> None:
    """Faults and doubts, then what the formats cannot say (or how much), then a sentence."""
    for finding in found.findings:
        out.print(finding_line(finding), soft_wrap=not out.is_terminal)
    for line in _each_loss(found.losses) if losses_too else _losses_counted(found.losses):
        out.print(line, soft_wrap=not out.is_terminal)
    out.print(f"{_counted(found.sessions, 'session')} in {_counted(found.weeks, 'week')}: {_verdict(found)}.")


def _verdict(found: Report) -> str:
    levels = Counter(finding.level.value for finding in found.findings)
    counts = [_counted(levels[level.value], level.value) for level in Level if levels[level.value]]
    return " and ".join(counts) if counts else "no faults"


def _losses_counted(losses: Sequence[Loss]) -> Iterator[str]:
    formats = Counter(name for name, _, _ in {_by_meaning(loss) for loss in losses})
    for name, number in sorted(formats.items()):
        things = _counted(number, "thing")
        yield f"[cyan]{name}[/]: {things} cannot be said [dim](see: onek check --losses)[/]"


def _each_loss(losses: Sequence[Loss]) -> Iterator[str]:
    for (name, what, instead), group in groupby(sorted(losses, key=_by_meaning), key=_by_meaning):
        then = f"; {instead}" if instead else ""
        where = ", ".join(dict.fromkeys(loss.key for loss in group))
        yield f"[cyan]{name}[/] cannot say {escape(what)}{escape(then)} [dim]({escape(where)})[/]"


def _by_meaning(loss: Loss) -> tuple[str, str, str]:
    return loss.format, loss.what, loss.instead


def _counted(number: int, noun: str) -> str:
    return f"one {noun}" if number == 1 else f"{number} {noun}s"


def parsed(done: Parsed, units: Units) -> None:
    """The standard form, a picture, the tree and the totals of a workout, option by option."""
    out.print(Text(done.text, style="bold"))
    for number, option in enumerate(done.options):
        if number:
            out.print("[dim]or[/]")
        if option.bars:
            out.print(picture(option.bars, out, width=width_of(60), rows=3))
        for line in option.lines:
            out.print(Text(line))
        out.print(f"[dim]{totals(option.resolved, units)}[/]")
    for finding in done.findings:
        err.print(finding_line(finding))


def totals(option: ResolvedOption, units: Units) -> str:
    """Distance and time, estimated: "9.1 km, about 58 min"."""
    parts = [distance(option.metres, units)] if option.metres >= 100 else []
    if option.seconds:
        parts.append(f"about {duration(option.seconds)}")
    return ", ".join(parts) or "no length"


def losses(said: Said) -> None:
    """What could not be said or was refused, to stderr, so that piped results stay clean."""
    for loss in dict.fromkeys(said.losses):
        err.print(f"[cyan]note[/] {escape(str(loss))}")
    for finding in said.refused:
        err.print(finding_line(finding))


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
    titled = len(said.files) > 1 and said.exporter.media_type.startswith("text/plain")
    for number, (name, body) in enumerate(said.files.items()):
        title = f"--- {Path(name).stem} ---\n".encode() if titled else b""
        sys.stdout.buffer.write(b"\n" * (number > 0) + title + body)
    sys.stdout.buffer.flush()


def written(paths: Sequence[Path], *, refused: bool = False) -> None:
    """Which files were written, one per line; why none, unless sessions were refused, which says it."""
    for path in paths:
        out.print(Text(str(path)), soft_wrap=True)
    if not paths and not refused:
        err.print("Nothing to write: no session of this plan has a place in that format.")


def reasons(why: Sequence[str], doubts: Sequence[Finding]) -> None:
    """Why something is as it is and what to look at, to stderr."""
    for reason in why:
        err.print(Text(f"· {reason}"), style="dim")
    for finding in doubts:
        err.print(finding_line(finding))


def demo(done: Demo) -> None:
    """What the demo made, and the three next commands."""
    folder = escape(str(done.folder))
    plan = done.plan.resolved.plan
    out.print(f"[bold]{escape(plan.title or plan.id)}[/], written once in {folder}/plan.yaml, is now:\n")
    table = columns("", "")
    table.show_header = False
    table.columns[1].justify, table.columns[1].no_wrap = "left", False
    for place, said in done.made.items():
        table.add_row(f"{done.folder}/{place}", f"{_files(len(said.files))}: {said.exporter.says}")
    if done.pushed is not None:
        table.add_row(f"{done.folder}/watch", f"{_files(done.pushed)}: pushed, as to a watch on a cable")
    out.print(table)
    for said in done.made.values():
        for finding in said.refused:
            err.print(finding_line(finding))
    for name in done.kept:
        err.print(f"{folder}/{name} is yours and was kept as it is.")
    out.print("\nNext:")
    following = columns("", "")
    following.show_header = False
    following.columns[1].justify, following.columns[1].no_wrap = "left", False
    for command, why in (
        (f"{onek_here()} -C {done.folder} show --all", "the weeks, with a picture of every workout"),
        (
            f"{onek_here()} -C {done.folder} push --today {done.today}",
            "nothing to do; change plan.yaml, and see what it does",
        ),
        (f"{onek_here()} -C mine init", "a few questions, and it is a plan of your own"),
    ):
        following.add_row(Text(command, style="bold"), why)
    out.print(following)


def _files(number: int) -> str:
    return "one file" if number == 1 else f"{number} files"
