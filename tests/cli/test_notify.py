"""Who is told, as people and timers run it: the real Apprise, the real commands, a service on loopback."""

import json
import logging
import os
import subprocess
import sys
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from onek_sync.store import open_store
from tests.cli.running import SHELF, Folder, said
from tests.servers.http import Kind, When
from tests.servers.phone import Phone, is_told

pytest.importorskip("apprise", reason="pip install apprise")

NOTIFY = '[schedule]\njitter = "0 min"\n[notify]\nurls = ["env:PHONE"]\n'
SUNDAY = datetime(2027, 2, 28, 17, 0, tzinfo=UTC)  # 18:00 in Berlin
HOUR = timedelta(hours=1)
LETTER = """\
shelf: 5 new

The next seven days:
Mon 1 Mar: Easy 40 min
Wed 3 Mar: 1K pace 6x400 (85.6) · 400 jog
Sat 6 Mar: Long 60 min easy
Together 3 sessions, 22.2 km, 2 h 03."""


class Clock:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = SUNDAY - 72 * HOUR
        monkeypatch.setattr("onek_sync.cli.world.now", lambda: self.now)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def phone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Phone]:
    with Phone() as server:
        monkeypatch.setenv("PHONE", server.address)
        yield server


@pytest.fixture
def shelf(runner: Folder, clock: Clock, phone: Phone) -> Folder:
    """A folder in which a timer has run once."""
    runner.settings(SHELF + NOTIFY)
    assert schedule(runner, "--run") == (0, "")
    return runner


def schedule(folder: Folder, *more: str) -> tuple[int, str]:
    done = folder.onek("schedule", *more)
    return done.exit_code, said(done)


def doctor(folder: Folder, *more: str) -> tuple[int, str]:
    done = folder.onek("doctor", *more)
    return done.exit_code, "\n".join(line for line in said(done).splitlines() if "notify:" in line)


# The summary


def test_a_timer_s_run_sums_up_the_week_and_tells_it_once(shelf: Folder, clock: Clock, phone: Phone) -> None:
    clock.now = SUNDAY
    assert schedule(shelf, "--run") == (0, "shelf: done, 5 new\n") and phone.heard == []
    clock.now = SUNDAY + 2 * HOUR
    assert schedule(shelf, "--run") == (0, "summary: done\n")
    assert phone.heard == [("onek: your week", LETTER)]
    assert schedule(shelf, "--run") == (0, "") and len(phone.heard) == 1


def test_the_next_and_the_last_summary_are_told(shelf: Folder, clock: Clock) -> None:
    assert "\nsummary: next Sun 28 Feb 20:00\n" in schedule(shelf)[1]
    clock.now = SUNDAY + 2 * HOUR
    schedule(shelf, "--run")
    assert schedule(shelf)[1].endswith("summary: next Sun 7 Mar 20:00\n  last: Sun 28 Feb 20:00, done\n")
    jobs = json.loads(shelf.onek("schedule", "--json").stdout)["jobs"]
    assert [(one["job"], one["target"], one["next"]) for one in jobs] == [
        ("push:shelf", "shelf", "2027-03-07T17:00:00+00:00"),
        ("summary", None, "2027-03-07T19:00:00+00:00"),
    ]


def test_without_a_target_there_is_still_the_summary(runner: Folder, clock: Clock, phone: Phone) -> None:
    runner.settings(NOTIFY)
    schedule(runner, "--run")
    clock.now = SUNDAY + 2 * HOUR
    assert schedule(runner, "--run") == (0, "summary: done\n")
    assert phone.heard == [("onek: your week", LETTER.partition("\n\n")[2])]
    assert schedule(runner)[1].startswith("Nothing is pushed by itself: no target is set up.\nsummary: next")


# Troubles


def breaks_thrice(folder: Folder, clock: Clock) -> None:
    """From now on its list is broken, and a timer finds that three times."""
    (folder.path / "shelf").mkdir(exist_ok=True)
    (folder.path / "shelf" / ".onek.json").write_text("no list")
    for minutes in (0, 15, 30):
        clock.now += timedelta(minutes=minutes)
        assert schedule(folder, "--run")[0] == 1


def test_what_is_forgotten_and_fails_again_is_a_new_trouble(
    runner: Folder, clock: Clock, phone: Phone
) -> None:
    runner.settings(f"{SHELF}{NOTIFY}on = ['failure']\n")
    schedule(runner, "--run")
    clock.now = SUNDAY
    breaks_thrice(runner, clock)
    [(title, text)] = phone.heard
    assert title == "onek: nothing gets through to shelf" and "this is no list of ours" in text
    assert runner.onek("forget", "shelf").exit_code == 0
    schedule(runner, "--run")
    clock.now = SUNDAY + 7 * 24 * HOUR
    breaks_thrice(runner, clock)
    assert [title for title, _ in phone.heard] == ["onek: nothing gets through to shelf"] * 2


# Trouble with the telling


def test_who_does_not_hear_is_said_and_hears_it_later(shelf: Folder, clock: Clock, phone: Phone) -> None:
    clock.now = SUNDAY + 2 * HOUR
    phone.fault(Kind.STATUS, status=500)
    code, words = schedule(shelf, "--run")
    assert code == 1 and "shelf: done, 5 new\nsummary: done\n" in words
    assert "nobody could be told by env:PHONE: it answered 500; try it: onek doctor --notify" in words
    assert schedule(shelf, "--run") == (0, "") and phone.heard == []
    clock.now += timedelta(minutes=5)
    assert schedule(shelf, "--run") == (0, "")
    assert phone.heard == [("onek: your week", LETTER)]


def test_programs_hear_who_could_not_be_told(shelf: Folder, clock: Clock, phone: Phone) -> None:
    clock.now = SUNDAY + 2 * HOUR
    phone.fault(Kind.STATUS, status=500)
    told = json.loads(shelf.onek("schedule", "--run", "--json").stdout)
    assert [one["job"] for one in told["ran"]] == ["push:shelf", "summary"]
    assert told["untold"] == [
        "nobody could be told by env:PHONE: it answered 500; try it: onek doctor --notify"
    ]


def test_without_apprise_pushing_goes_on_and_the_way_to_it_is_said(
    shelf: Folder, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "apprise", None)
    clock.now = SUNDAY + 2 * HOUR
    code, words = schedule(shelf, "--run")
    assert code == 1 and len(shelf.files) == 5
    assert 'Apprise, which tells it, is not here; install it: pip install "onek-sync[notify]"' in words


AT = """
import sys
from datetime import datetime
from onek_sync.cli import main, world
moment = datetime.fromisoformat(sys.argv.pop(1))
world.now = lambda: moment
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="processes are killed by SIGKILL; run this on Linux")
@pytest.mark.parametrize(("when", "times"), [(When.BEFORE_COMMIT, 1), (When.AFTER_COMMIT, 2)])
def test_killed_while_it_tells_the_next_run_tells_it(
    when: When, times: int, shelf: Folder, clock: Clock, phone: Phone
) -> None:
    """Once too often rather than not at all."""
    clock.now = SUNDAY + 2 * HOUR
    command = [sys.executable, "-c", AT, clock.now.isoformat(), "schedule", "--run", "-C", str(shelf.path)]
    process = subprocess.Popen(command, env=dict(os.environ), stdout=subprocess.DEVNULL)
    phone.kill_at(process.pid, 1, when)
    assert process.wait(timeout=60) == -9
    phone.heal()
    clock.now += timedelta(minutes=5)
    assert schedule(shelf, "--run") == (0, "")
    assert phone.heard == [("onek: your week", LETTER)] * times
    clock.now += HOUR
    assert schedule(shelf, "--run") == (0, "") and len(phone.heard) == times


# The doctor


def test_the_doctor_sends_a_trial(shelf: Folder, phone: Phone) -> None:
    assert doctor(shelf, "--notify") == (0, "ok    notify: env:PHONE: JSON, a trial was sent")
    [(title, text)] = phone.heard
    assert title == "onek: a trial" and "what happens" in text


def test_without_being_asked_the_doctor_sends_nothing(shelf: Folder, phone: Phone) -> None:
    assert doctor(shelf, "--offline")[1] == "ok    notify: env:PHONE: JSON"
    assert phone.calls() == []


def test_the_doctor_says_what_is_wrong_with_an_address(
    shelf: Folder, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone.fault(Kind.STATUS, status=403)
    assert doctor(shelf, "--notify") == (
        1,
        "fault notify: env:PHONE: it answered 403; try it: onek doctor --notify",
    )
    monkeypatch.setenv("PHONE", "nosuch://x")
    assert "is no address that Apprise knows; see https://appriseit.com/services" in doctor(shelf)[1]
    monkeypatch.delenv("PHONE")
    assert doctor(shelf) == (1, "fault notify: env:PHONE: this variable holds no secret; set it")
    monkeypatch.setitem(sys.modules, "apprise", None)
    monkeypatch.setenv("PHONE", phone.address)
    assert doctor(shelf)[1].endswith('is not here; install it: pip install "onek-sync[notify]"')


def test_the_doctor_says_how_to_be_told(runner: Folder) -> None:
    runner.settings(SHELF)
    assert doctor(runner, "--notify") == (
        0,
        'doubt notify: nobody is told; write urls = ["env:NOTIFY_URL"] below [notify] in onek.toml',
    )
    assert doctor(runner)[1] == ""


# Secrets


def test_no_address_is_seen_anywhere(shelf: Folder, clock: Clock, phone: Phone) -> None:
    root, log = logging.getLogger(), Log()
    before = root.level
    root.addHandler(log)
    root.setLevel(logging.DEBUG)
    seen = ""
    try:
        for kind in (Kind.STATUS, Kind.DROP, Kind.HTML, None):
            if kind:
                phone.fault(kind, status=401)
            for command in (["schedule", "--run"], ["schedule", "--run", "--json"], ["doctor", "--notify"]):
                clock.now += 2 * HOUR if command[0] == "schedule" and clock.now > SUNDAY else 74 * HOUR
                done = shelf.onek(*command)
                seen += done.output + done.stderr
                seen += "".join(traceback.format_exception(done.exception)) if done.exception else ""
        with open_store("sqlite:///onek.db", shelf.path) as store:
            store.backup(shelf.path / "backup")
    finally:
        root.removeHandler(log)
        root.setLevel(before)
    assert phone.heard and "it answered 401" in seen
    assert not is_told(seen) and not is_told(log.text)
    assert [file for file in left(shelf.path) if is_told(file.read_bytes())] == []


class Log(logging.Handler):
    text = ""

    def emit(self, record: logging.LogRecord) -> None:
        self.text += f"{record.name}: {record.getMessage()}\n"


def left(path: Path) -> list[Path]:
    """Every file, and so the database, too."""
    return [file for file in path.rglob("*") if file.is_file()]


def test_an_address_in_the_settings_is_refused_and_not_repeated(runner: Folder, phone: Phone) -> None:
    runner.settings(f'{SHELF}[notify]\nurls = ["{phone.address}"]\n')
    for command in (["schedule"], ["schedule", "--run"], ["doctor"], ["doctor", "--notify"], ["push"]):
        done = runner.onek(*command)
        assert done.exception and not is_told(said(done))
        assert "an address is a secret, given by its name" in said(done)
