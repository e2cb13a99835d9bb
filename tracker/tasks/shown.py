"""Which resolution does a page about tasks show, and where does one of its tasks stand on the day of the page?"""

from __future__ import annotations

from flask import abort, request

from tracker.lang import Bilingual
from tracker.resolutions.store import resolutions
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


def shown_picture() -> Picture:
    """The picture of the resolution that `?resolution=` names (default: the newest); 404 when there is none on that day."""
    code, known = request.args.get("resolution"), resolutions()
    found = next((each for each in known if code in (None, "", each.code)), None)
    if found is None:
        abort(404, description=None if code else NO_RESOLUTION)
    stay_with(found.code if found != known[0] else None)
    return _on_the_day(found.id)


def shown_task(task_id: int) -> tuple[Picture, Standing]:
    """A task on the day of the page, with the picture it stands in; 404 when there is none."""
    resolution_id = resolution_of_task(task_id)
    if resolution_id is None:
        abort(404)
    shown = _on_the_day(resolution_id)
    found = next((each for each in shown.standings if each.task.id == task_id), None)
    if found is None:
        abort(404, description=NOT_YET)
    stay_with(shown.register.resolution.code if resolution_id != resolutions()[0].id else None)
    return shown, found


def _on_the_day(resolution_id: int) -> Picture:
    found = picture(resolution_id, moment().day, past=moment().is_past)
    if found is None:
        abort(404, description=NOT_YET)
    return found
