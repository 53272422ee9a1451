"""The neutral form itself: what is expected of a workout, and that no difference slips through."""

from dataclasses import replace

from onek_sync.model.exchange import Loss
from onek_sync.model.workout import Role
from tests.exporters.building import CASES
from tests.exporters.decoding import End, Heard, expected, undeclared


def test_a_nested_repeat_is_written_out_without_the_recovery_after_the_last_pass() -> None:
    heard = expected(CASES["nested"].main)
    assert [(step.end, step.value) for step in heard[1:9]] == [
        *[(End.DISTANCE, 200), (End.TIME, 30)] * 3,
        (End.DISTANCE, 200),
        (End.TIME, 180),
    ]
    assert heard[-1].role is Role.COOLDOWN and heard[-2].role is Role.WORK


def test_sets_per_side_are_heard_twice_and_rest_lies_between_sets_only() -> None:
    heard = expected(CASES["strength"].main)
    dogs = [step for step in heard if step.exercise == "bird dog"]
    assert len(dogs) == 4 and {step.value for step in dogs} == {10}
    assert [step.role for step in heard[:5]] == [Role.WORK, Role.RECOVERY] * 2 + [Role.WORK]
    assert heard[0].kilograms == 60


def test_a_difference_needs_a_loss_that_names_it() -> None:
    want = Heard(role=Role.WORK, end=End.DISTANCE, value=400, fast=4808, slow=4695, heart=(150, 160))
    got = replace(want, heart=None)
    assert undeclared([got], [want], []) == ["step 1: heart is None, wanted (150, 160)"]
    assert undeclared([got], [want], [Loss("k", "garmin", "a heart rate beside a pace")]) == []
    assert undeclared([replace(want, value=500)], [want], [Loss("k", "garmin", "a heart rate")])
    assert undeclared([got, got], [want], []) == ["2 steps heard, 1 wanted"]
