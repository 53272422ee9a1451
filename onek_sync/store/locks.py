"""One process at a time, by a lock file; the system lets go of it when a process dies."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from onek_sync.model.errors import Finding, Place, StoreError

_PATIENCE = 60.0  # seconds; a token is renewed with one request


@contextmanager
def locked(file: Path, patience: float = _PATIENCE) -> Iterator[None]:
    """Alone, while in the `with`. The file stays: to delete a lock file is how locks fail."""
    try:
        with FileLock(file, timeout=patience, mode=0o600):
            yield
    except Timeout:
        what, now = "another process has been changing this login for a while", "try again when it is done"
        raise StoreError(Finding("D20", what, now, Place(str(file)))) from None
