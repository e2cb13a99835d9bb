"""What did a person type into a form that could not be taken, and what of it may be shown again or kept?

No secret is ever shown again or kept: a password, and the safety token of a form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import request
from werkzeug.exceptions import HTTPException
from wtforms.fields.core import UnboundField

from tracker.lang import Bilingual
from tracker.web.forms import UNREADABLE, Form

CARRIED = frozenset({"version", "act_key", "csrf_token", "next", "back"})
"""Fields that nobody typed."""
MOST_FIELDS = 100
MOST_CHARACTERS = 100_000
"""More than this is no form of ours: it is neither shown again nor kept."""

Fields = Mapping[str, list[str]]

FORMS: dict[str, type[Form]] = {}
"""The form class of an endpoint, where a field's words depend on it; a slice enters its own."""
ENDED: list[Callable[[], str | None]] = []
"""Asked when a form comes from a session that has ended: keeps what was typed and answers where it will stand after signing in."""


@dataclass(frozen=True, slots=True)
class Typed:
    """One field with what was typed in it."""

    name: str
    label: Bilingual
    value: str


def sent() -> dict[str, list[str]]:
    """What this request's form holds by name, files and secrets left out; nothing when it is larger than any form of ours."""
    try:
        fields = everything_sent()
    except (HTTPException, ValueError):
        return {}
    return fields if small_enough(fields) else {}


def everything_sent() -> dict[str, list[str]]:
    """The same however large it is. An HTTP error when it cannot be read."""
    return {name: values for name, values in request.form.lists() if not secret(name)}


def secret(name: str) -> bool:
    """Must the value of a field with this name never be shown again nor kept?"""
    return name == "csrf_token" or "password" in name.lower()


def small_enough(fields: Fields) -> bool:
    """May these fields be shown again and kept?"""
    characters = sum(len(name) + sum(map(len, values)) for name, values in fields.items())
    return len(fields) <= MOST_FIELDS and characters <= MOST_CHARACTERS


def readable(fields: Fields) -> dict[str, list[str]]:
    """The same fields without the characters that no database keeps (control characters, broken ones)."""
    return {
        UNREADABLE.sub("", name): [UNREADABLE.sub("", value) for value in values] for name, values in fields.items()
    }


def typed(fields: Fields, endpoint: str | None = None) -> list[Typed]:
    """The fields that a person filled in, in the words of the endpoint's form; what has no words for people is left out."""
    form = FORMS.get(endpoint or "")
    return list(_typed(fields, form))


def _typed(fields: Fields, form: type[Form] | None) -> Iterator[Typed]:
    for name, values in fields.items():
        label = None if name in CARRIED or secret(name) else _label(name, form)
        said = "\n".join(value for value in values if value.strip())
        if label is not None and said:
            yield Typed(name, label, said)


def _label(name: str, form: type[Form] | None) -> Bilingual | None:
    """The words of a field: of this form, else of any form that has a field of this name."""
    candidates: Iterable[type[Form]] = _descendants(Form) if form is None else (form, *_descendants(Form))
    return next((found for each in candidates if (found := _words(getattr(each, name, None))) is not None), None)


def _words(field: Any) -> Bilingual | None:
    if not isinstance(field, UnboundField):
        return None
    label = field.args[0] if field.args else field.kwargs.get("label")
    return label if isinstance(label, Bilingual) else None


def _descendants(kind: type[Form]) -> Iterator[type[Form]]:
    for each in kind.__subclasses__():
        yield each
        yield from _descendants(each)
