"""One database: its connections, its transactions, and the one statement that both dialects spell alone."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from onek_sync.store.faults import plainly

_PATIENCE = 20  # seconds for which a writer waits for another; `?timeout=` in the URL says otherwise
_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",  # a commit that returned survives a power cut
)
_READS = "onek_reads"  # marks a connection whose transactions only read


class Database:
    """An engine, and where it is in words that hold no password."""

    def __init__(self, url: URL, place: str) -> None:
        self.place = place
        self.is_sqlite = url.get_backend_name() == "sqlite"
        self.engine = _sqlite_engine(url) if self.is_sqlite else _postgres_engine(url)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of all tables and changes nothing."""
        with plainly(self.place), self.engine.connect() as connection:
            if not self.is_sqlite:
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.execution_options(**{_READS: True}).begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is committed when it ends, or never was."""
        with plainly(self.place), self.engine.begin() as connection:
            yield connection

    def insert(self, table: Table) -> "sqlite.Insert | postgresql.Insert":
        """An INSERT that knows ON CONFLICT; both dialects write it alike."""
        return sqlite.insert(table) if self.is_sqlite else postgresql.insert(table)

    def put(self, table: Table, row: Mapping[str, Any]) -> None:
        """Keep a row instead of the one with its primary key. Committed when it returns."""
        keys = [column.name for column in table.primary_key]
        rest = {name: value for name, value in row.items() if name not in keys}
        statement = self.insert(table).values(**row)
        with self.writing() as connection:
            connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=rest))

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


def _sqlite_engine(url: URL) -> Engine:
    waits = {} if "timeout" in url.query else {"timeout": _PATIENCE}
    engine = create_engine(url, connect_args=waits, hide_parameters=True)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _postgres_engine(url: URL) -> Engine:
    return create_engine(url, pool_pre_ping=True, hide_parameters=True)


def _set_up(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    assert isinstance(connection, sqlite3.Connection)
    connection.isolation_level = None  # transactions begin where we say, not where the driver guesses
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Connection) -> None:
    # A transaction that begins as a reader and then writes can fail although it would only have to wait.
    reads = connection.get_execution_options().get(_READS, False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
