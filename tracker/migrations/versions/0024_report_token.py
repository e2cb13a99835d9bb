"""The token under which a report can be verified, beside how far it is. Reports drawn up before have none."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    op.add_column("report_state", sa.Column("token", sa.String(32), nullable=True))
    op.create_index("report_state_token", "report_state", ["token"], unique=True)


def downgrade() -> None:
    op.drop_index("report_state_token", table_name="report_state")
    op.drop_column("report_state", "token")
