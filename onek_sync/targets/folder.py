"""A folder that holds any exporter's files: a shared drive, or a watch on a cable.

What is ours there stands in a manifest; no other file is looked at or touched. A watch empties its folder
`NewFiles` when it is unplugged: a file that is gone from there was taken, not deleted.
"""

import errno
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from pydantic import BaseModel

from onek_sync.model.errors import Finding, Place, Refused, Unreachable, Unsure, Waiting
from onek_sync.model.exchange import Artifact
from onek_sync.model.target import Entry, Limits, Listing, Placing, Remote, Tools, Wanted, Window
from onek_sync.settings.targets import FolderTarget
from onek_sync.targets.kind import Kind
from onek_sync.targets.manifest import Content, Manifest, Row, is_name, replace_file, sha256_of, sweep

MANIFEST = ".onek.json"
TAKEN_FROM = "newfiles"
"""The name, in small letters, of the folder that a watch empties."""
_UNPLUGGED = {errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.EIO}
"""What a disk says that was pulled out."""


class Folder:
    """The four verbs on a folder. An object's id is its file's name, its version the hash of its bytes."""

    limits = Limits(joined=True)

    def __init__(self, name: str, path: Path, format: str) -> None:
        self.name = name
        self.format = format
        self._path = path
        self._taken = path.name.lower() == TAKEN_FROM
        # A watch would take the manifest too, so there it stands beside the folder.
        self._beside = path.parent if self._taken else path
        self._manifest = Manifest(self._beside / MANIFEST)

    def digest(self, artifact: Artifact) -> str:
        """Of all bytes: a file is kept as it is."""
        return hashlib.sha256(artifact.body).hexdigest()[:8]

    def list(self, window: Window, known: Sequence[Entry]) -> Listing:
        """What the manifest names; without one, what is known and still there."""
        with self._there():
            sweep(self._path)
            sweep(self._beside)
            rows = self._manifest.rows()
            remotes = [remote for row in rows.values() if (remote := self._seen(row))]
            unnamed = [entry for entry in known if entry.id and entry.id not in rows]
            remotes += [remote for entry in unnamed if (remote := self._remembered(entry))]
        shown = {remote.id for remote in remotes}
        return Listing(tuple(remotes), frozenset(entry.id for entry in known if entry.id not in shown))

    def create(self, new: Sequence[Placing]) -> Iterator[Remote]:
        """Write them. A file of somebody else's that is in the way is refused."""
        for placing in new:
            name = _name(placing.wanted, placing.slot)
            self._free(name, placing.plan, placing.slot, placing.wanted)
            yield self._write(name, placing.plan, placing.slot, placing.wanted)

    def update(self, remote: Remote, wanted: Wanted) -> Iterator[Remote]:
        """Write the new file; then the old one goes, where its name was another."""
        name = _name(wanted, remote.slot)
        self._as_seen(remote)
        if name != remote.id:
            self._free(name, remote.plan, remote.slot, wanted)
        yield self._write(name, remote.plan, remote.slot, wanted)
        if name != remote.id:
            self._remove(remote.id)

    def delete(self, remote: Remote) -> Iterator[Remote]:
        """Take the file away. What a watch has taken cannot be had back."""
        self._as_seen(remote)
        self._remove(remote.id)
        yield from ()

    def _seen(self, row: Row) -> Remote | None:
        """The file of a row as it is; None where there is none."""
        found = sha256_of(self._path / row.name)
        if found is None:
            taken = row.before if row.writing else row.says
            return _remote(row, taken, taken.sha256) if self._taken and taken else None
        says = row.before if row.before and found == row.before.sha256 else row.says
        return _remote(row, says, found)

    def _remembered(self, entry: Entry) -> Remote | None:
        """A file that only the ledger knows: the manifest was lost."""
        found = sha256_of(self._path / entry.id) if is_name(entry.id) else None
        if found is None or entry.day is None:
            return None
        says = Content(day=entry.day, digest=entry.digest, sha256=entry.version)
        return _remote(Row(name=entry.id, plan=entry.plan, slot=entry.slot, says=says), says, found)

    def _free(self, name: str, plan: str, slot: str, wanted: Wanted) -> None:
        """Nothing of somebody else's stands there, nor of another plan; else Refused."""
        with self._there():
            row, found = self._manifest.rows().get(name), sha256_of(self._path / name)
        if row:
            whose = "" if (row.plan, row.slot) == (plan, slot) else f"for the plan {row.plan}"
        else:
            whose = "" if found == _content(wanted).sha256 else "and is none of ours"
        if found and whose:
            what = f"{name} is there already, {whose}"
            raise Refused(Finding("folder.taken", what, "move it away", Place(str(self._path))))

    def _as_seen(self, remote: Remote) -> None:
        """The file is what it was when we looked, or gone; else Unsure."""
        with self._there():
            found = sha256_of(self._path / remote.id)
        if found not in {None, remote.version}:
            what = f"{remote.id} was changed there just now"
            raise Unsure(Finding("folder.changed", what, "run onek push again", Place(str(self._path))))

    def _write(self, name: str, plan: str, slot: str, wanted: Wanted) -> Remote:
        """The row first: killed in between, the next one knows that the file is ours."""
        with self._there():
            says, old = _content(wanted), self._manifest.rows().get(name)
            row = Row(
                name=name, plan=plan, slot=slot, says=says, before=old.says if old else None, writing=True
            )
            self._manifest.put(row)
            replace_file(self._path / name, wanted.artifact.body)
            done = row.model_copy(update={"before": None, "writing": False})
            self._manifest.put(done)
        return _remote(done, says, says.sha256)

    def _remove(self, name: str) -> None:
        with self._there():
            (self._path / name).unlink(missing_ok=True)
            self._manifest.drop(name)

    @contextmanager
    def _there(self) -> Iterator[None]:
        """The folder is there and can be used, or the error says what is the matter with it."""
        try:
            if not self._path.is_dir():
                self._make()
            yield
        except (FileExistsError, NotADirectoryError):
            what, now = "this is no folder", "write another path in onek.toml, or move it away"
            raise Unreachable(Finding("folder.none", what, now, Place(str(self._path)))) from None
        except OSError as error:
            if error.errno in _UNPLUGGED and not self._path.is_dir():
                raise self._waiting() from None
            what = f"the folder cannot be used ({error.strerror})"
            now = "look at its permissions and the space on it"
            raise Unreachable(Finding("folder.unusable", what, now, Place(str(self._path)))) from error

    def _make(self) -> None:
        """A folder of the athlete's is made below one that is there; a watch's comes with the watch."""
        away = not self._path.exists()
        if away and (self._taken or self._path.is_symlink()):  # a link to a stick that is not there
            raise self._waiting()
        try:
            self._path.mkdir()
        except FileNotFoundError:
            raise self._waiting() from None

    def _waiting(self) -> Waiting:
        what = f"waiting for {'the watch' if self._taken else 'the folder'}"
        now = f"plug it in, so that {self._path} is there"
        return Waiting(Finding("folder.waiting", what, now))


def _name(wanted: Wanted, slot: str) -> str:
    """The exporter's file name, with the slot in place of the session's key where they differ."""
    stem, dot, suffix = wanted.artifact.name.rpartition(".")
    if not stem.endswith(wanted.key):
        return wanted.artifact.name
    return f"{stem.removesuffix(wanted.key)}{slot}{dot}{suffix}"


def _content(wanted: Wanted) -> Content:
    sha256 = hashlib.sha256(wanted.artifact.body).hexdigest()
    return Content(day=wanted.day, digest=wanted.digest, sha256=sha256, title=wanted.title)


def _remote(row: Row, says: Content, found: str) -> Remote:
    return Remote(
        plan=row.plan,
        slot=row.slot,
        id=row.name,
        day=says.day,
        digest=says.digest,
        version=found,
        touched=found != says.sha256,
        title=says.title,
    )


def _open(name: str, settings: BaseModel, tools: Tools) -> Folder:
    said = cast(FolderTarget, settings)
    return Folder(name, tools.folder / Path(said.path).expanduser(), said.format)


KIND = Kind(name="folder", settings=FolderTarget, open=_open)
