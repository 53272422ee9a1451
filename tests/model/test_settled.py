"""The rule of the last recovery, which stands in the model once."""

from hypothesis import given
from hypothesis import strategies as st

from onek_sync.model.units import Count, Distance, Duration
from onek_sync.model.workout import Block, Repeat, Role, Step, settled

WORK = Step(end=Distance(400))
JOG = Step(role=Role.RECOVERY, end=Distance(200))
PAUSE = Step(role=Role.RECOVERY, end=Duration(180))
COOLDOWN = Step(role=Role.COOLDOWN, end=Duration(600))


def reps(number: int, *blocks: Block, between: tuple[Step, ...] = ()) -> Repeat:
    return Repeat(count=Count.exactly(number), blocks=blocks, between=between)


SIX = reps(6, WORK, between=(JOG,))


def test_the_last_recovery_is_dropped_before_the_cool_down() -> None:
    assert settled((SIX, COOLDOWN)) == (SIX, COOLDOWN)


def test_the_last_recovery_separates_from_work_that_follows() -> None:
    assert settled((SIX, WORK)) == (SIX, JOG, WORK)


def test_the_last_recovery_separates_two_sets_of_repeats() -> None:
    assert settled((SIX, SIX)) == (SIX, JOG, SIX)


def test_a_set_recovery_replaces_the_last_recovery_of_the_set() -> None:
    sets = reps(2, SIX, between=(PAUSE,))
    assert settled((sets, COOLDOWN)) == (sets, COOLDOWN)


def test_without_a_set_recovery_the_reps_recovery_separates_the_sets() -> None:
    assert settled((reps(2, SIX), COOLDOWN)) == (reps(2, SIX, between=(JOG,)), COOLDOWN)


def test_it_separates_from_work_behind_the_sets_too() -> None:
    assert settled((reps(2, SIX), WORK)) == (reps(2, SIX, between=(JOG,)), JOG, WORK)


def test_a_recovery_that_follows_leaves_nothing_to_separate() -> None:
    assert settled((SIX, PAUSE, WORK)) == (SIX, PAUSE, WORK)


steps = st.sampled_from([WORK, JOG, COOLDOWN])
blocks = st.recursive(
    steps,
    lambda inner: st.builds(
        reps,
        st.integers(1, 4),
        inner,
        between=st.sampled_from([(), (JOG,), (PAUSE,)]),
    ),
    max_leaves=6,
)


@given(st.lists(blocks, max_size=5).map(tuple))
def test_settling_twice_changes_nothing(recipe: tuple[Block, ...]) -> None:
    assert settled(settled(recipe)) == settled(recipe)
