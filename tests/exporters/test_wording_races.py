"""What runners read about races of other lengths than the track's, and about the paces of other races."""

from dataclasses import replace

import pytest

from onek_sync.exporters.words import Audience, description
from onek_sync.model.plan import Kind
from onek_sync.model.session import PaceBand, ResolvedPlan, ResolvedSession
from onek_sync.model.units import Units
from tests.exporters.building import rep, session, times
from tests.exporters.sayings import plan_of

FIVE_IN_27_30 = session("race-5k", rep(5000, PaceBand(328, 332), "race"), kind=Kind.RACE, hardness=3)


def plan_for(
    one: ResolvedSession, metres: float, goal: float | None, units: Units = Units.KM
) -> ResolvedPlan:
    """A plan around a session, for a race over so many metres."""
    ready = plan_of(one, units=units)
    assert ready.plan.race is not None
    return replace(ready, plan=replace(ready.plan, race=replace(ready.plan.race, metres=metres, goal=goal)))


def test_a_long_race_begins_calmly_in_shoes_that_are_run_in() -> None:
    said = description(FIVE_IN_27_30, plan_for(FIVE_IN_27_30, 5000, 1650))
    assert "Start calmly: the first kilometre no faster than 5:30, easy as it feels." in said
    assert "Kit: shoes that are run in, double knots, number" in said
    for of_the_track in ("spikes", "drills", "race pace"):
        assert of_the_track not in said


def test_who_thinks_in_miles_gets_a_split_a_mile() -> None:
    miles = description(FIVE_IN_27_30, plan_for(FIVE_IN_27_30, 5000, 1650, Units.MI))
    assert "Even splits: 1 mi in 8:51, 2 mi in 17:42, 3 mi in 26:33, 5 km in 27:30." in miles
    assert "the first mile no faster than 8:51" in miles
    kilometres = description(FIVE_IN_27_30, plan_for(FIVE_IN_27_30, 5000, 1650))
    assert (
        "Even splits: 1 km in 5:30, 2 km in 11:00, 3 km in 16:30, 4 km in 22:00, 5 km in 27:30." in kilometres
    )


def test_tenths_are_said_where_they_count() -> None:
    race = session("race-800", rep(800), kind=Kind.RACE)
    said = description(race, plan_for(race, 800, 149.6))
    assert "goal 2:29.6" in said
    assert "200 in 37.4, 400 in 1:14.8, 600 in 1:52.2, 800 in 2:29.6." in said


def test_who_has_no_goal_holds_back_too() -> None:
    said = description(FIVE_IN_27_30, plan_for(FIVE_IN_27_30, 5000, None), Audience.WATCH)
    assert "Start calmly: hold back for the first kilometre, easy as it feels." in said


def test_a_race_on_the_track_keeps_its_spikes_and_strides() -> None:
    track = session("race-1k", rep(1000), kind=Kind.RACE)
    said = description(track, plan_for(track, 1000, 210))
    assert "Kit: spikes" in said and "two at race pace" in said and "calmly" not in said


@pytest.mark.parametrize(
    ("aim", "race", "purpose"),
    [
        ("goal 1K", 1000, "Race rhythm"),
        ("800 pace", 1000, "Faster than the race"),
        ("1500 pace", 1000, "Speed endurance just under race pace"),
        ("mile", 1000, "Speed endurance just under race pace"),
        ("3K pace", 1000, "A bigger engine"),
        ("5K pace", 1500, "A bigger engine"),
        ("mile", 1500, "Race rhythm"),
        ("mile", 5000, "Faster than the race"),
        ("1K pace", 3000, "Faster than the race"),
        ("5K pace", 5000, "Race rhythm"),
        ("10K pace", 5000, "A bigger engine"),
    ],
)
def test_the_pace_of_a_race_is_explained_by_the_plan_s_race(aim: str, race: float, purpose: str) -> None:
    reps = session("reps", times(6, rep(400, aim=aim)))
    assert f"Purpose: {purpose}" in description(reps, plan_for(reps, race, None))


def test_without_a_race_the_pace_of_one_is_not_explained() -> None:
    reps = session("reps", times(6, rep(400, aim="mile")))
    ready = plan_for(reps, 1000, None)
    assert "Purpose" not in description(reps, replace(ready, plan=replace(ready.plan, race=None)))
