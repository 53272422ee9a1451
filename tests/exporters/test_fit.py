"""FIT workouts: what a watch is told, read back by an independent decoder."""

from dataclasses import replace
from datetime import UTC, date, datetime

import fitdecode.profile
import pytest

from onek_sync.exporters.fit import EXPORTER
from onek_sync.exporters.fit.exercises import NUMBERS, numbers_of
from onek_sync.exporters.fit.exporter import serial_of
from onek_sync.exporters.garmin.exercises import Exercise
from onek_sync.model.errors import ExportError
from onek_sync.model.exchange import Artifact, Options, Revision
from onek_sync.model.plan import Kind, Notes
from onek_sync.model.session import HeartBand, ResolvedBlock, ResolvedSession
from onek_sync.model.units import Count, Distance, Duration, UntilLap
from onek_sync.model.workout import Load, LoadUnit, Mode, Role, Step, StrengthSet, Text
from tests.conftest import Golden
from tests.exporters.building import CASES, EASY, PLAN, cooldown, recovery, rep, run, session, times, warmup
from tests.exporters.decoding import expected, undeclared
from tests.exporters.fit_reading import Read, dump, from_fit, read

WORKOUTS = {name: case for name, case in CASES.items() if case.kind is not Kind.REST}


def say(case: ResolvedSession, options: Options | None = None) -> Artifact:
    artifact = EXPORTER.say(case, PLAN, options or Options())
    assert artifact
    return artifact


def said(*blocks: ResolvedBlock, kind: Kind = Kind.RUN) -> Artifact:
    return say(session("w01-mon-1", *blocks, kind=kind))


def steps(artifact: Artifact) -> list[Read]:
    return [message for message in read(artifact.body) if message.name == "workout_step"]


def outline(artifact: Artifact) -> list[str]:
    """The steps in short: name and length, or what is repeated how often."""
    return [
        f"from {step.raw[2]} x{step.raw[4]}" if step.raw[1] == 6 else f"{step.raw.get(2, 'lap')}"
        for step in steps(artifact)
    ]


def losses(artifact: Artifact) -> str:
    return "\n".join(map(str, artifact.losses))


@pytest.mark.parametrize("name", WORKOUTS)
def test_a_session_is_said_as_its_golden_file(name: str, golden: Golden) -> None:
    artifact = say(WORKOUTS[name])
    golden(f"fit/{name}.fit", artifact.body)
    text = dump(artifact.body) + "".join(f"! {loss}\n" for loss in artifact.losses)
    golden(f"fit/{name}.txt", text.encode())


@pytest.mark.parametrize("name", WORKOUTS)
def test_a_watch_does_what_is_planned(name: str) -> None:
    artifact = say(WORKOUTS[name])
    assert undeclared(from_fit(artifact.body), expected(WORKOUTS[name].main), artifact.losses) == []


def test_a_rest_day_is_no_workout() -> None:
    assert EXPORTER.say(CASES["rest"], PLAN, Options(rest_days=True)) is None


def test_a_file_is_named_by_its_day_and_key() -> None:
    assert say(CASES["tempo"]).name == f"{CASES['tempo'].session.day}-tempo.fit"


# The shape of repeats


def test_the_last_repetition_is_unfolded_so_that_no_recovery_follows_it() -> None:
    artifact = said(times(6, rep(400), between=(recovery(Duration(90)),)), cooldown(10))
    assert outline(artifact) == ["40000", "90000", "from 0 x5", "40000", "600000"]
    assert [step.raw[0] for step in steps(artifact) if 0 in step.raw][2] == "goal 1K, last"
    assert artifact.losses == ()


def test_two_repetitions_need_no_repeat() -> None:
    assert outline(said(times(2, rep(400), between=(recovery(Duration(90)),)))) == ["40000", "90000", "40000"]


def test_a_recovery_that_is_run_after_the_last_repetition_too_closes_the_repeat() -> None:
    jog = recovery(Distance(200))
    artifact = said(times(4, rep(200), between=(jog,)), jog, rep(400))
    assert outline(artifact) == ["20000", "20000", "from 0 x4", "40000"]


def test_sets_are_written_out_and_keep_their_inner_repeat() -> None:
    inner = times(4, rep(200), between=(recovery(Duration(30)),))
    artifact = said(times(3, inner, between=(recovery(Duration(180)),)))
    one = ["20000", "30000", "from {} x3", "20000"]
    assert outline(artifact) == [
        *[line.format(0) for line in one], "180000",
        *[line.format(5) for line in one], "180000",
        *[line.format(10) for line in one],
    ]  # fmt: skip


def test_where_written_out_sets_are_too_many_steps_repeats_are_nested() -> None:
    inner = times(4, rep(200), between=(recovery(Duration(30)),))
    case = session("w01-mon-1", times(12, inner, between=(recovery(Duration(180)),)))
    artifact = say(case)
    assert outline(artifact)[5] == "from 0 x11"
    assert from_fit(artifact.body) == expected(case.main)
    assert artifact.losses == ()


def many(number: int, every: int = 2) -> list[ResolvedBlock]:
    """So many short repeats, each of another length."""
    return [
        times(every, rep(100 + n), rep(200 + n), between=(recovery(Duration(60)),)) for n in range(number)
    ]


def test_where_unfolding_takes_too_many_steps_the_last_recovery_is_run_and_said() -> None:
    blocks = [*many(11, every=3), cooldown(5)]
    artifact = said(*blocks)
    assert len(steps(artifact)) == 45
    assert "last recovery" in losses(artifact)
    heard = from_fit(artifact.body)
    wanted = expected(session("x", *blocks).main)
    assert len(heard) == len(wanted) + 11
    assert [step for step in heard if step.role is not Role.RECOVERY] == [
        step for step in wanted if step.role is not Role.RECOVERY
    ]


def test_more_steps_than_older_watches_take_are_said_as_a_loss() -> None:
    artifact = said(*(rep(100 + n) for n in range(51)))
    assert "51 steps on every watch" in losses(artifact)
    assert not said(*(rep(100 + n) for n in range(50))).losses


def test_more_steps_than_any_watch_takes_are_refused_with_what_to_do() -> None:
    with pytest.raises(ExportError, match=r"w01-mon-1 .*more than 100 steps.*two sessions"):
        said(*(rep(100 + n) for n in range(101)))


def test_a_billion_sets_are_counted_not_written_out() -> None:
    billion = 1_000_000_000
    inner = times(billion, rep(200), between=(recovery(Duration(30)),))
    assert outline(said(times(billion, inner)))[-1] == f"from 0 x{billion}"


# What a step says


def test_a_step_until_the_lap_button_has_no_value() -> None:
    (step,) = steps(said(run(Step(end=None))))
    assert step.said["duration_type"] == "open" and 2 not in step.raw


def test_a_heart_rate_is_said_in_beats_and_a_zone_as_a_zone() -> None:
    beats, zone = steps(
        said(
            run(Step(end=Duration(60)), heart=HeartBand(120, 140)),
            run(Step(end=Duration(60)), heart=HeartBand(120, 140, zone=2)),
        )
    )
    assert (beats.raw[4], beats.raw[5], beats.raw[6]) == (0, 220, 240)
    assert zone.said["target_hr_zone"] == 2 and 5 not in zone.raw and 6 not in zone.raw


def test_standing_is_rest_and_jogging_is_recovery() -> None:
    jog, stand = steps(said(recovery(Duration(60)), recovery(Duration(60), Mode.STAND)))
    assert (jog.said["intensity"], stand.said["intensity"]) == ("recovery", "rest")


def test_what_has_no_field_stands_in_the_notes_and_is_a_loss() -> None:
    step = replace(rep(400), heart=HeartBand(150, 160), cadence=(175, 185))
    jog = run(Step(role=Role.RECOVERY, end=Distance(400), mode=Mode.JOG, within=Duration(180)))
    artifact = said(step, jog)
    work, easy = steps(artifact)
    assert "Heart rate 150-160" in str(work.raw[8]) and "175-185" in str(work.raw[8])
    assert "in 3 min" in str(easy.raw[8])
    for what in ("heart rate as a second target", "cadence", "time beside the distance"):
        assert what in losses(artifact)


def test_ranges_are_losses_that_name_what_is_set() -> None:
    reps = replace(times(7, rep(400), between=(recovery(Duration(60)),)), written=Count(6, 8))
    long = replace(run(Step(end=Duration(2700))), step=Step(end=Duration(2400, 3000)))
    artifact = said(reps, long)
    assert "repetitions (6-8); 7 are set" in losses(artifact)
    assert "(45 min (40-50 min)); 45 min is set" in losses(artifact)


def test_free_words_alternatives_and_session_notes_are_kept_or_declared() -> None:
    case = session(
        "w01-mon-1",
        rep(400),
        Text("By feel."),
        notes=Notes(food="Eat within 1 h"),
        alternatives=(CASES["cross"].main,),
    )
    artifact = say(case)
    workout = read(artifact.body)[1]
    assert workout.said["wkt_description"] == "By feel. Food: Eat within 1 h."
    assert "words between the steps" in losses(artifact) and "alternative (bike" in losses(artifact)


def test_a_long_note_is_cut_between_characters_and_said() -> None:
    artifact = said(run(Step(end=Duration(60), cue="é" * 300)))
    (step,) = steps(artifact)
    assert str(step.raw[8]) == "É" + "é" * 126
    assert "a note of more than 254 bytes" in losses(artifact)


def test_a_long_text_is_cut_between_words() -> None:
    (step,) = steps(said(run(Step(end=Duration(60), cue="Relax the shoulders. " * 20))))
    note = str(step.raw[8])
    assert 230 < len(note) <= 254 and note.endswith(" shoulders.")


def test_control_characters_and_lone_surrogates_do_no_harm() -> None:
    odd = "Ha\x00rd\x1b[31m\nrun \ud800 \u202eend 🏃"
    artifact = say(session("w01-mon-1", run(Step(end=Duration(60), cue=odd)), title=odd, purpose=odd))
    for message in read(artifact.body):
        for text in message.raw.values():
            assert not isinstance(text, str) or text.isprintable(), text


@pytest.mark.parametrize(
    "block",
    [
        run(Step(end=Duration(10_000_000))),
        times(5_000_000_000, rep(200)),
        StrengthSet(exercise="squat", sets=Count(5_000_000_000, 5_000_000_000)),
    ],
)
def test_what_is_larger_than_a_file_can_hold_is_refused(block: ResolvedBlock) -> None:
    with pytest.raises(ExportError, match="too long for a watch; shorten it"):
        said(block)


def test_a_session_of_words_alone_is_one_step_until_the_lap_button() -> None:
    artifact = said(Text("Run through the park."))
    assert outline(artifact) == ["lap"]
    assert read(artifact.body)[1].said["wkt_description"] == "Run through the park."


# Strength and other sports


def squat(load: Load | None = None, name: str = "squat") -> StrengthSet:
    return StrengthSet(exercise=name, sets=Count(1, 1), amount=Count(8, 8), load=load)


def test_loads_are_weights_in_the_unit_they_are_written_in() -> None:
    metric, imperial = steps(
        said(squat(Load(LoadUnit.KG, 62.5, 62.5)), squat(Load(LoadUnit.LB, 135, 135)), kind=Kind.STRENGTH)
    )
    assert (metric.said["exercise_weight"], metric.said["weight_display_unit"]) == (62.5, "kilogram")
    assert (imperial.said["exercise_weight"], imperial.said["weight_display_unit"]) == (61.23, "pound")


@pytest.mark.parametrize(
    "load",
    [
        Load(LoadUnit.PERCENT_1RM, 80, 80),
        Load(LoadUnit.RPE, 8, 8),
        Load(LoadUnit.RIR, 2, 2),
        Load(LoadUnit.KG, 999, 999),
    ],
)
def test_a_load_that_is_no_weight_stands_in_the_notes(load: Load) -> None:
    artifact = said(squat(load), kind=Kind.STRENGTH)
    (step,) = steps(artifact)
    assert 12 not in step.raw and f"{load.low:g}" in str(step.raw[8])
    assert "a load of" in losses(artifact)


def test_an_unknown_exercise_is_shown_by_its_name() -> None:
    artifact = said(
        squat(name="Copenhagen"), squat(name="Nordic"), squat(name="copenhagen"), kind=Kind.STRENGTH
    )
    titles = [message.raw for message in read(artifact.body) if message.name == "exercise_title"]
    assert [(title[0], title[1], title[2]) for title in titles] == [
        (65534, 0, "Copenhagen"),
        (65534, 1, "Nordic"),
    ]
    assert "'Nordic' from the watch's catalogue" in losses(artifact)


@pytest.mark.parametrize(
    ("words", "category", "name"),
    [
        ("squat", "squat", "squat"),
        ("Kniebeugen", "squat", "squat"),
        ("deadlift", "deadlift", "barbell_deadlift"),
        ("calf-raises", "calf_raise", "standing_calf_raise"),
        ("RDL", "deadlift", "romanian_deadlift"),
        ("walking lunges", "lunge", "walking_lunge"),
        ("box jumps", "plyo", "box_jump"),
        ("bench press", "bench_press", "barbell_bench_press"),
        ("bird dog", "warm_up", "opposite_arm_and_leg_balance"),
    ],
)
def test_what_a_coach_writes_is_found_in_the_watchs_catalogue(words: str, category: str, name: str) -> None:
    known = numbers_of(words)
    assert known and profile_names(*known) == (category, name)


@pytest.mark.parametrize("exercise", NUMBERS)
def test_the_numbers_of_an_exercise_are_the_profiles(exercise: Exercise) -> None:
    assert profile_names(*NUMBERS[exercise]) == (exercise.category.lower(), exercise.name.lower())


def profile_names(category: int, name: int) -> tuple[str, str]:
    """The decoder's own names of an exercise; KeyError where its profile has none."""
    types = fitdecode.profile.FIELD_TYPES
    said = types["exercise_category"].enum[category]
    return said, types[f"{said}_exercise_name"].enum[name]


@pytest.mark.parametrize(
    ("kind", "words", "sport"),
    [
        (Kind.RUN, "", ("running", "generic")),
        (Kind.RACE, "", ("running", "generic")),
        (Kind.STRENGTH, "", ("training", "strength_training")),
        (Kind.MOBILITY, "", ("training", "flexibility_training")),
        (Kind.MOBILITY, "Yoga", ("training", "yoga")),
        (Kind.CROSS, "easy bike", ("cycling", "generic")),
        (Kind.CROSS, "Elliptical", ("fitness_equipment", "elliptical")),
        (Kind.CROSS, "stairs", ("fitness_equipment", "stair_climbing")),
        (Kind.CROSS, "spinning", ("cycling", "indoor_cycling")),
        (Kind.CROSS, "MTB", ("cycling", "mountain")),
        (Kind.CROSS, "walk", ("walking", "generic")),
        (Kind.CROSS, "hike", ("hiking", "generic")),
        (Kind.CROSS, "rowing", ("rowing", "generic")),
        (Kind.CROSS, "cross-country ski", ("cross_country_skiing", "generic")),
        (Kind.CROSS, "inline skating", ("inline_skating", "generic")),
        (Kind.MOBILITY, "pilates", ("training", "pilates")),
        (Kind.MOBILITY, "foam roll", ("training", "flexibility_training")),
        (Kind.RUN, "trail", ("running", "generic")),
        (Kind.CROSS, "", ("training", "cardio_training")),
    ],
)
def test_a_kind_of_session_is_a_sport_of_the_watch(kind: Kind, words: str, sport: tuple[str, str]) -> None:
    artifact = say(session("w01-mon-1", run(Step(end=Duration(60))), kind=kind, sport=words))
    workout = read(artifact.body)[1]
    assert (workout.said["sport"], workout.said["sub_sport"]) == sport
    assert not artifact.losses


@pytest.mark.parametrize("words", ["quidditch", "swim"])
def test_a_sport_that_a_file_cannot_say_is_a_loss(words: str) -> None:
    artifact = say(session("w01-mon-1", run(Step(end=Duration(60))), kind=Kind.CROSS, sport=words))
    assert read(artifact.body)[1].said["sub_sport"] == "cardio_training"
    assert f"the sport '{words}'" in losses(artifact)


def test_what_a_sport_does_not_measure_stands_in_the_notes() -> None:
    far = replace(run(Step(end=Distance(2000)), EASY), heart=HeartBand(120, 140))
    for kind, end, target in (
        (Kind.RUN, "distance", "speed"),
        (Kind.CROSS, "open", "heart_rate"),
        (Kind.MOBILITY, "open", "open"),
    ):
        artifact = say(session("w01-mon-1", far, kind=kind))
        (step,) = steps(artifact)
        assert (step.said["duration_type"], step.said["target_type"]) == (end, target)
        if kind is Kind.MOBILITY:
            assert str(step.raw[8]) == "5:10-5:48/km. 2 km. Heart rate 120-140."
            assert losses(artifact).count("of this step") == 2


def test_repetitions_count_on_a_strength_day_only() -> None:
    (counted,) = steps(said(squat(), kind=Kind.STRENGTH))
    (pressed,) = steps(said(squat(), kind=Kind.MOBILITY))
    assert counted.said["duration_type"] == "reps"
    assert pressed.said["duration_type"] == "open" and pressed.raw[8] == "8 repetitions."
    assert pressed.raw[0] == "squat" and 10 not in pressed.raw


# Who a file is


def identity(artifact: Artifact) -> tuple[object, ...]:
    first = read(artifact.body)[0]
    assert first.name == "file_id" and first.said["type"] == "workout"
    return first.said["manufacturer"], first.said["product"], first.said["serial_number"]


def test_the_same_session_gives_the_same_bytes() -> None:
    assert say(CASES["intervals"]).body == say(CASES["intervals"]).body


def test_every_workout_of_a_plan_has_a_serial_number_of_its_own() -> None:
    serials = {identity(say(case)) for case in WORKOUTS.values()}
    assert len(serials) == len(WORKOUTS)


def test_plan_key_and_content_each_change_the_serial_number() -> None:
    case = CASES["tempo"]
    other_plan = replace(PLAN, plan=replace(PLAN.plan, id="autumn"))
    elsewhere = EXPORTER.say(case, other_plan, Options())
    assert elsewhere
    twins = [
        say(case),
        elsewhere,
        say(replace(case, session=replace(case.session, key="tempo-2"))),
        say(replace(case, session=replace(case.session, purpose="Another."))),
    ]
    assert len({identity(twin) for twin in twins}) == 4


def test_a_serial_number_is_never_none() -> None:
    assert serial_of(bytes(32)) == 1
    assert serial_of(b"\xff" * 32) == 0x7FFF_FFFF


def test_a_session_on_another_day_is_the_same_workout() -> None:
    case = CASES["tempo"]
    moved = replace(case, session=replace(case.session, day=date(2027, 3, 1)))
    assert say(moved).body == say(case).body


def test_a_file_is_made_when_the_plan_begins_or_the_session_was_last_changed() -> None:
    changed = datetime(2027, 3, 1, 12, 30, tzinfo=UTC)
    told = Options(revisions={"tempo": Revision(1, changed)})
    assert read(say(CASES["tempo"]).body)[0].said["time_created"] == datetime(2027, 2, 15, tzinfo=UTC)
    assert read(say(CASES["tempo"], told).body)[0].said["time_created"] == changed


def test_names_are_short_enough_for_a_watch() -> None:
    for case in (*WORKOUTS.values(), session("long", warmup(1), title="Ü" * 99)):
        name = read(say(case).body)[1].raw[8]
        assert 0 < len(str(name).encode()) <= 48


def test_lap_ended_repeats_are_heard_too() -> None:
    case = session("w01-mon-1", times(3, rep(100), between=(recovery(UntilLap(), Mode.WALK_BACK),)))
    assert from_fit(say(case).body) == expected(case.main)
