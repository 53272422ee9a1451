"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """The ledger, and what stands beside it."""
    op.create_table(
        "ledger",
        *_texts("athlete", "target", "plan", "slot"),
        *_texts("key", "id"),
        sa.Column("day", sa.Date),
        *_texts("digest", "version", "parts"),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("op", sa.String(16)),
        sa.Column("op_at", _MOMENT),
        sa.Column("op_day", sa.Date),
        sa.Column("op_digest", sa.Text),
        sa.PrimaryKeyConstraint("athlete", "target", "plan", "slot", name="pk_ledger"),
    )
    op.create_table(
        "pauses",
        *_texts("athlete", "target"),
        sa.Column("until", _MOMENT, nullable=False),
        *_texts("reason"),
        sa.PrimaryKeyConstraint("athlete", "target", name="pk_pauses"),
    )
    op.create_table(
        "leases",
        *_texts("athlete", "target"),
        *_texts("owner"),
        sa.Column("epoch", sa.Integer, nullable=False),
        sa.Column("taken", _MOMENT, nullable=False),
        sa.Column("until", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("athlete", "target", name="pk_leases"),
    )
    op.create_table(
        "history",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), nullable=False),
        *_texts("athlete", "target"),
        sa.Column("at", _MOMENT, nullable=False),
        *_texts("what", "result", "key", "text"),
        sa.Column("counts", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_history"),
    )
    op.create_index("ix_history_athlete_target_what_id", "history", ["athlete", "target", "what", "id"])
    op.create_table(
        "revisions",
        *_texts("athlete", "uid"),
        *_texts("hash"),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("changed", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("athlete", "uid", name="pk_revisions"),
    )
    op.create_table(
        "connections",
        *_texts("athlete", "target"),
        *_texts("kind", "who"),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("athlete", "target", name="pk_connections"),
    )
    op.create_table(
        "secrets",
        *_texts("athlete", "name"),
        sa.Column("key_id", sa.String(16), nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("athlete", "name", name="pk_secrets"),
    )
    op.create_table(
        "rate",
        *_texts("service"),
        sa.Column("span", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("opened", sa.BigInteger, nullable=False),
        sa.Column("used", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("service", "span", name="pk_rate"),
    )


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]
