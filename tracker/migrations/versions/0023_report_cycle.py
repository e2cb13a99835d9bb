"""How far each report is, the PDFs that were laid before an approver, and triggers that refuse any change of what is kept for good."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

from tracker.ledger.store import Instant

revision = "0023"
down_revision = "0022"

KEPT = {
    "report": "id = new.id",
    "report_paper": "report = new.report and version = new.version and lang = new.lang",
}
"""What is written once, and when a row takes the place of another one."""
SQLITE_GUARD = """
create trigger {table}_no_{name} before {act} on {table}
{when} begin select raise(abort, 'what was kept of a report never changes'); end
"""
POSTGRESQL_GUARD = """
create trigger {table}_no_change before update or delete on {table} for each row execute function report_refuse();
create trigger {table}_no_truncate before truncate on {table} for each statement execute function report_refuse();
"""
POSTGRESQL_REFUSAL = """
create function report_refuse() returns trigger language plpgsql as
$$ begin raise exception 'what was kept of a report never changes'; end $$;
"""


def upgrade() -> None:
    op.create_table(
        "report_state",
        sa.Column("report", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("said", sa.Text, nullable=False),
    )
    op.create_index("report_state_state", "report_state", ["state"])
    op.create_table(
        "report_paper",
        sa.Column("report", sa.Integer, sa.ForeignKey("report.id"), primary_key=True, autoincrement=False),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("lang", sa.String(2), primary_key=True),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("pdf", sa.LargeBinary, nullable=False),
        sa.Column("kept_at", Instant, nullable=False),
    )
    op.create_index("report_paper_sha256", "report_paper", ["sha256"])
    _drafts()
    _guard()


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for name in ("change", "truncate"):
            op.execute(f"drop trigger report_no_{name} on report")
    else:
        for name in ("update", "delete", "replace"):
            op.execute(f"drop trigger report_no_{name}")
    op.drop_table("report_paper")
    op.drop_table("report_state")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("drop function report_refuse()")


def _drafts() -> None:
    """Every report so far is a draft, whose author the ledger knows."""
    bind = op.get_bind()
    reports = bind.execute(
        sa.text("select id, resolution_id, number, as_of, cut, snapshot_sha256 from report order by id")
    ).all()
    begun = sa.text("select stream, actor_id from ledger_event where stream like 'report:%' and version = 1")
    authors = {row[0]: row[1] for row in bind.execute(begun)}
    for id_, resolution_id, number, as_of, cut, sha256 in reports:
        author = authors.get(f"report:{id_}")
        said = {
            "id": id_, "resolution_id": resolution_id, "number": number, "as_of": str(as_of), "cut": cut, "snapshot_sha256": sha256,
            "version": 1, "state": "draft", "authors": [] if author is None else [author], "corrects": None, "letter_no": "", "dated": None,
            "signatory": "", "submission": None, "decision": None, "lapsed": False, "issued_at": None, "received_on": None,
            "reference": "", "note": "", "reason": "",
        }  # fmt: skip
        text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        bind.execute(
            sa.text("insert into report_state (report, version, state, said) values (:report, 1, 'draft', :said)"),
            {"report": id_, "said": text},
        )


def _guard() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(POSTGRESQL_REFUSAL)
        for table in KEPT:
            op.execute(POSTGRESQL_GUARD.format(table=table))
        return
    for table, same in KEPT.items():
        op.execute(SQLITE_GUARD.format(table=table, name="update", act="update", when=""))
        op.execute(SQLITE_GUARD.format(table=table, name="delete", act="delete", when=""))
        # INSERT OR REPLACE deletes the old row, without a delete trigger unless recursive_triggers is on.
        when = f"when exists (select 1 from {table} where {same})"
        op.execute(SQLITE_GUARD.format(table=table, name="replace", act="insert", when=when))
