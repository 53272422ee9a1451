"""The kinds of columns whose values SQLite and PostgreSQL would else keep differently."""

import re
from datetime import UTC, datetime

from sqlalchemy import DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator

# PostgreSQL keeps no NUL, neither database a lone surrogate; ids that a service gave may hold them.
_UNKEPT = re.compile(r"[\\\x00\ud800-\udfff]")
_KEPT = re.compile(r"\\([0-9a-f]{4})")


class Moment(TypeDecorator[datetime]):
    """A moment, with its zone; kept and given in UTC: `timestamptz` in PostgreSQL, ISO text in SQLite."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """In UTC. A time without a zone is a mistake of ours: ValueError."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment without a zone: {value}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """With its zone, which SQLite's text does not say."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Words(TypeDecorator[str]):
    """Any text of Python's; characters that a database does not keep stand as `\\0000`."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """With the unkept characters, and the backslash itself, written out."""
        return None if value is None else _UNKEPT.sub(lambda found: f"\\{ord(found[0]):04x}", value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """As it was."""
        return None if value is None else _KEPT.sub(lambda found: chr(int(found[1], 16)), value)
