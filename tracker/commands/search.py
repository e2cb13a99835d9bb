"""How does an operator make the search index anew?"""

from __future__ import annotations

import click

from tracker.commands.line import with_app


@click.group()
def search() -> None:
    """The search index: rebuild."""


@search.command()
@with_app
def rebuild() -> None:
    """Make the whole search index anew from the ledger; nothing else changes."""
    from tracker.search.service import rebuild as make

    click.echo(f"{make():,} passages can be found.")
