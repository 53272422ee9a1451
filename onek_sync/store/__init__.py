"""What is remembered: the ledger and all else that must outlive a process, in SQLite or PostgreSQL.

`open_store(url, folder)` gives the Store, `open_secrets(…)` the Secrets. Both load their libraries only
when they are called: a command that remembers nothing pays for nothing.
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onek_sync.store.leases import Lease as Lease
    from onek_sync.store.store import Store as Store

ME = "me"  # the athlete, where there is one


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
