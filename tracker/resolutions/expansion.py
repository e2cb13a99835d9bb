"""Which tasks does a register give to which agency?

Pure: task templates in, one plan for each task out. The service turns a plan into a task with an id.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.lang import Bilingual
from tracker.record import Record
from tracker.resolutions.kinds import MovementKind
from tracker.resolutions.rules import EACH, TaskTemplate

PERIODIC = re.compile(r"-R[0-9]{4}-[0-9]{2}$")
"""The end of the codes of tasks that a cadence makes (O-3-R2556-07, the month in B.E.); no template of a file may be called so."""


@dataclass(frozen=True, slots=True)
class TaskPlan(Record):
    """One task of one agency. `agency` carries it out; `for_agency` owns the matrix row it counts in: itself for an
    agency's own task, the one served for a task done on its behalf, None for a task that serves all. `period` ("2013-07") is that
    of a cadence which made the task, instead of a template of the file."""

    code: str
    obligation: str
    agency: str
    for_agency: str | None
    title: Bilingual
    weight: int
    start_on: date
    due_on: date
    derived: bool
    partners: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    alternative_group: str | None = None
    money: MovementKind | None = None
    period: str | None = None

    @property
    def key(self) -> str:
        """What names the task for good, however often the file is loaded: template, agency, agency served."""
        return "/".join((self.code, self.agency, self.for_agency or "-"))


def expand(templates: Iterable[TaskTemplate]) -> tuple[TaskPlan, ...]:
    """Every task of the templates, in their order and in the order of their agencies."""
    return tuple(_plan(template, agency, served) for template in templates for agency, served in _pairs(template))


def _pairs(template: TaskTemplate) -> list[tuple[str, str | None]]:
    if template.owner == EACH:
        return [(agency, agency) for agency in template.agencies]
    if template.for_each:
        return [(template.owner, served) for served in template.for_each]
    return [(template.owner, None)]


def _plan(template: TaskTemplate, agency: str, served: str | None) -> TaskPlan:
    return TaskPlan(
        code=template.code,
        obligation=template.obligation,
        agency=agency,
        for_agency=served,
        title=template.title,
        weight=template.weight,
        start_on=template.start_on,
        due_on=template.due_on,
        derived=template.derived,
        partners=template.partners,
        after=template.after,
        alternative_group=template.alternative_group,
        money=template.money,
    )
