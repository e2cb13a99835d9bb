"""The period of a task that a cadence made."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

HAS_PERIOD = sa.text("period is not null")


def upgrade() -> None:
    op.add_column("task", sa.Column("period", sa.String(7)))
    op.create_index("task_period", "task", ["period"], sqlite_where=HAS_PERIOD, postgresql_where=HAS_PERIOD)


def downgrade() -> None:
    op.drop_index("task_period", "task")
    op.drop_column("task", "period")
