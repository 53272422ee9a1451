"""The fragments of a page, put under their days and their weeks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from onek_sync.exporters.sheet import WeekSum, week_sums
from onek_sync.exporters.sheet.plan_sheet import week_line
from onek_sync.exporters.words.plain import one_line
from onek_sync.model.exchange import Artifact
from onek_sync.model.session import ResolvedPlan


@dataclass(frozen=True)
class Day:
    """A day and the fragments of its sessions."""

    day: date
    fragments: tuple[str, ...]


@dataclass(frozen=True)
class Week:
    """A week's heading, the line beside it, and its days."""

    number: int
    phase: str
    note: str
    line: str
    days: tuple[Day, ...]


def weeks_of(artifacts: Sequence[Artifact], plan: ResolvedPlan) -> tuple[Week, ...]:
    """The weeks that have one of these fragments, in order."""
    said = {artifact.key: artifact.body.decode() for artifact in artifacts}
    shown = [one.session for one in plan.sessions if one.key in said]
    found: dict[int, list[Day]] = {}
    for (number, day), sessions in groupby(shown, key=lambda session: (session.week, session.day)):
        found.setdefault(number, []).append(Day(day, tuple(said[session.key] for session in sessions)))
    sums = (one for one in week_sums(plan) if one.week.number in found)
    return tuple(_week(one, tuple(found[one.week.number]), plan) for one in sums)


def _week(one: WeekSum, found: tuple[Day, ...], plan: ResolvedPlan) -> Week:
    return Week(
        number=one.week.number,
        phase=one_line(one.week.phase),
        note=one_line(one.week.note),
        line=week_line(one, plan),
        days=found,
    )
