"""Since when a way out for messages is closed, and what was said there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tracker.ledger.store import Instant

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.create_table(
        "outage",
        sa.Column("channel", sa.String(20), primary_key=True),
        sa.Column("server", sa.Text, nullable=False),
        sa.Column("since", Instant, nullable=False),
        sa.Column("tried_at", Instant, nullable=False),
        sa.Column("error", sa.Text, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("outage")
