"""`onek migrate`, `onek backup`, `onek restore`: the database brought up to date, copied and filled again."""

import json
import stat
from base64 import b64encode

import pytest

from onek_sync.model.errors import StoreError
from tests.cli.running import MONDAY, SHELF, Folder


@pytest.fixture
def shelf(runner: Folder) -> Folder:
    runner.settings(SHELF)
    assert runner.onek("push", "--today", MONDAY).exit_code == 0
    return runner


def without_database(runner: Folder) -> None:
    for file in runner.path.glob("onek.db*"):
        file.unlink()


def test_a_new_database_is_set_up_and_then_up_to_date(runner: Folder) -> None:
    assert runner.onek("migrate").stdout.startswith("The database is set up (version ")
    assert runner.onek("migrate").stdout.startswith("The database is up to date (version ")
    told = json.loads(runner.onek("migrate", "--json").stdout)
    assert told["from"] == told["to"]


def test_what_was_remembered_comes_back_from_a_backup(shelf: Folder) -> None:
    file = shelf.path / "all.backup"
    done = shelf.onek("backup", str(file))
    assert done.exit_code == 0 and f"written to {file}." in done.stdout
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    before = shelf.onek("status", "--json", "--today", MONDAY).stdout
    without_database(shelf)
    assert shelf.onek("restore", str(file)).exit_code == 0
    assert shelf.onek("status", "--json", "--today", MONDAY).stdout == before


def test_it_is_said_whether_the_logins_are_in_it(shelf: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    done = shelf.onek("backup", str(shelf.path / "one"))
    assert "No login is in it: they lie in files of their own." in done.stderr
    monkeypatch.setenv("ONEK_SECRETS", "sealed")
    monkeypatch.setenv("ONEK_KEY", b64encode(bytes(32)).decode())
    done = shelf.onek("backup", str(shelf.path / "two"))
    assert "sealed: keep ONEK_KEY" in done.stderr


def test_a_backup_never_replaces_a_file(shelf: Folder) -> None:
    (shelf.path / "plan.backup").write_text("precious")
    done = shelf.onek("backup", str(shelf.path / "plan.backup"))
    assert isinstance(done.exception, StoreError) and "name another file" in str(done.exception)
    assert (shelf.path / "plan.backup").read_text() == "precious"


def test_what_is_remembered_is_not_forgotten_unforced(shelf: Folder) -> None:
    file = str(shelf.path / "all.backup")
    shelf.onek("backup", file)
    done = shelf.onek("restore", file)
    assert isinstance(done.exception, StoreError) and "`onek restore --force`" in str(done.exception)
    assert shelf.onek("restore", file, "--force").exit_code == 0


def test_what_is_no_backup_is_refused_and_nothing_changes(shelf: Folder) -> None:
    done = shelf.onek("restore", str(shelf.path / "plan.yaml"), "--force")
    assert isinstance(done.exception, StoreError) and "nothing was restored" in str(done.exception)
    assert "in step (5)" in shelf.onek("status", "--today", MONDAY).stdout


def test_programs_hear_how_much_it_is(shelf: Folder) -> None:
    file = str(shelf.path / "all.backup")
    told = json.loads(shelf.onek("backup", file, "--json").stdout)
    assert told == {"file": file, "rows": told["rows"], "logins": False} and told["rows"] > 5
