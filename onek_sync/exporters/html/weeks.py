"""The fragments of a page, put under their days and their weeks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from onek_sync.exporters.sheet import WeekSum, week_sums
from onek_sync.exporters.sheet.plan_sheet import days
from onek_sync.exporters.words import figures
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
    """A week's heading and its days; `until` counts the days from its first to the race."""

    sum: WeekSum
    phase: str
    note: str
    span: str
    far: str
    long: str
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
    units = plan.plan.athlete.units
    return Week(
        sum=one,
        phase=one_line(one.week.phase),
        note=one_line(one.week.note),
        span=days(one.week.start, one.week.start + timedelta(days=6)),
        far=figures.total_length(one.metres, units) if one.metres >= 100 else "",
        long=figures.total_time(one.seconds) if one.seconds else "",
        days=found,
    )
