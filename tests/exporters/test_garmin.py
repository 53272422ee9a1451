"""Garmin Connect workouts: what a session becomes, what it loses, and what is refused."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from onek_sync.exporters import EXPORTERS
from onek_sync.exporters.garmin import EXPORTER
from onek_sync.exporters.garmin.exercises import _BY_WORDS, exercise_of
from onek_sync.model.athlete import Athlete
from onek_sync.model.errors import ExportError
from onek_sync.model.exchange import Artifact, Options
from onek_sync.model.intensity import HeartRate, Percent, PercentOf, Ramp, TrainingPace, Zone
from onek_sync.model.intensity import PaceName as Named
from onek_sync.model.mark import fingerprint, read_mark
from onek_sync.model.plan import Kind, Notes
from onek_sync.model.session import (
    HeartBand,
    PaceBand,
    ResolvedBlock,
    ResolvedRepeat,
    ResolvedSession,
    ResolvedStep,
)
from onek_sync.model.units import Count, Distance, Duration, Units, UntilLap
from onek_sync.model.workout import Load, LoadUnit, Mode, Role, Step, StrengthSet, Text
from tests.exporters.building import (
    CASES,
    EASY,
    GOAL_1K,
    PLAN,
    TEMPO,
    cooldown,
    recovery,
    rep,
    run,
    session,
    times,
    warmup,
)
from tests.exporters.garmin_wire import faults

WORKOUTS = [name for name, case in CASES.items() if case.kind is not Kind.REST]
JOG = recovery(Distance(400))


def say(case: ResolvedSession) -> Artifact:
    """The artifact, checked against the rules of the wire."""
    said = EXPORTER.say(case, PLAN, Options())
    assert said is not None
    assert faults(said.body) == []
    return said


def body(case: ResolvedSession) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(say(case).body)
    return loaded


def steps(*blocks: ResolvedBlock, kind: Kind = Kind.RUN, sport: str = "") -> list[dict[str, Any]]:
    """The steps of a session with these blocks."""
    made: list[dict[str, Any]] = body(session("w01-mon-1", *blocks, kind=kind, sport=sport))[
        "workoutSegments"
    ][0]["workoutSteps"]
    return made


def losses(*blocks: ResolvedBlock, kind: Kind = Kind.RUN, sport: str = "", **more: Any) -> list[str]:
    return [str(loss) for loss in say(session("k", *blocks, kind=kind, sport=sport, **more)).losses]


def walk(of: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for step in of:
        yield step
        yield from walk(step.get("workoutSteps", []))


def outline(of: list[dict[str, Any]]) -> list[Any]:
    """Steps by kind and value, groups as lists headed by their passes; "skip": without the last rest."""
    return [
        [
            f"{step['numberOfIterations']}x{' skip' if step['skipLastRestStep'] else ''}",
            *outline(step["workoutSteps"]),
        ]
        if "workoutSteps" in step
        else f"{step['stepType']['stepTypeKey']} {step['endConditionValue']}"
        for step in of
    ]


@pytest.mark.parametrize("name", WORKOUTS)
def test_a_session_is_said_as_its_golden_file(name: str, golden: Callable[[str, bytes], None]) -> None:
    golden(f"garmin/{name}.json", say(CASES[name]).body)


def test_the_same_session_gives_the_same_bytes() -> None:
    assert say(CASES["nested"]) == say(CASES["nested"])


def test_the_format_is_found_by_its_name() -> None:
    assert EXPORTERS["garmin"] is EXPORTER


def test_a_file_is_named_by_its_day_and_key() -> None:
    case = CASES["intervals"]
    assert say(case).name == f"{case.session.day}-intervals.json"


def test_a_rest_day_is_no_workout() -> None:
    assert EXPORTER.say(CASES["rest"], PLAN, Options()) is None


# What each case loses, and nothing else.
LOST = {
    "easy-strides": ["a heart rate as a second target"],
    "tempo": ["a pace as a second target", "an alternative"],
    "cross": ["an alternative"],
    "fartlek": ["words between the steps"],
    "strength": ["a distance as the end of a set", "the exercise 'bounds'"],
}


@pytest.mark.parametrize("name", WORKOUTS)
def test_a_session_loses_what_is_declared_and_no_more(name: str) -> None:
    said = say(CASES[name]).losses
    assert [loss.what for loss in said] == LOST.get(name, [])
    assert all(loss.key == name and loss.format == "garmin" and loss.instead for loss in said)


# Repeats


def test_the_last_recovery_is_left_out_by_the_group() -> None:
    made = steps(warmup(12), times(6, rep(400), between=(JOG,)), cooldown(10))
    assert outline(made) == ["warmup 720", ["6x skip", "interval 400", "recovery 400"], "cooldown 600"]


def test_a_recovery_that_was_written_behind_the_repetition_is_run_after_the_last_one_too() -> None:
    made = steps(times(8, rep(200), JOG))
    assert outline(made) == [["8x", "interval 200", "recovery 400"]]


def test_sets_are_groups_in_a_group() -> None:
    inner = times(4, rep(200), between=(recovery(Duration(30), Mode.STAND),))
    made = steps(times(2, inner, between=(recovery(Duration(180), Mode.WALK),)))
    assert outline(made) == [["2x skip", ["4x skip", "interval 200", "rest 30"], "recovery 180"]]


def test_a_separation_of_two_steps_leaves_one_pass_behind_the_group() -> None:
    made = steps(times(5, rep(400), between=(JOG, recovery(Duration(30), Mode.STAND))))
    assert outline(made) == [["4x", "interval 400", "recovery 400", "rest 30"], "interval 400"]


def test_a_separation_that_is_no_recovery_is_never_left_to_the_service() -> None:
    float_ = run(Step(role=Role.WORK, end=Distance(200)), EASY)
    assert outline(steps(times(3, rep(400), between=(float_,)))) == [
        ["2x", "interval 400", "interval 200"],
        "interval 400",
    ]


def test_one_pass_is_no_group() -> None:
    assert outline(steps(times(1, rep(400), between=(JOG,)))) == ["interval 400"]


def test_what_is_nested_deeper_than_two_is_written_out_from_the_outside() -> None:
    inner = times(2, times(4, rep(200), between=(JOG,)), between=(JOG,))
    made = steps(times(2, inner, between=(recovery(UntilLap()),)))
    two = ["2x skip", ["4x skip", "interval 200", "recovery 400"], "recovery 400"]
    assert outline(made) == [two, "recovery 1000", two]


def test_steps_are_numbered_in_one_order_and_know_their_group() -> None:
    inner = times(4, rep(200), between=(JOG,))
    made = list(walk(steps(warmup(10), times(2, inner, between=(JOG,)), cooldown(10))))
    assert [step["stepOrder"] for step in made] == [1, 2, 3, 4, 5, 6, 7]
    assert [step.get("childStepId") for step in made] == [None, 1, 2, 2, 2, 1, None]


# How many steps


def test_more_steps_than_older_watches_take_are_said_as_a_loss() -> None:
    said = "k: garmin cannot say 51 steps on every watch: older ones take 50; all of them are sent"
    assert said not in losses(*[rep(100 + n) for n in range(50)])
    assert said in losses(*[rep(100 + n) for n in range(51)])


def test_a_repeat_counts_as_a_step() -> None:
    assert losses(times(2, *[rep(100 + n) for n in range(50)]))[0].startswith("k: garmin cannot say 51 steps")


def test_more_steps_than_any_watch_takes_are_refused_with_what_to_do() -> None:
    assert len(steps(*[rep(100 + n) for n in range(100)])) == 100
    with pytest.raises(ExportError, match=r"k \(2027-.*more than 100 steps.*as a repeat.*two sessions"):
        losses(*[rep(100 + n) for n in range(101)])


def test_a_million_passes_are_refused_before_they_are_written_out() -> None:
    block: ResolvedBlock = rep(100)
    for _ in range(7):
        block = times(99, block, between=(JOG,))
    case = CASES["intervals"]
    with pytest.raises(ExportError, match="more than 100 steps"):
        EXPORTER.say(replace(case, options=(replace(case.main, blocks=(block,)),)), PLAN, Options())


def test_a_step_longer_than_a_watch_can_count_is_refused() -> None:
    with pytest.raises(ExportError, match="longer than a watch can count; shorten it"):
        losses(rep(5e9))


# Ends and targets


def test_lengths_are_shown_in_metres_on_the_track_and_in_kilometres_on_the_road() -> None:
    short, long = steps(rep(1500), rep(8000))
    assert short["preferredEndConditionUnit"] == {"unitId": 1, "unitKey": "meter", "factor": 100.0}
    assert long["preferredEndConditionUnit"] == {"unitId": 2, "unitKey": "kilometer", "factor": 100000.0}


def test_a_step_until_the_lap_button_has_the_editors_own_value() -> None:
    (step,) = steps(run(Step(end=UntilLap())))
    assert (step["endCondition"]["conditionTypeId"], step["endConditionValue"]) == (1, 1000)
    (step,) = steps(run(Step(end=UntilLap())), kind=Kind.CROSS, sport="bike")
    assert step["endConditionValue"] == 1200


def test_a_pace_is_metres_per_second_the_faster_first() -> None:
    (step,) = steps(rep(400))
    assert step["targetType"]["workoutTargetTypeId"] == 6
    assert (step["targetValueOne"], step["targetValueTwo"]) == (4.808, 4.695)  # 3:28 and 3:33 per km


def heart(*written: Any, seconds: float = 1200, zone: int | None = None, paced: bool = True) -> ResolvedStep:
    made = run(Step(end=Duration(seconds), intensities=written), TEMPO if paced else None)
    return replace(made, heart=HeartBand(152, 162, "80-85 % HRmax", zone))


def test_a_heart_rate_is_beats_per_minute_the_lower_first() -> None:
    (step,) = steps(heart(HeartRate(152, 162), paced=False))
    assert step["targetType"]["workoutTargetTypeId"] == 4
    assert (step["targetValueOne"], step["targetValueTwo"]) == (152, 162)


def test_a_zone_that_was_written_is_sent_as_a_zone_and_never_with_a_range() -> None:
    (step,) = steps(heart(Zone(3, 3), zone=3, paced=False))
    assert step["zoneNumber"] == 3
    assert "targetValueOne" not in step and "targetValueTwo" not in step


TEMPO_PACE = TrainingPace(Named.TEMPO)


@pytest.mark.parametrize(
    ("step", "aim"),
    [
        (heart(TEMPO_PACE), 6),  # the heart rate was worked out, the pace was written
        (heart(TEMPO_PACE, Percent(80, 85, PercentOf.HR_MAX)), 4),
        (heart(HeartRate(152, 162)), 4),
        (heart(Zone(3, 3), zone=3), 4),
        (heart(Percent(95, 100, PercentOf.PACE)), 6),
        (heart(HeartRate(152, 162), seconds=90), 6),  # over before the heart has answered
        (heart(HeartRate(152, 162), seconds=90, paced=False), 4),
    ],
)
def test_of_pace_and_heart_rate_the_one_that_was_meant_is_guarded(step: ResolvedStep, aim: int) -> None:
    (made,) = steps(step)
    assert made["targetType"]["workoutTargetTypeId"] == aim


def test_the_target_that_finds_no_place_stands_in_the_note() -> None:
    (step,) = steps(heart(TEMPO_PACE))
    assert "Heart rate 152-162 (80-85 % HRmax)" in step["description"]
    (step,) = steps(heart(HeartRate(152, 162)))
    assert "4:26-4:37/km" in step["description"]


def test_a_pace_nobody_runs_is_no_target() -> None:
    (step,) = steps(run(Step(end=Distance(400)), PaceBand(20, 30)))
    assert step["targetType"]["workoutTargetTypeId"] == 1
    assert losses(run(Step(end=Distance(400)), PaceBand(20, 30))) == [
        "k: garmin cannot say a pace that nobody has; it stands in the step's note"
    ]


def test_standing_is_rest_and_jogging_is_recovery() -> None:
    made = steps(recovery(Duration(60), Mode.STAND), recovery(Duration(60), Mode.JOG))
    assert [step["stepType"]["stepTypeId"] for step in made] == [5, 4]


def test_what_has_no_field_stands_in_the_note_and_is_a_loss() -> None:
    step = Step(
        end=Distance(400, 600), within=Duration(180), intensities=(Ramp(TEMPO_PACE, HeartRate(150, 160)),)
    )
    made = replace(run(step, GOAL_1K), end=Distance(500), cadence=(175, 185), effort="smooth")
    assert losses(made) == [
        "k: garmin cannot say a range as the length of a step (400 m to 600 m); the middle of it is set",
        "k: garmin cannot say a time beside the distance of a step; it stands in the step's note",
        "k: garmin cannot say a change of intensity within a step; the target spans all of it",
        "k: garmin cannot say a cadence to be kept; it stands in the step's note",
    ]
    (said,) = steps(made)
    for words in ("400 m to 600 m", "In 3 min", "175-185 steps", "Smooth"):
        assert words in said["description"]


def test_a_range_of_repetitions_is_a_loss() -> None:
    ranged = ResolvedRepeat(count=7, written=Count(6, 8), blocks=(rep(400),), between=(JOG,))
    assert losses(ranged) == ["k: garmin cannot say a range of repetitions (6-8); 7 are set"]


# Sports


@pytest.mark.parametrize(
    ("kind", "words", "sport"),
    [
        (Kind.RUN, "", (1, "running")),
        (Kind.RACE, "", (1, "running")),
        (Kind.CROSS, "bike", (2, "cycling")),
        (Kind.CROSS, "easy indoor cycling", (2, "cycling")),
        (Kind.CROSS, "Vélo", (2, "cycling")),
        (Kind.CROSS, "cross-trainer elliptical", (6, "cardio_training")),
        (Kind.CROSS, "yoga", (7, "yoga")),
        (Kind.CROSS, "", (3, "other")),
        (Kind.STRENGTH, "", (5, "strength_training")),
        (Kind.MOBILITY, "", (11, "mobility")),
        (Kind.MOBILITY, "pilates", (8, "pilates")),
    ],
)
def test_a_kind_of_session_is_a_sport_of_the_watch(kind: Kind, words: str, sport: tuple[int, str]) -> None:
    block = run(Step(end=Duration(1800)))
    case = session("k", block, kind=kind, sport=words)
    assert body(case)["sportType"] == {"sportTypeId": sport[0], "sportTypeKey": sport[1]}
    assert say(case).losses == ()


def test_a_sport_without_a_place_is_other_and_a_loss() -> None:
    swim = run(Step(end=Distance(1000)))
    assert losses(swim, kind=Kind.CROSS, sport="swim") == [
        "k: garmin cannot say the sport 'swim'; it is sent as 'other'"
    ]


def test_a_pace_is_for_running_only() -> None:
    step = run(Step(end=Duration(1800)), EASY)
    (made,) = steps(step, kind=Kind.CROSS, sport="bike")
    assert made["targetType"]["workoutTargetTypeId"] == 1
    assert losses(step, kind=Kind.CROSS, sport="bike") == [
        "k: garmin cannot say a pace in cycling; it stands in the step's note"
    ]


# Strength

SQUAT = StrengthSet(exercise="Squats", sets=Count(3, 3), amount=Count(8, 8))


def test_sets_are_a_group_with_rest_between() -> None:
    (made,) = steps(replace(SQUAT, rest=Duration(90)), kind=Kind.STRENGTH)
    assert outline([made]) == [["3x skip", "interval 8", "rest 90"]]
    lift = made["workoutSteps"][0]
    assert (lift["category"], lift["exerciseName"]) == ("SQUAT", "SQUAT")
    assert lift["endCondition"] == {"conditionTypeId": 10, "conditionTypeKey": "reps"}


def test_rest_of_which_nobody_said_how_long_ends_with_the_lap_button() -> None:
    (made,) = steps(SQUAT, kind=Kind.STRENGTH)
    assert made["workoutSteps"][1]["endCondition"]["conditionTypeId"] == 1


def test_a_set_per_side_is_a_step_for_each_side() -> None:
    plank = StrengthSet(exercise="side plank", sets=Count(2, 2), amount=Duration(30), per_side=True)
    (made,) = steps(plank, kind=Kind.STRENGTH)
    assert outline([made]) == [["2x skip", "interval 30", "interval 30", "rest 1000"]]
    assert [step["description"] for step in made["workoutSteps"][:2]] == ["one side", "the other side"]


def test_loads_are_kilograms_whatever_they_were_written_in() -> None:
    (made,) = steps(replace(SQUAT, load=Load(LoadUnit.LB, 135, 135)), kind=Kind.STRENGTH)
    lift = made["workoutSteps"][0]
    assert lift["weightValue"] == 61.235
    assert lift["weightUnit"] == {"unitId": 8, "unitKey": "kilogram", "factor": 1000.0}
    assert "description" not in lift


@pytest.mark.parametrize(
    ("load", "said", "lost"),
    [
        (Load(LoadUnit.PERCENT_1RM, 80, 80), "80 % of 1RM", "a load in %1RM"),
        (Load(LoadUnit.RPE, 7, 8), "RPE 7-8", "a load in RPE"),
        (Load(LoadUnit.RIR, 0, 0), "0 reps in reserve", "a load in RIR"),
        (Load(LoadUnit.KG, 60, 65), "60-65 kg", "a range of weight (60-65 kg)"),
        (Load(LoadUnit.KG, 0, 5), "0-5 kg", "a load in kg"),
    ],
)
def test_a_load_that_is_no_single_weight_stands_in_the_note(load: Load, said: str, lost: str) -> None:
    loaded = replace(SQUAT, load=load)
    (made,) = steps(loaded, kind=Kind.STRENGTH)
    assert made["workoutSteps"][0]["description"] == said
    assert lost in losses(loaded, kind=Kind.STRENGTH)[0]


def test_an_unknown_exercise_is_a_named_note_and_never_a_wrong_exercise() -> None:
    nordic = replace(SQUAT, exercise="Nordic curl", load=Load(LoadUnit.KG, 5, 5))
    (made,) = steps(nordic, kind=Kind.STRENGTH)
    lift = made["workoutSteps"][0]
    assert lift["description"] == "Nordic curl, 5 kg"
    assert "category" not in lift and "weightValue" not in lift
    assert [loss.split("cannot say ")[1] for loss in losses(nordic, kind=Kind.STRENGTH)] == [
        "the exercise 'Nordic curl'; its name stands in the step's note",
        "a load in kg; it stands in the step's note",
    ]


def test_the_coachs_name_is_shown_where_garmins_is_another_one() -> None:
    (made,) = steps(replace(SQUAT, exercise="bird dog"), kind=Kind.STRENGTH)
    assert made["workoutSteps"][0]["description"] == "bird dog"


def test_exercises_in_a_run_are_notes_that_end_with_the_lap_button() -> None:
    (made,) = steps(replace(SQUAT, sets=Count(1, 1)))
    assert made["endCondition"]["conditionTypeId"] == 1
    assert made["description"] == "Squats, 8 repetitions"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("squat", "SQUAT/SQUAT"),
        ("Back Squats", "SQUAT/BARBELL_BACK_SQUAT"),
        ("Kniebeugen", "SQUAT/SQUAT"),
        ("step-ups", "SQUAT/STEP_UP"),
        ("one-legged squats", "SQUAT/ONE_LEGGED_SQUAT"),
        ("RDLs", "DEADLIFT/ROMANIAN_DEADLIFT"),
        ("soulevé de terre", "DEADLIFT/DEADLIFT"),
        ("Ausfallschritte", "LUNGE/LUNGE"),
        ("bench presses", "BENCH_PRESS/BENCH_PRESS"),
        ("farmer’s walk", "CARRY/FARMERS_WALK"),
        ("Liegestütze", "PUSH_UP/PUSH_UP"),
        ("press", None),
        ("bounds", None),
        ("clamshell", None),  # Garmin has the banded one only
        ("hip thrust", None),  # … and the one with a barbell
        ("", None),
    ],
)
def test_exercises_are_known_by_what_coaches_call_them(words: str, found: str | None) -> None:
    exercise = exercise_of(words)
    assert (f"{exercise.category}/{exercise.name}" if exercise else None) == found


def test_every_exercise_is_in_garmins_own_catalogue() -> None:
    catalogue = pytest.importorskip(
        "garminconnect.exercises",
        reason="pip install 'garminconnect>=0.3.20' (Python 3.12) has the catalogue",
    )
    known = {(category, name) for _, category, name in catalogue._RAW}
    assert {(found.category, found.name) for found in _BY_WORDS.values()} <= known


# Texts and the mark


def test_the_mark_ends_the_description_and_fits_the_content() -> None:
    said = body(CASES["intervals"])
    text, _, last = said["description"].rpartition("\n")
    mark = read_mark(last)
    assert mark is not None and (mark.plan, mark.key) == ("spring-1k", "intervals")
    assert mark.digest == fingerprint({**said, "description": text})


def test_a_changed_step_changes_the_mark() -> None:
    marks = {
        read_mark(body(session("same", rep(metres), title="Same"))["description"]) for metres in (400, 401)
    }
    assert len(marks) == 2


def test_a_text_that_looks_like_a_mark_is_defused() -> None:
    forged = "[onek v1 plan=other s=theirs h=00000000]"
    said = body(session("k", rep(400), notes=Notes(text=forged)))
    assert said["description"].count("[onek") == 1
    assert (read_mark(said["description"]) or pytest.fail("no mark")).key == "k"


@pytest.mark.parametrize("text", ["word " * 400, "🏃🏽‍♀️" * 400, "e\u0301" * 1200, "\u0301" * 3000])
def test_a_long_description_is_cut_between_characters_and_keeps_the_mark(text: str) -> None:
    case = session("k", rep(400), notes=Notes(text=text))
    said = body(case)["description"]
    assert len(said.encode("utf-16-le")) // 2 <= 1024
    assert read_mark(said) is not None
    assert said.rpartition("\n")[0].endswith(("…", "♀️…"))
    assert "a description of more than 1024 characters" in [loss.what for loss in say(case).losses]


def test_an_emoji_is_never_torn_apart() -> None:
    for shift in range(12):
        note = "x" * shift + "🏃🏽‍♀️" * 200
        (made,) = steps(run(Step(end=Distance(400), cue=note)))
        assert made["description"].removesuffix("…").endswith("🏃🏽‍♀️")


def test_a_long_note_is_cut_and_said() -> None:
    long = run(Step(end=Distance(400), cue="tall and relaxed, " * 60))
    assert len(steps(long)[0]["description"]) <= 512
    assert losses(long)[0].startswith("k: garmin cannot say a note of more than 512 characters")


def test_ids_that_leave_no_room_are_refused() -> None:
    case = CASES["intervals"]
    with pytest.raises(ExportError, match="too long for 1024 characters; give the session a shorter id"):
        say(replace(case, session=replace(case.session, key="k" * 1024)))


def test_free_words_and_notes_are_in_the_description() -> None:
    said = body(CASES["fartlek"])["description"]
    assert "Use lamp posts as landmarks" in said
    said = body(session("k", rep(400), notes=Notes(food="Eat within 1 h.")))["description"]
    assert "Eat within 1 h." in said


def test_a_session_of_words_alone_is_one_open_step() -> None:
    case = session("k", Text("Run by feel."))
    assert outline(body(case)["workoutSegments"][0]["workoutSteps"]) == ["interval 1000"]
    assert [loss.what for loss in say(case).losses] == ["words between the steps", "a workout without steps"]


def test_a_workout_that_has_no_name_is_named_by_its_key() -> None:
    assert body(session("w01-mon-1", kind=Kind.CROSS, sport=":" * 40))["workoutName"] == "w01-mon-1"


def test_the_estimates_are_ours() -> None:
    case = CASES["intervals"]
    said = body(case)
    assert said["estimatedDurationInSecs"] == round(case.main.seconds) > 2400
    assert said["estimatedDistanceInMeters"] == round(case.main.metres) > 8000
    assert "estimatedDistanceInMeters" not in body(CASES["strength"])


def test_paces_in_notes_are_in_the_athletes_unit() -> None:
    miles = replace(PLAN, plan=replace(PLAN.plan, athlete=Athlete(units=Units.MI)))
    said = EXPORTER.say(session("k", heart(HeartRate(152, 162))), miles, Options())
    assert (
        said is not None
        and "/mi" in json.loads(said.body)["workoutSegments"][0]["workoutSteps"][0]["description"]
    )
