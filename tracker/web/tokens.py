"""Whose is a form? Its safety token is that of the account which opened it, not of one sign-in.

So a form that was open when its person was signed out is sound again once the same person has signed in anew, with one press, and is
nobody else's: under another account it is refused. The signature makes the token (only who holds our key can write one) and dates it.
"""

from __future__ import annotations

import re
from datetime import timedelta

from flask import current_app, request, session
from itsdangerous import BadData, URLSafeTimedSerializer

FIELD = "csrf_token"
SOUND_FOR = timedelta(days=7)
"""An open form outlives a night and a weekend; an old page's token is worth nothing."""
SALT = "wtf-csrf-token"
"""What Flask-WTF signs tokens with."""
OF_ACCOUNT = re.compile("account:([1-9][0-9]{0,8})")


def bind(account: int) -> None:
    """From now on this session's forms carry the token of this account."""
    session[FIELD] = f"account:{account}"


def carried() -> str:
    """The token that this request's form brings; "" when it brings none."""
    return request.form.get(FIELD, "")


def owner(token: str) -> int | None:
    """The account whose forms carry this token; None when we did not write it, or too long ago, or for nobody."""
    signed = URLSafeTimedSerializer(current_app.secret_key or "", salt=SALT)
    try:
        raw = signed.loads(token, max_age=int(SOUND_FOR.total_seconds()))
    except BadData:
        return None
    found = OF_ACCOUNT.fullmatch(raw) if isinstance(raw, str) else None
    return int(found[1]) if found else None
