"""Which tasks stand behind a figure? The filtered list, sorted worst first."""

from __future__ import annotations

from flask import render_template, request

from tracker.access.guard import allow
from tracker.access.policy import Permission
from tracker.lang import Bilingual
from tracker.people.store import agencies
from tracker.tasks.filters import Due, Filter, Known, read, worst_first
from tracker.tasks.health import WORST_FIRST, Standing, roll_up
from tracker.tasks.lines import lines
from tracker.tasks.picture import Picture
from tracker.tasks.shown import shown_picture
from tracker.tasks.workflow import State
from tracker.web.frame import here

PAGE = 50

EVERY = Bilingual(th="ทั้งหมด", en="All")


@allow(Permission.TASK_SEE)
def listing() -> str:
    """The tasks that the address asks for, with what they add up to and out of how many."""
    shown = shown_picture()
    known = known_in(shown)
    asked = read(request.args, known)
    found, others = _meeting(shown, asked), _meeting(shown, asked.without_health())
    pages = max(1, -(-len(found) // PAGE))
    page = min(_page_number(), pages)
    return render_template(
        "tasks/listing.html", shown=shown, asked=asked, words=asked.words(known), known=known, total=roll_up(found), found=len(found),
        tasks=lines(worst_first(found)[(page - 1) * PAGE : page * PAGE]), page=page, pages=pages, tabs=_tabs(asked, others),
        choices=_choices(known),
    )  # fmt: skip


def known_in(shown: Picture) -> Known:
    """What a filter may name in this resolution."""
    register = shown.register
    obligations = {each.code: _named(each.code, each.title) for each in register.groups}
    obligations |= {each.code: _named(each.code, each.title) for each in register.obligations}
    return Known(
        agencies={code: agency.abbr for code, agency in agencies().items()},
        obligations=dict(sorted(obligations.items())),
        columns={each.code: each.label for each in register.matrix},
    )


def _named(code: str, title: Bilingual) -> Bilingual:
    return Bilingual(th=f"{code} {title.th}", en=f"{code} {title.en}")


def _meeting(shown: Picture, asked: Filter) -> list[Standing]:
    return [each for each in shown.standings if asked.meets(each, shown.obligations, shown.day)]


def _page_number() -> int:
    text = request.args.get("page", "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _tabs(asked: Filter, others: list[Standing]) -> list[tuple[Bilingual, str, bool, int]]:
    """The healths as links with their counts, all other conditions kept."""
    counts = roll_up(others).counts
    every = (EVERY, here(health=None, page=None), asked.health is None, len(others))
    return [every] + [
        (health.title, here(health=health.value, page=None), asked.health is health, counts.get(health, 0))
        for health in WORST_FIRST
    ]


def _choices(known: Known) -> list[tuple[str, Bilingual, list[tuple[str, Bilingual]]]]:
    """The lists of the filter form: name, label, values with their words."""
    return [
        ("agency", Bilingual(th="หน่วยงานที่ทำ", en="Done by"), list(known.agencies.items())),
        ("obligation", Bilingual(th="ภารกิจ", en="Obligation"), list(known.obligations.items())),
        ("state", Bilingual(th="ขั้นตอน", en="Step"), [(each.value, each.title) for each in State]),
        ("due", Bilingual(th="กำหนด", en="Due"), [(each.value, each.title) for each in Due]),
    ]
