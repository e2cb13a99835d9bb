"""Which tables does the workbook of a report hold, and what stands in them? Pure: the snapshot in, the sheets out.

Each figure is the one that the PDF prints, since both are read off the same snapshot; money is in baht to the satang.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tracker.companions import headings as head
from tracker.companions.changed_tables import changed_sheets
from tracker.documents import wording
from tracker.documents.change_words import change_sentences
from tracker.lang import Bilingual, fiscal_year_be
from tracker.snapshots.codes import Health
from tracker.snapshots.parts import Problem, Progress, Section, Task
from tracker.snapshots.snapshot import Snapshot, fingerprint
from tracker.web.workbook import Sheet, Value, baht_value, day_cells, day_headings

Cells = Iterator[tuple[Value, ...]]
PROGRESS = (head.VERIFIED, head.CLAIMED, head.PLANNED, head.ALL_TASKS, head.WEIGHT)
DUE = (*day_headings(head.DUE), *day_headings(head.ORIGINAL), head.SET_BY)


def sheets(snapshot: Snapshot, lang: str, text: str, standing: Bilingual, issued: bool) -> Iterator[Sheet]:
    """All tables of a report, what it is first. `text` is the JSON that was kept of it, `standing` how far the report is; one that is not
    `issued` says that it is a draft."""
    s = snapshot
    said = standing if issued else Bilingual(f"{head.DRAFT.th}: {standing.th}", f"{head.DRAFT.en}: {standing.en}")
    yield _about(s, lang, text, said)
    yield Sheet(head.FIGURES, (head.CODE, head.WHAT, head.VALUE, head.UNIT, head.HOW),
                [(each.code, each.label, each.value, each.unit, each.how) for each in s.figures], (8, 36, 10, 12, 90))  # fmt: skip
    yield _matrix(s)
    yield Sheet(head.AGENCIES, (*_AGENCY, head.SCOPE, *PROGRESS, head.HEALTH), _agencies(s), (12, 44, 34, *(12,) * 6))
    yield Sheet(head.TASKS, _TASK, _tasks(s, lang), (12, 44, 14, 44, 14, *(12,) * 4, *_DAYS, 50, *(14,) * 3, 60, 24))
    yield Sheet(head.OBLIGATIONS, _OBLIGATION, _obligations(s, lang), (12, 8, 44, 18, 36, 14, 14, 40, 44, *(12,) * 6))
    yield Sheet(head.CURVE, (*day_headings(head.ON), head.PLANNED, head.CLAIMED, head.VERIFIED),
                [(*day_cells(each.day, lang), each.plan, each.claimed, each.verified) for each in s.curve], (14,) * 5)  # fmt: skip
    yield Sheet(head.MONEY, _MONEY, _money(s, lang), (16, 16, 44, 18, 14, 28, 60, 60, 14, 14))
    yield Sheet(head.CHOICES, (*_AGENCY, head.CHOICE, head.BAHT, head.NOTE), _choices(s), (12, 44, 40, 18, 60))
    yield Sheet(head.PROBLEMS, _PROBLEM, _problems(s, lang), (12, 44, 14, 44, 12, *_DAYS, *(12,) * 4, 36, 24, 60))
    yield Sheet(head.STEPS, (head.CODE, head.TITLE, head.AGENCY_NAME, *DUE), _steps(s, lang), (14, 50, 60, *_DAYS))
    yield Sheet(head.READINGS, (head.CODE, head.WHAT, head.WE_TAKE, head.ALSO, head.REASON),
                [(each.code, each.label, each.value, each.variant, each.reason) for each in s.readings], (10, 36, 40, 40, 80))  # fmt: skip
    if s.changes:
        yield from changed_sheets(s, s.changes, lang)


_AGENCY = (head.AGENCY, head.AGENCY_NAME)
_DAYS = (14, 14, 14, 14, 40)
_TASK = (
    *_AGENCY, head.CODE, head.TITLE, head.STATUS, head.VERIFIED, head.CLAIMED, head.PLANNED, head.HEALTH, *DUE, head.NOTE,
    *day_headings(head.NOTED), head.EVIDENCE, head.EVIDENCE_NAMED, head.HELD_BY,
)  # fmt: skip
_OBLIGATION = (
    head.CODE, head.CLAUSE, head.TITLE, head.FORCE, head.OBLIGOR, *day_headings(head.DUE), head.SET_BY, head.BASIS, *PROGRESS, head.HEALTH,
)  # fmt: skip
_MONEY = (
    head.KIND, head.AGENCY, head.AGENCY_NAME, head.BAHT, head.YEAR, head.SHARING, head.PURPOSE, head.BASIS, *day_headings(head.ON),
)  # fmt: skip
_PROBLEM = (
    *_AGENCY, head.CODE, head.TITLE, head.HEALTH, *DUE, head.DAYS_LATE, head.WORKING_DAYS_LATE, head.CLAIMED, head.PLANNED, head.HOLDER,
    head.HELD_BY, head.NOTE,
)  # fmt: skip


def _about(s: Snapshot, lang: str, text: str, standing: Bilingual) -> Sheet:
    (as_of, as_of_day), (deadline, deadline_day) = day_cells(s.as_of, lang), day_cells(s.resolution.deadline, lang)
    rows: list[tuple[Value, ...]] = [
        (Bilingual("เรื่อง", "Subject"), s.cover.subject),
        (Bilingual("รายงานครั้งที่", "Report no."), s.number),
        (head.HEALTH, standing),
        (Bilingual("มติ", "Resolution"), s.resolution.title),
        (Bilingual("ข้อมูล ณ (พ.ศ.)", "Data as of (B.E.)"), as_of),
        (Bilingual("ข้อมูล ณ (ค.ศ.)", "Data as of (date)"), as_of_day),
        (Bilingual("กำหนดแล้วเสร็จ (พ.ศ.)", "Deadline (B.E.)"), deadline),
        (Bilingual("กำหนดแล้วเสร็จ (ค.ศ.)", "Deadline (date)"), deadline_day),
        (Bilingual("บันทึกลำดับที่", "Ledger entry"), s.cut.seq),
        (Bilingual("แฮชของบันทึก", "Hash of that entry"), s.cut.head),
        (Bilingual("SHA-256 ของภาพข้อมูล", "SHA-256 of the snapshot"), fingerprint(text)),
    ]
    rows += [(Bilingual("สิ่งที่เปลี่ยนแปลง", "What has changed"), each) for each in change_sentences(s)]
    rows += [(Bilingual("หมายเหตุ", "Note"), head.DEMONSTRATION)] * s.demonstration
    return Sheet(head.ABOUT, (head.WHAT, head.VALUE), rows, (30, 100))


def _matrix(s: Snapshot) -> Sheet:
    """As in the PDF, each cell in three columns: verified of all tasks, and the worst health among them."""
    titles = [
        Bilingual("{at} {title}: {what}", "{at} {title}: {what}").format(
            at=Bilingual(each.clause, each.code), title=each.title, what=what
        )
        for each in s.columns
        for what in (head.VERIFIED_TASKS, head.ALL_TASKS, head.HEALTH)
    ]  # fmt: skip
    rows: list[tuple[Value, ...]] = []
    for row in s.rows:
        cells: list[Value] = []
        for cell in row.cells:
            cells += [cell.verified, cell.tasks, wording.HEALTH[cell.health]] if cell else [None, None, None]
        rows.append((*_agency(s, row.agency), *cells))
    return Sheet(head.MATRIX, (*_AGENCY, *titles), rows, (12, 44, *(18,) * len(titles)))


def _agencies(s: Snapshot) -> Cells:
    leading = Bilingual("ภารกิจ {code}", "Obligation {code}").format(code=s.leading_code)
    own = Bilingual("งานของตนเองทั้งหมด", "All its own tasks")
    yield None, Bilingual("รวมทุกหน่วยงาน", "All together"), leading, *_progress(s.leading), None
    for section in s.sections:
        yield *_agency(s, section.agency), leading, *_progress(section.leading), _health(section.health)
        yield *_agency(s, section.agency), own, *_progress(section.own), _health(section.own_health)


def _tasks(s: Snapshot, lang: str) -> Cells:
    for section in s.sections:
        for task in section.tasks:
            yield _task(s, section, task, lang)


def _task(s: Snapshot, section: Section, task: Task, lang: str) -> tuple[Value, ...]:
    return (
        *_agency(s, section.agency), task.code, task.title, wording.STATUS[task.status], task.verified, task.claimed, task.planned,
        _health(task.health), *_due(task, lang), task.note, *day_cells(task.noted_on, lang), task.evidence_count, "\n".join(task.evidence),
        task.held_by,
    )  # fmt: skip


def _obligations(s: Snapshot, lang: str) -> Cells:
    for each in s.obligations:
        yield (
            each.code, each.clause, each.title, wording.FORCE[each.force], each.obligor, *day_cells(each.deadline.on, lang),
            _set_by(each.deadline.derived) if each.deadline.on else None, each.deadline.basis, *_progress(each.progress),
            _health(each.health),
        )  # fmt: skip


def _money(s: Snapshot, lang: str) -> Cells:
    for each in s.money:
        yield (
            wording.MONEY[each.kind], *_several(s, each.agencies), baht_value(each.amount_satang), each.fiscal_year,
            wording.SHARING.get(each.sharing), each.purpose, each.source, *day_cells(each.on, lang),
        )  # fmt: skip


def _choices(s: Snapshot) -> Cells:
    year = fiscal_year_be(s.as_of)
    for each in s.choices:
        yield *_agency(s, each.agency), wording.choice(each.option, year), baht_value(each.amount_satang), each.note


def _problems(s: Snapshot, lang: str) -> Cells:
    for each in s.problems:
        yield (
            *_agency(s, each.agency), each.task, each.title, wording.HEALTH[each.health], *_due(each, lang), each.days_late,
            each.working_days_late, each.claimed, each.planned, each.holder, each.held_by, each.note,
        )  # fmt: skip


def _steps(s: Snapshot, lang: str) -> Cells:
    for each in s.steps:
        original = day_cells(each.original_due, lang)
        yield (
            each.task,
            each.title,
            _several(s, each.agencies)[1],
            *day_cells(each.due, lang),
            *original,
            _set_by(each.derived),
        )


def _agency(s: Snapshot, code: str) -> tuple[Bilingual, Bilingual]:
    party = s.party(code)
    return party.abbr, party.name


def _several(s: Snapshot, codes: Iterable[str]) -> tuple[Bilingual, Bilingual]:
    parties = [s.party(code) for code in codes]
    abbrs, names = [each.abbr for each in parties], [each.name for each in parties]
    return _listed(abbrs), _listed(names)


def _listed(words: list[Bilingual]) -> Bilingual:
    return Bilingual(th=", ".join(each.th for each in words), en=", ".join(each.en for each in words))


def _progress(progress: Progress | None) -> tuple[int | None, ...]:
    if progress is None:
        return (None,) * len(PROGRESS)
    return progress.verified, progress.claimed, progress.planned, progress.tasks, progress.weight


def _health(health: Health | None) -> Bilingual | None:
    return wording.HEALTH[health] if health else None


def _due(task: Task | Problem, lang: str) -> tuple[Value, ...]:
    return *day_cells(task.due, lang), *day_cells(task.original_due, lang), _set_by(task.due_derived)


def _set_by(derived: bool) -> Bilingual:
    return head.BY_SYSTEM if derived else head.BY_SOURCE
