"""`onek status`: how each target stands, told from memory unless asked for, and what to do about it."""

import json
import shutil
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from onek_sync.store import Pause, open_store
from tests.cli.running import MONDAY, PLAN, SHELF, Folder, said
from tests.servers.garmin import Garmin
from tests.servers.http import Kind

pytestmark = pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")  # the Garmin library's habit

SECTION = '[targets.garmin]\nkind = "garmin"\npace = "0s"\n'


@pytest.fixture
def shelf(runner: Folder) -> Folder:
    runner.settings(SHELF)
    return runner


def status(runner: Folder, *more: str) -> str:
    done = runner.onek("status", "--today", MONDAY, *more)
    assert done.exit_code == 0, done.output
    return done.stdout


def told(runner: Folder, *more: str) -> dict[str, Any]:
    done = runner.onek("status", "--today", MONDAY, "--json", *more)
    return json.loads(done.stdout)["targets"][0]  # type: ignore[no-any-return]


def connected(runner: Folder, garmin: Garmin) -> None:
    runner.settings(SECTION)
    typed = f"{garmin.email}\n{garmin.password}\n"
    assert runner.onek("connect", "garmin", typed=typed).exit_code == 0


def test_what_was_never_pushed_says_how_much_there_is(shelf: Folder) -> None:
    words = status(shelf)
    assert "shelf: never pushed, 5 to send" in words and "next: run onek push shelf" in words


def test_after_a_push_it_is_in_step_until_the_plan_changes(shelf: Folder) -> None:
    shelf.onek("push", "--today", MONDAY)
    words = status(shelf)
    assert words.startswith("shelf: in step (5)\n  last push: ") and "done, 5 new" in words
    assert "next" not in words
    shelf.plan(PLAN.replace("40min easy", "30min easy").replace("    sat: 60min long\n", ""))
    words = status(shelf)
    assert "shelf: behind by 2" in words and "next: run onek push shelf" in words


def test_days_without_a_session_are_in_step_with_nothing_due(shelf: Folder) -> None:
    done = shelf.onek("status", "--today", "2026-11-02")
    assert done.stdout == "shelf: in step, nothing is due there now\n"


def test_memory_does_not_know_what_happened_there_but_a_look_does(shelf: Folder) -> None:
    shelf.onek("push", "--today", MONDAY)
    shutil.rmtree(shelf.path / "shelf")
    assert told(shelf)["in_step"] == 5
    assert told(shelf, "--check") | {"last_push": None} == {
        "target": "shelf",
        "kind": "folder",
        "standing": "in step",
        "behind": 0,
        "in_step": 0,
        "asked": True,
        "connected_as": None,
        "until": None,
        "last_push": None,
        "errors": [],
        "findings": [],
        "now": "",
    }


def test_a_watch_that_was_not_there_is_waited_for(runner: Folder) -> None:
    runner.settings('[targets.watch]\nkind = "folder"\npath = "GARMIN/NewFiles"\n')
    runner.onek("push", "--today", MONDAY)
    words = status(runner)
    assert "watch: waiting for the watch" in words and "next: plug it in, then run onek push watch" in words
    assert told(runner, "--check")["standing"] == "waits"
    (runner.path / "GARMIN" / "NewFiles").mkdir(parents=True)
    runner.onek("push", "--today", MONDAY)
    assert "watch: in step (5)" in status(runner)


def test_a_target_that_is_not_connected_waits_for_a_login(runner: Folder) -> None:
    runner.settings(SECTION)
    words = status(runner)
    assert "garmin: waits for a login" in words and "next: run onek connect garmin" in words


def test_a_variable_that_holds_no_key_is_named(runner: Folder) -> None:
    runner.settings('[targets.icu]\nkind = "intervals"\napi_key = "env:NO_SUCH_KEY"\n')
    words = status(runner)
    assert "icu: waits for a login" in words and "NO_SUCH_KEY: this variable holds no secret; set it" in words
    assert "onek connect" not in words


def test_a_lost_login_is_remembered_until_the_next(runner: Folder, garmin: Garmin) -> None:
    connected(runner, garmin)
    assert "garmin (Test Runner): never pushed" in status(runner)
    garmin.revoke()
    runner.onek("push", "--today", MONDAY)
    words = status(runner)
    assert "waits for a login" in words and "stopped, a login is wanted" in words
    connected(runner, garmin)
    assert runner.onek("push", "--today", MONDAY).exit_code == 0
    words = status(runner)
    assert "garmin (Test Runner): in step (5)" in words and "does not know us" not in words


def test_a_service_that_asked_to_wait_rests_until_then_in_the_athletes_zone(
    runner: Folder, garmin: Garmin, monkeypatch: pytest.MonkeyPatch
) -> None:
    connected(runner, garmin)
    garmin.fault(Kind.STATUS, status=429, headers={"Retry-After": "1200"}, path="/workout-service/.*")
    runner.onek("push", "--today", MONDAY)
    found = told(runner)
    until = datetime.fromisoformat(found["until"])
    assert found["standing"] == "rests" and until.tzinfo == UTC
    summer = datetime(2027, 7, 1, 16, tzinfo=UTC)
    monkeypatch.setattr("onek_sync.cli.world.now", lambda: summer)
    with open_store("sqlite:///onek.db", runner.path) as store:
        store.pauses.put("me", "garmin", Pause(summer + timedelta(minutes=40), "it is summer"))
    assert "garmin (Test Runner): rests until Thu 1 Jul 18:40" in status(runner)  # Berlin's


def test_a_failed_push_says_what_was_wrong(runner: Folder, garmin: Garmin) -> None:
    connected(runner, garmin)
    garmin.fault(Kind.DROP, path="/workout-service/.*", count=99)
    assert runner.onek("push", "--today", MONDAY).exit_code == 1
    words = status(runner)
    assert "garmin (Test Runner): failed" in words and "cannot be reached" in words
    assert len(told(runner)["errors"]) == 1
    garmin.heal()
    runner.onek("push", "--today", MONDAY)
    assert told(runner)["errors"] == []


def test_a_look_that_fails_says_so_and_a_person_must_act(runner: Folder, garmin: Garmin) -> None:
    connected(runner, garmin)
    garmin.fault(Kind.HTML, path="/workout-service/.*", count=99)
    done = runner.onek("status", "--check", "--today", MONDAY)
    assert done.exit_code == 1 and "cannot be read" in said(done)
    assert status(runner)  # from memory there is always an answer


def test_from_memory_no_service_is_asked(runner: Folder, garmin: Garmin) -> None:
    connected(runner, garmin)
    runner.onek("push", "--today", MONDAY)
    garmin.forget_calls()
    assert "in step" in status(runner)
    assert not garmin.calls()
    assert "asked just now" in status(runner, "--check")
    assert 0 < len(garmin.calls()) <= 2


def test_a_plan_that_cannot_be_read_is_said_and_the_rest_is_told(shelf: Folder) -> None:
    shelf.onek("push", "--today", MONDAY)
    shelf.plan("plan: x\nweeks: 3\n")
    done = shelf.onek("status")
    assert done.exit_code == 0 and "plan.yaml:2" in done.stderr
    assert "The plan cannot be read: feed and targets keep what they have." in done.stderr
    assert "shelf: not known" in done.stdout and "last push" in done.stdout and "onek check" in done.stdout


def test_programs_hear_of_a_plan_that_cannot_be_read(shelf: Folder) -> None:
    assert json.loads(shelf.onek("status", "--json").stdout)["plan"] == {"sound": True, "findings": []}
    shelf.plan("plan: x\nweeks: 3\n")
    done = shelf.onek("status", "--json")
    plan = json.loads(done.stdout)["plan"]
    assert not plan["sound"] and {one["line"] for one in plan["findings"]} == {1, 2} and not done.stderr


def test_of_many_faults_in_a_plan_the_first_are_said(shelf: Folder) -> None:
    shelf.plan("plan: x\ntimezone: Europe/Berlin\nstart: 2027-03-01\nweeks:\n" + "  - mon: 40min esy\n" * 9)
    done = shelf.onek("status")
    assert done.stderr.count("plan.yaml:") == 3 and "… and 6 more: onek check" in done.stderr


def test_a_broken_plan_is_said_where_no_target_is_set_up(runner: Folder) -> None:
    runner.plan("plan: x\nweeks: 3\n")
    assert "plan.yaml:2" in runner.onek("status").stderr


def test_a_pause_that_is_over_is_no_news(shelf: Folder) -> None:
    shelf.onek("push", "--today", MONDAY)
    with open_store("sqlite:///onek.db", shelf.path) as store:
        store.pauses.put("me", "shelf", Pause(datetime.now(UTC) - timedelta(minutes=1), "x"))
    assert told(shelf)["until"] is None and told(shelf)["standing"] == "in step"
