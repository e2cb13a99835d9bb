"""Which evidence does a task hold, who gave it, does it still stand, and may this person open it?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.access.guard import acting, require_object
from tracker.access.policy import Actor, Permission, covers
from tracker.evidence.kinds import Kind, kind_of
from tracker.evidence.refusals import size_words
from tracker.evidence.store import StoredFile
from tracker.tasks.facts import Evidence, EvidenceReplaced, evidence_in
from tracker.tasks.history import Entry
from tracker.tasks.task import Piece, Task
from tracker.tasks.typed import sound_address


@dataclass(frozen=True, slots=True)
class Shown:
    """One piece of evidence with the entry that gave it; `reason` says why another took its place, when one did; `same_as` is the number
    of an earlier piece with the same content."""

    piece: Piece
    entry: Entry
    reason: str = ""
    same_as: int | None = None

    @property
    def what(self) -> Evidence:
        """The file or the address."""
        return self.piece.evidence

    @property
    def is_link(self) -> bool:
        """Only a sound http or https address becomes a link, wherever it came from."""
        return sound_address(self.what.address)

    @property
    def kind(self) -> Kind:
        """What kind of file it is."""
        return kind_of(self.what.media_type)

    @property
    def size(self) -> str:
        """How large the file is, for people."""
        return size_words(self.what.size)


def evidence_of(task: Task, told: Iterable[Entry]) -> list[Shown]:
    """Every piece of the task's evidence in the order given, from its history (newest first), which has the last word."""
    told = sorted(told, key=lambda entry: entry.version)
    reasons = {entry.fact.number: entry.fact.reason for entry in told if isinstance(entry.fact, EvidenceReplaced)}
    known = {piece.number: piece for piece in task.pieces}
    giving = [(entry, one) for entry in told for one in evidence_in(entry.fact)]
    return [
        Shown(
            known.get(number) or Piece(number, one, entry.at, None),
            entry,
            reasons.get(number, ""),
            task.twin(one.sha256, number),
        )
        for number, (entry, one) in enumerate(giving, start=1)
    ]


def may_open(actor: Actor, task: Task) -> bool:
    """May this person open the task's files: of the own agency, also when another one does the task for it."""
    served = task.plan.for_agency
    return covers(actor, Permission.EVIDENCE_SEE, task.agency) or (
        served is not None and covers(actor, Permission.EVIDENCE_SEE, served)
    )


def require_sight(task: Task) -> None:
    """Let only those go on who may open the task's files; another agency's answer 404 and leave a line in the log."""
    if not may_open(acting(), task):
        require_object(Permission.EVIDENCE_SEE, task.agency)


def as_evidence(file: StoredFile) -> Evidence:
    """A stored file as the ledger will speak of it."""
    return Evidence("", "", file.id, file.name, file.media_type, file.size, file.sha256)
