"""What people typed and have not sent."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tracker.ledger.store import Instant

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "draft",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("user_id", sa.Integer, sa.ForeignKey("user_account.id"), nullable=False),
        sa.Column("place", sa.String(300), nullable=False),
        sa.Column("fields", sa.JSON, nullable=False),
        sa.Column("version", sa.Integer),
        sa.Column("updated_at", Instant, nullable=False),
        sa.UniqueConstraint("user_id", "place", name="draft_user_place"),
    )


def downgrade() -> None:
    op.drop_table("draft")
