"""How is a task shown in a list? Plain values for the templates, the same on every page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tracker.clock import bangkok_day
from tracker.lang import Bilingual
from tracker.people.holders import words_of
from tracker.people.store import agencies
from tracker.resolutions.expansion import TaskPlan
from tracker.resolutions.store import Listed
from tracker.tasks.filters import reported_on
from tracker.tasks.health import Health, Standing
from tracker.tasks.moving import held_by
from tracker.tasks.picture import calendar_for
from tracker.tasks.workflow import State
from tracker.web.as_of import moment
from tracker.web.frame import link, pick

DONE_FOR = Bilingual(th="{doer} ทำให้ {served}", en="{doer} for {served}")
DONE_BY_US_FOR = Bilingual(th="{title} (ทำให้ {served})", en="{title} (for {served})")
"""The same task done for eight agencies reads eight ways where its doer is known."""


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task in a list; `due` is the day it is due now and `planned_due` the original one, `days_late` counts working days after the
    due date (0: not late), `served` is the agency it is done for, `reported` the day of the agency's last report, `waiting` the
    working days that a submission has waited (None: it is none), `responsible` who answers for it by name (`holder`: as the
    task says it, "post:3"), `held` who must act before a
    blocked task can go on (None: it is not blocked), `asked` the day until which more time is asked for,
    `resolution` is set where a list mixes the tasks of several."""

    id: int
    code: str
    title: str
    href: str
    agency: Bilingual
    served: Bilingual | None
    obligation: str
    due: date
    planned_due: date
    days_late: int
    state: State
    health: Health | None
    plan: int
    claimed: int
    verified: int
    weight: int
    evidence: int
    last_note: str
    reported: date | None = None
    waiting: int | None = None
    responsible: Bilingual | None = None
    holder: str | None = None
    held: Bilingual | None = None
    asked: date | None = None
    resolution: Listed | None = None

    @property
    def who(self) -> Bilingual:
        """Who does it, and for whom when that is somebody else, so that the same task done for eight agencies reads eight ways."""
        return self.agency if self.served is None else DONE_FOR.format(doer=self.agency, served=self.served)


def lines(
    standings: Iterable[Standing], named: Mapping[int, Listed] | None = None, holders: Mapping[str, Bilingual] | None = None
) -> list[TaskLine]:  # fmt: skip
    """Task lines in the order given, in the language and on the day of this request; `named` gives, by the task's id, the
    resolution that a line has to name, `holders` what those who answer for tasks are called (None: to be looked up)."""
    every = list(standings)
    if holders is None:
        holders = words_of({each.task.responsible for each in every if each.task.responsible}, moment().day)
    names = names_of_agencies() if every else {}
    return [_line(each, names, (named or {}).get(each.task.id), holders) for each in every]


def names_of_agencies() -> dict[str, Bilingual]:
    """What each body is called in short on the day of the page, by its code; one question, to be asked once for a list."""
    return {code: agency.abbr for code, agency in agencies().items()}


def served(plan: TaskPlan, names: Mapping[str, Bilingual]) -> Bilingual | None:
    """The agency that a task is done for, when that is not the one that does it."""
    code = plan.for_agency
    return names.get(code, Bilingual(th=code, en=code)) if code and code != plan.agency else None


def who_does(plan: TaskPlan, names: Mapping[str, Bilingual]) -> Bilingual:
    """Who does a task, and for whom when that is somebody else."""
    doer, other = names.get(plan.agency, Bilingual(th=plan.agency, en=plan.agency)), served(plan, names)
    return doer if other is None else DONE_FOR.format(doer=doer, served=other)


def _line(
    each: Standing, names: Mapping[str, Bilingual], resolution: Listed | None, holders: Mapping[str, Bilingual]
) -> TaskLine:  # fmt: skip
    task, plan = each.task, each.task.plan
    return TaskLine(
        id=task.id,
        code=plan.code,
        title=pick(plan.title),
        href=link("tasks.page", task_id=task.id),
        agency=names[plan.agency],
        served=served(plan, names),
        obligation=plan.obligation,
        due=task.due_on,
        planned_due=plan.due_on,
        days_late=each.working_days_late,
        state=task.state,
        health=each.health,
        plan=each.planned,
        claimed=task.claimed,
        verified=task.verified,
        weight=plan.weight,
        evidence=task.evidence,
        last_note=task.last_note,
        reported=reported_on(task),
        waiting=waited(each),
        responsible=holders.get(task.responsible or ""),
        holder=task.responsible,
        held=held_by(task, names) if task.holdup else None,
        asked=task.request.until if task.request else None,
        resolution=resolution,
    )


def waited(each: Standing) -> int | None:
    """For how many working days a submission has waited on the day of the page; None when the task is not waiting."""
    task, day = each.task, moment().day
    if task.state is not State.SUBMITTED or task.waiting_since is None:
        return None
    return calendar_for(day).working_days_between(bangkok_day(task.waiting_since), day)
