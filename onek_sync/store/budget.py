"""The request budget: how often a service is asked, counted for all processes together."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import case, or_, select

from onek_sync.store.database import Database
from onek_sync.store.schema import rate

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_SKEW = 60_000  # milliseconds by which the clocks of two machines may well differ


class Budget:
    """The budgets of services: so many requests (`limit`) in each `window`.

    A limit of 1 is a pace: a window begins with its request, so that two are never nearer than the window.
    Larger limits count in windows that are aligned to the clock (UTC), as services count theirs.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def take(self, service: str, now: datetime, limit: int, window: timedelta) -> timedelta:
        """Ask for one request: no time means go; else wait that long, and ask again."""
        span, moment = window // _MILLISECOND, (now - _EPOCH) // _MILLISECOND
        start = moment if limit == 1 else moment - moment % span
        # Over; or written by a clock that was wrong, for which nobody shall wait.
        over = or_(rate.c.opened + span <= moment, rate.c.opened > moment + span + _SKEW)
        row = self._database.insert(rate).values(service=service, span=span, opened=start, used=1)
        taken = row.on_conflict_do_update(
            index_elements=[rate.c.service, rate.c.span],
            set_={
                "opened": case((over, start), else_=rate.c.opened),
                "used": case((over, 1), else_=rate.c.used + 1),
            },
            where=or_(over, rate.c.used < limit),
        ).returning(rate.c.used)
        with self._database.writing() as connection:
            if connection.scalar(taken) is not None:
                return timedelta()
            opened = connection.scalar(
                select(rate.c.opened).where(rate.c.service == service, rate.c.span == span)
            )
        return max(1, (opened or moment) + span - moment) * _MILLISECOND

    def report(self, service: str, now: datetime, window: timedelta, used: int) -> None:
        """The service says how many it counted in this window of the clock; it may know of others than we."""
        span, moment = window // _MILLISECOND, (now - _EPOCH) // _MILLISECOND
        start = moment - moment % span
        row = self._database.insert(rate).values(service=service, span=span, opened=start, used=used)
        newer = or_(rate.c.opened < start, rate.c.used < used)
        counted = row.on_conflict_do_update(
            index_elements=[rate.c.service, rate.c.span], set_={"opened": start, "used": used}, where=newer
        )
        with self._database.writing() as connection:
            connection.execute(counted)
