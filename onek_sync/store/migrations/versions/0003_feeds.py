"""Feeds: the links that were given out, the events that were shown, the last calendars."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Three tables beside the revisions."""
    op.create_table(
        "links",
        *_texts("id", "athlete", "name", "view", "key"),
        sa.Column("made", _MOMENT, nullable=False),
        sa.Column("revoked", _MOMENT),
        sa.Column("fetched", _MOMENT),
        *_texts("fetched_by"),
        sa.PrimaryKeyConstraint("id", name="pk_links"),
    )
    op.create_table(
        "shown",
        *_texts("athlete", "plan", "slot", "key"),
        sa.Column("day", sa.Date, nullable=False),
        *_texts("content"),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("full", sa.LargeBinary, nullable=False),
        sa.Column("busy", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("athlete", "plan", "slot", name="pk_shown"),
    )
    op.create_table(
        "feeds",
        *_texts("athlete", "view"),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("changed", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("athlete", "view", name="pk_feeds"),
    )


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]
