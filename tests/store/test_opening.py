"""How a database is opened: made, brought up to date, shared, and refused in a sentence."""

import os
import sqlite3
import stat
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

import pytest
from sqlalchemy import text

from onek_sync.model.errors import StoreError
from onek_sync.store import migrate, open_store
from onek_sync.store.opening import VERSION

LITE = "sqlite:///onek.db"
PASSWORD = "hunter2-planted"


def refusal(url: str, folder: Path) -> str:
    """The sentence with which a database is refused; its code first."""
    with pytest.raises(StoreError) as caught:
        open_store(url, folder).close()
    [finding] = caught.value.findings
    assert finding.now
    assert PASSWORD not in "".join(traceback.format_exception(caught.value))
    return f"{finding.code} {finding}"


def run(code: str, *args: object, **how: object) -> subprocess.CompletedProcess[str]:
    """Another Python process that runs this code, in English."""
    command = [sys.executable, "-W", "error", "-c", code, *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, **how)  # type: ignore[call-overload]


def test_a_database_is_made_where_none_is(tmp_path: Path) -> None:
    open_store(LITE, tmp_path).close()
    assert (tmp_path / "onek.db").stat().st_size


def test_a_path_may_be_absolute(tmp_path: Path) -> None:
    open_store(f"sqlite:///{tmp_path / 'else.db'}", Path("/nowhere")).close()
    assert (tmp_path / "else.db").is_file()


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_only_the_owner_reads_the_file_and_what_lies_beside_it(tmp_path: Path) -> None:
    (tmp_path / "onek.db").touch(mode=0o644)
    with open_store(LITE, tmp_path) as store:
        store.history.recent("me", "garmin")
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    assert modes == {"onek.db": 0o600, "onek.db-wal": 0o600, "onek.db-shm": 0o600}


def test_a_commit_that_returned_survives_a_power_cut(tmp_path: Path) -> None:
    with open_store(LITE, tmp_path) as store, store.database.reading() as connection:
        pragmas = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        said = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in pragmas]
    assert said == ["wal", 2, 1, 20_000]


def test_processes_that_open_a_fresh_database_at_once_all_succeed(tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / str(number)).mkdir()
    code = """if True:
        import sys, time
        from pathlib import Path
        import onek_sync.store.migrating
        from onek_sync.store import open_store
        here, me = Path(sys.argv[1]), sys.argv[2]
        (here / me).touch()
        while len(list(here.glob("p*"))) < 3:
            time.sleep(0.001)
        for number in range(12):
            open_store("sqlite:///onek.db", here / str(number)).close()
    """
    command = [sys.executable, "-W", "error", "-c", code, str(tmp_path)]
    them = [subprocess.Popen([*command, f"p{n}"], stderr=subprocess.PIPE, text=True) for n in range(3)]
    assert [process.communicate(timeout=60)[1] for process in them] == ["", "", ""]


def test_who_finds_a_fresh_database_being_made_tries_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = sqlite3.connect(tmp_path / "onek.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 2:
            other.execute("ROLLBACK")

    monkeypatch.setattr("onek_sync.store.opening.time.sleep", wait)
    open_store(f"{LITE}?timeout=0", tmp_path).close()
    other.close()
    assert len(waits) == 2


def test_a_start_without_a_store_loads_none_of_it() -> None:
    code = "import sys, onek_sync.store; print([m for m in ('sqlalchemy', 'alembic') if m in sys.modules])"
    assert run(code).stdout == "[]\n"


def test_opening_what_is_up_to_date_needs_no_alembic(tmp_path: Path) -> None:
    migrate(LITE, tmp_path)
    code = """if True:
        import sys
        from pathlib import Path
        from onek_sync.store import open_store
        open_store("sqlite:///onek.db", Path(sys.argv[1])).close()
        print("alembic" in sys.modules)
    """
    done = run(code, tmp_path)
    assert (done.stdout, done.stderr) == ("False\n", "")


def test_migrating_says_the_version_before_and_after(empty: str, tmp_path: Path) -> None:
    assert migrate(empty, tmp_path) == ("", VERSION)
    assert migrate(empty, tmp_path) == (VERSION, VERSION)


def test_postgres_is_not_migrated_by_the_way(schema: str, tmp_path: Path) -> None:
    assert refusal(schema, tmp_path).startswith(
        "D08 postgresql:///postgres: the database is not set up; run `onek"
    )
    assert refusal(schema, tmp_path).startswith("D08")  # the first look did not set it up


def test_a_database_from_a_newer_version_is_left_as_it_is(url: str, tmp_path: Path) -> None:
    with open_store(url, tmp_path) as store:
        with store.database.writing() as connection:
            connection.execute(text("UPDATE onek_version SET version_num = '9999'"))
            connection.execute(text("DROP TABLE pauses"))  # as a newer version may have done
        for refused in (open_store, migrate):
            with pytest.raises(
                StoreError, match=r"version 9999, newer than this onek .*; nothing was touched"
            ):
                refused(url, tmp_path)
        with store.database.reading() as connection:
            assert connection.scalar(text("SELECT version_num FROM onek_version")) == "9999"
            with pytest.raises(Exception, match="pauses"):
                connection.execute(text("SELECT * FROM pauses"))


def test_a_database_of_another_program_is_left_as_it_is(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "onek.db")
    other.execute("CREATE TABLE places (name)")
    other.close()
    before = (tmp_path / "onek.db").read_bytes()
    assert refusal(LITE, tmp_path).startswith("D06") and "other things than onek's" in refusal(LITE, tmp_path)
    assert (tmp_path / "onek.db").read_bytes() == before


def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "onek.db").write_text("plan: spring-1k\n" * 100)
    assert (
        refusal(LITE, tmp_path)
        == f"D06 {tmp_path}/onek.db: this file is no database; name another: database = …"
    )
    assert (tmp_path / "onek.db").read_text() == "plan: spring-1k\n" * 100


def test_a_damaged_database_says_so(tmp_path: Path) -> None:
    open_store(LITE, tmp_path).close()
    with (tmp_path / "onek.db").open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 8000)
    assert refusal(LITE, tmp_path).startswith(
        f"D06 {tmp_path}/onek.db: the database is damaged; move it away"
    )


def test_a_folder_where_the_file_should_be(tmp_path: Path) -> None:
    (tmp_path / "onek.db").mkdir()
    said = f"{tmp_path}/onek.db: the database cannot be opened (Is a directory); name a file: database = …"
    assert refusal(LITE, tmp_path) == f"D02 {said}"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    said = refusal("sqlite:///no/onek.db", tmp_path)
    assert said.startswith(
        f"D02 {tmp_path}/no/onek.db: the database cannot be opened (No such file or directory)"
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name are POSIX's")
def test_a_pipe_is_no_database(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "onek.db")
    assert refusal(LITE, tmp_path).startswith(f"D02 {tmp_path}/onek.db: this is no file")


def test_a_database_that_another_program_holds(tmp_path: Path) -> None:
    open_store(LITE, tmp_path).close()
    holder = sqlite3.connect(tmp_path / "onek.db")
    holder.execute("BEGIN IMMEDIATE")
    with open_store(f"{LITE}?timeout=0.05", tmp_path) as store:
        assert store.ledger("me", "garmin").entries() == ()  # who only reads does not wait
        with pytest.raises(StoreError) as caught:
            store.ledger("me", "garmin").forget("p", "s")
    holder.close()
    assert (
        str(caught.value)
        == f"{tmp_path}/onek.db: another program holds the database; try again when it is done"
    )


def test_a_full_disk_keeps_what_was_there(tmp_path: Path) -> None:
    from onek_sync.model.target import Entry

    kept = Entry(plan="p", slot="first", key="first")
    with open_store(LITE, tmp_path) as store:
        ledger = store.ledger("me", "garmin")
        ledger.put(kept)
        with store.database.engine.connect() as connection:
            driver = connection.connection.driver_connection
            assert driver is not None
            [pages] = driver.execute("PRAGMA page_count").fetchone()
            driver.execute(f"PRAGMA max_page_count = {pages}")  # to SQLite the disk ends here
        with pytest.raises(StoreError, match="the disk is full; make room; nothing half-written was kept"):
            ledger.put(Entry(plan="p", slot="second", key="x" * 100_000))
        assert ledger.entries() == (kept,)
        ledger.put(Entry(plan="p", slot="first", key="small"))


AS_NOBODY = """if True:
    import os, sys
    from pathlib import Path
    from onek_sync.model.errors import StoreError
    from onek_sync.store import open_store
    here = Path(sys.argv[1])
    open_store("sqlite:///loaded.db", here).close()  # all modules are loaded while they can be read
    if os.geteuid() == 0:
        os.setgroups([]), os.setgid(65534), os.setuid(65534)
    try:
        open_store("sqlite:///onek.db", here / "ours").close()
    except StoreError as error:
        print(error.findings[0].code, error)
"""


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
@pytest.mark.parametrize("there", [False, True])
def test_a_folder_that_can_only_be_read(tmp_path_factory: pytest.TempPathFactory, there: bool) -> None:
    # Not below pytest's own folder, which nobody else may enter.
    with tempfile.TemporaryDirectory() as name:
        top, ours = Path(name), Path(name) / "ours"
        top.chmod(0o755)
        ours.mkdir()
        if there:
            open_store(LITE, ours).close()
            (ours / "onek.db").chmod(0o444)
        ours.chmod(0o555)
        done = run(AS_NOBODY, top)
        ours.chmod(0o755)
    assert done.stdout.startswith(
        f"D02 {ours}/onek.db: the database cannot be opened (Permission denied); look at its folder"
    )


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("", "D01 database is no URL; write sqlite:///onek.db or postgresql"),
        (f"onek.db:{PASSWORD}", "D01 database is no URL"),
        (f"mysql://me:{PASSWORD}@localhost/onek", "D01 database is neither SQLite nor PostgreSQL"),
        ("sqlite+aiosqlite:///onek.db", "D01 database is neither SQLite nor PostgreSQL"),
        ("sqlite://", "D01 database names no file"),
        ("sqlite:///:memory:", "D01 database names no file"),
        ("postgresql://localhost", "D01 database names no file and no database"),
        (f"postgresql://me:{PASSWORD}@localhost:port/onek", "D01 database is no URL"),
    ],
)
def test_a_url_that_is_none(url: str, said: str, tmp_path: Path) -> None:
    heard = refusal(url, tmp_path)
    assert heard.startswith(said) and PASSWORD not in heard


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_a_server_that_does_not_answer(scheme: str, tmp_path: Path) -> None:
    pytest.importorskip("psycopg", reason="pip install 'onek-sync[postgres]'")
    heard = refusal(f"{scheme}://me:{PASSWORD}@127.0.0.1:1/onek?connect_timeout=2", tmp_path)
    assert heard.startswith(
        "D09 postgresql://127.0.0.1:1/onek: the database does not answer; look whether it runs"
    )
    assert PASSWORD not in heard


def test_postgres_without_its_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    heard = refusal("postgresql://localhost/onek", tmp_path)
    assert (
        heard
        == "D01 PostgreSQL needs psycopg, which is not here; install it: pip install 'onek-sync[postgres]'"
    )


def test_a_database_that_does_not_exist_on_the_server(postgres: str, tmp_path: Path) -> None:
    heard = refusal(postgres.replace("/postgres?", "/nowhere?"), tmp_path)
    assert heard.startswith("D09 postgresql:///nowhere: the database server refuses: database")
    assert heard.endswith('"nowhere" does not exist; look at database = …')


def test_a_table_that_was_taken_away_says_migrate_not_a_traceback(schema: str, tmp_path: Path) -> None:
    migrate(schema, tmp_path)
    with open_store(schema, tmp_path) as store:
        with store.database.writing() as connection:
            connection.execute(text("DROP TABLE ledger"))
        with pytest.raises(StoreError, match="the database is not set up; run `onek migrate`"):
            store.ledger("me", "garmin").entries()
