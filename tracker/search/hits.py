"""What does a reader see of something found, and where does it lead? Drawn from the ledger; a fixed number of queries for a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tracker.calendar.store import calendar_for
from tracker.lang import BE_OFFSET, Bilingual
from tracker.ledger.event import Event
from tracker.ledger.store import events_at
from tracker.people.store import names_of
from tracker.quality.checks import CHECK
from tracker.search.excerpts import Shown, excerpt, opening, whole
from tracker.search.folding import language_of
from tracker.search.passages import Kind, Passage, passages
from tracker.search.store import event_of, kind_of
from tracker.tasks.health import Health, Standing, standing
from tracker.tasks.history import TITLES, acted, actors
from tracker.tasks.lines import names_of_agencies, who_does
from tracker.tasks.store import several
from tracker.tasks.workflow import State
from tracker.web.frame import language, link

NOUNS: Mapping[str, Bilingual] = {
    "resolution": Bilingual(th="มติคณะรัฐมนตรี", en="Cabinet resolution"),
    "parties": Bilingual(th="บทบาทของหน่วยงาน", en="Role of an agency"),
    "documents": Bilingual(th="เอกสารต้นเรื่อง", en="Source document"),
    "clauses": Bilingual(th="ตัวบท", en="Clause"),
    "readings": Bilingual(th="ข้อความที่อ่านได้สองทาง", en="Passage with two readings"),
    "obligations": Bilingual(th="ภารกิจตามมติ", en="Obligation"),
    "groups": Bilingual(th="กลุ่มภารกิจ", en="Group of obligations"),
    "movements": Bilingual(th="เงินที่มติระบุ", en="Money in the resolution"),
    "facts": Bilingual(th="ข้อมูลประกอบ", en="Figure beside it"),
    "agency": Bilingual(th="หน่วยงาน", en="Agency"),
    "post": Bilingual(th="ตำแหน่ง", en="Post"),
    "user": Bilingual(th="บัญชีผู้ใช้", en="Account"),
    "report": Bilingual(th="รายงาน", en="Report"),
    "letter": Bilingual(th="หนังสือถึงหน่วยงาน", en="Letter to an agency"),
    "evidence": Bilingual(th="หลักฐาน", en="Evidence"),
    "calendar": Bilingual(th="ปฏิทินวันทำการ", en="Calendar of working days"),
    "task": Bilingual(th="งาน", en="Task"),
    "quality": Bilingual(th="ผลการพิจารณาข้อที่ควรตรวจ", en="Judgement on a finding"),
}
"""What kind of thing was found, by its place in the ledger."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: what it is, its title as a link to its very place, the words found in it, and – for what belongs to a task –
    who does it and for whom, where it stands; `who` and `at` are those of what was said."""

    label: Bilingual
    href: str
    title: Shown
    code: str
    passage: Shown | None
    agency: Bilingual | None = None
    health: Health | None = None
    state: State | None = None
    due: date | None = None
    who: Bilingual | None = None
    at: datetime | None = None


def hits(ids: Sequence[int], words: Sequence[str], day: date, cut: int | None) -> dict[int, Hit]:
    """What these numbers of the index show to people on a day, up to a cut (None: as it stands now), in their order."""
    told = events_at({event_of(id_)[0] for id_ in ids})
    found = {
        id_: (told[seq], passages(told[seq])[part]) for id_ in ids for seq, part in (event_of(id_),) if seq in told
    }
    tasks = several({passage.task for _event, passage in found.values() if passage.task is not None}, cut)
    calendar = calendar_for(day)
    standings = {id_: standing(task, day, calendar) for id_, task in tasks.items()}
    names = names_of({id_ for event, _passage in found.values() for id_ in actors(event)})
    drawing = _Drawing(words, standings, names_of_agencies(), names)
    return {id_: drawing.hit(kind_of(id_), *each) for id_, each in found.items()}


@dataclass(frozen=True, slots=True)
class _Drawing:
    """What all hits of a page need."""

    words: Sequence[str]
    standings: Mapping[int, Standing]
    bodies: Mapping[str, Bilingual]
    names: Mapping[int, Bilingual]

    def hit(self, kind: Kind, event: Event, passage: Passage) -> Hit:
        """One hit."""
        if passage.task is not None:
            return self._of_task(kind, event, passage, self.standings[passage.task])
        topic = event.stream.partition(":")[0]
        label = NOUNS[event.data["noun"] if topic == "register" else topic]
        title, other = self._titled(passage.head or _headed(topic, event))
        place = excerpt(_own_first((*other, *passage.body)), self.words)
        agency = event.data.get("document", {}).get("agency") if topic == "register" else None
        return Hit(
            label, _href(topic, event), title, _code(topic, event, passage), place, self._agency(agency) if agency else None,
            **self._said(kind, event),
        )  # fmt: skip

    def _of_task(self, kind: Kind, event: Event, passage: Passage, each: Standing) -> Hit:
        task = each.task
        title, other = self._titled(tuple(dict.fromkeys((task.plan.title.th, task.plan.title.en))))
        texts = other if kind is Kind.TASK else passage.body
        label = (
            NOUNS["task"] if kind is Kind.TASK else NOUNS["evidence"] if kind is Kind.EVIDENCE else TITLES[event.kind]
        )
        place = excerpt(_own_first(texts), self.words) or (None if kind is Kind.TASK else opening(texts))
        anchor = {} if kind is Kind.TASK else {"_anchor": f"entry-{event.seq}"}
        return Hit(
            label, link("tasks.page", task_id=task.id, **anchor), title, task.code, place, who_does(task.plan, self.bodies),
            None if task.waived else each.health, task.state, task.due_on, **self._said(kind, event),
        )  # fmt: skip

    def _titled(self, head: Sequence[str]) -> tuple[Shown, Sequence[str]]:
        """The title in the reader's language, and its other forms, in which the words may stand instead."""
        chosen = next(iter(_own_first(head)), "")
        return whole(chosen, self.words), [text for text in head if text != chosen]

    def _agency(self, code: str) -> Bilingual:
        return self.bodies.get(code, Bilingual(th=code, en=code))

    def _said(self, kind: Kind, event: Event) -> dict[str, Any]:
        """Who and when, where that matters: for what somebody said, gave or drew up."""
        if kind not in (Kind.WORDS, Kind.EVIDENCE, Kind.REPORT):
            return {}
        return {"who": acted(event, self.names), "at": event.recorded_at}


def _headed(topic: str, event: Event) -> tuple[str, ...]:
    """What stands above words that have no title of their own: of a judgement, which check it is about."""
    check = CHECK.get(event.stream.partition(":")[2].partition("/")[0]) if topic == "quality" else None
    return (check.title.th, check.title.en) if check else ()


def _own_first(texts: Sequence[str]) -> list[str]:
    """The texts in the reader's language before the others."""
    return sorted(texts, key=lambda text: language_of(text) != language())


def _code(topic: str, event: Event, passage: Passage) -> str:
    """By what people quote it: a clause by its number, a letter by its own, anything else by its code."""
    document = event.data.get("document", {})
    return str(document.get("number") or document.get("no") or passage.code) if topic == "register" else ""


def _href(topic: str, event: Event) -> str:
    """The very place of what is not part of a task."""
    rest = event.stream.partition(":")[2]
    match topic:
        case "agency":
            return link("dashboard.agency", code=rest)
        case "user":
            return link("dashboard.history", person=rest)
        case "post":
            return link("people.post", post_id=int(rest))
        case "report":
            return link("reports.page", report_id=int(rest))
        case "quality" | "letter":
            return link("dashboard.history", object=event.stream)
        case "calendar":
            return link("calendar.year", year=str(date.fromisoformat(rest).year + BE_OFFSET))
    resolution, noun, code = rest.split("/", 2)
    if noun in ("obligations", "groups"):
        return link("dashboard.obligation", code=code)
    anchors = {
        "clauses": f"clause-{code}",
        "documents": f"document-{code}",
        "readings": code,
        "movements": "money",
        "facts": "facts",
    }
    anchor = {"_anchor": anchors[noun]} if noun in anchors else {}
    return link("dashboard.resolution", code=resolution, **anchor)
