"""How does the database get its tables? Numbered migrations, the same for SQLite and PostgreSQL."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from tracker.extensions import db
from tracker.ledger.store import write_transaction

if TYPE_CHECKING:
    from alembic.config import Config

FOLDER = Path(__file__).parent
HEAD = max(path.stem.split("_")[0] for path in (FOLDER / "versions").glob("[0-9]*.py"))
"""The newest migration's number."""


class WrongSchema(Exception):
    """The database is not at the newest migration. Its text is one line for the operator."""


def upgrade(revision: str = "head") -> None:
    """Bring the database of the current app to a revision. Joins the write transaction that is open, so that what has to follow is saved
    together with it or not at all."""
    from alembic import command

    with write_transaction():
        command.upgrade(_config(db.session.connection()), revision)


def downgrade(revision: str) -> None:
    """Take the database of the current app back to a revision ("base": no tables)."""
    from alembic import command

    with write_transaction():
        command.downgrade(_config(db.session.connection()), revision)


def revision() -> str | None:
    """The number of the migration that the database stands at; None while it has no tables."""
    with db.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("select version_num from alembic_version")).scalar()


def check() -> None:
    """Raise WrongSchema when the database is not at the newest migration."""
    found = revision()
    if found is None:
        raise WrongSchema("The database has no tables yet; run: tracker init")
    if found != HEAD:
        raise WrongSchema(f"The database is at migration {found}, this version needs {HEAD}; run: tracker init")


def _config(connection: Connection) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    return config
