"""How does Alembic reach the database? Through the connection that the caller opened."""

from alembic import context

from tracker.extensions import db

context.configure(
    connection=context.config.attributes["connection"], target_metadata=db.metadata, transaction_per_migration=False
)  # fmt: skip
context.run_migrations()
