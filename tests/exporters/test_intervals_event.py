"""An event for intervals.icu's calendar: golden files, its sport, and the steps that are meant."""

import json
from dataclasses import replace
from datetime import time

import pytest

from onek_sync.exporters import EXPORTERS
from onek_sync.exporters.intervals import EXPORTER as TEXT
from onek_sync.exporters.intervals.event import EXPORTER
from onek_sync.model.exchange import Options
from onek_sync.model.plan import Kind
from onek_sync.model.session import ResolvedSession
from tests.conftest import Golden
from tests.exporters.building import CASES, PLAN
from tests.exporters.intervals_reading import Step, read

WORKOUTS = {name: case for name, case in CASES.items() if case.kind is not Kind.REST}


def event(case: ResolvedSession) -> dict:  # type: ignore[type-arg]
    artifact = EXPORTER.say(case, PLAN, Options())
    assert artifact is not None
    return json.loads(artifact.body)  # type: ignore[no-any-return]


def cross(sport: str) -> ResolvedSession:
    case = CASES["cross"]
    options = tuple(replace(option, sport=sport) for option in case.options)
    return replace(case, options=options)


@pytest.mark.parametrize("name", ["race", "strength", "intervals", "cross"])
def test_a_session_is_said_as_its_golden_file(name: str, golden: Golden) -> None:
    artifact = EXPORTER.say(CASES[name], PLAN, Options())
    assert artifact is not None
    assert artifact.name == f"{CASES[name].session.day}-{name}.json"
    golden(f"intervals-event/{name}.json", artifact.body)


def test_the_format_is_found_by_its_name() -> None:
    assert EXPORTERS["intervals-event"] is EXPORTER


def test_a_rest_day_is_no_event() -> None:
    assert EXPORTER.say(CASES["rest"], PLAN, Options(rest_days=True)) is None


@pytest.mark.parametrize("name", WORKOUTS)
def test_the_words_and_the_losses_are_those_of_the_text(name: str) -> None:
    said, whole = TEXT.say(WORKOUTS[name], PLAN, Options()), EXPORTER.say(WORKOUTS[name], PLAN, Options())
    assert said is not None and whole is not None
    assert event(WORKOUTS[name])["description"].startswith(said.body.decode())
    assert [loss.what for loss in whole.losses] == [loss.what for loss in said.losses]
    assert {loss.format for loss in whole.losses} <= {"intervals-event"}


def played(steps: list) -> list:  # type: ignore[type-arg]
    """Steps in the order in which they are done, as the strict reader says them."""
    found = []
    for step in steps:
        if "reps" in step:
            found += played(step["steps"]) * step["reps"]
            continue
        length = (step.get("duration", 0), step.get("distance", 0.0))
        found.append((*length, step["intensity"], "until_lap_press" in step, "pace" in step, "hr" in step))
    return found


def heard(step: Step) -> tuple[object, ...]:
    unit = step.aim.unit if step.aim else ""
    of_heart = bool(unit) and unit not in {"km", "mi"}
    return (
        step.seconds, round(step.metres, 2), step.intensity, step.until_lap, unit in {"km", "mi"}, of_heart
    )  # fmt: skip


@pytest.mark.parametrize("name", WORKOUTS)
def test_the_steps_that_are_meant_are_those_of_the_text(name: str) -> None:
    artifact = TEXT.say(WORKOUTS[name], PLAN, Options())
    assert artifact is not None
    meant = played(event(WORKOUTS[name])["workout_doc"]["steps"])
    assert meant == [heard(step) for step in read(artifact.body.decode()).played()]


@pytest.mark.parametrize(
    "sport, type",
    [
        ("bike", "Ride"),
        ("E-Bike", "Ride"),
        ("swim", "Swim"),
        ("yoga", "Yoga"),
        ("ukulele", "Workout"),
        ("", "Workout"),
    ],
)
def test_cross_training_has_the_sport_that_is_named(sport: str, type: str) -> None:
    assert event(cross(sport))["type"] == type


def test_a_race_is_a_workout_since_only_those_reach_a_watch() -> None:
    assert (event(CASES["race"])["category"], event(CASES["race"])["type"]) == ("WORKOUT", "Run")


def test_a_session_with_a_time_of_day_says_it_twice_and_one_without_stands_at_midnight() -> None:
    timed, untimed = (
        replace(CASES["tempo"], session=replace(CASES["tempo"].session, at=at)) for at in (time(6, 5), None)
    )
    day = CASES["tempo"].session.day
    assert event(timed)["start_date_local"] == f"{day}T06:05:00"
    assert event(timed)["description"].endswith("\n\nAt 06:05.\n")
    assert event(untimed)["start_date_local"] == f"{day}T00:00:00"
    assert "At " not in event(untimed)["description"].splitlines()[-1]
