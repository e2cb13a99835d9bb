"""Does a fact move its task, so that reminding begins anew? Pure.

Work, proof, verdicts and answers to a request for more time do. Words do not: a comment, a coordinator's asking, a question for more
time or its withdrawal, a block, and the agency's word that nothing has changed – which is a report, but whoever gives it knows that the
task stands where it stood. A name counts while nothing has moved yet, and a way that is free again where another agency kept it shut
since an earlier day: else an agency could begin its own ladder anew whenever it likes.
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from tracker.clock import bangkok_day
from tracker.tasks import facts

MOVING = (
    facts.WorkStarted, facts.ProgressLogged, facts.TaskSubmitted, facts.EvidenceAdded, facts.EvidenceReplaced,
    facts.TaskVerified, facts.TaskReturned, facts.VerdictWithdrawn, facts.TaskReinstated,
    facts.ExtensionApproved, facts.ExtensionRefused,
)  # fmt: skip


class Hindrance(Protocol):
    """What holds a task up: who must act (an agency's code; "" for somebody else), and since when."""

    @property
    def who(self) -> str:
        """An agency's code, or nothing."""

    @property
    def since(self) -> datetime:
        """When it was recorded (aware)."""


class Standing(Protocol):
    """What is asked of a task before the fact."""

    @property
    def agency(self) -> str:
        """Whose task it is."""

    @property
    def block(self) -> Hindrance | None:
        """What holds it up."""

    @property
    def moved_at(self) -> datetime | None:
        """When something last moved it (aware)."""


def moved_by(fact: object, at: datetime, task: Standing) -> datetime | None:
    """When something last moved a task, after a fact that was recorded at an instant (aware)."""
    return at if _moves(fact, at, task) else task.moved_at


def _moves(fact: object, at: datetime, task: Standing) -> bool:
    match fact:
        case facts.ResponsibleNamed():
            return fact.holder is not None and task.moved_at is None
        case facts.TaskUnblocked():
            shut = task.block
            return shut is not None and shut.who not in ("", task.agency) and bangkok_day(shut.since) < bangkok_day(at)
    return isinstance(fact, MOVING)
