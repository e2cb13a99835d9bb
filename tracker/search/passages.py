"""What of an event can be found, and where does it stand? Pure: an event in, passages out, so that the index is a fold of the ledger.

An event that writes an entry anew (a task's plan, a clause, a body) takes the place of the passage before it; what people said stays.
The data is read as it lies in the ledger, by the names of its fields: a new kind of event whose words stand in `note`, `reason`,
`text` or `who_words`, and whose proof stands in `evidence`, can be found without a line here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from tracker.lang import LANGS, Bilingual, format_date
from tracker.ledger.event import Event
from tracker.resolutions.marks import as_shown
from tracker.search.folding import fold, readable


class Kind(StrEnum):
    """What is found, in the order in which it is shown; the order is also that of the index."""

    TASK = "task"
    OBLIGATION = "obligation"
    TEXT = "text"
    WORDS = "words"
    EVIDENCE = "evidence"
    BODY = "body"
    REPORT = "report"

    @property
    def title(self) -> Bilingual:  # type: ignore[override]
        """The word on its tab."""
        return TITLES[self]


TITLES = {
    Kind.TASK: Bilingual(th="งาน", en="Tasks"),
    Kind.OBLIGATION: Bilingual(th="ภารกิจตามมติ", en="Obligations"),
    Kind.TEXT: Bilingual(th="มติและเอกสาร", en="Resolution and papers"),
    Kind.WORDS: Bilingual(th="สิ่งที่บันทึกไว้", en="What was said"),
    Kind.EVIDENCE: Bilingual(th="หลักฐาน", en="Evidence"),
    Kind.BODY: Bilingual(th="หน่วยงานและตำแหน่ง", en="Agencies and posts"),
    Kind.REPORT: Bilingual(th="รายงานและหนังสือ", en="Reports and letters"),
}

NEWEST_FIRST = frozenset({Kind.WORDS, Kind.EVIDENCE, Kind.REPORT})
"""Kinds that are told like news; the others stand in the order of the register."""
OF_ONE_EVENT = 100
"""At most so many passages come from one event; a submission has a handful of pieces of evidence."""
SAID = ("note", "reason", "text", "who_words")
"""Fields of an event about a task that hold what somebody said."""
WITHDRAWN = "entry_withdrawn"

HEADS = ("title", "subject", "heading", "what", "label", "name", "abbr", "role")
"""Fields of a register entry by which people know it, the first of which stands at its head."""
CITED = (
    "quote", "text", "value", "summary", "gist", "action", "quote_english", "english", "variant", "where", "reason", "no", "no_variant",
    "letter_no", "addressee", "signatory", "signatory_post", "obligor_text", "beneficiary", "condition", "deadline_words", "deadline_note",
    "quote_where", "view", "source", "note", "scanned", "site", "site_note", "today",
)  # fmt: skip
"""Fields of a register entry that hold words of the papers or about them; figures, codes and choices are left out.
The order is ours, because fields come in another one from the ledger than from a file."""
LEFT_OUT = frozenset({"templates", "matrix"})
"""Nouns whose words come back in the tasks, or on no page of their own."""
CODED = frozenset({"resolution", "clauses", "readings", "obligations", "groups"})
"""Nouns whose codes people quote."""
THE_CABINETS_WORDS = frozenset({"resolution", "clauses"})
"""Nouns whose every word counts as much as a title."""
BESIDE_IT = frozenset({"facts", "parties"})
"""Nouns that come behind the papers, even when a title of theirs is met."""
DUTIES = frozenset({"obligations", "groups"})


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that can be found.

    `head` and `body` are texts as written, each shown by itself; `place` is what a later passage takes (None: what was said stays),
    `task` the task it belongs to, `leading` whether all its words count as a title, or none (None: its head).
    """

    kind: Kind
    head: tuple[str, ...]
    body: tuple[str, ...] = ()
    code: str = ""
    place: str | None = None
    task: int | None = None
    leading: bool | None = None

    @property
    def folded_code(self) -> str:
        """The code in the spelling that is compared."""
        return fold(self.code)

    @property
    def folded_head(self) -> str:
        """Code and titles in the spelling that is compared."""
        return "\n".join(fold(text) for text in (self.code, *self.head) if text)

    @property
    def leads(self) -> int:
        """So many of its folded letters count as a title."""
        return 0 if self.leading is False else len(self.folded if self.leading else self.folded_head)

    @property
    def folded(self) -> str:
        """Everything in the spelling that is compared, each text on a line of its own."""
        return "\n".join((self.folded_head, *map(fold, self.body)))


def place_of(event: Event) -> str | None:
    """What the event writes anew or takes away: nothing that stood there before it is found any more."""
    anew = (
        "plan" in event.data
        or "document" in event.data
        or event.kind in (WITHDRAWN, "user_added", "post_renamed", "post_closed")
    )
    return event.stream if anew or event.stream.startswith("calendar:") else None


def passages(event: Event) -> list[Passage]:
    """What of this event can be found, at most OF_ONE_EVENT; often nothing."""
    topic, _, rest = event.stream.partition(":")
    match topic:
        case "task":
            found = _of_task(event, int(rest))
        case "register" | "agency":
            found = _of_entry(event, topic)
        case "user" | "post":
            found = _of_person(event)
        case "report":
            found = _of_report(event)
        case "letter":
            found = _of_letter(event)
        case "quality":
            found = _of_judgement(event)
        case "calendar":
            found = _of_day(event, date.fromisoformat(rest))
        case _:
            return []
    return list(found)[:OF_ONE_EVENT]


def _of_task(event: Event, task: int) -> Iterator[Passage]:
    plan = event.data.get("plan")
    if plan:
        head = tuple(_texts(plan["title"]))
        yield Passage(Kind.TASK, head, code=plan["code"], place=event.stream, task=task)
    said = tuple(filter(None, (_clean(event.data.get(name)) for name in SAID)))
    if said:
        yield Passage(Kind.WORDS, (), said, task=task)
    given = event.data.get("evidence") or ()
    for piece in (given,) if isinstance(given, Mapping) else given:
        named = tuple(filter(None, (_clean(piece.get(name)) for name in ("label", "name", "address"))))
        if named:
            yield Passage(Kind.EVIDENCE, (), named, task=task)


def _of_entry(event: Event, topic: str) -> Iterator[Passage]:
    document, noun = event.data.get("document"), event.data.get("noun", "agency")
    if document is None or noun in LEFT_OUT:
        return
    heads = [name for name in HEADS if document.get(name)]
    first = heads if topic == "agency" else heads[:1]
    body = [text for name in (*heads[len(first) :], *CITED) for text in _texts(document.get(name))]
    body += [text for line in document.get("notified", ()) for text in _texts(line["post"])]
    kind = Kind.BODY if topic == "agency" else Kind.OBLIGATION if noun in DUTIES else Kind.TEXT
    code = event.data["code"] if topic == "agency" or noun in CODED else ""
    leading = True if noun in THE_CABINETS_WORDS else False if noun in BESIDE_IT else None
    head = tuple(text for name in first for text in _texts(document[name]))
    yield Passage(kind, head, tuple(body), code, event.stream, leading=leading)


def _of_person(event: Event) -> Iterator[Passage]:
    """A post, and an account by what it is called; its address is for the administrator alone."""
    called = event.data.get("name" if event.kind == "user_added" else "title")
    if called:
        yield Passage(Kind.BODY, tuple(_texts(called)), place=event.stream)


def _of_judgement(event: Event) -> Iterator[Passage]:
    """Why a finding is right as it is, or is looked at again."""
    if why := _clean(event.data.get("reason")):
        yield Passage(Kind.WORDS, (), (why,))


def _of_report(event: Event) -> Iterator[Passage]:
    if event.kind == "report_drafted":
        day, number = date.fromisoformat(event.data["as_of"]), event.data["number"]
        head = Bilingual(
            th=f"รายงานความก้าวหน้า ครั้งที่ {number} ณ วันที่ {format_date(day, 'th', 'long')}",
            en=f"Progress report no. {number} as of {format_date(day, 'en', 'long')}",
        )
        yield Passage(Kind.REPORT, (head.th, head.en))


def _of_letter(event: Event) -> Iterator[Passage]:
    """A letter that went out to an agency, by its number, date and addressee; drafts are known to those who write them alone."""
    if event.kind == "letter_sent":
        day, number, to = date.fromisoformat(event.data["dated"]), event.data["letter_no"], event.data["to"]
        head = Bilingual(
            th=f"หนังสือถึง{to['th']} ที่ {number} ลงวันที่ {format_date(day, 'th', 'long')}",
            en=f"Letter no. {number} of {format_date(day, 'en', 'long')} to the {to['en']}",
        )
        yield Passage(Kind.REPORT, (head.th, head.en))


def _of_day(event: Event, day: date) -> Iterator[Passage]:
    """A day that people entered into the calendar, by its date, its name and why; one taken out again is found no more."""
    why = _clean(event.data.get("source") or event.data.get("reason"))
    if event.kind in ("day_off_added", "working_day_declared"):
        name = event.data.get("name") or {"th": "วันทำการ", "en": "working day"}
        dated = (f"{format_date(day, lang, 'long')} {name[lang]}" for lang in LANGS)
        yield Passage(Kind.TEXT, tuple(dated), (why,) if why else (), place=event.stream, leading=False)


def _texts(value: Any) -> Iterator[str]:
    """The words in a field of a register entry: a text, or one in both languages (once when they are the same)."""
    match value:
        case str():
            found = [value]
        case {"th": str(thai), "en": str(english)}:
            found = list(dict.fromkeys((thai, english)))
        case _:
            return
    yield from filter(None, (_clean(as_shown(text)) for text in found))


def _clean(value: object) -> str:
    return readable(value) if isinstance(value, str) else ""
