"""The register of resolutions and the tasks of the agencies, as they stand."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tracker.ledger.store import Instant

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    _register()
    _task()


def downgrade() -> None:
    for table in ("task", "register_entry", "resolution"):
        op.drop_table(table)


def _register() -> None:
    op.create_table(
        "resolution",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("code", sa.String(60), nullable=False, unique=True),
        sa.Column("decided_on", sa.Date, nullable=False),
    )
    op.create_table(
        "register_entry",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("resolution_id", sa.Integer, sa.ForeignKey("resolution.id"), nullable=False),
        sa.Column("noun", sa.String(30), nullable=False),
        sa.Column("code", sa.String(120), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("document", sa.JSON, nullable=False),
        sa.UniqueConstraint("resolution_id", "noun", "code", name="register_entry_code"),
    )
    only = sa.text("noun = 'obligations'")
    op.create_index(
        "register_entry_obligation", "register_entry", ["code"], unique=True, sqlite_where=only, postgresql_where=only
    )


def _task() -> None:
    op.create_table(
        "task",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("resolution_id", sa.Integer, sa.ForeignKey("resolution.id"), nullable=False),
        sa.Column("code", sa.String(60), nullable=False),
        sa.Column("obligation", sa.String(60), nullable=False),
        sa.Column("agency", sa.String(40), sa.ForeignKey("agency.code"), nullable=False),
        sa.Column("for_agency", sa.String(40), sa.ForeignKey("agency.code")),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("due_on", sa.Date, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("plan", sa.JSON, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("changed_at", Instant, nullable=False),
        sa.Column("claimed", sa.Integer, nullable=False),
        sa.Column("verified", sa.Integer, nullable=False),
        sa.Column("claimed_on", sa.Date),
        sa.Column("submitted_at", Instant),
        sa.Column("submitted_by", sa.Integer),
        sa.Column("evidence", sa.Integer, nullable=False),
        sa.Column("last_note", sa.Text, nullable=False),
        sa.Column("noted_on", sa.Date),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("state_before_waiver", sa.String(20)),
        sa.Column("withdrawn", sa.Boolean, nullable=False),
        sa.UniqueConstraint("resolution_id", "key", name="task_key"),
    )
    op.create_index("task_agency", "task", ["agency", "state"])
    op.create_index("task_state", "task", ["state", "submitted_at"])
    op.create_index("task_obligation", "task", ["obligation"])
