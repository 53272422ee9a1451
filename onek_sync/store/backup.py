"""A backup: every row as a line of JSON, from either database into either.

The first line says what it is, the last how many rows came before it, so that half a backup is known
for one. Leases and the request budget are of the moment and stay out. Secrets are in it sealed as they
are in the database; those in files and in the keyring are not.
"""

import errno
import json
import os
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, TextIO

from sqlalchemy import Connection, Date, LargeBinary, Table, delete, insert, select
from sqlalchemy.exc import CompileError, DataError, IntegrityError

from onek_sync.model.errors import Finding, Place, StoreError
from onek_sync.store.columns import Moment
from onek_sync.store.database import Database
from onek_sync.store.schema import VERSION, metadata
from onek_sync.store.words import FULL

_TABLES = {name: table for name, table in metadata.tables.items() if name not in {"leases", "rate"}}
_BATCH = 500  # rows
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)  # in a folder of others, what is half written leads nowhere else


def write_backup(database: Database, file: Path) -> int:
    """Write a new file that only its owner reads; the number of rows. The tables are of one moment."""
    part = file.with_name(f".{file.name}.part")
    try:
        if os.path.lexists(file):
            raise FileExistsError(errno.EEXIST, "there is one already")
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _NO_LINK, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as stream, database.reading() as connection:
            count = _write(stream, connection)
            os.fsync(handle)
        part.rename(file)
    except OSError as error:
        part.unlink(missing_ok=True)
        what = f"the backup cannot be written ({error.strerror})"
        raise StoreError(Finding("D30", what, "name another file", Place(str(file)))) from error
    return count


def _write(stream: TextIO, connection: Connection) -> int:
    count = 0
    stream.write(f"{json.dumps({'onek': 'backup', 'version': VERSION})}\n")
    for line in _lines(connection):
        stream.write(f"{line}\n")
        count += 1
    stream.write(f"{json.dumps({'rows': count})}\n")
    stream.flush()
    return count


def read_backup(database: Database, file: Path, *, replace: bool = False) -> int:
    """Put a backup's rows into the database, all or none; their number.

    What the database remembers already is refused, or with `replace` forgotten.
    """
    with database.writing() as connection:
        if replace:
            for table in metadata.sorted_tables:
                connection.execute(delete(table))
        elif any(connection.execute(select(table).limit(1)).first() for table in _TABLES.values()):
            what, now = "the database remembers something already", "name an empty one, or replace it"
            raise StoreError(Finding(FULL, what, now, Place(database.place)))
        count = 0
        for table, rows in _batches(_rows(file)):
            try:
                connection.execute(insert(table), rows)
            except (IntegrityError, DataError, CompileError):
                raise _damaged(file) from None
            count += len(rows)
    return count


def _lines(connection: Connection) -> Iterator[str]:
    for name, table in _TABLES.items():
        # Ids that the database gave are given anew: only their order means something.
        columns = [column for column in table.columns if column is not table.autoincrement_column]
        for row in connection.execute(select(*columns).order_by(*table.primary_key)).mappings():
            yield json.dumps({"table": name, "row": {key: _said(value) for key, value in row.items()}})


def _rows(file: Path) -> Iterator[tuple[Table, dict[str, Any]]]:
    """The rows of a backup that is whole and of our version or an older one."""
    try:
        with file.open(encoding="utf-8") as stream:
            head = json.loads(stream.readline())
            if head.get("onek") != "backup" or head["version"] > VERSION:
                raise _unread(file, "is no backup that this onek can read", "install a newer onek-sync")
            for count, line in enumerate(map(json.loads, stream)):
                if "rows" in line:
                    if line["rows"] == count and not stream.readline():
                        return
                    break
                table = _TABLES[line["table"]]
                yield table, {key: _read(table, key, value) for key, value in line["row"].items()}
    except OSError as error:
        raise _unread(file, f"cannot be read ({error.strerror})", "look at its path") from error
    except (ValueError, KeyError, TypeError, AttributeError):
        raise _damaged(file) from None
    raise _unread(file, "is cut off or was changed", "take another")


def _batches(
    rows: Iterable[tuple[Table, dict[str, Any]]],
) -> Iterator[tuple[Table, list[dict[str, Any]]]]:
    last, batch = None, list[dict[str, Any]]()
    for table, row in rows:
        if batch and (table is not last or len(batch) == _BATCH):
            assert last is not None
            yield last, batch
            batch = []
        last = table
        batch.append(row)
    if last is not None:
        yield last, batch


def _said(value: object) -> object:
    match value:
        case date():  # a datetime, too
            return value.isoformat()
        case bytes() | memoryview():
            return b64encode(value).decode()
        case _:
            return value


def _read(table: Table, key: str, value: Any) -> Any:
    kind = table.columns[key].type
    if value is None:
        return None
    if isinstance(kind, Moment):
        return datetime.fromisoformat(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    return b64decode(value, validate=True) if isinstance(kind, LargeBinary) else value


def _damaged(file: Path) -> StoreError:
    return _unread(file, "is no backup of onek's, or damaged", "take another")


def _unread(file: Path, what: str, now: str) -> StoreError:
    return StoreError(Finding("D32", f"the file {what}; nothing was restored", now, Place(str(file))))
