"""A whole plan made ready: goal pace moves by the week, the race has its splits, sessions a hardness."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from onek_sync.model.athlete import Athlete, Result
from onek_sync.model.errors import AthleteError, Place
from onek_sync.model.intensity import (
    AbsolutePace,
    Effort,
    HeartRate,
    PaceName,
    Percent,
    PercentOf,
    RaceName,
    RacePace,
    Split,
    TrainingPace,
)
from onek_sync.model.plan import Kind, Option, Plan, Race, Session, Week
from onek_sync.model.session import ResolvedSession, ResolvedStep
from onek_sync.model.units import Count, Distance, Duration
from onek_sync.model.workout import Block, Role, Step, StrengthSet, Style, Workout
from onek_sync.planning.resolve import resolve
from tests.planning.resolving import COOLDOWN, GOAL, RACE, RUNNER, TEMPO, E, R, T, rest, run, times

START = date(2027, 2, 15)
SIX_400 = times(6, run(Distance(400), GOAL), between=(rest(Distance(400)),))


def session(*blocks: Block, kind: Kind = Kind.RUN, **more: object) -> Session:
    option = Option(kind=kind, workout=Workout(blocks=blocks))
    return Session(key="w01-mon-1", day=START, options=(option,), **more)  # type: ignore[arg-type]


def plan_of(*sessions: Session, race: Race | None = RACE, athlete: Athlete = RUNNER) -> Plan:
    week = Week(number=1, start=START, sessions=sessions)
    return Plan(id="p", start=START, weeks=(week,), race=race, athlete=athlete)


def ready(one: Session, race: Race | None = RACE, athlete: Athlete = RUNNER) -> ResolvedSession:
    return resolve(plan_of(one, race=race, athlete=athlete)).sessions[0]


def twelve_weeks(peak: int | None) -> Plan:
    weeks = tuple(
        Week(
            number=number,
            start=START + timedelta(weeks=number - 1),
            phase="peak" if peak and number >= peak else "base",
            sessions=(replace(session(SIX_400), key=f"w{number:02d}-mon-1", week=number),),
        )
        for number in range(1, 13)
    )
    return Plan(id="p", start=START, weeks=weeks, race=RACE, athlete=RUNNER)


def rep_paces(plan: Plan) -> list[float]:
    """The middle of the repetitions' band in each week, s/km."""
    firsts = [next(session.main.played()) for session in resolve(plan).sessions]
    return [first.pace.middle for first in firsts if isinstance(first, ResolvedStep) and first.pace]


def test_goal_pace_moves_from_today_to_the_goal_by_the_first_peak_week() -> None:
    paces = rep_paces(twelve_weeks(peak=10))
    assert paces[:10] == pytest.approx([214 - week for week in range(10)])
    assert paces[10:] == [205, 205]


def test_without_a_peak_phase_goal_pace_is_reached_in_the_last_week_but_one() -> None:
    paces = rep_paces(twelve_weeks(peak=None))
    assert paces[0] == 214
    assert paces[9] > 205
    assert paces[10:] == [205, 205]


def test_a_plan_of_one_week_runs_at_goal_pace() -> None:
    (first, *_) = ready(session(SIX_400)).main.played()
    assert isinstance(first, ResolvedStep) and first.pace
    assert (first.pace.middle, first.leads_to) == (205, None)


@pytest.mark.parametrize(
    "blocks", [(), (run(Distance(1000)),), (run(Distance(1000), RacePace(RaceName.RACE)),)], ids=len
)
def test_the_race_becomes_its_split_plan(blocks: tuple[Block, ...]) -> None:
    race = ready(session(*blocks, kind=Kind.RACE), race=replace(RACE, day=START))
    steps = [step for step in race.main.played() if isinstance(step, ResolvedStep)]
    assert [step.end for step in steps] == [Distance(200), Distance(600), Distance(200)]
    assert all(isinstance(step.step.intensities[0], Split) and step.step.cue and step.pace for step in steps)
    assert race.main.seconds == pytest.approx(205, abs=0.2)
    assert race.main.written == blocks
    assert (race.hardness, race.findings) == (3, ())


@pytest.mark.parametrize(
    ("blocks", "race"),
    [
        ((run(Distance(800)),), replace(RACE, day=START)),
        ((run(Duration(600), E), run(Distance(1000))), replace(RACE, day=START)),
        ((run(Distance(1000)),), RACE),
        ((run(Distance(1000)),), Race(day=START)),
        ((run(Distance(1000)),), None),
    ],
)
def test_another_race_or_one_with_steps_of_its_own_stays_as_written(
    blocks: tuple[Block, ...], race: Race | None
) -> None:
    resolved = ready(session(*blocks, kind=Kind.RACE), race=race).main
    assert [block.step for block in resolved.blocks if isinstance(block, ResolvedStep)] == list(blocks)


HILL = Step(end=Distance(100), style=Style.HILL, intensities=(Effort("hard"),))
FAST_STRIDE = Step(end=Distance(100), style=Style.STRIDE, intensities=(Effort("fast"),))
SQUATS = StrengthSet(exercise="squat", sets=Count(3, 3), amount=Count(8, 8))
PLANKS = StrengthSet(exercise="plank", sets=Count(15, 15), amount=Duration(60))


@pytest.mark.parametrize(
    ("kind", "blocks", "hardness"),
    [
        (Kind.REST, (), 0),
        (Kind.MOBILITY, (run(Duration(900)),), 0),
        (Kind.STRENGTH, (SQUATS,), 1),
        (Kind.STRENGTH, (SQUATS, PLANKS), 2),
        (Kind.CROSS, (run(Duration(2700)),), 1),
        (Kind.RUN, (run(Duration(2400), E),), 1),
        (Kind.RUN, (run(Duration(2400), E), times(5, Step(end=Distance(100), style=Style.STRIDE))), 1),
        (Kind.RUN, (run(Duration(2400), E), times(10, FAST_STRIDE)), 1),
        (Kind.RUN, (run(Duration(1200), TEMPO),), 2),
        (Kind.RUN, (times(3, run(Distance(1000), T)), COOLDOWN), 2),
        (Kind.RUN, (times(5, run(Distance(1000), RacePace(RaceName.K5))),), 2),
        (Kind.RUN, (times(8, run(Duration(60), Effort("hard")), rest(Duration(60))),), 2),
        (Kind.RUN, (Step(end=Duration(90 * 60), style=Style.LONG),), 1),
        (Kind.RUN, (times(10, HILL),), 2),
        (Kind.RUN, (times(4, HILL),), 1),
        (Kind.CROSS, (run(Duration(3 * 3600)),), 1),
        (Kind.RUN, (Step(end=Duration(55 * 60), style=Style.LONG),), 1),
        (Kind.RUN, (SIX_400,), 3),
        (Kind.RUN, (times(8, run(Distance(200), R)),), 3),
        (Kind.RUN, (times(5, run(Distance(1000), TrainingPace(PaceName.INTERVAL))),), 3),
        (Kind.RUN, (times(6, run(Distance(400), Split(80, 82))),), 3),
        (Kind.RACE, (), 3),
    ],
)
def test_how_hard_a_session_is(kind: Kind, blocks: tuple[Block, ...], hardness: int) -> None:
    assert ready(session(*blocks, kind=kind)).hardness == hardness


@pytest.mark.parametrize(
    ("blocks", "hardness"),
    [
        ((times(5, run(Distance(1000), AbsolutePace(235, 240, 1000)), between=(rest(Duration(120)),)),), 2),
        ((times(5, run(Duration(300), HeartRate(160, 175)), rest(Duration(180))),), 2),
        ((times(4, run(Duration(240), Percent(95, 95, PercentOf.HR_MAX)), rest(Duration(180))),), 3),
        ((times(3, times(4, run(Distance(400))), between=(rest(Duration(300)),)),), 2),
        ((times(5, run(Duration(300), E), between=(rest(Duration(60)),)),), 1),
        ((run(Duration(2400), HeartRate(140, 150)),), 1),
    ],
)
def test_repetitions_of_an_unknown_athlete_are_no_easy_run(blocks: tuple[Block, ...], hardness: int) -> None:
    assert ready(session(*blocks), race=None, athlete=Athlete()).hardness == hardness


def test_millions_of_repetitions_are_counted_and_not_run() -> None:
    sets = times(99, times(99, times(99, times(99, run(Distance(400), GOAL)))))
    assert ready(session(sets)).hardness == 3


def test_a_given_hardness_stays() -> None:
    assert ready(session(SIX_400, hardness=1)).hardness == 1


def test_alternatives_are_made_ready_too() -> None:
    both = replace(
        session(run(Duration(1200), TEMPO)),
        options=(
            Option(workout=Workout(blocks=(run(Duration(1200), TEMPO),))),
            Option(kind=Kind.CROSS, sport="bike", workout=Workout(blocks=(run(Duration(2700)),))),
            Option(kind=Kind.REST),
        ),
    )
    options = ready(both).options
    assert [option.kind for option in options] == [Kind.RUN, Kind.CROSS, Kind.REST]
    assert [option.seconds for option in options] == [1200, 2700, 0]
    assert options[1].sport == "bike"


def test_a_doubt_says_where_its_session_stands_and_is_said_once() -> None:
    place = Place("plan.yaml", 12, 10)
    ninety_five = run(Distance(400), Percent(95, 95, PercentOf.PACE))
    findings = ready(session(ninety_five, ninety_five, place=place)).findings
    assert [(finding.code, finding.place) for finding in findings] == [("R04", place)]


def test_a_plan_of_an_unknown_athlete_keeps_its_efforts() -> None:
    resolved = ready(
        session(run(Duration(1200), TEMPO), place=Place("plan.yaml", 3)), race=None, athlete=Athlete()
    )
    (step,) = resolved.main.blocks
    assert isinstance(step, ResolvedStep)
    assert (step.pace, step.aim, resolved.hardness) == (None, "tempo", 2)
    assert [finding.code for finding in resolved.findings] == ["R01"]
    elsewhere = "it is not mended in the session, so that many sessions say it once"
    assert resolved.findings[0].place == Place(), elsewhere


def test_contradicting_results_are_said_before_anything_is_made_of_them() -> None:
    liar = Athlete(recent=(Result(1000, 270), Result(5000, 1250)))
    with pytest.raises(AthleteError, match="contradict"):
        resolve(plan_of(session(SIX_400), athlete=liar))


def test_doubts_about_the_athlete_come_with_the_plan() -> None:
    ambitious = resolve(plan_of(session(SIX_400), race=replace(RACE, goal=200)))
    assert [finding.code for finding in ambitious.findings] == ["A09"]
    assert resolve(plan_of(session(SIX_400))).findings == ()


def test_a_race_has_its_goal_pace_even_in_the_first_week() -> None:
    plan = twelve_weeks(peak=10)
    tune_up = replace(session(run(Distance(600), GOAL), kind=Kind.RACE), key="race", week=1)
    first = replace(plan.weeks[0], sessions=(tune_up,))
    (step,) = resolve(replace(plan, weeks=(first, *plan.weeks[1:]))).sessions[0].main.blocks
    assert isinstance(step, ResolvedStep) and step.pace
    assert step.pace.middle == 205
    assert step.role is Role.WORK
