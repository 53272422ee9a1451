"""Jobs: what is to be done by itself, and when next. A row, and so never a timer's memory."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import ColumnElement, delete, select, update

from onek_sync.store.database import Database
from onek_sync.store.notices import say
from onek_sync.store.schema import jobs
from onek_sync.store.words import Job as Job
from onek_sync.store.words import Notice

_NAMES = tuple(field.name for field in fields(Job))
_COLUMNS = [jobs.c[name] for name in _NAMES]


class Jobs:
    """The jobs of every athlete."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, athlete: str, job: str) -> Job | None:
        """A job as it stands, None for one that was never planned."""
        asked = select(*_COLUMNS).where(_which(athlete, job))
        with self._database.reading() as connection:
            row = connection.execute(asked).mappings().one_or_none()
        return Job(**row) if row else None

    def add(self, athlete: str, new: Job) -> None:
        """Begin with a job, unless another process was faster."""
        row = self._database.insert(jobs).values(athlete=athlete, **_row(new))
        with self._database.writing() as connection:
            connection.execute(row.on_conflict_do_nothing())

    def advance(self, athlete: str, before: Job, after: Job, tell: Sequence[Notice] = ()) -> bool:
        """What a run came to, when it is due next, and who is to be told: at once or not at all.

        False where another process finished the job since `before` was read; then nothing is changed.
        """
        unchanged = _which(athlete, before.job) & (jobs.c.since == before.since)
        with self._database.writing() as connection:
            if not connection.execute(update(jobs).where(unchanged).values(**_row(after))).rowcount:
                return False
            for notice in tell:
                say(connection, athlete, notice)
            return True

    def forget(self, athlete: str, job: str) -> None:
        """It is no more; should it come again, it is a new one."""
        with self._database.writing() as connection:
            connection.execute(delete(jobs).where(_which(athlete, job)))


def _row(job: Job) -> dict[str, Any]:
    return {**{name: getattr(job, name) for name in _NAMES}, "counts": dict(job.counts)}


def _which(athlete: str, job: str) -> ColumnElement[bool]:
    return (jobs.c.athlete == athlete) & (jobs.c.job == job)
