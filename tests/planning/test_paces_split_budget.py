"""How a race is spent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onek_sync.model.intensity import Split
from onek_sync.model.units import Distance, Units, clock
from onek_sync.planning.paces.split_budget import race_steps, split_budget


def test_1000_m_in_three_thirty() -> None:
    splits = split_budget(1000, 210)
    assert [split.metres for split in splits] == [200, 400, 600, 800, 1000]
    assert [split.lap for split in splits] == pytest.approx([40.95, 42.56, 42.56, 42.56, 41.37], abs=0.01)
    assert [split.total for split in splits] == pytest.approx([40.95, 83.51, 126.07, 168.63, 210], abs=0.01)


def test_the_steps_are_200_600_200_with_a_thought_each() -> None:
    steps = race_steps(1000, 210)
    assert [step.end for step in steps] == [Distance(200), Distance(600), Distance(200)]
    assert all(step.cue for step in steps)
    assert "40.3 (4 %)" in steps[0].cue


def test_no_start_is_more_than_four_per_cent_too_fast() -> None:
    split = race_steps(1000, 210)[0].intensities[0]
    assert isinstance(split, Split)
    assert split.fast == pytest.approx(0.96 * 42, abs=0.05)


def test_short_races_and_long_ones_are_run_evenly() -> None:
    assert len(race_steps(400, 60)) == len(race_steps(5000, 1250)) == 1
    assert {round(split.lap, 6) for split in split_budget(5000, 1250)} == {250}


def test_the_last_mark_is_the_finish_of_an_odd_distance() -> None:
    assert [split.metres for split in split_budget(1500, 330)][-2:] == [1400, 1500]
    assert split_budget(100, 14)[0].metres == 100


@given(st.floats(60, 50_000), st.floats(120, 600))
def test_laps_add_up_to_the_goal(metres: float, pace: float) -> None:
    goal = metres * pace / 1000
    splits = split_budget(metres, goal)
    assert sum(split.lap for split in splits) == pytest.approx(goal)
    assert splits[-1].metres == metres
    assert all(split.lap > 0 for split in splits)


@given(st.floats(600, 1999), st.floats(120, 600))
def test_the_middle_of_every_band_adds_up_to_the_goal(metres: float, pace: float) -> None:
    goal = metres * pace / 1000
    bands = [step.intensities[0] for step in race_steps(metres, goal)]
    middles = [(band.fast + band.slow) / 2 for band in bands if isinstance(band, Split)]
    assert sum(middles) == pytest.approx(goal, abs=0.31)  # splits are written to a tenth


@given(st.floats(600, 1999), st.floats(120, 600))
def test_the_thought_of_the_middle_names_the_pace_of_its_step(metres: float, pace: float) -> None:
    middle = race_steps(metres, metres * pace / 1000)[1]
    band = middle.intensities[0]
    assert isinstance(band, Split) and isinstance(middle.end, Distance)
    said = (band.fast + band.slow) / 2 / middle.end.metres * 200
    # The half of a tenth may be rounded to either side.
    assert any(f"{clock(said + shift, 1)} per 200" in middle.cue for shift in (-0.001, 0, 0.001))


def test_a_long_race_is_thought_of_in_the_athlete_s_unit() -> None:
    assert race_steps(5000, 1650)[0].cue == "Even: 5:30 per km."
    assert race_steps(5000, 1650, Units.MI)[0].cue == "Even: 8:51 per mi."
