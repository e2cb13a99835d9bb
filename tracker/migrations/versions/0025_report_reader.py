"""Who was handed which paper of a report, and when."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tracker.ledger.store import Instant

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    op.create_table(
        "report_reader",
        sa.Column("report", sa.Integer, sa.ForeignKey("report.id"), primary_key=True, autoincrement=False),
        sa.Column("person", sa.Integer, sa.ForeignKey("user_account.id"), primary_key=True, autoincrement=False),
        sa.Column("form", sa.String(5), primary_key=True),
        sa.Column("lang", sa.String(2), primary_key=True),
        sa.Column("first_at", Instant, nullable=False),
        sa.Column("last_at", Instant, nullable=False),
        sa.Column("days", sa.Integer, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("report_reader")
