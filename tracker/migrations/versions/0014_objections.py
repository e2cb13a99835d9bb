"""A task keeps what somebody outside its agency last said about its submission, until the agency answers or a verdict falls.

The new column is a cache of the ledger; `tracker init` fills it from it. Comments recorded before this version do not say whether their
author was of the agency, and are no objections.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.add_column("task", sa.Column("objection", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("task", "objection")
