"""What has been asked of which task by letters, by the end of a day? Enters the answer where reminding looks for it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tracker import clock
from tracker.ledger.store import cut_on
from tracker.letters import store
from tracker.letters.rules import State
from tracker.reminders.writing import WRITTEN, Written

Asked = tuple[int, State, date | None]


def written(day: date) -> dict[int, Written]:
    """By task: the date of the last letter that asked for it, and whether a draft does; a past day's as it was known then."""
    found: dict[int, Written] = {}
    for task, state, dated in _known_on(day) if day < clock.today() else store.asked_for():
        before = found.get(task, Written())
        latest = max(filter(None, (before.sent_on, dated)), default=None)
        found[task] = Written(latest, before.drafted or state is State.DRAFT)
    return found


def _known_on(day: date) -> Iterable[Asked]:
    for each in store.letters_at(cut_on(day)).values():
        if each.state is not State.DISCARDED:
            yield from ((task, each.state, each.dated) for task in each.tasks)


WRITTEN.append(written)
