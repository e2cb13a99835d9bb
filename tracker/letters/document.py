"""How does what a letter says become the HTML of its page and its enclosure? Pure: the same snapshot, issue and language, the same text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tracker.documents.document import environment
from tracker.lang import Bilingual
from tracker.letters import wording
from tracker.letters.snapshot import Snapshot
from tracker.papers.voice import Voice

TEMPLATE = "letters/pdf/document.html"
EDITION = "letter3"
"""Number of the form in which letters are drawn; raise it with every change of template, style or wording, so that they get new files."""


@dataclass(frozen=True, slots=True)
class Issue:
    """What a letter that was sent carries beyond its snapshot: whole number (Arabic digits), date, who signed in which post."""

    number: str
    dated: date
    signatory: str
    post: str


def document(
    snapshot: Snapshot, lang: str, *, templates: Path, sha256: str, issue: Issue | None = None, clean: bool = False
) -> str:
    """The letter as one HTML text, in Thai ("th") or as a translation ("en"). `templates` is the product's template folder, `sha256`
    the name of the attached text. Without `issue` it is a draft: no number, no day, marked ร่าง; not marked where it is `clean`, for
    whoever signs it.
    """
    tasks = snapshot.listed
    named = {task.duty for task in tasks} | {snapshot.longest.duty}
    return (
        environment(templates, lang)
        .get_template(TEMPLATE)
        .render(
            s=snapshot,
            issue=issue,
            marked=issue is None and not clean,
            month=_month(snapshot.as_of, lang),
            references=(snapshot.matter.confirmed_by, *snapshot.earlier),
            position=_position(snapshot, issue),
            subject=wording.subject(snapshot),
            enclosure=wording.ENCLOSURE,
            reason=wording.reason(snapshot),
            facts=wording.facts(snapshot),
            request=wording.request(snapshot),
            close=wording.CLOSE,
            tasks=tasks,
            duties=[duty for duty in snapshot.duties if duty.code in named],
            any_derived=any(task.derived for task in tasks),
            sha256=sha256,
        )
    )


def title(snapshot: Snapshot, lang: str) -> str:
    """The title of the file: whom it goes to, and its subject."""
    voice = Voice(lang)
    to = voice.say(snapshot.addressee.head)
    return f"{voice.t('หนังสือถึง', 'Letter to the ')}{to}: {voice.say(wording.subject(snapshot))}"


def _month(day: date, lang: str) -> str:
    """Month and year of a draft; its day is written when it is signed."""
    return Voice(lang).day(day).partition(" ")[2]


def _position(snapshot: Snapshot, issue: Issue | None) -> Bilingual:
    """The post under the name: in English too where it is the one that the register names."""
    if issue is None or issue.post == snapshot.sender.position.th:
        return snapshot.sender.position
    return Bilingual(issue.post, issue.post)
