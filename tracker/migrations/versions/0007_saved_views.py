"""Saved views of the list of tasks: personal settings, outside the ledger."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tracker.ledger.store import Instant

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "task_view",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("owner_id", sa.Integer, sa.ForeignKey("user_account.id"), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("name_key", sa.String(240), nullable=False),
        sa.Column("query", sa.Text, nullable=False),
        sa.Column("shared", sa.String(20), nullable=False),
        sa.Column("first", sa.Boolean, nullable=False),
        sa.Column("changed_at", Instant, nullable=False),
        sa.UniqueConstraint("owner_id", "name_key", name="task_view_name"),
    )
    op.create_index("task_view_shared", "task_view", ["shared"])


def downgrade() -> None:
    op.drop_table("task_view")
