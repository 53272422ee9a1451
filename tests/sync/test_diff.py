"""What becomes of each session at a target: one test a case, as the athlete would tell it."""

from dataclasses import replace

import pytest

from onek_sync.model.target import Intent, Limits, Op, State
from tests.sync.stage import NOW, PLAN, DictLedger, Stage, day

WEEK = {"tue": ("400s", 1), "thu": ("tempo", 3), "sat": ("long", 5)}


def pushed(**what: object) -> Stage:
    stage = Stage(plan=dict(WEEK), **what)  # type: ignore[arg-type]
    assert stage.push().sound
    return stage


def test_a_new_session_is_created() -> None:
    assert Stage(plan={"tue": ("400s", 1)}).said() == ["Create tue: it is new in the plan"]


def test_what_is_in_step_needs_nothing() -> None:
    stage = pushed()
    writes = stage.memory.writes
    assert stage.said() == []
    assert stage.look().in_step == 3
    stage.push()
    assert stage.memory.writes == writes


def test_a_changed_session_is_updated_in_its_place() -> None:
    stage = pushed()
    stage.plan["tue"] = ("300s", 1)
    assert stage.said() == ["Update tue: it changed in the plan"]
    stage.push()
    assert stage.shown()["tue"] == ("300s", 1)
    assert len(stage.shown()) == 3


def test_a_session_on_another_day_is_moved_not_doubled() -> None:
    stage = pushed()
    stage.plan["wed"] = stage.plan.pop("tue")[0], 2
    assert stage.said() == ["Move wed: it moved from 2027-03-02"]
    stage.push()
    assert stage.shown() == {"tue": ("400s", 2), "thu": ("tempo", 3), "sat": ("long", 5)}
    assert stage.said() == []


def test_two_sessions_that_change_places_are_two_moves() -> None:
    stage = pushed()
    stage.plan |= {"tue": ("tempo", 1), "thu": ("400s", 3)}
    assert stage.said() == ["Move tue: it moved from 2027-03-04", "Move thu: it moved from 2027-03-02"]
    stage.push()
    assert sorted(stage.shown().values()) == [("400s", 3), ("long", 5), ("tempo", 1)]
    assert stage.said() == []


def test_the_place_of_a_moved_session_can_be_filled_again() -> None:
    stage = pushed()
    stage.plan |= {"wed": ("400s", 2), "tue": ("easy", 1)}
    stage.push()
    assert sorted(stage.shown().values()) == [("400s", 2), ("easy", 1), ("long", 5), ("tempo", 3)]
    assert stage.said() == []
    stage.ledger.rows.clear()
    assert all(line.startswith("Adopt") or line.startswith("Move") for line in stage.said())
    stage.push()
    assert sorted(stage.shown().values()) == [("400s", 2), ("easy", 1), ("long", 5), ("tempo", 3)]


def test_a_session_that_left_the_plan_is_taken_away() -> None:
    stage = pushed()
    del stage.plan["thu"]
    assert stage.said() == ["Delete thu: it is no longer in the plan"]
    stage.push()
    assert set(stage.shown()) == {"tue", "sat"}
    assert stage.ledger.rows.keys() == {(PLAN, "tue"), (PLAN, "sat")}


def test_what_the_athlete_deleted_there_stays_away() -> None:
    stage = pushed()
    stage.deletes("thu")
    assert stage.said() == ["Release thu: you deleted it there; it stays away (--force brings it back)"]
    stage.push()
    assert stage.ledger.rows[PLAN, "thu"].state is State.RELEASED
    assert stage.said() == ["Skip thu: you deleted it there; it stays away (--force brings it back)"]
    stage.plan["thu"] = ("longer tempo", 3)
    stage.push()
    assert set(stage.shown()) == {"tue", "sat"}


def test_force_brings_back_what_was_deleted_there() -> None:
    stage = pushed()
    stage.deletes("thu")
    stage.push()
    stage.force = True
    stage.push()
    stage.force = False
    assert stage.shown()["thu"] == ("tempo", 3)
    assert stage.said() == []


def test_what_the_athlete_edited_there_stays_as_it_is() -> None:
    stage = pushed()
    stage.edits("thu")
    stage.plan["thu"] = ("longer tempo", 3)
    assert stage.said() == ["Skip thu: you edited it there; that stays (--force takes it back)"]
    stage.push()
    assert stage.shown()["thu"] == ("tempo", 3)
    stage.force = True
    stage.push()
    assert stage.shown()["thu"] == ("longer tempo", 3)


def test_a_time_of_day_that_was_chosen_there_is_taken_back_by_force_alone() -> None:
    stage = pushed()
    (remote,) = [one for one in stage.memory.objects.values() if one.slot == "thu"]
    stage.memory.objects[remote.id] = replace(remote, adjusted=True)
    assert stage.said() == []
    stage.force = True
    assert stage.said() == ["Update thu: its time or its alarms were changed there"]
    stage.push()
    assert stage.said() == []


def test_what_was_edited_there_stays_when_it_leaves_the_plan() -> None:
    stage = pushed()
    stage.edits("thu")
    del stage.plan["thu"]
    assert stage.said() == ["Skip thu: it left the plan, but you edited it there; it stays"]


def test_a_day_that_the_athlete_chose_there_stays() -> None:
    stage = pushed()
    stage.moves("thu", 4)
    assert stage.said() == ["Skip thu: you moved it to 2027-03-05 there; that stays (--force takes it back)"]
    stage.push()
    stage.plan["thu"] = ("longer tempo", 3)
    assert stage.said() == ["Update thu: it changed in the plan; it stays on 2027-03-05, where you put it"]
    stage.push()
    assert stage.shown()["thu"] == ("longer tempo", 4)
    assert stage.said() == ["Skip thu: you moved it to 2027-03-05 there; that stays (--force takes it back)"]
    stage.force = True
    stage.push()
    assert stage.shown()["thu"] == ("longer tempo", 3)


def test_a_session_that_the_athlete_put_on_a_day_that_is_over_is_not_made_again() -> None:
    stage = pushed()
    stage.today = day(2)
    stage.moves("sat", 1)
    why = "you moved it to 2027-03-02 there; that stays (--force makes it anew)"
    assert stage.said() == [f"Skip sat: {why}"]
    stage.push()
    assert stage.said() == [f"Skip sat: {why}"]
    stage.force = True
    stage.push()
    stage.force = False
    assert sorted(stage.shown().values()) == [("400s", 1), ("long", 1), ("long", 5), ("tempo", 3)]
    assert stage.said() == []


def test_a_session_that_another_computer_moved_is_not_doubled() -> None:
    """It stands where it belongs, under a key that only that computer's ledger knows."""
    stage = pushed()
    here, stage.ledger = stage.ledger, DictLedger()
    stage.push()
    stage.plan["wed"] = stage.plan.pop("tue")[0], 2
    stage.push()
    stage.ledger = here
    assert stage.said() == ["Adopt wed: "]
    stage.push()
    assert stage.shown() == {"tue": ("400s", 2), "thu": ("tempo", 3), "sat": ("long", 5)}
    assert stage.said() == []


def test_what_was_taken_off_the_calendar_there_stays_off() -> None:
    stage = pushed()
    stage.moves("thu", None)
    why = "you took it off the calendar there; it stays away (--force brings it back)"
    assert stage.said() == [f"Release thu: {why}"]
    stage.push()
    assert stage.said() == [f"Skip thu: {why}"]
    stage.force = True
    stage.push()
    stage.force = False
    assert stage.shown()["thu"] == ("tempo", 3)
    assert stage.said() == []


def test_what_was_run_is_never_touched() -> None:
    stage = pushed()
    stage.completes("tue")
    assert stage.said() == []
    stage.plan["tue"] = ("300s", 1)
    assert stage.said() == ["Skip tue: it was completed; it stays as it was"]
    del stage.plan["tue"]
    assert stage.said() == []


def test_a_run_session_does_not_stand_for_a_new_one_with_the_same_content() -> None:
    stage = pushed()
    stage.completes("tue")
    del stage.plan["tue"]
    stage.plan["sun"] = ("400s", 6)
    assert stage.said() == ["Create sun: it is new in the plan"]


def test_past_days_are_never_rewritten() -> None:
    stage = pushed()
    stage.today = day(4)
    stage.plan = {"thu": ("rewritten", 3), "sat": ("long", 5)}
    assert stage.said() == []
    stage.ledger.rows.clear()
    assert stage.said() == ["Adopt sat: it is there already, with our mark"]


def test_a_lost_ledger_is_no_loss() -> None:
    stage = pushed()
    stage.ledger.rows.clear()
    writes = stage.memory.writes
    assert {line.split()[0] for line in stage.said()} == {"Adopt"}
    stage.push()
    assert stage.memory.writes == writes
    assert stage.said() == []


def test_what_is_there_twice_is_kept_once_the_oldest() -> None:
    stage = pushed()
    [original] = [one for one in stage.memory.objects.values() if one.slot == "thu"]
    stage.memory.objects["999"] = replace(original, id="999")
    assert stage.said() == ["Delete thu: it is there twice"]
    stage.push()
    assert original.id in stage.memory.objects
    assert "999" not in stage.memory.objects
    assert stage.said() == []


def test_of_two_the_edited_one_is_kept() -> None:
    stage = pushed()
    [original] = [one for one in stage.memory.objects.values() if one.slot == "thu"]
    stage.memory.objects["999"] = replace(original, id="999", touched=True)
    stage.push()
    assert original.id not in stage.memory.objects
    assert "999" in stage.memory.objects


@pytest.mark.parametrize("when", [None, 6])
@pytest.mark.parametrize("ledger_lost", [False, True])
def test_a_copy_that_the_athlete_edited_does_not_push_the_session_out(
    when: int | None, ledger_lost: bool
) -> None:
    """A copy carries our mark, too; it is the athlete's, wherever it stands, and so it stays."""
    stage = pushed()
    (thu,) = [one for one in stage.memory.objects.values() if one.slot == "thu"]
    on = None if when is None else day(when)
    stage.memory.objects["0"] = copy = replace(thu, id="0", touched=True, day=on, title="mine")
    if ledger_lost:
        stage.ledger.rows.clear()
    stage.push()
    assert stage.memory.objects[thu.id].day == day(3) and stage.memory.objects["0"] == copy
    assert stage.said() == ["Skip thu: it is there twice, and this one was edited there"]
    del stage.plan["thu"]
    stage.push()
    assert set(stage.shown()) == {"tue", "sat", "thu"} and stage.memory.objects["0"] == copy


def test_of_two_the_one_on_its_day_is_kept() -> None:
    """A push was killed after it had put the new one down, and before it took the old one away."""
    stage = pushed()
    [original] = [one for one in stage.memory.objects.values() if one.slot == "thu"]
    stage.memory.objects["999"] = replace(original, id="999", day=day(4))
    stage.plan["thu"] = ("tempo", 4)
    assert stage.said() == ["Delete thu: it is there twice", "Adopt thu: "]
    stage.push()
    assert original.id not in stage.memory.objects
    assert "999" in stage.memory.objects


def test_a_twin_goes_before_another_takes_its_place() -> None:
    """Where an id is a file's name, the one that takes the name would go with it."""
    stage = pushed()
    [original] = [one for one in stage.memory.objects.values() if one.slot == "thu"]
    stage.memory.objects["999"] = replace(original, id="999", day=day(4), digest="0")
    stage.plan["thu"] = ("tempo", 4)
    assert stage.said() == ["Delete thu: it is there twice", "Move thu: it moved from 2027-03-04"]


def test_what_is_far_away_waits_until_it_is_near() -> None:
    stage = pushed()
    stage.plan["far"] = ("race", 20)
    assert stage.said() == []
    stage.today = day(7)
    assert stage.said() == ["Create far: it is new in the plan"]


def test_a_session_that_moved_far_away_goes_and_comes_back() -> None:
    stage = pushed()
    stage.plan["thu"] = ("tempo", 24)
    assert stage.said() == ["Delete thu: it moved to 2027-03-25, and comes back when that is near"]
    stage.push()
    stage.today = day(14)
    assert stage.said() == ["Create thu: it is new in the plan"]


def test_a_session_that_cannot_be_said_there_says_why() -> None:
    stage = pushed()
    stage.unsaid = {"thu": "it has more than 100 steps"}
    del stage.plan["thu"]
    assert stage.said() == ["Skip thu: it has more than 100 steps"]


def test_a_target_that_is_full_takes_the_nearest_sessions() -> None:
    stage = Stage(plan=dict(WEEK), limits=Limits(entries=2))
    assert [line.split(":")[0] for line in stage.said()] == ["Create tue", "Create thu", "Skip sat"]


def test_what_could_not_be_seen_is_not_taken_for_deleted() -> None:
    stage = pushed()
    stage.ledger.put(replace(stage.ledger.rows[PLAN, "thu"], id="hidden"))
    stage.deletes("thu")
    seen = stage.target.list

    class Blind(type(stage.target)):  # type: ignore[misc]
        def list(self, window, known):  # type: ignore[no-untyped-def]
            return replace(seen(window, known), gone=frozenset())

    stage.__class__ = type("BlindStage", (Stage,), {"target": property(lambda self: Blind(self.memory))})
    assert stage.said() == ["Skip thu: the service did not show it; it is looked for again"]


def test_another_plan_with_our_mark_is_let_be() -> None:
    stage = pushed()
    other = Stage(plan={"tue": ("another", 1)}, memory=stage.memory, name="club-plan")
    assert other.said() == ["Create tue: it is new in the plan"]
    other.push()
    assert stage.said() == []


def test_the_plan_before_is_taken_away_when_we_made_it() -> None:
    stage = pushed()
    stage.name, stage.plan = "summer-1k", {"a": ("easy", 1)}
    assert [line.split(":")[0] for line in stage.said()] == [
        "Create a",
        "Delete tue",
        "Delete thu",
        "Delete sat",
    ]


def test_a_large_removal_is_refused_unless_forced() -> None:
    plan = {f"d{number}": (f"run {number}", number) for number in range(12)}
    stage = Stage(plan=plan)
    stage.push()
    stage.plan = dict(list(plan.items())[:9])
    assert stage.look().brake == ""
    stage.plan = dict(list(plan.items())[:8])
    assert stage.look().brake == "this would take away 4 of the 12 sessions that are there"
    stage.force = True
    assert stage.look().brake == ""


def test_three_of_ten_may_go_and_four_may_not() -> None:
    plan = {f"d{number}": (f"run {number}", number) for number in range(10)}
    stage = Stage(plan=plan)
    stage.push()
    stage.plan = dict(list(plan.items())[:7])
    assert stage.look().brake == ""
    stage.plan = dict(list(plan.items())[:6])
    assert stage.look().brake == "this would take away 4 of the 10 sessions that are there"


def test_a_day_that_the_athlete_chose_stays_when_the_session_leaves_the_plan() -> None:
    stage = pushed()
    stage.moves("thu", 4)
    del stage.plan["thu"]
    assert stage.said() == ["Skip thu: it left the plan, but you moved it there; it stays"]
    stage.force = True
    assert stage.said() == ["Delete thu: it is no longer in the plan"]


def test_a_workout_of_a_day_that_is_over_is_let_be_though_it_is_listed_without_it() -> None:
    """Taking it away would rewrite the past."""
    stage = pushed()
    stage.moves("tue", None)
    stage.today = day(2)
    assert [line for line in stage.said() if "tue" in line] == []
    stage.ledger.rows.clear()
    assert [line for line in stage.said() if "tue" in line] == []


def test_what_a_killed_removal_left_is_taken_away_though_the_ledger_is_lost() -> None:
    stage = pushed()
    stage.moves("thu", None)
    stage.ledger.rows.clear()
    del stage.plan["thu"]
    assert stage.said()[-1] == "Delete thu: it is no longer in the plan"


def test_our_own_interrupted_move_is_not_taken_for_the_athletes() -> None:
    stage = pushed()
    row = stage.ledger.rows[PLAN, "thu"]
    stage.ledger.put(replace(row, intent=Intent(Op.UPDATE, NOW, day(4), row.digest)))
    stage.moves("thu", 4)
    stage.plan["thu"] = ("tempo", 6)
    assert stage.said() == ["Move thu: it moved from 2027-03-05"]


def test_a_removal_that_was_begun_and_is_wanted_again_is_put_back_on_its_day() -> None:
    stage = pushed()
    row = stage.ledger.rows[PLAN, "thu"]
    stage.ledger.put(replace(row, intent=Intent(Op.DELETE, NOW)))
    stage.moves("thu", None)
    assert stage.said() == ["Move thu: it stood on no day yet"]


def test_the_old_object_of_an_interrupted_replacement_is_not_taken_for_moved() -> None:
    """The ledger knows the new object, which the athlete deleted; the old one still stands on its day."""
    stage = pushed()
    row = stage.ledger.rows[PLAN, "thu"]
    stage.ledger.put(replace(row, id="new", day=None, intent=Intent(Op.UPDATE, NOW, day(4), "11112222")))
    stage.plan["thu"] = ("longer tempo", 4)
    assert stage.said() == ["Update thu: it changed in the plan"]
    stage.moves("thu", None)
    stage.ledger.put(replace(row, id="new", day=day(4)))
    assert stage.said() == ["Update thu: it changed in the plan"]


def test_an_interrupted_creation_is_adopted_where_it_arrived() -> None:
    stage = pushed()
    row = stage.ledger.rows[PLAN, "thu"]
    intent = Intent(Op.CREATE, NOW, row.day, row.digest)
    stage.ledger.put(replace(row, id="", day=None, digest="", version="", intent=intent))
    assert stage.said() == ["Adopt thu: an interrupted push had done it"]
    stage.deletes("thu")
    assert stage.said() == ["Create thu: an interrupted push had not got to it"]
    stage.push()
    assert stage.shown()["thu"] == ("tempo", 3)
    assert stage.said() == []


def test_an_interrupted_removal_goes_on() -> None:
    stage = pushed()
    row = stage.ledger.rows[PLAN, "thu"]
    stage.ledger.put(replace(row, intent=Intent(Op.DELETE, NOW)))
    del stage.plan["thu"]
    assert stage.said() == ["Delete thu: it is no longer in the plan"]
    stage.deletes("thu")
    assert stage.said() == ["Forget thu: it is gone there, and no longer in the plan"]
    stage.plan["thu"] = ("tempo", 3)
    assert stage.said() == ["Create thu: it was taken away, and is in the plan again"]
