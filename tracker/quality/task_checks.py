"""Which tasks are probably not as their records say? Each function looks at one task and answers with what is wrong, or None. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime

from tracker.clock import bangkok_day
from tracker.lang import Bilingual, format_date
from tracker.quality.seen import Finding, Found, Seen, of_task, working_days
from tracker.tasks.health import Health, Standing
from tracker.tasks.order import predecessors
from tracker.tasks.typed import sound_address
from tracker.tasks.workflow import OPEN, State

Look = Callable[[Seen, Standing], Found | None]
BEGUN = frozenset({State.IN_PROGRESS, State.RETURNED})
HANDED_IN = frozenset({State.SUBMITTED, State.VERIFIED})


def each_task(check: str, look: Look) -> Callable[[Seen], Iterable[Finding]]:
    """Ask every task that is being pursued."""

    def find(seen: Seen) -> Iterable[Finding]:
        for each in seen.standings:
            found = None if each.task.waived else look(seen, each)
            if found is not None:
                yield of_task(check, each, found)

    return find


def unproven(_seen: Seen, each: Standing) -> Found | None:
    """Verified, but no evidence stands."""
    if each.task.state is not State.VERIFIED or each.task.evidence:
        return None
    said = Bilingual(th="ตรวจรับแล้ว แต่ไม่มีหลักฐานที่ยังใช้ได้", en="verified, but no evidence stands")
    return said, f"{each.task.verdict_at}"


def unsubmitted(_seen: Seen, each: Standing) -> Found | None:
    """Claimed complete and never submitted; what was returned was."""
    task = each.task
    if task.claimed < 100 or task.state not in OPEN or task.state is State.RETURNED or task.claimed_on is None:
        return None
    said = _on("รายงานเองครบ 100% เมื่อ {day} แต่ยังไม่ส่งตรวจรับ", "claimed 100% on {day}, not submitted", task.claimed_on)
    return said, f"{task.claimed_on}"


def fallen(seen: Seen, each: Standing) -> Found | None:
    """The claim is lower than one before it; a return allows that, since it took the claim back."""
    past, task = seen.past.get(each.task.id), each.task
    if past is None or task.state not in OPEN or task.claimed >= past.highest:
        return None
    said = Bilingual(
        th=f"เคยรายงาน {past.highest}% แล้วลดเหลือ {task.claimed}%",
        en=f"claimed {past.highest}% before, {task.claimed}% now",
    )
    return said, f"{past.highest}>{task.claimed}"


def stale(seen: Seen, each: Standing) -> Found | None:
    """Begun and not blocked, and the agency has said nothing for a while."""
    task = each.task
    if task.state not in BEGUN or task.block is not None:
        return None
    spoken = max((at for at in (task.reported_at, task.verdict_at) if at is not None), default=None)
    if spoken is None or (gone := seen.since(bangkok_day(spoken))) <= seen.limits.stale:
        return None
    return _days("ไม่มีรายงานมา {days}", "no report for {days}", gone), f"{spoken}"


def silent(seen: Seen, each: Standing) -> Found | None:
    """The plan began a while ago and the agency has never reported."""
    task, past = each.task, seen.past.get(each.task.id)
    begins = max(task.plan.start_on, past.assigned_on) if past else task.plan.start_on
    if task.state is not State.NOT_STARTED or task.reported_at is not None or task.block is not None:
        return None
    if (gone := seen.since(begins)) <= seen.limits.stale:
        return None
    return _days(
        "ถึงวันเริ่มมาแล้ว {days} ยังไม่มีรายงานใด ๆ", "due to start {days} ago, nothing reported yet", gone
    ), f"{begins}"


def waiting(seen: Seen, each: Standing) -> Found | None:
    """A submission that waits beyond the goal."""
    return _too_long(
        seen, each.task.waiting_since if each.task.state is State.SUBMITTED else None, "ตรวจรับ", "verification"
    )


def asked(seen: Seen, each: Standing) -> Found | None:
    """A request for more time that waits beyond the goal."""
    return _too_long(
        seen,
        each.task.request.asked_at if each.task.request else None,
        "คำตอบเรื่องขยายกำหนด",
        "an answer on more time",
    )


def out_of_order(seen: Seen, each: Standing) -> Found | None:
    """Verified although what has to be done before it is not."""
    return _before(seen, each, frozenset({State.VERIFIED}), frozenset({State.VERIFIED}))


def early(seen: Seen, each: Standing) -> Found | None:
    """Begun or submitted although what has to be done before it was not even submitted."""
    return _before(seen, each, BEGUN | {State.SUBMITTED}, HANDED_IN)


def unsound_address(_seen: Seen, each: Standing) -> Found | None:
    """Evidence whose address nobody can open."""
    odd = [
        p for p in each.task.pieces if p.stands and p.evidence.file is None and not sound_address(p.evidence.address)
    ]
    if not odd:
        return None
    said = Bilingual(
        th=f"หลักฐานที่ {odd[0].number} ไม่ใช่ที่อยู่เว็บที่เปิดได้", en=f"evidence no. {odd[0].number} is no address that opens"
    )
    return said, ",".join(str(piece.number) for piece in odd)


def unassigned(_seen: Seen, each: Standing) -> Found | None:
    """Late or at risk, and nobody in the agency is named for it."""
    if (
        each.health not in (Health.LATE, Health.AT_RISK)
        or each.task.responsible is not None
        or each.task.state not in OPEN
    ):
        return None
    word = each.health.title
    return Bilingual(th=f"{word.th} และยังไม่ระบุผู้รับผิดชอบ", en=f"{word.en.lower()}, and nobody is named for it"), "nobody"


def blocked(seen: Seen, each: Standing) -> Found | None:
    """Blocked for long."""
    block = each.task.holdup
    if block is None or (gone := seen.since(bangkok_day(block.since))) <= seen.limits.stale:
        return None
    return _days("ติดขัดมา {days}", "blocked for {days}", gone), f"{block.since}"


def dates(seen: Seen, each: Standing) -> Found | None:
    """Due before it starts."""
    task = each.task
    if task.due_on >= task.plan.start_on:
        return None
    return _on("ครบกำหนด {day} ก่อนวันเริ่ม", "due on {day}, before it starts", task.due_on), f"{task.due_on}"


def beyond(seen: Seen, each: Standing) -> Found | None:
    """Due later than the day that the obligation itself names."""
    task = each.task
    named = next((o.deadline for o in seen.register.obligations if o.code == task.plan.obligation), None)
    if named is None or task.due_on <= named or task.state is State.VERIFIED:
        return None
    said = Bilingual(
        th=f"ครบกำหนด {_th(task.due_on)} หลังวันที่มติกำหนด {_th(named)}",
        en=f"due on {_en(task.due_on)}, after the resolution's own day, {_en(named)}",
    )
    return said, f"{task.due_on}>{named}"


def day_off(seen: Seen, each: Standing) -> Found | None:
    """Due on a day on which offices are closed."""
    due = each.task.due_on
    if each.task.state not in OPEN or not seen.calendar.covers(due) or seen.calendar.is_working(due):
        return None
    return closed(seen, due), f"{due}"


def late_born(seen: Seen, each: Standing) -> Found | None:
    """Its original due date had passed when it was given out."""
    past, due = seen.past.get(each.task.id), each.task.plan.due_on
    if past is None or due >= past.assigned_on:
        return None
    said = Bilingual(
        th=f"กำหนดเดิม {_th(due)} ผ่านไปก่อนวันมอบงาน {_th(past.assigned_on)}",
        en=f"originally due on {_en(due)}, before it was given out on {_en(past.assigned_on)}",
    )
    return said, f"{due}"


def uncovered(seen: Seen, each: Standing) -> Found | None:
    """Due in a year whose holidays nobody knows."""
    due = each.task.due_on
    if seen.calendar.covers(due):
        return None
    return _on("ครบกำหนด {day} ซึ่งปฏิทินวันหยุดยังไปไม่ถึง", "due on {day}, beyond the calendar of holidays", due), f"{due}"


def closed(seen: Seen, day: date) -> Bilingual:
    """On which day off it falls, and the last working day before it."""
    name, last = seen.calendar.holiday_name(day), seen.calendar.last_working_day_on_or_before(day)
    return Bilingual(
        th=f"{format_date(day, 'th', 'full')} เป็นวันหยุด{f' ({name.th})' if name else ''} วันทำการสุดท้ายคือ {_th(last)}",
        en=f"{format_date(day, 'en', 'full')} is a day off{f' ({name.en})' if name else ''}; the last working day is {_en(last)}",
    )


def _before(seen: Seen, each: Standing, states: frozenset[State], done: frozenset[State]) -> Found | None:
    if each.task.state not in states:
        return None
    missing = [
        one.task for one in predecessors(seen.by_code, each.task) if one.task.state not in done and not one.task.waived
    ]
    if not missing:
        return None
    codes = " ".join(dict.fromkeys(task.code for task in missing))
    said = Bilingual(
        th=f"{each.task.state.title.th} ทั้งที่งานก่อนหน้า {codes} ยังไม่เสร็จ",
        en=f"{each.task.state.title.en.lower()}, though {codes} before it is not done",
    )
    return said, f"{each.task.state.value}:{codes}"


def _too_long(seen: Seen, since: datetime | None, thai: str, english: str) -> Found | None:
    if since is None or (gone := seen.since(bangkok_day(since))) <= seen.limits.wait:
        return None
    return _days(f"รอ{thai}มา {{days}}", f"waiting for {english} for {{days}}", gone), f"{since}"


def _days(thai: str, english: str, number: int) -> Bilingual:
    return Bilingual(th=thai, en=english).format(days=working_days(number))


def _on(thai: str, english: str, day: date) -> Bilingual:
    return Bilingual(th=thai.format(day=_th(day)), en=english.format(day=_en(day)))


def _th(day: date) -> str:
    return format_date(day, "th", "short")


def _en(day: date) -> str:
    return format_date(day, "en", "short")
