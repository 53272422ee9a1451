"""`onek schedule` as people and timers run it; the clock of the door is moved by hand."""

import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from onek_sync.model.errors import UsageError
from tests.cli.running import SHELF, Folder, said

EXACT = "[schedule]\njitter = '0 min'\n"
SUNDAY = datetime(2027, 2, 28, 17, 0, tzinfo=UTC)  # 18:00 in Berlin
HOUR = timedelta(hours=1)


class Clock:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = SUNDAY - 72 * HOUR
        monkeypatch.setattr("onek_sync.cli.world.now", lambda: self.now)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def shelf(runner: Folder) -> Folder:
    runner.settings(SHELF + EXACT)
    return runner


def schedule(folder: Folder, *more: str) -> tuple[int, str]:
    done = folder.onek("schedule", *more)
    return done.exit_code, said(done)


def test_the_next_push_is_told_in_the_athlete_s_zone(shelf: Folder, clock: Clock) -> None:
    code, words = schedule(shelf)
    assert code == 0
    assert words.startswith("Pushed by itself: sun 18:00, Europe/Berlin\nshelf: next push Sun 28 Feb 18:00\n")
    assert "let `onek serve` run" in words  # nobody has asked for it so far


def test_a_timer_s_run_pushes_what_is_due_and_says_so_and_nothing_else(shelf: Folder, clock: Clock) -> None:
    assert schedule(shelf, "--run") == (0, "")
    clock.now = SUNDAY
    assert schedule(shelf, "--run") == (0, "shelf: done, 5 new\n")
    assert len(shelf.files) == 5
    assert schedule(shelf, "--run") == (0, "")
    assert schedule(shelf)[1] == (
        "Pushed by itself: sun 18:00, Europe/Berlin\n"
        "shelf: next push Sun 7 Mar 18:00\n"
        "  last: Sun 28 Feb 18:00, done, 5 new\n"
    )


def test_a_push_that_nobody_ran_is_said_to_be_late(shelf: Folder, clock: Clock) -> None:
    schedule(shelf, "--run")
    clock.now = SUNDAY + 30 * HOUR
    words = schedule(shelf)[1]
    assert "shelf: due since Sun 28 Feb 18:00" in words and "let `onek serve` run" in words


def test_what_failed_is_told_with_the_time_of_the_next_try(shelf: Folder, clock: Clock) -> None:
    schedule(shelf, "--run")
    clock.now = SUNDAY
    (shelf.path / "shelf").mkdir()
    (shelf.path / "shelf" / ".onek.json").write_text("no list")
    code, words = schedule(shelf, "--run")
    assert code == 1 and "shelf: failed: " in words and "this is no list of ours" in words
    words = schedule(shelf)[1]
    assert "shelf: next push Sun 28 Feb 18:15, again after a failure" in words
    assert "last: Sun 28 Feb 18:00, failed" in words and "no list of ours" in words
    (shelf.path / "shelf" / ".onek.json").unlink()
    clock.now += timedelta(minutes=15)
    assert schedule(shelf, "--run") == (0, "shelf: done, 5 new\n")


def test_a_watch_that_is_not_there_is_no_failure(runner: Folder, clock: Clock) -> None:
    runner.settings(f'[targets.watch]\nkind = "folder"\npath = "GARMIN/NewFiles"\n{EXACT}')
    schedule(runner, "--run")
    clock.now = SUNDAY
    code, words = schedule(runner, "--run")
    assert code == 0 and words.startswith("watch: nothing was there: waiting for the watch; plug it in")


def test_without_a_login_the_way_to_one_is_said(runner: Folder, clock: Clock) -> None:
    runner.settings(f'[targets.garmin]\nkind = "garmin"\n{EXACT}')
    schedule(runner, "--run")
    clock.now = SUNDAY
    code, words = schedule(runner, "--run")
    assert code == 1 and words.startswith(
        "garmin: stopped, a login is wanted: Garmin Connect does not know us"
    )
    words = schedule(runner)[1]
    assert "garmin: next push Mon 1 Mar 00:00, or as soon as there is a login" in words
    assert "  Garmin Connect does not know us (any more); run onek connect garmin" in words


def test_a_plan_that_cannot_be_read_is_told_and_the_schedule_is_still_shown(
    shelf: Folder, clock: Clock
) -> None:
    schedule(shelf, "--run")
    shelf.plan("weeks: 3")
    clock.now = SUNDAY + HOUR
    code, words = schedule(shelf, "--run")
    assert code == 1 and "plan.yaml" in words
    assert "failed" in schedule(shelf)[1]


def test_programs_hear_it_in_utc(shelf: Folder, clock: Clock) -> None:
    schedule(shelf, "--run")
    clock.now = SUNDAY
    told = json.loads(shelf.onek("schedule", "--run", "--json").stdout)
    assert told["push"] == "sun 18:00" and told["timezone"] == "Europe/Berlin"
    counts = {"create": 5, "in step": 0}
    ran = {"job": "push:shelf", "target": "shelf", "result": "ok", "text": "", "counts": counts}
    assert told["ran"] == [ran] and told["untold"] == []
    assert told["jobs"] == [
        {
            "job": "push:shelf",
            "target": "shelf",
            "next": "2027-03-07T17:00:00+00:00",
            "why": "",
            "due": "2027-03-07T17:00:00+00:00",
            "late": False,
            "last_run": "2027-02-28T17:00:00+00:00",
            "result": "ok",
            "text": "",
            "counts": counts,
            "fails": 0,
        }
    ]


def test_what_was_forgotten_is_not_pushed_again_before_its_next_time(shelf: Folder, clock: Clock) -> None:
    schedule(shelf, "--run")
    clock.now = SUNDAY
    assert schedule(shelf, "--run")[0] == 0
    clock.now = SUNDAY + 7 * 24 * HOUR + HOUR
    assert shelf.onek("forget", "shelf").exit_code == 0
    assert schedule(shelf, "--run") == (0, "")
    assert "next push Sun 14 Mar 18:00" in schedule(shelf)[1]


def test_switched_off_it_says_so(runner: Folder, clock: Clock) -> None:
    runner.settings(f"{SHELF}[schedule]\npush = 'off'\n")
    assert schedule(runner) == (0, 'Nothing is pushed by itself: push = "off".\n')
    assert schedule(runner, "--run") == (0, "")


def test_without_a_target_the_way_to_one_is_said(runner: Folder, clock: Clock) -> None:
    runner.settings("")
    done = runner.onek("schedule")
    assert isinstance(done.exception, UsageError) and "[targets.watch]" in str(done.exception)


AT = """
import sys
from datetime import datetime
from onek_sync.cli import main, world
moment = datetime.fromisoformat(sys.argv.pop(1))
world.now = lambda: moment
main()
"""


STOPPED = """
import os, signal
from onek_sync.targets import folder
write, written = folder.replace_file, []
def stopped(file, body):
    if len(written) == 3:
        os.kill(os.getpid(), signal.SIGTERM)
    written.append(file)
    write(file, body)
folder.replace_file = stopped
"""


def at(moment: datetime, folder: Path, before: str = "") -> "subprocess.Popen[str]":
    """A timer's process at that moment."""
    command = [
        sys.executable,
        "-W",
        "error",
        "-c",
        before + AT,
        moment.isoformat(),
        "schedule",
        "--run",
        "-C",
        str(folder),
    ]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, env=dict(os.environ))


def test_two_timers_at_once_push_everything_once(shelf: Folder, clock: Clock) -> None:
    schedule(shelf, "--run")
    both = [at(SUNDAY, shelf.path) for _ in range(2)]
    told = [process.communicate(timeout=60) for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    assert sum("done, 5 new" in out for out, _ in told) == 1
    assert len(shelf.files) == 5
    clock.now = SUNDAY + HOUR
    assert schedule(shelf, "--run") == (0, "")


@pytest.mark.skipif(
    sys.platform == "win32", reason="processes are asked to end by SIGTERM; run this on Linux"
)
def test_a_timer_s_process_that_is_told_to_end_is_gone_on_with_by_the_next(
    shelf: Folder, clock: Clock
) -> None:
    schedule(shelf, "--run")
    process = at(SUNDAY, shelf.path, STOPPED)
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGTERM
    assert len(shelf.files) == 3
    clock.now = SUNDAY + timedelta(minutes=5)
    assert schedule(shelf, "--run") == (0, "shelf: done, 2 new, 3 in step\n")
    assert len(shelf.files) == 5 and schedule(shelf, "--run") == (0, "")
