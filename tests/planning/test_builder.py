"""From answers to a plan: the sample week, race week, what a level changes, what is explained."""

import re
from dataclasses import replace
from datetime import date, time, timedelta
from itertools import combinations

import pytest

from onek_sync.model.athlete import Heart, Result, RunnerLevel
from onek_sync.model.plan import Kind, Plan, Session, Week
from onek_sync.model.session import ResolvedStep
from onek_sync.model.units import Units
from onek_sync.planning.building import build_plan
from onek_sync.planning.building.places import QUALITY, Slot, apart, cyclic, placed
from onek_sync.planning.file import read_plan, write_plan
from onek_sync.planning.resolve import resolve
from onek_sync.planning.rules import check_rules
from onek_sync.planning.shorthand.options import write_options
from tests.conftest import Golden
from tests.planning.building_plans import MON_TO_SAT, RACE, RUNNER, built, request
from tests.planning.plan_files import placeless


def days_of(plan: Plan, week: int) -> dict[str, list[str]]:
    """What stands on each day of a week, as in the file."""
    out: dict[str, list[str]] = {}
    for session in plan.weeks[week - 1].sessions:
        out.setdefault(f"{session.day:%a}".lower(), []).append(write_options(session.options))
    return out


def before_race(plan: Plan) -> dict[int, list[str]]:
    """What stands on each of the last days, by days before the race."""
    assert plan.race
    out: dict[int, list[str]] = {}
    for session in plan.sessions():
        left = (plan.race.day - session.day).days
        if left <= 7:
            out.setdefault(left, []).append(write_options(session.options))
    return out


def test_the_sample_week_of_the_method_comes_out_day_by_day() -> None:
    """Monday to Saturday, the first week of race pace."""
    warm, cool = "12min warm-up, 5min drills, 4x100m strides w/ walk back", "10min cool-down"
    assert days_of(built(days=MON_TO_SAT, volume=36_000.0).plan, 5) == {
        "mon": [
            f"{warm}, 6x400m @ goal 1K w/ 400m jog, {cool}",
            "strength box jump 3x5, squat 3x5, deadlift 3x5, lunge 2x8/side, plank 3x40s, bird dog 2x10/side",
        ],
        "tue": ["45min @ easy, 6x100m strides w/ walk back"],
        "wed": [f"{warm}, 20min @ tempo, {cool} or run {warm}, 2x1.5km @ tempo w/ 2min rest, {cool}"],
        "thu": ["cross bike 45min or cross swim 30min or rest"],
        "fri": ["10min warm-up, 8x(1min @ hard, 1min easy recovery), 10min cool-down"],
        "sat": ["55min long"],
        "sun": ["rest or active recovery walk 30min"],
    }


@pytest.mark.parametrize("name", ["1k-12-weeks-6-days", "first-1k-10-weeks-3-days", "sharpen-5-weeks-7-days"])
def test_the_built_plans_read_like_a_coach_s(golden: Golden, name: str) -> None:
    beginner = replace(RUNNER, level=RunnerLevel.BEGINNER, recent=RUNNER.recent[:1], units=Units.MI)
    asked = {
        "1k-12-weeks-6-days": request(),
        "first-1k-10-weeks-3-days": request(
            name="first-1k", weeks=10, days=frozenset({1, 3, 6}), athlete=beginner
        ),
        "sharpen-5-weeks-7-days": request(name="sharpen", weeks=5, days=frozenset(range(7))),
    }[name]
    plan = build_plan(asked)
    golden(f"built/{name}.yaml", write_plan(plan.plan, head=plan.reasons).encode())


def test_race_week_is_counted_in_days_before_the_race() -> None:
    assert before_race(built().plan) == {
        7: ["12min warm-up, 5min drills, 4x100m strides w/ walk back, 10-12min @ tempo, 10min cool-down"],
        6: ["rest or active recovery walk 30min"],  # Sunday is not a day of this runner's
        5: ["20min @ easy"],
        4: [
            "12min warm-up, 5min drills, 4x100m strides w/ walk back, 3x300m @ 105-108% of 1K w/ 4-5min walk,"
            " 10min cool-down"
        ],
        3: ["rest"],
        2: ["20min @ easy, 4x100m strides w/ walk back"],
        1: ["rest or run 15min @ easy, 3x80m strides w/ walk back"],
        0: [
            "12min warm-up, 8min drills, 4x80m strides w/ walk back, then 3min walk, 200m @ goal 1K",
            "race 1km @ RP",
        ],
        -1: ["rest"],
    }


def test_the_last_peak_week_has_a_long_run_on_any_three_days_whatever_the_race_s_weekday() -> None:
    for days in combinations(range(7), 3):
        for weekday in range(7):
            race = replace(RACE, day=RACE.day + timedelta(weekday))
            near = replace(RUNNER, recent=(Result(1000, 207),))
            plan = built(race=race, days=frozenset(days), weeks=8, athlete=near).plan
            texts = [write_options(session.options) for session in plan.weeks[-2].sessions]
            assert sum(text.endswith("min long") for text in texts) == 1, (days, weekday, texts)
            assert check_rules(resolve(plan)) == ()


def test_a_race_week_without_a_day_for_the_sharpener_says_so_and_when_it_would_be() -> None:
    said = [reason for reason in built(days=frozenset({4, 5, 6})).reasons if "sharpener" in reason]
    assert said == [
        "None of your days is three to five days before the race, so race week has no sharpener. If Tue"
        " 2027-05-04 is free after all, run it then: warm up, 3x300m @ 105-108% of 1K w/ 4-5min walk,"
        " cool down."
    ]
    assert not any("sharpener" in reason for reason in built().reasons)


@pytest.mark.parametrize("weekday", range(7))
def test_weeks_begin_on_any_weekday_and_end_the_day_after_the_race(weekday: int) -> None:
    race = replace(RACE, day=RACE.day + timedelta(weekday))
    plan = built(race=race).plan
    assert plan.start == race.day - timedelta(12 * 7 - 2)
    assert plan.weeks[-1].sessions[-1].day == race.day + timedelta(1)


def race_sessions(plan: Plan) -> list[Session]:
    return [session for session in plan.sessions() if session.day == RACE.day]


def test_race_day_has_its_warm_up_by_the_clock_and_the_race_its_split_plan() -> None:
    plan = built().plan
    warm_up, race = race_sessions(plan)
    assert (warm_up.at, race.at) == (time(14, 40), time(15, 30))
    assert "15:02 4 x 80 m strides" in warm_up.notes.text and "15:15 one 200 m" in warm_up.notes.text
    steps = [
        step
        for session in resolve(plan).sessions
        if session.session.key == race.key
        for step in session.main.played()
        if isinstance(step, ResolvedStep)
    ]
    assert [step.metres for step in steps] == [200, 600, 200]
    assert sum(step.seconds for step in steps) == pytest.approx(205, abs=1)


def test_without_a_start_time_the_warm_up_is_counted_back_from_the_start() -> None:
    warm_up, _ = race_sessions(built(race=replace(RACE, at=None)).plan)
    assert warm_up.at is None and warm_up.notes.text.startswith("50 min before: 12 min easy.")


def test_a_race_soon_after_midnight_does_not_warm_up_on_the_day_before() -> None:
    warm_up, _ = race_sessions(built(race=replace(RACE, at=time(0, 30))).plan)
    assert warm_up.at is None


def test_every_set_of_days_keeps_hard_days_apart_and_fills_the_days() -> None:
    for count in range(3, 8):
        for days in combinations(range(7), count):
            for level in RunnerLevel:
                week = placed(frozenset(days), level)
                assert [day for day, _ in week] == list(days)
                assert apart(tuple(day for day, slot in week if slot in QUALITY), cyclic)
                assert [slot for _, slot in week].count(Slot.LONG) == 1


def test_a_beginner_has_two_hard_days_and_no_race_pace_in_the_first_four_weeks() -> None:
    beginner = replace(RUNNER, level=RunnerLevel.BEGINNER, recent=RUNNER.recent[:1])
    for name in ("1k", "first-1k"):
        plan = built(name=name, athlete=beginner).plan
        for week in plan.weeks:
            texts = [write_options(session.options) for session in week.sessions]
            assert (
                sum("warm-up" in text and "strides w/ walk back, 3min walk" not in text for text in texts)
                <= 2
            )
            if week.number <= 4:
                assert not any("goal" in text or "@ R" in text or "@ 800" in text for text in texts)


def test_from_45_years_on_every_third_week_is_lighter() -> None:
    plan = built(athlete=replace(RUNNER, age=45), weeks=16).plan
    assert [week.number for week in plan.weeks if "Lighter week" in week.note] == [3, 6, 9, 12]


def test_strength_is_twice_a_week_in_the_base_once_later_and_never_near_the_race() -> None:
    def lifts(level: RunnerLevel) -> list[int]:
        plan = built(athlete=replace(RUNNER, level=level)).plan
        return [sum(s.kind is Kind.STRENGTH for s in week.sessions) for week in plan.weeks]

    assert lifts(RunnerLevel.INTERMEDIATE) == [2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 0]
    assert lifts(RunnerLevel.ADVANCED) == [2, 2, 2, 1, 2, 2, 2, 1, 2, 1, 1, 0]


def test_the_volume_begins_where_the_runner_is() -> None:
    note = built(volume=40_000.0).plan.weeks[0].note
    assert note.startswith(("About 38 km.", "About 39 km.", "About 40 km."))


def test_miles_change_how_the_plan_speaks_and_not_what_is_run() -> None:
    km, mi = (built(athlete=replace(RUNNER, units=units)).plan for units in Units)
    assert [s.options for s in km.sessions()] == [s.options for s in mi.sessions()]
    assert mi.weeks[0].note.startswith("About 22 mi.") and km.weeks[0].note.startswith("About 36 km.")


def test_the_first_week_says_when_to_see_a_doctor_and_never_to_stack_what_was_missed() -> None:
    note = built().plan.weeks[0].note
    assert "see a doctor" in note and "never stack two" in note


def test_what_is_decided_against_common_advice_is_explained() -> None:
    reasons = " ".join(built().reasons)
    for word in (
        "long run",
        "ceiling, not an aim",
        "400 m jog",
        "800s at goal pace",
        "read as faster",
        "1.3 %",
    ):
        assert word in reasons


def test_the_athlete_is_in_the_plan_as_given() -> None:
    athlete = replace(RUNNER, name="Sam", heart=Heart(max=190), age=33)
    assert read_plan(write_plan(built(athlete=athlete).plan)).plan.athlete == athlete


def test_reasons_stand_as_comments_on_top_of_the_file() -> None:
    plan = built()
    text = write_plan(plan.plan, head=plan.reasons)
    assert text.startswith("# 12 weeks back from 2027-05-08")
    assert placeless(read_plan(text).plan) == placeless(plan.plan)


def test_building_needs_no_clock() -> None:
    early, late = (write_plan(built(today=day).plan) for day in (date(2026, 11, 1), date(2027, 2, 1)))
    assert early == late


@pytest.mark.parametrize("volume", [25_000.0, 45_000.0, 90_000.0])
@pytest.mark.parametrize("level", list(RunnerLevel))
def test_the_long_run_is_the_longest_easy_run_of_its_week(level: RunnerLevel, volume: float) -> None:
    plan = built(days=frozenset(range(7)), weeks=16, athlete=replace(RUNNER, level=level), volume=volume).plan
    weeks = [week for week in plan.weeks if week.phase in {"base", "specific"}]
    assert len(weeks) > 10
    for week in weeks:
        easy, long = (_minutes(week, form) for form in (r"(\d+)min @ easy", r"(\d+)min long"))
        assert max(easy, default=0) <= max(long)


def _minutes(week: Week, form: str) -> list[int]:
    """How long the runs of a week take that are written so."""
    lines = (re.fullmatch(form, write_options(session.options)) for session in week.sessions)
    return [int(line[1]) for line in lines if line]
