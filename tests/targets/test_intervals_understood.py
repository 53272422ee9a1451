"""What the service did not understand is told; what it merely says in its own way is not."""

import json
from dataclasses import replace

import pytest

from onek_sync.exporters.intervals.event import EXPORTER
from onek_sync.model.athlete import Athlete, Heart
from onek_sync.model.exchange import Options
from onek_sync.model.plan import Kind
from onek_sync.targets.intervals.understood import Step, differences
from tests.exporters.building import CASES, PLAN
from tests.exporters.sayings import SAYINGS
from tests.servers.intervals_text import workout_doc

WORKOUTS = {name: case for name, case in {**CASES, **SAYINGS}.items() if case.kind is not Kind.REST}

WARMUP: Step = {"duration": 600, "intensity": "warmup"}
REP: Step = {
    "distance": 400.0, "intensity": "active", "pace": {"start": 208, "end": 213, "units": "secs/km"}
}  # fmt: skip
REST: Step = {"duration": 90, "intensity": "rest"}
LAP: Step = {"duration": 60, "until_lap_press": True}
HEART: Step = {"duration": 300, "hr": {"start": 70.5, "end": 80.0, "units": "%hr"}}


def told(meant: list[Step], *read: Step) -> tuple[str, ...]:
    return differences(meant, {"steps": list(read)})


@pytest.mark.parametrize(
    "read",
    [
        {**REP, "duration": 84},
        {**REP, "pace": {"start": 213, "end": 208, "units": "secs/km"}},
        {**REP, "pace": {"start": 208.4, "end": 213.4, "units": "secs/km"}},
        {**REP, "_pace": {"start": 4.7, "end": 4.8}, "text": "Other"},
        {"reps": 1, "steps": [REP]},
    ],
)
def test_another_way_to_say_it_is_no_difference(read: Step) -> None:
    assert told([REP], read) == ()


def test_repeats_are_compared_as_they_are_run() -> None:
    assert told([{"reps": 2, "steps": [REP, REST]}], REP, REST, REP, REST) == ()
    assert told([REP, REST, REP, REST], {"reps": 2, "steps": [REP, REST]}) == ()


@pytest.mark.parametrize(
    "read, said",
    [
        ({**REP, "distance": 4000.0}, "step 2: 400 m were not understood; it reads 4000 m"),
        ({**REST, "duration": 24000}, "step 2: 400 m were not understood; it reads 24000 s"),
        ({"distance": 400.0}, "step 2: its pace was not understood"),
        (
            {**REP, "pace": {"start": 4.7, "end": 4.8, "units": "%pace"}},
            "step 2: its pace was not understood",
        ),
        (
            {**REP, "pace": {"start": 208, "end": 260, "units": "secs/km"}},
            "step 2: its pace was not understood",
        ),
        ({**REP, "pace": {**REP["pace"], "units": "secs/mile"}}, "step 2: its pace was not understood"),
        ({**REP, "pace": {"units": "secs/km"}}, "step 2: its pace was not understood"),
    ],
)
def test_a_step_that_is_another_one_is_named(read: Step, said: str) -> None:
    assert told([WARMUP, REP], WARMUP, read)[0] == said


def test_a_lap_button_and_a_heart_rate_that_were_not_understood_are_named() -> None:
    assert told([LAP, HEART], {"duration": 60}, {"duration": 300}) == (
        "step 1: the lap button that ends it was not understood",
        "step 2: its heart rate was not understood",
    )


def test_a_missing_step_and_one_too_many_are_named() -> None:
    assert told([WARMUP, REP, REST], WARMUP, REST) == (
        "of 3 steps the service reads 2; step 2: 400 m were not understood",
    )
    assert told([WARMUP, REP], WARMUP) == (
        "of 2 steps the service reads 1; step 2: 400 m were not understood",
    )
    assert told([WARMUP], WARMUP, REST) == ("of 1 steps the service reads 2; step 2 was not meant",)


def test_a_repeat_without_end_is_not_unrolled_to_its_end() -> None:
    for steps in ([REP], [], [REST] * 1000):
        assert len(told([REP], {"reps": 10**15, "steps": steps}, {**REP, "distance": 1.0})) == 1


def test_many_differences_are_not_all_told() -> None:
    said = told([REP] * 9, *[{"distance": 400.0}] * 9)
    assert (len(said), said[-1]) == (6, "and 4 more")


@pytest.mark.parametrize("read", [{}, {"steps": []}, {"steps": None}, "words"])
def test_no_step_at_all_is_one_sentence(read: object) -> None:
    assert differences([REP], read) == ("none of its steps was understood; it stands there as words",)


def test_what_has_no_steps_loses_none_and_silence_is_no_difference() -> None:
    assert differences([], {}) == ()
    assert differences([REP], None) == ()


@pytest.mark.parametrize("athlete", [Athlete(), Athlete(heart=Heart(max=190, threshold=172))])
@pytest.mark.parametrize("name", WORKOUTS)
def test_what_we_write_is_read_as_it_is_meant(name: str, athlete: Athlete) -> None:
    plan = replace(PLAN, plan=replace(PLAN.plan, athlete=athlete))
    artifact = EXPORTER.say(WORKOUTS[name], plan, Options())
    assert artifact is not None
    event = json.loads(artifact.body)
    assert differences(event["workout_doc"]["steps"], workout_doc(event["description"])) == ()
