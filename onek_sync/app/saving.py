"""A plan's file is written unless something else would be lost."""

from pathlib import Path

from onek_sync.model.errors import Finding, OnekError
from onek_sync.planning.file import save_text

__all__ = ["is_in_the_way", "save"]


def is_in_the_way(path: Path, text: str) -> bool:
    """Whether something else stands where the text would be written."""
    return path.exists() and not (path.is_file() and path.read_bytes() == text.encode())


def save(path: Path, text: str, *, overwrite: bool = False) -> None:
    """Write the text; a file with another content stays, unless it may be overwritten."""
    if is_in_the_way(path, text) and not overwrite:
        what, now = f"{path} is there already", "name another file with -o, or overwrite it with --force"
        raise OnekError(Finding("B16", what, now))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        what = f"{path} cannot be written ({error.strerror})"
        raise OnekError(Finding("B16", what, "name another file with -o")) from None
    save_text(path, text)
