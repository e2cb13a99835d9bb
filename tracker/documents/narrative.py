"""Which sentences does the report write by itself, and on which rows does each rest? Pure: the snapshot in, both languages out.

A sentence states no figure that `held_figures` does not find in the snapshot; a property test holds the rules to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tracker.documents import counted, letter
from tracker.lang import Bilingual, format_date, join_words
from tracker.snapshots.changed import ChangedTask
from tracker.snapshots.codes import Health
from tracker.snapshots.parts import Problem, Step, Task
from tracker.snapshots.snapshot import Snapshot

NAMES_AT_MOST = 3
"""More than this is left to the tables of the enclosure."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What a sentence rests on: a figure ("F7", no agency), a task ("O-1.3-T2" of an agency), or all tasks of an agency (no code)."""

    code: str = ""
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence that a rule wrote, with the rows that it rests on."""

    words: Bilingual
    basis: tuple[Basis, ...] = ()


VERIFIED = Bilingual("งานที่ตรวจรับแล้วมี {verified} งาน จากทั้งหมด {tasks} งาน", "Verified tasks: {verified} of {tasks}.")
ROSE = Bilingual(
    "งานที่ตรวจรับแล้วเพิ่มจาก {before} งาน เป็น {verified} งาน จากทั้งหมด {tasks} งาน นับจาก{since}",
    "Since {since}, verified tasks rose from {before} to {verified}, of {tasks}.",
)
FELL = Bilingual(
    "งานที่ตรวจรับแล้วลดจาก {before} งาน เป็น {verified} งาน จากทั้งหมด {tasks} งาน นับจาก{since}",
    "Since {since}, verified tasks fell from {before} to {verified}, of {tasks}.",
)
STAYED = Bilingual(
    "งานที่ตรวจรับแล้วคงเดิมที่ {verified} งาน จากทั้งหมด {tasks} งาน นับจาก{since}",
    "Since {since}, verified tasks stayed at {verified}, of {tasks}.",
)
FINISHED = Bilingual("งานที่ตรวจรับแล้วในช่วงนี้เป็นของ{names}", "Those verified since then are of the {names}.")
MOVED = Bilingual(
    "งานที่คืบหน้าแต่ยังไม่แล้วเสร็จมี {n} งาน คืบหน้ามากที่สุดคือ {code} {title} ของ{agency} จากร้อยละ {before} เป็นร้อยละ {after}",
    "Of the tasks that moved forward and are not done ({n}), {code}, {title}, of the {agency} made the largest step: from {before} "
    "per cent to {after} per cent.",
)
ADVANCED = Bilingual(
    "หน่วยงานที่ผลการตรวจรับเพิ่มขึ้นมากที่สุดคือ{agency} จากร้อยละ {before} เป็นร้อยละ {after}",
    "The {agency} gained most in verified progress: from {before} per cent to {after} per cent.",
)
FOREMOST = Bilingual(
    "หน่วยงานที่ผลการตรวจรับสูงสุดคือ{agency} ร้อยละ {verified}",
    "The {agency} stands highest, with {verified} per cent verified.",
)
NOTHING_ASSIGNED = Bilingual("ยังไม่มีการมอบหมายงานแก่หน่วยงาน", "No task has been assigned to the agencies yet.")
STANDS = Bilingual("มีงานล่าช้า {late} งาน และงานเสี่ยง {risk} งาน", "Late tasks: {late}; tasks at risk: {risk}.")
NO_PROBLEM = Bilingual("ไม่มีงานล่าช้า งานเสี่ยง หรืองานที่ติดขัด", "No task is late, at risk or blocked.")
FELL_BEHIND = Bilingual(
    "งานที่กลายเป็นงานล่าช้าหลัง{since} มี {n} งาน ได้แก่ {rows}", "Late now and not at {since}: {n}, namely {rows}."
)
LATEST = Bilingual("งานที่ล่าช้านานที่สุดได้แก่ {rows}", "Longest overdue: {rows}.")
LATE_ROW = Bilingual(
    "{code} {title} ของ{agency} ({days} วันทำการ)", "{code}, {title}, of the {agency} ({days} working days)"
)
BLOCKED = Bilingual("งานที่ติดขัดมี {n} งาน ได้แก่ {rows}", "Blocked: {n}, namely {rows}.")
BLOCKED_ROW = Bilingual(
    "{code} {title} ของ{agency} ผู้ต้องดำเนินการคือ{who}", "{code}, {title}, of the {agency}, where {who} must act"
)
MORE = Bilingual("และงานอื่นตามตารางในเอกสารแนบ", "others in the tables of the enclosure")
NEXT = Bilingual("ในช่วงต่อไปมีงานที่จะครบกำหนด {n} รายการ", "Next to fall due: {n}.")
NO_NEXT = Bilingual("ไม่มีงานที่จะครบกำหนดในช่วงต่อไป", "Nothing falls due next.")
NEXT_ROW = Bilingual("วันที่ {due} {title} ({who})", "{due}: {title} ({who}).")
AGENCIES = Bilingual("{n} หน่วยงาน", "{n} agencies")


def narrative(snapshot: Snapshot, dated: date, asks: bool = False) -> Mapping[str, tuple[Sentence, ...]]:
    """The sentences by place (`places.WORDED`), in a letter of that day; `asks` says that the report puts requests to the Cabinet. For
    the requests themselves there is no rule."""
    figures = tuple(Basis(each.code) for each in snapshot.figures)
    choices = tuple(Basis(agency=each.agency) for each in snapshot.choices)
    return {
        "reason": (Sentence(letter.reason(snapshot, dated)),),
        "facts": (Sentence(letter.facts(snapshot), (*figures[:5], *_standing(snapshot))),),
        "money": (Sentence(letter.money(snapshot), choices),),
        "close": (Sentence(letter.close(asks)),),
        "highlights": tuple(_highlights(snapshot)),
        "problems": tuple(_problems(snapshot)),
        "steps": tuple(_steps(snapshot)),
        "requests": (),
    }


def joined(sentences: Iterable[Sentence]) -> Bilingual:
    """The sentences below each other."""
    said = [each.words for each in sentences]
    return Bilingual("\n".join(each.th for each in said), "\n".join(each.en for each in said))


def _standing(snapshot: Snapshot) -> Iterator[Basis]:
    yield from (Basis(agency=agency) for agency in letter.standing(snapshot)[Health.LATE])


def _highlights(snapshot: Snapshot) -> Iterator[Sentence]:
    totals, changes = snapshot.totals, snapshot.changes
    if not totals.tasks:
        yield Sentence(NOTHING_ASSIGNED)
        return
    figures = _figures(snapshot, "F6", "F7")
    said: dict[str, int] = {"verified": totals.verified, "tasks": totals.tasks}
    if changes is None or not changes.known:
        yield Sentence(VERIFIED.format(**said), figures)
        yield from _foremost(snapshot)
        return
    before = changes.totals.verified
    pattern = ROSE if totals.verified > before else FELL if totals.verified < before else STAYED
    yield Sentence(pattern.format(**said, before=before, since=_since(snapshot)), figures)
    done = counted.finished(snapshot)
    if done:
        names = [_counted_name(snapshot, code, n) for code, n in counted.by_agency(done).items()]
        yield Sentence(FINISHED.format(names=_listed(names)), tuple(_changed(each) for each in done))
    moved = counted.moved_on(snapshot)
    if moved:
        yield Sentence(_moved(snapshot, moved), tuple(_changed(each) for each in moved))
    yield from _advanced(snapshot)


def _foremost(snapshot: Snapshot) -> Iterator[Sentence]:
    if best := counted.foremost(snapshot):
        said = FOREMOST.format(agency=snapshot.party(best.agency).name, verified=best.own.verified)
        yield Sentence(said, (Basis(agency=best.agency),))


def _advanced(snapshot: Snapshot) -> Iterator[Sentence]:
    best = counted.advanced(snapshot)
    if best and best.before and best.after:
        name = snapshot.party(best.agency).name
        said = ADVANCED.format(agency=name, before=best.before.verified, after=best.after.verified)
        yield Sentence(said, (Basis(agency=best.agency),))


def _moved(snapshot: Snapshot, moved: tuple[ChangedTask, ...]) -> Bilingual:
    first = moved[0]
    return MOVED.format(
        n=len(moved), code=first.code, title=first.title, agency=snapshot.party(first.agency).name,
        before=first.claimed_before, after=first.claimed,
    )  # fmt: skip


def _problems(snapshot: Snapshot) -> Iterator[Sentence]:
    late, risk, blocked = counted.late(snapshot), counted.at_risk(snapshot), counted.blocked(snapshot)
    if not (late or risk or blocked):
        yield Sentence(NO_PROBLEM, _figures(snapshot, "F8", "F9"))
        return
    yield Sentence(STANDS.format(late=len(late), risk=len(risk)), _figures(snapshot, "F8", "F9"))
    fell = counted.fell_behind(snapshot)
    if fell:
        rows = _listed([_late_row(snapshot, each) for each in fell])
        said = FELL_BEHIND.format(since=_since(snapshot), n=len(fell), rows=rows)
        yield Sentence(said, tuple(_problem(each) for each in fell))
    elif late:
        rows = _listed([_late_row(snapshot, each) for each in late])
        yield Sentence(LATEST.format(rows=rows), tuple(_problem(each) for each in late))
    if blocked:
        rows = _listed([_blocked_row(snapshot, agency, task) for agency, task in blocked])
        yield Sentence(
            BLOCKED.format(n=len(blocked), rows=rows), tuple(Basis(task.code, agency) for agency, task in blocked)
        )


def _late_row(snapshot: Snapshot, row: Problem) -> Bilingual:
    name = snapshot.party(row.agency).name
    return LATE_ROW.format(code=row.task, title=row.title, agency=name, days=row.working_days_late)


def _blocked_row(snapshot: Snapshot, agency: str, task: Task) -> Bilingual:
    name = snapshot.party(agency).name
    return BLOCKED_ROW.format(code=task.code, title=task.title, agency=name, who=task.held_by or name)


def _steps(snapshot: Snapshot) -> Iterator[Sentence]:
    if not snapshot.steps:
        yield Sentence(NO_NEXT)
        return
    yield Sentence(
        NEXT.format(n=len(snapshot.steps)), tuple(each for step in snapshot.steps for each in _of_step(step))
    )
    for step in snapshot.steps[:NAMES_AT_MOST]:
        due = Bilingual(*(f"{said}{'*' if step.derived else ''}" for said in (_day(step.due).th, _day(step.due).en)))
        yield Sentence(NEXT_ROW.format(due=due, title=step.title, who=_who(snapshot, step)), tuple(_of_step(step)))


def _who(snapshot: Snapshot, step: Step) -> Bilingual:
    if len(step.agencies) > 1:
        return AGENCIES.format(n=len(step.agencies))
    return snapshot.party(step.agencies[0]).name if step.agencies else AGENCIES.format(n=0)


def _of_step(step: Step) -> Iterator[Basis]:
    return (Basis(step.task, agency) for agency in step.agencies)


def _since(snapshot: Snapshot) -> Bilingual:
    changes = snapshot.changes
    assert changes is not None
    day = _day(changes.since)
    if changes.report is None:
        return Bilingual(f"วันที่คณะรัฐมนตรีมีมติ ({day.th})", f"the day of the resolution ({day.en})")
    return Bilingual(f"รายงานครั้งที่ {changes.report} ({day.th})", f"report no. {changes.report} ({day.en})")


def _counted_name(snapshot: Snapshot, code: str, number: int) -> Bilingual:
    name = snapshot.party(code).name
    return Bilingual(f"{name.th} {number} งาน", f"{name.en} ({number})")


def _listed(rows: list[Bilingual]) -> Bilingual:
    """The first rows as a list in both languages; the rest is in the enclosure."""
    named = [*rows[:NAMES_AT_MOST], *([MORE] if len(rows) > NAMES_AT_MOST else [])]
    if named[-1] is MORE:
        return Bilingual(" ".join(each.th for each in named), join_words(named, "en"))
    return Bilingual(join_words(named, "th"), join_words(named, "en"))


def _figures(snapshot: Snapshot, *codes: str) -> tuple[Basis, ...]:
    return tuple(Basis(each.code) for each in snapshot.figures if each.code in codes)


def _changed(row: ChangedTask) -> Basis:
    return Basis(row.code, row.agency)


def _problem(row: Problem) -> Basis:
    return Basis(row.task, row.agency)


def _day(day: date) -> Bilingual:
    return Bilingual(format_date(day, "th"), format_date(day, "en"))
