"""How does an address name what tasks have in common, and how is that said in words? Pure, and each way leads back to the other."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from typing import Any, TypeVar

from tracker.lang import Bilingual, arabic_numerals, format_date, parse_date
from tracker.tasks.filter_kinds import ANSWERING, ME, NOBODY, Due, Mark, Proof
from tracker.tasks.filters import Filter
from tracker.tasks.health import Health
from tracker.tasks.workflow import State

LONGEST_WORDS = 100
MOST_DAYS = 999

NAMES = (
    "health", "state", "agency", "agency_row", "column", "obligation", "due", "due_from", "due_to", "stale", "evidence", "mark",
    "responsible", "q",
)  # fmt: skip
"""What an address may ask for, in the order in which it is said."""

Values = Callable[[str], list[str]]
"""All values that an address gives a name, in its order; none is an empty list."""
Choice = TypeVar("Choice", bound=Enum)


@dataclass(frozen=True, slots=True)
class Known:
    """What an address may name: agencies, obligations with the groups they belong to, columns of the matrix, and the posts and persons
    who answer for tasks, each with its words; `mine` is everything that the reader answers as."""

    agencies: Mapping[str, Bilingual]
    obligations: Mapping[str, Bilingual]
    columns: Mapping[str, Bilingual]
    holders: Mapping[str, Bilingual] = field(default_factory=dict)
    mine: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that the tasks have in common: as an address writes it, and in words."""

    name: str
    value: str
    words: Bilingual


def conditions(asked: Filter, known: Known) -> list[Condition]:
    """Everything that the tasks have in common; `read` makes the same filter of their names and values."""
    return [Condition(name, value, words) for name, value, words in _conditions(asked, known)]


def _conditions(asked: Filter, known: Known) -> Iterator[tuple[str, str, Bilingual]]:
    yield from (("health", each.value, each.title) for each in asked.health)
    yield from (("state", each.value, each.title) for each in asked.state)
    yield from (
        ("agency", each, _of("งานที่ {name} ทำ", "done by {name}", known.agencies[each])) for each in asked.agency
    )
    row = ("แถว {name} (ทำเองหรือมีผู้ทำให้)", "row {name} (done by it or for it)")
    yield from (("agency_row", each, _of(*row, known.agencies[each])) for each in asked.agency_row)
    yield from (("column", each, _of("ช่อง {name}", "column {name}", known.columns[each])) for each in asked.column)
    duty = ("ภารกิจ {name}", "obligation {name}")
    yield from (("obligation", each, _of(*duty, known.obligations[each])) for each in asked.obligation)
    yield from (("due", each.value, each.title) for each in asked.due)
    if asked.due_from:
        yield "due_from", asked.due_from.isoformat(), _day("ครบกำหนดตั้งแต่ {day}", "due from {day}", asked.due_from)
    if asked.due_to:
        yield "due_to", asked.due_to.isoformat(), _day("ครบกำหนดไม่เกิน {day}", "due up to {day}", asked.due_to)
    if asked.stale is not None:
        silent = Bilingual(th="ไม่มีรายงานมา {n} วันทำการขึ้นไป", en="no report for {n} working days or more")
        yield "stale", str(asked.stale), silent.format(n=asked.stale)
    if asked.evidence:
        yield "evidence", asked.evidence.value, asked.evidence.title
    yield from (("mark", each.value, each.title) for each in asked.mark)
    yield from (("responsible", each, _answering(each, known)) for each in asked.responsible)
    if asked.q:
        yield "q", asked.q, Bilingual(th=f"มีคำว่า “{asked.q}”", en=f"containing “{asked.q}”")


def read(values: Values, known: Known) -> Filter:
    """The filter that an address asks for; values that are not known are left out, and their names stand in `ignored`."""
    return _Reading(values).filter(known)


class _Reading:
    """One address being read; what it asked for in vain is noted."""

    def __init__(self, values: Values) -> None:
        self.values = values
        self.ignored: list[str] = []

    def filter(self, known: Known) -> Filter:
        """Everything that it asks for."""
        responsible = self.known("responsible", (ME, NOBODY, *known.holders))
        found = Filter(
            health=self.choices("health", Health), state=self.choices("state", State), due=self.choices("due", Due),
            agency=self.known("agency", known.agencies), agency_row=self.known("agency_row", known.agencies),
            column=self.known("column", known.columns), obligation=self.known("obligation", known.obligations),
            due_from=self.one("due_from", _to_day), due_to=self.one("due_to", _to_day), stale=self.one("stale", _to_number),
            evidence=self.one("evidence", Proof), mark=self.choices("mark", Mark), responsible=responsible,
            holders=_meant(responsible, known), q=next(iter(self.given("q")), "")[:LONGEST_WORDS].strip(),
        )  # fmt: skip
        return replace(found, ignored=tuple(dict.fromkeys(self.ignored)))

    def given(self, name: str) -> list[str]:
        """What the address says, each value once, nothing left out but what is empty."""
        return list(dict.fromkeys(value.strip() for value in self.values(name) if value.strip()))

    def known(self, name: str, among: Collection[str]) -> tuple[str, ...]:
        """The values that are among those, in the order of those."""
        given = self.given(name)
        if any(value not in among for value in given):
            self.ignored.append(name)
        return tuple(value for value in among if value in given)

    def choices(self, name: str, kind: type[Choice]) -> tuple[Choice, ...]:
        """The values of this kind."""
        return tuple(kind(value) for value in self.known(name, [each.value for each in kind]))

    def one(self, name: str, understand: Callable[[str], Choice | date | int]) -> Any:
        """The first value, understood; None when there is none or it is not understood."""
        for value in self.given(name)[:1]:
            try:
                return understand(value)
            except ValueError:
                self.ignored.append(name)
        return None


def _meant(responsible: Collection[str], known: Known) -> frozenset[str | None]:
    """The posts and persons that the words stand for."""
    named = {each for each in responsible if each not in ANSWERING}
    return frozenset({*named, *(known.mine if ME in responsible else ()), *([None] if NOBODY in responsible else ())})


def _answering(responsible: str, known: Known) -> Bilingual:
    if responsible in ANSWERING:
        return ANSWERING[responsible]
    return _of("ผู้รับผิดชอบ {name}", "responsible: {name}", known.holders[responsible])


def _to_day(text: str) -> date:
    """A typed day; ValueError (DateNotUnderstood is one) when it is none."""
    return parse_date(text).day


def _to_number(text: str) -> int:
    """A number of days from 1 to MOST_DAYS; ValueError otherwise."""
    digits = arabic_numerals(text)
    if not (digits.isascii() and digits.isdigit() and len(digits) < 6 and 1 <= int(digits) <= MOST_DAYS):
        raise ValueError(text)
    return int(digits)


def pairs(found: Iterable[Condition]) -> list[tuple[str, str]]:
    """Conditions as the names and values of an address."""
    return [(each.name, each.value) for each in found]


def _of(thai: str, english: str, name: Bilingual) -> Bilingual:
    return Bilingual(th=thai, en=english).format(name=name)


def _day(thai: str, english: str, day: date) -> Bilingual:
    return Bilingual(th=thai, en=english).format(
        day=Bilingual(*(format_date(day, lang, "short") for lang in ("th", "en")))
    )
