"""Workbooks that were uploaded and wait for confirmation."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tracker.ledger.store import Instant

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "worksheet",
        sa.Column("user_id", sa.Integer, sa.ForeignKey("user_account.id"), primary_key=True),
        sa.Column("token", sa.String(32), nullable=False),
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("lines", sa.JSON, nullable=False),
        sa.Column("outcomes", sa.JSON, nullable=False),
        sa.Column("uploaded_at", Instant, nullable=False),
        sa.Column("applied_at", Instant),
    )


def downgrade() -> None:
    op.drop_table("worksheet")
