"""How does a person do one step to many tasks? First a page that says what will happen to each, then one that says what did."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any

from flask import redirect, render_template, request, url_for

from tracker import clock
from tracker.access.guard import acting, allow
from tracker.access.policy import Actor, covers
from tracker.drafts.ended import settle
from tracker.lang import Bilingual
from tracker.tasks import bulk_service
from tracker.tasks.bulk_rules import BULK, MOST_TASKS, Chosen, ids_of, rows_of
from tracker.tasks.forms import StepForm, offer, step_form
from tracker.tasks.health import Standing
from tracker.tasks.lines import names_of_agencies, who_does
from tracker.tasks.saved_rules import query_of
from tracker.tasks.workflow import Step
from tracker.web.as_of import moment
from tracker.web.frame import link

NONE_CHOSEN = Bilingual(
    th="ยังไม่ได้เลือกงาน กรุณาทำเครื่องหมายหน้างานอย่างน้อยหนึ่งงาน หรือกลับไปเลือกงานในรายการ",
    en="No task is chosen. Tick at least one, or go back to the list and choose some.",
)
NONE_LEFT = Bilingual(
    th="งานที่เลือกไว้ทำขั้นตอนนี้ไม่ได้แล้วทุกงาน เหตุผลของแต่ละงานอยู่ด้านล่าง ยังไม่มีการบันทึก",
    en="The step can be done to none of the chosen tasks any more; the reasons stand below. Nothing was recorded.",
)


def bulk_view(step: Step) -> Callable[[], Any]:
    """The view of one step for many tasks: GET shows what it would do, POST does it."""

    @allow(step.permission)
    def view() -> Any:
        if moment().is_past:
            return redirect(link("tasks.listing"))
        return _send(step) if request.method == "POST" else _show(step)

    view.__doc__ = f"{step.title.en}, for many tasks: what will happen, and the acts."
    return view


def steps_of(actor: Actor) -> list[Step]:
    """What this person may do to many tasks at once."""
    return [] if moment().is_past else [step for step in BULK if actor.may(step.permission)]


def choosable(standings: list[Standing], actor: Actor) -> frozenset[int]:
    """The tasks among these that the person may do something to."""
    steps = steps_of(actor)
    return frozenset(
        each.task.id for each in standings if any(covers(actor, step.permission, each.task.agency) for step in steps)
    )


def _show(step: Step) -> str:
    rows = bulk_service.look_at(ids_of(request.args.getlist("task")), step, acting(), clock.now())
    return _page(step, _offered(step_form(step)(formdata=None), rows), rows, {row.id for row in rows})


def _send(step: Step) -> Any:
    versions = rows_of(request.form.getlist("row"))
    listed = rows_of(request.form.getlist("seen")) | versions
    rows = bulk_service.look_at(listed, step, acting(), clock.now())
    form = _offered(step_form(step)(), rows)
    if not form.validate_on_submit() or not versions:
        nothing_left = all(row.refused for row in rows)
        if nothing_left:  # the fields do not stand on the page, so that nothing is to be said of them
            form = _offered(step_form(step)(), rows)
        if nothing_left or not versions:
            form.refuse("", NONE_LEFT if versions else NONE_CHOSEN)
        return _page(step, form, rows, set(versions), listed), 422
    outcomes = bulk_service.do_to_all(versions, step, form.act(), acting(), clock.now(), act_key=form.once())
    if any(one.done for one in outcomes):
        settle(acting().id or 0)  # no other page follows by which the drafts would see that it was recorded
    typed = form.note.data if form.note is not None and not all(one.done for one in outcomes) else ""
    return render_template(
        "tasks/bulk_done.html", step=step, outcomes=outcomes, typed=typed, back=_back(step), who=_who(outcomes)
    )


def _offered(form: StepForm, rows: list[Chosen]) -> StepForm:
    """The form with what the tasks have to choose from; persons are those of the one agency that is meant."""
    first = next((row.task for row in rows if row.task and not row.refused), None)
    return offer(form, first) if first else form


def _page(
    step: Step, form: StepForm, rows: list[Chosen], ticked: Collection[int], versions: dict[int, int] | None = None
) -> str:
    """What will happen to each row; a form that comes back keeps its ticks and the versions that the person saw."""
    seen = {row.id: (versions or {}).get(row.id, row.task.version) for row in rows if row.task}
    sound, refused = [row for row in rows if not row.refused], [row for row in rows if row.refused]
    return render_template(
        "tasks/bulk.html", step=step, form=form, sound=sound, refused=refused, seen=seen, ticked=ticked,
        back=_back(step), list=_list(), most=MOST_TASKS, chosen=len(set(request.values.getlist("task"))) or len(rows), who=_who(rows),
    )  # fmt: skip


def _who(rows: Iterable[Chosen] | Iterable[bulk_service.Outcome]) -> dict[int, Bilingual]:
    """Who does each of these tasks, and for whom, by the task's id: eight tasks of one agency may differ in nothing else."""
    names = names_of_agencies()
    return {row.task.id: who_does(row.task.plan, names) for row in rows if row.task}


def _list() -> str:
    """The list that the person came from, as far as it may be an address of ours."""
    return query_of(request.values.get("list", ""))


def _back(step: Step) -> str:
    if step.name == "verify":
        return url_for("tasks.queue")
    query = _list()
    return url_for("tasks.listing") + (f"?{query}" if query else "?view=none")
