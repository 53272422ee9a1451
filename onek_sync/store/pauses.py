"""Pauses: which service asked us to wait until when, so that a restart does not hammer it."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, select

from onek_sync.store.database import Database
from onek_sync.store.schema import pauses
from onek_sync.store.words import Pause as Pause

_LONGEST = timedelta(days=2)
"""No service is left alone for longer than a day; what is farther away was written by a wrong clock."""


class Pauses:
    """The pauses of every athlete's targets."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, athlete: str, target: str, now: datetime) -> Pause | None:
        """The pause that a target is in, None where there is none or it is over."""
        stands = (pauses.c.until > now) & (pauses.c.until <= now + _LONGEST)
        asked = select(pauses.c.until, pauses.c.reason).where(_whose(athlete, target), stands)
        with self._database.reading() as connection:
            row = connection.execute(asked).first()
        return Pause(row.until, row.reason) if row else None

    def put(self, athlete: str, target: str, pause: Pause) -> None:
        """Let a target rest."""
        row = {"athlete": athlete, "target": target, "until": pause.until, "reason": pause.reason}
        self._database.put(pauses, row)

    def end(self, athlete: str, target: str) -> None:
        """Let it rest no more: a new login, or a person who knows better."""
        with self._database.writing() as connection:
            connection.execute(delete(pauses).where(_whose(athlete, target)))


def _whose(athlete: str, target: str) -> ColumnElement[bool]:
    return (pauses.c.athlete == athlete) & (pauses.c.target == target)
