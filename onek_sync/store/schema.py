"""The tables, the same in SQLite and PostgreSQL. Whoever changes them adds a migration.

Every table of a person's carries the athlete. `rate` is of a service, whoever asks it.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Date,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
)

from onek_sync.store.columns import Moment, Words

VERSION = "0005"  # the last of migrations/versions
VERSIONS = "onek_version"  # the table in which Alembic keeps it

metadata = MetaData(
    # Names that both databases give alike, so that later migrations can speak of them.
    naming_convention={"pk": "pk_%(table_name)s", "ix": "ix_%(table_name)s_%(column_0_N_name)s"}
)


def _athlete() -> Column[str]:
    return Column("athlete", Words, primary_key=True)


def _target() -> Column[str]:
    return Column("target", Words, primary_key=True)


# What we created where; see `model.target.Entry`. The columns `op…` are its intent.
ledger = Table(
    "ledger",
    metadata,
    _athlete(),
    _target(),
    Column("plan", Words, primary_key=True),
    Column("slot", Words, primary_key=True),
    Column("key", Words, nullable=False),
    Column("id", Words, nullable=False),
    Column("day", Date),
    Column("digest", Words, nullable=False),
    Column("version", Words, nullable=False),
    Column("parts", Words, nullable=False),
    Column("state", String(16), nullable=False),
    Column("op", String(16)),
    Column("op_at", Moment),
    Column("op_day", Date),
    Column("op_digest", Words),
)

# Which service asked us to wait, and until when.
pauses = Table(
    "pauses",
    metadata,
    _athlete(),
    _target(),
    Column("until", Moment, nullable=False),
    Column("reason", Words, nullable=False),
)

# Who works at a target now; the epoch counts the owners.
leases = Table(
    "leases",
    metadata,
    _athlete(),
    _target(),
    Column("owner", Words, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("taken", Moment, nullable=False),
    Column("until", Moment, nullable=False),
)

# What happened in the last year.
history = Table(
    "history",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("athlete", Words, nullable=False),
    Column("target", Words, nullable=False),
    Column("at", Moment, nullable=False),
    Column("what", Words, nullable=False),
    Column("result", Words, nullable=False),
    Column("key", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("counts", JSON, nullable=False),
    Index(None, "athlete", "target", "what", "id"),
)

# What a subscriber was last told of each event: its content's hash, and how often that changed.
revisions = Table(
    "revisions",
    metadata,
    _athlete(),
    Column("uid", Words, primary_key=True),
    Column("hash", Words, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("changed", Moment, nullable=False),
)

# Which account stands behind a target. What proves it lies with the secrets.
connections = Table(
    "connections",
    metadata,
    _athlete(),
    _target(),
    Column("kind", Words, nullable=False),
    Column("who", Words, nullable=False),
    Column("at", Moment, nullable=False),
)

# Sealed with a key that is never kept here.
secrets = Table(
    "secrets",
    metadata,
    _athlete(),
    Column("name", Words, primary_key=True),
    Column("key_id", String(16), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

# How often a service was asked: milliseconds since 1970, since the arithmetic is done in SQL.
rate = Table(
    "rate",
    metadata,
    Column("service", Words, primary_key=True),
    Column("span", BigInteger, primary_key=True, autoincrement=False),
    Column("opened", BigInteger, nullable=False),
    Column("used", Integer, nullable=False),
)

# What is to be done by itself, and when next; see `store.words.Job`.
jobs = Table(
    "jobs",
    metadata,
    _athlete(),
    Column("job", Words, primary_key=True),
    Column("rule", Words, nullable=False),
    Column("since", Moment, nullable=False),
    Column("next_due", Moment, nullable=False),
    Column("not_before", Moment),
    Column("fails", Integer, nullable=False),
    Column("last_run", Moment),
    Column("result", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("counts", JSON, nullable=False),
)

# Where a target was when its ledger was written; `who` is "" where that is not known.
places = Table(
    "places",
    metadata,
    _athlete(),
    _target(),
    Column("address", Words, nullable=False),
    Column("who", Words, nullable=False),
)

# What somebody is to be told, once at each place; see `store.notices`.
notices = Table(
    "notices",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("athlete", Words, nullable=False),
    Column("place", Words, nullable=False),
    Column("subject", Words, nullable=False),
    Column("kind", Words, nullable=False),
    Column("title", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("made", Moment, nullable=False),
    Column("not_before", Moment, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("told", Moment),
    Index(None, "athlete", "place", "subject", "id"),
)

# The links to feeds that were given out; see `store.feed_words.Link`. Their tokens are not kept.
links = Table(
    "links",
    metadata,
    Column("id", Words, primary_key=True),
    Column("athlete", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("view", Words, nullable=False),
    Column("key", Words, nullable=False),
    Column("made", Moment, nullable=False),
    Column("revoked", Moment),
    Column("fetched", Moment),
    Column("fetched_by", Words, nullable=False),
)

# Every event that stands, or stood, in a feed; see `store.feed_words.Shown`.
shown = Table(
    "shown",
    metadata,
    _athlete(),
    Column("plan", Words, primary_key=True),
    Column("slot", Words, primary_key=True),
    Column("key", Words, nullable=False),
    Column("day", Date, nullable=False),
    Column("content", Words, nullable=False),
    Column("state", String(16), nullable=False),
    Column("full", LargeBinary, nullable=False),
    Column("busy", LargeBinary, nullable=False),
)

# The last calendar of each view as a whole, gzipped.
feeds = Table(
    "feeds",
    metadata,
    _athlete(),
    Column("view", Words, primary_key=True),
    Column("body", LargeBinary, nullable=False),
    Column("changed", Moment, nullable=False),
)
