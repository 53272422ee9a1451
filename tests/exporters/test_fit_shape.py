"""Repeats on a watch: no recovery after the last repetition, no more steps than it takes."""

import pytest

from onek_sync.model.errors import ExportError
from onek_sync.model.session import ResolvedBlock
from onek_sync.model.units import Distance, Duration, UntilLap
from onek_sync.model.workout import Mode, Role
from tests.exporters.building import cooldown, recovery, rep, session, times
from tests.exporters.decoding import expected
from tests.exporters.fit_reading import from_fit
from tests.exporters.fit_saying import losses, outline, said, say, steps


def test_the_last_repetition_is_unfolded_so_that_no_recovery_follows_it() -> None:
    artifact = said(times(6, rep(400), between=(recovery(Duration(90)),)), cooldown(10))
    assert outline(artifact) == ["40000", "90000", "from 0 x5", "40000", "600000"]
    assert [step.raw[0] for step in steps(artifact) if 0 in step.raw][2] == "goal 1K, last"
    assert artifact.losses == ()


def test_two_repetitions_need_no_repeat() -> None:
    assert outline(said(times(2, rep(400), between=(recovery(Duration(90)),)))) == ["40000", "90000", "40000"]


def test_a_recovery_that_is_run_after_the_last_repetition_too_closes_the_repeat() -> None:
    jog = recovery(Distance(200))
    artifact = said(times(4, rep(200), between=(jog,)), jog, rep(400))
    assert outline(artifact) == ["20000", "20000", "from 0 x4", "40000"]


def test_sets_are_written_out_and_keep_their_inner_repeat() -> None:
    inner = times(4, rep(200), between=(recovery(Duration(30)),))
    artifact = said(times(3, inner, between=(recovery(Duration(180)),)))
    one = ["20000", "30000", "from {} x3", "20000"]
    assert outline(artifact) == [
        *[line.format(0) for line in one], "180000",
        *[line.format(5) for line in one], "180000",
        *[line.format(10) for line in one],
    ]  # fmt: skip


def test_where_written_out_sets_are_too_many_steps_repeats_are_nested() -> None:
    inner = times(4, rep(200), between=(recovery(Duration(30)),))
    case = session("w01-mon-1", times(12, inner, between=(recovery(Duration(180)),)))
    artifact = say(case)
    assert outline(artifact)[5] == "from 0 x11"
    assert from_fit(artifact.body) == expected(case.main)
    assert artifact.losses == ()


def many(number: int, every: int = 2) -> list[ResolvedBlock]:
    """So many short repeats, each of another length."""
    return [
        times(every, rep(100 + n), rep(200 + n), between=(recovery(Duration(60)),)) for n in range(number)
    ]


def test_where_unfolding_takes_too_many_steps_the_last_recovery_is_run_and_said() -> None:
    blocks = [*many(11, every=3), cooldown(5)]
    artifact = said(*blocks)
    assert len(steps(artifact)) == 45
    assert "last recovery" in losses(artifact)
    heard = from_fit(artifact.body)
    wanted = expected(session("x", *blocks).main)
    assert len(heard) == len(wanted) + 11
    assert [step for step in heard if step.role is not Role.RECOVERY] == [
        step for step in wanted if step.role is not Role.RECOVERY
    ]


def test_more_steps_than_older_watches_take_are_said_as_a_loss() -> None:
    artifact = said(*(rep(100 + n) for n in range(51)))
    assert "51 steps on every watch" in losses(artifact)
    assert not said(*(rep(100 + n) for n in range(50))).losses


def test_more_steps_than_any_watch_takes_are_refused_with_what_to_do() -> None:
    with pytest.raises(ExportError, match=r"w01-mon-1 .*more than 100 steps.*two sessions"):
        said(*(rep(100 + n) for n in range(101)))


def test_a_billion_sets_are_counted_not_written_out() -> None:
    billion = 1_000_000_000
    inner = times(billion, rep(200), between=(recovery(Duration(30)),))
    assert outline(said(times(billion, inner)))[-1] == f"from 0 x{billion}"


def test_lap_ended_repeats_are_heard_too() -> None:
    case = session("w01-mon-1", times(3, rep(100), between=(recovery(UntilLap(), Mode.WALK_BACK),)))
    assert from_fit(say(case).body) == expected(case.main)
