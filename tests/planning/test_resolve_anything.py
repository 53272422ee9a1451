"""Whatever a coach writes for whatever athlete is made ready, and every number in it is sound."""

import math
from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from onek_sync.model import intensity as i
from onek_sync.model.athlete import Athlete, Heart, Result
from onek_sync.model.plan import Kind
from onek_sync.model.session import PaceBand, ResolvedBlock, ResolvedRepeat, ResolvedStep, strength_seconds
from onek_sync.model.units import Count, Distance, Duration, UntilLap
from onek_sync.model.workout import (
    Equal,
    Full,
    Measure,
    Mode,
    Ratio,
    Repeat,
    Role,
    Step,
    StrengthSet,
    Style,
    Text,
    Workout,
)
from onek_sync.planning.paces import find_paces
from onek_sync.planning.resolve import resolve_workout
from tests.planning.resolving import PACES, RUNNER


def spans(low: float, high: float) -> st.SearchStrategy[tuple[float, float]]:
    return st.tuples(st.floats(low, high), st.floats(low, high)).map(lambda pair: (min(pair), max(pair)))


def whole_spans(low: int, high: int) -> st.SearchStrategy[tuple[int, int]]:
    return st.tuples(st.integers(low, high), st.integers(low, high)).map(lambda pair: (min(pair), max(pair)))


offsets = st.none() | st.builds(
    lambda span, unit: i.Offset(*span, unit), spans(-60, 60), st.sampled_from(i.OffsetUnit)
)
races = st.sampled_from(i.RaceName)
steady = st.one_of(
    st.builds(i.TrainingPace, st.sampled_from(i.PaceName), offsets),
    st.builds(i.RacePace, races, st.booleans(), offsets),
    st.builds(
        lambda span, per: i.AbsolutePace(*span, per), spans(0.1, 2000), st.sampled_from([None, 400.0, 1000.0])
    ),
    st.builds(lambda span: i.Split(*span), spans(0.1, 2000)),
    st.builds(lambda span: i.Speed(*span), spans(0, 60)),
    st.builds(
        lambda span, of, race: i.Percent(*span, of, race),
        spans(0, 300),
        st.sampled_from(i.PercentOf),
        st.none() | races,
    ),
    st.builds(lambda span, of: i.Zone(*span, of), whole_spans(1, 5), st.sampled_from(i.ZoneOf)),
    st.builds(lambda span: i.HeartRate(*span), whole_spans(40, 220)),
    st.builds(lambda span: i.Rpe(*span), spans(0, 10)),
    st.builds(i.Effort, st.sampled_from(["hard", "easy", "like a deer"])),
    st.builds(lambda span: i.Cadence(*span), whole_spans(120, 220)),
)
intensities = steady | st.builds(i.Ramp, steady, steady)
ends = st.one_of(
    st.none(),
    st.builds(Distance, st.floats(1, 100_000)),
    st.builds(Duration, st.floats(1, 20_000)),
    st.sampled_from([Distance(400, 600), Duration(60, 120), UntilLap(), Full()]),
    st.builds(Equal, st.sampled_from(Measure)),
    st.builds(Ratio, st.floats(0, 10), st.floats(0, 10)),
)
written_steps = st.builds(
    Step,
    role=st.sampled_from(Role),
    end=ends,
    within=st.none() | st.just(Duration(180)),
    intensities=st.lists(intensities, max_size=3).map(tuple),
    mode=st.none() | st.sampled_from(Mode),
    style=st.none() | st.sampled_from(Style),
)
recoveries = st.builds(Step, role=st.just(Role.RECOVERY), end=ends, mode=st.none() | st.sampled_from(Mode))
counts = whole_spans(1, 12).map(lambda span: Count(*span))
leaves = st.one_of(written_steps, st.just(Text("by feel")), st.just(StrengthSet(exercise="squat")))
recipes = st.recursive(
    leaves,
    lambda inner: st.builds(
        Repeat,
        count=counts,
        blocks=st.lists(inner, min_size=1, max_size=3).map(tuple),
        between=st.lists(recoveries, max_size=1).map(tuple),
    ),
    max_leaves=8,
)
workouts = st.builds(Workout, blocks=st.lists(recipes, max_size=5).map(tuple))
athletes = st.sampled_from(
    [
        None,
        PACES,
        find_paces(RUNNER),
        find_paces(Athlete(recent=(Result(1000, 420),), age=60)),
        find_paces(Athlete(heart=Heart(threshold=172), sprint=Result(60, 8))),
    ]
)


def bands(step: ResolvedStep) -> Iterable[PaceBand]:
    return (band for band in (step.pace, step.leads_to) if band)


def separations(blocks: tuple[ResolvedBlock, ...]) -> Iterable[ResolvedStep]:
    for block in blocks:
        if isinstance(block, ResolvedRepeat):
            yield from block.between
            yield from separations(block.blocks)


@settings(max_examples=300)
@given(workouts, athletes, st.sampled_from(Kind), st.floats(0, 1))
def test_any_workout_is_made_ready_with_sound_numbers(
    workout: Workout, paces: object, kind: Kind, progress: float
) -> None:
    option, findings = resolve_workout(workout, paces, kind=kind, progress=progress)  # type: ignore[arg-type]
    seconds = 0.0
    for item in option.played():
        if isinstance(item, StrengthSet):
            seconds += strength_seconds(item)
            continue
        seconds += item.seconds
        assert isinstance(item.end, Distance | Duration | UntilLap)
        assert getattr(item.end, "upto", None) is None, "one value, no range"
        assert all(80 <= band.fast <= band.slow <= 1800 for band in bands(item))
        assert item.seconds >= 0 and item.metres >= 0 and math.isfinite(item.seconds + item.metres)
        assert item.heart is None or item.heart.low <= item.heart.high
        assert item.rpe is None or item.rpe[0] <= item.rpe[1]
    assert math.isclose(option.seconds, seconds)
    assert option.written == workout.blocks
    assert all(step.role is Role.RECOVERY for step in separations(option.blocks))
    assert len(set(findings)) == len(findings), "every doubt once"
    assert all(finding.what and finding.now for finding in findings), "what, and what now"


@given(workouts, athletes)
def test_the_same_workout_is_always_made_the_same(workout: Workout, paces: object) -> None:
    assert resolve_workout(workout, paces) == resolve_workout(workout, paces)  # type: ignore[arg-type]
