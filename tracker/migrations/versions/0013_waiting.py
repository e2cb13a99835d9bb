"""A submission keeps two times, when it was sent and since when it waits; why it waits again is a kind beside the person's words;
requests for more time and blocks stand in lists by their own time.

The new columns are caches of the ledger; `tracker init` fills them from it.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from tracker.ledger.store import Instant

revision = "0013"
down_revision = "0012"

COLUMNS = (
    ("sent_at", Instant(), None),
    ("reopened_words", sa.Text(), ""),
    ("asked_at", Instant(), None),
    ("held_since", Instant(), None),
)
"""Name, type, and what stands in rows made before (None: nothing may stand there)."""
NO_KIND_YET = "update task set reopened = ''"
"""The sentence that stood there was no kind, and is told anew from the ledger."""
INDEXES = {
    "task_asked": (["changed_at"], ["asked_at"], "asked_at is not null"),
    "task_held_by": (["held_by"], ["held_by", "held_since"], None),
}
"""Their columns before and after, and of which rows they are afterwards: requests and blocks are listed by their own time."""
BEFORE = {"task_asked": "extension is not null"}


def upgrade() -> None:
    op.execute("alter table task rename column submitted_at to waiting_since")
    for name, kind, before in COLUMNS:
        op.add_column("task", sa.Column(name, kind, nullable=before is None, server_default=before))
    op.execute(NO_KIND_YET)
    for name, (_before, columns, where) in INDEXES.items():
        op.drop_index(name, "task")
        _index(name, columns, where)


def downgrade() -> None:
    for name, (columns, _after, _where) in INDEXES.items():
        op.drop_index(name, "task")
        _index(name, columns, BEFORE.get(name))
    op.execute(NO_KIND_YET)
    for name, _kind, _before in reversed(COLUMNS):
        op.drop_column("task", name)
    op.execute("alter table task rename column waiting_since to submitted_at")


def _index(name: str, columns: list[str], where: str | None) -> None:
    only: dict[str, Any] = {"sqlite_where": sa.text(where), "postgresql_where": sa.text(where)} if where else {}
    op.create_index(name, "task", columns, **only)
