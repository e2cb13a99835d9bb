"""Which keys may stand where in a seed file, and what does each hold?

The keys are the fields of the records in `rules`, but for the few that a person writes differently (money in baht).
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from tracker.lang import Bilingual
from tracker.record import Record
from tracker.resolutions.rules import (
    Agency,
    Clause,
    Fact,
    MatrixColumn,
    Movement,
    Obligation,
    ObligationGroup,
    Party,
    Reading,
    Resolution,
    SourceDocument,
    TaskTemplate,
)

FORMAT = 1


class Form(Enum):
    """How a plain value is written where its type alone does not say so."""

    PLAIN = "plain"
    CODE = "code"
    BAHT = "baht"
    DECIMAL = "decimal"
    WEIGHT = "weight"
    BE_YEAR = "be_year"
    CE_YEAR = "ce_year"


@dataclass(frozen=True, slots=True)
class SeedFile(Record):
    """The top of the file of one resolution."""

    format: int
    resolution: Resolution
    parties: tuple[Party, ...]
    documents: tuple[SourceDocument, ...]
    clauses: tuple[Clause, ...]
    obligations: tuple[Obligation, ...]
    readings: tuple[Reading, ...] = ()
    groups: tuple[ObligationGroup, ...] = ()
    matrix: tuple[MatrixColumn, ...] = ()
    money: tuple[Movement, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class AgenciesFile(Record):
    """The top of the file of agencies."""

    agencies: tuple[Agency, ...]


@dataclass(frozen=True, slots=True)
class Key:
    """One key: the field it fills, the type of that field without "or None", and whether it must be there or may be empty."""

    field: str
    type: Any
    required: bool
    nullable: bool
    form: Form = Form.PLAIN


_NAMES = {
    (SourceDocument, "dated"): "date",
    (SourceDocument, "dated_variant"): "date_variant",
    (Movement, "amount_satang"): "amount_baht",
}
_FORMS = {
    (Movement, "amount_satang"): Form.BAHT,
    (Movement, "fiscal_year_be"): Form.BE_YEAR,
    (Fact, "year"): Form.CE_YEAR,
    (Fact, "value"): Form.DECIMAL,
    (TaskTemplate, "weight"): Form.WEIGHT,
}
_LEFT_OUT = {(TaskTemplate, "obligation")}
"""The task stands under its obligation, so the file does not repeat it."""


@cache
def keys_of(record: type) -> dict[str, Key]:
    """The keys that a group of the file may have, in the order in which the documentation lists them."""
    if record is Bilingual:
        return {lang: Key(lang, str, required=True, nullable=False) for lang in ("th", "en")}
    hints = get_type_hints(record)
    keys = {
        _NAMES.get((record, field.name), field.name): _key(record, field.name, hints[field.name], _is_required(field))
        for field in fields(record)
        if (record, field.name) not in _LEFT_OUT
    }
    if record is Obligation:
        keys["tasks"] = Key("tasks", tuple[TaskTemplate, ...], required=False, nullable=False)
    return keys


def records_within(record: type) -> dict[str, type]:
    """Every kind of group that can stand inside `record`, itself included, under the key that leads to it."""
    found: dict[str, type] = {}
    for name, key in keys_of(record).items():
        inner = get_args(key.type)[0] if get_origin(key.type) is tuple else key.type
        if isinstance(inner, type) and issubclass(inner, Record):
            found |= {name: inner} | records_within(inner)
    return found


def _key(record: type, name: str, hint: Any, required: bool) -> Key:
    nullable = get_origin(hint) in (Union, UnionType)
    plain = next(option for option in get_args(hint) if option is not NoneType) if nullable else hint
    form = Form.CODE if name == "code" else _FORMS.get((record, name), Form.PLAIN)
    return Key(name, plain, required, nullable, form)


def _is_required(field: Any) -> bool:
    return field.default is MISSING and field.default_factory is MISSING
