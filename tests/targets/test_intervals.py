"""intervals.icu shows what is wanted, in as few calls as it takes, and nobody else's things are touched."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from onek_sync.model.errors import LoginNeeded, Refused, Unsure
from onek_sync.model.mark import read_mark, write_mark
from onek_sync.model.target import Placing, Remote
from onek_sync.targets.intervals.event import external_id, identity
from tests.servers.intervals import OWN, Intervals
from tests.targets.contract import EASY, HARD, OTHER, PLAN, WINDOW, Stand, TargetContract, day, entry
from tests.targets.intervals_stage import Stage

EVENTS = "/api/v1/athlete/0/events"


@pytest.fixture
def stand(icu: Stage) -> Stand:
    server = icu.server
    server.athlete_makes(day(1), category="NOTE", name="Travel", color="blue")
    server.athlete_makes(day(2), category="RACE_A", name="City Mile", type="Run")
    server.athlete_makes(day(3), category="WORKOUT", type="Run", name="Coach", external_id="coach-7")
    copy = "- 10m intensity=active\n\n[onek v1 plan=spring-1k s=tue h=01234567]"
    server.athlete_makes(day(4), category="WORKOUT", type="Run", name="A copy of ours", description=copy)

    def edit(remote: Remote) -> None:
        text = server.events[int(remote.id)]["description"]
        server.athlete_edits(int(remote.id), description=text.replace("min", "minutes"))

    return Stand(
        target=lambda: icu.target,
        edit=edit,
        move=lambda remote, to: server.athlete_moves(int(remote.id), to),
        remove=lambda remote: server.athlete_deletes(int(remote.id)),
        foreign=server.others,
        calls=lambda: (len(server.calls("GET")), len(server.calls("POST", "PUT", "DELETE"))),
    )


class TestIntervals(TargetContract):
    """The contract, in a calendar in which others write too."""


# -- calls ---------------------------------------------------------------------------------------------


def test_fourteen_new_sessions_cost_one_write(icu: Stage) -> None:
    new = [icu.placing(f"d{one}", EASY, day(one)) for one in range(14)]
    made = list(icu.target.create(new))
    assert icu.server.calls() == [f"POST {EVENTS}/bulk"]
    assert icu.turns == 1
    assert [one.slot for one in made] == [one.slot for one in new]
    assert {one.id for one in made} == {one.id for one in icu.listed()}


def test_what_is_unchanged_costs_one_read_and_no_write(icu: Stage) -> None:
    known = [icu.created(f"d{one}", EASY, day(one)) for one in range(14)]
    assert len(icu.listed(*known)) == 14
    assert icu.server.calls() == [f"GET {EVENTS}"]
    assert icu.turns == 1


@pytest.mark.parametrize("text, when", [(OTHER, day(1)), (HARD, day(4)), (OTHER, day(4))])
def test_a_change_costs_one_write(icu: Stage, text: str, when: object) -> None:
    remote = icu.created()
    (made,) = icu.target.update(remote, icu.wanted("tue", text, when))  # type: ignore[arg-type]
    assert icu.server.calls() == [f"PUT {EVENTS}/{remote.id}"]
    assert (made.id, made.day, made.touched) == (remote.id, when, False)
    assert made.version != remote.version


def test_a_removal_costs_one_write(icu: Stage) -> None:
    remote = icu.created()
    list(icu.target.delete(remote))
    assert icu.server.calls() == [f"DELETE {EVENTS}/{remote.id}"]
    assert icu.server.events == {}


def test_a_known_session_far_ahead_is_in_the_same_read(icu: Stage) -> None:
    far = icu.created("tue", HARD, day(20))
    (seen,) = icu.listed(far)
    assert seen.day == day(20)
    assert icu.server.calls() == [f"GET {EVENTS}"]


def test_what_the_listing_does_not_show_is_asked_for_by_its_id(icu: Stage) -> None:
    remote = icu.created()
    icu.server.athlete_moves(int(remote.id), day(90))
    (seen,) = icu.listed(remote)
    assert seen.day == day(90)
    assert icu.server.calls() == [f"GET {EVENTS}", f"GET {EVENTS}/{remote.id}"]


@pytest.mark.parametrize("flaw", ["late", "cut"])
def test_a_listing_that_lags_or_is_cut_is_never_taken_for_a_deletion(icu: Stage, flaw: str) -> None:
    made = [icu.created(f"d{one}", EASY, day(one)) for one in range(3)]
    setattr(icu.server, flaw, 1)
    found = icu.target.list(WINDOW, [entry(one) for one in made])
    assert {one.slot for one in found.remotes} == {"d0", "d1", "d2"}
    assert found.gone == frozenset()


# -- whose it is ---------------------------------------------------------------------------------------


def test_a_creation_that_is_sent_twice_makes_one_event(icu: Stage) -> None:
    first, again = icu.created(), icu.created()
    assert first.id == again.id
    assert len(icu.server.events) == 1


@pytest.mark.parametrize(
    "plan, slot", [("spring-1k", "w03-mon-1"), ("a:b", "c:d~2"), ("ü %", "✓/ "), ("x", "\udc80")]
)
def test_any_plan_and_slot_come_back_from_the_external_id(plan: str, slot: str) -> None:
    said = external_id(plan, slot)
    assert said.isascii() and " " not in said
    assert identity({"external_id": said}) == (plan, slot)


@pytest.mark.parametrize(
    "said", [None, "", "coach-7", "onek:", "onek:a", "onek:a:b:c", "onek::b", "onek:%ff:b", 7]
)
def test_other_ids_are_not_ours(said: object) -> None:
    assert identity({"external_id": said}) is None


def test_a_copy_that_the_athlete_made_of_ours_is_the_athlete_s(icu: Stage) -> None:
    remote = icu.created()
    copied = icu.server.events[int(remote.id)]["description"]
    icu.server.athlete_makes(day(3), category="WORKOUT", type="Run", description=copied)
    assert [one.id for one in icu.listed(remote)] == [remote.id]


def test_what_another_program_took_over_is_neither_shown_nor_gone(icu: Stage) -> None:
    remote = icu.created()
    icu.server.athlete_edits(int(remote.id), external_id="theirs")
    found = icu.target.list(WINDOW, [entry(remote)])
    assert (found.remotes, found.gone) == ((), frozenset())


def test_a_run_that_was_paired_is_done_and_no_edit(icu: Stage) -> None:
    remote = icu.created()
    icu.server.athlete_runs(int(remote.id))
    (seen,) = icu.listed()
    assert seen.done and not seen.touched


@pytest.mark.parametrize(
    "field, value", [("name", "Mine"), ("type", "Ride"), ("category", "NOTE"), ("description", "")]
)
def test_every_field_that_is_ours_is_looked_at(icu: Stage, field: str, value: str) -> None:
    remote = icu.created()
    icu.server.athlete_edits(int(remote.id), **{field: value})
    (seen,) = icu.listed(remote)
    assert seen.touched and (seen.plan, seen.slot) == (PLAN, "tue")


@pytest.mark.parametrize(
    "fields",
    [
        {"color": "red"},
        {"start_date_local": f"{day(1)}T06:30:00"},
        {"indoor": True, "icu_training_load": 77},
    ],
)
def test_what_is_the_athlete_s_own_is_no_edit_and_stays(icu: Stage, fields: dict[str, object]) -> None:
    remote = icu.created()
    icu.server.athlete_edits(int(remote.id), **fields)
    (seen,) = icu.listed()
    assert not seen.touched
    list(icu.target.update(seen, icu.wanted("tue", OTHER)))
    kept = icu.server.events[int(remote.id)]
    assert all(kept[name] == value for name, value in fields.items() if name != "start_date_local")


def test_a_service_that_lays_out_text_in_its_own_way_has_not_edited_it(icu: Stage) -> None:
    remote = icu.created()
    event = icu.server.events[int(remote.id)]
    event["description"] = (
        event["description"].replace("\n", "  \r\n").replace("\r\n  \r\n", "\r\n\r\n\r\n") + "\n\n"
    )
    (seen,) = icu.listed()
    assert not seen.touched


def test_an_empty_line_that_is_gone_is_an_edit_since_it_makes_other_steps(icu: Stage) -> None:
    remote = icu.created()
    event = icu.server.events[int(remote.id)]
    event["description"] = event["description"].replace("\n\nMain set", "\nMain set")
    assert icu.listed()[0].touched


def test_a_coach_s_key_writes_into_the_athlete_s_calendar() -> None:
    with Intervals("i777") as server:
        icu = Stage(server, athlete="i777")
        icu.created()
        assert len(server.calendars["i777"]) == 1 and not server.calendars[OWN]
        with pytest.raises(LoginNeeded, match=r"does not accept our key \(403\)"):
            Stage(server, athlete="i778").listed()


# -- what is sent, and what was understood -------------------------------------------------------------


def test_what_is_sent_is_an_event_with_its_time_its_identity_and_our_mark_at_the_end(icu: Stage) -> None:
    remote = icu.created()
    event = icu.server.events[int(remote.id)]
    assert event["start_date_local"] == f"{day(1)}T18:00:00"
    assert (event["category"], event["type"], event["external_id"]) == (
        "WORKOUT",
        "Run",
        "onek:spring-1k:tue",
    )
    ours = {"category", "type", "name", "description", "start_date_local", "external_id"}
    assert [set(sent) for sent in icu.server.posted[-1]] == [ours]
    last = event["description"].splitlines()[-1]
    mark = read_mark(last)
    assert mark is not None and write_mark(mark) == last
    assert (mark.plan, mark.key, mark.digest) == (PLAN, "tue", remote.digest)


def test_the_example_in_the_decisions_is_what_is_sent(icu: Stage) -> None:
    page = (Path(__file__).parents[2] / "docs" / "decisions" / "intervals-icu.md").read_text("utf-8")
    (example,) = re.findall(r"^```json\n(.*?)^```$", page, flags=re.MULTILINE | re.DOTALL)
    icu.created("tue", EASY)
    ((sent,),) = icu.server.posted
    assert {**sent, "description": "…"} == json.loads(example)
    assert list(sent) == list(json.loads(example))


def test_another_time_of_day_is_another_content(icu: Stage) -> None:
    first = icu.wanted()
    body = first.artifact.body
    later = replace(
        first.artifact, body=body.replace(b"T18:00", b"T19:30").replace(b"At 18:00.", b"At 19:30.")
    )
    assert later.body != body and icu.target.digest(later) != first.digest


@pytest.mark.parametrize(
    "text", [HARD, OTHER, EASY, "12min easy, 5x(3min @ 5K w/ 90s jog), 8x100m strides", "60min @ Z2"]
)
def test_what_is_understood_as_meant_loses_nothing(icu: Stage, text: str) -> None:
    remote = icu.created("tue", text)
    assert icu.server.events[int(remote.id)]["workout_doc"]["steps"]
    assert remote.lost == ()


def test_a_step_that_was_not_understood_is_told(icu: Stage) -> None:
    icu.server.blind_to = {"400mtr"}
    remote = icu.created()
    assert remote.lost == (
        "of 13 steps the service reads 7; step 2: 400 m were not understood",
    )  # fmt: skip


@pytest.mark.parametrize(
    "blind, said",
    [
        ({"- "}, "none of its steps was understood; it stands there as words"),
        ({"intensity=cooldown"}, "of 13 steps the service reads 12; step 13: 600 s were not understood"),
    ],
)
def test_a_text_that_was_not_understood_is_told(icu: Stage, blind: set[str], said: str) -> None:
    icu.server.blind_to = blind
    assert icu.created().lost == (said,)


def test_it_is_told_of_a_change_too(icu: Stage) -> None:
    remote = icu.created()
    icu.server.blind_to = {"- "}
    (made,) = icu.target.update(remote, icu.wanted("tue", OTHER))
    assert made.lost == ("none of its steps was understood; it stands there as words",)


def test_where_the_service_does_not_tell_nothing_is_claimed(icu: Stage) -> None:
    icu.server.told, icu.server.blind_to = False, {"- "}
    assert icu.created().lost == ()


# -- answers to writes ---------------------------------------------------------------------------------


def test_one_session_that_is_refused_refuses_the_call_and_nothing_is_made(icu: Stage) -> None:
    good, bad = icu.placing("a"), icu.placing("b")
    artifact = replace(bad.wanted.artifact, body=bad.wanted.artifact.body.replace(b'"Run"', b'""'))
    with pytest.raises(Refused, match=r'422 .* \("type is missing"\)'):
        list(icu.target.create([good, Placing(replace(bad.wanted, artifact=artifact), PLAN, "b")]))
    assert icu.server.events == {}


def test_an_update_of_what_is_gone_is_refused_and_makes_nothing(icu: Stage) -> None:
    remote = icu.created()
    icu.server.athlete_deletes(int(remote.id))
    with pytest.raises(Refused):
        list(icu.target.update(remote, icu.wanted("tue", OTHER)))
    assert icu.server.events == {}


def test_an_answer_about_fewer_events_than_were_sent_is_unsure(icu: Stage) -> None:
    first, second = icu.placing("a"), icu.placing("b")
    icu.server.answer_cut = 1
    made = []
    with pytest.raises(Unsure):
        for remote in icu.target.create([first, second]):
            made.append(remote)
    assert [one.slot for one in made] == ["a"]
    assert {one.slot for one in icu.listed()} == {"a", "b"}
