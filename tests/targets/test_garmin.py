"""Garmin Connect shows what is wanted, in as few calls as it takes, and nobody else's things are touched."""

from dataclasses import replace
from datetime import timedelta

import pytest

from onek_sync.model.errors import Unreachable
from onek_sync.model.mark import Mark, read_mark, write_mark
from onek_sync.model.target import Window
from onek_sync.targets.garmin import library
from onek_sync.targets.garmin.door import Door
from onek_sync.targets.garmin.target import GarminConnect
from tests.exporters.building import CASES
from tests.targets.garmin_stage import SPRING, TODAY, WINDOW, Stage, day, entry_of

LIST, PERIOD = "GET /workout-service/workouts", "GET /workout-service/schedule/workoutScheduleByPeriod"
WORKOUTS = [name for name in CASES if name != "rest"]


# -- create -------------------------------------------------------------------------------------------


def test_a_new_session_costs_two_writes(garmin: Stage) -> None:
    placing = garmin.placing()
    made, complete = garmin.target.create([placing])
    assert garmin.server.calls() == [
        "POST /workout-service/workout",
        f"POST /workout-service/schedule/{made.id}",
    ]
    assert garmin.turns == 2
    assert (made.day, made.parts) == (None, {})
    assert complete.id == made.id and complete.day == day(1)
    assert garmin.server.calendar() == [(f"{day(1)}", garmin.server.workouts[int(made.id)]["workoutName"])]


def test_each_call_is_yielded_before_the_next_is_made(garmin: Stage) -> None:
    calls = garmin.target.create([garmin.placing()])
    made = next(calls)
    assert garmin.server.schedules == {} and [int(made.id)] == list(garmin.server.workouts)
    next(calls)
    assert len(garmin.server.schedules) == 1


@pytest.mark.parametrize("case", WORKOUTS)
def test_every_kind_of_session_stands_there_untouched(garmin: Stage, case: str) -> None:
    made = garmin.created(case)
    (seen,) = garmin.listed()
    assert seen == replace(made, version=seen.version)
    assert not seen.touched and seen.digest == garmin.wanted(case).digest


def test_the_mark_names_the_slot_and_not_the_sessions_key(garmin: Stage) -> None:
    wanted = garmin.wanted()
    *_, made = garmin.target.create([replace(garmin.placing(), slot="w09-tue-1~2")])
    description = garmin.server.workouts[int(made.id)]["description"]
    assert read_mark(description) == Mark(SPRING, "w09-tue-1~2", wanted.digest)
    assert description.count("[onek") == 1


# -- list ---------------------------------------------------------------------------------------------


def test_an_unchanged_push_costs_two_reads(garmin: Stage) -> None:
    remotes = [garmin.created(case, on) for on, case in enumerate(WORKOUTS)]
    listing = garmin.target.list(WINDOW, [entry_of(remote) for remote in remotes])
    assert sorted(listing.remotes, key=lambda one: one.slot) == sorted(remotes, key=lambda one: one.slot)
    assert listing.gone == frozenset()
    assert garmin.server.calls() == [LIST, PERIOD]
    assert garmin.turns == 2


def test_without_a_ledger_each_workout_is_read_once(garmin: Stage) -> None:
    remotes = [garmin.created(case, on) for on, case in enumerate(WORKOUTS)]
    assert {one.slot for one in garmin.listed()} == set(WORKOUTS)
    assert garmin.server.calls()[:2] == [LIST, PERIOD]
    assert sorted(garmin.server.calls()[2:]) == sorted(
        f"GET /workout-service/workout/{r.id}" for r in remotes
    )


def test_a_library_of_many_pages_is_read_to_its_end(garmin: Stage) -> None:
    first = garmin.created()
    for number in range(250):
        garmin.server.athlete_makes(f"Own {number}")
    last = garmin.created("tempo")
    assert {one.id for one in garmin.listed(first, last)} == {first.id, last.id}
    assert garmin.server.calls().count(LIST) == 3
    assert set(library.workouts(Door("garmin", garmin.tools))) == {f"{id_}" for id_ in garmin.server.workouts}


def test_a_library_that_shows_the_same_page_for_ever_is_an_unreadable_answer(
    garmin: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    door, page = Door("garmin", garmin.tools), [{"workoutId": number} for number in range(library.PAGE)]
    pages = iter([page] * 9)  # then there are no more, and asking on would be a StopIteration
    monkeypatch.setattr(door, "read", lambda *asked: next(pages))
    with pytest.raises(Unreachable, match="cannot be read"):
        library.workouts(door)


def test_a_page_that_ends_too_early_takes_nothing_for_deleted(garmin: Stage) -> None:
    remotes = [garmin.created(case, on) for on, case in enumerate(WORKOUTS)]
    garmin.server.short_lists = 1
    listing = garmin.target.list(WINDOW, [entry_of(remote) for remote in remotes])
    assert {one.id for one in listing.remotes} == {one.id for one in remotes}
    assert listing.gone == frozenset() and not any(one.touched for one in listing.remotes)


def test_a_new_workout_that_is_listed_late_is_asked_for_by_its_id(garmin: Stage) -> None:
    garmin.server.lists_late = True
    made = garmin.created()
    listing = garmin.target.list(WINDOW, [entry_of(made)])
    assert [one.id for one in listing.remotes] == [made.id] and listing.gone == frozenset()


def test_a_deleted_workout_is_gone(garmin: Stage) -> None:
    made = garmin.created()
    garmin.server.athlete_deletes(int(made.id))
    listing = garmin.target.list(WINDOW, [entry_of(made)])
    assert listing.remotes == () and listing.gone == {made.id}


def test_a_workout_taken_off_its_day_stands_on_none(garmin: Stage) -> None:
    made = garmin.created()
    garmin.server.athlete_unschedules(int(made.parts["entry"]))
    (seen,) = garmin.listed(made)
    assert seen.day is None and not seen.touched
    assert garmin.server.calls()[2:] == [f"GET /workout-service/schedule/{made.parts['entry']}"]


def test_a_session_that_was_moved_there_shows_its_day(garmin: Stage) -> None:
    made = garmin.created()
    garmin.server.athlete_moves(int(made.parts["entry"]), day(4))
    (seen,) = garmin.listed(made)
    assert seen.day == day(4) and not seen.touched


def test_a_session_moved_far_ahead_is_asked_for_by_its_entry(garmin: Stage) -> None:
    made = garmin.created()
    garmin.server.athlete_moves(int(made.parts["entry"]), day(200))
    (seen,) = garmin.listed(made)
    assert seen.day == day(200)


def test_what_is_past_is_not_shown_and_not_gone(garmin: Stage) -> None:
    made = garmin.created(on=0)
    later = Window.ahead(day(3), 14)
    for known in ([entry_of(made)], []):
        listing = garmin.target.list(later, known)
        assert listing.remotes == () and listing.gone == frozenset()


@pytest.mark.parametrize("age, is_shown", [(0, True), (60, True), (61, False), (400, False)])
def test_an_unknown_workout_on_no_day_is_shown_as_long_as_it_cannot_be_of_the_past(
    garmin: Stage, age: int, is_shown: bool
) -> None:
    """Left by a push that died; or, long after, a session that was run, listed without its day."""
    made = garmin.created()
    garmin.server.athlete_unschedules(int(made.parts["entry"]))
    garmin.server.workouts[int(made.id)]["createdDate"] = f"{TODAY - timedelta(days=age)}T06:00:00.0"
    assert [one.id for one in garmin.listed()] == [made.id] * is_shown
    assert [one.id for one in garmin.listed(made)] == [made.id]


def test_what_is_past_and_deleted_costs_nothing(garmin: Stage) -> None:
    made = garmin.created(on=0)
    garmin.server.athlete_deletes(int(made.id))
    listing = garmin.target.list(Window.ahead(day(3), 14), [entry_of(made)])
    assert listing.gone == frozenset() and garmin.server.calls() == [LIST, PERIOD]


def test_what_was_run_is_done(garmin: Stage) -> None:
    made = garmin.created(on=0)
    garmin.server.athlete_completes(int(made.parts["entry"]))
    (seen,) = garmin.listed(made)
    assert seen.done and seen.day == TODAY


@pytest.mark.parametrize("change", [{"workoutName": "My own"}, {"sportType": {"sportTypeId": 2}}])
def test_an_edited_workout_is_touched(garmin: Stage, change: dict[str, object]) -> None:
    made = garmin.created()
    garmin.server.athlete_edits(int(made.id), **change)
    (seen,) = garmin.listed(made)
    assert seen.touched and seen.digest == made.digest and seen.version != made.version


@pytest.mark.parametrize(
    "change",
    [
        {"endConditionValue": 777},
        {"endCondition": {"conditionTypeId": 1}},
        {"stepType": {"stepTypeId": 7}},
        {"description": "slower"},
        {"targetType": {"workoutTargetTypeId": 4}, "zoneNumber": 3},
        {"targetValueOne": 2.5},
        {"category": "SQUAT", "exerciseName": "SQUAT"},
        {"weightValue": 20, "weightUnit": {"unitId": 8}},
    ],
)
def test_an_edited_step_is_touched(garmin: Stage, change: dict[str, object]) -> None:
    made = garmin.created("tempo")
    garmin.server.athlete_edits_step(int(made.id), **change)
    assert [one.touched for one in garmin.listed(made)] == [True]


def test_a_word_below_the_mark_is_an_edit_and_not_the_end_of_the_mark(garmin: Stage) -> None:
    made = garmin.created()
    text = garmin.server.workouts[int(made.id)]["description"]
    garmin.server.athlete_edits(int(made.id), description=f"{text}\nwith Anna")
    (seen,) = garmin.listed(made)
    assert seen.touched and (seen.plan, seen.slot) == (SPRING, "intervals")


def test_a_known_workout_whose_mark_was_taken_out_is_the_athletes(garmin: Stage) -> None:
    made = garmin.created()
    garmin.server.athlete_edits(int(made.id), description="mine now")
    (seen,) = garmin.listed(made)
    assert seen.touched and seen.slot == "intervals"
    assert garmin.listed() == []


def test_saving_without_a_change_is_no_edit(garmin: Stage) -> None:
    made = garmin.created()
    garmin.server.athlete_edits(int(made.id))
    (seen,) = garmin.listed(made)
    assert not seen.touched and seen.version != made.version


def test_a_workout_on_no_day_is_shown(garmin: Stage) -> None:
    next(garmin.target.create([garmin.placing()]))
    (seen,) = garmin.listed()
    assert seen.day is None and seen.parts == {}


def test_a_second_entry_on_the_same_day_is_a_twin(garmin: Stage) -> None:
    made = garmin.created()
    twin = garmin.server.athlete_schedules(int(made.id), day(1))
    first, second = garmin.listed(made)
    assert first == replace(made, version=first.version)
    assert second.id == f"{made.id}/{twin}" and second.parts == {"entry": f"{twin}", "shared": "yes"}


def test_an_entry_that_the_athlete_made_on_another_day_is_none_of_ours(garmin: Stage) -> None:
    made = garmin.created()
    garmin.server.athlete_schedules(int(made.id), day(6))
    (seen,) = garmin.listed(made)
    assert seen.day == day(1) and seen.parts == {**made.parts, "shared": "yes"}


def test_of_several_entries_the_known_one_is_ours(garmin: Stage) -> None:
    calls = garmin.target.create([garmin.placing()])
    made = next(calls)
    garmin.server.athlete_schedules(int(made.id), day(6))
    made = next(calls)
    (seen,) = garmin.listed(made)
    assert seen.day == day(1) and seen.parts["entry"] == made.parts["entry"]


def test_without_the_list_by_period_the_months_are_read(garmin: Stage) -> None:
    made = [garmin.created("tempo", on) for on in (1, 13)]
    garmin.server.without_period = True
    assert {one.day for one in garmin.listed(*made)} == {day(1), day(13)}
    months = [call for call in garmin.server.calls() if "calendar-service" in call]
    # January is month 0: February to April are 1 to 3.
    assert months == [f"GET /calendar-service/year/2027/month/{month}" for month in (1, 2, 3)]


def test_the_months_are_read_over_the_turn_of_the_year(garmin: Stage) -> None:
    garmin.server.without_period = True
    garmin.target.list(Window.ahead(day(300), 14), [])
    months = [call for call in garmin.server.calls() if "calendar-service" in call]
    assert [call.rpartition("year/")[2] for call in months] == [
        "2027/month/11",
        "2028/month/0",
        "2028/month/1",
    ]


# -- update -------------------------------------------------------------------------------------------


def test_a_moved_session_costs_one_write_and_keeps_its_workout(garmin: Stage) -> None:
    made = garmin.created()
    (moved,) = garmin.target.update(made, garmin.wanted(on=3))
    assert moved == replace(made, day=day(3))
    assert garmin.server.calls("POST", "PUT", "DELETE") == [
        f"PUT /workout-service/schedule/{made.parts['entry']}"
    ]
    assert garmin.listed(moved) == [moved]


def test_a_workout_on_no_day_is_put_on_its_day_with_one_write(garmin: Stage) -> None:
    made = next(garmin.target.create([garmin.placing()]))
    garmin.server.forget_calls()
    (complete,) = garmin.target.update(made, garmin.wanted())
    assert garmin.server.calls() == [f"POST /workout-service/schedule/{made.id}"]
    assert complete.day == day(1) and garmin.listed(complete) == [complete]


def test_another_content_is_another_workout_and_costs_four_writes(garmin: Stage) -> None:
    old = garmin.created("intervals")
    steps = list(garmin.target.update(old, replace(garmin.wanted("tempo", on=2), key="intervals")))
    new = steps[-1]
    assert garmin.server.calls() == [
        "POST /workout-service/workout",
        f"POST /workout-service/schedule/{new.id}",
        f"DELETE /workout-service/schedule/{old.parts['entry']}",
        f"DELETE /workout-service/workout/{old.id}",
    ]
    assert len(steps) == 4 and {(one.plan, one.slot) for one in steps} == {(old.plan, old.slot)}
    assert [one.day for one in steps] == [None, day(2), day(2), day(2)]
    assert list(garmin.server.workouts) == [int(new.id)] and garmin.listed(new) == [new]


def test_the_new_workout_stands_before_the_old_one_goes(garmin: Stage) -> None:
    old = garmin.created("intervals")
    for calls_made, _ in enumerate(garmin.target.update(old, garmin.wanted("tempo")), 1):
        shown = {one.id for one in garmin.listed() if one.day == day(1)}
        assert shown, f"no session on its day after call {calls_made}"


def test_an_edited_workout_is_replaced_when_it_is_taken_back(garmin: Stage) -> None:
    made = garmin.created()
    garmin.server.athlete_edits(int(made.id), workoutName="My own")
    (touched,) = garmin.listed(made)
    *_, new = garmin.target.update(touched, garmin.wanted())
    assert garmin.listed() == [new] and not new.touched


def test_a_replaced_workout_that_is_scheduled_again_stays_in_the_library(garmin: Stage) -> None:
    made = garmin.created()
    extra = garmin.server.athlete_schedules(int(made.id), day(6))
    (seen,) = garmin.listed(made)
    list(garmin.target.update(seen, garmin.wanted("tempo")))
    assert int(made.id) in garmin.server.workouts and extra in garmin.server.schedules


# -- delete -------------------------------------------------------------------------------------------


def test_a_removal_costs_two_writes_and_leaves_nothing(garmin: Stage) -> None:
    made = garmin.created()
    (left,) = garmin.target.delete(made)
    assert left == replace(made, parts={})
    assert garmin.server.calls() == [
        f"DELETE /workout-service/schedule/{made.parts['entry']}",
        f"DELETE /workout-service/workout/{made.id}",
    ]
    assert garmin.server.workouts == {} and garmin.server.schedules == {}


def test_what_is_gone_already_is_removed(garmin: Stage) -> None:
    made = garmin.created()
    garmin.server.athlete_deletes(int(made.id))
    list(garmin.target.delete(made))
    assert [seen.status for seen in garmin.server.log] == [404, 404]


def test_of_twins_one_entry_goes_and_the_workout_stays(garmin: Stage) -> None:
    made = garmin.created()
    garmin.server.athlete_schedules(int(made.id), day(1))
    _, twin = garmin.listed(made)
    assert list(garmin.target.delete(twin)) == []
    assert [f"{one.id}" for one in garmin.server.entries_of(int(made.id))] == [made.parts["entry"]]


# -- others' things -----------------------------------------------------------------------------------


def test_nothing_of_the_athletes_own_is_shown_or_touched(garmin: Stage) -> None:
    own = [
        garmin.server.athlete_makes("Long run with Anna", day(1)),
        garmin.server.athlete_makes("Marked by hand", day(2), "[onek v1 plan= s= h=zz]"),
        garmin.server.athlete_makes("In the library"),
    ]
    before = garmin.server.bytes_of(*own)
    made = garmin.created()
    *_, new = garmin.target.update(made, garmin.wanted("tempo", on=2))
    assert garmin.listed(new) == [new]
    list(garmin.target.delete(new))
    assert garmin.server.bytes_of(*own) == before
    assert garmin.listed() == []


def test_other_plans_of_ours_are_shown_by_their_name(garmin: Stage) -> None:
    list(garmin.target.create([replace(garmin.placing(), plan="autumn-5k")]))
    assert [one.plan for one in garmin.listed()] == ["autumn-5k"]


def test_a_form_of_workout_that_we_never_send_is_touched_and_no_failure(garmin: Stage) -> None:
    mark = write_mark(Mark(SPRING, "w01-mon-1", "0" * 8))
    id_ = garmin.server.athlete_makes("Copied", day(1), f"x\n{mark}")
    garmin.server.workouts[id_]["workoutSegments"] = [{"workoutSteps": [None]}]
    assert [one.touched for one in garmin.listed()] == [True]


def test_the_target_says_what_a_watch_holds(garmin: Stage) -> None:
    assert isinstance(garmin.target, GarminConnect)
    assert (garmin.target.limits.days, garmin.target.limits.entries) == (28, 30)
