"""Which figures does a snapshot hold, and which figures of a text are not among them? Pure.

A percentage has to be a percentage of the snapshot, an amount one of its amounts; any other number has to stand in it as a number, as a
part of a day (B.E. or C.E.), or as a count of its rows; a code, a letter's or a clause's number has to stand in it whole. Numbers at the
start of a line ("1.") only order a list. Numbers written in words are not read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from decimal import Decimal

from tracker.documents import counted
from tracker.lang import BE_OFFSET
from tracker.snapshots.changed import ChangedTask
from tracker.snapshots.curve import CurvePoint
from tracker.snapshots.parts import Figure, Problem, Progress, Task
from tracker.snapshots.snapshot import Snapshot

PERCENT_FIELDS = frozenset({"claimed", "verified", "planned", "plan", "claimed_before"})
IN_PERCENT = (Progress, Task, Problem, ChangedTask, CurvePoint)
SCALES = {
    "": 1, "พัน": 10**3, "หมื่น": 10**4, "แสน": 10**5, "ล้าน": 10**6, "thousand": 10**3, "million": 10**6, "billion": 10**9,
}  # fmt: skip
UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
"""What an eye does not see inside a number."""
_RUN = re.compile(r"[A-Za-z0-9]+(?:[.,:/_–-][A-Za-z0-9]+)*")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")
_PIECES = re.compile(r"[,:/_–-]")
_LIST_NUMBER = re.compile(r"(?m)^[ \t]*\(?[0-9]{1,2}[.)](?=[ \t])")
_PERCENT_BEFORE = re.compile(r"(?:ร้อยละ|เปอร์เซ็นต์)[ \u00a0]*$")
_PERCENT_AFTER = re.compile(r"[ \u00a0]*(?:%|per[ -]?cent|เปอร์เซ็นต์)", re.IGNORECASE)
_MONEY_AFTER = re.compile(
    r"[ \u00a0]*(?P<scale>พัน|หมื่น|แสน|ล้าน|thousand|million|billion)?[ \u00a0]*(?P<unit>บาท|baht|THB|฿)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Typed:
    """One figure of a text: as it stands there with its unit, its digits (Arabic, without separators of thousands), and what it is:
    "percent", "money" (`scale` for ล้าน and the like) or ""."""

    shown: str
    digits: str
    what: str = ""
    scale: int = 1


@dataclass(slots=True)
class Held:
    """What a snapshot holds: whole numbers, percentages, amounts in satang, and what is only written (codes, numbers with points)."""

    whole: set[int] = field(default_factory=set)
    percents: set[int] = field(default_factory=set)
    satang: set[int] = field(default_factory=set)
    written: set[str] = field(default_factory=set)


def held(snapshot: Snapshot, *also: str) -> Held:
    """Every figure of a snapshot, and those of other texts that belong to the report (the number of its letter)."""
    found = Held()
    _take(found, snapshot)
    found.whole |= counted.counts(snapshot)
    found.satang.add(counted.allotted_satang(snapshot))
    for text in also:
        _read(found, text)
    return found


def unknown(text: str, found: Held) -> tuple[str, ...]:
    """The figures of a text that are not held, as they stand there, each once."""
    return tuple(dict.fromkeys(each.shown for each in typed(text) if not _holds(found, each)))


def typed(text: str) -> Iterator[Typed]:
    """The figures of a text, in their order; list numbers at the start of a line are none."""
    seen = UNSEEN.sub("", text)
    plain = "".join(str(unicodedata.decimal(each)) if unicodedata.category(each) == "Nd" else each for each in seen)
    listed = {end for match in _LIST_NUMBER.finditer(plain) for end in range(*match.span())}
    for match in _RUN.finditer(plain):
        if match.start() not in listed and any(each.isdigit() for each in match[0]):
            yield from _figures_of(seen, plain, match)
    yield from (Typed(each, each) for each in seen if unicodedata.category(each) in ("No", "Nl"))


def _figures_of(seen: str, plain: str, match: re.Match[str]) -> Iterator[Typed]:
    what, scale, (first, last) = _unit(plain, match)
    yield Typed(seen[first:last], match[0], what, scale)


def _unit(plain: str, match: re.Match[str]) -> tuple[str, int, tuple[int, int]]:
    """What the number counts, its scale, and from where to where it stands with its unit."""
    first, last = match.span()
    if before := _PERCENT_BEFORE.search(plain[max(first - 20, 0) : first]):
        return "percent", 1, (first - len(before[0]), last)
    if after := _PERCENT_AFTER.match(plain, last):
        return "percent", 1, (first, after.end())
    money = _MONEY_AFTER.match(plain, last)
    if money and (money["scale"] or money["unit"]):
        return "money", SCALES[(money["scale"] or "").lower()], (first, money.end())
    return "", 1, (first, last)


def _holds(found: Held, figure: Typed) -> bool:
    if figure.digits in found.written and not figure.what:
        return True
    if _GROUPED.fullmatch(figure.digits):
        return _holds_number(found, figure.digits.replace(",", ""), figure)
    pieces = _PIECES.split(figure.digits)
    if len(pieces) == 1:
        return False
    parts = [Typed(each, each, figure.what, figure.scale) for each in pieces if each]
    letters = any(each.isalpha() for each in figure.digits)
    return all(part.digits in found.written if letters else _holds(found, part) for part in parts)


def _holds_number(found: Held, digits: str, figure: Typed) -> bool:
    number = Decimal(digits)
    in_satang = number * figure.scale * 100
    if figure.what == "percent":
        return number in found.percents
    if figure.what == "money":
        return in_satang in found.satang
    return number in found.whole or in_satang in found.satang if "." not in digits else in_satang in found.satang


def _take(found: Held, value: object, name: str = "", owner: object = None) -> None:
    match value:
        case bool() | None:
            return
        case int():
            _number(found, value, name, owner)
        case str():
            _read(found, value)
        case date():
            _day(found, value)
        case tuple():
            found.whole.add(len(value))
            for each in value:
                _take(found, each, name, owner)
        case _ if is_dataclass(value):
            for each in fields(value):
                _take(found, getattr(value, each.name), each.name, value)


def _number(found: Held, value: int, name: str, owner: object) -> None:
    if name.endswith("satang"):
        found.satang.add(value)
        return
    found.whole |= {value, abs(value)}
    percent = isinstance(owner, IN_PERCENT) and name in PERCENT_FIELDS
    if percent or (isinstance(owner, Figure) and owner.unit.en == "per cent"):
        found.percents.add(value)


def _day(found: Held, day: date) -> None:
    found.whole |= {day.day, day.month, day.year, day.year + BE_OFFSET}
    for year in (day.year, day.year + BE_OFFSET):
        found.written |= {
            f"{day.day:02}/{day.month:02}/{year}",
            f"{day.day}/{day.month}/{year}",
            f"{year}-{day.month:02}-{day.day:02}",
        }


def _read(found: Held, text: str) -> None:
    """Take the figures that stand in a text of the snapshot: a title, a note, a clause, the number of a letter."""
    for each in typed(text):
        found.written.add(each.digits)
        if not _GROUPED.fullmatch(each.digits):
            continue
        number = Decimal(each.digits.replace(",", ""))
        if each.what == "money":
            found.satang.add(int(number * each.scale * 100))
        elif number == int(number) and "." not in each.digits:
            found.whole.add(int(number))
            if each.what == "percent":
                found.percents.add(int(number))
