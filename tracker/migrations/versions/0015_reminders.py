"""Reminders and the messages that carry them, what each person wants of them, secret addresses of calendars, and the runs of jobs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tracker.ledger.store import Instant

revision = "0015"
down_revision = "0014"

USER = "user_account.id"


def upgrade() -> None:
    _messages()
    _reminders()
    _people()
    _jobs()
    op.add_column("task", sa.Column("nudged_at", Instant))
    op.add_column("post", sa.Column("officer", sa.Boolean, nullable=False, server_default=sa.false()))


def _messages() -> None:
    op.create_table(
        "message",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key", sa.String(120), nullable=False, unique=True),
        sa.Column("person", sa.Integer, sa.ForeignKey(USER), nullable=False),
        sa.Column("purpose", sa.String(20), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("message_id", sa.String(200), nullable=False, unique=True),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("plain", sa.Text, nullable=False),
        sa.Column("html", sa.Text, nullable=False),
        sa.Column("unsubscribe", sa.Text, nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("next_at", Instant),
        sa.Column("lease_until", Instant),
        sa.Column("claimed_by", sa.String(80), nullable=False),
        sa.Column("last_error", sa.Text, nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("sent_at", Instant),
    )
    op.create_index("message_state", "message", ["state", "next_at"])
    op.create_index("message_listed", "message", ["state", "id"])
    op.create_index("message_person", "message", ["person", "day"])


def _reminders() -> None:
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key", sa.String(120), nullable=False, unique=True),
        sa.Column("person", sa.Integer, sa.ForeignKey(USER), nullable=False),
        sa.Column("task", sa.Integer, nullable=False),
        sa.Column("agency", sa.String(40), nullable=False),
        sa.Column("due_on", sa.Date, nullable=False),
        sa.Column("step", sa.String(24), nullable=False),
        sa.Column("audience", sa.String(20), nullable=False),
        sa.Column("days", sa.Integer, nullable=False),
        sa.Column("why", sa.JSON, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("planned_at", Instant, nullable=False),
        sa.Column("message", sa.Integer, sa.ForeignKey("message.id")),
        sa.Column("read_at", Instant),
        sa.Column("done_at", Instant),
    )
    op.create_index("reminder_person", "reminder", ["person", "done_at", "day"])
    op.create_index("reminder_task", "reminder", ["task", "due_on"])
    op.create_index("reminder_message", "reminder", ["message"])


def _people() -> None:
    op.create_table(
        "reminder_preference",
        sa.Column("person", sa.Integer, sa.ForeignKey(USER), primary_key=True, autoincrement=False),
        sa.Column("lang", sa.String(2), nullable=False),
        sa.Column("mode", sa.String(12), nullable=False),
        sa.Column("weekdays", sa.String(20), nullable=False),
        sa.Column("hour", sa.Integer, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("changed_at", Instant, nullable=False),
    )
    op.create_table(
        "calendar_feed",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("person", sa.Integer, sa.ForeignKey(USER), nullable=False),
        sa.Column("agency", sa.String(40), sa.ForeignKey("agency.code")),
        sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("act_key", sa.String(64), unique=True),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("revoked_at", Instant),
        sa.Column("read_on", sa.Date),
    )
    op.create_index("calendar_feed_person", "calendar_feed", ["person"])


def _jobs() -> None:
    op.create_table(
        "job_run",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("job", sa.String(60), nullable=False),
        sa.Column("started_at", Instant, nullable=False),
        sa.Column("ended_at", Instant),
        sa.Column("process", sa.String(120), nullable=False),
        sa.Column("done", sa.Integer),
        sa.Column("error", sa.Text, nullable=False),
        sa.Column("asked_by", sa.Integer, sa.ForeignKey(USER)),
    )
    op.create_index("job_run_job", "job_run", ["job", "id"])
    op.create_table(
        "job_wish",
        sa.Column("job", sa.String(60), primary_key=True),
        sa.Column("asked_at", Instant, nullable=False),
        sa.Column("asked_by", sa.Integer, sa.ForeignKey(USER)),
    )
    op.create_table(
        "heartbeat",
        sa.Column("process", sa.String(120), primary_key=True),
        sa.Column("started_at", Instant, nullable=False),
        sa.Column("beat_at", Instant, nullable=False),
    )


def downgrade() -> None:
    op.drop_column("post", "officer")
    op.drop_column("task", "nudged_at")
    for name in (
        "heartbeat", "job_wish", "job_run", "calendar_feed", "reminder_preference", "reminder", "message",
    ):  # fmt: skip
        op.drop_table(name)
