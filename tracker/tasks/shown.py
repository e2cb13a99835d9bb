"""Which resolution does a page about tasks show, and where does one of its tasks stand on the day of the page?"""

from __future__ import annotations

from flask import abort, g, request

from tracker.lang import Bilingual
from tracker.people.cut import cut_of_page
from tracker.resolutions import store as registers
from tracker.resolutions.store import Listed
from tracker.tasks.health import Standing
from tracker.tasks.picture import Picture, picture
from tracker.tasks.store import resolution_of_task
from tracker.web.as_of import moment
from tracker.web.frame import stay_with

NOT_YET = Bilingual(
    th="ในวันที่เลือกยังไม่มีข้อมูลนี้ในระบบ เลือกวันที่หลังจากนั้น",
    en="On the chosen day the system did not know this yet. Choose a later day.",
)
NO_RESOLUTION = Bilingual(th="ยังไม่มีมติในระบบ", en="There is no resolution in the system yet.")
HANDFUL = 8
"""So many resolutions are offered by name; more are chosen from their list."""


def few_resolutions() -> tuple[Listed, ...]:
    """The newest resolutions known on the day of the page, one more than a handful at most. A request asks once."""
    if "few_resolutions" not in g:
        cut = cut_of_page()
        found = registers.page(HANDFUL + 1, cut=cut)
        g.few_resolutions = tuple(found if cut is None else registers.titled_as_known(found, cut))
    found_once: tuple[Listed, ...] = g.few_resolutions
    return found_once


def several() -> bool:
    """Is there more than one resolution, so that a page over all has to say which each task belongs to?"""
    return len(few_resolutions()) > 1


def offered() -> tuple[Listed, ...]:
    """The resolutions between which a page about one lets people choose, the newest first: none while there is only one. When there
    are more than a handful the page leads to their list."""
    return few_resolutions() if several() else ()


def many() -> bool:
    """Are there more resolutions than can be offered by name?"""
    return len(few_resolutions()) > HANDFUL


def shown_picture() -> Picture:
    """The picture of the resolution that `?resolution=` names, else of the default one; 404 when there is none on that day."""
    code = request.args.get("resolution")
    if not code:
        return usual_picture()
    found = registers.by_code(code, cut_of_page())
    if found is None:
        abort(404, description=NOT_YET if moment().is_past else None)
    return picture_on_the_day(found.id)


def usual_picture() -> Picture:
    """The picture of the default resolution; 404 when there is none on the day of the page."""
    found = default()
    if found is None:
        abort(404, description=NOT_YET if moment().is_past else NO_RESOLUTION)
    return picture_on_the_day(found.id)


def picture_of(code: str) -> Picture:
    """The picture of the resolution with this code on the day of the page; 404 when there is none."""
    found = registers.resolution_id(code)
    if found is None:
        abort(404)
    return picture_on_the_day(found)


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
    stay(resolution_id, found.register.resolution.code)
    return found


def stay(resolution_id: int, code: str) -> None:
    """Let the links of this page stay with a resolution; the default one need not be named."""
    usual = default()
    stay_with(None if usual and usual.id == resolution_id else code)


def default() -> Listed | None:
    """The newest one that was decided and in the system on the day of the page; while none is, the newest of all. A request asks
    once."""
    if "default_resolution" not in g:
        g.default_resolution = registers.newest(moment().day, cut_of_page())
    found: Listed | None = g.default_resolution
    return found
