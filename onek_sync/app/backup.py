"""The database: brought up to date, copied into a file, and filled from one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from onek_sync.app.project import Project
from onek_sync.app.services import World
from onek_sync.model.errors import StoreError
from onek_sync.store import FULL, place_of_secrets


@dataclass(frozen=True)
class Kept:
    """A backup that was written or read: its rows, and whether it holds the logins (sealed) or not."""

    file: Path
    rows: int
    place: str

    @property
    def with_logins(self) -> bool:
        """Logins in the keyring or in files are not in the database."""
        return self.place == "sealed"


def migrate(project: Project) -> tuple[str, str]:
    """Bring the database to this version; its version before, "" for a new one, and after."""
    from onek_sync.store import migrate as brought

    return brought(project.settings.database, project.folder)


def backup(world: World, file: Path, environ: Mapping[str, str]) -> Kept:
    """Write all that is remembered into a new file. Raises StoreError where there is one."""
    return Kept(file, world.store.backup(file), place_of_secrets(environ))


def restore(world: World, file: Path, environ: Mapping[str, str], *, force: bool = False) -> Kept:
    """Remember what a backup holds. What is remembered already is refused, or with `force` forgotten."""
    try:
        rows = world.store.restore(file, replace=force)
    except StoreError as error:
        if error.findings[0].code != FULL:
            raise
        now = "`onek restore --force` forgets that"
        raise StoreError(replace(error.findings[0], now=now)) from None
    return Kept(file, rows, place_of_secrets(environ))
