"""A reminder says whether its person took it out of the inbox. Of those closed before it is not known who did: they stay where they are."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.add_column("reminder", sa.Column("taken_out", sa.Boolean, nullable=False, server_default=sa.false()))
    op.execute(sa.text("UPDATE reminder SET taken_out = true WHERE done_at IS NOT NULL"))


def downgrade() -> None:
    op.drop_column("reminder", "taken_out")
