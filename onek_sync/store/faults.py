"""What a database driver says, as a sentence with the next step. Values and passwords are not repeated."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from onek_sync.model.errors import Finding, Place, StoreError

# SQLite's primary result codes: the finding's code, what, and what now.
_SQLITE = {
    sqlite3.SQLITE_CANTOPEN: ("D02", "the database cannot be opened", "look at its folder and permissions"),
    sqlite3.SQLITE_PERM: ("D02", "the database may not be opened", "look at its folder and permissions"),
    sqlite3.SQLITE_AUTH: ("D02", "the database may not be opened", "look at its folder and permissions"),
    sqlite3.SQLITE_BUSY: ("D03", "another program holds the database", "try again when it is done"),
    sqlite3.SQLITE_LOCKED: ("D03", "another program holds the database", "try again when it is done"),
    sqlite3.SQLITE_READONLY: (
        "D04",
        "the database or its folder can only be read",
        "allow writing there, or name another place: database = …",
    ),
    sqlite3.SQLITE_FULL: ("D05", "the disk is full", "make room; nothing half-written was kept"),
    sqlite3.SQLITE_IOERR: (
        "D05",
        "the disk could not be read or written",
        "look whether it is full or failing; nothing half-written was kept",
    ),
    sqlite3.SQLITE_CORRUPT: (
        "D06",
        "the database is damaged",
        "move it away; the next push finds what is there",
    ),
    sqlite3.SQLITE_NOTADB: ("D06", "this file is no database", "name another: database = …"),
}
# PostgreSQL's SQLSTATE by its first characters, the longest that fits.
_POSTGRES = {
    "42501": ("D04", "this user may not do that in the database", "grant it the rights on its schema"),
    "42P01": ("D08", "the database is not set up", "run `onek migrate`"),
    "25006": ("D04", "the database can only be read", "name its main server: database = …"),
    "53100": ("D05", "the database's disk is full", "make room; nothing half-written was kept"),
    "53": ("D09", "the database has no room for another connection", "try again later"),
    "55P03": ("D03", "another program holds the database", "try again when it is done"),
}
_UNREACHED = ("D09", "the database does not answer", "look whether it runs, and at database = …")


@contextmanager
def plainly(place: str) -> Iterator[None]:
    """Turns what a driver raises into a StoreError; `place` is where the database is, without a password.

    What is a mistake of ours (a wrong statement, a value that does not fit) passes as it is.
    """
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        # The driver's text may hold values, so it is not chained.
        if said := _said(error):
            code, what, now = said
            raise StoreError(Finding(code, what, now, Place(place))) from None
        raise


def _said(error: DBAPIError | sqlite3.Error) -> tuple[str, str, str] | None:
    driver = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(driver, sqlite3.Error):
        return _SQLITE.get(getattr(driver, "sqlite_errorcode", 0) & 0xFF)  # the module's own have none
    state = getattr(driver, "sqlstate", None)
    if state is None:  # the connection did not come about, or broke
        return _unreached(str(driver)) if _is_operational(driver) else None
    fitting = [prefix for prefix in _POSTGRES if state.startswith(prefix)]
    if fitting:
        return _POSTGRES[max(fitting, key=len)]
    return _UNREACHED if state.startswith(("08", "57P")) else None


def _unreached(words: str) -> tuple[str, str, str]:
    """While connecting, libpq gives no code, only words; a server's own begin with FATAL, a refusal."""
    _, is_refused, why = words.partition("FATAL:")
    if not is_refused:
        return _UNREACHED
    return "D09", f"the database server refuses: {why.strip().splitlines()[0]}", "look at database = …"


def _is_operational(driver: BaseException | None) -> bool:
    """Whether it is what PEP 249 calls operational: nothing that the statement is to blame for."""
    return any(kind.__name__ == "OperationalError" for kind in type(driver).__mro__)
