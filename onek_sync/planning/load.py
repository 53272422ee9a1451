"""How much of a session is run at race pace and faster, and how much of that is wise."""

from onek_sync.model.athlete import RunnerLevel
from onek_sync.model.intensity import RaceName
from onek_sync.model.plan import Kind
from onek_sync.model.session import ResolvedOption, ResolvedStep, total
from onek_sync.model.workout import Role, StrengthSet
from onek_sync.planning.paces.known_paces import Paces

SESSION_CAP = {
    RunnerLevel.BEGINNER: 1600.0,
    RunnerLevel.INTERMEDIATE: 2400.0,
    RunnerLevel.ADVANCED: 3200.0,
}
"""Metres at 1K pace and faster in one session."""

WEEK_CAP = 1.5
"""How many times that in one week."""

_LONGEST_RACE = 1609.344  # metres: the mile is run by the same training
_ROOM = 1.005  # half a per cent slower than 1K pace still is 1K pace


def race_pace(paces: Paces) -> float:
    """Seconds per km of today's 1000 m or of the goal, whichever is slower; 0 where neither is known.

    The goal of a longer race says nothing about it.
    """
    today = paces.races.get(RaceName.K1)
    goal = paces.goal if paces.race and paces.race.metres <= _LONGEST_RACE else None
    return max(today.middle if today else 0.0, goal or 0.0)


def fast_metres(option: ResolvedOption, paces: Paces) -> float:
    """Metres of work at 1K pace and faster. Strides, hills and the race itself do not count."""
    if option.kind is not Kind.RUN:
        return 0.0
    limit = race_pace(paces) * _ROOM

    def fast(item: ResolvedStep | StrengthSet) -> float:
        return item.metres if isinstance(item, ResolvedStep) and _is_fast(item, limit) else 0.0

    return total(option.blocks, fast)


def _is_fast(step: ResolvedStep, limit: float) -> bool:
    works = step.role is Role.WORK and step.step.style is None
    return works and step.pace is not None and step.pace.middle <= limit
