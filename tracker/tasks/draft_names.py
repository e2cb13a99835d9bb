"""What are a person's drafts called: which step of which task, and which files stand in them?"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from tracker.access.guard import current_actor
from tracker.drafts.ended import Form
from tracker.evidence import store as files
from tracker.lang import Bilingual
from tracker.tasks import store
from tracker.tasks.bulk_rules import BULK
from tracker.tasks.lines import DONE_BY_US_FOR, names_of_agencies, served
from tracker.tasks.task import Task
from tracker.tasks.workflow import STEPS
from tracker.web.frame import pick

STEP_OF = {f"tasks.{step.name}": step for step in STEPS}
TOGETHER = {f"tasks.bulk_{step.name}": step for step in BULK}
A_FILE = Bilingual(th="ไฟล์ที่แนบไว้", en="a file that was attached")


def called(forms: Sequence[Form]) -> dict[int, Bilingual]:
    """The name of each form of a step, by its place in the list: the step, the task, and for whom that is done. One query."""
    tasks = store.several({values["task_id"] for endpoint, values in forms if endpoint in STEP_OF})
    names = names_of_agencies()
    found: dict[int, Bilingual] = {}
    for number, (endpoint, values) in enumerate(forms):
        if endpoint in TOGETHER:
            title = TOGETHER[endpoint].title
            found[number] = Bilingual(th=f"{title.th} หลายงานพร้อมกัน", en=f"{title.en}: several tasks at once")
        elif endpoint in STEP_OF and values["task_id"] in tasks:
            found[number] = _called(STEP_OF[endpoint].title, tasks[values["task_id"]], names)
    return found


def names_of_files(ids: Collection[str]) -> Mapping[str, str]:
    """What stands for the ids of files: the names of those that the reader uploaded, of others only that they are files."""
    actor, found = current_actor(), files.found(ids)
    own = {id_: file.name for id_, file in found.items() if actor is not None and file.uploaded_by == actor.id}
    return {id_: own.get(id_, pick(A_FILE)) for id_ in ids}


def _called(step: Bilingual, task: Task, names: Mapping[str, Bilingual]) -> Bilingual:
    plan, other = task.plan, served(task.plan, names)
    title = plan.title if other is None else DONE_BY_US_FOR.format(title=plan.title, served=other)
    return Bilingual(th="{step}: {code} {title}", en="{step}: {code} {title}").format(
        step=step, code=plan.code, title=title
    )
