"""What is to be done by itself."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """The jobs: when each is due next, and what its last run came to."""
    op.create_table(
        "jobs",
        sa.Column("athlete", sa.Text, nullable=False),
        sa.Column("job", sa.Text, nullable=False),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("since", _MOMENT, nullable=False),
        sa.Column("next_due", _MOMENT, nullable=False),
        sa.Column("not_before", _MOMENT),
        sa.Column("fails", sa.Integer, nullable=False),
        sa.Column("last_run", _MOMENT),
        sa.Column("result", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("counts", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("athlete", "job", name="pk_jobs"),
    )
