"""Bars: as wide as the time, as high as the effort, one for everything that is done."""

import pytest

from onek_sync.exporters.profile import Bar, bars
from onek_sync.model.plan import Kind
from onek_sync.model.session import PaceBand, ResolvedOption, ResolvedStep
from onek_sync.model.units import Count, Distance, Duration
from onek_sync.model.workout import Load, LoadUnit, Mode, Role, Step, StrengthSet
from tests.exporters.building import CASES, EASY, recovery, rep, run, times, warmup


def drawn(*blocks: ResolvedStep | StrengthSet) -> tuple[Bar, ...]:
    return bars(ResolvedOption(kind=Kind.RUN, blocks=blocks))


def heights(*blocks: ResolvedStep | StrengthSet) -> list[float]:
    return [bar.height for bar in drawn(*blocks)]


def test_every_repetition_and_recovery_has_its_bar() -> None:
    played = bars(CASES["intervals"].main)
    assert len(played) == 2 + 6 + 5 + 1  # the last recovery is not run
    assert [bar.role for bar in played[2:5]] == [Role.WORK, Role.RECOVERY, Role.WORK]


def test_the_width_is_the_time_of_the_whole() -> None:
    for case in CASES.values():
        assert sum(bar.seconds for bar in bars(case.main)) == pytest.approx(case.main.seconds)


def test_faster_is_higher_and_a_recovery_is_lowest() -> None:
    fast, faster = rep(400), rep(400, PaceBand(198, 202))
    ways = (Mode.FLOAT, Mode.JOG, Mode.WALK_JOG, Mode.WALK, Mode.STAND)
    running = heights(faster, fast, warmup(10))
    resting = heights(*(recovery(Duration(60), mode) for mode in ways))
    for levels in (running, resting):
        assert levels == sorted(set(levels), reverse=True)
    assert max(resting) < min(heights(fast, faster))


def test_race_pace_stands_near_the_top_and_easy_low() -> None:
    easy, race_pace = heights(warmup(10), rep(400))
    assert easy == 0.3
    assert 0.85 <= race_pace <= 0.95


def test_without_a_pace_the_rating_speaks_and_without_a_rating_the_word() -> None:
    rated = run(Step(end=Duration(60)), rpe=(6, 7))
    worded = run(Step(end=Duration(60)), effort="hard")
    unsaid = run(Step(end=Duration(60)))
    assert heights(rated, worded, unsaid) == [0.65, 0.8, 0.5]


def test_a_pace_alone_is_no_measure_of_effort() -> None:
    tempo = run(Step(end=Duration(1200)), PaceBand(266, 277), aim="tempo", rpe=(6, 7))
    assert heights(tempo) == [0.65]  # nothing easy to measure it by: the rating speaks


def test_exercises_are_bars_and_heavy_ones_are_high() -> None:
    squat = StrengthSet(exercise="squat", sets=Count(3, 3), amount=Count(8, 8), load=Load(LoadUnit.RPE, 9, 9))
    plank = StrengthSet(exercise="plank", sets=Count(3, 3), amount=Duration(40))
    heavy, light = drawn(squat, plank)
    assert (heavy.aim, heavy.seconds) == ("squat", 3 * 24 + 2 * 60)
    assert heavy.height > light.height


def test_nothing_to_do_is_no_bars() -> None:
    assert bars(CASES["rest"].main) == ()


def test_the_aim_is_named() -> None:
    played = [
        *drawn(run(Step(end=Duration(600)), EASY, aim="easy"), recovery(Distance(200))),
        *drawn(*times_two()),
    ]
    assert [bar.aim for bar in played] == ["easy", "jog", "goal 1K", "goal 1K"]


def times_two() -> tuple[ResolvedStep, ...]:
    return tuple(step for step in times(2, rep(200)).blocks * 2 if isinstance(step, ResolvedStep))
