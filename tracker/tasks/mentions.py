"""Which comments were meant for this person and wait for an answer?

A comment stays news for fourteen days, or until the person has done anything on that task after it, whichever comes first. That is
read from the ledger alone: looking at a page changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from tracker.ledger.store import cut_on, last_seq
from tracker.tasks.everywhere import everywhere, named
from tracker.tasks.history import Entry, entries
from tracker.tasks.lines import TaskLine, lines
from tracker.tasks.mention_store import told_to
from tracker.tasks.shown import default
from tracker.web.as_of import moment

NEWS_DAYS = timedelta(days=14)
MOST = 50
"""So many are shown, the newest first."""


@dataclass(frozen=True)
class Mention:
    """A comment that was meant for the reader, and its task."""

    entry: Entry
    line: TaskLine


def mentions_of(user_id: int) -> list[Mention]:
    """What waits for this account on the day of the page, the newest first."""
    if default() is None:
        return []
    now = moment()
    upto = cut_on(now.day) if now.is_past else last_seq()
    found = told_to(user_id, after=cut_on(now.day - NEWS_DAYS), upto=upto, most=MOST)
    if not found:
        return []
    shown, told = everywhere(), entries(found)
    standings = {each.task.id: each for each in shown.tasks({entry.task_id for entry in told})}
    told = [entry for entry in told if entry.task_id in standings]
    meant = [standings[entry.task_id] for entry in told]
    return [Mention(entry, line) for entry, line in zip(told, lines(meant, named(shown, meant)), strict=True)]
