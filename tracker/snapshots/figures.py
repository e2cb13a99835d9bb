"""How is each figure of the letter computed? Its code, its value and its formula, so that it can be proved."""

from __future__ import annotations

from datetime import date

from tracker.lang import Bilingual
from tracker.snapshots.parts import Figure
from tracker.tasks.health import AT_RISK_POINTS, Health, RollUp, Standing
from tracker.tasks.picture import Picture

PERCENT = Bilingual(th="ร้อยละ", en="per cent")
DAYS = Bilingual(th="วัน", en="days")
TASKS = Bilingual(th="งาน", en="tasks")


def figures(shown: Picture) -> tuple[Figure, ...]:
    """The figures of the letter and the summary, in their order there; what cannot be computed (no tasks, no deadline) is left out."""
    top = shown.headline
    clause = shown.register.resolution.headline
    deadline = shown.obligations[clause].deadline
    mean = Bilingual(
        th=f"ผลรวมของ (น้ำหนัก × ร้อยละ{{what}}) ของงานใน {clause} ที่นับ หารด้วยผลรวมของน้ำหนัก "
        f"({top.tasks} งาน น้ำหนักรวม {top.weight})",
        en=f"Sum of (weight × per cent {{what}}) over the counted tasks of {clause}, divided by the sum of weights "
        f"({top.tasks} tasks, weight {top.weight})",
    )
    means = (
        Figure("F1", _text("ความก้าวหน้าที่ตรวจรับแล้ว", "Verified progress"), top.verified, PERCENT,
               _mean(mean, "ที่ตรวจรับแล้ว", "verified")),
        Figure("F2", _text("ความก้าวหน้าตามที่หน่วยงานรายงาน", "Claimed progress"), top.claimed, PERCENT,
               _mean(mean, "ที่หน่วยงานรายงาน", "claimed")),
        Figure("F3", _text("แผน ณ วันที่รายงาน", "Plan on the day"), top.planned, PERCENT,
               _mean(mean, "ตามแผน", "planned")),
    )  # fmt: skip
    return (*(means if top.tasks else ()), *(_time_left(shown, deadline) if deadline else ()), *_counts(shown.total))


def counted(shown: Picture, code: str) -> tuple[Standing, ...]:
    """The tasks that the figure with this code counts or averages; none for what counts days."""
    counting = tuple(each for each in shown.standings if not each.task.waived)
    match code:
        case "F1" | "F2" | "F3":
            headline = shown.register.resolution.headline
            return tuple(each for each in counting if each.task.plan.obligation == headline)
        case "F6":
            return counting
        case "F7":
            return tuple(each for each in counting if each.health is Health.DONE)
        case "F8":
            return tuple(each for each in counting if each.health is Health.LATE)
        case "F9":
            return tuple(each for each in counting if each.health is Health.AT_RISK)
    return ()


def _time_left(shown: Picture, deadline: date) -> tuple[Figure, ...]:
    between = shown.calendar.working_days_between
    if deadline < shown.day:
        return (
            Figure("F4", _text("วันที่พ้นกำหนดแล้ว", "Days past the deadline"), (shown.day - deadline).days, DAYS,
                   _text("วันที่รายงาน ลบด้วยวันครบกำหนด", "The day of the report minus the deadline")),
            Figure("F5", _text("วันทำการที่พ้นกำหนดแล้ว", "Working days past the deadline"), between(deadline, shown.day), DAYS,
                   _text("วันทำการของราชการหลังวันครบกำหนดจนถึงวันที่รายงาน", "Government working days after the deadline up to that day")),
        )  # fmt: skip
    return (
        Figure("F4", _text("วันคงเหลือ", "Days left"), (deadline - shown.day).days, DAYS,
               _text("วันครบกำหนด ลบด้วยวันที่รายงาน", "The deadline minus the day of the report")),
        Figure("F5", _text("วันทำการคงเหลือ", "Working days left"), between(shown.day, deadline), DAYS,
               _text("วันทำการของราชการหลังวันที่รายงานจนถึงวันครบกำหนด", "Government working days after that day up to the deadline")),
    )  # fmt: skip


def _counts(total: RollUp) -> tuple[Figure, ...]:
    counts = total.counts.get
    return (
        Figure("F6", _text("งานทั้งหมดที่นับ", "Tasks that count"), total.tasks, TASKS,
               _text(f"งานทุกงาน ยกเว้น {total.waived} งานที่ไม่ดำเนินการ", f"All tasks but the {total.waived} not being pursued")
               if total.waived else _text("งานทุกงาน", "All tasks")),
        Figure("F7", _text("งานที่ตรวจรับแล้ว", "Verified tasks"), total.done, TASKS,
               _text("งานที่ผู้ประสานงานกลางตรวจรับแล้ว", "Tasks that a coordinator verified")),
        Figure("F8", _text("งานล่าช้า", "Late tasks"), counts(Health.LATE, 0), TASKS,
               _text("เลยกำหนดและยังไม่ส่งตรวจ รวมงานที่ส่งกลับแก้ไข", "Past the due date and not submitted; returned tasks count")),
        Figure("F9", _text("งานเสี่ยง", "Tasks at risk"), counts(Health.AT_RISK, 0), TASKS,
               _text(f"รายงานต่ำกว่าแผนตั้งแต่ร้อยละ {AT_RISK_POINTS}", f"The claim is {AT_RISK_POINTS} points or more behind the plan")),
    )  # fmt: skip


def _mean(mean: Bilingual, thai: str, english: str) -> Bilingual:
    return mean.format(what=_text(thai, english))


def _text(thai: str, english: str) -> Bilingual:
    return Bilingual(th=thai, en=english)
