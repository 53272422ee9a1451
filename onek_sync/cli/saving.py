"""Writing a plan's file: a person at a terminal is asked before another one is overwritten."""

import sys
from pathlib import Path

import typer


def save(path: Path, text: str, *, force: bool) -> None:
    """Write it; Abort where the person says no."""
    from onek_sync.app import saving

    if not force and saving.is_in_the_way(path, text) and sys.stdin.isatty():
        force = typer.confirm(f"{path} is there already. Overwrite it?", abort=True, err=True)
    saving.save(path, text, overwrite=force)
