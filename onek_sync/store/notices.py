"""Notices: what somebody is to be told, once at each place; and the memory of what was told already.

An outbox: a notice is made in the transaction of what it tells of, and told later, as often as it takes.
Each place has its own copy, so that one that does not answer holds up no other and repeats nothing there.
"""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, or_, select, update

from onek_sync.store.database import Database
from onek_sync.store.schema import notices
from onek_sync.store.words import OVER, SUMMARY, Notice, Untold

STALE = timedelta(days=7)
"""After which what could not be told is no news any more."""
LONGEST = timedelta(hours=1)
"""Between two tries; what waits for longer was made under a wrong clock, and waits no more."""

_ONE_AT_A_TIME = 7301002  # ours alone; else it means nothing
_COLUMNS = [notices.c[name] for name in Untold.__slots__]


class Notices:
    """The notices of every athlete."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, athlete: str, notice: Notice) -> None:
        """Somebody is to be told, unless that is no news; see `say`."""
        with self._database.writing() as connection:
            say(connection, athlete, notice)

    def due(self, athlete: str, place: str, now: datetime) -> tuple[Untold, ...]:
        """What is to be told now at a place, in the order in which it was made."""
        asked = select(*_COLUMNS).where(
            notices.c.athlete == athlete,
            notices.c.place == place,
            notices.c.told.is_(None),
            notices.c.made > now - STALE,
            or_(notices.c.not_before <= now, notices.c.not_before > now + LONGEST),
        )
        with self._database.reading() as connection:
            return tuple(Untold(**row) for row in connection.execute(asked.order_by(notices.c.id)).mappings())

    def claim(self, one: Untold, again: datetime) -> bool:
        """Count a try, and let its place rest until then should nothing more be heard of it.

        False where another process has it, or it is over.
        """
        untold = (notices.c.place == one.place) & notices.c.told.is_(None)
        mine = (notices.c.id == one.id) & (notices.c.tries == one.tries) & untold
        with self._database.writing() as connection:
            if not connection.execute(update(notices).where(mine).values(tries=one.tries + 1)).rowcount:
                return False
            whose = select(notices.c.athlete).where(notices.c.id == one.id).scalar_subquery()
            rests = untold & (notices.c.athlete == whose) & (notices.c.not_before < again)
            connection.execute(update(notices).where(rests).values(not_before=again))
            return True

    def told(self, one: Untold, now: datetime) -> None:
        """It was told."""
        with self._database.writing() as connection:
            connection.execute(update(notices).where(notices.c.id == one.id).values(told=now))

    def how_many(self, athlete: str, place: str, since: datetime) -> int:
        """How many were told at a place since then."""
        asked = select(func.count()).where(
            notices.c.athlete == athlete, notices.c.place == place, notices.c.told > since
        )
        with self._database.reading() as connection:
            return connection.scalar(asked) or 0

    def tidy(self, athlete: str, before: datetime) -> None:
        """Forget what was made before then, but for the last of each subject: it says how that stands."""
        last = select(func.max(notices.c.id)).group_by(notices.c.athlete, notices.c.place, notices.c.subject)
        old = (notices.c.athlete == athlete) & (notices.c.made < before) & notices.c.id.not_in(last)
        with self._database.writing() as connection:
            connection.execute(delete(notices).where(old))

    def forget(self, athlete: str, subject: str) -> None:
        """Nothing of that subject is or was to be told."""
        whose = (notices.c.athlete == athlete) & (notices.c.subject == subject)
        with self._database.writing() as connection:
            connection.execute(delete(notices).where(whose))


def say(connection: Connection, athlete: str, notice: Notice) -> None:
    """Make a notice, within a transaction, where it is news.

    A trouble is told when it begins and not again. Its end is told where its beginning may have been heard;
    else nobody hears of either.
    """
    if connection.dialect.name == "postgresql":  # SQLite has one writer anyway
        connection.execute(select(func.pg_advisory_xact_lock(_ONE_AT_A_TIME)))
    for place in notice.places:
        whose = (
            (notices.c.athlete == athlete)
            & (notices.c.place == place)
            & (notices.c.subject == notice.subject)
        )
        last = _last(connection, whose)
        if notice.kind == OVER:
            while last and last.kind != OVER and not last.tries:
                connection.execute(delete(notices).where(notices.c.id == last.id))
                last = _last(connection, whose)
        if _is_news(notice.kind, last.kind if last else OVER):
            waits = last.not_before if last and last.told is None else notice.made
            connection.execute(
                insert(notices).values(
                    athlete=athlete,
                    place=place,
                    subject=notice.subject,
                    kind=notice.kind,
                    title=notice.title,
                    text=notice.text,
                    made=notice.made,
                    not_before=max(waits, notice.made + notice.patience),
                    tries=0,
                )
            )


def _is_news(kind: str, last: str) -> bool:
    return kind == SUMMARY or kind != last


def _last(connection: Connection, whose: ColumnElement[bool]) -> Row[tuple[object, ...]] | None:
    asked = select(notices).where(whose).order_by(notices.c.id.desc()).limit(1)
    return connection.execute(asked).first()
