"""Does a fact move its task, so that reminding begins anew? Pure.

Work, proof, verdicts, answers to a request for more time, a way that is free again and somebody new who answers for it do. Words do not:
a comment, a coordinator's asking, a question for more time, a block, and the agency's word that nothing has changed – which is a
report, but whoever gives it knows that the task stands where it stood.
"""

from __future__ import annotations

from tracker.tasks import facts

MOVING = (
    facts.WorkStarted, facts.ProgressLogged, facts.TaskSubmitted, facts.EvidenceAdded, facts.EvidenceReplaced,
    facts.TaskVerified, facts.TaskReturned, facts.VerdictWithdrawn, facts.TaskReinstated,
    facts.ExtensionApproved, facts.ExtensionRefused, facts.ExtensionWithdrawn, facts.TaskUnblocked,
)  # fmt: skip


def moves(fact: object) -> bool:
    """Does something move by this fact? A name that is only taken back moves nothing."""
    return isinstance(fact, MOVING) or (isinstance(fact, facts.ResponsibleNamed) and fact.holder is not None)
