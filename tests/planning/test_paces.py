"""One athlete's paces: of the real runner of the sample plan, given, assumed, refused."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from onek_sync.model.athlete import Athlete, Heart, Result, RunnerLevel
from onek_sync.model.errors import AthleteError, Level
from onek_sync.model.intensity import AbsolutePace, PaceName, RaceName
from onek_sync.model.plan import Race
from onek_sync.model.session import PaceBand
from onek_sync.model.units import METRES_PER_MILE, Units
from onek_sync.planning.paces import Paces, find_paces, pace_table
from onek_sync.planning.paces.results import RACE_METRES

RUNNER = Athlete(recent=(Result(1000, 214), Result(5000, 1250)), heart=Heart(max=190, rest=48, threshold=172))
RACE = Race(day=date(2027, 5, 8), goal=205)


def paces(*results: Result) -> Paces:
    return find_paces(Athlete(recent=results))


def ordered(found: Paces) -> list[float]:
    names = (PaceName.EASY, PaceName.STEADY, PaceName.THRESHOLD, PaceName.INTERVAL, PaceName.REPETITION)
    return [found.training[name].middle for name in names]


def test_the_real_runner() -> None:
    found = find_paces(RUNNER, RACE)
    assert found.findings == ()
    assert found.goal == 205
    assert found.races[RaceName.K1] == PaceBand(214, 214)
    assert found.races[RaceName.K5].middle == pytest.approx(250)
    assert found.training[PaceName.THRESHOLD].middle == pytest.approx(266, abs=1)
    assert found.training[PaceName.EASY].slow == pytest.approx(348, abs=1)
    assert len(found.notes) == 2


def test_the_same_1k_with_a_slower_5k_has_a_slower_threshold() -> None:
    known = paces(Result(1000, 210), Result(5000, 22.5 * 60)).training[PaceName.THRESHOLD].middle
    alone = paces(Result(1000, 210)).training[PaceName.THRESHOLD].middle
    assert (round(known), round(alone)) == (286, 266)  # 4:46 and 4:26


def test_goal_pace_moves_from_today_to_the_goal() -> None:
    found = find_paces(RUNNER, RACE)
    at = [found.goal_pace(RaceName.K1, progress) for progress in (0, 0.5, 1)]
    assert at == [PaceBand(214, 214), PaceBand(209.5, 209.5), PaceBand(205, 205)]
    assert found.goal_pace(RaceName.RACE, 1) == PaceBand(205, 205)


def test_the_goal_pace_of_another_distance_asks_for_the_same_gain() -> None:
    found = find_paces(RUNNER, RACE)
    goal = found.goal_pace(RaceName.M800)
    assert goal
    assert goal.middle / found.races[RaceName.M800].middle == pytest.approx(205 / 214)


def test_a_goal_that_was_already_run_is_doubted_and_not_moved_towards() -> None:
    found = find_paces(RUNNER, Race(day=date(2027, 5, 8), goal=220))
    assert found.goal_pace(RaceName.K1, 0) == PaceBand(220, 220)
    assert "slower than today's form" in str(found.findings[0])


@pytest.mark.parametrize(("goal", "words"), [(200, "ambitious"), (185, "out of reach")])
def test_a_goal_far_away_is_doubted(goal: float, words: str) -> None:
    found = find_paces(RUNNER, Race(day=date(2027, 5, 8), goal=goal))
    assert words in str(found.findings[0])
    assert found.findings[0].level is Level.WARNING


def test_an_impossible_goal_is_refused() -> None:
    with pytest.raises(AthleteError, match="faster than anyone"):
        find_paces(RUNNER, Race(day=date(2027, 5, 8), goal=100))


def test_a_goal_alone_gives_careful_training_paces_and_says_so() -> None:
    found = find_paces(Athlete(), RACE)
    assert found.assumed
    assert found.findings[0].code == "A07"
    assert found.races[RaceName.K1].middle == pytest.approx(205 / 0.965)
    assert found.goal_pace(RaceName.K1, 0) == PaceBand(205, 205)
    assert found.notes == (), "nothing of it was run"


def test_a_race_that_says_too_little_is_named_beside_what_is_assumed() -> None:
    found = find_paces(Athlete(recent=(Result(100, 13),)), RACE)
    assert [finding.code for finding in found.findings] == ["A05", "A07"]
    with pytest.raises(AthleteError, match="100 m 0:13 says too little"):
        find_paces(Athlete(recent=(Result(100, 13),)))


def test_given_paces_win() -> None:
    given = (
        (PaceName.TEMPO, AbsolutePace(265, 275, 1000)),
        (RaceName.K5, AbsolutePace(400, 400, METRES_PER_MILE)),
    )
    found = find_paces(Athlete(recent=RUNNER.recent, paces=given))
    assert found.training[PaceName.TEMPO] == PaceBand(265, 275)
    assert found.races[RaceName.K5].middle == pytest.approx(248.55, abs=0.01)
    assert any("tempo, 5K" in note for note in found.notes)
    assert found.findings == ()


def test_a_given_pace_far_from_the_races_is_doubted() -> None:
    found = find_paces(Athlete(recent=RUNNER.recent, paces=((PaceName.TEMPO, AbsolutePace(200, 200, 1000)),)))
    assert "the given pace for tempo, 3:20/km, is 26% faster" in str(found.findings[0])


def test_a_given_pace_without_a_unit_is_in_the_athletes() -> None:
    found = find_paces(Athlete(units=Units.MI, paces=((PaceName.TEMPO, AbsolutePace(430, 430)),)))
    assert found.training[PaceName.TEMPO].middle == pytest.approx(430 / 1.609344)


def test_nothing_known_is_said_with_what_to_give() -> None:
    with pytest.raises(AthleteError, match="give a recent race"):
        find_paces(Athlete())


def test_a_heart_alone_gives_no_paces_but_no_error() -> None:
    found = find_paces(Athlete(heart=Heart(max=190)))
    assert not found.training
    assert found.findings[0].code == "A01"


def test_strides_are_faster_than_the_1k() -> None:
    strides = paces(Result(1000, 210)).strides
    assert strides
    assert strides.over(100) == pytest.approx((16.8, 19.1), abs=0.05)


def test_a_sprint_tells_the_strides_and_beginners_keep_below_90_per_cent() -> None:
    fast, slow = (
        find_paces(Athlete(recent=RUNNER.recent, sprint=Result(60, 8), level=level)).strides
        for level in (RunnerLevel.ADVANCED, RunnerLevel.BEGINNER)
    )
    assert fast and slow
    assert fast.speeds() == pytest.approx((7.5 * 0.95, 7.5 * 0.8))
    assert slow.speeds() == pytest.approx((7.5 * 0.90, 7.5 * 0.8))


def test_a_sprint_slower_than_a_race_is_a_contradiction() -> None:
    with pytest.raises(AthleteError, match="contradict"):
        find_paces(Athlete(recent=RUNNER.recent, sprint=Result(60, 14)))


def test_the_table_goes_from_slow_to_fast_and_ends_with_the_goal() -> None:
    rows = pace_table(find_paces(RUNNER, RACE))
    training = [row for row in rows if row.name[0] in "EMTIR" and row.heart]
    assert [row.name for row in training] == ["E easy", "M marathon", "T threshold"]
    assert rows[-1].goal and rows[-1].band.over(400) == (82, 82)
    assert [row.name for row in rows][-4:-1] == ["800", "600", "400"]
    assert rows[1].per_mile[0] == pytest.approx(rows[1].band.fast * 1.609344)


LEVELS = st.floats(140, 420)  # seconds over 1000 m
EXPONENTS = st.floats(1.03, 1.22)
LENGTHS = [400, 600, 800, 1000, 1500, METRES_PER_MILE, 3000, 5000, 10_000]


@given(LEVELS, st.floats(1.002, 1.3))
def test_a_faster_race_gives_faster_paces(thousand: float, slower: float) -> None:
    fast, slow = paces(Result(1000, thousand)), paces(Result(1000, thousand * slower))
    assert all(a < b for a, b in zip(ordered(fast), ordered(slow), strict=True))
    assert all(fast.races[race].middle < slow.races[race].middle for race in fast.races)


@given(LEVELS, st.lists(st.tuples(st.sampled_from(LENGTHS), EXPONENTS), min_size=1, max_size=4))
def test_paces_keep_their_order_whatever_was_run(thousand: float, runs: list[tuple[float, float]]) -> None:
    results = [Result(metres, thousand * (metres / 1000) ** k) for metres, k in runs]
    try:
        found = paces(*results)
    except AthleteError:
        assume(False)
    by_length = [found.races[race].middle for race in RACE_METRES]
    assert all(short <= long * (1 + 1e-9) for short, long in pairwise(by_length)), "no longer race is faster"
    assert ordered(found) == sorted(ordered(found), reverse=True), "E, steady, T, I, R"
    assert all(
        80 < band.fast <= band.slow < 1800 for band in (*found.training.values(), *found.races.values())
    )
