"""Answers that no plan fits: a sentence that says what, and the nearest thing that would, which does."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from onek_sync.model.athlete import Athlete, Result, RunnerLevel
from onek_sync.model.errors import AthleteError, Level, OnekError, UsageError
from onek_sync.model.notation import seconds_of
from onek_sync.model.units import Units
from onek_sync.planning.building import build_plan, weekdays_of
from tests.planning.building_plans import RACE, RUNNER, built, request

TODAY = date(2027, 1, 1)


def refused(**answers: Any) -> str:
    with pytest.raises((UsageError, AthleteError)) as raised:
        build_plan(request(**answers))
    (finding,) = raised.value.findings
    assert finding.now
    return str(finding)


def goal(seconds: float | None) -> dict[str, Any]:
    return {"race": replace(RACE, goal=seconds)}


def on(days: int) -> dict[str, Any]:
    return {"race": replace(RACE, day=TODAY + timedelta(days)), "today": TODAY, "weeks": None}


CASES: dict[str, tuple[dict[str, Any], str]] = {
    "faster than anybody": (
        goal(130),
        "the goal 2:10.00 is faster than the world record (2:11.96); the fastest that is taken is --goal",
    ),
    "a dot for a colon": (
        goal(3.3),
        "the goal 3.30 is faster than the world record (2:11.96); did you mean --goal 3:30?",
    ),
    "slower than walking": (
        goal(700),
        "the goal 11:40 is slower than walking (11:00); the slowest that is taken is --goal 11:00",
    ),
    "no goal": (goal(None), "a plan needs a goal; say one: --goal 3:30"),
    "20 % away": (
        goal(168),
        "the goal 2:48 is 20% faster than today's 3:31: out of reach in one plan; 3:24 is",
    ),
    "another distance": ({"race": replace(RACE, metres=800)}, "a plan is built for 1000 m, not for 800"),
    "in the past": (on(-3), "the race on 2026-12-29 is in the past; name a race from 2027-01-27 on"),
    "today": (on(0), "the race on 2027-01-01 is today; name a race from 2027-01-27 on"),
    "tomorrow": (
        on(1),
        "the race is in 1 day, and the shortest plan has 4 weeks; rest and race fresh;"
        " a plan is built for a race from 2027-01-27 on: --race 2027-01-27",
    ),
    "in three weeks": (
        on(21),
        "the race is in 21 days, and the shortest plan has 4 weeks; run less, sharpen once four days before",
    ),
    "no days": (
        {"days": frozenset()},
        "a plan needs 3 days a week, none given; the nearest is --days mon,wed,sat",
    ),
    "two days": (
        {"days": frozenset({1, 3})},
        "a plan needs 3 days a week, 2 given; the nearest is --days mon,tue,thu",
    ),
    "40 weeks": ({"weeks": 40}, "a plan has 4 to 24 weeks, not 40; the nearest is --weeks 24"),
    "no weeks": ({"weeks": 0}, "a plan has 4 to 24 weeks, not 0; the nearest is --weeks 6"),
    "more weeks than there are": (
        {"weeks": 20, "today": TODAY},
        "20 weeks before 2027-05-08 begin on 2026-12-21, which is past; there is time for --weeks 18",
    ),
    "a template for others": (
        {"weeks": 5},
        'template "1k" is for 6 to 24 weeks, not 5; the nearest is --weeks 6',
    ),
    "too little": (
        {"volume": 5000.0},
        "5 km a week bears no hard training on 6 days; run easily up to it first",
    ),
    "too much": (
        {"volume": 300_000.0},
        "300 km a week is more than anybody trains for 1000 m; the nearest is",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_cannot_be_built_is_said_with_the_nearest_that_can(case: str) -> None:
    answers, says = CASES[case]
    assert refused(**answers).startswith(says)


def test_contradictory_races_are_both_named() -> None:
    races = (Result(1000, 210), Result(5000, 900))
    assert refused(athlete=Athlete(recent=races)).startswith("1K 3:30 and 5K 15:00 contradict each other")


def offered(text: str) -> str:
    found = re.search(r"--(?:volume|weeks|race|goal|days) (\S+?)[,;]?(?: |$)", text)
    assert found, text
    return found[1]


@pytest.mark.parametrize("case", sorted(CASES.keys() - {"another distance"}))
def test_what_is_offered_is_accepted(case: str) -> None:
    """The sentence's own --option, put in the place of the answer that was refused, builds a plan."""
    answers, _ = CASES[case]
    found = re.search(r"--(goal|days|weeks|race|volume) ([^\s;?]+)", refused(**answers))
    assert found
    assert built(**{**answers, **taken(found[1], found[2], answers)}).plan.weeks


def taken(name: str, text: str, answers: dict[str, Any]) -> dict[str, Any]:
    race = answers.get("race", RACE)
    match name:
        case "goal":
            seconds = seconds_of(text)
            return {
                "race": replace(race, goal=seconds),
                "athlete": Athlete(recent=(Result(1000, seconds * 1.02),)),
            }
        case "days":
            return {"days": weekdays_of(text)}
        case "weeks":
            return {"weeks": int(text)}
        case "race":
            return {"race": replace(race, day=date.fromisoformat(text)), "name": "sharpen"}
        case _:
            return {"volume": float(text.removesuffix("km")) * 1000}


@pytest.mark.parametrize("units", list(Units))
@pytest.mark.parametrize("days", [3, 5, 7])
def test_the_volume_that_is_offered_is_accepted(days: int, units: Units) -> None:
    answers = {"days": frozenset(range(days)), "athlete": replace(RUNNER, units=units)}
    amount = float(offered(refused(volume=6000.0, **answers)).removesuffix(units.value))
    assert built(volume=amount * units.metres, **answers).plan.weeks


def test_the_race_day_that_is_offered_is_accepted() -> None:
    day = date.fromisoformat(offered(refused(name="sharpen", **on(-1))))
    assert len(built(name="sharpen", today=TODAY, weeks=None, race=replace(RACE, day=day)).plan.weeks) == 4


def test_a_goal_out_of_reach_is_built_when_it_is_forced_and_doubted_all_the_same() -> None:
    plan = built(forced=True, **goal(168))
    assert [finding.code for finding in plan.findings] == ["V13"]


@pytest.mark.parametrize(
    ("weeks", "level", "seconds", "doubted"),
    [
        (8, RunnerLevel.INTERMEDIATE, 207.0, False),  # 1.9 %
        (8, RunnerLevel.INTERMEDIATE, 206.0, True),  # 2.4 %
        (12, RunnerLevel.INTERMEDIATE, 204.0, False),  # 3.3 %
        (12, RunnerLevel.INTERMEDIATE, 203.0, True),  # 3.8 %
        (16, RunnerLevel.INTERMEDIATE, 201.0, False),  # 4.7 %
        (16, RunnerLevel.INTERMEDIATE, 200.0, True),  # 5.2 %
        (12, RunnerLevel.BEGINNER, 198.0, False),  # 6.2 %
        (12, RunnerLevel.BEGINNER, 195.0, True),  # 7.6 %
    ],
)
def test_ambition_is_measured_by_the_weeks_and_the_level(
    weeks: int, level: RunnerLevel, seconds: float, doubted: bool
) -> None:
    findings = built(weeks=weeks, athlete=replace(RUNNER, level=level), **goal(seconds)).findings
    assert [finding.code for finding in findings] == ["V13"] * doubted
    assert all(finding.level is Level.WARNING for finding in findings)


def test_a_goal_that_is_reached_already_is_built_and_doubted() -> None:
    (finding,) = built(**goal(220)).findings
    assert str(finding).startswith("the goal 3:40 is slower than today's 3:31; set a faster one")


def test_without_a_race_of_the_athlete_s_the_plan_assumes_and_says_so() -> None:
    assert [finding.code for finding in built(athlete=Athlete()).findings] == ["A07"]


@pytest.mark.parametrize(
    "text", ["mon,wed,sat", "Mon; Wednesday, SAT", "sat,wed,mon,", "mo, we, sa", "Mon., wed., sat."]
)
def test_days_are_read_as_people_write_them(text: str) -> None:
    assert weekdays_of(text) == {0, 2, 5}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("mon-fri", {0, 1, 2, 3, 4}),
        ("sat-mon", {5, 6, 0}),
        ("tue to thu, sun", {1, 2, 3, 6}),
        ("fri–fri", {4}),
    ],
)
def test_days_may_be_said_from_one_to_another(text: str, days: set[int]) -> None:
    assert weekdays_of(text) == days


@pytest.mark.parametrize("word", ["monsoon", "m", "mon-", "mon-fun", "1", "."])
def test_what_only_begins_like_a_day_is_none(word: str) -> None:
    with pytest.raises(ValueError, match=re.escape(f'"{word}" is no day; write mon, tue')):
        weekdays_of(word)


def test_a_word_that_is_no_day_is_named() -> None:
    with pytest.raises(ValueError, match='"funday" is no day; write mon, tue'):
        weekdays_of("mon,funday")


def test_every_refusal_is_for_a_person() -> None:
    for answers, _ in CASES.values():
        with pytest.raises(OnekError):
            build_plan(request(**answers))
