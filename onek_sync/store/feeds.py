"""Feeds: the links that were given out, the events that were shown, and the last calendar as a whole."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from gzip import compress, decompress
from typing import Any

from sqlalchemy import Select, Table, insert, select, update

from onek_sync.store.database import Database
from onek_sync.store.feed_words import Calendar, Fetch, Link, Shown
from onek_sync.store.schema import feeds, links, shown


class Links:
    """The links of every athlete. What makes a link's token lies with the secrets; see `app.feed_links`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, athlete: str | None = None) -> tuple[Link, ...]:
        """An athlete's, or everybody's, the oldest first, then by name; those that were revoked, too."""
        asked = _select(links, Link).order_by(links.c.made, links.c.name, links.c.id)
        if athlete is not None:
            asked = asked.where(links.c.athlete == athlete)
        with self._database.reading() as connection:
            return tuple(Link(**row) for row in connection.execute(asked).mappings())

    def replace(self, old: Iterable[Link], new: Iterable[Link], now: datetime) -> None:
        """Revoke some links and give out others, all or none."""
        with self._database.writing() as connection:
            for link in old:
                live = (links.c.id == link.id) & links.c.revoked.is_(None)
                connection.execute(update(links).where(live).values(revoked=now))
            for link in new:
                connection.execute(insert(links).values(**_row(link)))

    def fetched(self, fetches: Mapping[str, Fetch]) -> None:
        """Remember who fetched last, by the link's id. An older fetch than the known one changes nothing."""
        with self._database.writing() as connection:
            for id_, fetch in sorted(fetches.items()):
                later = (links.c.id == id_) & (links.c.fetched.is_(None) | (links.c.fetched < fetch.at))
                connection.execute(update(links).where(later).values(fetched=fetch.at, fetched_by=fetch.by))


def new_id() -> str:
    """The id of a new link, which tells nothing: ten hexadecimal digits, random."""
    return secrets.token_hex(5)


def new_secret() -> str:
    """A secret that makes the tokens of links: 256 bits, random."""
    return secrets.token_urlsafe(32)


def _select(table: Table, shape: type) -> Select[Any]:
    return select(*(table.c[name] for name in shape.__slots__))  # type: ignore[attr-defined]


def _row(one: Link | Shown) -> dict[str, object]:
    return {name: getattr(one, name) for name in one.__slots__}


class Feeds:
    """What every athlete's subscribers were shown."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def shown(self, athlete: str) -> tuple[Shown, ...]:
        """Every event that ever stood in an athlete's feed, by plan and slot."""
        mine = _select(shown, Shown).where(shown.c.athlete == athlete)
        asked = mine.order_by(shown.c.plan, shown.c.slot)
        with self._database.reading() as connection:
            return tuple(Shown(**row) for row in connection.execute(asked).mappings())

    def show(self, athlete: str, events: Iterable[Shown]) -> None:
        """Remember these instead of what was known of their plans and slots, all or none."""
        with self._database.writing() as connection:
            for event in events:
                row = _row(event)
                keys = ("athlete", "plan", "slot")
                rest = {name: value for name, value in row.items() if name not in keys}
                put = self._database.insert(shown).values(athlete=athlete, **row)
                connection.execute(put.on_conflict_do_update(index_elements=keys, set_=rest))

    def calendar(self, athlete: str, view: str) -> Calendar | None:
        """The calendar as it was last, None before the first."""
        asked = select(feeds.c.body, feeds.c.changed).where(feeds.c.athlete == athlete, feeds.c.view == view)
        with self._database.reading() as connection:
            row = connection.execute(asked).first()
        return Calendar(decompress(row.body), row.changed) if row else None

    def put(self, athlete: str, view: str, calendar: Calendar) -> None:
        """Remember it instead of the last one."""
        row = {"athlete": athlete, "view": view, "body": compress(calendar.body), "changed": calendar.changed}
        self._database.put(feeds, row)
