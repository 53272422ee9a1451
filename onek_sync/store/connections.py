"""Connections: which account stands behind a target. What proves it lies with the secrets."""

from sqlalchemy import delete, select

from onek_sync.store.database import Database
from onek_sync.store.schema import connections
from onek_sync.store.words import Connection as Connection


class Connections:
    """The connections of every athlete."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, athlete: str) -> tuple[Connection, ...]:
        """An athlete's, by target."""
        columns = [connections.c[name] for name in Connection.__slots__]
        asked = select(*columns).where(connections.c.athlete == athlete).order_by(connections.c.target)
        with self._database.reading() as connection:
            return tuple(Connection(**row) for row in connection.execute(asked).mappings())

    def put(self, athlete: str, made: Connection) -> None:
        """Remember it, instead of what was known of its target."""
        row = {name: getattr(made, name) for name in Connection.__slots__}
        self._database.put(connections, {"athlete": athlete, **row})

    def remove(self, athlete: str, target: str) -> None:
        """It is no more."""
        it = (connections.c.athlete == athlete) & (connections.c.target == target)
        with self._database.writing() as connection:
            connection.execute(delete(connections).where(it))
