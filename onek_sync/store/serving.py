"""One server at a database: by a lock that dies with its process, so that no restart finds itself locked out.

In SQLite a lock of the system on a file beside the database; in PostgreSQL one of the session, which the
server lets go of when the process dies, and within a minute when its machine does.
"""

import os
import platform
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from io import FileIO
from pathlib import Path

from filelock import lock_descriptor
from sqlalchemy import Connection, text

from onek_sync.model.errors import Finding, Place, StoreError
from onek_sync.store.database import Database
from onek_sync.store.faults import plainly

SERVED = "D12"
"""The code of the finding that another process serves."""
_LONGEST = 63  # bytes of PostgreSQL's application_name
_KEY = 7301001  # ours alone, beside that of a migration; the schema makes the other half
_TRIES = 20  # a tenth of a second apart
_SET_UP = {
    "tcp_keepalives_idle": "30",  # seconds; else the lock of a machine without power is held for two hours
    "tcp_keepalives_interval": "10",
    "tcp_keepalives_count": "3",
    "idle_session_timeout": "0",  # the session has nothing to say, and is meant to last
}
_SET = text("SELECT set_config(:name, :value, false) FROM pg_settings WHERE name = :name")
_TRY = text("SELECT pg_try_advisory_lock(:key, hashtext(current_schema()))").bindparams(key=_KEY)
_WHO = text(
    "SELECT application_name FROM pg_stat_activity JOIN pg_locks USING (pid) "
    "WHERE locktype = 'advisory' AND granted AND classid = :key "
    "AND objid::bigint = hashtext(current_schema())::bigint & 4294967295 "
    "AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
).bindparams(key=_KEY)


@contextmanager
def serving(database: Database, now: datetime) -> Iterator[None]:
    """Serve alone, while in the `with`. Raises StoreError with the code SERVED where another does."""
    me = f"process {os.getpid()} on {platform.node()[:16]}, since {now:%Y-%m-%d %H:%M} UTC"
    with (_by_file if database.is_sqlite else _by_session)(database, me):
        yield


@contextmanager
def _by_file(database: Database, me: str) -> Iterator[None]:
    """Beside the real file, whatever it was called by. It stays: to delete a lock file is how locks fail."""
    file = Path(f"{Path(database.place).resolve()}-serving")
    with _opened(file) as lock:
        if not _is_locked(lock, file):
            raise _served(lock.read(_LONGEST).decode(errors="replace"), database)
        with suppress(OSError):  # on a full disk it is locked all the same
            lock.truncate(0)
            lock.write(me.encode())
        yield


def _is_locked(lock: FileIO, file: Path) -> bool:
    """Whether it could be had."""
    try:
        return lock_descriptor(lock.fileno(), blocking=False)
    except OSError as error:
        what = f"cannot be locked ({error.strerror})"
        now = "let the database lie on a disk of this machine: database = …"
        raise StoreError(Finding("D02", what, now, Place(str(file)))) from error


def _opened(file: Path) -> FileIO:
    try:
        return os.fdopen(os.open(file, os.O_CREAT | os.O_RDWR, 0o600), "r+b", buffering=0)
    except OSError as error:
        what = f"cannot be opened ({error.strerror})"
        raise StoreError(Finding("D02", what, "look at its permissions", Place(str(file)))) from error


@contextmanager
def _by_session(database: Database, me: str) -> Iterator[None]:
    with plainly(database.place):
        session = database.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        session.detach()  # to be closed at the end, and not to be lent to others with its lock
    try:
        with plainly(database.place):
            for name, value in {**_SET_UP, "application_name": me}.items():
                session.execute(_SET, {"name": name, "value": value})
            if not _is_had(session):
                raise _served(session.scalar(_WHO), database)
        yield
    finally:
        session.close()


def _is_had(session: Connection) -> bool:
    """Whether the lock could be had: a session that ended just now holds it for a moment still."""
    for _ in range(_TRIES):
        if session.scalar(_TRY):
            return True
        time.sleep(0.1)
    return False


def _served(who: str | None, database: Database) -> StoreError:
    what = f"another `onek serve` is at this database{f' ({who})' if who else ''}"
    now = "stop it first, or name another: database = …"
    return StoreError(Finding(SERVED, what, now, Place(database.place)))
