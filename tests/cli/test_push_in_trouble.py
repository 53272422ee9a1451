"""`onek push` when something is wrong: one sentence with the next step, exit 1, and nothing is lost."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.cli.running import MONDAY, SHELF, Folder, prepared, said
from tests.servers.garmin import Garmin
from tests.servers.http import Kind, Server
from tests.servers.intervals import Intervals
from tests.targets.test_folder import without_rights

pytestmark = pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")  # the Garmin library's habit

TUESDAY = "2027-03-02"
SESSIONS = 5
NOBODY = 65534


@dataclass(frozen=True)
class Stand:
    """A folder that is connected to a service, which shows the first of the plan's sessions."""

    runner: Folder
    server: Server
    name: str

    def push(self, *more: str, today: str = MONDAY) -> tuple[int, str]:
        done = self.runner.onek("push", "--today", today, *more)
        return done.exit_code, done.output

    def ends_well(self) -> None:
        """All of it is there, once."""
        self.runner.onek("connect", self.name, "--yes", typed=self.typed)
        assert self.push()[0] == 0
        assert self.push() == (0, f"{self.name}: {SESSIONS} in step\n")

    @property
    def typed(self) -> str:
        if isinstance(self.server, Garmin):
            return f"{self.server.email}\n{self.server.password}\n"
        assert isinstance(self.server, Intervals)
        return f"{self.server.key}\n"


def garmin(runner: Folder, patch: pytest.MonkeyPatch) -> Iterator[Stand]:
    with Garmin() as server:
        patch.setenv("ONEK_GARMIN_URL", server.url)
        runner.settings('[targets.garmin]\nkind = "garmin"\npace = "0s"\n')
        yield Stand(runner, server, "garmin")


def intervals(runner: Folder, patch: pytest.MonkeyPatch) -> Iterator[Stand]:
    with Intervals() as server:
        patch.setenv("ONEK_INTERVALS_URL", server.url)
        runner.settings('[targets.intervals]\nkind = "intervals"\npace = "0s"\n')
        yield Stand(runner, server, "intervals")


@pytest.fixture(params=[garmin, intervals], ids=lambda kind: kind.__name__)
def stand(request: pytest.FixtureRequest, runner: Folder, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stand]:
    for stand in request.param(runner, monkeypatch):
        assert runner.onek("connect", stand.name, typed=stand.typed).exit_code == 0
        assert stand.push("--to", TUESDAY)[0] == 0
        yield stand


# -- the service ---------------------------------------------------------------------------------------


@contextmanager
def no_network(stand: Stand) -> Iterator[None]:
    port = stand.server.port
    stand.server.stop()
    yield
    stand.server.start(port)


@contextmanager
def revoked(stand: Stand) -> Iterator[None]:
    if isinstance(stand.server, Garmin):
        stand.server.revoke()
        yield
    else:
        with answers(Kind.STATUS, 401)(stand):
            yield


def answers(kind: Kind, status: int = 200) -> Callable[[Stand], AbstractContextManager[None]]:
    @contextmanager
    def trouble(stand: Stand) -> Iterator[None]:
        stand.server.fault(kind, count=999, status=status)
        yield
        stand.server.heal()

    return trouble


TROUBLES = {
    "no network": (no_network, "cannot be reached", "check the network and try again"),
    "a page for people": (answers(Kind.HTML), "cannot be read", "try again later"),
    "half of the JSON": (answers(Kind.CUT_JSON), "cannot be read", "try again later"),
    "a login that was revoked": (revoked, "", "run onek connect"),
    "a service that is down": (answers(Kind.STATUS, 503), "answered 503", "try again later"),
}


@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_service_in_trouble_is_one_sentence_and_the_next_push_goes_on(stand: Stand, trouble: str) -> None:
    begin, what, now = TROUBLES[trouble]
    before = (stand.runner.path / "onek.toml").read_bytes()
    with begin(stand):
        code, words = stand.push()
    [line] = words.splitlines()
    assert code == 1 and line.startswith(f"error {stand.name}.")
    assert what in line and now in line
    assert (stand.runner.path / "onek.toml").read_bytes() == before
    stand.ends_well()


def test_a_certificate_that_nobody_vouches_for_is_one_sentence(
    stand: Stand, impostor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    variable = f"ONEK_{stand.name.upper()}_URL"
    with monkeypatch.context() as patch:
        patch.setenv(variable, impostor)
        code, words = stand.push()
    [line] = words.splitlines()
    assert code == 1 and "cannot be reached" in line and "its certificate is not accepted" in line
    stand.ends_well()


@pytest.mark.parametrize("wrong", ["2027-02-28", "2027-03-02"])
def test_a_clock_that_is_a_day_off_doubles_and_loses_nothing(stand: Stand, wrong: str) -> None:
    assert stand.push(today=wrong)[0] == 0
    stand.ends_well()


# -- the disk ------------------------------------------------------------------------------------------


@pytest.fixture
def shelf(runner: Folder) -> Folder:
    runner.settings(SHELF)
    assert runner.onek("push", "--today", MONDAY, "--to", TUESDAY).exit_code == 0
    return runner


def is_whole(shelf: Folder) -> bool:
    """The database is sound, and the next push brings what is missing."""
    with sqlite3.connect(shelf.path / "onek.db") as opened:
        sound = opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    opened.close()
    done = shelf.onek("push", "--today", MONDAY)
    return sound and done.exit_code == 0 and len(shelf.files) == SESSIONS


WITH_SMALL_FILES = """if True:
    import resource, runpy, sys
    most = int(sys.argv.pop(1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    runpy.run_module("onek_sync", run_name="__main__")
"""


@pytest.mark.skipif(os.name != "posix", reason="limits are POSIX's")
@pytest.mark.parametrize("blocks", [0, 5])
def test_a_disk_that_takes_no_more_is_one_sentence(shelf: Folder, blocks: int) -> None:
    """A real limit on the size of files: the database's log of changes cannot grow any further."""
    arguments = [str(blocks * 4096), "push", "-C", str(shelf.path), "--today", MONDAY]
    done = subprocess.run(
        [sys.executable, "-c", WITH_SMALL_FILES, *arguments], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 1 and "Traceback" not in done.stderr
    [line] = done.stderr.splitlines()
    assert "onek.db: the disk could not be read or written; look whether it is full or failing" in line
    assert is_whole(shelf)


def test_a_database_of_a_newer_version_is_one_sentence_and_left_as_it_is(shelf: Folder) -> None:
    with sqlite3.connect(shelf.path / "onek.db") as other:
        [before] = other.execute("SELECT version_num FROM onek_version").fetchone()
        other.execute("UPDATE onek_version SET version_num = '9999'")
    other.close()
    newer = (shelf.path / "onek.db").read_bytes()
    done = shelf.onek("push", "--today", MONDAY)
    assert done.exit_code == 1 and "newer than this onek" in said(done)
    assert said(done).strip().endswith("nothing was touched; install a newer onek-sync")
    assert (shelf.path / "onek.db").read_bytes() == newer and len(shelf.files) == 1
    with sqlite3.connect(shelf.path / "onek.db") as other:
        other.execute("UPDATE onek_version SET version_num = ?", [before])
    other.close()
    assert is_whole(shelf)


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
@pytest.mark.parametrize(
    ("what", "says"),
    [
        ("home", "onek.db: the database cannot be opened (Permission denied); look at its folder"),
        ("home/shelf", "shelf: the folder cannot be used (Permission denied); look at its permissions"),
    ],
)
def test_a_folder_that_can_only_be_read_is_one_sentence(
    what: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with TemporaryDirectory() as name:  # pytest's own nobody else may enter
        top = Path(name)
        [runner] = prepared(top, monkeypatch)
        runner.settings(SHELF)
        runner.onek("push", "--today", MONDAY, "--to", TUESDAY)
        if os.geteuid() == 0:
            for path in [*top.rglob("*"), top]:
                os.chown(path, NOBODY, NOBODY)
        (top / what).chmod(0o555)
        (runner.path / "onek.db").chmod(0o444 if what == "home" else 0o600)
        with without_rights():
            done = runner.onek("push", "--today", MONDAY)
        assert done.exit_code == 1 and says in said(done)
        (top / what).chmod(0o755)
        assert is_whole(runner)
