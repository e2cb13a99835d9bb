"""A task keeps the instant at which something last moved it. The new column is a cache of the ledger; `tracker init` fills it from it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tracker.ledger.store import Instant

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.add_column("task", sa.Column("moved_at", Instant))


def downgrade() -> None:
    op.drop_column("task", "moved_at")
