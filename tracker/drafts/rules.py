"""How much is kept of what somebody is still typing, and for how long? Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from tracker.lang import Bilingual

MOST_DRAFTS = 200
"""Of one person; the oldest makes room for the newest."""
KEPT_FOR = timedelta(days=90)
ENDED_FOR = timedelta(days=30)
"""A form that comes back later than this after its sign-in is nobody's any more."""

TOO_LARGE = Bilingual(
    th="ข้อความยาวเกินกว่าที่เก็บเป็นร่างได้ ข้อความยังอยู่ในหน้านี้ กรุณาย่อ หรือคัดลอกไว้ก่อน",
    en="This is too much text to keep as a draft. It is still on this page: shorten it, or copy it first.",
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What one person typed into the form at `place` (its path) and has not sent; `version` is the version of the object that they saw."""

    id: int
    place: str
    fields: Mapping[str, list[str]]
    version: int | None
    updated_at: datetime


def version_of(fields: Mapping[str, list[str]]) -> int | None:
    """The version that the form carried; None when it carried no sound one."""
    text = next(iter(fields.get("version", ())), "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def too_old(drafts: Iterable[Draft], now: datetime) -> list[int]:
    """The ids of the drafts to let go: past their time, or beyond the most that one person may have."""
    newest_first = sorted(drafts, key=lambda draft: (draft.updated_at, draft.id), reverse=True)
    return [
        draft.id
        for place, draft in enumerate(newest_first)
        if place >= MOST_DRAFTS or now - draft.updated_at > KEPT_FOR
    ]
