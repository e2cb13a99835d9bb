"""Under which address can a report be verified? Short enough to type from paper, and not to be guessed. Pure but for the chance in it."""

from __future__ import annotations

import re
import secrets

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32: no i, l, o and u, which are taken for digits or for each other on paper."""
LENGTH = 16
"""16 characters of 5 bits: 80 bits, out of anybody's reach by trying."""
PATH = "/verify/"
TOKEN = f"[{ALPHABET}]{{{LENGTH}}}"
"""A token as a regular expression."""
MISREAD = str.maketrans("ilo", "110")


def new_token() -> str:
    """A token that no report had yet."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def address_of(base_url: str, token: str) -> str:
    """The whole address; `base_url` is that of the installation, without a slash at its end."""
    return f"{base_url}{PATH}{token}"


def as_token(typed: str) -> str | None:
    """The token that was typed or read from paper: capitals, blanks and hyphens do not matter; None when it cannot be one."""
    text = re.sub(r"[\s-]", "", typed).lower().translate(MISREAD)
    return text if re.fullmatch(TOKEN, text) else None
