"""Leases: one process at a time works at a target, and a dead one does not hold up the next."""

import os
import platform
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Row, or_, select, update

from onek_sync.model.errors import Finding, StoreError
from onek_sync.store.database import Database
from onek_sync.store.schema import leases
from onek_sync.store.words import BUSY, LOST

SPAN = timedelta(minutes=5)


@dataclass(slots=True)
class Lease:
    """The right to work at a target until `until`; `epoch` counts those who had it."""

    athlete: str
    target: str
    owner: str
    epoch: int
    until: datetime
    _database: Database

    def renew(self, now: datetime) -> None:
        """To be called before each request: makes the lease last, or raises StoreError where it was lost.

        It writes only when half of the span is over. A process that slept past the end finds out here,
        before it asks the service for anything. What a service did is recorded even when the lease is
        lost, since it is true.
        """
        if self.until - now > SPAN / 2:
            return
        renewed = update(leases).where(_is(self)).values(until=now + SPAN)
        with self._database.writing() as connection:
            kept = connection.execute(renewed).rowcount
        if not kept:
            what = f"another push to {self.target} took over while this one rested"
            raise StoreError(Finding(LOST, what, "look at `onek status`, and push again if need be"))
        self.until = now + SPAN


class Leases:
    """The leases of every athlete's targets."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @contextmanager
    def hold(self, athlete: str, target: str, now: datetime) -> Iterator[Lease]:
        """Work at a target alone. Raises StoreError with the code BUSY where somebody else does."""
        lease = self.take(athlete, target, now)
        try:
            yield lease
        finally:
            self.give_back(lease)

    def take(self, athlete: str, target: str, now: datetime) -> Lease:
        """The lease; that of another is taken over when it is expired or its owner is dead."""
        held = self._held(athlete, target)
        owner = f"{_here()}/{os.getpid()}"
        free = or_(
            leases.c.owner == (held.owner if held and _is_dead(held.owner) else ""),
            leases.c.until <= now,
            leases.c.until > now + 2 * SPAN,  # written by a clock that was wrong
        )
        new = {"owner": owner, "taken": now, "until": now + SPAN}
        row = self._database.insert(leases).values(athlete=athlete, target=target, epoch=1, **new)
        taken = row.on_conflict_do_update(
            index_elements=[leases.c.athlete, leases.c.target],
            set_={**new, "epoch": leases.c.epoch + 1},
            where=free,
        ).returning(leases.c.epoch)
        with self._database.writing() as connection:
            epoch = connection.scalar(taken)
        if epoch is None:
            raise StoreError(Finding(BUSY, _busy(target, held), "wait until it is done"))
        return Lease(athlete, target, owner, epoch, now + SPAN, self._database)

    def give_back(self, lease: Lease) -> None:
        """The next may have it. One that was lost stays with who took it over."""
        with self._database.writing() as connection:
            connection.execute(update(leases).where(_is(lease)).values(owner=""))

    def _held(self, athlete: str, target: str) -> "Row[Any] | None":
        whose = (leases.c.athlete == athlete) & (leases.c.target == target)
        with self._database.reading() as connection:
            return connection.execute(select(leases).where(whose)).one_or_none()


def _is(lease: Lease) -> ColumnElement[bool]:
    whose = (leases.c.athlete == lease.athlete) & (leases.c.target == lease.target)
    return whose & (leases.c.owner == lease.owner) & (leases.c.epoch == lease.epoch)


def _busy(target: str, held: "Row[Any] | None") -> str:
    who = f" (process {held.owner.rpartition('/')[2]}, since {held.taken:%H:%M} UTC)" if held else ""
    return f"another push to {target} is under way{who}"


def _here() -> str:
    """Where a process number means something: this boot of this machine, and its space of processes."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return f"{boot}/{Path('/proc/self/ns/pid').readlink()}"
    except OSError:
        return f"{platform.node()}/{uuid.getnode():x}"


def _is_dead(owner: str) -> bool:
    """Whether an owner is known to be no more. One elsewhere, or whose number was used again, may live."""
    where, _, number = owner.rpartition("/")
    if os.name != "posix" or where != _here():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
