"""How does an operator give people accounts, see them and close them?"""

from __future__ import annotations

import click

from tracker.commands.line import with_app


@click.group()
def user() -> None:
    """Accounts: add, list, give a new first password, disable."""


@user.command("add")
@click.argument("email")
@click.option(
    "--role", required=True, type=click.Choice(["coordinator", "liaison", "executive", "auditor", "administrator"])
)
@click.option("--agency", default=None, help="Code of the agency, e.g. mof.")
@click.option("--name-th", required=True, help="Post in Thai.")
@click.option("--name-en", required=True, help="Post in English.")
@click.password_option(help="First password (asked for when not given).")
@with_app
def add_user(email: str, role: str, agency: str | None, name_th: str, name_en: str, password: str) -> None:
    """Give a person an account."""
    from tracker.access.policy import Role
    from tracker.lang import Bilingual
    from tracker.people.service import add_user as add
    from tracker.writing_day import settle_day

    settle_day()
    add(email, Bilingual(th=name_th, en=name_en), Role(role), agency, password)
    click.echo(f"{email.strip().lower()} has an account.")


@user.command("list")
@with_app
def list_users() -> None:
    """All accounts with role, agency and whether they are open."""
    from tracker.people.store import users

    for _id, each in users():
        state = "open" if each.enabled else "disabled"
        click.echo(f"{each.email}\t{each.role.value}\t{each.agency or '-'}\t{state}")


@user.command("password")
@click.argument("email")
@click.password_option(help="New first password (asked for when not given).")
@with_app
def give_password(email: str, password: str) -> None:
    """Give an account a new first password; its sessions end at once."""
    from tracker.people.service import give_password as give
    from tracker.writing_day import settle_day

    settle_day()
    give(email, password)
    click.echo(f"{email.strip().lower()} has a new first password.")


@user.command("disable")
@click.argument("email")
@with_app
def disable_user(email: str) -> None:
    """Close an account; its sessions end at once."""
    from tracker.people.service import set_enabled
    from tracker.writing_day import settle_day

    settle_day()
    set_enabled(email, enabled=False)
    click.echo(f"{email.strip().lower()} is disabled.")
