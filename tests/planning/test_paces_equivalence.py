"""What one race says about another, against published figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onek_sync.planning.paces.equivalence import (
    exponent_between,
    oxygen_cost,
    pace_at,
    power_law,
    race_seconds,
    speed_costing,
    thousand_from,
    vdot,
)

MILE = 1609.344


@pytest.mark.parametrize(
    ("metres", "seconds", "fitness"),
    [
        (5000, 24 * 60 + 34, 39.11),
        (10_000, 40 * 60, 51.94),
        (5000, 27 * 60, 34.96),
        (1000, 210, 49.39),
    ],
)
def test_vdot_of_a_race(metres: float, seconds: float, fitness: float) -> None:
    assert vdot(metres, seconds) == pytest.approx(fitness, abs=0.005)


# Cells of Daniels' published table: VDOT, then 1500 m, mile and 5000 m in seconds, T and I in s/km.
CELLS = [
    (40, 6 * 60 + 35, 7 * 60 + 7, 24 * 60 + 8, 306, 282),
    (50, 5 * 60 + 24, 5 * 60 + 50, 19 * 60 + 57, 255, 235),
    (60, 4 * 60 + 35, 4 * 60 + 57, 17 * 60 + 3, 220, 203),
]


@pytest.mark.parametrize(("fitness", "m1500", "mile", "k5", "t", "i"), CELLS)
def test_daniels_table_is_met(
    fitness: float, m1500: float, mile: float, k5: float, t: float, i: float
) -> None:
    for metres, published in ((1500, m1500), (MILE, mile), (5000, k5)):
        assert race_seconds(fitness, metres) == pytest.approx(published, rel=0.0035)
    assert pace_at(0.88 * fitness) == pytest.approx(t, abs=2)
    assert pace_at(0.975 * fitness) == pytest.approx(i, abs=2)


def test_the_mile_belongs_to_the_power_law_and_the_3k_to_daniels() -> None:
    assert thousand_from(MILE, 300) == pytest.approx(power_law(300, MILE, 1000))
    assert thousand_from(3000, 600) != pytest.approx(power_law(600, 3000, 1000), rel=0.01)


def test_two_races_tell_the_exponent_and_the_exponent_the_second_race() -> None:
    k = exponent_between(800, 150, 1500, 304)
    assert k == pytest.approx(1.1237, abs=0.0005)
    assert power_law(150, 800, 1500, k) == pytest.approx(304)


@given(st.floats(15, 90), st.floats(400, 42_195))
def test_a_race_time_has_the_vdot_it_was_made_from(fitness: float, metres: float) -> None:
    assert vdot(metres, race_seconds(fitness, metres)) == pytest.approx(fitness, rel=1e-6)


@given(st.floats(50, 600))
def test_speed_and_cost_are_inverse(speed: float) -> None:
    assert speed_costing(oxygen_cost(speed)) == pytest.approx(speed)


@given(st.floats(400, 42_195), st.floats(100, 600), st.floats(1.001, 1.5))
def test_who_runs_faster_has_the_higher_vdot_and_the_faster_1k(
    metres: float, pace: float, slower: float
) -> None:
    fast, slow = metres * pace / 1000, metres * pace * slower / 1000
    assert vdot(metres, fast) > vdot(metres, slow)
    assert thousand_from(metres, fast) < thousand_from(metres, slow)
