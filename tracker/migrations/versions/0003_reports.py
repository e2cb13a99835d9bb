"""Drafted reports to the Cabinet with their snapshots."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tracker.ledger.store import Instant

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "report",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("resolution_id", sa.Integer, sa.ForeignKey("resolution.id"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("as_of", sa.Date, nullable=False),
        sa.Column("cut", sa.Integer, nullable=False),
        sa.Column("snapshot_sha256", sa.String(64), nullable=False),
        sa.Column("snapshot", sa.Text, nullable=False),
        sa.Column("drafted_at", Instant, nullable=False),
    )
    op.create_index("report_resolution", "report", ["resolution_id", "as_of"])


def downgrade() -> None:
    op.drop_table("report")
