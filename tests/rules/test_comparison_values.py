"""Has every field a name in both languages, and is its value said whole – what people typed exactly as they typed it?"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

import tracker
from tracker.comparison.fields import LABELS, label
from tracker.comparison.values import DAYS, INSTANTS, Names, said
from tracker.lang import Bilingual
from tracker.ledger.kinds import KINDS
from tracker.people import rules as people
from tracker.resolutions.rules import Register
from tracker.tasks.task import Task

ROOT = Path(tracker.__file__).parent
for file in ROOT.rglob("*.py"):
    if "\n@kind\n" in file.read_text(
        encoding="utf-8"
    ):  # so that every kind of fact is known, whatever other tests have imported
        import_module(".".join(("tracker", *file.relative_to(ROOT).with_suffix("").parts)))


def all_fields() -> set[str]:
    """The last name of every field that a task, an account or an entry of the register may have."""
    found: set[str] = set()
    pending: list[Any] = [Register, Task, people.User]
    while pending:
        kind = pending.pop()
        for name, hint in get_type_hints(kind).items():
            inner = [each for each in (hint, *get_args(hint)) if is_dataclass(each) and each is not Bilingual]
            pending += [each for each in inner if each is not kind]
            if not inner and name in {each.name for each in fields(kind)} and kind is not Register:
                found.add(name)
    return found - {"id", "version", "changed_at", "schema"}


@pytest.mark.parametrize("name", sorted(all_fields()))
def test_every_field_has_a_name_in_both_languages(name: str) -> None:
    known = [each for key, each in LABELS.items() if key.rpartition(".")[2] == name]
    assert known, f"give {name} a row in tracker/comparison/fields.py"
    assert all(each.th and each.en for each in known)


@pytest.mark.parametrize(
    ("name", "value", "thai", "english"),
    [
        ("claimed", 45, "45%", "45%"),
        ("due_on", "2013-06-07", "7 มิ.ย. 2556", "7 Jun 2556"),
        ("sent_at", "2013-05-20T03:00:00Z", "20 พ.ค. 2556 เวลา 10:00 น.", "20 May 2556, 10:00"),
        ("state", "submitted", "รอตรวจรับ", "Waiting for verification"),
        ("reopened", "expired", "หลักฐานหมดอายุ", "the evidence has expired"),
        ("amount_satang", 200_000_000, "2,000,000 บาท", "2,000,000 baht"),
        ("fiscal_year_be", 2556, "2556", "2556"),
        ("submitted_by", 7, "ผู้ประสานงาน", "Liaison"),
        ("submitted_by", 8, "บัญชี 8", "account 8"),
        ("obligors", ["mof", "xx"], "กค, xx", "MOF, xx"),
        ("title", {"th": "งาน", "en": "task"}, "งาน", "task"),
        ("enabled", False, "ไม่ใช่", "no"),
        ("note", None, "–", "–"),
        ("kind", "allocation", "จัดสรร", "Allocation"),
        ("role", "auditor", "ผู้ตรวจสอบ", "Auditor"),
        ("something_new", 1234, "1,234", "1,234"),
    ],
)
def test_values_are_said_in_both_languages(name: str, value: Any, thai: str, english: str) -> None:
    names = Names({"mof": Bilingual("กค", "MOF")}, {7: Bilingual("ผู้ประสานงาน", "Liaison")})
    assert said(name, value, names, "movements") == Bilingual(thai, english)


@pytest.mark.parametrize(
    "typed", ["2013-02-30", "2556-05-31", "2013-05-31", "2013-05-20T25:00Z", "2013-05-20T03:00:00Z"]
)
@pytest.mark.parametrize("name", ["last_note", "reason", "block.reason", "extension.reason", "block.who_words", "note"])
def test_what_people_typed_is_said_as_they_typed_it(name: str, typed: str) -> None:
    assert said(name, typed, Names()) == Bilingual(typed, typed)


@pytest.mark.parametrize(("name", "value"), [("due_on", "2013-02-30"), ("sent_at", "2013-05-20T25:00Z")])
def test_a_day_that_is_none_is_shown_as_it_stands(name: str, value: str) -> None:
    assert said(name, value, Names()) == Bilingual(value, value)


def of_type(wanted: type) -> set[str]:
    """The name of every field of this type in a task, an account, the register or a fact of any kind."""
    found: set[str] = set()
    pending: list[Any] = [Register, Task, people.User, *KINDS.values()]
    seen: set[Any] = set()
    while pending:
        seen.add(kind := pending.pop())
        for name, hint in get_type_hints(kind).items():
            options = (hint, *get_args(hint))
            pending += [each for each in options if is_dataclass(each) and each not in seen]
            if wanted in options:
                found.add(name)
    return found


def test_the_fields_that_hold_days_are_those_typed_as_days() -> None:
    assert of_type(date) - {"changed_at"} == DAYS - {"stamp"}
    assert of_type(datetime) - {"changed_at"} == INSTANTS
    assert not of_type(str) & ((DAYS - {"stamp"}) | INSTANTS)


def test_a_numbered_part_says_its_number() -> None:
    assert label("pieces.2.evidence.address") == Bilingual("หลักฐานชิ้นที่ 2: ที่อยู่", "Evidence 2: Address")
    assert label("something_new") == Bilingual("something_new", "something new")
