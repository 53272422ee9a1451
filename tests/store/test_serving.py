"""One server at a database; a dead one locks nobody out."""

import errno
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from onek_sync.model.errors import StoreError
from onek_sync.store import migrate, open_store
from onek_sync.store.serving import SERVED, serving
from onek_sync.store.store import Store
from tests.store.processes import start

NOW = datetime(2027, 2, 28, 18, 0, tzinfo=UTC)
SERVES = """
from onek_sync.store.serving import serving
store = open_store(url, folder)
with serving(store.database, NOW):
    print("serves", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def other(url: str, store: Store, tmp_path: Path) -> Iterator[Store]:
    """The same database, opened once more."""
    with open_store(url, tmp_path) as opened:
        yield opened


def test_the_second_is_told_who_serves_and_since_when(
    store: Store, other: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onek_sync.store.serving._TRIES", 1)
    with serving(store.database, NOW):
        for _ in range(2):  # to be refused takes nothing away from what the next one is told
            with pytest.raises(StoreError) as caught, serving(other.database, NOW):
                pass
            said = str(caught.value)
            assert caught.value.findings[0].code == SERVED
            assert f"another `onek serve` is at this database (process {os.getpid()} on " in said
            assert ", since 2027-02-28 18:00 UTC); stop it first, or" in said


def test_after_the_end_the_next_may_serve(store: Store, other: Store) -> None:
    for one in (store, other, store):
        with serving(one.database, NOW):
            pass


def test_after_an_error_the_next_may_serve(store: Store, other: Store) -> None:
    with pytest.raises(ZeroDivisionError), serving(store.database, NOW):
        raise ZeroDivisionError
    with serving(other.database, NOW):
        pass


def test_who_serves_works_with_the_database_as_ever(store: Store, other: Store) -> None:
    with serving(store.database, NOW):
        for one in (store, other):
            with one.lease("me", "garmin", NOW):
                pass


def test_a_killed_one_locks_nobody_out(store: Store, url: str, tmp_path: Path) -> None:
    process = start(SERVES, url, tmp_path)
    assert process.stdout is not None and process.stdout.readline() == "serves\n"
    with pytest.raises(StoreError, match=f"process {process.pid} on"), serving(store.database, NOW):
        pass  # while it lives
    process.kill()
    process.communicate()
    with serving(store.database, NOW):
        pass


def test_another_file_is_no_conflict(tmp_path: Path) -> None:
    with (
        open_store("sqlite:///a.db", tmp_path) as a,
        open_store("sqlite:///b.db", tmp_path) as b,
        serving(a.database, NOW),
        serving(b.database, NOW),
    ):
        pass


def test_another_schema_is_no_conflict(new_schema: Callable[[], str], tmp_path: Path) -> None:
    urls = [new_schema(), new_schema()]
    for url in urls:
        migrate(url, tmp_path)
    with (
        open_store(urls[0], tmp_path) as a,
        open_store(urls[1], tmp_path) as b,
        serving(a.database, NOW),
        serving(b.database, NOW),
    ):
        pass


def test_a_database_by_another_name_is_the_same(tmp_path: Path) -> None:
    with open_store("sqlite:///onek.db", tmp_path) as store, serving(store.database, NOW):
        (tmp_path / "other.db").symlink_to("onek.db")
        with open_store("sqlite:///other.db", tmp_path) as other, pytest.raises(StoreError) as caught:
            serving(other.database, NOW).__enter__()
        assert caught.value.findings[0].code == SERVED


def test_a_disk_without_locks_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_locks(descriptor: int, *, blocking: bool) -> bool:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("onek_sync.store.serving.lock_descriptor", no_locks)
    with open_store("sqlite:///onek.db", tmp_path) as store, pytest.raises(StoreError) as caught:
        serving(store.database, NOW).__enter__()
    assert "onek.db-serving: cannot be locked (No locks available)" in str(caught.value)


@pytest.mark.skipif(os.name != "posix", reason="a file may be kept small on POSIX only")
def test_on_a_full_disk_it_is_locked_all_the_same(tmp_path: Path) -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    with (
        open_store("sqlite:///onek.db", tmp_path) as store,
        open_store("sqlite:///onek.db", tmp_path) as other,
    ):
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))  # a file may not grow
        try:
            with serving(store.database, NOW), pytest.raises(StoreError) as caught:
                serving(other.database, NOW).__enter__()
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert "another `onek serve` is at this database; stop it first" in str(caught.value)


def test_the_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    with open_store("sqlite:///onek.db", tmp_path) as store, serving(store.database, NOW):
        assert (tmp_path / "onek.db-serving").stat().st_mode & 0o077 == 0
