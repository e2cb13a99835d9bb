"""Do two reports beside each other say every difference between them, and none more?"""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from tests.reports.sample import snapshot
from tracker.companions.compared import compared
from tracker.companions.compared_tables import compared_sheets
from tracker.lang import Bilingual
from tracker.snapshots.codes import Health, Status
from tracker.snapshots.parts import Task
from tracker.snapshots.snapshot import Snapshot
from tracker.web.workbook import workbook

FULL = snapshot()
DRAFT, ISSUED = Bilingual("ร่าง", "Draft"), Bilingual("ออกแล้ว", "Issued")
KEYS = [(section.agency, task.code) for section in FULL.sections for task in section.tasks]


def changed(report: Snapshot, moved: dict[tuple[str, str], Task | None]) -> Snapshot:
    """The report with other tasks in the place of some; None takes one out."""
    sections = tuple(
        replace(
            section, tasks=tuple(new for task in section.tasks if (new := moved.get((section.agency, task.code), task)) is not None)
        )
        for section in report.sections
    )  # fmt: skip
    return replace(report, number=2, as_of=date(2013, 6, 30), sections=sections)


def task(key: tuple[str, str]) -> Task:
    return next(
        each for section in FULL.sections if section.agency == key[0] for each in section.tasks if each.code == key[1]
    )


def seen(each: Task) -> tuple[object, ...]:
    return each.claimed, each.status, each.health, each.due


def test_a_report_beside_itself_differs_in_nothing() -> None:
    shown = compared(FULL, FULL)
    assert (shown.tasks, shown.same) == ((), len(KEYS))
    assert all(line.before == line.after for line in (*shown.figures, *shown.agencies))


@given(
    st.dictionaries(
        st.sampled_from(KEYS),
        st.fixed_dictionaries(
            {}, optional={"claimed": st.integers(0, 100), "status": st.sampled_from(Status), "health": st.sampled_from(Health),
                          "due": st.dates(date(2013, 5, 1), date(2013, 7, 1)), "note": st.text(max_size=9)},
        ) | st.none(),
        max_size=12,
    )
)  # fmt: skip
def test_exactly_the_tasks_that_changed_are_named(moves: dict[tuple[str, str], dict[str, object] | None]) -> None:
    moved = {key: None if move is None else replace(task(key), **move) for key, move in moves.items()}  # type: ignore[arg-type]
    later = changed(FULL, moved)
    expected = {key for key, new in moved.items() if new is None or seen(new) != seen(task(key))}
    for before, after in ((FULL, later), (later, FULL)):
        shown = compared(before, after)
        assert {(line.party.code, line.code) for line in shown.tasks} == expected
        assert len(shown.tasks) + shown.same == len(KEYS)


def test_figures_stand_in_their_order_with_both_values() -> None:
    later = replace(FULL, figures=(*(replace(each, value=each.value + 3) for each in FULL.figures[:-1]),))
    shown = compared(FULL, later)
    assert [line.figure.code for line in shown.figures] == [each.code for each in FULL.figures]
    assert [(line.before, line.after) for line in shown.figures[:-1]] == [
        (each.value, each.value + 3) for each in FULL.figures[:-1]
    ]
    assert shown.figures[-1].after is None


def test_the_workbook_has_a_row_for_each_line() -> None:
    key = KEYS[0]
    shown = compared(FULL, changed(FULL, {key: replace(task(key), claimed=99), KEYS[1]: None}))
    with workbook(compared_sheets(shown, (DRAFT, ISSUED), "en"), "en") as file:
        book = openpyxl.load_workbook(io.BytesIO(file.read()))
    assert [each.max_row - 1 for each in book.worksheets][1:] == [len(shown.figures), len(shown.agencies), 2]
    assert ("Draft", "Issued") in {row[1:] for row in book["Report"].iter_rows(values_only=True)}
    assert "not in the report" in [cell.value for row in book["Changed tasks"].iter_rows() for cell in row]
