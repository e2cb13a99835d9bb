"""How does the demonstration come by posts, a delegation, tasks that name who answers, and a comment that tells people?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from tracker.access.policy import Actor
from tracker.lang import Bilingual
from tracker.people import delegation_service, post_service
from tracker.tasks import service as tasks
from tracker.tasks.rules import Act
from tracker.tasks.workflow import STEP


def enact(staff: Mapping[str, Any], actors: Mapping[str, Actor], ids: Mapping[tuple[str, str], int]) -> None:
    """Do what the story says of its staff, through the services, by the liaison of each agency; nothing when it says nothing."""
    if not staff:
        return
    moments = _moments(staff["at"])
    keys: dict[str, str] = {}
    for number, each in enumerate(staff["posts"], 1):
        liaison, holder = actors[f"liaison.{each['agency']}@demo.example"], actors.get(each["holder"] or "")
        title = Bilingual(th=each["th"], en=each["en"])
        post = post_service.open_post(
            each["agency"], title, liaison, next(moments), holder=holder.id if holder else None, since=each["since"]
        )
        keys[f"post {number}"] = post.key
        if each["officer"]:
            post_service.charge_post(post.id, True, liaison, next(moments), expected=post.version)
    for each in staff["responsible"]:
        key = keys.get(each["holder"]) or f"user:{actors[each['holder']].id}"
        liaison = actors[f"liaison.{each['agency']}@demo.example"]
        tasks.act(ids[each["agency"], each["task"]], STEP["responsible"], Act(holder=key), liaison, next(moments))
    for each in staff["delegations"]:
        taker = actors[each["taker"]].id or 0
        delegation_service.delegate(
            taker, each["first"], each["last"], each["note"], actors[each["giver"]], next(moments)
        )
    for each in staff["comments"]:
        told = tuple(actors[who].id or 0 for who in each["told"])
        tasks.act(
            ids[each["agency"], each["task"]],
            STEP["comment"],
            Act(each["text"], mentions=told),
            actors[each["by"]],
            next(moments),
        )


def _moments(start: datetime) -> Iterator[datetime]:
    """Instants that follow each other by some seconds, as people's acts do."""
    return (start + timedelta(seconds=20 * number) for number in count())
