"""What does a coordinator type to accept a finding or to open it again?"""

from __future__ import annotations

from tracker.lang import Bilingual
from tracker.quality.rules import NO_REASON
from tracker.web.forms import ActForm, Needed, note_field


class ReasonForm(ActForm):
    """Why a finding is right as it is, or why it is to be looked at again."""

    reason = note_field(Bilingual(th="เหตุผล", en="Reason"), Needed(NO_REASON))
