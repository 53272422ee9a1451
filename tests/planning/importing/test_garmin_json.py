"""Workouts of Garmin Connect read into ours: every shape of the file, and what a plan cannot say."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onek_sync.exporters.garmin import EXPORTER
from onek_sync.exporters.garmin.exercises import _BY_WORDS, exercise_of
from onek_sync.model.errors import ExportError, OnekError, PlanError
from onek_sync.model.exchange import Options
from onek_sync.model.plan import Kind, Option
from onek_sync.model.session import ResolvedSession
from onek_sync.model.workout import Role
from onek_sync.planning.importing.garmin_exercises import exercise_in
from onek_sync.planning.importing.garmin_json import read
from onek_sync.planning.resolve import resolve_workout
from onek_sync.planning.shorthand import parse_workout, write_workout
from onek_sync.planning.shorthand.options import parse_options, write_options
from tests.conftest import Golden
from tests.exporters.building import CASES, PLAN
from tests.exporters.decoding import Heard
from tests.exporters.garmin_playing import from_garmin
from tests.exporters.inventing import plan_of, sessions, strength
from tests.planning.importing.said import as_text

FILES = Path(__file__).parents[2] / "imports" / "garmin"
WORKOUTS = [name for name, case in CASES.items() if case.kind is not Kind.REST]
# All but the zone, which is a heart rate only for an athlete with a heart; the golden files have zones.
FIELDS = ("role", "end", "value", "fast", "slow", "heart", "kilograms")
slow = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("name", sorted(path.stem for path in FILES.glob("*.json")))
def test_a_file_is_read_as_it_was_meant(name: str, golden: Golden) -> None:
    found = read((FILES / f"{name}.json").read_text(encoding="utf-8"), f"{name}.json")
    golden(f"imports/garmin/{name}.txt", as_text(found))
    for each in found:
        if each.option:
            assert parse_options(write_options((each.option,))).options == (each.option,)
        else:
            assert each.findings


def one(*steps: object, sport: int = 1, **more: object) -> str:
    """A workout of these steps as a file."""
    return json.dumps(
        {
            "workoutName": "W",
            "sportType": {"sportTypeId": sport},
            "workoutSegments": [{"workoutSteps": steps}],
            **more,
        }
    )


def step(**more: object) -> dict[str, object]:
    """Ten minutes of running."""
    return {
        "stepType": {"stepTypeId": 3},
        "endCondition": {"conditionTypeId": 2},
        "endConditionValue": 600,
        **more,
    }


def line_of(text: str) -> str:
    """The plan's line for the one workout of a file."""
    (found,) = read(text, "w.json")
    assert found.option is not None
    return write_options((found.option,))


def test_the_id_counts_and_not_the_key() -> None:
    wrong_key = step(targetType={"workoutTargetTypeId": 4, "workoutTargetTypeKey": "pace.zone"}, zoneNumber=3)
    assert line_of(one(wrong_key)) == "10min @ Z3 HR"


def test_a_key_counts_where_there_is_no_id() -> None:
    assert line_of(one(step(stepType={"stepTypeKey": "warmup"}), step())) == "10min warm-up, 10min"


@pytest.mark.parametrize("order", [(4.651, 4.444), (4.444, 4.651)])
def test_a_pace_stands_in_either_order(order: tuple[float, float]) -> None:
    pace = step(targetType={"workoutTargetTypeId": 6}, targetValueOne=order[0], targetValueTwo=str(order[1]))
    assert line_of(one(pace)) == "10min @ 3:35-3:45/km"


def test_our_own_mark_is_no_note() -> None:
    body = one(step(), description="Soft ground.\n[onek v1 plan=a s=b h=0123abcd]")
    assert read(body, "w.json")[0].note == "Soft ground."


def test_what_is_no_workout_among_workouts_is_named() -> None:
    found = read(f"[{one(step())}, 7, {{}}]", "w.json")
    assert [each.option is None for each in found] == [False, True, True]
    assert "no workout" in str(found[1].findings[0])


def test_a_finding_names_the_line_of_its_step() -> None:
    text = json.dumps(json.loads(one(step(), step(endCondition={"conditionTypeId": 4}))), indent=1)
    (found,) = read(text, "w.json")
    (finding,) = found.findings
    lines = text.splitlines()
    assert lines[finding.place.line - 1].strip() == "{"
    assert '"conditionTypeId": 4' in "\n".join(lines[finding.place.line - 1 : finding.place.line + 10])


def test_a_workout_is_kept_as_words_rather_than_read_by_half() -> None:
    unclear = {"stepType": {"stepTypeId": 6}, "workoutSteps": [step()]}
    (found,) = read(one(step(), unclear, description="Six of them."), "w.json")
    assert found.option is None
    assert found.note == "Six of them."
    assert "does not say how often" in str(found.findings[-1])


@pytest.mark.parametrize("number", [True, "8", 8, 8.0])
def test_a_count_may_be_text_but_not_a_truth(number: object) -> None:
    rest = step(stepType={"stepTypeId": 4}, endConditionValue=60)
    group = {"stepType": {"stepTypeId": 6}, "numberOfIterations": number, "workoutSteps": [step(), rest]}
    (found,) = read(one(group), "w.json")
    assert (found.option is None) == (number is True)


# ---- what an exporter of ours says is heard again ------------------------------------------------------


def again(option: Option, session: ResolvedSession) -> list[Heard]:
    """What a watch says of an option that was read from a watch's workout."""
    resolved, _ = resolve_workout(option.workout, None, kind=option.kind, sport=option.sport)
    said = EXPORTER.say(replace(session, options=(resolved,)), PLAN, Options())
    assert said is not None
    return from_garmin(said.body)


def differences(body: bytes, session: ResolvedSession) -> list[str]:
    """Where the steps differ, each with the field; a pace by more than a tenth of a second per km."""
    (found,) = read(body.decode(), "w.json")
    if found.option is None:
        assert found.findings
        return []
    heard, wanted = again(found.option, session), from_garmin(body)
    if len(heard) != len(wanted):
        return [f"{len(heard)} steps, {len(wanted)} wanted"]
    calmed = any("recovery" in str(finding) for finding in found.findings)
    return [
        f"{number}: {name} is {getattr(got, name)!r}, wanted {getattr(want, name)!r}"
        for number, (got, want) in enumerate(zip(heard, wanted, strict=True), 1)
        for name in FIELDS
        if not _alike(name, got, want)
        and not (calmed and want.role is Role.RECOVERY and name in {"fast", "slow", "heart"})
    ]


def _alike(name: str, heard: Heard, wanted: Heard) -> bool:
    """A pace without a width is given one by whoever resolves it; the pace itself lies within.

    Speeds are whole millimetres a second; written as seconds a kilometre they come back a little off.
    """
    got, want = getattr(heard, name), getattr(wanted, name)
    if not (isinstance(got, int | float) and isinstance(want, int | float)):
        return got == want
    if name in {"fast", "slow"} and wanted.fast == wanted.slow and heard.fast and heard.slow:
        slow, fast = sorted((heard.slow, heard.fast))
        return slow * 0.999 - 2 <= want <= fast * 1.001 + 2
    least = 2 if name in {"fast", "slow"} else 0.005
    return abs(got - want) <= max(least, abs(want) * 0.001)


@pytest.mark.parametrize("name", WORKOUTS)
def test_what_we_export_is_read_as_the_same_steps(name: str) -> None:
    said = EXPORTER.say(CASES[name], PLAN, Options())
    assert said is not None
    assert read(said.body.decode(), "w.json")[0].option is not None
    assert differences(said.body, CASES[name]) == []


# Odd words of thousands of characters are cut in the note of a step, where an exercise's name stands.
exercised = sessions(
    of=strength.map(lambda one: replace(one, exercise="zercher squat", tempo="", note="")),
    kinds=(Kind.STRENGTH,),
)


@slow
@given(sessions(kinds=(Kind.RUN, Kind.RACE, Kind.CROSS)) | exercised)
def test_whatever_we_export_is_read_as_the_same_steps(session: ResolvedSession) -> None:
    try:
        said = EXPORTER.say(session, plan_of(session), Options())
    except ExportError:
        return
    if said is not None:
        assert differences(said.body, session) == []


def test_every_exercise_that_we_send_comes_back_as_one_that_we_send() -> None:
    for exercise in set(_BY_WORDS.values()):
        words = exercise_in({"category": exercise.category, "exerciseName": exercise.name})
        assert exercise_of(words) == exercise, words
        line = f"strength {words} 3x8 reps"
        assert len(parse_options(line).options[0].workout.blocks) == 1, words


# ---- hostile files -------------------------------------------------------------------------------------

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just("\ud800\x00"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
NAMES = st.sampled_from(
    [
        *("workoutName", "description", "sportType", "workoutSegments", "workoutSteps", "stepType", "date"),
        *("endCondition", "endConditionValue", "targetType", "targetValueOne", "targetValueTwo", "workouts"),
        *("numberOfIterations", "skipLastRestStep", "zoneNumber", "weightValue", "weightUnit", "workout"),
        *("category", "exerciseName", "sportTypeId", "stepTypeId", "conditionTypeId", "workoutTargetTypeId"),
    ]
)
IDS = st.integers(-1, 12) | st.just(1e300) | st.just("3")
SHAPES = st.recursive(
    ANYTHING | IDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=6),
    max_leaves=25,
)


@settings(max_examples=300)
@given(SHAPES)
def test_any_json_is_read_or_refused_with_a_sentence(value: object) -> None:
    check(json.dumps(value))


@settings(max_examples=200)
@given(st.data())
def test_a_workout_with_one_thing_wrong_is_read_or_refused(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(path.name for path in FILES.glob("*.json"))))
    document = json.loads((FILES / name).read_text(encoding="utf-8"))
    at = document
    while isinstance(at, dict | list) and at:
        keys = list(at) if isinstance(at, dict) else list(range(len(at)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(at[key], dict | list) or data.draw(st.integers(0, 4)) == 0:
            at[key] = data.draw(ANYTHING)
            break
        at = at[key]
    check(json.dumps(document))


@settings(max_examples=100)
@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[]", "{}", "null", "NaN", "[Infinity]", '{"workoutName": "a\x00b"}', "\ufeff[]"),
        *("[" * 100_000, '{"a":' * 100_000, "9" * 5_000, '"' + '\\"' * 50_000, "{" * 50_000),
    ],
)
def test_what_is_no_workout_is_said_in_a_sentence(text: str) -> None:
    with pytest.raises(PlanError) as caught:
        read(text, "w.json")
    assert len(str(caught.value)) < 400


def test_groups_in_groups_without_end_are_refused() -> None:
    deep: object = step()
    for _ in range(100):
        deep = {"stepType": {"stepTypeId": 6}, "numberOfIterations": 2, "workoutSteps": [deep]}
    (found,) = read(one(deep), "w.json")
    assert found.option is None
    assert "deeper" in str(found.findings[-1])


def test_thousands_of_steps_are_refused() -> None:
    (found,) = read(one(*[step()] * 20_000), "w.json")
    assert found.option is None
    assert "more than 1000 steps" in str(found.findings[-1])


def check(text: str) -> None:
    """Read, or refused by an error of ours; what is read is read back from the plan's line."""
    try:
        found = read(text, "w.json")
    except OnekError as error:
        assert all(finding.what and finding.now for finding in error.findings)
        return
    for each in found:
        if each.option is None:
            assert each.findings
            continue
        assert parse_options(write_options((each.option,))).options == (each.option,)
        if each.option.kind is Kind.RUN:
            workout = each.option.workout
            assert parse_workout(write_workout(workout)).workout == workout
