"""Which tasks stand behind a figure, and which does a person work through? The filtered, sorted list with the columns of their choice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import redirect, render_template, request, url_for

from tracker.access.guard import acting, allow
from tracker.access.policy import Permission
from tracker.lang import Bilingual
from tracker.tasks.bulk_page import choosable, steps_of
from tracker.tasks.columns import COLUMNS, HEAD, SHOW, Column
from tracker.tasks.conditions import Condition
from tracker.tasks.filter_kinds import ANSWERING, Due, Mark, Proof
from tracker.tasks.health import WORST_FIRST, roll_up
from tracker.tasks.lines import lines
from tracker.tasks.saved_rules import View, kept_query
from tracker.tasks.saved_store import first_of, shown_to
from tracker.tasks.wanted import Wanted, wanted
from tracker.tasks.workflow import State
from tracker.web.frame import here

PAGE = 50

UNWISHED = frozenset({"as_of", "lang"})
"""What an address may say without asking for any tasks in particular."""
EVERY = Bilingual(th="ทั้งหมด", en="All")


@dataclass(frozen=True, slots=True)
class Head:
    """The head of one column: a link that sorts by it; `sorted` is what a screen reader is told, "" when it is not sorted by it."""

    column: Column
    href: str
    sorted: str


@dataclass(frozen=True, slots=True)
class Chip:
    """One condition, and the address without it."""

    condition: Condition
    href: str


@dataclass(frozen=True, slots=True)
class Choices:
    """The values that a form offers for one name, each with its words and whether it is chosen."""

    name: str
    label: Bilingual
    values: list[tuple[str, Bilingual, bool]]


@dataclass(frozen=True)
class Kept:
    """The views that a person may open; `open` is the one whose list this is, `query` what a view would keep of it."""

    every: list[View]
    open: View | None
    query: str

    @property
    def changed(self) -> bool:
        """Is the open view another list by now?"""
        return self.open is not None and self.open.query != self.query


@allow(Permission.TASK_SEE)
def listing() -> Any:
    """The tasks that the address asks for, with what they add up to and out of how many. Without any wish, the person's first view."""
    first = None if set(request.args) - UNWISHED else first_of(acting().id)
    return redirect(here(**wishes(first))) if first else _page()


def wishes(view: View) -> dict[str, Any]:
    """What a view asks for, as names and values of an address."""
    found: dict[str, Any] = {}
    for name, value in parse_qsl(view.query):
        found.setdefault(name, []).append(value)
    return found | {"view": str(view.id)}


def _page() -> str:
    asked = wanted()
    pages = max(1, -(-len(asked.found) // PAGE))
    page = min(_page_number(), pages)
    on_page = asked.found[(page - 1) * PAGE : page * PAGE]
    return render_template(
        "tasks/listing.html", shown=asked.shown, asked=asked, chips=_chips(asked), total=roll_up(asked.found), found=len(asked.found),
        tasks=lines(on_page, holders=asked.known.holders), page=page, pages=pages, tabs=_tabs(asked), heads=_heads(asked),
        choices=_choices(asked), columns=_columns(asked), sorts=COLUMNS, kept=_kept(asked),
        bulk=steps_of(acting()), choosable=choosable(on_page, acting()),
        exports=[(_same("tasks.xlsx"), "XLSX"), (_same("tasks.csv"), "CSV")],
    )  # fmt: skip


def _kept(asked: Wanted) -> Kept:
    views = shown_to(acting())
    chosen = next((each for each in views if str(each.id) == request.args.get("view")), None)
    resolution = [("resolution", value) for value in request.args.getlist("resolution")[:1]]
    return Kept(views, chosen, kept_query([*asked.pairs, *resolution]))


def _page_number() -> int:
    text = request.args.get("page", "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _chips(asked: Wanted) -> list[Chip]:
    """Each condition with the address that leaves it out."""
    return [Chip(one, here(page=None, **{one.name: _others(asked, one)})) for one in asked.conditions]


def _others(asked: Wanted, without: Condition) -> list[str]:
    return [each.value for each in asked.conditions if each.name == without.name and each is not without]


def _heads(asked: Wanted) -> list[Head]:
    layout = asked.layout
    return [
        Head(
            column,
            here(page=None, sort=column.name, order=layout.next_order(column)),
            ("descending" if layout.descending else "ascending") if layout.sort is column else "",
        )
        for column in layout.columns
    ]


def _tabs(asked: Wanted) -> list[tuple[Bilingual, str, bool, int]]:
    """The healths as links with their counts, all other conditions kept."""
    counts = roll_up(asked.in_any_health).counts
    every = (EVERY, here(health=None, page=None), not asked.filter.health, len(asked.in_any_health))
    return [every] + [
        (health.title, here(health=health.value, page=None), health in asked.filter.health, counts.get(health, 0))
        for health in WORST_FIRST
    ]


def _choices(asked: Wanted) -> list[Choices]:
    """The lists of the filter form."""
    known, chosen = asked.known, {(each.name, each.value) for each in asked.conditions}
    offered = {
        "health": (Bilingual(th="สถานะ", en="Health"), [(each.value, each.title) for each in WORST_FIRST]),
        "state": (Bilingual(th="ขั้นตอน", en="Step"), [(each.value, each.title) for each in State]),
        "due": (Bilingual(th="กำหนด", en="Due"), [(each.value, each.title) for each in Due]),
        "evidence": (Bilingual(th="หลักฐาน", en="Evidence"), [(each.value, each.title) for each in Proof]),
        "mark": (Bilingual(th="ข้อสังเกต", en="Out of the ordinary"), [(each.value, each.title) for each in Mark]),
        "responsible": (Bilingual(th="ผู้รับผิดชอบ", en="Responsible"), [*ANSWERING.items(), *known.holders.items()]),
        "agency": (Bilingual(th="หน่วยงานที่ทำ", en="Done by"), list(known.agencies.items())),
        "obligation": (Bilingual(th="ภารกิจ", en="Obligation"), list(known.obligations.items())),
    }
    return [
        Choices(name, label, [(value, words, (name, value) in chosen) for value, words in values])
        for name, (label, values) in offered.items()
    ]


def _columns(asked: Wanted) -> Choices:
    """The columns that may be chosen; the one that a row is called by always stands there."""
    chosen = asked.layout.columns
    values = [(each.name, each.title, each in chosen) for each in COLUMNS if each is not HEAD]
    return Choices(SHOW, Bilingual(th="คอลัมน์ที่แสดง", en="Columns"), values)


def _same(endpoint: str) -> str:
    """Another address about the same tasks."""
    query = [(name, value) for name, value in request.args.items(multi=True) if name not in ("page", "lang", "view")]
    return url_for(endpoint) + ("?" + urlencode(query, errors="replace") if query else "")
