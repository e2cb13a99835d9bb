"""With which memo does the unit in charge lay the report's letter before whoever signs it? Pure: three paragraphs in official register.

Form 2 of the regulation of the Prime Minister's Office on correspondence B.E. 2526 (บันทึกข้อความ): number, day and name are left to
the unit's own registry.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.documents.composition import composed
from tracker.documents.document import paragraphs
from tracker.documents.words import Worded
from tracker.lang import LANGS, Bilingual, format_date
from tracker.snapshots.snapshot import Snapshot

SUBJECT = Bilingual("ขอได้โปรดลงนามในหนังสือนำส่ง{subject} ครั้งที่ {number}", "Letter for signature: {subject}, No. {number}")
REASON = Bilingual(
    "ตามที่คณะรัฐมนตรีได้มีมติเมื่อวันที่ {decided} เรื่อง {title} ให้{sender}{duty} นั้น",
    "On {decided} the Cabinet resolved ({title}) that the {sender} shall {duty}.",
)
DRAWN_UP = Bilingual(
    "{owner}ได้จัดทำ{subject} ครั้งที่ {number} จากข้อมูล ณ วันที่ {as_of} แล้ว สรุปสาระสำคัญได้ดังนี้",
    "The {owner} has drawn up {subject}, No. {number}, from the data as of {as_of}. In substance it says:",
)
CLOSE = Bilingual(
    "จึงเรียนมาเพื่อโปรดพิจารณา หากเห็นชอบ ขอได้โปรดลงนามในหนังสือถึง{addressee}ที่แนบมาพร้อมนี้",
    "Submitted for your consideration; if you agree, please sign the attached letter to the {addressee}.",
)


@dataclass(frozen=True, slots=True)
class Memo:
    """The subject and the paragraphs."""

    subject: Bilingual
    paragraphs: tuple[Bilingual, ...]


def memo(snapshot: Snapshot, dated: date, words: Sequence[Worded] = ()) -> Memo:
    """The memo to a letter of that day; of the report it repeats the paragraph on progress, as people left it (`words`)."""
    cover, resolution = snapshot.cover, snapshot.resolution
    said = {
        "subject": cover.subject, "number": Bilingual(str(snapshot.number), str(snapshot.number)), "sender": cover.sender,
        "owner": cover.owner, "duty": cover.duty, "title": resolution.title, "decided": _day(resolution.decided_on),
        "as_of": _day(snapshot.as_of), "addressee": cover.addressee,
    }  # fmt: skip
    facts = paragraphs(composed(snapshot, dated, words)["facts"])
    return Memo(SUBJECT.format(**said), (REASON.format(**said), DRAWN_UP.format(**said), *facts, CLOSE.format(**said)))


def _day(day: date) -> Bilingual:
    return Bilingual(*(format_date(day, lang) for lang in LANGS))
