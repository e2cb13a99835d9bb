"""Whom can a person choose: to answer for a task, or to be told of a comment?"""

from __future__ import annotations

from typing import Any

from tracker import clock
from tracker.access.policy import Role
from tracker.lang import Bilingual
from tracker.people.forms import choice
from tracker.people.holders import holders_of
from tracker.people.post_store import posts
from tracker.people.rules import User
from tracker.people.store import users
from tracker.tasks.task import Task


def holder_choices(task: Task) -> list[Any]:
    """Posts and persons of the agency that does the task, and the agency as a whole."""
    whole = choice("", Bilingual(th="– หน่วยงานโดยรวม –", en="– the agency as a whole –"))
    return [whole, *(choice(each.key, each.words) for each in holders_of(task.agency, clock.today()))]


def mention_choices(task: Task) -> tuple[list[Any], frozenset[str]]:
    """The open accounts, each with the posts it holds, those of the agency that does the task first; and which of them are near the
    task: of that agency, of the one it is done for, or coordinators."""
    near = {task.agency, task.plan.for_agency}
    found = [(id_, user) for id_, user in users() if user.enabled]
    found.sort(key=lambda each: (each[1].agency != task.agency, each[1].agency not in near, each[0]))
    held = _held()
    choices = [choice(str(id_), _told(user, held.get(id_, []))) for id_, user in found]
    return choices, frozenset(
        str(id_) for id_, user in found if user.agency in near or user.role is Role.COORDINATOR
    )  # fmt: skip


def _held() -> dict[int, list[Bilingual]]:
    """The titles of the posts that each account holds today."""
    found: dict[int, list[Bilingual]] = {}
    for post in posts().values():
        holder = post.holder_on(clock.today())
        if holder is not None:
            found.setdefault(holder, []).append(post.title)
    return found


def _told(user: User, titles: list[Bilingual]) -> Bilingual:
    """A person's account and its posts."""
    parts = [user.name, *titles]
    return Bilingual(th=" · ".join(part.th for part in parts), en=" · ".join(part.en for part in parts))
