"""Revisions: what a calendar's subscribers were last told of each event, so that a change counts one up."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from onek_sync.model.exchange import Revision
from onek_sync.store.database import Database
from onek_sync.store.schema import revisions


class Revisions:
    """The revisions of every athlete's events."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, athlete: str) -> dict[str, Revision]:
        """An athlete's, by uid."""
        asked = select(revisions).where(revisions.c.athlete == athlete)
        with self._database.reading() as connection:
            return {row.uid: Revision(row.sequence, row.changed) for row in connection.execute(asked)}

    def say(self, athlete: str, hashes: Mapping[str, str], now: datetime) -> dict[str, Revision]:
        """What each event says now, as a hash by uid: a new one starts at 0, a changed one counts up.

        Gives the revisions of these events. All or none is remembered.
        """
        with self._database.writing() as connection:
            for uid, said in sorted(hashes.items()):
                row = self._database.insert(revisions).values(
                    athlete=athlete, uid=uid, hash=said, sequence=0, changed=now
                )
                connection.execute(
                    row.on_conflict_do_update(
                        index_elements=[revisions.c.athlete, revisions.c.uid],
                        set_={"hash": said, "sequence": revisions.c.sequence + 1, "changed": now},
                        where=revisions.c.hash != said,
                    )
                )
        known = self.of(athlete)
        return {uid: known[uid] for uid in hashes}
