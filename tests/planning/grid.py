"""The grid of answers that plans are built from, and all that must hold of a plan that was built.

What the parts of a plan depend on decides which answers must all meet each other:

* a week's sessions: on the days, the level and the template's row; the row on the weeks and the template;
* race week and the week before it: on the days, the race's weekday and the level;
* the phases and lighter weeks: on the weeks, the level and the age;
* how much of each: on the volume and, through the paces, on the goal;
* how it is said: on the units alone.

So days × weeks × level are built in full, and for each days × level every weekday of the race as well; goals,
units, volumes and ages turn so that any two answers of any two questions meet in some plan. The product of
everything, 30 million plans, is walked at random by `make soak`.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from itertools import combinations, product

from onek_sync.exporters import EXPORTERS
from onek_sync.model.athlete import Athlete, Result, RunnerLevel
from onek_sync.model.exchange import Options
from onek_sync.model.plan import Kind, Option, Race, Session, Week
from onek_sync.model.session import ResolvedPlan, ResolvedSession
from onek_sync.model.units import Units
from onek_sync.model.workout import Style, steps_of
from onek_sync.planning.building import Request, build_plan
from onek_sync.planning.load import SESSION_CAP, WEEK_CAP, fast_metres
from onek_sync.planning.resolve import paces_of, resolve
from onek_sync.planning.rules import check_rules
from onek_sync.planning.shorthand.options import parse_options, write_options
from tests.planning.building_plans import template

DAYS = ["".join(map(str, days)) for count in range(3, 8) for days in combinations(range(7), count)]
WEEKS = list(range(4, 25))
LEVELS = list(RunnerLevel)
WEEKDAYS = list(range(7))
GOALS = [float(seconds) for seconds in range(150, 361, 10)] + [151.3]  # 2:30 to 6:00
UNITS = list(Units)
VOLUMES = [None, 30_000.0, 45_000.0, 60_000.0, 110_000.0]
AGES = [None, 33, None, 50]
_EVERYTHING = Options(rest_days=True)


@dataclass(frozen=True)
class Answers:
    """One point of the grid; `days`: weekdays as digits, 0 = Monday; `weekday`: the race's."""

    days: str = "024"
    weeks: int = 12
    level: RunnerLevel = RunnerLevel.INTERMEDIATE
    weekday: int = 5
    goal: float = 210.0
    units: Units = Units.KM
    volume: float | None = None
    age: int | None = None

    @property
    def request(self) -> Request:
        """What the builder is asked; who is new runs the template for them, but every fourth."""
        new = self.level is RunnerLevel.BEGINNER and (self.weeks + len(self.days)) % 4
        recent = (Result(1000, round(self.goal * 1.005, 1)),)
        return Request(
            race=Race(day=date(2028, 5, 1) + timedelta(self.weekday), goal=self.goal),
            athlete=Athlete(level=self.level, units=self.units, age=self.age, recent=recent),
            days=frozenset(map(int, self.days)),
            template=template("sharpen" if self.weeks < 6 else "first-1k" if new else "1k"),
            today=date(2027, 1, 1),
            weeks=self.weeks,
            volume=self.volume,
        )

    def __str__(self) -> str:
        return " ".join(f"{name}={value}" for name, value in asdict(self).items())


def grid() -> Iterator[Answers]:
    """Days × weeks × level, the other answers turning."""
    for (w, weeks), (d, days), (n, level) in product(*map(enumerate, (WEEKS, DAYS, LEVELS))):
        yield Answers(
            days=days,
            weeks=weeks,
            level=level,
            weekday=(w + d + 3 * n) % 7,
            goal=GOALS[(3 * w + n + 5 * d) % len(GOALS)],
            units=UNITS[(w + n + d // 7) % 2],
            volume=VOLUMES[(w + 2 * n + 3 * d) % len(VOLUMES)],
            age=AGES[(w + n + d // 4) % len(AGES)],
        )


class Seen:
    """What was tried before: many plans hold the same sessions."""

    def __init__(self) -> None:
        self.read: set[tuple[Option, ...]] = set()
        self.said: set[tuple[object, ...]] = set()


def check(answers: Answers, seen: Seen) -> None:
    """Build the plan, and hold against it the rules, its answers, its sums and every format."""
    request = answers.request
    plan = build_plan(request).plan
    resolved = resolve(plan)
    assert [str(finding) for finding in check_rules(resolved)] == []
    check_shape(request, resolved)
    check_load(request, resolved)
    for session in plan.sessions():
        if session.options not in seen.read:
            seen.read.add(session.options)
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
    for week in plan.weeks[:-1]:
        assert sum(is_long(session) for session in week.sessions) == 1
    races = [session.day for session in plan.sessions() if session.kind is Kind.RACE]
    assert races == [request.race.day]
    for session in plan.sessions():
        if session.kind is not Kind.REST and session.day != request.race.day:
            assert session.day.weekday() in request.days


def is_long(session: Session) -> bool:
    return any(step.style is Style.LONG for step in steps_of(session.options[0].workout.blocks))


def of(resolved: ResolvedPlan, week: Week) -> list[ResolvedSession]:
    return [session for session in resolved.sessions if session.session.week == week.number]


def check_load(request: Request, resolved: ResolvedPlan) -> None:
    """Growth and caps by their own arithmetic, not by the rules'; the notes' totals are the sums."""
    paces = paces_of(resolved.plan)
    volumes: list[float] = []
    for week in resolved.plan.weeks:
        runs = [each.main for each in of(resolved, week) if each.kind in (Kind.RUN, Kind.RACE)]
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
        artifact = exporter.say(session, plan, _EVERYTHING)
        assert artifact is None or artifact.body
