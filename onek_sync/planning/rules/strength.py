"""Rules about strength: when in the day and the week, how often, and not before the race."""

from collections.abc import Iterator

from onek_sync.model.errors import Finding
from onek_sync.model.plan import Kind
from onek_sync.model.session import ResolvedSession
from onek_sync.planning.rules.facts import VERY_HARD, Facts, doubt, is_quality

_A_WEEK = {"base": 2, "specific": 2, "peak": 1, "race": 0}
_BEFORE_RACE = 4  # days
_BEFORE_SPEED = 2  # days


def after_the_run(facts: Facts) -> Iterator[Finding]:
    """V4: strength after the run of a quality day, else 48 h before the next very hard session."""
    for session in _strength(facts):
        todays = [run for run in facts.quality if run.session.day == session.session.day]
        if todays and min(run.session.order for run in todays) > session.session.order:
            what = f"strength stands before the hard run of {session.session.day}"
            yield doubt("V4", what, "run first, lift after", session)
        elif not todays and (run := _soon(facts, session)):
            what = f"strength less than 48 h before the hard run of {run.session.day}"
            yield doubt("V4", what, "lift on the day of the hard run, after it", session)


def not_near_the_race(facts: Facts) -> Iterator[Finding]:
    """V5: no strength in the four days before a race."""
    for session in _strength(facts):
        if facts.race_day and 0 <= (facts.race_day - session.session.day).days <= _BEFORE_RACE:
            left = (facts.race_day - session.session.day).days
            what = f"strength stands {left} day{'' if left == 1 else 's'} before the race"
            yield doubt("V5", what, "leave it out: what is strong now stays strong for weeks", session)


def as_often_as_the_phase_bears(facts: Facts) -> Iterator[Finding]:
    """V6: strength at most twice a week in base and specific weeks, once in the peak, never in race week."""
    for week in facts.weeks:
        lifts = [session for session in week.sessions if session.kind is Kind.STRENGTH]
        most = _A_WEEK.get(week.phase)
        if most is not None and len(lifts) > most:
            what = f"week {week.week.number} ({week.week.phase}) has strength {len(lifts)} times, not {most}"
            yield doubt("V6", what, "leave the last one out", lifts[-1])


def _strength(facts: Facts) -> Iterator[ResolvedSession]:
    return (session for session in facts.plan.sessions if session.kind is Kind.STRENGTH)


def _soon(facts: Facts, strength: ResolvedSession) -> ResolvedSession | None:
    """A very hard run on one of the next days that comes too early."""
    for run in facts.quality:
        days = (run.session.day - strength.session.day).days
        if 0 < days < _BEFORE_SPEED and run.hardness >= VERY_HARD and is_quality(run):
            return run
    return None
