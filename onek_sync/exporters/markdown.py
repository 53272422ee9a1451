"""Markdown: the plan to read and to paste: a heading for each week and session, targets as tables."""

import re
from collections.abc import Iterator, Sequence

from onek_sync.exporters.sheet import SessionSheet, Table, WeekSum, plan_sheet, session_sheet
from onek_sync.exporters.sheet.plan_sheet import week_line
from onek_sync.exporters.words import Part
from onek_sync.exporters.words.plain import one_line
from onek_sync.model.exchange import Artifact, Exporter, Options
from onek_sync.model.session import ResolvedPlan, ResolvedSession

# What has a meaning anywhere in a line, in CommonMark or in GitHub's tables, strikings and formulas.
_SIGNS = re.compile(r"[\\`*_{}\[\]<>|&~$]|!(?=\[)|:(?=//)|(?<=\bwww)\.")
# What begins a heading, a list, a rule or a quotation at the start of one.
_STARTS = re.compile(r"^(?:[#+=-]|(?P<number>\d{1,9})(?=[.)](?: |$)))")
_LABELLED = (Part.PURPOSE, Part.CUES, Part.CARE, Part.OTHERWISE)


def md(text: str) -> str:
    """Foreign words as Markdown that says just them, on one line."""
    plain = _SIGNS.sub(r"\\\g<0>", one_line(text))
    return _STARTS.sub(lambda found: f"{found[0]}\\" if found["number"] else f"\\{found[0]}", plain)


def say(session: ResolvedSession, plan: ResolvedPlan, options: Options) -> Artifact:
    """A session: a heading, what to do as a list, the targets, what is said around it."""
    this = session.session
    body = "\n".join(_session(session_sheet(session, plan))).rstrip("\n")
    return Artifact(key=this.key, name=f"{this.day:%Y-%m-%d}-{this.key}.md", body=f"{body}\n".encode())


def _session(sheet: SessionSheet) -> Iterator[str]:
    this = sheet.session.session
    at = f" {this.at:%H:%M}" if this.at else ""
    yield f"### {this.day:%a} {this.day.day} {this.day:%b}{at}: {md(sheet.title)}"
    yield ""
    if sheet.total:
        yield f"*{md(sheet.total)}*"
        yield ""
    work = [line.said for line in sheet.of(Part.WORK, Part.RACE, Part.SPLITS, Part.AROUND)]
    yield from (f"- {md(text)}" for text in work)
    if work:
        yield ""
    if sheet.table:
        yield from table(sheet.table)
    around = sheet.of(Part.PURPOSE, Part.NOTE, Part.CUES, Part.ADVICE, Part.CARE, Part.OTHERWISE)
    for line in around:
        label = f"**{line.label}:** " if line.part in _LABELLED else ""
        yield f"- {label}{_lines(line.text)}"
    if around:
        yield ""


def _lines(text: str) -> str:
    """Words of several lines as one item of a list."""
    return "\\\n  ".join(md(line) for line in text.split("\n") if line)


def table(one: Table) -> Iterator[str]:
    """A table with its figures to the right, and an empty line."""
    yield _row(one.head)
    yield "|".join(("", " --- ", *(" ---: " for _ in one.head[1:]), ""))
    yield from map(_row, one.rows)
    yield ""


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(map(md, cells))} |"


def join(artifacts: Sequence[Artifact], plan: ResolvedPlan, options: Options) -> bytes:
    """The plan's heading and tables, then the weeks that were asked for."""
    said = {artifact.key: artifact.body.decode() for artifact in artifacts}
    sheet = plan_sheet(plan)
    lines = [f"# {md(sheet.title)}", "", sheet.days, ""]
    lines += [md(sheet.race), ""] if sheet.race else []
    for one in filter(None, (sheet.legs, sheet.goal, sheet.paces)):
        lines += [f"**{one.says}**", "", *table(one)]
    for week in sheet.weeks:
        found = [said[session.key] for session in week.week.sessions if session.key in said]
        if found:
            lines += [*_week(week, plan), *found]
    return ("\n".join(lines).rstrip("\n") + "\n").encode()


def _week(one: WeekSum, plan: ResolvedPlan) -> Iterator[str]:
    phase, note = md(one.week.phase), md(one.week.note)
    yield f"## Week {one.week.number} of {len(plan.plan.weeks)}{f': {phase}' if phase else ''}"
    yield ""
    yield week_line(one, plan)
    yield ""
    if note:
        yield note
        yield ""


EXPORTER = Exporter(
    name="markdown",
    suffix="md",
    media_type="text/markdown; charset=utf-8",
    says="the plan to read and to paste, targets as tables",
    say=say,
    join=join,
)
