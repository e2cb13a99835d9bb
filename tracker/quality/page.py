"""What does the page of data quality show to this person: findings by check and agency, each with the link that mends it?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from flask import request

from tracker.access.policy import Actor, Permission, covers
from tracker.lang import Bilingual
from tracker.people.store import Agency, agencies, names_of
from tracker.quality.checks import CHECK, CHECKS
from tracker.quality.gathered import Gathered, gather
from tracker.quality.rules import Judgement
from tracker.quality.seen import MOST_DAYS, Check, Finding, Limits
from tracker.resolutions.kinds import ObligationKind
from tracker.tasks.picture import Picture
from tracker.tasks.rules import steps_for
from tracker.tasks.workflow import STEP
from tracker.web.as_of import moment
from tracker.web.frame import link

FEW = 8
"""So many findings of one check are shown before one asks for all."""
LOOK = Bilingual(th="ดูงานนี้", en="Open the task")


@dataclass(frozen=True, slots=True)
class Line:
    """One finding for people: whose it is, the page that shows it, what mends it (words and address), and where it can be accepted (empty
    for those who may not). `word` and `who` say who accepted it and why, where somebody did."""

    finding: Finding
    agency: Agency | None
    href: str
    mend: Bilingual
    mend_href: str
    judge_href: str
    word: Judgement | None = None
    who: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One check with what it found; `lines` may be only the first few of `number`."""

    check: Check
    number: int
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Page:
    """Everything on the page. `by_agency` and `by_check` count what is open, whatever the page is narrowed down to."""

    shown: Picture
    limits: Limits
    sections: tuple[Section, ...]
    accepted: tuple[Line, ...]
    every: int
    narrowed: int
    by_agency: Mapping[str | None, int]
    by_check: Mapping[str, int]
    agencies: Mapping[str, Agency]
    agency: str
    check: Check | None
    ignored: tuple[str, ...]

    @property
    def sound(self) -> tuple[Check, ...]:
        """The checks that found nothing."""
        return tuple(check for check in CHECKS if not self.by_check.get(check.code))

    @property
    def found(self) -> tuple[Check, ...]:
        """The checks that found something."""
        return tuple(check for check in CHECKS if self.by_check.get(check.code))


def limits_asked() -> tuple[Limits, list[str]]:
    """The thresholds that the address asks for, and the names of those that make no sense."""
    ignored: list[str] = []
    values = {"stale": Limits().stale, "wait": Limits().wait}
    for name in values:
        text = request.args.get(name, "").strip()
        if text.isascii() and text.isdigit() and len(text) < 4 and 1 <= int(text) <= MOST_DAYS:
            values[name] = int(text)
        elif text:
            ignored.append(name)
    return Limits(**values), ignored


def page_of(shown: Picture, actor: Actor) -> Page:
    """The page as the address narrows it down; a fixed number of queries."""
    known, (limits, ignored) = agencies(), limits_asked()
    found = gather(shown, limits)
    agency, check = request.args.get("agency", ""), CHECK.get(request.args.get("check", ""))
    if agency and agency not in known and agency != "-":
        ignored, agency = [*ignored, "agency"], ""
    if request.args.get("check") and check is None:
        ignored = [*ignored, "check"]
    line, still = partial(_line, found, known, actor), found.open
    wanted = [each for each in still if _wanted(each, agency, check)]
    return Page(
        shown=shown,
        limits=limits,
        sections=_sections(wanted, check is not None, line),
        accepted=_accepted(found, agency, check, line),
        every=len(still),
        narrowed=len(wanted),
        by_agency=Counter(each.agency for each in still),
        by_check=Counter(each.check for each in still),
        agencies=known,
        agency=agency,
        check=check,
        ignored=tuple(ignored),
    )


def _wanted(finding: Finding, agency: str, check: Check | None) -> bool:
    """Is it one that the address asks for? "-" stands for the register's own."""
    return (not agency or agency == (finding.agency or "-")) and (check is None or check.code == finding.check)


def _sections(wanted: list[Finding], whole: bool, line: partial[Line]) -> tuple[Section, ...]:
    made = []
    for check in CHECKS:
        found = [each for each in wanted if each.check == check.code]
        if found:
            made.append(Section(check, len(found), tuple(line(each) for each in (found if whole else found[:FEW]))))
    return tuple(made)


def _accepted(found: Gathered, agency: str, check: Check | None, line: partial[Line]) -> tuple[Line, ...]:
    judged = [(each, word) for each, word in found.judged if _wanted(each, agency, check)]
    names = names_of({word.actor_id for _each, word in judged if word.actor_id is not None})
    return tuple(line(each, word, names.get(word.actor_id or 0)) for each, word in judged)


def _line(
    found: Gathered, known: Mapping[str, Agency], actor: Actor, finding: Finding,
    word: Judgement | None = None, who: Bilingual | None = None,
) -> Line:  # fmt: skip
    mend, mend_href = mending(found.shown, finding, actor)
    return Line(
        finding, known.get(finding.agency or ""), place(found.shown, finding), mend, mend_href, _judging(found, finding, actor), word, who
    )  # fmt: skip


def _judging(found: Gathered, finding: Finding, actor: Actor) -> str:
    if moment().is_past or not covers(actor, Permission.QUALITY_JUDGE, finding.agency):
        return ""
    return link("quality.judge", check=finding.check, name=finding.object, **asked(found.limits))


def asked(limits: Limits) -> dict[str, str]:
    """The thresholds that an address has to carry on, since they are not the usual ones."""
    usual = Limits()
    named = {"stale": (limits.stale, usual.stale), "wait": (limits.wait, usual.wait)}
    return {name: str(value) for name, (value, normal) in named.items() if value != normal}


def place(shown: Picture, finding: Finding) -> str:
    """The page that shows what the finding is about."""
    kind, code = finding.place
    match kind:
        case "task":
            return link("tasks.page", task_id=int(code))
        case "obligation":
            return link("dashboard.obligation", code=code)
        case "reading":
            return link("dashboard.resolution", code=shown.register.resolution.code, _anchor=code)
        case "choice":
            return link("budget.overview")
        case "staff":
            return link("people.staff", code=code)
    return link("dashboard.agency", code=finding.agency)


ANSWERS, WHO = Bilingual(th="กำหนดผู้รับผิดชอบ", en="Say who answers"), Bilingual(th="ดูผู้รับผิดชอบ", en="See who answers")


def mending(shown: Picture, finding: Finding, actor: Actor) -> tuple[Bilingual, str]:
    """The words and the address of what this person can do about it; the page that shows it when there is nothing."""
    kind, _code = finding.place
    if finding.task is not None:
        return _step(shown, finding, actor)
    if kind == "agency" and actor.may(Permission.USER_SEE):
        return Bilingual(th="เปิดบัญชีผู้ประสานงาน", en="Open an account"), link("people.users")
    if kind == "notified":
        return _gap(shown, finding)
    words = {
        "reading": Bilingual(th="เทียบคำอ่าน", en="Compare the readings"),
        "obligation": Bilingual(th="ดูภารกิจ", en="Open the obligation"),
        "choice": Bilingual(th="ดูทางเลือก", en="Open the choice"),
        "staff": ANSWERS if covers(actor, Permission.POST_EDIT, finding.agency) else WHO,
    }
    return words.get(kind, Bilingual(th="ดูหน่วยงาน", en="Open the agency")), place(shown, finding)


def _step(shown: Picture, finding: Finding, actor: Actor) -> tuple[Bilingual, str]:
    """The first step of the check's that this person may take now, whose form mends it."""
    each = next((each for each in shown.standings if each.task.id == finding.task), None)
    if each is not None and not moment().is_past:
        now = {step.name for step in steps_for(each.task)}
        for name in CHECK[finding.check].steps:
            if name in now and covers(actor, STEP[name].permission, each.task.agency):
                return STEP[name].button, link(f"tasks.{name}", task_id=each.task.id)
    return LOOK, place(shown, finding)


def _gap(shown: Picture, finding: Finding) -> tuple[Bilingual, str]:
    """The obligation that closes such a gap, when the register has one."""
    for each in shown.register.obligations:
        if each.kind is ObligationKind.GAP and finding.agency in each.obligors:
            return (
                Bilingual(th=f"ภารกิจ {each.code}", en=f"Obligation {each.code}"),
                link("dashboard.obligation", code=each.code),
            )
    register = shown.register.resolution.code
    return Bilingual(th="ผู้ได้รับแจ้งมติ", en="Who was told"), link(
        "dashboard.resolution", code=register, _anchor="notified"
    )
