"""Does everything that a seed file refers to exist, and is every code used once?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from tracker.resolutions.marks import MARK, codes
from tracker.resolutions.rules import (
    EACH,
    Clause,
    Fact,
    MatrixColumn,
    Movement,
    Notified,
    Obligation,
    ObligationGroup,
    Party,
    Reading,
    Resolution,
    SourceDocument,
    TaskTemplate,
)
from tracker.resolutions.seed_problems import Findings, nearest
from tracker.resolutions.seed_shape import Entry

_READING_CODE = re.compile(r"D[0-9]{1,4}")
_LEFTOVER = re.compile(r"\]\s*\(\s*D[0-9]|\[[^\]]*\|")

_NAMED = {
    SourceDocument: "document",
    Clause: "clause",
    Reading: "reading",
    Obligation: "obligation",
    ObligationGroup: "group",
    MatrixColumn: "column",
    TaskTemplate: "task",
    Movement: "money",
    Fact: "fact",
}
_KINDS_TH = {
    "agency": "หน่วยงาน",
    "document": "เอกสาร",
    "clause": "ข้อ",
    "reading": "หมายเหตุ",
    "obligation": "ภารกิจ",
    "group": "กลุ่ม",
    "column": "คอลัมน์",
    "task": "งาน",
    "money": "รายการเงิน",
    "fact": "ข้อเท็จจริง",
}
_REFERENCES = {
    (Resolution, "proposer"): "agency",
    (Resolution, "coordinator"): "agency",
    (Resolution, "reporter"): "agency",
    (Resolution, "matrix_agencies"): "agency",
    (Resolution, "text_source"): "document",
    (Resolution, "headline"): "obligation",
    (Party, "agency"): "agency",
    (Notified, "agency"): "agency",
    (SourceDocument, "agency"): "agency",
    (SourceDocument, "addressee"): "agency",
    (SourceDocument, "readings"): "reading",
    (Clause, "document"): "document",
    (Obligation, "obligors"): "agency",
    (Obligation, "clauses"): "clause",
    (Obligation, "group"): "group",
    (Obligation, "matrix_column"): "column",
    (Obligation, "quote_source"): "document",
    (Obligation, "readings"): "reading",
    (TaskTemplate, "owner"): "agency",
    (TaskTemplate, "agencies"): "agency",
    (TaskTemplate, "for_each"): "agency",
    (TaskTemplate, "partners"): "agency",
    (TaskTemplate, "after"): "task",
    (Movement, "agencies"): "agency",
    (Movement, "source"): "document",
    (Movement, "clause"): "clause",
    (Movement, "reading"): "reading",
}
_QUOTED = {
    (Clause, "text"),
    (SourceDocument, "text"),
    (SourceDocument, "signatory"),
    (Obligation, "quote"),
    (Movement, "quote"),
}


@dataclass(frozen=True, slots=True)
class Known:
    """Every code there is, by kind."""

    codes: dict[str, frozenset[str]]

    def __getitem__(self, kind: str) -> frozenset[str]:
        return self.codes.get(kind, frozenset())


def check_links(top: Entry, agencies: Collection[str], taken: Collection[str], findings: Findings) -> None:
    """Duplicate codes, codes that other resolutions have taken, references and marks that lead nowhere."""
    entries = list(top.inner())
    _check_codes(entries, taken, findings)
    named: dict[str, set[str]] = {"agency": set(agencies)}
    for entry in entries:
        if entry.record in _NAMED:
            named.setdefault(_NAMED[entry.record], set()).update(entry.texts("code"))
    known = Known({kind: frozenset(found) for kind, found in named.items()})
    for entry in entries:
        _check_references(entry, known, findings)
        _check_marks(entry, known, findings)
        if entry.record is Reading:
            _check_targets(entry, known, findings)


def check_unique(entries: list[Entry], name: str, findings: Findings) -> None:
    """No two of the entries may have the same value in a field."""
    first: dict[str, int] = {}
    for entry in entries:
        for found in entry.texts(name):
            place = entry.places[name]
            if found in first:
                line = first[found]
                findings.add(place, f"“{found}” ซ้ำกับบรรทัด {line}", f"“{found}” is already used on line {line}.")
            first.setdefault(found, place.line)


def _check_codes(entries: list[Entry], taken: Collection[str], findings: Findings) -> None:
    for record in _NAMED:
        check_unique([entry for entry in entries if entry.record is record], "code", findings)
    check_unique([entry for entry in entries if entry.record is Party], "agency", findings)
    for entry in entries:
        for code in entry.texts("code"):
            place = entry.places["code"]
            if entry.record in (Obligation, TaskTemplate) and code in taken:
                findings.add(place, f"รหัส “{code}” ใช้ในมติอื่นแล้ว", f"The code “{code}” is used by another resolution.")
            if entry.record is Reading and not _READING_CODE.fullmatch(code):
                findings.add(
                    place,
                    f"รหัสหมายเหตุ “{code}” ต้องเป็น D ตามด้วยตัวเลข",
                    f"A reading's code is D and a number, not “{code}”.",
                )


def _check_references(entry: Entry, known: Known, findings: Findings) -> None:
    for name in entry.values:
        kind = _REFERENCES.get((entry.record, name))
        if kind is None:
            continue
        words = entry.texts(name)
        for word in words:
            if not (word in known[kind] or (word == EACH and name == "owner")):
                _unknown(entry, name, kind, word, known, findings)
        for word in sorted(word for word, times in Counter(words).items() if times > 1):
            findings.add(entry.places[name], f"“{word}” ซ้ำในรายการ", f"“{word}” stands twice in the list.")


def _check_marks(entry: Entry, known: Known, findings: Findings) -> None:
    for name in entry.values:
        if (entry.record, name) in _QUOTED:
            for text in entry.texts(name):
                for code in codes(text):
                    if code not in known["reading"]:
                        _unknown(entry, name, "reading", code, known, findings)
                if _LEFTOVER.search(MARK.sub("", text)):
                    findings.add(
                        entry.places[name],
                        "เครื่องหมายหมายเหตุผิดรูป ให้เขียน [คำ](D01)",
                        "A mark is not written as [word](D01).",
                    )


def _check_targets(entry: Entry, known: Known, findings: Findings) -> None:
    for target in entry.texts("targets"):
        kind, word = _target(target)
        if kind not in known.codes:
            th, en = nearest(kind, known.codes)
            findings.add(
                entry.places["targets"],
                f"ไม่รู้จักชนิด “{kind}” ใน “{target}”{th}",
                f"Unknown kind “{kind}” in “{target}”.{en}",
            )
        elif word not in known[kind]:
            _unknown(entry, "targets", kind, word, known, findings)


def _target(target: str) -> tuple[str, str]:
    """`document:bb-letter.no` is (document, bb-letter): a document's code is followed by the name of a field."""
    kind, _, word = target.partition(":")
    return kind, word.partition(".")[0] if kind == "document" else word


def _unknown(entry: Entry, name: str, kind: str, word: str, known: Known, findings: Findings) -> None:
    th, en = nearest(word, known[kind])
    findings.add(entry.places[name], f"ไม่มี{_KINDS_TH[kind]} “{word}”{th}", f"There is no {kind} “{word}”.{en}")


def children(top: Entry, name: str) -> Iterator[Entry]:
    """The entries in a list of an entry."""
    yield from (item for item in top.values.get(name, []) if isinstance(item, Entry))
