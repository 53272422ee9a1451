"""What is remembered: the ledger and all else that must outlive a process, in SQLite or PostgreSQL.

`open_store(url, folder)` gives the Store, `open_secrets(store, environ)` the Secrets. Libraries are loaded
only when these are called: a command that remembers nothing pays for nothing.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from onek_sync.model.target import Secrets
from onek_sync.store.words import BUSY, FULL, LOST, ME, Connection, Event, Pause

if TYPE_CHECKING:
    from onek_sync.store.leases import Lease as Lease
    from onek_sync.store.store import Store as Store

__all__ = [
    "BUSY",
    "FULL",
    "LOST",
    "ME",
    "Connection",
    "Event",
    "Pause",
    "migrate",
    "open_secrets",
    "open_store",
    "place_of_secrets",
    "secret_of",
]


def open_store(url: str, folder: Path) -> "Store":
    """The database at `url`, ready for use; close it, or use it in a `with`.

    `sqlite:///onek.db`: a file, below `folder` where its path is relative, made and brought up to date as
    needed. `postgresql+psycopg://user@host/name`: brought up to date by `migrate` alone.
    Raises StoreError.
    """
    from onek_sync.store.opening import open_store as opened

    return opened(url, folder)


def migrate(url: str, folder: Path) -> tuple[str, str]:
    """Bring a database up to date; its version before ("" for an empty one) and after. Raises StoreError."""
    from onek_sync.store.opening import migrate as migrated

    return migrated(url, folder)


def open_secrets(
    store: "Store",
    environ: Mapping[str, str],
    athlete: str = ME,
    files: Mapping[str, Path] | None = None,
) -> Secrets:
    """Where an athlete's tokens lie. `files`: those that lie in a file of the athlete's own, by target.

    In the database, sealed, where ONEK_KEY holds a key; else in the desktop's keyring where there is one;
    else in files that only their owner reads. ONEK_SECRETS says otherwise: "sealed", "keyring" or "files".
    Raises StoreError, here and in every call.
    """
    from onek_sync.store.secrets import open_secrets as opened

    return opened(store, environ, athlete, files or {})


def place_of_secrets(environ: Mapping[str, str]) -> str:
    """The place that `open_secrets` chooses: "sealed", "keyring" or "files"; anything else fails there."""
    from onek_sync.store.secrets import place_of_secrets as chosen

    return chosen(environ)


def secret_of(name: str, environ: Mapping[str, str], folder: Path) -> str:
    """The secret of a setting that gives it by its name: env:NAME, keyring:NAME or file:PATH.

    A relative path is below `folder`. Raises SettingsError, which never repeats what may be the secret.
    """
    from onek_sync.store.named_secrets import secret_of as found

    return found(name, environ, folder)
