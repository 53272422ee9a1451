"""Opens a database: reads its URL, makes its file, and sees that it is of our version."""

import errno
import os
import sqlite3
import stat
import time
from pathlib import Path

from sqlalchemy import URL, Connection, column, make_url, select, table
from sqlalchemy import inspect as looked_at
from sqlalchemy.exc import ArgumentError

from onek_sync.model.errors import Finding, Place, StoreError
from onek_sync.store.database import Database
from onek_sync.store.faults import plainly
from onek_sync.store.schema import VERSION, VERSIONS
from onek_sync.store.store import Store

_VERSIONS = table(VERSIONS, column("version_num"))
_WAL = "PRAGMA journal_mode = WAL"  # readers do not wait for a writer; stays with the file
_TRIES = 40  # for once SQLite does not wait by itself while another process does the same
_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(7301000)"  # the number is ours alone; else it means nothing
_EXTRA = "install it: pip install 'onek-sync[postgres]'"


def open_store(url: str, folder: Path) -> Store:
    """See the package."""
    database = _database(url, folder)
    try:
        found = _checked_version(database)
        if found != VERSION:
            if not database.is_sqlite:
                raise _behind(database, found)
            _migrate(database)
    except BaseException:
        database.close()
        raise
    return Store(database)


def migrate(url: str, folder: Path) -> tuple[str, str]:
    """See the package."""
    database = _database(url, folder)
    try:
        _checked_version(database)
        return _migrate(database), VERSION
    finally:
        database.close()


def _database(url: str, folder: Path) -> Database:
    parsed = _parsed(url)
    if parsed.get_backend_name() == "sqlite":
        file = folder / (parsed.database or "")
        _make_private(file)
        return Database(parsed.set(database=str(file)), str(file))
    place = URL.create("postgresql", host=parsed.host, port=parsed.port, database=parsed.database)
    try:
        return Database(parsed, str(place))
    except ImportError:
        raise StoreError(Finding("D01", "PostgreSQL needs psycopg, which is not here", _EXTRA)) from None


def _parsed(url: str) -> URL:
    """The URL; what is none may hold a password, so it is not repeated."""
    write = "write sqlite:///onek.db or postgresql+psycopg://user@host/name"
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise StoreError(Finding("D01", "database is no URL", write)) from None
    if parsed.drivername in {"postgresql", "postgres"}:
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername not in {"sqlite", "postgresql+psycopg"}:
        raise StoreError(Finding("D01", "database is neither SQLite nor PostgreSQL", write))
    if not parsed.database or parsed.database.startswith((":memory:", "file:")):
        raise StoreError(Finding("D01", "database names no file and no database", write))
    return parsed


def _make_private(file: Path) -> None:
    """A file that only its owner reads; what SQLite lays beside it gets the same mode."""
    try:
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
        mode = file.stat().st_mode
        if os.name == "posix" and stat.S_IMODE(mode) & 0o077:
            file.chmod(0o600)
    except OSError as error:
        is_folder = error.errno == errno.EISDIR
        now = "name a file: database = …" if is_folder else "look at its folder and permissions"
        what = f"the database cannot be opened ({error.strerror})"
        raise StoreError(Finding("D02", what, now, Place(str(file)))) from error
    if not stat.S_ISREG(mode):
        raise StoreError(Finding("D02", "this is no file", "name one: database = …", Place(str(file))))


def _checked_version(database: Database) -> str:
    """The version of a database, "" for an empty one; one that is not for us is left as it is."""
    with database.reading() as connection:
        found = _version(connection)
        foreign = not found and looked_at(connection).get_table_names()
    if foreign:
        what = "this database holds other things than onek's"
        raise StoreError(Finding("D06", what, "name one of its own: database = …", Place(database.place)))
    if found > VERSION:
        what = f"the database is of version {found}, newer than this onek ({VERSION}); nothing was touched"
        raise StoreError(Finding("D07", what, "install a newer onek-sync", Place(database.place)))
    return found


def _version(connection: Connection) -> str:
    if not looked_at(connection).has_table(VERSIONS):
        return ""
    return connection.scalar(select(_VERSIONS.c.version_num)) or ""


def _migrate(database: Database) -> str:
    """Bring it up to our version, in one transaction; the version that it had."""
    if database.is_sqlite:
        _let_readers_go_on(database)
    with database.writing() as connection:
        if not database.is_sqlite:
            connection.exec_driver_sql(_ONE_AT_A_TIME)
        found = _version(connection)  # once more: another process may have been faster
        if found < VERSION:
            from onek_sync.store.migrating import upgrade

            upgrade(connection)
    return found


def _let_readers_go_on(database: Database) -> None:
    with plainly(database.place), database.engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        for rest in reversed(range(_TRIES)):
            try:
                driver.execute(_WAL)
                return
            except sqlite3.OperationalError:
                if not rest:
                    raise
                time.sleep(0.05)


def _behind(database: Database, found: str) -> StoreError:
    what = f"the database is of version {found}, not {VERSION}" if found else "the database is not set up"
    return StoreError(Finding("D08", what, "run `onek migrate`", Place(database.place)))
