"""Which comments were meant for this person and wait for an answer?

A comment stays news for fourteen days, or until the person has done anything on that task after it, whichever comes first. That is
read from the ledger alone: looking at a page changes nothing. Whoever acts for somebody also sees what was meant for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from tracker.lang import Bilingual
from tracker.ledger.store import cut_on, last_seq
from tracker.people.delegation_store import givers_to
from tracker.people.store import names_of
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
    """A comment that was meant for the reader or for somebody in whose place they act (`instead_of`), and its task."""

    entry: Entry
    line: TaskLine
    instead_of: Bilingual | None = None


def mentions_of(user_id: int) -> list[Mention]:
    """What waits for this account, and for those in whose place it acts, on the day of the page, the newest first."""
    if default() is None:
        return []
    now = moment()
    upto = cut_on(now.day) if now.is_past else last_seq()
    givers = givers_to(user_id, now.day)
    found = told_to(user_id, {user_id, *givers}, after=cut_on(now.day - NEWS_DAYS), upto=upto, most=MOST)
    if not found:
        return []
    shown, names = everywhere(), names_of(set(givers))
    told = list(zip(entries([event for event, _for in found]), (for_ for _event, for_ in found), strict=True))
    standings = {each.task.id: each for each in shown.tasks({entry.task_id for entry, _for in told})}
    told = [(entry, for_) for entry, for_ in told if entry.task_id in standings]
    meant = [standings[entry.task_id] for entry, _for in told]
    return [
        Mention(entry, line, names.get(for_) if for_ != user_id else None)
        for (entry, for_), line in zip(told, lines(meant, named(shown, meant)), strict=True)
    ]
