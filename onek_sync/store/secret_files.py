"""Secrets in files that only their owner reads: 0600, in a folder of mode 0700."""

import errno
import os
import stat
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from urllib.parse import quote

from onek_sync.model.errors import Finding, Place, StoreError
from onek_sync.store.locks import locked

_LARGEST = 1 << 20  # bytes
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)  # a pipe would hold us up
_POSIX = os.name == "posix"


class FileSecrets:
    """One file for each name in `folder`; `files` names those that lie elsewhere, where the athlete said."""

    def __init__(self, folder: Path, athlete: str, files: Mapping[str, Path] | None = None) -> None:
        self._folder = folder
        self._athlete = athlete
        self._files = dict(files or {})

    def get(self, name: str) -> str | None:
        """The secret, or None. A file that others may read is mended, one of another person's refused."""
        file = self._file(name)
        with _said(file):
            try:
                handle = os.open(file, os.O_RDONLY | _NO_LINK | _NO_WAIT)
            except FileNotFoundError:
                return None
            try:
                return _read(handle, file)
            finally:
                os.close(handle)

    def put(self, name: str, value: str) -> None:
        """Keep it instead of what was kept; a crash leaves the one or the other."""
        file = self._file(name)
        with _said(file):
            self._check_place(file)
            handle, new = tempfile.mkstemp(prefix=_beginning(file), dir=file.parent)  # 0600, O_EXCL
            try:
                with os.fdopen(handle, "wb") as stream:
                    stream.write(value.encode())
                    stream.flush()
                    os.fsync(handle)
                Path(new).replace(file)
            except BaseException:
                Path(new).unlink(missing_ok=True)
                raise

    def delete(self, name: str) -> None:
        """It is no more, nor is what a killed `put` left."""
        file = self._file(name)
        with _said(file):
            file.unlink(missing_ok=True)
            for left in file.parent.glob(f"{_beginning(file)}*"):
                left.unlink(missing_ok=True)

    def lock(self, name: str) -> AbstractContextManager[None]:
        """One process at a time."""
        file = self._file(name)
        with _said(file):
            self._check_place(file)
        return locked(file.with_name(f"{file.name}.lock"))

    def _file(self, name: str) -> Path:
        return self._files.get(name) or self._folder / f"{_quoted(name)}@{_quoted(self._athlete)}"

    def _check_place(self, file: Path) -> None:
        """A sound file, or none, in a folder that only its owner enters."""
        if file.parent == self._folder:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            found = self._folder.lstat()
            if not stat.S_ISDIR(found.st_mode) or (_POSIX and found.st_uid != os.geteuid()):
                raise _refused(self._folder, "is a link, or belongs to another person")
            if _POSIX and stat.S_IMODE(found.st_mode) != 0o700:
                self._folder.chmod(0o700)
        if os.path.lexists(file):
            _check(file.lstat(), file)


def _read(handle: int, file: Path) -> str:
    found = os.fstat(handle)
    _check(found, file)
    if _POSIX and stat.S_IMODE(found.st_mode) != 0o600:
        os.fchmod(handle, 0o600)
    return os.read(handle, _LARGEST).decode()


def _check(found: os.stat_result, file: Path) -> None:
    if stat.S_ISLNK(found.st_mode):
        raise _refused(file, "is a link to another place")
    if not stat.S_ISREG(found.st_mode):
        raise _refused(file, "is no file")
    if _POSIX and found.st_uid != os.geteuid():
        raise _refused(file, "belongs to another person")


def _refused(file: Path, why: str) -> StoreError:
    now = "remove it, and connect again"
    return StoreError(Finding("D21", f"a login's file {why}", now, Place(str(file))))


def _beginning(file: Path) -> str:
    """How the name of a file begins that is not yet whole."""
    return f".{file.name}."


def _quoted(text: str) -> str:
    return quote(text, safe="", errors="surrogatepass")


@contextmanager
def _said(file: Path) -> Iterator[None]:
    try:
        yield
    except UnicodeDecodeError:
        raise _refused(file, "is not in UTF-8") from None
    except OSError as error:
        if error.errno == errno.ELOOP:  # what O_NOFOLLOW says
            raise _refused(file, "is a link to another place") from None
        what = f"a login's file cannot be used ({error.strerror})"
        now = "look at its folder, its permissions and the room on the disk"
        raise StoreError(Finding("D21", what, now, Place(str(file)))) from error
