"""How much faster a plan can make somebody: what to accept, what to doubt, what to refuse.

A rule of thumb of coaches is one VDOT for every four to six weeks of training; at 3:30 that is 1.8 % each.
"""

from onek_sync.model.athlete import RunnerLevel

OUT_OF_REACH = 0.12
"""The gain from which on one plan cannot be the way."""

_EIGHT_WEEKS, _MORE_A_WEEK = 0.02, 0.00375  # 2 % in 8 weeks, 3.5 % in 12, 5 % in 16
_FIRST_YEAR = 2.0


def likely_gain(weeks: int, level: RunnerLevel) -> float:
    """The share of today's time that so many weeks may take off; beginners twice that."""
    gain = _EIGHT_WEEKS * min(weeks, 8) / 8 + _MORE_A_WEEK * max(0, weeks - 8)
    return gain * (_FIRST_YEAR if level is RunnerLevel.BEGINNER else 1.0)
