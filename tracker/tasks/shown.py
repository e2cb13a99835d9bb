"""Which resolution does a page about tasks show, and where does one of its tasks stand on the day of the page?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from flask import abort, g, request

from tracker.lang import Bilingual
from tracker.ledger.store import cut_on
from tracker.resolutions.rules import Resolution
from tracker.resolutions.store import Listed, known_at, resolutions
from tracker.tasks.health import Health, Standing
from tracker.tasks.picture import Picture, picture
from tracker.tasks.store import resolution_of_task
from tracker.web.as_of import moment
from tracker.web.frame import stay_with

NOT_YET = Bilingual(
    th="ในวันที่เลือกยังไม่มีข้อมูลนี้ในระบบ เลือกวันที่หลังจากนั้น",
    en="On the chosen day the system did not know this yet. Choose a later day.",
)
NO_RESOLUTION = Bilingual(th="ยังไม่มีมติในระบบ", en="There is no resolution in the system yet.")


@dataclass(frozen=True)
class Pictures:
    """The pictures of all resolutions on the day of the page, the newest first: what pages about a person's work are drawn from."""

    every: tuple[Picture, ...]

    @property
    def several(self) -> bool:
        """Is there more than one, so that each task has to say which it belongs to?"""
        return len(self.every) > 1

    @property
    def cut(self) -> int:
        """The latest of their cuts."""
        return max(each.cut for each in self.every)

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """The tasks of all of them."""
        return tuple(each for shown in self.every for each in shown.standings)

    @cached_property
    def _by_task(self) -> Mapping[int, Picture]:
        return {each.task.id: shown for shown in self.every for each in shown.standings}

    @cached_property
    def named(self) -> Mapping[int, Resolution]:
        """The resolution of each task by the task's id; empty when there is only one and nobody need be told."""
        return {id_: shown.register.resolution for id_, shown in self._by_task.items()} if self.several else {}

    def of(self, each: Standing) -> Picture:
        """The picture that a task stands in."""
        return self._by_task[each.task.id]

    def with_health(self, wanted: Health) -> list[Standing]:
        """Tasks in this health, the longest overdue first."""
        found = [each for shown in self.every for each in shown.with_health(wanted)]
        return sorted(found, key=lambda each: each.task.due_on)


def every_picture() -> Pictures:
    """The pictures of all resolutions that the system knew on the day of the page; 404 when there is none."""
    now = moment()
    pictures = (picture(each.id, now.day, past=now.is_past) for each in known_resolutions())
    found = tuple(each for each in pictures if each)
    if not found:
        abort(404, description=NOT_YET if moment().is_past or known_resolutions() else NO_RESOLUTION)
    return Pictures(found)


def offered() -> tuple[Picture, ...]:
    """The resolutions between which a page about one lets people choose, the newest first; none while there is only one."""
    return every_picture().every if len(known_resolutions()) > 1 else ()


def known_resolutions() -> list[Listed]:
    """All resolutions that were known on the day of the page, the newest first; a request asks for them once."""
    if "known_resolutions" not in g:
        then = known_at(cut_on(moment().day)) if moment().is_past else None
        g.known_resolutions = [each for each in resolutions() if then is None or each.id in then]
    found: list[Listed] = g.known_resolutions
    return found


def shown_picture() -> Picture:
    """The picture of the resolution that `?resolution=` names, else of the default one; 404 when there is none on that day."""
    code = request.args.get("resolution")
    found = next((each for each in known_resolutions() if each.code == code), None) if code else _default()
    if found is None:
        abort(404, description=NOT_YET if moment().is_past else None if code else NO_RESOLUTION)
    return picture_on_the_day(found.id)


def shown_task(task_id: int) -> tuple[Picture, Standing]:
    """A task on the day of the page, with the picture it stands in; 404 when there is none."""
    resolution_id = resolution_of_task(task_id)
    if resolution_id is None:
        abort(404)
    shown = picture_on_the_day(resolution_id)
    found = next((each for each in shown.standings if each.task.id == task_id), None)
    if found is None:
        abort(404, description=NOT_YET)
    return shown, found


def picture_on_the_day(resolution_id: int) -> Picture:
    """The picture of a resolution on the day of the page, whose links will stay with it; 404 when it was not known then."""
    found = picture(resolution_id, moment().day, past=moment().is_past)
    if found is None:
        abort(404, description=NOT_YET)
    stay(resolution_id)
    return found


def stay(resolution_id: int) -> None:
    """Let the links of this page stay with a resolution; the default one need not be named."""
    default = _default()
    stay_with(next((each.code for each in known_resolutions() if each.id == resolution_id and each != default), None))


def _default() -> Listed | None:
    """The newest one that was decided and in the system on the day of the page; while none is, the newest of all."""
    now = moment()
    found = [each for each in known_resolutions() if each.decided_on <= now.day] or known_resolutions()
    if now.is_past and len(found) > 1:
        found = [each for each in found if picture(each.id, now.day, past=True)] or found
    return next(iter(found), None)
