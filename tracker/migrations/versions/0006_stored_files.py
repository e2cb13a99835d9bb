"""Files given as evidence: one row for each, bound to a task of the same agency."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tracker.ledger.store import Instant

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_index("task_of_agency", "task", ["id", "agency"], unique=True)
    op.create_table(
        "stored_file",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("task_id", sa.Integer, nullable=False),
        sa.Column("agency", sa.String(40), nullable=False),
        sa.Column("uploaded_by", sa.Integer, sa.ForeignKey("user_account.id"), nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("media_type", sa.String(100), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("attached_seq", sa.Integer),
        sa.ForeignKeyConstraint(["task_id", "agency"], ["task.id", "task.agency"], name="stored_file_task"),
    )
    op.create_index("stored_file_of_task", "stored_file", ["task_id", "attached_seq"])
    op.create_index("stored_file_waiting", "stored_file", ["attached_seq", "at"])


def downgrade() -> None:
    op.drop_table("stored_file")
    op.drop_index("task_of_agency", "task")
