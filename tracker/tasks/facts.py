"""What can happen to a task? Each fact is in the past tense, complete, and never changed once it is in the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.ledger.kinds import kind
from tracker.resolutions.expansion import TaskPlan


@dataclass(frozen=True, slots=True)
class Evidence:
    """What shows that something was done: an address, or a file (then `address` is empty and `file` is the stored file's id).

    `label` is what the liaison calls it; a file has its own `name`, the `media_type` that we found, its `size` in bytes and its
    `sha256`. `effective_on` is the day it speaks of, `expires_on` the last day on which it proves anything.
    """

    address: str
    label: str = ""
    file: str | None = None
    name: str = ""
    media_type: str = ""
    size: int = 0
    sha256: str = ""
    effective_on: date | None = None
    expires_on: date | None = None

    @property
    def title(self) -> str:
        """What people call it: the label, else the file's name, else the address."""
        return self.label or self.name or self.address


@kind
@dataclass(frozen=True, slots=True)
class TaskAssigned:
    """A task came into being from the register's template, or from a cadence."""

    plan: TaskPlan
    position: int


@kind
@dataclass(frozen=True, slots=True)
class TaskRevised:
    """The register, or the cadence, changed the task's title, weight or dates; its progress stays."""

    plan: TaskPlan
    position: int


@kind
@dataclass(frozen=True, slots=True)
class WorkStarted:
    """The agency began."""

    note: str = ""


@kind
@dataclass(frozen=True, slots=True)
class ProgressLogged:
    """The agency reported how far it is: a claim, in whole percent."""

    percent: int
    note: str
    evidence: tuple[Evidence, ...] = ()


@kind
@dataclass(frozen=True, slots=True)
class TaskSubmitted:
    """The agency claims that the task is complete and asks for verification."""

    note: str
    evidence: tuple[Evidence, ...] = ()


@kind
@dataclass(frozen=True, slots=True)
class TaskVerified:
    """A coordinator saw the proof and accepts the task as done."""

    note: str = ""


@kind
@dataclass(frozen=True, slots=True)
class TaskReturned:
    """A coordinator sent the submission back; the reason says what is missing, `because` which of the usual reasons it is."""

    reason: str
    because: str = ""


@kind
@dataclass(frozen=True, slots=True)
class TaskWaived:
    """The task is not being pursued; it leaves every percentage. `by_register`: its template is no longer in the register, or its
    period no longer in the cadence."""

    reason: str
    by_register: bool = False


@kind
@dataclass(frozen=True, slots=True)
class TaskReinstated:
    """A waived task is to be done after all; it goes on from where it stood."""

    reason: str


@kind
@dataclass(frozen=True, slots=True)
class AgencyNudged:
    """A coordinator asked the agency to get on with the task; its people are told, and nothing else changes."""

    note: str = ""


@kind
@dataclass(frozen=True, slots=True)
class CommentAdded:
    """Somebody said something about the task; nothing else changed. `mentions` are the ids of the accounts it is meant for;
    `from_outside`: the person was not of the agency that carries the task out."""

    text: str
    mentions: tuple[int, ...] = ()
    from_outside: bool = False


@kind
@dataclass(frozen=True, slots=True)
class NothingChanged:
    """The agency looked again: the task stands where it stood. It counts as a report of the day it is recorded."""

    note: str = ""


@kind
@dataclass(frozen=True, slots=True)
class EvidenceAdded:
    """More evidence for what was claimed before."""

    evidence: tuple[Evidence, ...]
    note: str = ""


@kind
@dataclass(frozen=True, slots=True)
class EvidenceReplaced:
    """Another piece took the place of evidence number `number` (counted from 1 as it was given); both stay known."""

    number: int
    evidence: Evidence
    reason: str


@kind
@dataclass(frozen=True, slots=True)
class EvidenceExpired:
    """The last day of these pieces (by number) has passed; they prove nothing any more."""

    numbers: tuple[int, ...]


@kind
@dataclass(frozen=True, slots=True)
class VerdictWithdrawn:
    """A coordinator takes a verdict back; the submission waits again. The verdict itself stays in the record."""

    reason: str


@kind
@dataclass(frozen=True, slots=True)
class ExtensionRequested:
    """The agency asks for time until a later day; the due date does not move by asking."""

    until: date
    reason: str


@kind
@dataclass(frozen=True, slots=True)
class ExtensionWithdrawn:
    """The agency takes its request back."""

    reason: str = ""


@kind
@dataclass(frozen=True, slots=True)
class ExtensionApproved:
    """A coordinator moves the due date to `until`; the original stays known."""

    until: date
    note: str = ""


@kind
@dataclass(frozen=True, slots=True)
class ExtensionRefused:
    """A coordinator leaves the due date where it is."""

    reason: str


@kind
@dataclass(frozen=True, slots=True)
class TaskBlocked:
    """The task cannot go on. Who must act: an agency (`who`, its code) or somebody else (`who_words`)."""

    reason: str
    who: str = ""
    who_words: str = ""


@kind
@dataclass(frozen=True, slots=True)
class TaskUnblocked:
    """What held the task up is out of the way."""

    note: str = ""


@kind
@dataclass(frozen=True, slots=True)
class ResponsibleNamed:
    """A post ("post:3") or a person ("user:7") of the agency answers for the task from now on; None: the agency as a whole."""

    holder: str | None
    note: str = ""


Fact = (
    WorkStarted
    | ProgressLogged
    | NothingChanged
    | TaskSubmitted
    | TaskVerified
    | TaskReturned
    | VerdictWithdrawn
    | EvidenceAdded
    | EvidenceReplaced
    | ExtensionRequested
    | ExtensionWithdrawn
    | ExtensionApproved
    | ExtensionRefused
    | TaskBlocked
    | TaskUnblocked
    | ResponsibleNamed
    | TaskWaived
    | TaskReinstated
    | AgencyNudged
    | CommentAdded
)
"""What a person's step can make true; assigning, revising and expiring are the system's."""


def evidence_in(fact: object) -> tuple[Evidence, ...]:
    """The pieces of evidence that a fact gives, in their order."""
    match fact:
        case ProgressLogged() | TaskSubmitted() | EvidenceAdded():
            return fact.evidence
        case EvidenceReplaced():
            return (fact.evidence,)
    return ()
