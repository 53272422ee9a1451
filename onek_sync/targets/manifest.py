"""The manifest of a folder: which files in it are ours, and what was written into each."""

import hashlib
import os
import re
import secrets
import stat
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, RootModel, StringConstraints, ValidationError

from onek_sync.model.errors import Finding, Place, Unreachable

# Whoever can write into the folder can write the list: a name leads nowhere else, and never to a hidden file.
_NAME = re.compile(r"\A[\w~][\w~.-]{0,199}\Z", re.ASCII)
_LARGEST = 1 << 24  # bytes of a list; a plan's is a thousandth of that
NO_FILE = "no file"
"""In place of a hash: a link, a folder, a pipe stands there."""


def is_name(text: str) -> bool:
    """Whether a file of ours may be called that: it leads to no other folder."""
    return bool(_NAME.match(text))


class Content(BaseModel):
    """What a file says: the session's day, the digest of what was to be said, the hash of its bytes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    day: date
    digest: str
    sha256: str
    title: str = ""


Name = Annotated[str, StringConstraints(pattern=_NAME)]


class Row(BaseModel):
    """A file of ours. While `writing`, it may still say what it said `before`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Name
    plan: Name
    slot: Name
    says: Content
    before: Content | None = None
    writing: bool = False


_Rows = RootModel[tuple[Row, ...]]
_PART = ".onek-part"


class Manifest:
    """The rows by file name, read anew each time: another process may have been here."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def rows(self) -> dict[str, Row]:
        """What is ours. Raises Unreachable where the file cannot be read or is none of ours."""
        try:
            found = self._path.lstat()
            sound = stat.S_ISREG(found.st_mode) and found.st_size <= _LARGEST
            rows = _Rows.model_validate_json(self._path.read_bytes() if sound else b"").root
        except FileNotFoundError:
            return {}
        except ValidationError:
            what, now = "this is no list of ours", "move it away; what is in the folder is then let be"
            raise Unreachable(Finding("folder.manifest", what, now, Place(str(self._path)))) from None
        return {row.name: row for row in rows}

    def put(self, row: Row) -> None:
        """Remember this of a file."""
        self._save({**self.rows(), row.name: row})

    def drop(self, name: str) -> None:
        """The file is ours no more."""
        rows = self.rows()
        if rows.pop(name, None):
            self._save(rows)

    def _save(self, rows: dict[str, Row]) -> None:
        listed = _Rows(tuple(rows[name] for name in sorted(rows)))
        replace_file(self._path, listed.model_dump_json(indent=1, exclude_defaults=True).encode() + b"\n")


def replace_file(path: Path, body: bytes) -> None:
    """Write a file whole or not at all: beside it first, then in its place."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}{_PART}")
    try:
        with beside.open("xb") as out:
            out.write(body)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def sweep(folder: Path) -> None:
    """Take away what a killed process of ours left half written, where that is allowed."""
    with suppress(OSError):
        for left in folder.glob(f".*{_PART}"):
            left.unlink(missing_ok=True)


def sha256_of(path: Path) -> str | None:
    """The hash of a file's bytes, hexadecimal; None where nothing is, NO_FILE where that is no file."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return NO_FILE
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None
