"""Rules about days: hard sessions apart, not too many, rest in between, quiet before the race."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from onek_sync.model.athlete import RunnerLevel
from onek_sync.model.errors import Finding
from onek_sync.model.plan import Kind
from onek_sync.model.session import ResolvedSession
from onek_sync.planning.rules.facts import QUALITY, VERY_HARD, Facts, doubt

_QUALITY_DAYS = {RunnerLevel.BEGINNER: 2, RunnerLevel.INTERMEDIATE: 3, RunnerLevel.ADVANCED: 3}
_APART = timedelta(hours=36)  # by the clock: Monday evening to Wednesday morning still is two days
_QUIET = 40 * 60.0  # seconds of easy running that cost nothing on the eve of a race


def hard_days_apart(facts: Facts) -> Iterator[Finding]:
    """V1: no two quality sessions on days that touch, nor two on one day. Two very hard ones are V2's."""
    for one, other in pairwise(facts.quality):
        days = (other.session.day - one.session.day).days
        if days < 2 and not (_very_hard(one) and _very_hard(other)):
            when = "the day after" if days else "on the day of"
            what = f"{_called(other)} is {when} {_called(one)}: hard on hard tires more than it trains"
            yield doubt("V1", what, "put an easy day or rest between them", other)


def very_hard_48_hours_apart(facts: Facts) -> Iterator[Finding]:
    """V2: 48 hours between sessions at race pace and faster; a race counts."""
    for one, other in pairwise([session for session in facts.quality if _very_hard(session)]):
        apart = _when(other) - _when(one) if one.session.at and other.session.at else None
        days = (other.session.day - one.session.day).days
        if days < 2 or (apart is not None and apart < _APART):
            gap = f"{apart.total_seconds() / 3600:.0f} h" if apart is not None else f"{days} day"
            what = f"only {gap} lie between {_called(one)} and {_called(other)}"
            yield doubt("V2", what, "give the legs 48 hours: move one of them", other)


def few_quality_days(facts: Facts) -> Iterator[Finding]:
    """V3: three quality days a week, two for beginners."""
    most = _QUALITY_DAYS[facts.level]
    for week in facts.weeks:
        if week.quality_days > most:
            what = (
                f"week {week.week.number} has {week.quality_days} hard days; {most} are what a body takes in"
            )
            yield doubt("V3", what, "make one of them easy", week)


def a_rest_day(facts: Facts) -> Iterator[Finding]:
    """V7: a day of rest in every week."""
    for week in facts.weeks:
        if week.rest_days < 1:
            what = f"week {week.week.number} has no day of rest"
            yield doubt("V7", what, "leave a day free: rest is when training sinks in", week)


def quiet_before_the_race(facts: Facts) -> Iterator[Finding]:
    """V10: rest or a short easy run on the eve of a race."""
    races = {session.session.day for session in facts.plan.sessions if session.kind is Kind.RACE}
    eves = {day - timedelta(1) for day in races | ({facts.race_day} if facts.race_day else set())}
    for session in facts.plan.sessions:
        if session.session.day in eves and session.kind is not Kind.RACE and not _quiet(session):
            what = f"{_called(session)} is on the day before a race"
            yield doubt("V10", what, "rest, or run 15 to 20 min easily", session)


def _quiet(session: ResolvedSession) -> bool:
    short = session.kind is Kind.REST or session.main.seconds <= _QUIET
    return session.hardness < QUALITY and short


def _very_hard(session: ResolvedSession) -> bool:
    return session.hardness >= VERY_HARD


def _when(session: ResolvedSession) -> datetime:
    at = session.session.at
    assert at is not None
    return datetime.combine(session.session.day, at)


def _called(session: ResolvedSession) -> str:
    """What it is, for a sentence: its title or kind, and its day."""
    name = session.session.title or ("the race" if session.kind is Kind.RACE else f"the {session.kind.value}")
    return f"{name} on {session.session.day:%a} {session.session.day}"
