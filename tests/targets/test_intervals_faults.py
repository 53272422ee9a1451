"""Whatever goes wrong at intervals.icu, what is said of it is true: done, not done, or not known."""

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onek_sync.model.errors import LoginNeeded, Paused, Refused, TargetError, Unreachable, Unsure
from onek_sync.model.target import Placing, Remote, Tools
from onek_sync.targets import door
from onek_sync.targets.door import Door
from onek_sync.targets.intervals.target import IntervalsIcu
from tests.servers.http import Kind
from tests.targets.contract import EASY, NOW, OTHER, PLAN, WINDOW, NoSecrets, day, entry, no_wait, wanted
from tests.targets.intervals_stage import Stage

Do = Callable[[Stage, Remote], object]


def look(icu: Stage, made: Remote) -> object:
    return icu.target.list(WINDOW, [])


def look_for(icu: Stage, made: Remote) -> object:
    icu.server.athlete_moves(int(made.id), day(90))
    return icu.target.list(WINDOW, [entry(made)])


def create(icu: Stage, made: Remote) -> object:
    return list(icu.target.create([icu.placing("thu", EASY, day(3))]))


def update(icu: Stage, made: Remote) -> object:
    return list(icu.target.update(made, icu.wanted("tue", OTHER, day(4))))


def delete(icu: Stage, made: Remote) -> object:
    return list(icu.target.delete(made))


# Each call that the target makes: who makes it, its method and its path.
READS: dict[str, tuple[Do, str, str]] = {
    "the calendar": (look, "GET", ".*/events"),
    "one event": (look_for, "GET", r".*/events/\d+"),
}
WRITES: dict[str, tuple[Do, str, str]] = {
    "create": (create, "POST", ".*/events/bulk"),
    "update": (update, "PUT", r".*/events/\d+"),
    "delete": (delete, "DELETE", r".*/events/\d+"),
}
CALLS = READS | WRITES
SLOW = {Kind.SLOW, Kind.SLOW_AFTER_COMMIT}
AT_ONCE = [kind for kind in Kind if kind not in SLOW]
# An answer without a body says enough where only "done" is asked.
SAYS_ENOUGH = {("delete", Kind.EMPTY)}


def failure(icu: Stage, made: Remote, do: Do) -> TargetError:
    with pytest.raises(TargetError) as raised:
        do(icu, made)
    error = raised.value
    assert error.findings and all(finding.what and finding.now for finding in error.findings)
    return error


@pytest.mark.parametrize("kind", AT_ONCE)
@pytest.mark.parametrize("call", READS)
def test_a_read_that_fails_is_never_taken_for_an_answer(icu: Stage, call: str, kind: Kind) -> None:
    do, method, path = READS[call]
    made = icu.created()
    icu.server.fault(kind, method=method, path=path)
    assert isinstance(failure(icu, made, do), Unreachable)
    assert icu.server.calls("POST", "PUT", "DELETE") == []


@pytest.mark.parametrize("kind", AT_ONCE)
@pytest.mark.parametrize("call", WRITES)
def test_a_write_without_a_clear_answer_is_unsure_and_sent_once(icu: Stage, call: str, kind: Kind) -> None:
    do, method, path = WRITES[call]
    made = icu.created()
    icu.server.fault(kind, method=method, path=path)
    if (call, kind) in SAYS_ENOUGH:
        do(icu, made)
    else:
        assert isinstance(failure(icu, made, do), Unsure)
    (seen,) = icu.server.log
    assert seen.done is kind.is_done


@pytest.mark.parametrize("kind", sorted(SLOW))
@pytest.mark.parametrize("call", CALLS)
def test_a_slow_answer_is_waited_for_a_while_and_no_longer(
    icu: Stage, call: str, kind: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    do, method, path = CALLS[call]
    made = icu.created()
    monkeypatch.setattr(door, "PATIENCE", 0.2)
    icu.server.fault(kind, method=method, path=path)
    assert isinstance(failure(icu, made, do), Unreachable if call in READS else Unsure)


@pytest.mark.parametrize("status, kind", [(400, Refused), (405, Refused), (409, Refused), (422, Refused)])
@pytest.mark.parametrize("call", CALLS)
def test_a_no_is_a_no_and_its_reason_is_told(
    icu: Stage, call: str, status: int, kind: type[TargetError]
) -> None:
    do, method, path = CALLS[call]
    made = icu.created()
    body = b'{"status": 422, "error": "The name is missing"}'
    icu.server.fault(Kind.STATUS, method=method, path=path, status=status, body=body)
    error = failure(icu, made, do)
    assert type(error) is kind and f"answered {status} to {method}" in str(error)
    assert "The name is missing" in str(error)


@pytest.mark.parametrize("status", [408, 500, 502, 503, 504, 520])
@pytest.mark.parametrize("call", WRITES)
def test_a_failure_of_the_service_may_have_come_after_the_deed(icu: Stage, call: str, status: int) -> None:
    do, method, path = WRITES[call]
    made = icu.created()
    icu.server.fault(Kind.STATUS_AFTER_COMMIT, method=method, path=path, status=status)
    assert isinstance(failure(icu, made, do), Unsure)
    assert len(icu.server.log) == 1


def test_what_is_gone_is_seen_as_gone_and_removing_it_is_done(icu: Stage) -> None:
    made = icu.created()
    icu.server.athlete_deletes(int(made.id))
    assert icu.target.list(WINDOW, [entry(made)]).gone == {made.id}
    assert delete(icu, made) == []


def test_a_calendar_that_is_not_found_is_an_error_and_no_empty_calendar(icu: Stage) -> None:
    made = icu.created()
    icu.server.fault(Kind.STATUS, method="GET", path=".*/events", status=404)
    with pytest.raises(LoginNeeded, match='has no athlete "0"'):
        icu.target.list(WINDOW, [entry(made)])


@pytest.mark.parametrize(
    "after, pause",
    [
        pytest.param("120", timedelta(seconds=120), id="seconds"),
        pytest.param("Mon, 01 Mar 2027 13:00:00 GMT", timedelta(hours=1), id="a date"),
        pytest.param("Mon, 01 Mar 2027 11:00:00 GMT", timedelta(seconds=1), id="a date that is over"),
        pytest.param("0", timedelta(seconds=1), id="none"),
        pytest.param("99999999", timedelta(days=1), id="years"),
        pytest.param("soon", timedelta(minutes=30), id="a word"),
        pytest.param("", timedelta(minutes=30), id="unsaid"),
    ],
)
@pytest.mark.parametrize("call", CALLS)
def test_too_many_requests_pause_the_target_for_as_long_as_the_service_says(
    icu: Stage, call: str, after: str, pause: timedelta
) -> None:
    do, method, path = CALLS[call]
    made = icu.created()
    headers = {"Retry-After": after} if after else {}
    icu.server.fault(Kind.STATUS, method=method, path=path, status=429, headers=headers)
    error = failure(icu, made, do)
    assert isinstance(error, Paused) and error.until == NOW + pause


@pytest.mark.parametrize("call", CALLS)
def test_a_revoked_key_is_said_and_nothing_is_tried_again(icu: Stage, call: str) -> None:
    do, _, _ = CALLS[call]
    made = icu.created()
    icu.server.key = "another"
    error = failure(icu, made, do)
    assert isinstance(error, LoginNeeded) and "run onek connect icu" in str(error)
    assert len(icu.server.log) == 1


def test_without_a_key_nothing_is_asked(icu: Stage) -> None:
    icu.secrets.kept.clear()
    with pytest.raises(LoginNeeded, match=r"is not connected; run onek connect icu"):
        icu.listed()
    assert icu.server.calls() == []


@pytest.mark.parametrize("kept", ["two\nlines", "\udc80", "\0"])
def test_what_is_no_key_is_not_sent(icu: Stage, kept: str) -> None:
    icu.secrets.kept["icu"] = kept
    with pytest.raises(LoginNeeded, match="is no key"):
        icu.listed()
    assert icu.server.calls() == []


def test_a_key_from_a_file_may_end_with_its_line(icu: Stage) -> None:
    icu.secrets.kept["icu"] += "\n"
    assert icu.listed() == []


@pytest.mark.parametrize("call", CALLS)
def test_a_guard_in_front_of_the_service_is_no_word_of_the_service(icu: Stage, call: str) -> None:
    do, method, path = CALLS[call]
    made = icu.created()
    page = b"<!doctype html><title>Attention Required!</title>"
    icu.server.fault(
        Kind.STATUS, method=method, path=path, status=403, body=page, headers={"Content-Type": "text/html"}
    )
    assert isinstance(failure(icu, made, do), Unreachable)


@pytest.mark.parametrize("call", CALLS)
def test_nothing_was_done_where_nobody_was_there(icu: Stage, call: str) -> None:
    do, _, _ = CALLS[call]
    made, target = icu.created(), icu.target
    wants = icu.wanted("tue", OTHER), icu.placing("thu", EASY, day(3))
    icu.server.stop()
    with pytest.raises(Unreachable, match="cannot be reached"):
        {
            look: lambda: target.list(WINDOW, []),
            look_for: lambda: target.list(WINDOW, [entry(made)]),
            create: lambda: list(target.create([wants[1]])),
            update: lambda: list(target.update(made, wants[0])),
            delete: lambda: list(target.delete(made)),
        }[do]()


def test_a_pause_that_stands_is_kept_and_nothing_is_asked(icu: Stage) -> None:
    def shut() -> None:
        raise Paused(NOW)

    icu.gate = shut  # type: ignore[method-assign]
    for do, _, _ in WRITES.values():
        with pytest.raises(Paused):
            do(icu, Remote(plan="p", slot="s", id="1", day=day(1), digest="01234567"))
    assert icu.server.calls() == []


@pytest.mark.parametrize("kind", [kind for kind in AT_ONCE if kind.is_done])
def test_what_was_made_without_an_answer_is_found_and_not_doubled(icu: Stage, kind: Kind) -> None:
    icu.server.fault(kind, method="POST")
    with pytest.raises(Unsure):
        list(icu.target.create([icu.placing()]))
    (seen,) = icu.listed()
    assert (seen.slot, seen.day, seen.touched) == ("tue", day(1), False)
    icu.created()
    assert len(icu.server.events) == 1


ODD = [b"[]x", b"null", b"3", b'{"a": 1}', b'["x"]', b'[{"external_id": "onek:a:b"}]']


@pytest.mark.parametrize(
    "body", [*ODD, b'[{"external_id": "onek:a:b", "id": 1, "start_date_local": "soon"}]']
)
def test_a_calendar_of_another_form_is_an_error(icu: Stage, body: bytes) -> None:
    icu.server.fault(Kind.STATUS, status=200, body=body)
    with pytest.raises(Unreachable, match="cannot be read"):
        icu.listed()


@pytest.mark.parametrize(
    "body", [*ODD, b"[" * 100_000, b'[{"external_id": "onek:spring-1k:tue", "id": null}]']
)
@pytest.mark.parametrize("call", ["create", "update"])
def test_an_answer_to_a_write_of_another_form_is_unsure(icu: Stage, call: str, body: bytes) -> None:
    do, method, path = WRITES[call]
    made = icu.created()
    icu.server.fault(Kind.STATUS_AFTER_COMMIT, method=method, path=path, status=200, body=body)
    assert isinstance(failure(icu, made, do), Unsure)


def test_an_update_that_answers_with_another_event_is_unsure(icu: Stage) -> None:
    made, other = icu.created(), icu.created("thu", EASY, day(3))
    body = json.dumps(icu.server.events[int(other.id)]).encode()
    icu.server.fault(Kind.STATUS_AFTER_COMMIT, method="PUT", status=200, body=body)
    assert isinstance(failure(icu, made, update), Unsure)


# -- any answer at all ---------------------------------------------------------------------------------

FIELDS = (
    "id", "external_id", "description", "start_date_local", "updated", "workout_doc", "name", "steps", "reps",
    "pace", "units", "start", "distance", "duration", "until_lap_press", "paired_activity_id",
)  # fmt: skip
scalars = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
    | st.sampled_from(["onek:spring-1k:tue", "onek:a:b", "2027-03-02T18:00:00", "secs/km", 7001, 10**30])
)  # fmt: skip
answers = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=8),
    max_leaves=25,
)
events = st.fixed_dictionaries(
    {"id": st.just(7001) | scalars, "external_id": st.just("onek:spring-1k:tue") | scalars},
    optional={
        "start_date_local": st.just("2027-03-02T18:00:00") | scalars,
        "workout_doc": st.fixed_dictionaries({"steps": st.lists(answers, max_size=20)}) | answers,
        "description": scalars,
    },
)


class Anything(Door):
    """A service that answers whatever is given."""

    answer: object = None

    def _ask(self, *_: object) -> object:
        return json.loads(json.dumps(self.answer))


@settings(max_examples=300)
@given(st.lists(events | answers, max_size=3) | events | answers)
def test_whatever_is_answered_is_an_answer_or_an_error_of_the_service(answer: object) -> None:
    tools = Tools(secrets=NoSecrets(), gate=no_wait, now=lambda: NOW)
    asked = Anything("icu", "intervals.icu", "https://intervals.icu", "API_KEY", tools)
    asked.answer = answer
    target = IntervalsIcu("icu", "0", asked)
    want = wanted(target, "tue", EASY, day(1))
    remote = Remote(plan=PLAN, slot="tue", id="7001", day=day(1), digest=want.digest)
    for do in (
        lambda: target.list(WINDOW, [entry(remote)]),
        lambda: list(target.create([Placing(want, PLAN, "tue")])),
        lambda: list(target.update(remote, want)),
        lambda: list(target.delete(remote)),
    ):
        with suppress(TargetError):
            do()


@pytest.mark.parametrize("length", ['"x"', "[1]", "1e999", "NaN"])
def test_steps_of_another_form_are_an_answer_that_cannot_be_read(icu: Stage, length: str) -> None:
    made = icu.created()
    event = {
        **icu.server.events[int(made.id)],
        "workout_doc": {"steps": [{"duration": "?", "distance": "?"}] * 13},
    }
    body = json.dumps(event).replace('"?"', length).encode()
    icu.server.fault(Kind.STATUS_AFTER_COMMIT, method="PUT", status=200, body=body)
    with pytest.raises(Unsure, match="cannot be read"):
        list(icu.target.update(made, icu.wanted()))
