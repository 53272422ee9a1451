"""`onek forget`: a target is managed no more; what is ours there goes if wanted, and nothing else."""

import json
from datetime import date

import pytest

from onek_sync.model.errors import UsageError
from onek_sync.store import open_store
from tests.cli.running import MONDAY, SHELF, Folder, said
from tests.cli.test_push import FILES, TWELVE
from tests.servers.garmin import Garmin
from tests.servers.http import Kind

pytestmark = pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")  # the Garmin library's habit

SECTION = '[targets.garmin]\nkind = "garmin"\npace = "0s"\n'
WEDNESDAY = "2027-03-03"


@pytest.fixture
def shelf(runner: Folder) -> Folder:
    runner.settings(SHELF)
    assert runner.onek("push", "--today", MONDAY).exit_code == 0
    return runner


def known(runner: Folder, name: str = "shelf") -> int:
    with open_store("sqlite:///onek.db", runner.path) as store:
        return len(store.ledger("me", name).entries())


def test_what_was_pushed_stays_when_a_target_is_forgotten(shelf: Folder) -> None:
    done = shelf.onek("forget", "shelf")
    assert done.exit_code == 0
    assert done.stdout == "shelf: forgotten; what was pushed stays there (5).\n"
    assert "Take [targets.shelf] out of onek.toml" in done.stderr
    assert shelf.files == FILES and known(shelf) == 0


def test_what_is_ours_is_taken_back_and_past_and_edited_days_stay(shelf: Folder) -> None:
    mine = shelf.path / "shelf" / "mine.txt"
    mine.write_text("not of onek")
    (shelf.path / "shelf" / FILES[2]).write_text("edited there")
    done = shelf.onek("forget", "shelf", "--remove", "--yes", "--today", WEDNESDAY)
    assert done.exit_code == 0, done.output
    assert shelf.files == [FILES[0], FILES[2], "mine.txt"]
    assert mine.read_text() == "not of onek"
    assert "shelf: 3 to take back" in done.stdout
    assert "its day is over" in done.stdout and "you edited it there" in done.stdout
    assert "shelf: forgotten." in done.stdout and known(shelf) == 0


def test_the_brake_is_for_pushes_and_not_for_who_wants_everything_gone(runner: Folder) -> None:
    runner.settings(SHELF)
    runner.plan(TWELVE)
    runner.onek("push", "--today", MONDAY)
    assert runner.onek("forget", "shelf", "--remove", "--yes", "--today", MONDAY).exit_code == 0
    assert runner.files == []


def test_a_person_is_asked_first_and_may_say_no(shelf: Folder) -> None:
    done = shelf.onek("forget", "shelf", "--remove", "--today", MONDAY, typed="n\n")
    assert done.exit_code == 0 and "Take these back?" in said(done) and "Nothing was done" in said(done)
    assert shelf.files == FILES and known(shelf) == 5


def test_where_nobody_can_be_asked_it_has_to_be_said(shelf: Folder) -> None:
    done = shelf.onek("forget", "shelf", "--remove", "--today", MONDAY)
    assert isinstance(done.exception, UsageError) and "--yes" in str(done.exception)
    assert shelf.files == FILES


def test_a_target_that_left_the_settings_can_be_forgotten_but_not_emptied(shelf: Folder) -> None:
    shelf.settings('[targets.other]\nkind = "folder"\npath = "other"\n')
    done = shelf.onek("forget", "shelf", "--remove", "--yes")
    assert isinstance(done.exception, UsageError) and "there is no target" in str(done.exception)
    done = shelf.onek("forget", "shelf")
    assert done.exit_code == 0 and "Take [targets" not in done.stderr and known(shelf) == 0


def test_an_unknown_name_is_wrong_use(shelf: Folder) -> None:
    assert isinstance(shelf.onek("forget", "shelv").exception, UsageError)


def test_programs_hear_what_goes_and_what_stays(shelf: Folder) -> None:
    done = shelf.onek("forget", "shelf", "--remove", "--yes", "--json", "--today", WEDNESDAY)
    [told] = json.loads(done.stdout)["targets"]
    assert told["forgotten"] is True
    assert [one["change"] for one in told["changes"]].count("delete") == 4


def garmin_with_a_plan(runner: Folder, garmin: Garmin) -> None:
    runner.settings(SECTION)
    typed = f"{garmin.email}\n{garmin.password}\n"
    assert runner.onek("connect", "garmin", typed=typed).exit_code == 0
    assert runner.onek("push", "--today", MONDAY).exit_code == 0


def test_at_garmin_only_ours_goes_with_or_without_a_ledger(runner: Folder, garmin: Garmin) -> None:
    own = garmin.athlete_makes("My own", date(2027, 3, 4))
    garmin_with_a_plan(runner, garmin)
    before = garmin.bytes_of(own)
    run = next(entry for entry in garmin.schedules.values() if f"{entry.day}" == "2027-03-03")
    garmin.athlete_completes(run.id)
    for file in runner.path.glob("onek.db*"):
        file.unlink()
    done = runner.onek("forget", "garmin", "--remove", "--yes", "--today", MONDAY)
    assert done.exit_code == 0 and "it was completed" in done.stdout
    assert garmin.bytes_of(own) == before
    assert [day for day, _ in garmin.calendar()] == ["2027-03-03", "2027-03-04"]


def test_what_an_interrupted_push_left_on_no_day_is_taken_back_too(runner: Folder, garmin: Garmin) -> None:
    runner.settings(SECTION)
    typed = f"{garmin.email}\n{garmin.password}\n"
    runner.onek("connect", "garmin", typed=typed)
    garmin.fault(Kind.STATUS, status=429, method="POST", path=r"/workout-service/schedule/.*", count=99)
    assert runner.onek("push", "--today", MONDAY).exit_code == 1
    assert len(garmin.workouts) == 1 and garmin.calendar() == []
    garmin.heal()
    with open_store("sqlite:///onek.db", runner.path) as store:
        store.pauses.end("me", "garmin")
    assert runner.onek("forget", "garmin", "--remove", "--yes", "--today", MONDAY).exit_code == 0
    assert garmin.workouts == {}


def test_what_fails_in_between_is_finished_the_next_time(runner: Folder, garmin: Garmin) -> None:
    garmin_with_a_plan(runner, garmin)
    garmin.fault(Kind.STATUS, status=429, method="DELETE", nth=3, count=99)
    done = runner.onek("forget", "garmin", "--remove", "--yes", "--today", MONDAY)
    assert done.exit_code == 1 and "forgotten" not in done.stdout
    assert known(runner, "garmin") > 0
    garmin.heal()
    with open_store("sqlite:///onek.db", runner.path) as store:
        store.pauses.end("me", "garmin")
    assert runner.onek("forget", "garmin", "--remove", "--yes", "--today", MONDAY).exit_code == 0
    assert garmin.calendar() == [] and known(runner, "garmin") == 0
