"""How does a snapshot become the HTML of letter and annex? Pure: the same snapshot and language always give the same text.

The templates see plain frozen values and the tools of `Voice`; nothing reads the clock, the session or the database.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tracker.documents import letter, wording
from tracker.documents.change_words import change_sentences
from tracker.documents.classes import printed_secrecy, printed_speed
from tracker.documents.composition import composed
from tracker.documents.letter import Issue
from tracker.documents.places import PLACES
from tracker.documents.words import Worded
from tracker.lang import Bilingual, fiscal_year_be
from tracker.papers.qr import qr_svg
from tracker.papers.voice import Voice
from tracker.snapshots.codes import ChoiceOption
from tracker.snapshots.parts import Progress
from tracker.snapshots.snapshot import Snapshot

TEMPLATE = "documents/pdf/document.html"
QR_SAYS = (
    "รหัสคิวอาร์ของที่อยู่สำหรับตรวจสอบรายงานฉบับนี้ ซึ่งพิมพ์ไว้ข้างกัน",
    "QR code of the address at which this report can be verified, printed beside it",
)


def document(
    snapshot: Snapshot, lang: str, *, templates: Path, issue: Issue | None = None, marked: bool | None = None, sha256: str | None = None,
    address: str = "", wording: Sequence[Worded] = (),
) -> str:  # fmt: skip
    """The report as one HTML text, in Thai ("th") or in English ("en"). `templates` is the product's template folder, `wording` what people
    put in the place of the rule's words.

    `sha256` is the name that it prints: of the text that is attached (default: the snapshot's own); `address` is where the report can be
    verified (empty: nowhere).
    Without `issue` the letter is a draft: no number, marked ร่าง, dated on the day of the report. `marked` says whether it bears that
    mark (default: as long as there is no `issue`).
    """
    dated = (issue and issue.dated) or snapshot.as_of
    return (
        environment(templates, lang)
        .get_template(TEMPLATE)
        .render(
            s=snapshot,
            issue=issue,
            draft=issue is None if marked is None else marked,
            speed=printed_speed(issue.speed, snapshot.cover.urgency) if issue else snapshot.cover.urgency,
            secrecy=printed_secrecy(issue.secrecy) if issue else None,
            letter_date=dated,
            letter_month=Voice(lang).day(dated).partition(" ")[2] if issue and issue.dated is None else "",
            cites_confirmation=letter.cites_confirmation(snapshot, dated),
            said={place: paragraphs(words) for place, words in composed(snapshot, dated, wording).items()},
            places=PLACES,
            edited=[PLACES[each.place] for each in wording],
            standing=letter.standing(snapshot),
            deadline=letter.deadline(snapshot),
            days_left=letter.days_left(snapshot) if letter.sets_deadline(snapshot) else None,
            choice_said=_choices(snapshot),
            changed_said=change_sentences(snapshot),
            widths=sorted({width for progress in _progresses(snapshot) for width in _widths(progress)}),
            sha256=sha256 or snapshot.sha256(),
            address=address,
            qr=qr_svg(address, Voice(lang).t(*QR_SAYS)) if address else "",
        )
    )


def title(snapshot: Snapshot, lang: str) -> str:
    """The title of the file: the subject of the letter with its number."""
    voice = Voice(lang)
    return f"{voice.say(snapshot.cover.subject)} {voice.t('ครั้งที่', 'No.')} {voice.number(snapshot.number)}"


@lru_cache
def environment(templates: Path, lang: str) -> Environment:
    """The templates of printed papers in one edition: strict, escaped, with the tools of `Voice` and nothing else."""
    made = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= Voice(lang).tools() | {
        "lang": lang,
        "health_words": wording.HEALTH,
        "status_words": wording.STATUS,
        "force_words": wording.FORCE,
        "money_words": wording.MONEY,
        "sharing_words": wording.SHARING,
    }
    return made


def paragraphs(words: Bilingual) -> tuple[Bilingual, ...]:
    """The paragraphs of a place: one for each line."""
    th, en = words.th.split("\n"), words.en.split("\n")
    pairs = zip_longest(filter(str.strip, th), filter(str.strip, en), fillvalue="")
    return tuple(Bilingual(*pair) for pair in pairs)


def _choices(snapshot: Snapshot) -> dict[ChoiceOption, Bilingual]:
    year = fiscal_year_be(snapshot.as_of)
    return {option: wording.choice(option, year) for option in ChoiceOption}


def _progresses(snapshot: Snapshot) -> Iterator[Progress]:
    yield snapshot.leading
    for section in snapshot.sections:
        yield section.own
        if section.leading:
            yield section.leading
    yield from (obligation.progress for obligation in snapshot.obligations if obligation.progress)
    for moved in snapshot.changes.agencies if snapshot.changes else ():
        yield from filter(None, (moved.before, moved.after))


def _widths(progress: Progress) -> tuple[int, int, int]:
    return progress.claimed, progress.verified, progress.planned
