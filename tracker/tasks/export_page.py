"""How does a list of tasks leave as a file? Exactly what the page shows – same filters, columns, order – on all its pages."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from itertools import chain

from flask import Response, request

from tracker import clock
from tracker.access.guard import acting, allow
from tracker.access.policy import Permission
from tracker.extensions import db
from tracker.lang import Bilingual
from tracker.tasks import export
from tracker.tasks.lines import TaskLine, lines
from tracker.tasks.wanted import Wanted, wanted
from tracker.web.frame import language
from tracker.web.workbook import Sheet, Value, csv_answer, xlsx_answer

log = logging.getLogger(__name__)


@allow(Permission.TASK_SEE)
def xlsx() -> Response:
    """The list as a workbook: a sheet that says what it is, and the tasks."""
    asked = wanted()
    about = _about(asked)
    _noted(about, "XLSX")
    said = Sheet(export.ABOUT, (export.ABOUT, Bilingual(th="ค่า", en="Value")), about.lines(), (28, 90))
    tasks = Sheet(export.TASKS, _headings(asked), _rows(asked), _widths(asked))
    return xlsx_answer([said, tasks], language(), _name(asked))


@allow(Permission.TASK_SEE)
def csv() -> Response:
    """The list as CSV: a few lines that say what it is, an empty one, and the tasks."""
    asked = wanted()
    about = _about(asked)
    _noted(about, "CSV")
    before: list[list[Value]] = [list(line) for line in about.lines()]
    return csv_answer((export.ABOUT,), chain(before, [[], [*_headings(asked)]], _rows(asked)), language(), _name(asked))


def _about(asked: Wanted) -> export.About:
    shown, order = asked.shown, asked.layout.sort
    said = shown.register.resolution
    return export.About(
        resolution=Bilingual(th=f"{said.code} {said.title.th}", en=f"{said.code} {said.title.en}"),
        conditions=[each.words for each in asked.conditions],
        order=export.WORST_FIRST if order is None else _order(order.title, asked.layout.descending),
        day=shown.day, cut=shown.cut, by=acting(), at=clock.now(), rows=len(asked.found), of=shown.total.tasks + shown.total.waived,
    )  # fmt: skip


def _order(title: Bilingual, descending: bool) -> Bilingual:
    ways = Bilingual(th="มากไปน้อย", en="descending") if descending else Bilingual(th="น้อยไปมาก", en="ascending")
    return Bilingual(th=f"{title.th} ({ways.th})", en=f"{title.en} ({ways.en})")


def _noted(about: export.About, kind: str) -> None:
    _let_go()
    log.info(
        "export: %s took %s of %s tasks as %s, known on %s: %r", about.by.email, about.rows, about.of, kind, about.day, request.full_path
    )  # fmt: skip


def _headings(asked: Wanted) -> list[Bilingual]:
    return list(export.headings(asked.layout.columns, several=False))


def _rows(asked: Wanted) -> Iterator[list[Value]]:
    return export.rows(_lines(asked), asked.layout.columns, False, language())


def _lines(asked: Wanted) -> Iterator[TaskLine]:
    for portion in export.portions(asked.found):
        ready = lines(portion, holders=asked.known.holders)
        _let_go()
        yield from ready


def _let_go() -> None:
    """End the read transaction: a slow download would otherwise keep SQLite's writers waiting until it is over."""
    db.session.rollback()


def _widths(asked: Wanted) -> list[int]:
    wide = {"title": 48, "note": 60}
    return [wide.get(each.name, 14) for each in asked.layout.columns for _ in export.headings([each], several=False)]


def _name(asked: Wanted) -> str:
    code = asked.shown.register.resolution.code
    return (
        Bilingual(th="งาน-{code}-{day}", en="tasks-{code}-{day}")
        .format(code=code, day=asked.shown.day.isoformat())
        .pick(language())
    )
