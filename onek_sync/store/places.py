"""Places: at which address and account a target was when its ledger was written."""

from sqlalchemy import ColumnElement, delete, select

from onek_sync.store.database import Database
from onek_sync.store.schema import places
from onek_sync.store.words import Spot as Spot


class Places:
    """The places of every athlete's targets."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, athlete: str, target: str) -> Spot | None:
        """Where a target was; None where nobody knows."""
        asked = select(places.c.address, places.c.who).where(_whose(athlete, target))
        with self._database.reading() as connection:
            row = connection.execute(asked).first()
        return Spot(row.address, row.who) if row else None

    def put(self, athlete: str, target: str, spot: Spot) -> None:
        """It is there now."""
        row = {"athlete": athlete, "target": target, "address": spot.address, "who": spot.who}
        self._database.put(places, row)

    def forget(self, athlete: str, target: str) -> None:
        """It is nowhere any more."""
        with self._database.writing() as connection:
            connection.execute(delete(places).where(_whose(athlete, target)))


def _whose(athlete: str, target: str) -> ColumnElement[bool]:
    return (places.c.athlete == athlete) & (places.c.target == target)
