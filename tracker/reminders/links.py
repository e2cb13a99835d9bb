"""Where do the links of a message lead? Addresses that only we can have written: one that opens a task's form, one that stops messages."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

from flask import current_app
from itsdangerous import BadData, SignatureExpired, URLSafeTimedSerializer

SOUND_FOR = timedelta(days=30)
"""A link in a message opens its form for so long; after that it leads to the inbox."""
GO, STOP = "reminder-go", "reminder-stop"


class Expired(Exception):
    """The address was ours, and is too old."""


def go(reminder: int) -> str:
    """The address that opens what a reminder is about."""
    return f"{base()}/go/{_signer(GO).dumps(reminder)}"


def stop(person: int) -> str:
    """The address that stops what a person need not be sent; it works without signing in and is never too old."""
    return f"{base()}/unsubscribe/{_signer(STOP).dumps(person)}"


def reminder_of(token: str) -> int | None:
    """The reminder that an address names; None when we did not write it. Raises Expired when it is too old."""
    try:
        found = _signer(GO).loads(token, max_age=int(SOUND_FOR.total_seconds()))
    except SignatureExpired as expired:
        raise Expired from expired
    except BadData:
        return None
    return found if isinstance(found, int) else None


def person_of(token: str) -> int | None:
    """Whose messages an address stops; None when we did not write it."""
    try:
        found = _signer(STOP).loads(token)
    except BadData:
        return None
    return found if isinstance(found, int) else None


def base() -> str:
    """The address under which people find the product, without a slash at its end."""
    return str(current_app.config["SETTINGS"].base_url)


def domain() -> str:
    """The name under which people find the product; messages bear it in their Message-ID."""
    return urlsplit(base()).hostname or "localhost"


def _signer(purpose: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt=purpose)
