"""From a recipe to what is run: ends become numbers, recoveries find their place, estimates add up."""

import pytest

from onek_sync.model.intensity import PaceName, RaceName, RacePace, TrainingPace
from onek_sync.model.plan import Kind
from onek_sync.model.session import PaceBand, ResolvedRepeat, ResolvedStep
from onek_sync.model.units import Count, Distance, Duration, UntilLap
from onek_sync.model.workout import (
    Block,
    Equal,
    Full,
    Measure,
    Mode,
    Ratio,
    Repeat,
    Role,
    Step,
    StrengthSet,
    Style,
    Text,
    Workout,
)
from onek_sync.planning.resolve import resolve_workout
from tests.planning.resolving import (
    COOLDOWN,
    GOAL,
    PACES,
    TEMPO,
    E,
    R,
    T,
    doubts,
    first_repeat,
    one,
    resolved,
    rest,
    run,
    steps,
    times,
)

JOG_400 = rest(Distance(400), Mode.JOG)


def test_ranges_become_the_value_to_plan_with() -> None:
    repeat = first_repeat(times(6, run(Distance(400), GOAL), upto=8, between=(JOG_400,)))
    assert (repeat.count, repeat.written) == (7, Count(6, 8))
    assert one(run(Duration(1800, 2700), E)).end == Duration(2100)
    assert one(run(Distance(1000, 2000), T)).end == Distance(1500)


def test_the_last_recovery_is_dropped_before_the_cool_down() -> None:
    played = steps(times(3, run(Distance(400), GOAL), between=(JOG_400,)), COOLDOWN)
    assert [step.role.value for step in played] == ["work", "recovery"] * 2 + ["work", "cooldown"]


def test_the_last_recovery_separates_from_work_that_follows() -> None:
    played = steps(times(2, run(Distance(400), GOAL), between=(JOG_400,)), run(Distance(200), R))
    assert [step.metres for step in played] == [400, 400, 400, 400, 200]


def test_equal_rest_is_as_long_as_the_repetition() -> None:
    (recovery,) = first_repeat(times(6, run(Distance(400), GOAL), between=(rest(Equal()),))).between
    assert recovery.end == Duration(82)


def test_equal_in_distance_is_as_far_as_the_repetition() -> None:
    between = (rest(Equal(Measure.DISTANCE), Mode.JOG),)
    (recovery,) = first_repeat(times(6, run(Distance(300), R), between=between)).between
    assert recovery.end == Distance(300)


def test_equal_rest_equals_the_work_and_not_the_pause_within_it() -> None:
    body = (run(Distance(400), GOAL), rest(Duration(30)))
    (recovery,) = first_repeat(times(3, *body, between=(rest(Equal()),))).between
    assert recovery.end == Duration(82)


def test_a_ratio_is_of_the_work_before_it() -> None:
    (recovery,) = first_repeat(times(4, run(Duration(60), R), between=(rest(Ratio(1, 1.5)),))).between
    assert recovery.end == Duration(90)


def test_a_full_recovery_lasts_until_the_lap_button() -> None:
    (recovery,) = first_repeat(times(4, run(Distance(300), R), between=(rest(Full()),))).between
    assert (recovery.end, recovery.seconds) == (UntilLap(), 240)


def test_an_equal_rest_before_any_work_is_doubted() -> None:
    assert one(rest(Equal())).end == UntilLap()
    assert doubts(rest(Equal())) == ["R06"]


@pytest.mark.parametrize("mode", [Mode.WALK_BACK, Mode.WALK_DOWN, Mode.JOG_DOWN, Mode.JOG_BACK])
def test_the_way_back_lasts_until_the_lap_button_and_is_as_far_as_the_way_there(mode: Mode) -> None:
    repeat = first_repeat(times(4, run(Distance(100), R), between=(rest(None, mode),)))
    (recovery,) = repeat.between
    assert (recovery.end, recovery.metres) == (UntilLap(), 100)


def test_walking_back_100_m_takes_over_a_minute() -> None:
    repeat = first_repeat(times(4, run(Distance(100), R), between=(rest(None, Mode.WALK_BACK),)))
    assert repeat.between[0].seconds == pytest.approx(66)


def test_strides_without_a_length_are_100_m_and_say_so() -> None:
    strides = times(6, Step(style=Style.STRIDE), between=(rest(None, Mode.WALK_BACK),))
    assert steps(strides)[0].end == Distance(100)
    assert doubts(strides) == ["R06"]


def test_work_without_a_length_lasts_until_the_lap_button_and_says_so() -> None:
    assert one(run(None, TEMPO)).end == UntilLap()
    assert doubts(run(None, TEMPO)) == ["R06"]
    assert doubts(Step(role=Role.WARMUP), Step(role=Role.DRILLS), COOLDOWN) == []


@pytest.mark.parametrize(
    ("work", "recovery"),
    [
        (run(Distance(200), R), Distance(200)),
        (run(Distance(400), GOAL), Distance(400)),
        (run(Duration(180), TrainingPace(PaceName.INTERVAL)), Duration(180)),
        (run(Distance(1000), RacePace(RaceName.K5)), Duration(250)),
        (Step(end=Distance(100), style=Style.STRIDE), Duration(60)),
        (Step(end=Duration(60), style=Style.HILL), UntilLap()),
    ],
)
def test_repetitions_without_a_recovery_get_the_usual_one(
    work: Step, recovery: Distance | Duration | UntilLap
) -> None:
    repeat = first_repeat(times(4, work), COOLDOWN)
    assert [step.end for step in repeat.between] == [recovery]


@pytest.mark.parametrize(
    "body",
    [
        (run(Duration(60), R), rest(Duration(60), Mode.EASY)),
        (run(Distance(1609), RacePace(RaceName.HALF)), run(Distance(1609), RacePace(RaceName.MARATHON))),
        (run(Duration(1200), E),),
    ],
)
def test_what_alternates_or_is_easy_runs_on(body: tuple[Step, ...]) -> None:
    assert first_repeat(times(3, *body)).between == ()


def test_sets_without_a_recovery_get_the_usual_one_too() -> None:
    outer = first_repeat(times(2, times(4, run(Distance(400), R))), COOLDOWN)
    (inner,) = outer.blocks
    assert isinstance(inner, ResolvedRepeat)
    assert [step.end for step in (*inner.between, *outer.between)] == [Distance(400), Distance(800)]


def test_sets_of_written_recoveries_take_that_of_their_repetitions() -> None:
    outer = first_repeat(times(2, times(4, run(Distance(200), R), between=(rest(Duration(30)),))), COOLDOWN)
    assert [step.end for step in outer.between] == [Duration(30)]


def test_a_written_set_recovery_stays() -> None:
    sets = times(
        2, times(4, run(Distance(200), R), between=(rest(Duration(30)),)), between=(rest(Duration(180)),)
    )
    assert [step.end for step in first_repeat(sets).between] == [Duration(180)]


def test_recoveries_have_no_pace_unless_it_was_written() -> None:
    assert one(JOG_400).pace is None
    floated = Step(
        role=Role.RECOVERY, end=Distance(200), mode=Mode.FLOAT, intensities=(TrainingPace(PaceName.STEADY),)
    )
    assert one(floated).pace is not None


@pytest.mark.parametrize(
    ("mode", "seconds"),
    [(Mode.JOG, 167.0), (Mode.WALK, 264.0), (Mode.WALK_JOG, 215.5), (None, 167.0), (Mode.FLOAT, 123.7)],
)
def test_how_long_400_m_of_recovery_take(mode: Mode | None, seconds: float) -> None:
    assert one(rest(Distance(400), mode)).seconds == pytest.approx(seconds, abs=0.1)


def test_400_m_in_three_minutes_take_three_minutes() -> None:
    jog = Step(role=Role.RECOVERY, end=Distance(400), within=Duration(180), mode=Mode.JOG)
    assert (one(jog).seconds, one(jog).metres) == (180, 400)


@pytest.mark.parametrize("mode", [Mode.STAND, Mode.REST])
def test_standing_goes_no_metre(mode: Mode) -> None:
    assert one(rest(Duration(120), mode)).metres == 0


def test_a_warm_up_and_a_cool_down_are_easy_without_saying() -> None:
    warmup = one(Step(role=Role.WARMUP, end=Duration(720)))
    assert (warmup.pace, warmup.aim) == (PACES.training[PaceName.EASY], "easy")
    assert one(Step(role=Role.WARMUP)).seconds == 720


def test_a_long_run_stays_at_the_slower_end_of_easy() -> None:
    assert one(Step(end=Duration(3300), style=Style.LONG)).pace == PACES.long
    assert one(Step(end=Duration(3300), style=Style.LONG, intensities=(E,))).pace == PACES.long


def test_strength_and_words_pass_through() -> None:
    squat, words = StrengthSet(exercise="squat", sets=Count(3, 3), amount=Count(8, 8)), Text("by feel")
    option, findings = resolved(squat, words, kind=Kind.STRENGTH)
    assert option.blocks == option.written == (squat, words)
    assert findings == ()


def test_the_workout_as_written_is_kept() -> None:
    written = times(6, run(Distance(400), GOAL))
    assert resolved(written)[0].written == (written,)


def test_cycling_has_no_running_pace_and_no_metres_on_foot() -> None:
    (ride,) = steps(run(Duration(2700), E), kind=Kind.CROSS)
    assert (ride.pace, ride.heart, ride.metres) == (None, None, 0)
    assert (ride.seconds, ride.rpe, ride.aim) == (2700, (2, 4), "easy")
    assert doubts(run(Duration(2700), E), paces=None, kind=Kind.CROSS) == []


def test_a_full_recovery_goes_no_metre_unless_it_is_jogged() -> None:
    assert [one(rest(Full(), mode)).metres for mode in (None, Mode.WALK)] == [0, 0]
    assert one(rest(Full())).seconds == 240
    assert one(rest(Full(), Mode.JOG)).metres > 400


WALK_90 = rest(Duration(90), Mode.WALK)
STRIDES = times(4, Step(end=Distance(100), style=Style.STRIDE))


@pytest.mark.parametrize(
    ("blocks", "aim"),
    [
        ((run(Duration(2700)),), "easy"),
        ((run(Duration(2700)), STRIDES), "easy"),
        ((times(8, run(Duration(60)), WALK_90),), "easy"),  # a beginner's run and walk
        ((times(2, run(Distance(4000)), run(Duration(300), TEMPO)),), "easy, tempo"),
        ((times(8, run(Distance(400)), WALK_90),), ""),
        ((times(8, run(Duration(60)), between=(WALK_90,)),), ""),
        ((run(Distance(1000)),), ""),  # perhaps a test
        ((Step(role=Role.WARMUP, end=Duration(600)), run(Duration(1200))), "easy, "),  # who warms up, works
        ((Step(end=Duration(2700), cue="with the club"),), ""),
        ((run(Duration(2700), TEMPO),), "tempo"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_run_that_says_no_effort_is_easy_unless_it_may_be_work(blocks: tuple[Block, ...], aim: str) -> None:
    aims = dict.fromkeys(step.aim for step in steps(*blocks) if step.role is not Role.RECOVERY)
    aims.pop("strides", None)
    assert ", ".join(aims) == aim


def test_an_easy_run_by_default_has_no_pace_to_be_held_to() -> None:
    found = one(run(Duration(2700)))
    assert (found.rpe, found.effort, found.pace, found.heart) == ((2, 4), "easy", None, None)


def test_a_label_and_another_kind_say_enough() -> None:
    blocks = (run(Duration(2700)),)
    for kind, label in ((Kind.RUN, "fartlek"), (Kind.RACE, ""), (Kind.CROSS, "")):
        option, _ = resolve_workout(Workout(blocks=blocks, label=label), PACES, kind=kind)
        assert [step.rpe for step in option.played() if isinstance(step, ResolvedStep)] == [None]


@pytest.mark.parametrize(
    ("sport", "metres", "minutes"),
    [
        ("swim", 1500, 34),
        ("bike", 30_000, 82),
        ("mountain bike", 30_000, 120),
        ("Row", 5000, 25),
        ("nordic walking", 5000, 55),
        ("hike", 12_000, 180),
    ],
)
def test_other_sports_take_their_own_time(sport: str, metres: float, minutes: float) -> None:
    blocks = (run(Distance(metres)),)
    option, _ = resolve_workout(Workout(blocks=blocks), PACES, kind=Kind.CROSS, sport=sport)
    assert option.seconds / 60 == pytest.approx(minutes, abs=0.5)


def test_a_recovery_on_foot_stays_on_foot_in_another_sport() -> None:
    blocks = times(2, run(Distance(50)), between=(rest(Distance(200), Mode.JOG),))
    option, _ = resolve_workout(Workout(blocks=(blocks,)), PACES, kind=Kind.CROSS, sport="swim")
    assert option.seconds == pytest.approx(2 * 67.5 + 84, abs=1)


def test_mondays_workout_of_the_sample_week_adds_up() -> None:
    option, findings = resolved(
        Step(role=Role.WARMUP, end=Duration(720)),
        times(6, run(Distance(400), GOAL), between=(JOG_400,)),
        COOLDOWN,
    )
    assert findings == ()
    # 12 min, 6 x 82 s, 5 jogs of 167 s, 10 min
    assert option.seconds == pytest.approx(720 + 6 * 82 + 5 * 167 + 600, abs=1)
    assert option.metres == pytest.approx(2190 + 11 * 400 + 1825, abs=5)


def test_a_progression_run_without_paces_is_read_as_easy_to_tempo_and_says_so() -> None:
    progression = Step(end=Duration(2400), style=Style.PROGRESSION)
    band = one(progression).pace
    easy, tempo = PACES.training[PaceName.EASY], PACES.training[PaceName.TEMPO]
    assert band == PaceBand(tempo.fast, easy.slow)
    assert doubts(progression) == ["R08"]


def test_a_repeat_of_one_has_no_recovery() -> None:
    once = Repeat(count=Count.exactly(1), blocks=(run(Distance(400), R),))
    assert first_repeat(once).between == ()
