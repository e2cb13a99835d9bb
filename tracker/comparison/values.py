"""How is the value of a field said to people, whole and in both languages? Pure: what the ledger keeps in, words out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from tracker.access.policy import Role
from tracker.lang import Bilingual, format_baht, format_date, format_instant
from tracker.resolutions.kinds import (
    Confidence,
    DeadlineBasis,
    DocumentKind,
    FactKind,
    Force,
    Kind,
    MovementKind,
    ObligationKind,
    ReadingKind,
)
from tracker.tasks.step import Reopened, State

NOTHING = Bilingual(th="–", en="–")
YES, NO = Bilingual(th="ใช่", en="yes"), Bilingual(th="ไม่ใช่", en="no")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT.*Z")
DAYS = frozenset(
    {
        "as_of", "claimed_on", "dated", "dated_variant", "deadline", "decided_on", "due_on", "effective_on", "expires_on",
        "extended_to", "first", "first_on", "from_on", "last", "letter_on", "noted_on", "received_on", "reply_by",
        "stamp", "start_on", "until", "until_on",
    }
)  # fmt: skip
"""The fields that hold a day, by their last name: what people typed is never read as one, whatever it looks like."""
INSTANTS = frozenset(
    {"asked_at", "given_at", "moved_at", "nudged_at", "reported_at", "sent_at", "since", "verdict_at", "waiting_since"}
)
PERCENT = frozenset({"claimed", "verified"})
PEOPLE = frozenset({"submitted_by", "verdict_by", "given_by", "asked_by", "user", "giver", "taker"})
BODIES = frozenset(
    {
        "agency", "for_agency", "partners", "obligors", "agencies", "for_each", "owner", "proposer", "coordinator", "reporter",
        "matrix_agencies", "who", "addressee",
    }
)  # fmt: skip
WORDS: Mapping[str, type[Kind]] = {
    "force": Force,
    "deadline_basis": DeadlineBasis,
    "confidence": Confidence,
    "site_confidence": Confidence,
    "money": MovementKind,
}
KINDS: Mapping[str, type[Kind]] = {
    "obligations": ObligationKind,
    "documents": DocumentKind,
    "readings": ReadingKind,
    "facts": FactKind,
    "movements": MovementKind,
}
"""What the field `kind` of an entry is, by the noun of the register."""


@dataclass(frozen=True, slots=True)
class Names:
    """What codes and numbers stand for: bodies by code, people by account, those responsible by their key ("post:3")."""

    bodies: Mapping[str, Bilingual] = field(default_factory=dict)
    people: Mapping[int, Bilingual] = field(default_factory=dict)
    holders: Mapping[str, Bilingual] = field(default_factory=dict)


def said(name: str, value: Any, names: Names, noun: str = "") -> Bilingual:
    """The value of a field in words, nothing left out. `noun`: where in the register the object stands."""
    last = name.rpartition(".")[2]
    match value:
        case None | "":
            return NOTHING
        case bool():
            return YES if value else NO
        case int():
            return _number(last, value, names)
        case str():
            return _text(last, value, names, noun)
        case Mapping() if value.keys() == {"th", "en"}:
            return Bilingual(th=value["th"], en=value["en"])
        case Mapping():
            return _joined([said(key, part, names, noun) for key, part in value.items()], " · ")
        case list() | tuple():
            return _joined([said(last, part, names, noun) for part in value], ", ")
    return _same(str(value))


def _number(last: str, value: int, names: Names) -> Bilingual:
    if last == "amount_satang":
        return Bilingual(th=format_baht(value, "th"), en=format_baht(value, "en"))
    if last in PEOPLE:
        return names.people.get(value, Bilingual(th=f"บัญชี {value}", en=f"account {value}"))
    if last in PERCENT:
        return _same(f"{value}%")
    return _same(str(value) if "year" in last else f"{value:,}")


def _text(last: str, value: str, names: Names, noun: str) -> Bilingual:
    if (when := _when(last, value)) is not None:
        return when
    if last in BODIES:
        return names.bodies.get(value, _same(value))
    if last == "responsible":
        return names.holders.get(value, _same(value))
    if last in ("state", "state_before_waiver"):
        return State(value).title if value in set(State) else _same(value)
    if last == "reopened":
        return Reopened(value).title if value in set(Reopened) else _same(value)
    if last == "role":
        return Role(value).title if value in set(Role) else _same(value)
    return _word(KINDS.get(noun) if last == "kind" else WORDS.get(last), value)


def _when(last: str, value: str) -> Bilingual | None:
    """The day or the instant that the field holds; None for any other field, and for a text that is none after all."""
    try:
        if last in DAYS and DAY.fullmatch(value):
            day = date.fromisoformat(value)
            return Bilingual(th=format_date(day, "th", "short"), en=format_date(day, "en", "short"))
        if last in INSTANTS and INSTANT.fullmatch(value):
            at = datetime.fromisoformat(value)
            return Bilingual(th=format_instant(at, "th"), en=format_instant(at, "en"))
    except ValueError:
        return None
    return None


def _word(kind: type[Kind] | None, value: str) -> Bilingual:
    if kind is None or value not in set[StrEnum](kind):
        return _same(value)
    return kind(value).label  # type: ignore[call-arg]


def _joined(parts: list[Bilingual], between: str) -> Bilingual:
    return Bilingual(th=between.join(part.th for part in parts), en=between.join(part.en for part in parts))


def _same(text: str) -> Bilingual:
    return Bilingual(th=text, en=text)
