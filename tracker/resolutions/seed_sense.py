"""Does what a seed file says make sense: plans, deadlines, weights, quotations?

What cannot be true is a problem; what is only unusual is a warning.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date

from tracker.resolutions.cadence import faults
from tracker.resolutions.expansion import PERIODIC
from tracker.resolutions.kinds import DeadlineBasis, ObligationKind
from tracker.resolutions.marks import as_shown
from tracker.resolutions.rules import EACH
from tracker.resolutions.seed_links import children
from tracker.resolutions.seed_problems import Findings
from tracker.resolutions.seed_shape import Entry

_DATED = (DeadlineBasis.STATED, DeadlineBasis.PURPOSE, DeadlineBasis.INHERITED, DeadlineBasis.OTHER_DOCUMENT)


def check_sense(
    top: Entry,
    is_working: Callable[[date], bool] | None,
    today: date | None,
    findings: Findings,
    warnings: Findings,
) -> None:
    """Every rule of this module over the whole file; nothing is in the future or on a day off when no such day is given."""
    _check_resolution(top.values.get("resolution"), today, findings)
    _check_order(
        [task for obligation in children(top, "obligations") for task in children(obligation, "tasks")], findings
    )
    for obligation in children(top, "obligations"):
        _check_deadline(obligation, findings)
        _check_cadence(obligation, findings)
        _check_quote(obligation, "quote_source", top, findings)
        _check_weights(obligation, warnings)
        for task in children(obligation, "tasks"):
            _check_plan(task, findings)
            _check_code(task, findings)
            _check_owner(task, findings)
            _warn_of_days(task, obligation, is_working, warnings)
        _check_alternatives(list(children(obligation, "tasks")), findings)
    for movement in children(top, "money"):
        _check_quote(movement, "source", top, findings)


def _check_resolution(resolution: Entry | None, today: date | None, findings: Findings) -> None:
    values = resolution.values if resolution else {}
    place = resolution.places.get("matrix_agencies") if resolution else None
    if place and values.get("matrix_agencies") == [] and place.path not in {found.path for found in findings}:
        findings.add(
            place,
            "ต้องมีอย่างน้อยหนึ่งหน่วยงาน เพราะภาพรวมและรายงานแสดงทีละหน่วยงาน",
            "There must be at least one agency: the overview and the report show one after the other.",
        )
    decided = values.get("decided_on")
    if resolution and decided and today and decided > today:
        findings.add(
            resolution.places["decided_on"],
            f"มติวันที่ {decided} อยู่ในอนาคต วันนี้คือ {today}",
            f"The decision of {decided} is in the future; today is {today}.",
        )


def _check_order(tasks: list[Entry], findings: Findings) -> None:
    """No task comes after itself, neither at once nor by way of others; each circle is named once, at its first task."""
    by_code = {code: task for task in tasks for code in task.texts("code")}
    after = {code: task.texts("after") for code, task in by_code.items()}
    named: set[str] = set()
    for code, task in by_code.items():
        circle = [] if code in named else _way_back(code, after)
        named.update(circle)
        if circle:
            way = " ← ".join(f"“{each}”" for each in [*circle, code])
            findings.add(
                task.places["after"],
                f"งาน “{code}” ต้องเสร็จก่อนตัวเอง: {way}",
                f"The task “{code}” would come after itself: {way}.",
            )


def _way_back(start: str, after: dict[str, list[str]]) -> list[str]:
    """The shortest way from a task by what comes before it back to itself, without the return; empty when there is none."""
    came_from: dict[str, str] = {}
    pending = [start]
    for code in pending:
        for before in after.get(code, []):
            if before == start:
                way = [code]
                while way[0] != start:
                    way.insert(0, came_from[way[0]])
                return way
            if before not in came_from:
                came_from[before] = code
                pending.append(before)
    return []


def _check_deadline(obligation: Entry, findings: Findings) -> None:
    basis = obligation.values.get("deadline_basis")
    if basis is None or "deadline" not in obligation.values:
        return
    day, place = obligation.values["deadline"], obligation.places["deadline"]
    if day is None and basis in _DATED:
        findings.add(place, f"deadline_basis เป็น {basis} จึงต้องมีวัน", f"With deadline_basis {basis} there must be a day.")
    if day is not None and basis not in _DATED:
        findings.add(
            place, f"deadline_basis เป็น {basis} จึงต้องไม่มีวัน", f"With deadline_basis {basis} there must be no day."
        )


def _check_cadence(obligation: Entry, findings: Findings) -> None:
    cadence, kind = obligation.values.get("cadence"), obligation.values.get("kind")
    if not isinstance(cadence, Entry):
        return
    if kind not in (None, ObligationKind.RECURRING):
        place = obligation.places["cadence"]
        findings.add(place, f"kind เป็น {kind} จึงต้องไม่มี cadence", f"With kind {kind} there must be no cadence.")
    given = (cadence.values.get(name) for name in ("every", "first_on", "day", "until", "cut_before"))
    for name, words in faults(*given):
        findings.add(cadence.places[name], words.th, words.en)


def _check_code(task: Entry, findings: Findings) -> None:
    for code in task.texts("code"):
        if PERIODIC.search(code):
            place = task.places["code"]
            findings.add(
                place, f"รหัส “{code}” สงวนไว้สำหรับงานตามรอบ", f"Codes such as “{code}” are kept for tasks of a cadence."
            )


def _check_plan(task: Entry, findings: Findings) -> None:
    start, due = task.values.get("start_on"), task.values.get("due_on")
    if start and due and due < start:
        findings.add(
            task.places["due_on"], f"ครบกำหนด {due} ก่อนวันเริ่ม {start}", f"Due on {due}, before it starts on {start}."
        )


def _check_owner(task: Entry, findings: Findings) -> None:
    owner, agencies, served = task.values.get("owner"), task.texts("agencies"), task.texts("for_each")
    if owner == EACH and not agencies:
        findings.add(task.places["owner"], "owner เป็น each จึงต้องมี agencies", "With owner each there must be agencies.")
    if owner == EACH and served:
        findings.add(
            task.places["for_each"], "for_each ใช้กับ owner ที่เป็นหน่วยงานเดียว", "for_each needs one agency as owner."
        )
    if owner not in (None, EACH) and agencies:
        findings.add(task.places["agencies"], "agencies ใช้กับ owner ที่เป็น each", "agencies needs each as owner.")


def _check_alternatives(tasks: list[Entry], findings: Findings) -> None:
    times = Counter(name for task in tasks for name in task.texts("alternative_group"))
    for task in tasks:
        for name in task.texts("alternative_group"):
            if times[name] < 2:
                place = task.places["alternative_group"]
                findings.add(place, f"ทางเลือก “{name}” มีงานเดียว", f"The alternative “{name}” has one task only.")


def _check_quote(entry: Entry, source: str, top: Entry, findings: Findings) -> None:
    """Each piece of a quotation between "…" stands in the source, in order; spaces do not count."""
    text = "".join(_corpus(top, entry.texts(source)))
    at = 0
    for quote in entry.texts("quote") if text else []:
        for piece in (_bare(piece) for piece in quote.split("…")):
            found = text.find(piece, at)
            if found < 0:
                place = entry.places["quote"]
                findings.add(
                    place,
                    f"ข้อความที่คัดไม่ตรงกับเอกสาร: “{piece[:60]}”",
                    f"The quotation is not in its source: “{piece[:60]}”.",
                )
                return
            at = found + len(piece)


def _corpus(top: Entry, documents: list[str]) -> Iterator[str]:
    for clause in children(top, "clauses"):
        if clause.values.get("document") in documents:
            yield from (_bare(text) for text in clause.texts("text"))
    for document in children(top, "documents"):
        if document.values.get("code") in documents:
            yield from (_bare(text) for text in document.texts("text"))


def _bare(text: str) -> str:
    return "".join(as_shown(text).split())


def _check_weights(obligation: Entry, warnings: Findings) -> None:
    """The weights of one agency in one obligation add up to 100; of alternatives the heaviest counts."""
    shares: dict[str, dict[str, int]] = {}
    for task in children(obligation, "tasks"):
        way = next(iter(task.texts("alternative_group") or task.texts("code")), "")
        for doer in _doers(task):
            share = shares.setdefault(doer, {})
            share[way] = max(share.get(way, 0), task.values.get("weight", 0))
    for doer, share in shares.items():
        if (total := sum(share.values())) != 100:
            place = obligation.places["tasks"]
            warnings.add(
                place, f"น้ำหนักของ {doer} รวมเป็น {total} มิใช่ 100", f"The weights of {doer} add up to {total}, not 100."
            )


def _doers(task: Entry) -> list[str]:
    """Who does the task: each agency for itself, the owner once, or the owner once for each agency served."""
    owner = "".join(task.texts("owner"))
    return task.texts("agencies") or [f"{owner} › {served}" for served in task.texts("for_each")] or [owner]


def _warn_of_days(
    task: Entry, obligation: Entry, is_working: Callable[[date], bool] | None, warnings: Findings
) -> None:
    for name in ("start_on", "due_on"):
        day = task.values.get(name)
        if day and is_working and not is_working(day):
            warnings.add(task.places[name], f"{day} มิใช่วันทำการ", f"{day} is no working day.")
    due, deadline = task.values.get("due_on"), obligation.values.get("deadline")
    if due and deadline and due > deadline:
        warnings.add(
            task.places["due_on"],
            f"ครบกำหนด {due} หลังกำหนดของภารกิจ {deadline}",
            f"Due on {due}, after the obligation's deadline {deadline}.",
        )
