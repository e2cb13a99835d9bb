"""What does a coordinator type to accept a finding or to open it again?"""

from __future__ import annotations

from wtforms import HiddenField

from tracker.lang import Bilingual
from tracker.quality.rules import NO_REASON
from tracker.web.forms import ActForm, Needed, note_field

ACCEPT, REOPEN = "accept", "reopen"


class ReasonForm(ActForm):
    """Why a finding is right as it is, or why it is to be looked at again. It carries what its author saw: the values that the finding
    rested on, and which of the two acts the page offered."""

    stamp = HiddenField()
    act = HiddenField()
    reason = note_field(Bilingual(th="เหตุผล", en="Reason"), Needed(NO_REASON))

    def shows(self, stamp: str, *, accept: bool) -> None:
        """The page that holds the form shows a finding with this stamp, and offers to accept it or to open it again."""
        self.stamp.data, self.act.data = stamp, ACCEPT if accept else REOPEN

    @property
    def accept(self) -> bool | None:
        """The act that the page offered; None when the form does not say."""
        return {ACCEPT: True, REOPEN: False}.get(self.act.data or "")
