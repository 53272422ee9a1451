"""Jobs, on both databases: due times that only a success moves on."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from alembic import command
from sqlalchemy import text

from onek_sync.model.target import Entry
from onek_sync.store import migrate, migrating, open_store
from onek_sync.store.opening import _database
from onek_sync.store.store import Store
from onek_sync.store.words import Job

NOW = datetime(2027, 2, 21, 17, 4, tzinfo=UTC)
WEEK = timedelta(weeks=1)
NEW = Job(job="push:watch", rule="sun 18:00 Europe/Berlin", since=NOW - WEEK, next_due=NOW)
DONE = replace(
    NEW,
    since=NOW,
    next_due=NOW + WEEK,
    last_run=NOW,
    result="ok",
    text="",
    counts={"create": 3},
)
FAILED = replace(NEW, not_before=NOW + WEEK, fails=1, last_run=NOW, result="failed", text="no such \0 thing")


def test_a_job_is_kept_whole(store: Store) -> None:
    assert store.jobs.of("me", NEW.job) is None
    store.jobs.add("me", NEW)
    assert store.jobs.of("me", NEW.job) == NEW
    assert store.jobs.of("you", NEW.job) is store.jobs.of("me", "push:garmin") is None
    for after in (FAILED, DONE):
        before = store.jobs.of("me", NEW.job)
        assert before and store.jobs.advance("me", before, after)
        assert store.jobs.of("me", NEW.job) == after


def test_a_job_that_another_process_began_with_stays_as_it_is(store: Store) -> None:
    store.jobs.add("me", DONE)
    store.jobs.add("me", NEW)
    assert store.jobs.of("me", NEW.job) == DONE


def test_the_failure_of_one_process_does_not_undo_the_success_of_another(store: Store) -> None:
    store.jobs.add("me", NEW)
    assert store.jobs.advance("me", NEW, DONE)
    assert not store.jobs.advance("me", NEW, FAILED)
    assert store.jobs.of("me", NEW.job) == DONE


def test_only_the_athlete_s_own_job_is_moved_on(store: Store) -> None:
    store.jobs.add("me", NEW)
    store.jobs.add("you", NEW)
    store.jobs.add("me", replace(NEW, job="push:garmin"))
    store.jobs.advance("me", NEW, DONE)
    assert store.jobs.of("you", NEW.job) == NEW
    assert store.jobs.of("me", "push:garmin") == replace(NEW, job="push:garmin")


def test_a_job_that_was_forgotten_is_a_new_one(store: Store) -> None:
    for athlete in ("me", "you"):
        store.jobs.add(athlete, DONE)
    store.jobs.forget("me", DONE.job)
    assert store.jobs.of("me", DONE.job) is None and store.jobs.of("you", DONE.job) == DONE


def test_jobs_are_in_a_backup(store: Store, tmp_path: Path) -> None:
    store.jobs.add("me", DONE)
    store.backup(tmp_path / "b.jsonl")
    with open_store("sqlite:///other.db", tmp_path) as other:
        other.restore(tmp_path / "b.jsonl")
        assert other.jobs.of("me", NEW.job) == DONE


def test_a_database_of_the_first_version_gets_the_table_and_keeps_what_it_holds(
    empty: str, tmp_path: Path
) -> None:
    database = _database(empty, tmp_path)
    with database.writing() as connection:
        command.upgrade(migrating.config(connection), "0001")
    Store(database).ledger("me", "garmin").put(Entry(plan="p", slot="s", key="k"))
    with database.reading() as connection:
        assert connection.scalar(text("SELECT version_num FROM onek_version")) == "0001"
    database.close()
    assert migrate(empty, tmp_path)[0] == "0001"
    with open_store(empty, tmp_path) as store:
        store.jobs.add("me", NEW)
        assert store.jobs.of("me", NEW.job) == NEW
        assert store.ledger("me", "garmin").entries() == (Entry(plan="p", slot="s", key="k"),)
