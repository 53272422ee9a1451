"""No plan of ours breaks a rule of ours, whatever is answered; see `grid` for which answers meet.

`make test` builds a sample of the grid's 6,237 plans; `pytest -m slow` builds all, in about two minutes on
one core; `make soak` walks the product of all answers.
"""

from dataclasses import astuple, fields, replace
from itertools import combinations, islice

import pytest

from onek_sync.model.plan import Plan
from onek_sync.model.units import Units
from onek_sync.planning.building import build_plan
from onek_sync.planning.file import read_plan, write_plan
from tests.planning.grid import (
    AGES,
    DAYS,
    GOALS,
    LEVELS,
    UNITS,
    VOLUMES,
    WEEKDAYS,
    WEEKS,
    Answers,
    Seen,
    check,
    grid,
)
from tests.planning.plan_files import placeless

EVERY = 61
VALUES = {
    "days": DAYS,
    "weeks": WEEKS,
    "level": LEVELS,
    "weekday": WEEKDAYS,
    "goal": GOALS,
    "units": UNITS,
    "volume": VOLUMES,
    "age": AGES,
}


def test_any_two_answers_of_any_two_questions_meet() -> None:
    points = [astuple(answers) for answers in grid()]
    for (one, name), (two, other) in combinations(enumerate(VALUES), 2):
        met = {(point[one], point[two]) for point in points}
        assert len(met) == len(set(VALUES[name])) * len(set(VALUES[other])), (name, other)


def test_every_weekday_of_the_race_meets_every_days_and_level() -> None:
    met = {(answers.days, answers.level, answers.weekday) for answers in grid()}
    assert len(met) == len(DAYS) * len(LEVELS) * 7


def test_every_question_is_in_the_grid() -> None:
    assert [field.name for field in fields(Answers)] == list(VALUES)


@pytest.mark.parametrize("part", range(3))
def test_a_sample_of_all_plans_breaks_no_rule(part: int) -> None:
    seen = Seen()
    for answers in islice(grid(), part * EVERY // 3, None, EVERY):
        check(answers, seen)


@pytest.mark.slow
def test_no_plan_breaks_a_rule() -> None:
    seen = Seen()
    for answers in grid():
        check(answers, seen)


def test_units_change_how_a_plan_speaks_and_nothing_that_is_done() -> None:
    for answers in islice(grid(), 0, None, 211):
        one, other = (build_plan(replace(answers, units=units).request).plan for units in Units)
        assert unsaid(one) == unsaid(other)


def unsaid(plan: Plan) -> list[object]:
    """A plan's sessions without the words around them."""
    return [(session.day, session.options, session.at) for session in plan.sessions()]


@pytest.mark.parametrize("part", range(3))
def test_a_built_plan_is_read_back_as_it_was(part: int) -> None:
    for answers in islice(grid(), part * 200, None, 600):
        plan = build_plan(replace(answers.request, id="grid")).plan
        assert placeless(read_plan(write_plan(plan)).plan) == plan


def test_the_same_answers_give_the_same_bytes() -> None:
    for answers in islice(grid(), 0, None, 911):
        one, other = (write_plan(build_plan(answers.request).plan) for _ in range(2))
        assert one == other
