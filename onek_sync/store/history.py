"""The history: what happened at which target in the last year; what `onek status` shows."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select

from onek_sync.store.database import Database
from onek_sync.store.schema import history
from onek_sync.store.words import Event as Event

KEPT = timedelta(days=366)
"""How long an event is kept; the last push of a target for ever."""
_COLUMNS = [history.c[name] for name in Event.__slots__]


class History:
    """The history of every athlete."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, athlete: str, *events: Event) -> None:
        """Add events, all or none; what is too old by then goes."""
        if not events:
            return
        rows = [{"athlete": athlete, **_row(event)} for event in events]
        with self._database.writing() as connection:
            connection.execute(insert(history), rows)
            for target in {event.target for event in events}:
                _prune(connection, athlete, target, max(event.at for event in events) - KEPT)

    def recent(
        self, athlete: str, target: str, *, what: str | None = None, limit: int = 100
    ) -> tuple[Event, ...]:
        """The last events of a target, newest first; of one kind, or of any."""
        asked = select(*_COLUMNS).where(history.c.athlete == athlete, history.c.target == target)
        if what is not None:
            asked = asked.where(history.c.what == what)
        with self._database.reading() as connection:
            rows = connection.execute(asked.order_by(history.c.id.desc()).limit(limit))
            return tuple(Event(**row) for row in rows.mappings())

    def last_good(self, athlete: str, what: str) -> datetime | None:
        """When that went well last, at any target."""
        good = (history.c.athlete == athlete) & (history.c.what == what) & (history.c.result == "ok")
        asked = select(history.c.at).where(good).order_by(history.c.id.desc()).limit(1)
        with self._database.reading() as connection:
            return connection.scalar(asked)

    def counted(self, athlete: str) -> Mapping[tuple[str, str], int]:
        """How often what happened with which result, at all targets together."""
        kinds = history.c.what, history.c.result
        asked = select(*kinds, func.count()).where(history.c.athlete == athlete).group_by(*kinds)
        with self._database.reading() as connection:
            return {(what, result): many for what, result, many in connection.execute(asked)}


def _prune(connection: Connection, athlete: str, target: str, before: datetime) -> None:
    its = (history.c.athlete == athlete) & (history.c.target == target)
    last = select(func.max(history.c.id)).where(its, history.c.what == "push", history.c.key == "")
    kept = func.coalesce(last.scalar_subquery(), 0)
    connection.execute(delete(history).where(its, history.c.at < before, history.c.id != kept))


def _row(event: Event) -> dict[str, object]:
    row = {name: getattr(event, name) for name in Event.__slots__}
    return {**row, "counts": dict(event.counts)}
