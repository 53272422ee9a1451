"""Strength and other sports on a watch."""

from dataclasses import replace

import fitdecode.profile
import pytest

from onek_sync.exporters.fit.exercises import NUMBERS, numbers_of
from onek_sync.exporters.garmin.exercises import Exercise
from onek_sync.model.plan import Kind
from onek_sync.model.session import HeartBand
from onek_sync.model.units import Count, Distance, Duration
from onek_sync.model.workout import Load, LoadUnit, Step, StrengthSet
from tests.exporters.building import EASY, run, session
from tests.exporters.fit_reading import read
from tests.exporters.fit_saying import losses, said, say, steps


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
