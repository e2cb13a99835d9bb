"""What lists over many resolutions need: dates, weights and titles in columns, the agency of an event, and indexes for every question.

The dates and weights of tasks are caches of the ledger; `tracker init` fills them from it.
"""

from __future__ import annotations

import json
from importlib import import_module
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

OPEN = "state in ('in_progress', 'not_started', 'returned')"
INDEXES: dict[str, tuple[str, list[str], str | None]] = {
    "ledger_event_of": ("ledger_event", ["resolution_id", "seq"], None),
    "ledger_event_about": ("ledger_event", ["resolution_id", "kind", "seq"], None),
    "ledger_event_recorded": ("ledger_event", ["recorded_at", "seq"], None),
    "ledger_event_kind": ("ledger_event", ["kind", "seq"], None),
    "ledger_event_actor": ("ledger_event", ["actor_id", "seq"], None),
    "ledger_event_agency": ("ledger_event", ["agency", "seq"], None),
    "resolution_decided": ("resolution", ["decided_on", "id"], None),
    "register_entry_noun": ("register_entry", ["noun", "code"], None),
    "task_served": ("task", ["for_agency", "state", "due_on"], None),
    "task_open_due": ("task", ["due_on", "agency", "resolution_id"], OPEN),
    "task_open_risk": ("task", ["risk_on", "due_on", "resolution_id"], OPEN),
    "task_open_own": ("task", ["agency", "due_on"], OPEN),
    "task_returned": ("task", ["changed_at"], "state = 'returned'"),
    "task_asked": ("task", ["changed_at"], "extension is not null"),
    "task_held_by": ("task", ["held_by"], None),
    "task_code": ("task", ["resolution_id", "code"], None),
}
LABELS = """
update ledger_event set agency = (select agency from task where task.id = cast(substr(stream, 6) as integer)) where stream like 'task:%'
"""
POST_LABELS = """
update ledger_event set agency = (select agency from post where post.id = cast(substr(stream, 6) as integer)) where stream like 'post:%'
"""
SAME_KEY = " or ".join(
    f"exists (select 1 from ledger_event where {same})"
    for same in ("seq = new.seq", "stream = new.stream and version = new.version", "act_key = new.act_key")
)
"""Three questions, each answered by an index: as one they may go through every row, when most events came from no form."""
OWN_LABELS = "update ledger_event set agency = substr(stream, 8) where stream like 'agency:%'"


def upgrade() -> None:
    op.add_column("ledger_event", sa.Column("agency", sa.String(40)))
    op.add_column("resolution", sa.Column("title_th", sa.Text, nullable=False, server_default=""))
    op.add_column("resolution", sa.Column("title_en", sa.Text, nullable=False, server_default=""))
    op.add_column("resolution", sa.Column("since", sa.Integer, nullable=False, server_default="0"))
    op.add_column("task", sa.Column("start_on", sa.Date, nullable=False, server_default="1900-01-01"))
    op.add_column("task", sa.Column("weight", sa.Integer, nullable=False, server_default="0"))
    op.add_column("task", sa.Column("risk_on", sa.Date))
    op.add_column("task", sa.Column("held_by", sa.String(40)))
    _label_events()
    _title_resolutions()
    for name, (table, columns, where) in INDEXES.items():
        only: dict[str, Any] = {"sqlite_where": sa.text(where), "postgresql_where": sa.text(where)} if where else {}
        op.create_index(name, table, columns, **only)


def downgrade() -> None:
    for name, (table, _columns, _where) in INDEXES.items():
        op.drop_index(name, table)
    for table, column in (
        ("task", "held_by"),
        ("task", "risk_on"), ("task", "weight"), ("task", "start_on"), ("resolution", "since"), ("resolution", "title_en"),
        ("resolution", "title_th"), ("ledger_event", "agency"),
    ):  # fmt: skip
        op.drop_column(table, column)


def _label_events() -> None:
    """Fill the new column behind the guard, which is put back as it was; what the chain seals is not touched."""
    guard = import_module("tracker.migrations.versions.0001_ledger").SQLITE_GUARD
    if op.get_bind().dialect.name == "postgresql":
        op.execute("alter table ledger_event disable trigger ledger_event_no_change")
    else:
        op.execute("drop trigger ledger_event_no_update")
    op.execute(LABELS)
    op.execute(POST_LABELS)
    op.execute(OWN_LABELS)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("alter table ledger_event enable trigger ledger_event_no_change")
    else:
        op.execute(guard.format(name="update", act="update", when=""))
        op.execute("drop trigger ledger_event_no_replace")
        op.execute(guard.format(name="replace", act="insert", when=f"when {SAME_KEY}"))


def _title_resolutions() -> None:
    connection = op.get_bind()
    entries = sa.text("select resolution_id, document from register_entry where noun = 'resolution'")
    first = sa.text("select min(seq) from ledger_event where resolution_id = :id")
    change = sa.text("update resolution set title_th = :th, title_en = :en, since = :since where id = :id")
    for id_, document in connection.execute(entries).all():
        title = _json(document)["title"]
        since = connection.execute(first, {"id": id_}).scalar()
        connection.execute(change, {"id": id_, "th": title["th"], "en": title["en"], "since": since})


def _json(stored: Any) -> Any:
    """PostgreSQL gives JSON as objects, SQLite as text."""
    return json.loads(stored) if isinstance(stored, str) else stored
