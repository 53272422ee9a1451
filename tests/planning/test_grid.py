"""Every goal, every set of days, every length, level and unit: no plan of ours breaks a rule of ours.

All pairs of days and weeks are built, the other answers turning with them at lengths that share no factor, so
that every pair of answers meets. `make test` takes every 41st of them; `pytest -m slow` takes all.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, islice, product

import pytest

from onek_sync.exporters import EXPORTERS
from onek_sync.model.athlete import Athlete, Result, RunnerLevel
from onek_sync.model.exchange import Options
from onek_sync.model.plan import Kind, Option, Race, Week
from onek_sync.model.session import ResolvedPlan, ResolvedSession
from onek_sync.model.units import Units
from onek_sync.planning.building import Request, build_plan
from onek_sync.planning.file import read_plan, write_plan
from onek_sync.planning.load import SESSION_CAP, WEEK_CAP, fast_metres
from onek_sync.planning.resolve import paces_of, resolve
from onek_sync.planning.rules import check_rules
from onek_sync.planning.shorthand.options import parse_options, write_options
from tests.planning.building_plans import template
from tests.planning.plan_files import placeless

DAYS = [frozenset(days) for count in range(3, 8) for days in combinations(range(7), count)]
WEEKS = range(4, 25)
GOALS = [float(seconds) for seconds in range(150, 361, 10)] + [151.3]  # 2:30 to 6:00
LEVELS, UNITS = list(RunnerLevel), list(Units)
VOLUMES = [None, 30_000.0, None, 60_000.0, 110_000.0]
EVERY = 41
EXPORT_OPTIONS = Options(rest_days=True)


def answers() -> Iterator[Request]:
    """All days × weeks; goals, levels, units, volumes and the race's weekday turn at coprime lengths."""
    for turn, (weeks, days) in enumerate(product(WEEKS, DAYS)):
        level = LEVELS[(turn + turn // len(DAYS)) % 3]
        goal = GOALS[turn % len(GOALS)]
        units = UNITS[(turn + turn // len(GOALS)) % 2]
        name = "sharpen" if weeks < 6 else "first-1k" if level is RunnerLevel.BEGINNER and turn % 4 else "1k"
        yield Request(
            race=Race(day=date(2028, 5, 1) + timedelta(turn % 7), goal=goal),
            athlete=Athlete(level=level, units=units, recent=(Result(1000, round(goal * 1.005, 1)),)),
            days=days,
            template=template(name),
            today=date(2027, 1, 1),
            weeks=weeks,
            volume=VOLUMES[turn % len(VOLUMES)],
        )


class Seen:
    """What was tried before: many plans hold the same sessions."""

    def __init__(self) -> None:
        self.options: set[tuple[Option, ...]] = set()
        self.said: set[tuple[object, ...]] = set()

    def is_new(self, options: tuple[Option, ...]) -> bool:
        new = options not in self.options
        self.options.add(options)
        return new


def check(request: Request, seen: Seen) -> None:
    plan = build_plan(request).plan
    resolved = resolve(plan)
    what = (
        f"{sorted(request.days)} {request.weeks} {request.level} {request.race.goal} {request.athlete.units}"
    )
    assert [str(finding) for finding in check_rules(resolved)] == [], what
    check_shape(request, resolved)
    check_load(request, resolved)
    for session in plan.sessions():
        if seen.is_new(session.options):
            assert parse_options(write_options(session.options)).options == session.options
    for session in resolved.sessions:
        check_said(session, resolved, seen)


def check_shape(request: Request, resolved: ResolvedPlan) -> None:
    """As many weeks as asked, seven days each, runs on the runner's days only, the race on its day."""
    plan = resolved.plan
    assert len(plan.weeks) == request.weeks
    assert plan.weeks[0].start == plan.start >= request.today
    for before, week in zip(plan.weeks, plan.weeks[1:], strict=False):
        assert week.start == before.start + timedelta(7)
    for week in plan.weeks:
        assert {session.day for session in week.sessions} == {week.start + timedelta(n) for n in range(7)}
        if week not in plan.weeks[-2:]:  # the last two weeks are counted from the race
            assert sum("long" in write_options(session.options) for session in week.sessions) == 1
    races = [session.day for session in plan.sessions() if session.kind is Kind.RACE]
    assert races == [request.race.day]
    for session in plan.sessions():
        if session.kind is not Kind.REST and session.day != request.race.day:
            assert session.day.weekday() in request.days


def of(resolved: ResolvedPlan, week: Week) -> list[ResolvedSession]:
    return [session for session in resolved.sessions if session.session.week == week.number]


def check_load(request: Request, resolved: ResolvedPlan) -> None:
    """Growth and caps by their own arithmetic, not by the rules'; the notes' totals are the sums."""
    paces = paces_of(resolved.plan)
    volumes: list[float] = []
    for week in resolved.plan.weeks:
        sessions = of(resolved, week)
        runs = [session.main for session in sessions if session.kind in (Kind.RUN, Kind.RACE)]
        metres = sum(run.metres for run in runs)
        fast = [fast_metres(run, paces) for run in runs]
        cap = SESSION_CAP[request.level]
        assert max(fast) <= cap and sum(fast) <= cap * WEEK_CAP
        if volumes:
            assert metres <= 1.1 * max(volumes[-3:]) + 1
        said = f"About {metres / request.athlete.units.metres:.0f} {request.athlete.units.value}."
        assert week.note.startswith(said)
        volumes.append(metres)
    assert volumes[-1] <= 0.75 * max(volumes)


def check_said(session: ResolvedSession, plan: ResolvedPlan, seen: Seen) -> None:
    """Every format says it, once for every athlete-independent kind of session."""
    written = (session.session.options, plan.plan.athlete.units, session.session.cues)
    if written in seen.said:
        return
    seen.said.add(written)
    for exporter in EXPORTERS.values():
        artifact = exporter.say(session, plan, EXPORT_OPTIONS)
        assert artifact is None or artifact.body


@pytest.mark.parametrize("part", range(3))
def test_a_sample_of_all_plans_breaks_no_rule(part: int) -> None:
    seen = Seen()
    for request in islice(answers(), part * EVERY // 3, None, EVERY):
        check(request, seen)


@pytest.mark.slow
def test_no_plan_breaks_a_rule() -> None:
    seen = Seen()
    for request in answers():
        check(request, seen)


@pytest.mark.parametrize("weeks", [4, 11, 16])
def test_a_built_plan_is_read_back_as_it_was(weeks: int) -> None:
    for request in islice(answers(), (weeks - 4) * len(DAYS), (weeks - 3) * len(DAYS), 33):
        plan = build_plan(replace(request, id="grid")).plan
        assert placeless(read_plan(write_plan(plan)).plan) == plan


def test_the_same_answers_give_the_same_bytes() -> None:
    for request in islice(answers(), 0, None, 311):
        assert write_plan(build_plan(request).plan) == write_plan(build_plan(replace(request)).plan)
