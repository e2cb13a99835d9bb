"""What did a person type into a form that could not be taken, and what of it may be shown again or kept?

No secret is ever shown again or kept: a password, the safety token of a form, and what a form calls secret (`Form.SECRET`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
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
SAID_AS: dict[str, Callable[[Collection[str]], Mapping[str, str]]] = {}
"""Fields whose values are no words (ids), each with what says them in words, all at once; a slice enters its own."""
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
    return name == "csrf_token" or "password" in name.lower() or any(name in form.SECRET for form in _descendants(Form))


def small_enough(fields: Fields) -> bool:
    """May these fields be shown again and kept?"""
    characters = sum(len(name) + sum(map(len, values)) for name, values in fields.items())
    return len(fields) <= MOST_FIELDS and characters <= MOST_CHARACTERS


def readable(fields: Fields) -> dict[str, list[str]]:
    """The same fields without the characters that no database keeps (control characters, broken ones)."""
    return {
        UNREADABLE.sub("", name): [UNREADABLE.sub("", value) for value in values] for name, values in fields.items()
    }


def said_as(forms: Iterable[Fields]) -> dict[str, Mapping[str, str]]:
    """What stands for values that are no words in any of these forms, by field; one question for each such field."""
    every = list(forms)
    found = {name: {value for fields in every for value in fields.get(name, ())} for name in SAID_AS}
    return {name: SAID_AS[name](values) for name, values in found.items() if values}


def typed(
    fields: Fields, endpoint: str | None = None, said: Mapping[str, Mapping[str, str]] | None = None
) -> list[Typed]:  # fmt: skip
    """The fields that a person filled in, in the words of the endpoint's form; what has no words for people is left out.

    `said` is what `said_as` found for them (None: to be asked).
    """
    return list(_typed(fields, FORMS.get(endpoint or ""), said_as([fields]) if said is None else said))


def _typed(fields: Fields, form: type[Form] | None, words: Mapping[str, Mapping[str, str]]) -> Iterator[Typed]:
    for name, values in fields.items():
        label = None if name in CARRIED or secret(name) else _label(name, form)
        own = words.get(name, {})
        said = "\n".join(own.get(value, value) for value in values if value.strip())
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
