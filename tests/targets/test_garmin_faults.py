"""Whatever goes wrong at Garmin Connect, what is said of it is true: done, not done, or not known."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest

from onek_sync.model.errors import LoginNeeded, Paused, Refused, TargetError, Unreachable, Unsure
from onek_sync.model.mark import Mark, write_mark
from onek_sync.model.target import Remote
from onek_sync.targets.garmin import door
from tests.servers.http import Kind
from tests.targets.garmin_stage import NOW, WINDOW, Stage, day, entry_of

Do = Callable[[Stage, Remote], object]


def create(stage: Stage, made: Remote) -> object:
    return list(stage.target.create([stage.placing("tempo", on=5)]))


def move(stage: Stage, made: Remote) -> object:
    return list(stage.target.update(made, stage.wanted(on=9)))


def delete(stage: Stage, made: Remote) -> object:
    return list(stage.target.delete(made))


def look(stage: Stage, made: Remote) -> object:
    return stage.target.list(WINDOW, [])


# Each call that the target makes: who makes it, its method and its path.
READS: dict[str, tuple[Do, str, str]] = {
    "the library": (look, "GET", "/workout-service/workouts"),
    "a workout": (look, "GET", r"/workout-service/workout/\d+"),
    "the calendar": (look, "GET", "/workout-service/schedule/workoutScheduleByPeriod"),
    "an entry": (move, "GET", r"/workout-service/schedule/\d+"),
}
WRITES: dict[str, tuple[Do, str, str]] = {
    "making a workout": (create, "POST", "/workout-service/workout"),
    "putting it on a day": (create, "POST", r"/workout-service/schedule/\d+"),
    "moving it": (move, "PUT", r"/workout-service/schedule/\d+"),
    "taking it off": (delete, "DELETE", r"/workout-service/schedule/\d+"),
    "removing it": (delete, "DELETE", r"/workout-service/workout/\d+"),
}
CALLS = READS | WRITES
SLOW = {Kind.SLOW, Kind.SLOW_AFTER_COMMIT}
AT_ONCE = [kind for kind in Kind if kind not in SLOW]
# An answer without a body says enough where only "done" is asked.
SAYS_ENOUGH = {("moving it", Kind.EMPTY), ("taking it off", Kind.EMPTY), ("removing it", Kind.EMPTY)}


def failure(stage: Stage, made: Remote, do: Do) -> TargetError:
    with pytest.raises(TargetError) as raised:
        do(stage, made)
    error = raised.value
    assert error.findings and all(finding.what and finding.now for finding in error.findings)
    return error


@pytest.mark.parametrize("kind", AT_ONCE)
@pytest.mark.parametrize("call", READS)
def test_a_read_that_fails_is_never_taken_for_an_answer(garmin: Stage, call: str, kind: Kind) -> None:
    do, method, path = READS[call]
    made = garmin.created()
    garmin.server.fault(kind, method=method, path=path)
    assert isinstance(failure(garmin, made, do), Unreachable)
    assert garmin.server.calls("POST", "PUT", "DELETE") == []


@pytest.mark.parametrize("kind", AT_ONCE)
@pytest.mark.parametrize("call", WRITES)
def test_a_write_without_a_clear_answer_is_unsure(garmin: Stage, call: str, kind: Kind) -> None:
    do, method, path = WRITES[call]
    made = garmin.created()
    garmin.server.fault(kind, method=method, path=path)
    if (call, kind) in SAYS_ENOUGH:
        do(garmin, made)
    else:
        assert isinstance(failure(garmin, made, do), Unsure)
    (seen,) = [one for one in garmin.server.log if one.method == method][-1:]
    assert seen.done is kind.is_done


@pytest.mark.parametrize("kind", sorted(SLOW))
def test_a_slow_answer_is_waited_for_a_while_and_no_longer(
    garmin: Stage, kind: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = garmin.created()
    monkeypatch.setattr(door, "PATIENCE", 0.5)
    garmin.server.fault(kind, method="DELETE")
    assert isinstance(failure(garmin, made, delete), Unsure)
    garmin.server.fault(kind, method="GET")
    assert isinstance(failure(garmin, made, look), Unreachable)


@pytest.mark.parametrize("call", WRITES)
def test_a_write_is_never_sent_twice(garmin: Stage, call: str) -> None:
    do, method, path = WRITES[call]
    made = garmin.created()
    garmin.server.fault(Kind.DROP_AFTER_COMMIT, method=method, path=path, count=9)
    failure(garmin, made, do)
    paths = [f"{seen}" for seen in garmin.server.log if seen.method == method and not seen.status]
    assert len(paths) == 1


@pytest.mark.parametrize("status, kind", [(400, Refused), (409, Refused), (403, Unreachable)])
@pytest.mark.parametrize("call", WRITES)
def test_a_no_is_a_no(garmin: Stage, call: str, status: int, kind: type[TargetError]) -> None:
    do, method, path = WRITES[call]
    made = garmin.created()
    garmin.server.fault(Kind.STATUS, method=method, path=path, status=status, body=b'{"error": "BadRequest"}')
    error = failure(garmin, made, do)
    assert type(error) is kind and str(status) in str(error) and "BadRequest" in str(error)


@pytest.mark.parametrize("status", [408, 500, 502, 503, 504])
@pytest.mark.parametrize("call", WRITES)
def test_a_failure_of_the_service_may_have_come_after_the_deed(garmin: Stage, call: str, status: int) -> None:
    do, method, path = WRITES[call]
    made = garmin.created()
    garmin.server.fault(Kind.STATUS_AFTER_COMMIT, method=method, path=path, status=status)
    assert isinstance(failure(garmin, made, do), Unsure)


@pytest.mark.parametrize(
    "after, pause",
    [
        pytest.param("120", timedelta(seconds=120), id="seconds"),
        pytest.param("Mon, 15 Feb 2027 07:00:00 GMT", timedelta(hours=1), id="a date"),
        pytest.param("Mon, 15 Feb 2027 05:00:00 GMT", timedelta(seconds=1), id="a date that is over"),
        pytest.param("0", timedelta(seconds=1), id="none"),
        pytest.param("99999999", timedelta(days=1), id="years"),
        pytest.param("soon", timedelta(minutes=30), id="a word"),
        pytest.param("", timedelta(minutes=30), id="unsaid"),
    ],
)
def test_a_pause_is_as_long_as_the_service_says(garmin: Stage, after: str, pause: timedelta) -> None:
    made = garmin.created()
    garmin.server.fault(Kind.STATUS, status=429, headers={"Retry-After": after} if after else {})
    error = failure(garmin, made, look)
    assert isinstance(error, Paused) and error.until == NOW + pause


@pytest.mark.parametrize("call", CALLS)
def test_too_many_requests_pause_the_target_whatever_is_asked(garmin: Stage, call: str) -> None:
    do, method, path = CALLS[call]
    made = garmin.created()
    garmin.server.fault(Kind.STATUS, method=method, path=path, status=429)
    assert isinstance(failure(garmin, made, do), Paused)


@pytest.mark.parametrize("call", CALLS)
def test_a_revoked_login_is_said_and_nothing_is_tried_again(garmin: Stage, call: str) -> None:
    do, method, path = CALLS[call]
    made = garmin.created()
    garmin.server.fault(Kind.STATUS, method=method, path=path, status=401, count=2)
    assert isinstance(failure(garmin, made, do), LoginNeeded)
    assert garmin.server.calls().count("POST /di-oauth2-service/oauth/token") == 1


@pytest.mark.parametrize("do", [create, move, delete, look])
def test_nothing_was_done_where_nobody_was_there(garmin: Stage, do: Do) -> None:
    made = garmin.created()
    garmin.server.stop()
    with pytest.raises(Unreachable, match="cannot be reached"):
        do(garmin, made)


@pytest.mark.parametrize("kind", [kind for kind in AT_ONCE if kind.is_done])
def test_what_was_made_without_an_answer_is_found_by_its_mark(garmin: Stage, kind: Kind) -> None:
    garmin.server.fault(kind, method="POST", path="/workout-service/workout")
    with pytest.raises(Unsure):
        list(garmin.target.create([garmin.placing()]))
    (seen,) = garmin.listed()
    assert (seen.slot, seen.day, seen.touched) == ("intervals", None, False)


@pytest.mark.parametrize("kind", [kind for kind in AT_ONCE if kind.is_done])
def test_what_was_put_on_its_day_without_an_answer_is_found_there(garmin: Stage, kind: Kind) -> None:
    garmin.server.fault(kind, method="POST", path="/workout-service/schedule/.*")
    made = []
    with pytest.raises(Unsure):
        for remote in garmin.target.create([garmin.placing()]):
            made.append(remote)
    (seen,) = garmin.listed(*made)
    assert seen.day == day(1) and seen.id == made[0].id


def test_a_replacement_that_stops_anywhere_leaves_a_session_on_its_day(garmin: Stage) -> None:
    for nth in range(1, 5):
        old = garmin.created(key=f"k{nth}", on=nth)
        garmin.server.fault(Kind.DROP, nth=nth)
        with pytest.raises(Unsure):
            list(garmin.target.update(old, garmin.wanted("tempo", on=nth, key=f"k{nth}")))
        garmin.server.heal()
        assert any(one.day == day(nth) for one in garmin.listed() if one.slot == f"k{nth}")


def test_a_workout_of_a_wrong_shape_is_unsure_and_the_service_s_word_is_told(garmin: Stage) -> None:
    body = b'{"errorId": "0f3a", "error": "DataIntegrityViolationException"}'
    garmin.server.fault(Kind.STATUS, method="POST", status=500, body=body)
    with pytest.raises(Unsure, match=r"500.*DataIntegrityViolation"):
        list(garmin.target.create([garmin.placing()]))


def test_an_answer_without_an_id_is_no_answer(garmin: Stage) -> None:
    garmin.server.fault(Kind.STATUS_AFTER_COMMIT, method="POST", status=200, body=b'{"workoutId": null}')
    with pytest.raises(Unsure, match="cannot be read"):
        list(garmin.target.create([garmin.placing()]))


@pytest.mark.parametrize("body", [b"[]x", b"null", b"3", b'{"a": 1}'])
@pytest.mark.parametrize("call", ["the library", "the calendar"])
def test_a_list_of_another_form_is_an_error(garmin: Stage, call: str, body: bytes) -> None:
    do, method, path = READS[call]
    made = garmin.created()
    garmin.server.fault(Kind.STATUS, method=method, path=path, status=200, body=body)
    assert isinstance(failure(garmin, made, do), Unreachable)


# Well-formed, and nothing that the service ever sent: too deep for a reader, too large for a number.
ODD = {
    "a list without end": b"[" * 100_000,
    "objects without end": b'{"a":' * 100_000,
    "an endless id": b'{"workoutId": 1e999, "workoutScheduleId": 1e999, "calendarDate": "2027-02-16"}',
    "an entry of nothing": b'{"workout": "x", "id": 1, "calendarDate": "2027-02-16"}',
    "a workout that is a list": b'{"workout": [1]}',
    "steps in steps without end": b'{"workoutId": 7, "workoutSegments": %s}'
    % (b'[{"workoutSteps":' * 5000 + b"[]" + b"}]" * 5000),
}


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("call", CALLS)
def test_no_answer_is_odd_enough_to_stop_us_in_our_tracks(garmin: Stage, call: str, odd: str) -> None:
    do, method, path = CALLS[call]
    made = garmin.created()
    for body in (ODD[odd], b"[%s]" % ODD[odd]):
        with suppress(TargetError):
            garmin.server.fault(Kind.STATUS, method=method, path=path, status=200, body=body)
            do(garmin, made)


def test_a_step_of_endless_length_is_an_edit(garmin: Stage) -> None:
    """It is as little of ours as any other content of a form that we never sent."""
    made = garmin.created()
    body = b'{"workoutId": %s, "description": "%s", "workoutSegments": [{"workoutSteps": [%s]}]}' % (
        made.id.encode(),
        write_mark(Mark(made.plan, made.slot, made.digest)).encode(),
        b'{"endCondition": {"conditionTypeId": 3}, "endConditionValue": 1e999}',
    )
    garmin.server.fault(
        Kind.STATUS, method="GET", path=r"/workout-service/workout/\d+", status=200, body=body
    )
    (seen,) = garmin.listed()
    assert seen.touched


def test_a_listing_that_fails_in_the_middle_is_no_listing(garmin: Stage) -> None:
    made = garmin.created()
    for number in range(120):
        garmin.server.athlete_makes(f"Own {number}")
    garmin.server.fault(Kind.STATUS, nth=2, path="/workout-service/workouts")
    with pytest.raises(Unreachable):
        garmin.target.list(WINDOW, [entry_of(made)])
