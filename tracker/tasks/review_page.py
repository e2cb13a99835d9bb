"""How does a verifier go through the queue: the claim beside the evidence beside the clause, one submission after the other?"""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request

from tracker.access.guard import acting, allow, require_object
from tracker.access.policy import Permission
from tracker.lang import Bilingual
from tracker.tasks.everywhere import everywhere
from tracker.tasks.facts import TaskReturned, TaskSubmitted
from tracker.tasks.history import Entry
from tracker.tasks.order import by_code, predecessors
from tracker.tasks.remarks import remarks
from tracker.tasks.sent import Sent
from tracker.tasks.shown import shown_task
from tracker.tasks.store import task as task_row
from tracker.tasks.task_page import forms_on_page, model
from tracker.tasks.workflow import STEP, State
from tracker.web.as_of import moment
from tracker.web.frame import link, tell

ALL_DONE = Bilingual(th="ไม่มีงานอื่นรอท่านตรวจรับแล้ว", en="Nothing else waits for your verification.")


@allow(Permission.TASK_VERIFY)
def review(task_id: int) -> Any:
    """One submission with all that its verdict rests on; a task that does not wait leads to its own page."""
    shown, standing = shown_task(task_id)
    task = standing.task
    require_object(Permission.TASK_VERIFY, task.agency)
    if moment().is_past or task.state is not State.SUBMITTED:
        return redirect(link("tasks.page", task_id=task_id))
    seen = model(shown, standing, ())
    before = [each.task for each in predecessors(by_code(shown.standings), task)]
    return render_template(
        "tasks/review.html", **seen | forms_on_page((STEP["verify"], STEP["return"]), task),
        remarks=remarks(task, before, shown.day), sender=_sender(seen["told"]), returned_before=_returned_before(seen["told"]),
    )  # fmt: skip


@allow(Permission.TASK_VERIFY)
def next_review() -> Any:
    """On to the submission that has waited longest after the one that `?after=` names, round to the first; the queue when none is left."""
    others, text = Sent(not_of=acting().agency_code), request.args.get("after", "")
    known = task_row(int(text)) if text.isascii() and text.isdigit() and len(text) < 10 else None
    last, shown = known[1] if known else None, everywhere()
    waiting = shown.waiting(1, after=last, sent=others) or shown.waiting(1, sent=others)
    if not waiting or (last and waiting[0].task.id == last.id):
        tell(ALL_DONE, "good")
        return redirect(link("tasks.queue"))
    return redirect(link("tasks.review", task_id=waiting[0].task.id))


def _sender(told: list[Entry]) -> Bilingual:
    """The post that made the latest submission."""
    return next((entry.who for entry in told if isinstance(entry.fact, TaskSubmitted)), told[0].who)


def _returned_before(told: list[Entry]) -> Entry | None:
    """The latest return of this task, answered or not."""
    return next((entry for entry in told if isinstance(entry.fact, TaskReturned)), None)
