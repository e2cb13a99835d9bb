"""Which evidence does a report rest on? One row for each piece that it names. Pure: the snapshot in, rows out."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.companions import headings as head
from tracker.documents import wording
from tracker.snapshots.snapshot import Snapshot
from tracker.web.workbook import Value

HEADINGS = (
    head.AGENCY,
    head.AGENCY_NAME,
    head.CODE,
    head.TITLE,
    head.STATUS,
    head.CLAIMED,
    head.VERIFIED,
    head.EVIDENCE_NAMED,
)


def evidence_rows(snapshot: Snapshot) -> Iterator[tuple[Value, ...]]:
    """In the order of the annex; a task that claims something and names no evidence has a row with an empty place."""
    for section in snapshot.sections:
        party = snapshot.party(section.agency)
        for task in section.tasks:
            for piece in task.evidence or ((None,) if task.claimed else ()):
                yield (
                    party.abbr,
                    party.name,
                    task.code,
                    task.title,
                    wording.STATUS[task.status],
                    task.claimed,
                    task.verified,
                    piece,
                )
