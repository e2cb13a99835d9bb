"""A reminder keeps the instant of the act that it tells of. Those planned before keep none: they are about what was recorded until then."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tracker.ledger.store import Instant

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.add_column("reminder", sa.Column("told_at", Instant))


def downgrade() -> None:
    op.drop_column("reminder", "told_at")
