"""Official letters to agencies, and the tasks that each asks for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tracker.ledger.store import Instant

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.create_table(
        "letter",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("resolution_id", sa.Integer, sa.ForeignKey("resolution.id"), nullable=False),
        sa.Column("agency", sa.String(40), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("as_of", sa.Date, nullable=False),
        sa.Column("reply_by", sa.Date, nullable=False),
        sa.Column("snapshot_sha256", sa.String(64), nullable=False),
        sa.Column("snapshot", sa.Text, nullable=False),
        sa.Column("drafted_at", Instant, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("number", sa.String(60), nullable=False),
        sa.Column("dated", sa.Date),
        sa.Column("signatory", sa.Text, nullable=False),
        sa.Column("post", sa.Text, nullable=False),
        sa.Column("received_on", sa.Date),
        sa.Column("reference", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )
    op.create_index("letter_state", "letter", ["state", "agency", "id"])
    op.create_index("letter_number", "letter", ["number"])
    op.create_table(
        "letter_task",
        sa.Column("letter", sa.Integer, sa.ForeignKey("letter.id"), primary_key=True, autoincrement=False),
        sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("task", sa.Integer, nullable=False),
    )
    op.create_index("letter_task_task", "letter_task", ["task"])


def downgrade() -> None:
    op.drop_table("letter_task")
    op.drop_table("letter")
