"""The ledger, which can only be appended to, and the people and bodies it speaks of."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tracker.ledger.store import Instant

revision = "0001"
down_revision = None

SQLITE_GUARD = """
create trigger ledger_event_no_{name} before {act} on ledger_event
{when} begin select raise(abort, 'the ledger can only be appended to'); end
"""
POSTGRESQL_GUARD = """
create function ledger_event_refuse() returns trigger language plpgsql as
$$ begin raise exception 'the ledger can only be appended to'; end $$;
create trigger ledger_event_no_change before update or delete on ledger_event
  for each row execute function ledger_event_refuse();
create trigger ledger_event_no_truncate before truncate on ledger_event
  for each statement execute function ledger_event_refuse();
"""


def upgrade() -> None:
    _ledger()
    _people()


def downgrade() -> None:
    for table in ("sign_in_failure", "user_session", "user_account", "agency", "ledger_event"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("drop function ledger_event_refuse()")


def _ledger() -> None:
    op.create_table(
        "ledger_event",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("stream", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(60), nullable=False),
        sa.Column("data", sa.Text, nullable=False),
        sa.Column("actor_id", sa.Integer),
        sa.Column("recorded_at", Instant, nullable=False),
        sa.Column("effective_on", sa.Date),
        sa.Column("resolution_id", sa.Integer),
        sa.Column("prev_hash", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("act_key", sa.String(64)),
        sa.UniqueConstraint("stream", "version", name="ledger_event_stream_version"),
        sa.UniqueConstraint("act_key", name="ledger_event_act_key"),
    )
    op.create_index("ledger_event_resolution", "ledger_event", ["resolution_id", "recorded_at", "seq"])
    _guard_ledger()


def _people() -> None:
    op.create_table(
        "agency",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("code", sa.String(40), nullable=False, unique=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("document", sa.JSON, nullable=False),
    )
    op.create_table(
        "user_account",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("email", sa.String(254), nullable=False, unique=True),
        sa.Column("name_th", sa.String(200), nullable=False),
        sa.Column("name_en", sa.String(200), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("agency_id", sa.Integer, sa.ForeignKey("agency.id")),
        sa.Column("password_hash", sa.String(200), nullable=False),
        sa.Column("demonstration", sa.Boolean, nullable=False),
        sa.Column("enabled", sa.Boolean, nullable=False),
    )
    op.create_table(
        "user_session",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        sa.Column("user_id", sa.Integer, sa.ForeignKey("user_account.id"), nullable=False, index=True),
        sa.Column("started_at", Instant, nullable=False),
        sa.Column("ended_at", Instant),
    )
    op.create_table(
        "sign_in_failure",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("account_hash", sa.String(64), nullable=False, index=True),
        sa.Column("address_hash", sa.String(64), nullable=False, index=True),
        sa.Column("at", Instant, nullable=False, index=True),
    )


def _guard_ledger() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(POSTGRESQL_GUARD)
        return
    op.execute(SQLITE_GUARD.format(name="update", act="update", when=""))
    op.execute(SQLITE_GUARD.format(name="delete", act="delete", when=""))
    # INSERT OR REPLACE deletes the old row, without a delete trigger unless recursive_triggers is on, whichever key they share.
    same = "seq = new.seq or (stream = new.stream and version = new.version) or act_key = new.act_key"
    op.execute(
        SQLITE_GUARD.format(name="replace", act="insert", when=f"when exists (select 1 from ledger_event where {same})")
    )
