"""A submission keeps two times, when it was sent and since when it waits; why it waits again is a kind beside the person's words.

The new columns are caches of the ledger; `tracker init` fills them from it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tracker.ledger.store import Instant

revision = "0013"
down_revision = "0012"

COLUMNS = (
    ("sent_at", Instant(), None),
    ("reopened_words", sa.Text(), ""),
)
"""Name, type, and what stands in rows made before (None: nothing may stand there)."""
NO_KIND_YET = "update task set reopened = ''"
"""The sentence that stood there was no kind, and is told anew from the ledger."""


def upgrade() -> None:
    op.execute("alter table task rename column submitted_at to waiting_since")
    for name, kind, before in COLUMNS:
        op.add_column("task", sa.Column(name, kind, nullable=before is None, server_default=before))
    op.execute(NO_KIND_YET)


def downgrade() -> None:
    op.execute(NO_KIND_YET)
    for name, _kind, _before in reversed(COLUMNS):
        op.drop_column("task", name)
    op.execute("alter table task rename column waiting_since to submitted_at")
