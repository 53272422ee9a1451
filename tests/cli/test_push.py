"""`onek diff` and `onek push` as people run them: what is said, what is done, and with which exit code."""

import errno
import json
import os
import sqlite3
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from onek_sync.model.errors import StoreError, UsageError
from onek_sync.store import open_store
from tests.cli.running import MONDAY, PLAN, SHELF, Folder, said
from tests.servers.garmin import Garmin
from tests.servers.http import Kind

pytestmark = pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")  # the Garmin library's habit

FILES = [
    "2027-03-01-w01-mon-1.txt",
    "2027-03-03-w01-wed-1.txt",
    "2027-03-06-w01-sat-1.txt",
    "2027-03-08-w02-mon-1.txt",
    "2027-03-10-w02-wed-1.txt",
]
TWELVE = """\
plan: spring
timezone: Europe/Berlin
start: 2027-03-01
athlete: {recent: {1K: "3:34"}}
weeks:
  - {mon: 40min easy, tue: 41min easy, wed: 42min easy, thu: 43min easy, fri: 44min easy, sat: 45min easy}
  - {mon: 50min easy, tue: 51min easy, wed: 52min easy, thu: 53min easy, fri: 54min easy, sat: 55min easy}
"""


@pytest.fixture
def shelf(runner: Folder) -> Folder:
    runner.settings(SHELF)
    return runner


def push(runner: Folder, *more: str, typed: str | None = None, today: str = MONDAY) -> tuple[int, str]:
    done = runner.onek("push", "--today", today, *more, typed=typed)
    return done.exit_code, said(done)


def changes(runner: Folder, command: str = "diff", today: str = MONDAY) -> list[tuple[str, str]]:
    told = json.loads(runner.onek(command, "--json", "--today", today).stdout)
    return [(one["change"], one["session"]) for one in told["targets"][0]["changes"]]


def test_a_diff_says_what_a_push_would_do_and_changes_nothing(shelf: Folder) -> None:
    done = shelf.onek("diff", "--today", MONDAY)
    assert done.exit_code == 0
    assert done.stdout.startswith("shelf: 5 to send\n  + Mon  1 Mar  Easy 40 min")
    assert not (shelf.path / "shelf").exists() or shelf.files == []


def test_a_push_brings_the_plan_there_and_a_second_one_does_nothing(shelf: Folder) -> None:
    code, words = push(shelf)
    assert code == 0 and "5 done" in words
    assert shelf.files == FILES
    before = {name: (shelf.path / "shelf" / name).stat().st_mtime_ns for name in FILES}
    code, words = push(shelf)
    assert code == 0 and "shelf: 5 in step" in words
    assert {name: (shelf.path / "shelf" / name).stat().st_mtime_ns for name in FILES} == before
    assert changes(shelf) == []


def test_a_moved_session_is_updated_not_doubled(shelf: Folder) -> None:
    push(shelf)
    shelf.plan(PLAN.replace("    sat: 60min long", "    sun: 60min long"))
    assert changes(shelf) == [("move", "w01-sun-1")]
    code, words = push(shelf)
    assert code == 0 and "moved from 2027-03-06" in words
    assert len(shelf.files) == 5 and any(name.startswith("2027-03-07") for name in shelf.files)


def test_a_session_that_left_the_plan_is_taken_away(shelf: Folder) -> None:
    push(shelf)
    shelf.plan(PLAN.replace("    sat: 60min long\n", ""))
    assert push(shelf)[0] == 0
    assert shelf.files == [name for name in FILES if "sat" not in name]


def test_what_was_edited_there_stays_until_forced(shelf: Folder) -> None:
    push(shelf)
    mine = shelf.path / "shelf" / FILES[0]
    mine.write_text("my own words")
    shelf.plan(PLAN.replace("40min easy", "30min easy"))
    code, words = push(shelf)
    assert code == 0 and "you edited it there; that stays" in words
    assert mine.read_text() == "my own words"
    assert push(shelf, "--force")[0] == 0
    assert "30" in mine.read_text()


def test_what_was_deleted_there_stays_away_until_forced(shelf: Folder) -> None:
    push(shelf)
    (shelf.path / "shelf" / FILES[1]).unlink()
    assert "you deleted it there" in push(shelf)[1]
    assert FILES[1] not in shelf.files
    assert push(shelf, "--force")[0] == 0
    assert shelf.files == FILES


def test_a_large_removal_is_refused_until_forced(shelf: Folder) -> None:
    shelf.plan(TWELVE)
    assert push(shelf)[0] == 0
    shelf.plan(TWELVE.split("  - {mon: 50")[0])
    done = shelf.onek("diff", "--today", MONDAY)
    assert done.exit_code == 1 and "would take away 6 of the 12 sessions" in done.stdout
    code, words = push(shelf)
    assert code == 1 and "would take away 6 of the 12" in words and "--force" in words
    assert len(shelf.files) == 12
    assert push(shelf, "--force")[0] == 0
    assert len(shelf.files) == 6


def test_only_the_days_that_were_asked_for_are_pushed(shelf: Folder) -> None:
    assert push(shelf, "--from", "2027-03-02", "--to", "2027-03-07")[0] == 0
    assert shelf.files == FILES[1:3]


@pytest.mark.parametrize(
    "days",
    [("--today", "9999-12-31"), ("--today", "0001-01-01"), ("--from", "2027-03-05", "--to", "2027-03-01")],
)
def test_days_that_are_none_are_wrong_use(shelf: Folder, days: tuple[str, ...]) -> None:
    done = shelf.onek("push", *days)
    assert done.exit_code == 2 or isinstance(done.exception, UsageError)
    assert not (shelf.path / "shelf").exists()


def test_a_lost_database_doubles_nothing(shelf: Folder) -> None:
    push(shelf)
    for file in shelf.path.glob("onek.db*"):
        file.unlink()
    code, words = push(shelf)
    assert code == 0 and words.count("it is there already, with our mark") == 5
    assert shelf.files == FILES


def test_a_person_is_asked_and_may_say_no(shelf: Folder) -> None:
    code, words = push(shelf, typed="n\n")
    assert code == 0 and "Send this?" in words and "Nothing was done at shelf" in words
    assert not (shelf.path / "shelf").exists() or shelf.files == []
    assert push(shelf, typed="y\n")[0] == 0
    assert shelf.files == FILES


def test_a_person_who_said_yes_or_has_nothing_to_send_is_not_asked(shelf: Folder) -> None:
    assert "Send this?" not in push(shelf, "--yes", typed="")[1]
    assert "Send this?" not in push(shelf, typed="")[1]


def test_a_watch_that_is_not_there_is_waited_for_and_no_error(runner: Folder) -> None:
    runner.settings('[targets.watch]\nkind = "folder"\npath = "GARMIN/NewFiles"\n')
    code, words = push(runner)
    assert code == 0 and "waiting for the watch; plug it in" in words
    (runner.path / "GARMIN" / "NewFiles").mkdir(parents=True)
    assert push(runner)[0] == 0
    assert len(list((runner.path / "GARMIN" / "NewFiles").glob("*.fit"))) == 5


def test_a_target_that_fails_does_not_stop_the_other(runner: Folder) -> None:
    (runner.path / "shelf").mkdir()
    (runner.path / "shelf" / ".onek.json").write_text("no list")
    runner.settings(f'{SHELF}[targets.other]\nkind = "folder"\npath = "other"\nformat = "strava"\n')
    code, words = push(runner)
    assert code == 1 and "this is no list of ours" in words
    assert "other: 5 to send" in words
    assert len(list((runner.path / "other").glob("*.txt"))) == 5


def test_only_the_named_target_is_pushed(runner: Folder) -> None:
    runner.settings(f'{SHELF}[targets.other]\nkind = "folder"\npath = "other"\n')
    assert push(runner, "shelf")[0] == 0
    assert not (runner.path / "other").exists()


def test_a_wrong_name_is_wrong_use_and_says_the_right_one(shelf: Folder) -> None:
    done = shelf.onek("push", "shelv", "--today", MONDAY)
    assert isinstance(done.exception, UsageError) and 'did you mean "shelf"?' in str(done.exception)


def test_without_any_target_the_way_to_one_is_said(runner: Folder) -> None:
    for command in ("diff", "push", "status"):
        done = runner.onek(command)
        assert isinstance(done.exception, UsageError) and "[targets.watch]" in str(done.exception)


def test_programs_hear_every_change_and_what_became_of_it(shelf: Folder) -> None:
    done = shelf.onek("push", "--json", "--today", MONDAY)
    [told] = json.loads(done.stdout)["targets"]
    assert (told["target"], told["in_step"], len(told["changes"])) == ("shelf", 0, 5)
    assert told["changes"][1] == {
        "change": "create",
        "session": "w01-wed-1",
        "day": "2027-03-03",
        "title": told["changes"][1]["title"],
        "why": "it is new in the plan",
        "done": True,
        "error": None,
        "lost": [],
    }


def test_programs_hear_what_went_wrong_at_a_target(runner: Folder) -> None:
    runner.settings('[targets.watch]\nkind = "folder"\npath = "GARMIN/NewFiles"\n')
    done = runner.onek("push", "--json", "--today", MONDAY)
    [told] = json.loads(done.stdout)["targets"]
    finding = told["findings"][0]
    assert (done.exit_code, finding["code"], finding["level"]) == (0, "folder.waiting", "warning")


def test_a_plan_with_faults_is_not_pushed(shelf: Folder) -> None:
    push(shelf)
    shelf.plan(PLAN.replace("60min long", "60 long"))
    assert push(shelf)[0] == 1
    assert shelf.files == FILES


def test_what_is_lost_on_a_login_is_said_once_and_rests(runner: Folder, garmin: Garmin) -> None:
    runner.settings('[targets.garmin]\nkind = "garmin"\npace = "0s"\n')
    code, words = push(runner)
    assert code == 1 and "run onek connect garmin" in words
    garmin.forget_calls()
    code, words = push(runner)
    assert code == 1 and "garmin rests until " in words and "run onek connect garmin" in words
    assert not garmin.calls()


def test_two_pushes_at_once_do_not_meet(shelf: Folder) -> None:
    with (
        open_store("sqlite:///onek.db", shelf.path) as store,
        store.lease("me", "shelf", datetime.now(UTC)),
    ):
        code, words = push(shelf)
    assert code == 1 and "another push to shelf is under way" in words and str(os.getpid()) in words
    assert push(shelf)[0] == 0


def test_a_push_that_was_killed_holds_up_nobody_and_is_gone_on_with(runner: Folder, garmin: Garmin) -> None:
    runner.settings('garmin_tokens = "tokens.json"\n\n[targets.garmin]\nkind = "garmin"\npace = "0s"\n')
    (runner.path / "tokens.json").write_text(garmin.tokens())
    garmin.fault(Kind.SLOW_AFTER_COMMIT, method="POST", nth=4)
    arguments = ["-m", "onek_sync", "push", "-C", str(runner.path), "--today", MONDAY]
    with subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL) as other:
        try:
            for _ in range(600):
                if len(garmin.calls("POST")) == 4 or other.poll() is not None:
                    break
                threading.Event().wait(0.05)
            assert other.poll() is None and len(garmin.calls("POST")) == 4
            code, words = push(runner)
            assert code == 1 and f"another push to garmin is under way (process {other.pid}" in words
        finally:
            other.kill()
    garmin.heal()
    assert push(runner)[0] == 0
    assert [day for day, _ in garmin.calendar()] == [name[:10] for name in FILES]
    assert len(garmin.workouts) == len(FILES)


def test_a_locked_database_is_said(shelf: Folder) -> None:
    shelf.settings(f'database = "sqlite:///onek.db?timeout=0.1"\n{SHELF}')
    assert push(shelf)[0] == 0
    with sqlite3.connect(shelf.path / "onek.db") as other:
        other.execute("BEGIN EXCLUSIVE")
        code, words = push(shelf)
        other.rollback()
    other.close()
    assert code == 1 and "another program holds the database" in words


def test_a_damaged_database_is_said_and_left(shelf: Folder) -> None:
    (shelf.path / "onek.db").write_bytes(b"this is no database" * 100)
    done = shelf.onek("push", "--today", MONDAY)
    assert isinstance(done.exception, StoreError) and "no database" in str(done.exception)
    assert (shelf.path / "onek.db").read_bytes().startswith(b"this is no")


def test_a_newer_database_is_not_touched(shelf: Folder) -> None:
    push(shelf)
    with sqlite3.connect(shelf.path / "onek.db") as other:
        other.execute("UPDATE onek_version SET version_num = '9999'")
    other.close()
    done = shelf.onek("push", "--today", MONDAY)
    assert isinstance(done.exception, StoreError) and "install a newer onek-sync" in str(done.exception)


@pytest.mark.parametrize("number", [errno.EROFS, errno.ENOSPC])
def test_a_folder_that_cannot_be_written_is_said_and_the_push_heals(
    shelf: Folder, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    push(shelf, "--to", "2027-03-02")
    with monkeypatch.context() as patch:

        def refuse(path: Path, body: bytes) -> None:
            raise OSError(number, os.strerror(number), str(path))

        patch.setattr("onek_sync.targets.folder.replace_file", refuse)
        code, words = push(shelf)
    assert code == 1 and os.strerror(number) in words and "permissions and the space" in words
    assert words.count("not tried") == 3
    assert push(shelf)[0] == 0
    assert shelf.files == FILES


def test_a_process_ends_as_the_command_does(shelf: Folder) -> None:
    done = shelf.process("push", "--today", MONDAY)
    assert (done.returncode, done.stderr) == (0, "")
    assert "5 done" in done.stdout
    wrong = shelf.process("push", "nowhere")
    assert wrong.returncode == 2 and wrong.stderr.startswith("onek: there is no target")
