"""What recent races say of an athlete, and which of them are believed."""

from datetime import date

import pytest

from onek_sync.model.athlete import Result
from onek_sync.model.errors import AthleteError
from onek_sync.model.units import METRES_PER_MILE
from onek_sync.planning.paces.equivalence import vdot
from onek_sync.planning.paces.form import Form, RunnerType, find_form

K1 = Result(1000, 214)
K5 = Result(5000, 1250)


def form(*results: Result) -> Form:
    found = find_form(results)
    assert found
    return found


def codes(found: Form) -> list[str]:
    return [finding.code for finding in found.findings]


def test_the_real_runner() -> None:
    found = form(K5, K1)
    assert (found.thousand, found.exponent) == (214, 1.12)
    assert found.aerobic == pytest.approx(47.48, abs=0.01)
    assert codes(found) == []


def test_nothing_comes_of_no_race() -> None:
    assert find_form(()) is None


def test_a_1k_alone_is_not_trusted_with_the_threshold() -> None:
    assert form(Result(1000, 210)).aerobic == pytest.approx(0.96 * vdot(1000, 210))


def test_the_longest_race_to_10k_says_the_aerobic_paces() -> None:
    found = form(K1, K5, Result(10_000, 2640), Result(21_097.5, 6000))
    assert found.aerobic == pytest.approx(vdot(10_000, 2640))


def test_a_half_marathon_serves_where_nothing_shorter_does() -> None:
    assert form(Result(1000, 214), Result(21_097.5, 5900)).aerobic == pytest.approx(vdot(21_097.5, 5900))


def test_two_races_give_the_own_exponent_and_the_type() -> None:
    found = form(Result(800, 150), Result(1500, 304))
    assert found.exponent == pytest.approx(1.1237, abs=0.001)
    assert found.runner is RunnerType.BALANCED
    assert form(Result(800, 150), Result(1500, 315)).runner is RunnerType.SPEED
    assert form(Result(800, 160), Result(1500, 314)).runner is RunnerType.ENDURANCE


def test_the_1k_lies_between_the_two_races_that_were_run() -> None:
    found = form(Result(800, 150), Result(1500, 304))
    assert found.thousand == pytest.approx(150 * (1000 / 800) ** found.exponent)
    assert found.seconds_over(1500) == pytest.approx(304)


@pytest.mark.parametrize(("k1500", "exponent"), [(285, 1.03), (360, 1.25)])
def test_an_exponent_out_of_bounds_is_clamped_and_doubted(k1500: float, exponent: float) -> None:
    found = form(Result(800, 150), Result(1500, k1500))
    assert found.exponent == exponent
    assert "A04" in codes(found)
    assert "used" in str(found.findings[0])


def test_two_distances_close_to_each_other_tell_no_exponent() -> None:
    assert form(Result(1500, 330), Result(METRES_PER_MILE, 357)).exponent == 1.12


def test_the_uncertainty_is_said() -> None:
    assert any("±2 %" in note for note in form(Result(800, 150)).notes)
    assert any("predicted from 5K 20:50: ±4 %" in note for note in form(K5).notes)


def test_the_nearest_middle_distance_predicts_the_1k() -> None:
    notes = form(Result(400, 62), Result(3000, 700), K5).notes
    assert "predicted from 3K" in notes[0]


def test_a_longer_race_that_was_faster_per_km_is_a_contradiction() -> None:
    with pytest.raises(AthleteError, match=r"1K 4:30 and 5K 20:50 contradict"):
        find_form((Result(1000, 270), K5))


def test_a_1k_that_is_weak_beside_the_5k_is_doubted_and_the_careful_one_taken() -> None:
    found = form(Result(1000, 240), K5)
    assert codes(found) == ["A06"]
    assert "1K 4:00 is much weaker than 5K 20:50" in str(found.findings[0])
    assert found.aerobic < vdot(5000, 1250)


def test_a_5k_that_is_weak_beside_the_1k_is_doubted_too() -> None:
    found = form(Result(1000, 180), Result(5000, 1500))
    assert "5K 25:00 is much weaker than 1K 3:00" in str(found.findings[0])
    assert found.aerobic == pytest.approx(vdot(5000, 1500))


@pytest.mark.parametrize("result", [Result(1000, 125), Result(5000, 600), Result(1000, 1000), Result(0, 10)])
def test_what_nobody_can_have_run_is_refused(result: Result) -> None:
    with pytest.raises(AthleteError):
        find_form((result,))


def test_an_old_result_gives_way_to_newer_ones() -> None:
    old = Result(5000, 1140, date(2026, 1, 10))
    found = form(Result(1000, 214, date(2026, 9, 1)), old)
    assert found.results == (Result(1000, 214, date(2026, 9, 1)),)
    assert "5K 19:00 is more than 12 weeks older" in str(found.findings[0])


def test_old_results_alone_are_better_than_none() -> None:
    assert form(Result(5000, 1140, date(2016, 1, 10))).findings == ()


def test_of_two_results_over_a_distance_the_newest_counts() -> None:
    newer, older = Result(1000, 218, date(2026, 9, 1)), Result(1000, 214, date(2026, 8, 1))
    assert form(older, newer).results == (newer,)
    assert form(Result(1000, 218), Result(1000, 214)).results == (Result(1000, 214),)


def test_two_results_over_a_distance_that_tell_of_two_runners_are_doubted() -> None:
    found = form(Result(1000, 230), Result(1000, 210))
    assert found.results == (Result(1000, 210),)
    assert "1K 3:50 and 1K 3:30 are far apart; 1K 3:30 is used" in str(found.findings[0])
    assert form(Result(1000, 218), Result(1000, 210)).findings == ()


def test_lengths_that_are_nearly_the_same_one_after_the_other_are_read() -> None:
    days = (date(2026, 8, 1), date(2026, 8, 8), date(2026, 8, 15))
    chain = zip((1000, 1009, 1018), (300, 220, 222), days, strict=True)
    assert form(*(Result(metres, seconds, day) for metres, seconds, day in chain)).results


def test_a_sprint_or_an_ultra_says_nothing_of_1000_m() -> None:
    found = form(K1, Result(100, 14), Result(100_000, 40_000))
    assert found.results == (K1,)
    assert codes(found) == ["A05", "A05"]
