"""How does a comparison leave as a workbook: the sums, every difference, every act, the money – with B.E. and real dates?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from flask import Response, abort

from tracker.comparison.figures import Money, Moved
from tracker.dashboard.compare import asked_days, asked_filters
from tracker.dashboard.compare_rows import Row
from tracker.dashboard.compared import GROUPS, Compared, compared_at
from tracker.lang import Bilingual
from tracker.ledger.store import event_at
from tracker.resolutions.rules import Movement
from tracker.tasks.export import DONE_FOR
from tracker.tasks.health import Health
from tracker.tasks.shown import shown_picture
from tracker.web.frame import language
from tracker.web.workbook import Sheet, Value, baht_value, day_cells, day_headings, xlsx_answer

AGENCY = Bilingual(th="หน่วยงาน", en="Agency")
WHAT, CODE, TITLE = Bilingual(th="ประเภท", en="What"), Bilingual(th="รหัส", en="Code"), Bilingual(th="ชื่อ", en="Title")
RECORDED, EFFECTIVE = Bilingual(th="บันทึกเมื่อ", en="Recorded"), Bilingual(th="มีผล", en="Effective")
WHO, WHY = Bilingual(th="ผู้ดำเนินการ", en="Who"), Bilingual(th="เหตุผลหรือบันทึก", en="Reason or note")
ACT, ROW = Bilingual(th="การดำเนินการ", en="Act"), Bilingual(th="ลำดับในบันทึก", en="Row of the ledger")
OLD, NEW = Bilingual(th="เดิม", en="Old"), Bilingual(th="ใหม่", en="New")
NOTHING = Bilingual(th="", en="")
Cells = Iterable[tuple[Value, ...]]


def compare_workbook() -> Response:
    """The workbook of the comparison that the address asks for, narrowed by its filters; 400 for a day that makes no sense."""
    asked = asked_days()
    for problem in asked.problems.values():
        abort(400, description=problem)
    compared = compared_at(shown_picture(), asked)
    rows = tuple(compared.rows(compared.matching(asked_filters(compared))))
    name = f"compare-{asked.first.isoformat()}-{asked.last.isoformat()}"
    return xlsx_answer(sheets(compared, rows), language(), name)


def sheets(compared: Compared, rows: Iterable[Row]) -> Iterator[Sheet]:
    """All sheets, the overview first."""
    every, lang = tuple(rows), language()
    names = {code: agency.abbr for code, agency in compared.agencies.items()}
    obligations = compared.days.known_obligations()
    yield Sheet(Bilingual(th="สรุป", en="Summary"), (WHAT, OLD, NEW), _summary(compared, len(every), lang), (44, 40, 40))
    yield _sums(AGENCY, ((names.get(each.code), each) for each in compared.days.agencies()))
    yield _sums(
        Bilingual(th="ภารกิจ", en="Obligation"),
        ((obligations[each.code].title, each) for each in compared.days.obligations()),
    )
    yield Sheet(
        Bilingual(th="ผลต่าง", en="Differences"),
        (WHAT, AGENCY, DONE_FOR, CODE, TITLE, Bilingual(th="ผล", en="Result"), Bilingual(th="ข้อมูล", en="Field"), OLD, NEW, ACT, WHO, WHY,
         *day_headings(RECORDED)),
        chain.from_iterable(_differences(row, names, lang) for row in every),
        (14, 10, 10, 14, 40, 22, 26, 30, 30, 24, 30, 40, 14, 14),
    )  # fmt: skip
    yield Sheet(
        Bilingual(th="รายการบันทึก", en="Acts"),
        (ROW, Bilingual(th="เวลา", en="Time"), *day_headings(RECORDED), WHAT, AGENCY, DONE_FOR, CODE, TITLE, ACT, WHO, WHY,
         *day_headings(EFFECTIVE), Bilingual(th="ข้อมูลที่เปลี่ยน", en="Fields changed"), Bilingual(th="แฮช SHA-256", en="Hash SHA-256")),
        chain.from_iterable(_acts(row, names, lang) for row in every),
        (10, 17, 14, 14, 14, 10, 10, 14, 40, 26, 30, 50, 14, 14, 40, 66),
    )  # fmt: skip
    yield Sheet(
        Bilingual(th="เงิน", en="Money"),
        (CODE, TITLE, Bilingual(th="ผล", en="Result"), Bilingual(th="เดิม (บาท)", en="Old (baht)"),
         Bilingual(th="ใหม่ (บาท)", en="New (baht)")),
        _money(compared.money),
        (20, 60, 16, 18, 18),
    )  # fmt: skip


def _summary(compared: Compared, found: int, lang: str) -> Cells:
    asked, total = compared.asked, compared.total
    (first, first_real), (last, last_real) = day_cells(asked.first, lang), day_cells(asked.last, lang)
    heads = [event.hash if (event := event_at(cut)) else None for cut in compared.cuts]
    yield Bilingual(th="ณ สิ้นวันที่ (พ.ศ.)", en="At the end of (B.E.)"), first, last
    yield Bilingual(th="ณ สิ้นวันที่ (ค.ศ.)", en="At the end of (date)"), first_real, last_real
    yield Bilingual(th="ลำดับสุดท้ายในบันทึก", en="Last row of the ledger"), *compared.cuts
    yield Bilingual(th="แฮชของลำดับนั้น", en="Hash of that row"), *heads
    yield from _sum_rows(compared.headline, Bilingual(th="ภารกิจนำ: ", en="Leading obligation: "))
    yield from _sum_rows(total, Bilingual(th="ทุกงาน: ", en="All tasks: "))
    worse, better = compared.worse_and_better()
    yield Bilingual(th="สถานะถดถอย (งาน)", en="Tasks that stand worse"), None, worse
    yield Bilingual(th="สถานะดีขึ้น (งาน)", en="Tasks that stand better"), None, better
    yield Bilingual(th="รายการในไฟล์นี้", en="Objects in this file"), None, found


def _sum_rows(moved: Moved, of: Bilingual) -> Cells:
    pairs = (
        (Bilingual(th="รายงานเอง %", en="claimed %"), moved.before.claimed, moved.after.claimed),
        (Bilingual(th="ตรวจรับแล้ว %", en="verified %"), moved.before.verified, moved.after.verified),
        (Bilingual(th="แผน %", en="plan %"), moved.before.planned, moved.after.planned),
        (Bilingual(th="จำนวนงานที่นับ", en="tasks counted"), moved.before.tasks, moved.after.tasks),
        (Bilingual(th="น้ำหนักรวม", en="weight"), moved.before.weight, moved.after.weight),
    )
    for words, old, new in pairs:
        yield Bilingual(th=of.th + words.th, en=of.en + words.en), old, new


def _sums(what: Bilingual, moved: Iterable[tuple[Bilingual | None, Moved]]) -> Sheet:
    """One line for each agency or obligation: both days with their whole."""
    figures = (
        Bilingual(th="งาน", en="tasks"), Bilingual(th="น้ำหนัก", en="weight"), Bilingual(th="รายงานเอง %", en="claimed %"),
        Bilingual(th="ตรวจรับแล้ว %", en="verified %"), Bilingual(th="แผน %", en="plan %"),
        *(health.title for health in Health), Bilingual(th="ไม่ดำเนินการ", en="not pursued"),
    )  # fmt: skip
    twice = [Bilingual(th=f"{each.th} {day.th}", en=f"{each.en}, {day.en}") for each in figures for day in (OLD, NEW)]
    cells = ((each.code, name, *_both(each)) for name, each in moved)
    return Sheet(what, (CODE, what, *twice), cells, (14, 44))


def _both(moved: Moved) -> Iterator[int]:
    sums = (moved.before, moved.after)
    for name in ("tasks", "weight", "claimed", "verified", "planned"):
        yield from (getattr(each, name) for each in sums)
    for health in Health:
        yield from (each.counts.get(health, 0) for each in sums)
    yield from (each.waived for each in sums)


def _about(row: Row, names: dict[str, Bilingual]) -> tuple[Value, ...]:
    agency, served = (names.get(code or "", NOTHING) for code in (row.agency, row.served))
    return GROUPS[row.item.group], agency, served, row.code, row.title


def _differences(row: Row, names: dict[str, Bilingual], lang: str) -> Cells:
    """One line for each field; an object that came, went or only had acts has one line as a whole."""
    about = _about(row, names)
    if row.health:
        words = [health.title if health else Bilingual(th="ไม่ดำเนินการ", en="not pursued") for health in row.health]
        yield *about, row.verdict, Bilingual(th="สถานะ (คำนวณ)", en="Health (computed)"), *words, *_last(row, (), lang)
    for line in row.lines:
        yield *about, row.verdict, line.name, line.old, line.new, *_last(row, line.acts, lang)
    if not row.lines and not row.health:
        yield *about, row.verdict, None, None, None, *_last(row, tuple(act.seq for act in row.acts), lang)


def _last(row: Row, seqs: tuple[int, ...], lang: str) -> tuple[Value, ...]:
    """The last act among these: what, who, why, when."""
    act = next((each for each in reversed(row.acts) if each.seq in seqs), None)
    if act is None:
        return None, None, None, None, None
    return act.title, act.who, act.why, *day_cells(act.at, lang)


def _acts(row: Row, names: dict[str, Bilingual], lang: str) -> Cells:
    about = _about(row, names)
    for act in row.acts:
        fields = Bilingual(th=", ".join(each.th for each in act.fields), en=", ".join(each.en for each in act.fields))
        yield (
            act.seq, act.at, *day_cells(act.at, lang), *about, act.title, act.who, act.why,
            *day_cells(act.effective_on, lang), fields, act.hash,
        )  # fmt: skip


def _money(money: Money) -> Cells:
    for words, movements, old, new in (
        (Bilingual(th="เพิ่มใหม่", en="added"), money.added, False, True),
        (Bilingual(th="ถอนออก", en="removed"), money.removed, True, False),
    ):
        for each in movements:
            yield each.code, each.label, words, _amount(each, old), _amount(each, new)
    for before, after in money.changed:
        words = Bilingual(th="เปลี่ยน", en="changed")
        yield after.code, after.label, words, _amount(before, True), _amount(after, True)
    yield None, Bilingual(th="รวมทั้งสิ้น", en="Total"), None, baht_value(money.before), baht_value(money.after)


def _amount(movement: Movement, there: bool) -> Value:
    return baht_value(movement.amount_satang) if there else None
