"""A letter keeps the form in which it went out. Those sent before keep none."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    op.add_column("letter", sa.Column("edition", sa.String(20), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("letter", "edition")
