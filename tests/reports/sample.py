"""A whole snapshot made by hand: what the report of 31 May 2013 could say. No other slice is needed to draw it."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tests.reports import sample_texts as texts
from tests.reports.sample_changes import changes
from tests.reports.sample_tasks import BY_AGENCY, OWN, TITLES, TODAY, progress, tasks_of, worst
from tracker.lang import Bilingual
from tracker.snapshots.codes import ChoiceOption, Health, MoneyKind, Sharing, Status
from tracker.snapshots.curve import CurvePoint
from tracker.snapshots.parts import (
    Cell,
    Choice,
    Column,
    Cut,
    Figure,
    Movement,
    Party,
    Problem,
    Progress,
    Row,
    Section,
    Step,
    Task,
    Totals,
)
from tracker.snapshots.snapshot import Snapshot

PARTIES = (
    Party("mof", Bilingual("กค", "MOF"), Bilingual("กระทรวงการคลัง", "Ministry of Finance")),
    Party(
        "msdhs",
        Bilingual("พม", "MSDHS"),
        Bilingual("กระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์", "Ministry of Social Development and Human Security"),
    ),
    Party("mol", Bilingual("รง", "MOL"), Bilingual("กระทรวงแรงงาน", "Ministry of Labour")),
    Party("moph", Bilingual("สธ", "MOPH"), Bilingual("กระทรวงสาธารณสุข", "Ministry of Public Health")),
    Party("moe", Bilingual("ศธ", "MOE"), Bilingual("กระทรวงศึกษาธิการ", "Ministry of Education")),
    Party("mfa", Bilingual("กต", "MFA"), Bilingual("กระทรวงการต่างประเทศ", "Ministry of Foreign Affairs")),
    Party(
        "mnre",
        Bilingual("ทส", "MNRE"),
        Bilingual("กระทรวงทรัพยากรธรรมชาติและสิ่งแวดล้อม", "Ministry of Natural Resources and Environment"),
    ),
    Party("opm", Bilingual("สลน", "SPM"), Bilingual("สำนักเลขาธิการนายกรัฐมนตรี", "Secretariat of the Prime Minister")),
    Party(
        "ega",
        Bilingual("สรอ.", "EGA"),
        Bilingual("สำนักงานรัฐบาลอิเล็กทรอนิกส์ (องค์การมหาชน)", "Electronic Government Agency (Public Organization)"),
    ),
    Party(
        "mict",
        Bilingual("ทก", "MICT"),
        Bilingual("กระทรวงเทคโนโลยีสารสนเทศและการสื่อสาร", "Ministry of Information and Communication Technology"),
    ),
)
COLUMNS = (
    Column("O-1.1", "1.1", Bilingual("นำมาตรฐานไปใช้", "Use the standard")),
    Column("O-1.3", "1.3", Bilingual("เว็บไซต์ตามมาตรฐาน", "Site up to standard")),
    Column("O-2b", "2", Bilingual("สรอ. ประเมิน", "EGA assesses")),
    Column("O-2c", "2", Bilingual("สรอ. ให้คำปรึกษา", "EGA advises")),
    Column("O-4a", "4", Bilingual("แหล่งเงิน", "Source of money")),
    Column("O-4b", "4", Bilingual("งบที่จัดสรรแล้ว", "Money allotted")),
    Column("O-4c", "4", Bilingual("เลือกทางงบประมาณ", "Choice of budget")),
)
SITES = {
    "mof": "www.mof.go.th",
    "msdhs": "www.m-society.go.th",
    "mol": "www.mol.go.th",
    "moph": "www.moph.go.th",
    "moe": "www.moe.go.th",
    "mfa": "www.mfa.go.th",
    "mnre": "www.mnre.go.th",
    "opm": "www.thaigov.go.th",
}
BUDGET_LETTER = Bilingual(
    "หนังสือสำนักงบประมาณ ที่ นร 0710/413 ลงวันที่ 22 เมษายน 2556 และมติ ข้อ 4",
    "Letter of the Budget Bureau no. นร 0710/413, 22 April B.E. 2556, and clause 4",
)


CURVE = (
    CurvePoint(date(2013, 4, 26), 0),
    CurvePoint(date(2013, 5, 10), 25, 20, 11),
    CurvePoint(date(2013, 5, 31), 67, 59, 36),
    CurvePoint(date(2013, 6, 14), 89),
    CurvePoint(date(2013, 6, 28), 100),
)


def snapshot() -> Snapshot:
    """The report no. 1, as of 31 May 2013."""
    sections = tuple(_section(agency) for agency in BY_AGENCY)
    every = tuple(task for section in sections for task in section.tasks)
    leading = progress(tuple(task for task in every if task.code.startswith("O-1.3")))
    return Snapshot(
        resolution=texts.RESOLUTION,
        number=1,
        as_of=TODAY,
        cut=Cut(612, "5f1c" * 16, datetime(2013, 5, 31, 9, 30, tzinfo=UTC)),
        cover=texts.COVER,
        parties=PARTIES,
        totals=_totals(every),
        leading=leading,
        leading_code="O-1.3",
        columns=COLUMNS,
        rows=tuple(_row(section) for section in sections),
        sections=sections,
        obligations=texts.OBLIGATIONS,
        money=_money(),
        choices=_choices(),
        problems=tuple(_problem(s.agency, task) for s in sections for task in s.tasks if _hurts(task)),
        steps=tuple(_steps()),
        readings=texts.READINGS,
        clauses=texts.CLAUSES,
        figures=_figures(leading),
        demonstration=True,
        changes=changes(),
        curve=CURVE,
    )


def _section(agency: str) -> Section:
    tasks = tasks_of(agency)
    leading = tuple(task for task in tasks if task.code.startswith("O-1.3"))
    return Section(agency, SITES[agency], worst(leading), progress(leading), progress(tasks), tasks)


def _row(section: Section) -> Row:
    return Row(section.agency, tuple(_cell(section, column.code) for column in COLUMNS))


def _cell(section: Section, code: str) -> Cell | None:
    if code in ("O-2b", "O-2c"):
        return Cell(1, 2, Health.ON_TRACK)
    tasks = tuple(t for t in section.tasks if t.code.startswith(f"{code}-") and t.status is not Status.WAIVED)
    return Cell(sum(t.status is Status.VERIFIED for t in tasks), len(tasks), worst(tasks)) if tasks else None


def _totals(tasks: tuple[Task, ...]) -> Totals:
    def count(health: Health) -> int:
        return sum(task.health is health for task in tasks)

    return Totals(
        tasks=progress(tasks).tasks,
        weight=progress(tasks).weight,
        verified=count(Health.DONE),
        waiting=sum(task.status is Status.SUBMITTED for task in tasks),
        on_track=count(Health.ON_TRACK),
        at_risk=count(Health.AT_RISK),
        late=count(Health.LATE),
        waived=sum(task.status is Status.WAIVED for task in tasks),
    )


def _hurts(task: Task) -> bool:
    return task.health in (Health.LATE, Health.AT_RISK)


def _problem(agency: str, task: Task) -> Problem:
    late = max((TODAY - task.due).days, 0)
    holder = PARTIES[8] if task.status is Status.SUBMITTED else next(p for p in PARTIES if p.code == agency)
    return Problem(
        agency=agency,
        task=task.code,
        title=task.title,
        due=task.due,
        health=task.health or Health.LATE,
        days_late=late,
        working_days_late=late * 5 // 7,
        claimed=task.claimed,
        planned=task.planned,
        holder=Bilingual(f"ผู้ประสานงาน {holder.abbr.th}", f"liaison of {holder.abbr.en}"),
        note=task.note,
    )


def _steps() -> list[Step]:
    due = {"O-1.3-T4": (6, 7), "O-1.1-T3": (6, 14), "O-4b-T3": (6, 21), "O-1.3-T5": (6, 26), "O-7-T2": (6, 26)}
    who = {code: tuple(a for a in BY_AGENCY if code in BY_AGENCY[a]) for code in due}
    steps = [Step(date(2013, *day), code, TITLES[code], who[code]) for code, day in due.items()]
    clinic = Bilingual("คลินิกให้คำปรึกษา ครั้งที่ 2", "Second advice clinic")
    second = Bilingual("ร่างรายงานครั้งที่ 2 (ผลเมื่อครบกำหนด)", "Draft report no. 2 (result at the deadline)")
    end = Bilingual("ครบกำหนดตามมติ ข้อ 1.3", "Deadline of clause 1.3")
    return [
        steps[0],
        Step(date(2013, 6, 12), "O-2c-T3", clinic, ("ega",)),
        *steps[1:],
        Step(date(2013, 6, 28), "O-3-T4", second, ("mict",)),
        Step(date(2013, 6, 30), "O-1.3", end, tuple(BY_AGENCY), derived=False),
    ]


def _money() -> tuple[Movement, ...]:
    joint = Bilingual(
        "ปรับปรุงและพัฒนาเว็บไซต์ตามแนวทางมาตรฐานเว็บไซต์ภาครัฐ", "Improve the sites after the Government Website Standard"
    )
    plan = Bilingual("ปรับแผนเพื่อปรับปรุงเว็บไซต์", "Plan changed to improve the site")
    own = Bilingual("บันทึกของหน่วยงาน (ข้อมูลสาธิต)", "Recorded by the agency (demonstration data)")
    return (
        Movement(
            MoneyKind.ALLOCATION,
            ("mol", "msdhs"),
            200_000_000,
            2556,
            Sharing.JOINT_SPLIT_UNKNOWN,
            joint,
            BUDGET_LETTER,
            date(2013, 4, 22),
        ),
        Movement(MoneyKind.REALLOCATION, ("mof",), 85_000_000, 2556, Sharing.SINGLE, plan, own, date(2013, 5, 17)),
        Movement(MoneyKind.REQUEST, ("moph",), None, 2557, Sharing.SINGLE, plan, own, date(2013, 5, 29)),
        Movement(MoneyKind.DISBURSEMENT, ("mof",), 12_345_675, 2556, Sharing.SINGLE, plan, own, date(2013, 5, 28)),
    )


def _choices() -> tuple[Choice, ...]:
    return (
        Choice("mof", ChoiceOption.REPLAN, 85_000_000),
        Choice("moph", ChoiceOption.REQUEST, None, "รอสรุปวงเงินจากศูนย์เทคโนโลยีสารสนเทศ"),
        Choice("moe", ChoiceOption.UNDECIDED),
        Choice("mfa", ChoiceOption.REPLAN, 40_000_000),
        Choice("mnre", ChoiceOption.REPLAN, 62_500_000),
        Choice("opm", ChoiceOption.REPLAN, 30_000_000),
    )


def _figures(leading: Progress) -> tuple[Figure, ...]:
    values = {"F1": leading.verified, "F2": leading.claimed, "F3": leading.planned, "F4": 30, "F5": 20}
    return tuple(Figure(code, label, values[code], unit, how) for code, label, unit, how in texts.FIGURES)


assert OWN
