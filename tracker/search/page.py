"""What does the page of a search show? A few of each kind beside their numbers, or one kind page by page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import request

from tracker.access.guard import acting
from tracker.access.policy import Actor, Permission, Scope, scope
from tracker.lang import Bilingual
from tracker.ledger.store import cut_on
from tracker.people.store import agencies
from tracker.search import matching
from tracker.search.folding import fold
from tracker.search.hits import Hit, hits
from tracker.search.matching import MOST, Found
from tracker.search.passages import NEWEST_FIRST, Kind
from tracker.search.question import Question, after, read
from tracker.web.as_of import moment
from tracker.web.frame import here

FEW, PAGE = 5, 20
"""So many of each kind stand on the page of all kinds; so many on a page of one."""
MOST_NAMED = 3
"""A word that stands in the names of more agencies than this names none of them."""
NEEDED: Mapping[Kind, Permission] = {
    Kind.TASK: Permission.TASK_SEE,
    Kind.OBLIGATION: Permission.RESOLUTION_SEE,
    Kind.TEXT: Permission.RESOLUTION_SEE,
    Kind.WORDS: Permission.TASK_SEE,
    Kind.EVIDENCE: Permission.TASK_SEE,
    Kind.BODY: Permission.AGENCY_SEE,
    Kind.REPORT: Permission.REPORT_SEE,
}
"""What a reader must hold so that a kind is searched at all: what is hidden is not counted either."""
EVERY = Bilingual(th="ทั้งหมด", en="All")


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of one kind that stand on the page: how many there are in all (`more`: more than are counted), the way to all of them,
    and to those behind them."""

    kind: Kind
    number: int
    more: bool
    hits: tuple[Hit, ...]
    href: str
    next: str | None = None

    @property
    def counted(self) -> str:
        """The number, or that there are more."""
        return f"{self.number:,}+" if self.more else f"{self.number:,}"


@dataclass(frozen=True, slots=True)
class Page:
    """A search as shown: the question, its tabs (word, address, current, number), the groups with hits, and the kind chosen."""

    question: Question
    tabs: tuple[tuple[Bilingual, str, bool, str], ...] = ()
    groups: tuple[Group, ...] = ()
    chosen: Kind | None = None
    total: int = 0
    more: bool = False
    most: int = MOST
    window: int = matching.WINDOW


def results() -> Page:
    """The page that the address asks for; a fixed number of queries, whatever is found."""
    question = read(request.args.get("q", ""))
    if not question.words:
        return Page(question)
    now = moment()
    cut = cut_on(now.day) if now.is_past else None
    found = matching.search(question, matching.Scope(kinds_for(acting()), cut, _named(question)))
    chosen = next((kind for kind in found if kind.value == request.args.get("kind")), None)
    shown = {kind: _ids(kind, each, chosen) for kind, each in found.items() if each.ranks and chosen in (None, kind)}
    drawn = hits([id_ for ids, _next in shown.values() for id_ in ids], question.words, now.day, cut)
    groups = (
        _group(kind, found[kind], *shown[kind], drawn)
        for kind in sorted(shown, key=lambda kind: found[kind].ranks[0].level)
    )
    total = sum(len(each.ranks) for each in found.values())
    more = any(each.more for each in found.values())
    return Page(question, _tabs(found, chosen, total, more), tuple(groups), chosen, total, more)


def kinds_for(actor: Actor) -> dict[Kind, str | None]:
    """What this reader may find, and whose: None for everybody's, else the code of the own agency."""
    found: dict[Kind, str | None] = {}
    for kind, permission in NEEDED.items():
        covered = scope(actor.role, permission)
        if covered is not None:
            found[kind] = (actor.agency_code or "") if covered is Scope.OWN else None
    return found


def _named(question: Question) -> dict[str, list[str]]:
    """The agencies that each word names, so that "การคลัง สำรวจ" finds what the Ministry of Finance said of a survey."""
    names = {
        code: fold(" ".join((code, each.abbr.th, each.abbr.en, each.name.th, each.name.en)))
        for code, each in agencies().items()
    }
    named = {word: [code for code, name in names.items() if word in name] for word in question.words if len(word) > 1}
    return {word: codes for word, codes in named.items() if 0 < len(codes) <= MOST_NAMED}


def _ids(kind: Kind, found: Found, chosen: Kind | None) -> tuple[list[int], str | None]:
    """The numbers of the index that stand on the page, and the place behind the last of them when there is more."""
    if chosen is None:
        return [each.id for each in found.ranks[:FEW]], None
    behind = after(found.ranks, request.args.get("after", ""), newest_first=kind in NEWEST_FIRST)
    page = behind[:PAGE]
    return [each.id for each in page], page[-1].key if len(behind) > PAGE else None


def _group(kind: Kind, found: Found, ids: list[int], behind: str | None, drawn: Mapping[int, Hit]) -> Group:
    shown = tuple(drawn[id_] for id_ in ids if id_ in drawn)
    further = here(after=behind) if behind else None
    return Group(kind, len(found.ranks), found.more, shown, here(kind=kind.value, after=None), further)


def _tabs(
    found: Mapping[Kind, Found], chosen: Kind | None, total: int, more: bool
) -> tuple[tuple[Bilingual, str, bool, str], ...]:
    every = (EVERY, here(kind=None, after=None), chosen is None, _counted(total, more))
    rest = (
        (kind.title, here(kind=kind.value, after=None), kind is chosen, _counted(len(each.ranks), each.more))
        for kind, each in found.items()
        if each.ranks or kind is chosen
    )
    return (every, *rest)


def _counted(number: int, more: bool) -> str:
    return f"{number:,}+" if more else f"{number:,}"
