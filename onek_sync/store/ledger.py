"""The ledger: what we created at one target for one athlete."""

import json
from typing import Any

from sqlalchemy import RowMapping, delete, select

from onek_sync.model.target import Entry, Intent, Op, State
from onek_sync.store.database import Database
from onek_sync.store.schema import ledger


class StoredLedger:
    """See `model.target.Ledger`."""

    def __init__(self, database: Database, athlete: str, target: str) -> None:
        self._database = database
        self._whose = {"athlete": athlete, "target": target}
        self._mine = (ledger.c.athlete == athlete) & (ledger.c.target == target)

    def entries(self) -> tuple[Entry, ...]:
        """All that is known, by plan and slot."""
        asked = select(ledger).where(self._mine).order_by(ledger.c.plan, ledger.c.slot)
        with self._database.reading() as connection:
            return tuple(_entry(row) for row in connection.execute(asked).mappings())

    def put(self, entry: Entry) -> None:
        """Remember this, instead of what was known of its plan and slot."""
        self._database.put(ledger, {**self._whose, **_row(entry)})

    def forget(self, plan: str, slot: str) -> None:
        """It is no more."""
        it = self._mine & (ledger.c.plan == plan) & (ledger.c.slot == slot)
        with self._database.writing() as connection:
            connection.execute(delete(ledger).where(it))


def _row(entry: Entry) -> dict[str, Any]:
    intent = entry.intent
    return {
        "plan": entry.plan,
        "slot": entry.slot,
        "key": entry.key,
        "id": entry.id,
        "day": entry.day,
        "digest": entry.digest,
        "version": entry.version,
        "parts": json.dumps(dict(entry.parts), ensure_ascii=False, sort_keys=True),
        "state": entry.state.value,
        "op": intent and intent.op.value,
        "op_at": intent and intent.at,
        "op_day": intent and intent.day,
        "op_digest": intent and intent.digest,
    }


def _entry(row: RowMapping) -> Entry:
    return Entry(
        plan=row["plan"],
        slot=row["slot"],
        key=row["key"],
        id=row["id"],
        day=row["day"],
        digest=row["digest"],
        version=row["version"],
        parts=json.loads(row["parts"]),
        state=State(row["state"]),
        intent=_intent(row),
    )


def _intent(row: RowMapping) -> Intent | None:
    if row["op"] is None:
        return None
    return Intent(Op(row["op"]), row["op_at"], row["op_day"], row["op_digest"])
