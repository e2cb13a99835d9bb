"""How does a list of tasks leave as a file? Exactly what the page shows – same filters, columns, order – on all its pages."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from flask import Response, request

from tracker import clock
from tracker.access.guard import acting, allow
from tracker.access.policy import Permission
from tracker.extensions import db
from tracker.lang import Bilingual
from tracker.ledger.store import last_seq
from tracker.tasks import across, export
from tracker.tasks.across_page import asked_across
from tracker.tasks.lines import TaskLine, lines
from tracker.tasks.wanted import Asking, Wanted, across_all, wanted
from tracker.web.as_of import moment
from tracker.web.frame import language
from tracker.web.workbook import Sheet, Value, csv_answer, xlsx_answer

log = logging.getLogger(__name__)

EVERY = Bilingual(th="ทุกมติ", en="all resolutions")


@dataclass(frozen=True)
class Leaving:
    """A list that leaves: what is asked, what is said about it, its lines so many at a time, and whether each names its resolution."""

    asked: Asking
    about: export.About
    portions: Iterable[list[TaskLine]]
    several: bool
    called: str

    @property
    def headings(self) -> list[Bilingual]:
        """The heads of the table."""
        return export.headings(self.asked.layout.columns, self.several)

    def rows(self) -> Iterator[list[Value]]:
        """The table."""
        return export.rows(self._lines(), self.asked.layout.columns, self.several, language())

    def widths(self) -> list[int]:
        """How wide each column of a sheet is."""
        wide = {"title": 48, "note": 60}
        own = [24] if self.several else []
        return own + [
            wide.get(each.name, 14) for each in self.asked.layout.columns for _ in export.headings([each], False)
        ]

    def name(self) -> str:
        """What the file is called, without its ending."""
        said = Bilingual(th="งาน-{code}-{day}", en="tasks-{code}-{day}")
        return said.format(code=self.called, day=self.about.day.isoformat()).pick(language())

    def _lines(self) -> Iterator[TaskLine]:
        for portion in self.portions:
            _let_go()
            yield from portion


@allow(Permission.TASK_SEE)
def xlsx() -> Response:
    """The list as a workbook: a sheet that says what it is, and the tasks."""
    leaving = _leaving("XLSX")
    said = Sheet(export.ABOUT, (export.ABOUT, Bilingual(th="ค่า", en="Value")), leaving.about.lines(), (28, 90))
    return xlsx_answer(
        [said, Sheet(export.TASKS, leaving.headings, leaving.rows(), leaving.widths())], language(), leaving.name()
    )


@allow(Permission.TASK_SEE)
def csv() -> Response:
    """The list as CSV: a few lines that say what it is, an empty one, and the tasks."""
    leaving = _leaving("CSV")
    before: list[list[Value]] = [*(list(line) for line in leaving.about.lines()), [], [*leaving.headings]]
    table = chain(before, leaving.rows())
    return csv_answer((export.ABOUT,), table, language(), leaving.name())


def _leaving(kind: str) -> Leaving:
    """What this request takes away; who took how much of what stands in the log."""
    leaving = _of_all() if across_all() else _of_one()
    about = leaving.about
    _let_go()
    log.info(
        "export: %s took %s of %s tasks as %s, known on %s: %r", about.by.email, about.rows, about.of, kind, about.day, request.full_path
    )  # fmt: skip
    return leaving


def _of_one() -> Leaving:
    asked = wanted()
    shown, said = asked.shown, asked.shown.register.resolution
    resolution = Bilingual(th=f"{said.code} {said.title.th}", en=f"{said.code} {said.title.en}")
    about = _about(asked, resolution, shown.cut, len(asked.found), asked.of)
    return Leaving(asked, about, _portions(asked), several=False, called=said.code)


def _of_all() -> Leaving:
    asked = asked_across()
    about = _about(asked, EVERY, last_seq(), asked.found, across.pursued())
    return Leaving(asked, about, asked.every_line(export.PORTION), several=True, called=EVERY.pick(language()))


def _about(asked: Asking, resolution: Bilingual, cut: int, rows: int, of: int) -> export.About:
    order = asked.layout.sort
    return export.About(
        resolution=resolution, conditions=[each.words for each in asked.conditions],
        order=export.WORST_FIRST if order is None else _order(order.title, asked.layout.descending),
        day=moment().day, cut=cut, by=acting(), at=clock.now(), rows=rows, of=of,
    )  # fmt: skip


def _order(title: Bilingual, descending: bool) -> Bilingual:
    ways = Bilingual(th="มากไปน้อย", en="descending") if descending else Bilingual(th="น้อยไปมาก", en="ascending")
    return Bilingual(th=f"{title.th} ({ways.th})", en=f"{title.en} ({ways.en})")


def _portions(asked: Wanted) -> Iterator[list[TaskLine]]:
    for portion in export.portions(asked.found):
        yield lines(portion, holders=asked.known.holders)


def _let_go() -> None:
    """End the read transaction: a slow download would otherwise keep SQLite's writers waiting until it is over."""
    db.session.rollback()
