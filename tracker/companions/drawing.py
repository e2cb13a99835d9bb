"""Which papers go with a report, where do their PDFs lie, and how are they drawn? As reports are: by a process of its own."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from tracker.companions import headings as head
from tracker.companions.brief import Brief, brief
from tracker.companions.memo import memo
from tracker.companions.paper import Paper, brief_html, memo_html
from tracker.config import resource_root
from tracker.documents.classes import printed_secrecy, printed_speed
from tracker.documents.document import title
from tracker.lang import Bilingual
from tracker.papers import drawing
from tracker.papers.files import pdf_path
from tracker.reports.report import Report, State
from tracker.reports.service import Drawn, drawn, letter_date, name_of
from tracker.snapshots.snapshot import fingerprint

EDITION = "1"
"""Number of the form in which briefs and memos are drawn; raise it with every change of template, style or wording."""


class Kind(StrEnum):
    """The papers that go with a report."""

    BRIEF = "brief"
    MEMO = "memo"

    @property
    def title(self) -> Bilingual:  # type: ignore[override]
        """Its name for people."""
        return TITLES[self]


TITLES = {
    Kind.BRIEF: Bilingual(th="สรุปสำหรับผู้บริหาร หนึ่งหน้า", en="Executive brief, one page"),
    Kind.MEMO: Bilingual(th="บันทึกข้อความเสนอลงนาม", en="Memorandum for signature"),
}


def kinds(report: Report) -> tuple[Kind, ...]:
    """Which papers a report has: a letter that went out needs no memo that asks for its signature."""
    return (Kind.BRIEF,) if report.frozen else tuple(Kind)


def path(report: Report, kind: Kind, lang: str) -> Path:
    """Where the PDF of a companion is kept, by what its report says, how far that is, and the form."""
    return pdf_path(name_of(report), lang, f"{kind}{EDITION}-{report.state}")


def pdf_file(report: Report, kind: Kind, lang: str) -> Path | None:
    """The PDF's file, drawn first when it is not there yet; None when that takes too long."""
    return drawing.awaited(path(report, kind, lang), lambda: begin(report, kind, lang))


def begin(report: Report, kind: Kind, lang: str) -> Path:
    """Start drawing unless somebody is at it already; the mark returned stands as long as it lasts."""
    return drawing.begun(path(report, kind, lang), lambda: paper(report, kind, lang))


def paper(report: Report, kind: Kind, lang: str) -> Paper:
    """The companion of a kept report, ready to be drawn."""
    kept = drawn(report, lang)
    html = _brief(report, kept) if kind is Kind.BRIEF else _memo(report, kept)
    return Paper(html, lang, f"{kind.title.pick(lang)}: {title(kept.snapshot, lang)}", kept.text, kept.at)


def brief_of(report: Report) -> Brief:
    """A kept report in brief."""
    return brief(drawn(report, "th").snapshot, letter_date(report), report.wording)


def standing(report: Report) -> Bilingual:
    """How far a report is, in words: that it is a draft until it is issued, then by its letter's number."""
    if report.state is State.DRAFT:
        return head.DRAFT
    if not report.frozen:
        return Bilingual("{draft}: {state}", "{draft}: {state}").format(draft=head.DRAFT, state=report.state.title)
    return Bilingual("{state} ที่ {number}", "{state}, No. {number}").format(
        state=report.state.title, number=report.letter_no
    )


def _brief(report: Report, kept: Drawn) -> str:
    return brief_html(
        brief_of(report), kept.lang, templates=resource_root() / "templates", standing=standing(report),
        secrecy=printed_secrecy(report.secrecy), sha256=fingerprint(kept.text), address=report.address,
    )  # fmt: skip


def _memo(report: Report, kept: Drawn) -> str:
    dated = letter_date(report)
    return memo_html(
        memo(kept.snapshot, dated, report.wording), kept.snapshot, kept.lang, templates=resource_root() / "templates", dated=dated,
        speed=printed_speed(report.speed, kept.snapshot.cover.urgency), secrecy=printed_secrecy(report.secrecy), marked=not report.frozen,
    )  # fmt: skip
