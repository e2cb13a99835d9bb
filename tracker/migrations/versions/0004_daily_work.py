"""The daily work on a task: pieces of evidence, verdicts that can be taken back, dates that move, what holds it up, who answers.

The new columns are caches of the ledger; `tracker init` fills them from it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tracker.ledger.store import Instant

revision = "0004"
down_revision = "0003"

COLUMNS = (
    ("verdict_at", Instant(), None),
    ("verdict_by", sa.Integer(), None),
    ("reopened", sa.Text(), ""),
    ("pieces", sa.JSON(), "[]"),
    ("expires_on", sa.Date(), None),
    ("reported_at", Instant(), None),
    ("extended_to", sa.Date(), None),
    ("extension", sa.JSON(), None),
    ("block", sa.JSON(), None),
    ("responsible", sa.String(40), None),
)
"""Name, type, and what stands in rows made before (None: nothing may stand there)."""


def upgrade() -> None:
    for name, kind, before in COLUMNS:
        op.add_column("task", sa.Column(name, kind, nullable=before is None, server_default=before))
    op.drop_column("task", "evidence")
    op.create_index("task_responsible", "task", ["responsible"])
    op.create_index("task_expires", "task", ["expires_on"])


def downgrade() -> None:
    op.drop_index("task_expires", "task")
    op.drop_index("task_responsible", "task")
    op.add_column("task", sa.Column("evidence", sa.Integer, nullable=False, server_default="0"))
    for name, _kind, _before in reversed(COLUMNS):
        op.drop_column("task", name)
