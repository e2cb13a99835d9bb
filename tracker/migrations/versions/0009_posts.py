"""Posts with their holders, who acts for whom, whom comments are meant for, and what each person watches."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "post",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("agency", sa.String(40), sa.ForeignKey("agency.code"), nullable=False),
        sa.Column("title_th", sa.String(200), nullable=False),
        sa.Column("title_en", sa.String(200), nullable=False),
        sa.Column("terms", sa.JSON, nullable=False),
        sa.Column("closed", sa.Boolean, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_index("ix_post_agency", "post", ["agency"])
    op.create_table(
        "delegation",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("giver", sa.Integer, sa.ForeignKey("user_account.id"), nullable=False),
        sa.Column("taker", sa.Integer, sa.ForeignKey("user_account.id"), nullable=False),
        sa.Column("first", sa.Date, nullable=False),
        sa.Column("last", sa.Date, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("ended_on", sa.Date),
        sa.CheckConstraint("giver <> taker", name="delegation_to_another"),
        sa.CheckConstraint("first <= last", name="delegation_in_order"),
    )
    op.create_index("ix_delegation_giver", "delegation", ["giver"])
    op.create_index("ix_delegation_taker", "delegation", ["taker"])
    op.create_table(
        "mention",
        sa.Column("user_id", sa.Integer, sa.ForeignKey("user_account.id"), primary_key=True, autoincrement=False),
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("stream", sa.String(200), nullable=False),
    )
    op.create_table(
        "watch",
        sa.Column("user_id", sa.Integer, sa.ForeignKey("user_account.id"), primary_key=True, autoincrement=False),
        sa.Column("thing", sa.String(80), primary_key=True),
        sa.Column("seen", sa.Integer, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("watch")
    op.drop_table("mention")
    op.drop_table("delegation")
    op.drop_table("post")
