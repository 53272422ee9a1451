"""Opens a database: reads its URL, makes its file, and sees that it is of our version."""

import errno
import os
import stat
from pathlib import Path

from sqlalchemy import URL, Connection, column, make_url, select, table
from sqlalchemy import inspect as looked_at
from sqlalchemy.exc import ArgumentError

from onek_sync.model.errors import Finding, Place, StoreError
from onek_sync.store.database import Database
from onek_sync.store.faults import plainly
from onek_sync.store.store import Store

VERSION = "0001"  # the last of migrations/versions
_ALEMBIC = table("alembic_version", column("version_num"))
_WAL = "PRAGMA journal_mode = WAL"  # readers do not wait for a writer; stays with the file
_EXTRA = "install it: pip install 'onek-sync[postgres]'"


def open_store(url: str, folder: Path) -> Store:
    """See the package."""
    database = _database(url, folder)
    try:
        found = _version(database)
        if found != VERSION:
            if not database.is_sqlite:
                raise _not_ours(database, found)
            _migrate(database)
    except BaseException:
        database.close()
        raise
    return Store(database)


def migrate(url: str, folder: Path) -> tuple[str, str]:
    """See the package."""
    database = _database(url, folder)
    try:
        return _migrate(database), VERSION
    finally:
        database.close()


def _database(url: str, folder: Path) -> Database:
    parsed = _parsed(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(parsed, folder)
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
        raise StoreError(Finding("D01", f"there is no database of the kind {parsed.drivername}", write))
    if not parsed.database or parsed.database == ":memory:" or parsed.database.startswith("file:"):
        raise StoreError(Finding("D01", "database names no file and no database", write))
    return parsed


def _sqlite(url: URL, folder: Path) -> Database:
    file = folder / (url.database or "")
    _make_private(file)
    database = Database(url.set(database=str(file)), str(file))
    try:
        with plainly(database.place), database.engine.connect() as connection:
            connection.connection.driver_connection.execute(_WAL)  # type: ignore[union-attr]
    except BaseException:
        database.close()
        raise
    return database


def _make_private(file: Path) -> None:
    """A file that only its owner reads; what SQLite lays beside it gets the same mode."""
    try:
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
        mode = file.stat().st_mode
        if os.name == "posix" and stat.S_IMODE(mode) & 0o077:
            file.chmod(0o600)
    except OSError as error:
        now = (
            "name a file: database = …"
            if error.errno == errno.EISDIR
            else "look at its folder and permissions"
        )
        what = f"the database cannot be opened ({error.strerror})"
        raise StoreError(Finding("D02", what, now, Place(str(file)))) from error


def _version(database: Database) -> str:
    """The version of a database; "" for an empty one."""
    with database.reading() as connection:
        return _version_by(connection)


def _version_by(connection: Connection) -> str:
    if not looked_at(connection).has_table(_ALEMBIC.name):
        return ""
    return connection.scalar(select(_ALEMBIC.c.version_num)) or ""


def _migrate(database: Database) -> str:
    """Bring it up to our version, in one transaction; the version that it had."""
    with database.writing() as connection:
        if not database.is_sqlite:
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7301000)")  # one at a time
        found = _version_by(connection)
        if found > VERSION:
            raise _not_ours(database, found)
        if found < VERSION:
            from onek_sync.store.migrating import upgrade

            upgrade(connection)
    return found


def _not_ours(database: Database, found: str) -> StoreError:
    if found > VERSION:
        what = f"the database is of version {found}, newer than this onek ({VERSION}); nothing was touched"
        return StoreError(Finding("D07", what, "install a newer onek-sync", Place(database.place)))
    what = f"the database is of version {found}, not {VERSION}" if found else "the database is not set up"
    return StoreError(Finding("D08", what, "run `onek migrate`", Place(database.place)))
