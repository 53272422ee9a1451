"""From an effort to a range: every way a coach may say how hard."""

import pytest

from onek_sync.model.athlete import Athlete, Heart, Result
from onek_sync.model.intensity import (
    AbsolutePace,
    Cadence,
    Effort,
    HeartRate,
    Intensity,
    Offset,
    OffsetUnit,
    PaceName,
    Percent,
    PercentOf,
    RaceName,
    RacePace,
    Ramp,
    Rpe,
    Speed,
    Split,
    TrainingPace,
    Zone,
    ZoneOf,
)
from onek_sync.model.session import HeartBand, PaceBand
from onek_sync.model.units import Distance, Duration, Units
from onek_sync.model.workout import Role, Step, Style
from onek_sync.planning.paces import find_paces
from tests.planning.resolving import GOAL, PACES, RACE, RUNNER, TEMPO, E, R, T, doubts, one, run

MILE = 1609.344
PER_REP = TrainingPace(PaceName.REPETITION, Offset(-3, -2, OffsetUnit.PER_REP))
PER_KM = RacePace(RaceName.K5, offset=Offset(5, 10, OffsetUnit.PER_KM))
PER_MILE = RacePace(RaceName.K5, offset=Offset(10, 10, OffsetUnit.PER_MILE))
PER_CENT = RacePace(RaceName.K1, goal=True, offset=Offset(-3, -1, OffsetUnit.PERCENT))
WRITTEN = [
    # intensity, metres, fast and slow in s/km, aim
    (GOAL, 400, 201.25, 208.75, "goal 1K"),
    (GOAL, 200, 200, 210, "goal 1K"),
    (RacePace(RaceName.RACE), 400, 201.25, 208.75, "race pace"),
    (RacePace(RaceName.K5), 1000, 246.25, 253.75, "5K pace"),
    (TEMPO, 3000, 266.1, 276.3, "tempo"),
    (T, 1000, 262.3, 269.8, "T"),
    (PER_REP, 200, 209.1, 219.1, "R -3 to -2 s per rep"),
    (PER_KM, 1000, 253.75, 261.25, "5K pace +5 to +10 s/km"),
    (PER_MILE, 1000, 252.5, 260.0, "5K pace +10 s/mi"),
    (PER_CENT, 400, 197.15, 204.65, "goal 1K -3 to -1 %"),
    (AbsolutePace(270, 270, 1000), 1000, 266.25, 273.75, "4:30/km"),
    (AbsolutePace(280, 288, 1000), 1000, 280, 288, "4:40-4:48/km"),
    (AbsolutePace(420, 430, MILE), 1000, 261.0, 267.2, "7:00-7:10/mi"),
    (AbsolutePace(84, 84, 400), 400, 206.25, 213.75, "84/400m"),
    (Split(65, 67), 400, 162.5, 167.5, "in 65-67"),
    (Split(65, 65), 400, 158.75, 166.25, "in 65"),
    (Speed(15, 15), 1000, 236.25, 243.75, "15 km/h"),
    (Percent(95, 95, PercentOf.PACE, RaceName.K5), 2000, 259.4, 266.9, "95 % of 5K pace"),
    (Percent(100, 105, PercentOf.PACE), 400, 195.2, 205.0, "100-105 % of race pace"),
    (Zone(4, 4, ZoneOf.PACE), 1000, 263.4, 279.4, "Z4 pace"),
    (Ramp(E, TEMPO), 8000, 266.1, 348.0, "easy to tempo"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("intensity", "metres", "fast", "slow", "aim"), WRITTEN, ids=lambda case: str(case)[:40]
)
def test_every_way_to_write_a_pace(
    intensity: Intensity, metres: float, fast: float, slow: float, aim: str
) -> None:
    found = one(run(Distance(metres), intensity))
    assert found.pace
    assert (found.pace.fast, found.pace.slow) == pytest.approx((fast, slow), abs=0.06)
    assert found.aim == aim


@pytest.mark.parametrize(
    ("at", "aim"),
    [
        (RacePace(RaceName.HALF), "half marathon pace"),
        (RacePace(RaceName.MARATHON), "marathon pace"),
        (RacePace(RaceName.M1500), "1500 pace"),
        (RacePace(RaceName.RACE, goal=True), "goal race pace"),
        (TrainingPace(PaceName.MARATHON), "M"),
        (TrainingPace(PaceName.AEROBIC_THRESHOLD), "aerobic threshold"),
        (Zone(3, 4), "Z3-4"),
        (HeartRate(150, 160), "150-160 bpm"),
        (Percent(80, 95, PercentOf.MAX_SPEED), "80-95 % max speed"),
    ],
)
def test_what_an_effort_is_called(at: Intensity, aim: str) -> None:
    assert one(run(Duration(600), at)).aim == aim


def test_a_pace_without_a_unit_is_in_the_athletes() -> None:
    miles = find_paces(Athlete(units=Units.MI, recent=RUNNER.recent))
    assert one(run(Distance(1000), AbsolutePace(430, 440)), miles).pace == PaceBand(
        430 / MILE * 1000, 440 / MILE * 1000
    )
    assert one(run(Distance(1000), AbsolutePace(270, 280))).pace == PaceBand(270, 280)


def test_the_more_exact_of_two_paces_counts_and_both_are_said() -> None:
    found = one(run(Duration(900), T, AbsolutePace(280, 288, 1000)))
    assert (found.pace, found.aim) == (PaceBand(280, 288), "T, 4:40-4:48/km")


def test_bands_widen_as_repetitions_shorten() -> None:
    bands = [one(run(Distance(metres), R)).pace for metres in (1000, 400, 200, 100)]
    widths = [band.slow - band.fast for band in bands if band]
    assert widths == pytest.approx([7.5, 7.5, 10, 15])


def test_halfway_through_the_plan_goal_pace_is_halfway_and_leads_to_the_goal() -> None:
    found = one(run(Distance(400), GOAL), progress=0.5)
    assert found.pace == PaceBand(205.75, 213.25)
    assert found.leads_to == PaceBand(201.25, 208.75)


def test_at_the_goal_nothing_is_led_to() -> None:
    assert one(run(Distance(400), GOAL)).leads_to is None
    assert one(run(Distance(400), R), progress=0.5).leads_to is None


def test_tempo_has_three_ways_to_be_hit() -> None:
    step = run(Duration(1200), TEMPO, Percent(80, 85, PercentOf.HR_MAX), Rpe(6, 7), Cadence(170, 180))
    found = one(step)
    assert found.heart == HeartBand(152, 162, "80-85 % HRmax")
    assert (found.rpe, found.cadence, found.aim) == ((6, 7), (170, 180), "tempo, 80-85 % HRmax, RPE 6-7")


@pytest.mark.parametrize(
    ("intensity", "band"),
    [
        (HeartRate(150, 160), (150, 160)),
        (Zone(2, 2), (146, 153)),
        (Percent(95, 99, PercentOf.LTHR), (163, 170)),
        (Percent(60, 70, PercentOf.HRR), (133, 147)),
    ],
)
def test_every_way_to_write_a_heart_rate(intensity: Intensity, band: tuple[int, int]) -> None:
    heart = one(run(Duration(2400), intensity)).heart
    assert heart
    assert (heart.low, heart.high) == band


@pytest.mark.parametrize("at", [E, TEMPO, T, TrainingPace(PaceName.STEADY), RacePace(RaceName.MARATHON)])
def test_heart_rates_stand_beside_what_is_held(at: Intensity) -> None:
    heart = one(run(Duration(1200), at)).heart
    assert heart
    assert "% HRmax" in heart.method


@pytest.mark.parametrize(
    "step",
    [
        run(Distance(400), GOAL),
        run(Distance(400), T),
        run(Duration(120), TEMPO),
        run(Duration(240), TrainingPace(PaceName.INTERVAL)),
        Step(end=Duration(600), style=Style.HILL, intensities=(T,)),
        Step(role=Role.WARMUP, end=Duration(900)),
    ],
    ids=str,
)
def test_repetitions_hills_and_warm_ups_get_no_heart_rate(step: Step) -> None:
    assert one(step).heart is None


def test_a_heart_rate_on_short_repetitions_is_kept_and_doubted() -> None:
    step = run(Duration(60), HeartRate(170, 180))
    assert one(step).heart == HeartBand(170, 180, "as written")
    assert doubts(step) == ["R07"]
    assert doubts(run(Duration(240), HeartRate(170, 180))) == []


def test_effort_words_have_an_rpe_and_no_pace() -> None:
    found = one(run(Duration(60), Effort("hard")))
    assert (found.effort, found.rpe, found.pace, found.aim) == ("hard", (8, 8), None, "hard")


def test_a_written_rpe_wins_over_the_paces_own() -> None:
    assert one(run(Duration(2400), E, Rpe(2, 3))).rpe == (2, 3)


def test_a_pace_in_numbers_feels_like_the_named_pace_it_is_near() -> None:
    def feels(pace: float) -> object:
        return one(run(Distance(1000), AbsolutePace(pace, pace, 1000))).rpe

    assert [feels(pace) for pace in (205, 245, 266, 290, 330)] == [(9, 9), (8, 9), (7, 7), (5, 5), (2, 4)]
    assert one(run(Distance(1000), T, AbsolutePace(245, 245, 1000))).rpe == (7, 7), "a name says it better"


@pytest.mark.parametrize(
    ("at", "rpe"),
    [
        (Percent(95, 95, PercentOf.HR_MAX), (8, 9)),
        (Percent(85, 90, PercentOf.HR_MAX), (7, 7)),
        (Percent(80, 85, PercentOf.HR_MAX), (6, 7)),
        (Percent(70, 75, PercentOf.HR_MAX), (2, 4)),
        (Percent(95, 99, PercentOf.LTHR), (7, 7)),
        (Percent(60, 70, PercentOf.HRR), (2, 4)),
        (HeartRate(160, 175), (7, 7)),
        (HeartRate(120, 130), (1, 2)),
        (Ramp(Percent(70, 70, PercentOf.HR_MAX), Percent(90, 90, PercentOf.HR_MAX)), (2, 7)),
    ],
)
def test_a_heart_rate_feels_like_the_pace_it_belongs_to(at: Intensity, rpe: tuple[float, float]) -> None:
    assert one(run(Duration(1200), at)).rpe == rpe
    assert one(run(Duration(1200), TrainingPace(PaceName.STEADY), at)).rpe == (5, 5), "a name says it better"


def test_per_cents_are_rated_without_the_heart_rate_and_beats_are_not() -> None:
    assert one(run(Duration(240), Percent(95, 95, PercentOf.HR_MAX)), None).rpe == (8, 9)
    assert one(run(Duration(240), HeartRate(160, 175)), None).rpe is None
    by_maximum = find_paces(Athlete(heart=Heart(max=190)))
    assert one(run(Duration(240), HeartRate(175, 180)), by_maximum).rpe == (8, 9)


def test_strides_are_fast_and_relaxed() -> None:
    found = one(Step(end=Distance(100), style=Style.STRIDE))
    assert (found.pace, found.effort, found.aim) == (PACES.strides, "fast, relaxed", "strides")


def test_per_cent_of_the_top_speed_needs_a_sprint() -> None:
    step = Step(end=Distance(100), style=Style.STRIDE, intensities=(Percent(80, 95, PercentOf.MAX_SPEED),))
    assert doubts(step) == ["R01"]
    assert one(step).pace == PACES.strides
    sprinter = find_paces(Athlete(recent=RUNNER.recent, sprint=Result(60, 8)))
    pace = one(step, sprinter).pace
    assert pace
    assert pace.speeds() == pytest.approx((7.125, 6.0), rel=0.005)


def test_a_named_pace_on_a_hill_is_an_effort() -> None:
    hill = one(Step(end=Duration(60), style=Style.HILL, intensities=(RacePace(RaceName.K5),)))
    assert (hill.pace, hill.rpe, hill.aim) == (None, (8, 8), "5K pace")


@pytest.mark.parametrize(
    ("step", "code"),
    [
        (run(Duration(60), Split(65, 67)), "R03"),
        (run(Duration(60), TrainingPace(PaceName.REPETITION, Offset(-2, -2, OffsetUnit.PER_REP))), "R03"),
        (run(Distance(400), Percent(95, 95, PercentOf.PACE)), "R04"),
        (run(Distance(400), AbsolutePace(20, 20, 1000)), "R05"),
        (run(Distance(400), RacePace(RaceName.M800, goal=True)), "R02"),
    ],
)
def test_what_cannot_be_meant_is_doubted(step: Step, code: str) -> None:
    assert doubts(step) == [code]


def test_a_goal_pace_without_a_goal_is_todays_and_doubted() -> None:
    aimless = find_paces(RUNNER)
    assert doubts(run(Distance(400), GOAL), paces=aimless) == ["R02"]
    assert one(run(Distance(400), GOAL), aimless).pace == PaceBand(210.25, 217.75)


def test_race_pace_without_a_race_is_left_out_and_doubted() -> None:
    aimless = find_paces(RUNNER)
    step = run(Distance(400), RacePace(RaceName.RACE))
    assert one(step, aimless).pace is None
    assert doubts(step, paces=aimless) == ["R01"]


def test_without_paces_the_effort_stays() -> None:
    found = one(run(Duration(1200), TEMPO), None)
    assert (found.pace, found.heart, found.rpe, found.aim) == (None, None, (6, 7), "tempo")
    assert doubts(run(Duration(1200), TEMPO), paces=None) == ["R01"]


def test_what_was_not_written_is_not_missed() -> None:
    assert doubts(Step(role=Role.WARMUP, end=Duration(720)), paces=None) == []
    assert doubts(Step(end=Duration(3000), style=Style.LONG), paces=None) == []


@pytest.mark.parametrize(
    "at", [Zone(2, 2), Percent(80, 85, PercentOf.HR_MAX), Percent(95, 99, PercentOf.LTHR)]
)
def test_heart_zones_without_heart_rates_are_doubted(at: Intensity) -> None:
    heartless = find_paces(Athlete(recent=RUNNER.recent), RACE)
    assert doubts(run(Duration(2400), at), paces=heartless) == ["R01"]
    assert one(run(Duration(2400), at), heartless).heart is None


def test_heart_alone_is_enough_for_heart_zones() -> None:
    no_races = find_paces(Athlete(heart=Heart(threshold=172)))
    heart = one(run(Duration(2400), Zone(2, 2)), no_races).heart
    assert heart
    assert (heart.low, heart.high) == (146, 153)
