"""What can be found: one row for each passage, and what finds three letters in it."""

from __future__ import annotations

import sqlite3

import sqlalchemy as sa
from alembic import op

from tracker.migrations import WrongSchema

revision = "0010"
down_revision = "0009"

KINDS = ("task", "obligation", "text", "words", "evidence", "body", "report")
TRIGRAMS = (3, 34)
"""The first SQLite with the tokenizer "trigram"."""


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    op.create_table(
        "search_row",
        sa.Column("id", sa.Integer if sqlite else sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("place", sa.String(200)),
        sa.Column("gone", sa.Integer),
        sa.Column("task_id", sa.Integer),
        sa.Column("code", sa.String(200), nullable=False),
        sa.Column("head", sa.Integer, nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
        sa.Column("grams", sa.Text if sqlite else sa.ARRAY(sa.Integer)),
    )
    for name, column in (("place", "place"), ("code", "code"), ("task", "task_id")):
        op.create_index(f"search_row_{name}", "search_row", [column])
    if sqlite:
        _trigrams()
        return
    for kind in KINDS:
        op.execute(f"create index search_letters_{kind} on search_row using gin (grams) where kind = '{kind}'")


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("drop table search_text")
    op.drop_table("search_row")


def _trigrams() -> None:
    if sqlite3.sqlite_version_info < TRIGRAMS:
        raise WrongSchema(
            f"Search needs SQLite {'.'.join(map(str, TRIGRAMS))} or newer; Python is linked with {sqlite3.sqlite_version}."
        )
    op.execute(
        "create virtual table search_text using fts5 (folded, content='search_row', content_rowid='id', "
        "tokenize='trigram case_sensitive 1', detail=none)"
    )
