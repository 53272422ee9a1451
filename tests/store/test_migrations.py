"""The migrations lead to the schema that the code speaks of, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from onek_sync.model.errors import StoreError
from onek_sync.model.target import Entry
from onek_sync.store import migrate, migrating, open_store
from onek_sync.store.opening import VERSION
from onek_sync.store.schema import VERSIONS, metadata
from onek_sync.store.store import Store

SCRIPTS = ScriptDirectory(str(migrating.MIGRATIONS))


def differences(connection: Connection) -> list[object]:
    """What would have to change for the database to be what the code speaks of."""
    options = {"compare_type": True, "compare_server_default": True, "version_table": VERSIONS}
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))


def test_from_nothing_the_migrations_lead_to_the_schema(store: Store) -> None:
    with store.database.reading() as connection:
        assert differences(connection) == []
        assert {*inspect(connection).get_table_names()} == {*metadata.tables, VERSIONS}


def test_the_comparison_sees_a_column_that_nobody_migrated(store: Store) -> None:
    with store.database.writing() as connection:
        connection.execute(text("ALTER TABLE pauses ADD COLUMN more TEXT"))
    with store.database.reading() as connection:
        assert [difference[0] for difference in differences(connection)] == ["remove_column"]  # type: ignore[index]


def test_primary_keys_and_emptiness_are_the_schema_s(store: Store) -> None:
    """What Alembic does not compare."""
    with store.database.reading() as connection:
        found = inspect(connection)
        for table in metadata.sorted_tables:
            key = found.get_pk_constraint(table.name)
            assert key["constrained_columns"] == [column.name for column in table.primary_key], table.name
            assert key["name"] in {None, table.primary_key.name}, table.name
            empty = {column["name"]: column["nullable"] for column in found.get_columns(table.name)}
            assert empty == {column.name: column.nullable for column in table.columns}, table.name


def test_every_table_of_a_person_s_says_whose_it_is() -> None:
    without = [table.name for table in metadata.sorted_tables if "athlete" not in table.columns]
    assert without == ["rate"]


def test_migrations_are_numbered_in_one_line_and_the_last_is_the_version() -> None:
    numbers = [script.revision for script in SCRIPTS.walk_revisions()][::-1]
    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]
    assert numbers[-1] == VERSION == SCRIPTS.get_current_head()
    files = sorted(file.stem[:4] for file in (migrating.MIGRATIONS / "versions").glob("*.py"))
    assert files == numbers


def test_a_migration_that_fails_leaves_the_database_as_it_was(
    empty: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgrade = migrating.upgrade

    def breaks(connection: Connection) -> None:
        upgrade(connection)
        raise RuntimeError("a mistake in the last step")

    with monkeypatch.context() as patched:
        patched.setattr(migrating, "upgrade", breaks)
        with pytest.raises(RuntimeError, match="last step"):
            migrate(empty, tmp_path)
    assert migrate(empty, tmp_path) == ("", VERSION)  # nothing of the failed attempt stands in its way


@pytest.fixture
def older(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A database with an entry, of the version before the one that this onek has just got."""
    with open_store(url, tmp_path) as store:
        store.ledger("me", "garmin").put(Entry(plan="p", slot="s", key="k"))
    folder = tmp_path / "migrations"
    for file in migrating.MIGRATIONS.rglob("*.*"):
        copy = folder / file.relative_to(migrating.MIGRATIONS)
        copy.parent.mkdir(parents=True, exist_ok=True)
        if "__pycache__" not in file.parts:
            copy.write_bytes(file.read_bytes())
    (folder / "versions" / "next.py").write_text(NEXT)
    monkeypatch.setattr(migrating, "MIGRATIONS", folder)
    monkeypatch.setattr("onek_sync.store.opening.VERSION", "9000")
    return url


NEXT = f"""
import sqlalchemy as sa
from alembic import op
revision, down_revision = "9000", "{VERSION}"
def upgrade():
    with op.batch_alter_table("ledger") as table:
        table.add_column(sa.Column("colour", sa.Text, nullable=False, server_default="red"))
        table.alter_column("version", existing_type=sa.Text, nullable=True)
"""


def test_an_older_database_is_brought_up_to_date_with_what_is_in_it(older: str, tmp_path: Path) -> None:
    if older.startswith("postgresql"):
        with pytest.raises(StoreError, match=f"of version {VERSION}, not 9000; run `onek migrate`"):
            open_store(older, tmp_path)
        assert migrate(older, tmp_path) == (VERSION, "9000")
    with open_store(older, tmp_path) as store:
        assert store.ledger("me", "garmin").entries() == (Entry(plan="p", slot="s", key="k"),)
        with store.database.reading() as connection:
            assert connection.execute(text("SELECT colour FROM ledger")).all() == [("red",)]
