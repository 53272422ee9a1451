"""What a week of a plan amounts to."""

from collections import defaultdict
from dataclasses import dataclass

from onek_sync.model.plan import Kind, Week
from onek_sync.model.session import ResolvedPlan, ResolvedSession

_ON_FOOT = frozenset({Kind.RUN, Kind.RACE})
_LIGHTER = 0.88  # of the week before: a lighter week, if more follows


@dataclass(frozen=True, slots=True)
class WeekSum:
    """A week: metres on foot, seconds of everything, and whether it is lighter than those around it."""

    week: Week
    metres: float
    seconds: float
    longest: float
    lighter: bool = False


def week_sums(plan: ResolvedPlan) -> tuple[WeekSum, ...]:
    """Every week of the plan."""
    sessions: dict[int, list[ResolvedSession]] = defaultdict(list)
    for session in plan.sessions:
        sessions[session.session.week].append(session)
    metres = [_metres(sessions[week.number]) for week in plan.plan.weeks]
    around = zip((0.0, *metres), metres, (*metres[1:], 0.0), strict=False)
    return tuple(
        WeekSum(
            week=week,
            metres=here,
            seconds=sum(one.main.seconds for one in sessions[week.number]),
            longest=max((one.main.seconds for one in sessions[week.number]), default=0.0),
            lighter=here < _LIGHTER * before and here < after,
        )
        for week, (before, here, after) in zip(plan.plan.weeks, around, strict=True)
    )


def _metres(sessions: list[ResolvedSession]) -> float:
    return sum(one.main.metres for one in sessions if one.kind in _ON_FOOT)
