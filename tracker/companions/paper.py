"""How do the brief and the memo of a report look on paper? Pure but for the fonts: what is said in, HTML and PDF out, the same
bytes each time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from tracker.companions.brief import Brief
from tracker.companions.memo import Memo
from tracker.config import resource_root
from tracker.documents.document import QR_SAYS, environment
from tracker.lang import Bilingual
from tracker.papers.pdf import render
from tracker.papers.qr import qr_svg
from tracker.papers.voice import Voice
from tracker.snapshots.parts import Progress
from tracker.snapshots.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Paper:
    """`html` is drawn in `lang`, `text` the JSON that was kept of the report and travels inside the PDF, `at` the instant of
    its cut (aware)."""

    html: str
    lang: str
    title: str
    text: str
    at: datetime

    def pdf(self, renderer: Callable[..., bytes] = render) -> bytes:
        """The PDF, made in this process or in one of its own (`pdf.render_in_child`)."""
        return renderer(
            self.html, attachment=self.text.encode(), lang=self.lang, title=self.title, created=self.at, base=resource_root() / "static"
        )  # fmt: skip


def brief_html(
    shown: Brief, lang: str, *, templates: Path, standing: Bilingual, secrecy: Bilingual | None, sha256: str, address: str
) -> str:  # fmt: skip
    """The brief in Thai ("th") or English ("en"): how far its report is (`standing`), how secret, the SHA-256 of the attached text and the
    address at which the report can be verified (empty: nowhere)."""
    voice = Voice(lang)
    return (
        environment(templates, lang)
        .get_template("companions/pdf/brief.html")
        .render(
            b=shown, standing=standing, secrecy=secrecy, sha256=sha256, address=address,
            qr=qr_svg(address, voice.t(*QR_SAYS)) if address else "", widths=sorted({each for p in _bars(shown) for each in _widths(p)}),
        )
    )  # fmt: skip


def memo_html(
    said: Memo, snapshot: Snapshot, lang: str, *, templates: Path, dated: date, speed: Bilingual | None, secrecy: Bilingual | None,
    marked: bool,
) -> str:  # fmt: skip
    """The memo in Thai or English, to a letter of that day and those classes; `marked` as long as the report is a draft."""
    month = Voice(lang).day(dated).partition(" ")[2]
    return (
        environment(templates, lang)
        .get_template("companions/pdf/memo.html")
        .render(memo=said, s=snapshot, speed=speed, secrecy=secrecy, marked=marked, month=month)
    )


def _bars(shown: Brief) -> Iterator[Progress]:
    for section in shown.agencies:
        yield section.leading or section.own


def _widths(progress: Progress) -> tuple[int, int, int]:
    return progress.claimed, progress.verified, progress.planned
