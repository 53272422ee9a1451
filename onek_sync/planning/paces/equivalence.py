"""What one race says about another: Daniels-Gilbert for the aerobic distances, a power law around 1000 m.

Daniels & Gilbert, *Oxygen Power* (1979): a race costs oxygen by its speed, and a runner can give a share of
the maximum that falls with its time. VDOT is the maximum that explains the result. The formulas reproduce
the published race table (1500 m to marathon, VDOT 30 to 85) within 0.35 %; below 1500 m they flatter, so
there a power law is used. See docs/decisions/pace-model.md.
"""

import math

BALANCED = 1.12
"""The power law's exponent when the runner's own is unknown (coaches' rules and elite bests: 1.09-1.15)."""

POWER_LAW_ENDS = 1650.0
"""Metres: up to the mile the power law speaks, from there Daniels-Gilbert."""

_COST = (-4.60, 0.182258, 0.000104)  # ml O2 per kg and minute at m/min: constant, linear, quadratic
_BISECTIONS = 60


def oxygen_cost(speed: float) -> float:
    """Oxygen a speed costs, ml/kg/min; speed in m/min."""
    constant, linear, quadratic = _COST
    return constant + linear * speed + quadratic * speed * speed


def speed_costing(oxygen: float) -> float:
    """The speed, m/min, that costs so much oxygen, ml/kg/min: the inverse of `oxygen_cost`."""
    constant, linear, quadratic = _COST
    return (math.sqrt(linear * linear + 4 * quadratic * (oxygen - constant)) - linear) / (2 * quadratic)


def sustainable_share(seconds: float) -> float:
    """The share of the maximal oxygen uptake a runner can give for so long (above 1 under about 11 min)."""
    minutes = seconds / 60
    return 0.8 + 0.1894393 * math.exp(-0.012778 * minutes) + 0.2989558 * math.exp(-0.1932605 * minutes)


def vdot(metres: float, seconds: float) -> float:
    """The maximal oxygen uptake that explains a race, ml/kg/min."""
    return oxygen_cost(metres / seconds * 60) / sustainable_share(seconds)


def pace_at(oxygen: float) -> float:
    """Seconds per kilometre at an oxygen cost, such as 88 % of a VDOT."""
    return 60_000 / speed_costing(oxygen)


def race_seconds(fitness: float, metres: float) -> float:
    """The time, seconds, that a VDOT of `fitness` runs over a distance (VDOT falls as the time grows)."""
    fast, slow = metres * 0.06, metres * 2.0  # 1 min/km and 33 min/km
    for _ in range(_BISECTIONS):
        middle = (fast + slow) / 2
        if vdot(metres, middle) > fitness:
            fast = middle
        else:
            slow = middle
    return (fast + slow) / 2


def power_law(seconds: float, metres: float, over: float, exponent: float = BALANCED) -> float:
    """The time over another distance: t2 = t1 (d2 / d1) ** exponent. Made for 600 to 1600 m."""
    return float(seconds * (over / metres) ** exponent)


def exponent_between(metres: float, seconds: float, other_metres: float, other_seconds: float) -> float:
    """The power law's exponent that two races of one runner imply."""
    return math.log(other_seconds / seconds) / math.log(other_metres / metres)


def thousand_from(metres: float, seconds: float, exponent: float = BALANCED) -> float:
    """The 1000 m time, seconds, that a race predicts, in two stages from beyond the mile.

    Daniels-Gilbert carries a longer race to 1500 m, where its table begins; the power law goes on from
    there. Uncertain by 2 % from 800 m to the mile, by 4 % from 5 and 10 km.
    """
    if metres > POWER_LAW_ENDS:
        metres, seconds = 1500.0, race_seconds(vdot(metres, seconds), 1500.0)
    return power_law(seconds, metres, 1000.0, exponent)
