"""A resolved plan as the rules look at it: days and weeks with their load."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from onek_sync.model.athlete import RunnerLevel
from onek_sync.model.errors import Finding, Level, Place
from onek_sync.model.plan import Kind, Week
from onek_sync.model.session import ResolvedPlan, ResolvedSession
from onek_sync.model.workout import Style, steps_of
from onek_sync.planning.load import fast_metres, race_pace
from onek_sync.planning.paces.known_paces import Paces

ON_FOOT = frozenset({Kind.RUN, Kind.RACE})
QUALITY, VERY_HARD = 2, 3
"""Hardness from which a session is a quality session; that of repetitions at race pace, and of races."""

_SHORT_RACE = 1000.0


@dataclass(frozen=True)
class WeekFacts:
    """A week and its sessions; metres on foot, and those at race pace and faster."""

    week: Week
    sessions: tuple[ResolvedSession, ...]
    paces: Paces

    @cached_property
    def metres(self) -> float:
        """Metres on foot."""
        return sum(session.main.metres for session in self.sessions if session.kind in ON_FOOT)

    @cached_property
    def fast(self) -> float:
        """Metres at 1K pace and faster, races left out."""
        return sum(fast_metres(session.main, self.paces) for session in self.sessions)

    @property
    def phase(self) -> str:
        """Its phase in small letters."""
        return self.week.phase.strip().lower()

    @property
    def quality_days(self) -> int:
        """Days with a quality session."""
        return len({session.session.day for session in self.sessions if is_quality(session)})

    @property
    def rest_days(self) -> int:
        """Days on which nothing need be done."""
        busy = {session.session.day for session in self.sessions if not _may_rest(session)}
        return 7 - len(busy)

    @property
    def long_runs(self) -> tuple[ResolvedSession, ...]:
        """Sessions that are called long runs."""
        return tuple(session for session in self.sessions if _is_long(session))

    @property
    def place(self) -> Place:
        """Where it stands: its first session's."""
        return next((session.session.place for session in self.sessions), Place())


@dataclass(frozen=True)
class Facts:
    """A plan, its weeks, and what is known of its athlete's paces."""

    plan: ResolvedPlan
    paces: Paces
    weeks: tuple[WeekFacts, ...]

    @property
    def level(self) -> RunnerLevel:
        """The athlete's."""
        return self.plan.plan.athlete.level

    @property
    def knows_race_pace(self) -> bool:
        """Whether race pace is known at all."""
        return race_pace(self.paces) > 0

    @property
    def races_short(self) -> bool:
        """Whether the plan's race is over 1000 m or less."""
        race = self.plan.plan.race
        return race is not None and race.metres <= _SHORT_RACE

    @property
    def race_day(self) -> date | None:
        """The day of the plan's race."""
        race = self.plan.plan.race
        return race.day if race else None

    @cached_property
    def quality(self) -> tuple[ResolvedSession, ...]:
        """Every quality session, by day."""
        return tuple(session for session in self.plan.sessions if is_quality(session))


def facts_of(plan: ResolvedPlan, paces: Paces) -> Facts:
    """The facts of a plan."""
    by_week: dict[int, list[ResolvedSession]] = {}
    for session in plan.sessions:
        by_week.setdefault(session.session.week, []).append(session)
    weeks = (WeekFacts(week, tuple(by_week.get(week.number, ())), paces) for week in plan.plan.weeks)
    return Facts(plan, paces, tuple(weeks))


def is_quality(session: ResolvedSession) -> bool:
    """Whether it is a hard run or a race."""
    return session.kind in ON_FOOT and session.hardness >= QUALITY


def doubt(code: str, what: str, now: str, at: ResolvedSession | WeekFacts) -> Finding:
    """The finding of a broken rule."""
    place = at.place if isinstance(at, WeekFacts) else at.session.place
    return Finding(code, what, now, place, Level.WARNING)


def _may_rest(session: ResolvedSession) -> bool:
    """Rest, or something with rest or active recovery for an alternative."""
    return any(
        option.kind in {Kind.REST, Kind.MOBILITY} or "recovery" in option.sport for option in session.options
    )


def _is_long(session: ResolvedSession) -> bool:
    steps = steps_of(session.main.written)  # each once: repetitions may be millions
    return session.kind is Kind.RUN and any(step.style is Style.LONG for step in steps)
