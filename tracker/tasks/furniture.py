"""What stands around a list of tasks: heads that sort, chips that remove a filter, forms that choose, views that keep it?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import request, url_for

from tracker.access.guard import acting
from tracker.lang import Bilingual
from tracker.tasks.bulk_page import choosable, steps_of
from tracker.tasks.columns import COLUMNS, HEAD, SHOW, Column
from tracker.tasks.conditions import Condition
from tracker.tasks.filter_kinds import ANSWERING, Due, Mark, Proof
from tracker.tasks.health import WORST_FIRST, Health, Standing
from tracker.tasks.saved_rules import View, kept_query
from tracker.tasks.saved_store import shown_to
from tracker.tasks.wanted import Asking
from tracker.tasks.workflow import State
from tracker.web.frame import here

EVERY = Bilingual(th="ทั้งหมด", en="All")


@dataclass(frozen=True, slots=True)
class Head:
    """The head of one column: a link that sorts by it ("": it cannot be); `sorted` is what a screen reader is told ("": it is not)."""

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


def around(
    asked: Asking, on_page: list[Standing], counts: Mapping[Health | None, int], sorts: Collection[Column]
) -> dict[str, Any]:
    """What every list shows around its tasks. `counts`: how many tasks meet the other conditions, by health; `sorts`: the columns by
    which it can be sorted."""
    return {
        "asked": asked, "chips": _chips(asked), "heads": _heads(asked, sorts), "tabs": _tabs(asked, counts), "choices": _choices(asked),
        "columns": _columns(asked), "sorts": sorts, "kept": _kept(asked), "bulk": steps_of(acting()),
        "choosable": choosable(on_page, acting()), "exports": [(_same("tasks.xlsx"), "XLSX"), (_same("tasks.csv"), "CSV")],
    }  # fmt: skip


def _tabs(asked: Asking, counts: Mapping[Health | None, int]) -> list[tuple[Bilingual, str, bool, int]]:
    """The healths as links with their counts, all other conditions kept."""
    every = (EVERY, here(health=None, page=None, after=None), not asked.filter.health, sum(counts.values()))
    return [every] + [
        (
            health.title,
            here(health=health.value, page=None, after=None),
            health in asked.filter.health,
            counts.get(health, 0),
        )
        for health in WORST_FIRST
    ]


def _kept(asked: Asking) -> Kept:
    views = shown_to(acting())
    chosen = next((each for each in views if str(each.id) == request.args.get("view")), None)
    resolution = [("resolution", value) for value in request.args.getlist("resolution")[:1]]
    return Kept(views, chosen, kept_query([*asked.pairs, *resolution]))


def _chips(asked: Asking) -> list[Chip]:
    """Each condition with the address that leaves it out."""
    return [Chip(one, here(page=None, after=None, **{one.name: _others(asked, one)})) for one in asked.conditions]


def _others(asked: Asking, without: Condition) -> list[str]:
    return [each.value for each in asked.conditions if each.name == without.name and each is not without]


def _heads(asked: Asking, sorts: Collection[Column]) -> list[Head]:
    layout = asked.layout
    return [
        Head(
            column,
            here(page=None, after=None, sort=column.name, order=layout.next_order(column)) if column in sorts else "",
            ("descending" if layout.descending else "ascending") if layout.sort is column else "",
        )
        for column in layout.columns
    ]


def _choices(asked: Asking) -> list[Choices]:
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


def _columns(asked: Asking) -> Choices:
    """The columns that may be chosen; the one that a row is called by always stands there."""
    chosen = asked.layout.columns
    values = [(each.name, each.title, each in chosen) for each in COLUMNS if each is not HEAD]
    return Choices(SHOW, Bilingual(th="คอลัมน์ที่แสดง", en="Columns"), values)


def _same(endpoint: str) -> str:
    """Another address about the same tasks."""
    query = [
        (name, value) for name, value in request.args.items(multi=True) if name not in ("page", "after", "lang", "view")
    ]
    return url_for(endpoint) + ("?" + urlencode(query, errors="replace") if query else "")
