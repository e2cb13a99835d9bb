"""With which words did coordinators last ask an agency to act on its tasks: to get on with one, or to mend what was sent back?"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import func, select

from tracker.extensions import db
from tracker.ledger.store import EVENT_COLUMNS, LedgerEvent, event_of

KINDS = {"nudge": ("agency_nudged", "note"), "returned": ("task_returned", "reason")}
"""What a prompt is called, the kind of event that it is, and where its words stand in it."""
LONGEST = 200
"""So many characters stand in a list or a message; all of it stands on the task's page."""


def prompts(asked: Collection[tuple[int, str]]) -> Mapping[tuple[int, str], str]:
    """The latest words for each pair of a task and a name of KINDS, on one line and shortened; pairs that have none are left out. One
    query, none when nothing is asked."""
    if not asked:
        return {}
    wanted = {(f"task:{task}", KINDS[name][0]): (task, name) for task, name in asked}
    newest = (
        select(func.max(LedgerEvent.seq))
        .where(
            LedgerEvent.stream.in_({stream for stream, _kind in wanted}),
            LedgerEvent.kind.in_({kind for _stream, kind in wanted}),
        )
        .group_by(LedgerEvent.stream, LedgerEvent.kind)
    )
    found = map(event_of, db.session.execute(select(*EVENT_COLUMNS).where(LedgerEvent.seq.in_(newest))))
    said = {wanted[event.stream, event.kind]: event.data for event in found if (event.stream, event.kind) in wanted}
    short = {(task, name): shortened(str(data.get(KINDS[name][1], ""))) for (task, name), data in said.items()}
    return {pair: words for pair, words in short.items() if words}


def shortened(words: str) -> str:
    """On one line, at most LONGEST characters, the last an ellipsis where there was more. Pure."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"
