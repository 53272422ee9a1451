"""The store: one database, and what is remembered in it, by subject."""

from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from types import TracebackType

from onek_sync.store.backup import read_backup, write_backup
from onek_sync.store.budget import Budget
from onek_sync.store.connections import Connections
from onek_sync.store.database import Database
from onek_sync.store.feeds import Feeds, Links
from onek_sync.store.history import History
from onek_sync.store.jobs import Jobs
from onek_sync.store.leases import Lease, Leases
from onek_sync.store.ledger import StoredLedger
from onek_sync.store.notices import Notices
from onek_sync.store.pauses import Pauses
from onek_sync.store.places import Places
from onek_sync.store.revisions import Revisions


class Store:
    """What outlives a process. Each call is committed when it returns; each may raise StoreError."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.pauses = Pauses(database)
        self.budget = Budget(database)
        self.history = History(database)
        self.jobs = Jobs(database)
        self.notices = Notices(database)
        self.connections = Connections(database)
        self.revisions = Revisions(database)
        self.places = Places(database)
        self.leases = Leases(database)
        self.links = Links(database)
        self.feeds = Feeds(database)

    def ledger(self, athlete: str, target: str) -> StoredLedger:
        """What we created at this target for this athlete."""
        return StoredLedger(self.database, athlete, target)

    def lease(self, athlete: str, target: str, now: datetime) -> AbstractContextManager[Lease]:
        """The right to work at a target alone, while in the `with`; call `renew` before each request.

        Raises StoreError with the code BUSY where another process has it. That of a process that
        is dead, or silent for five minutes, is taken over.
        """
        return self.leases.hold(athlete, target, now)

    def backup(self, file: Path) -> int:
        """Write all that is remembered into a new file; the number of rows. See `store.backup`."""
        return write_backup(self.database, file)

    def restore(self, file: Path, *, replace: bool = False) -> int:
        """Remember what a backup of either database holds, all or nothing; the number of rows.

        Refused where something is remembered already, unless it may be replaced.
        """
        return read_backup(self.database, file, replace=replace)

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
