"""With which words did coordinators ask an agency to act on its tasks: to get on with one, or to mend what was sent back?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from tracker.extensions import db
from tracker.lang import Bilingual
from tracker.ledger.event import Event
from tracker.ledger.store import EVENT_COLUMNS, LedgerEvent, event_of
from tracker.tasks.reasons import reason_in

KINDS = {"nudge": ("agency_nudged", "note"), "returned": ("task_returned", "reason")}
"""What a prompt is called, the kind of event that it is, and where its words stand in it."""
LONGEST = 200
"""So many characters stand in a list or a message; all of it stands on the task's page."""
AT_ONCE = 500
"""So many tasks are asked for in one question."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One act of a coordinator on a task: a name of KINDS, and the instant (aware) at which the ledger recorded it (None: the newest)."""

    task: int
    name: str
    at: datetime | None


def prompts(asked: Collection[Prompt], *, whole: bool = False) -> Mapping[Prompt, Bilingual]:
    """The words of each act, on one line and shortened unless they are wanted `whole`; a usual reason of a return in either language. Acts
    without words are left out. One query for every AT_ONCE tasks."""
    tasks = sorted({each.task for each in asked})
    acts: dict[tuple[str, str], list[Event]] = {}
    for start in range(0, len(tasks), AT_ONCE):
        for event in _acts([f"task:{task}" for task in tasks[start : start + AT_ONCE]]):
            acts.setdefault((event.stream, event.kind), []).append(event)
    found = {each: _words(each, acts.get((f"task:{each.task}", KINDS[each.name][0]), [])) for each in asked}
    said = {each: words for each, words in found.items() if words is not None}
    return (
        said if whole else {each: Bilingual(shortened(words.th), shortened(words.en)) for each, words in said.items()}
    )


def _acts(streams: list[str]) -> list[Event]:
    """Every such act on these tasks, in order. Found by the stream first: of the whole ledger there are far more of a kind than of a task,
    and a database that knows no figures of it might go by the kind."""
    of_tasks = select(LedgerEvent.seq).where(LedgerEvent.stream.in_(streams)).subquery()
    kinds = [kind for kind, _field in KINDS.values()]
    query = select(*EVENT_COLUMNS).where(LedgerEvent.seq.in_(select(of_tasks.c.seq)), LedgerEvent.kind.in_(kinds))
    return [event_of(row) for row in db.session.execute(query.order_by(LedgerEvent.seq))]


def _words(prompt: Prompt, acts: list[Event]) -> Bilingual | None:
    """The words of the act at that instant. What was recorded of a reminder before instants were kept speaks of the newest."""
    fitting = [each for each in acts if prompt.at is None or each.recorded_at == prompt.at]
    data = fitting[-1].data if fitting else {}
    words = str(data.get(KINDS[prompt.name][1], "")).strip()
    return reason_in(str(data.get("because", "")), words) if words else None


def shortened(words: str) -> str:
    """On one line, at most LONGEST characters, the last an ellipsis where there was more. Pure."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"
