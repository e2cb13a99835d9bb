"""What in the register is open or does not add up? Each function looks at the whole of one resolution. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from tracker.budget.rules import Way, choices
from tracker.lang import Bilingual, format_date
from tracker.quality.seen import Finding, Seen, of_register
from tracker.quality.task_checks import closed
from tracker.resolutions.kinds import Confidence, ObligationKind
from tracker.tasks.workflow import OPEN, State


def readings(seen: Seen) -> Iterable[Finding]:
    """Passages with two readings of which the one in use is not sure."""
    for each in seen.register.readings:
        if each.confidence is not Confidence.HIGH:
            detail = Bilingual(th="ใช้ “{value}” อีกทางหนึ่ง “{variant}” ({sure})", en="read “{value}”, or else “{variant}” ({sure})").format(
                value=each.value, variant=each.variant, sure=_small(each.confidence.label)
            )  # fmt: skip
            stamp = f"{each.confidence.value}: {each.value.th} / {each.variant.th}"
            yield of_register(seen, "readings", "reading", each.code, each.what, (detail, stamp))


def untold(seen: Seen) -> Iterable[Finding]:
    """Agencies that the resolution gives orders to, and no paper shows that they were told."""
    told = seen.register.informed()
    ordered = [each for each in seen.register.obligations if each.in_resolution]
    for agency in seen.register.resolution.matrix_agencies:
        bound = [each.code for each in ordered if agency in each.obligors]
        if bound and agency not in told:
            detail = Bilingual(
                th=f"มติสั่งไว้ ({' '.join(bound)}) แต่ไม่อยู่ในบัญชีผู้ได้รับแจ้งมติ{_gap(seen, agency).th}",
                en=f"ordered ({' '.join(bound)}), but not on the list of those notified{_gap(seen, agency).en}",
            )
            yield of_register(seen, "untold", "notified", agency, AGENCY, (detail, " ".join(bound)), agency)


def _working(seen: Seen) -> dict[str, int]:
    """How many unfinished tasks each agency has."""
    return Counter(each.task.agency for each in seen.standings if each.task.state in OPEN | {State.SUBMITTED})


def unheaded(seen: Seen) -> Iterable[Finding]:
    """Agencies with open tasks of which nobody is the responsible officer."""
    for agency, number in _working(seen).items():
        if agency not in seen.headed:
            detail = Bilingual(
                th=f"มี {number:,} งานที่ยังไม่เสร็จ แต่ไม่มีผู้ดำรงตำแหน่งผู้รับผิดชอบของหน่วยงาน",
                en=f"{number:,} unfinished task{'' if number == 1 else 's'}, but nobody is the agency’s responsible officer",
            )
            yield of_register(seen, "officer", "staff", agency, AGENCY, (detail, "nobody"), agency)


def unanswered(seen: Seen) -> Iterable[Finding]:
    """Agencies with open tasks and nobody who could report on them."""
    for agency, number in _working(seen).items():
        if agency not in seen.answering:
            detail = Bilingual(
                th=f"มี {number:,} งานที่ยังไม่เสร็จ แต่ไม่มีบัญชีผู้ประสานงาน",
                en=f"{number:,} unfinished task{'' if number == 1 else 's'}, but no liaison has an account",
            )
            yield of_register(seen, "liaison", "agency", agency, AGENCY, (detail, "nobody"), agency)


def weights(seen: Seen) -> Iterable[Finding]:
    """The weights of one agency's tasks of one obligation do not add up to 100; of alternatives the heaviest counts, and those of a
    cadence have none."""
    shares: dict[tuple[str, str, str | None], dict[str, int]] = {}
    for each in seen.standings:
        plan = each.task.plan
        if plan.period is not None:
            continue
        share, way = (
            shares.setdefault((plan.obligation, plan.agency, plan.for_agency), {}),
            plan.alternative_group or plan.code,
        )
        share[way] = max(share.get(way, 0), plan.weight)
    for (obligation, agency, served), share in shares.items():
        if (total := sum(share.values())) != 100:
            detail = Bilingual(th=f"น้ำหนักรวม {total} มิใช่ 100", en=f"the weights add up to {total}, not 100")
            name, code = (
                f"{obligation}.{agency}.{served or '-'}",
                Bilingual(th=f"ภารกิจ {obligation}", en=f"Obligation {obligation}"),
            )
            yield _placed(of_register(seen, "weights", "weights", name, code, (detail, str(total)), agency), obligation)


def undecided(seen: Seen) -> Iterable[Finding]:
    """Of several ways the agency pursues none, or still more than one although a due date has passed."""
    for choice in choices(seen.standings):
        due = min((each.task.due_on for each in choice.pursued), default=None)
        if choice.way is Way.NONE:
            detail = Bilingual(th="ไม่ดำเนินการทุกทาง โดยไม่ได้เลือกทางใด", en="every way is given up and none was chosen")
        elif choice.way is Way.OPEN and due is not None and due < seen.day:
            detail = Bilingual(
                th=f"เลยกำหนด {format_date(due, 'th', 'short')} แล้วยังไม่เลือกทาง",
                en=f"no way chosen, though {format_date(due, 'en', 'short')} has passed",
            )
        else:
            continue
        every = choice.pursued + choice.given_up
        codes = " / ".join(each.task.code for each in every)
        what = Bilingual(th=f"ทางเลือก {codes}", en=f"The choice between {codes}")
        name = f"{choice.agency}.{choice.group}"
        yield of_register(seen, "choice", "choice", name, what, (detail, choice.way.value), choice.agency)


def deadlines(seen: Seen) -> Iterable[Finding]:
    """Days that the resolution itself names and on which offices are closed."""
    for each in seen.register.obligations:
        day = each.deadline
        if day is not None and seen.calendar.covers(day) and not seen.calendar.is_working(day):
            what = Bilingual(th=f"ภารกิจ {each.code} {each.title.th}", en=f"Obligation {each.code} {each.title.en}")
            yield of_register(seen, "deadline", "obligation", each.code, what, (closed(seen, day), f"{day}"))


AGENCY = Bilingual(th="", en="")
"""The finding is about the agency as a whole, which every list names anyway."""


def _gap(seen: Seen, agency: str) -> Bilingual:
    """How far the tasks are that close such a gap; nothing when the register has none."""
    codes = {
        each.code for each in seen.register.obligations if each.kind is ObligationKind.GAP and agency in each.obligors
    }
    tasks = [each for each in seen.standings if each.task.plan.obligation in codes and not each.task.waived]
    if not tasks:
        return AGENCY
    done, every = sum(each.task.state is State.VERIFIED for each in tasks), " ".join(sorted(codes))
    return Bilingual(
        th=f" ภารกิจ {every} ตรวจรับแล้ว {done} จาก {len(tasks)} งาน",
        en=f"; {every}: {done} of {len(tasks)} tasks verified",
    )


def _placed(finding: Finding, obligation: str) -> Finding:
    """The same finding, shown on the page of its obligation."""
    return replace(finding, place=("obligation", obligation))


def _small(words: Bilingual) -> Bilingual:
    return Bilingual(th=words.th, en=words.en[0].lower() + words.en[1:])
