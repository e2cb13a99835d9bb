"""What does a person type to send a letter, discard a draft or acknowledge a letter?"""

from __future__ import annotations

from collections.abc import Mapping

from wtforms import BooleanField, HiddenField

from tracker.lang import Bilingual
from tracker.letters import refusals
from tracker.papers.letter_number import NO_DATE, NO_NUMBER
from tracker.web.forms import ActForm, DateField, Needed, note_field, text_field


class DraftForm(ActForm):
    """Which agency is written to about which resolution; both stand in the button's form, nobody types them."""

    agency = HiddenField()
    resolution = HiddenField()


class SendForm(ActForm):
    """Under which number and date the letter went out, and who signed; `changed` names the list of changed tasks beside it."""

    changed = HiddenField()

    number = text_field(Bilingual(th="เลขที่หนังสือ", en="Number of the letter"), Needed(NO_NUMBER), limit=60)
    dated = DateField(Bilingual(th="ลงวันที่", en="Date of the letter"), validators=[Needed(NO_DATE)])
    signatory = text_field(Bilingual(th="ผู้ลงนาม", en="Signed by"), Needed(refusals.NO_SIGNATORY), limit=120)
    post = text_field(Bilingual(th="ตำแหน่งของผู้ลงนาม", en="Post of whoever signed"), Needed(refusals.NO_POST), limit=160)
    read = BooleanField(
        Bilingual(
            th="ข้าพเจ้าทราบว่างานข้างต้นเปลี่ยนไปแล้ว และยืนยันว่าหนังสือส่งออกไปตามร่างนี้",
            en="I know that the tasks above have changed; the letter went out as drafted all the same",
        )
    )

    def shows(self, mark: str) -> None:
        """The page shows the list that `mark` names; a tick that was set beside another list is taken out."""
        if self.changed.data != mark:
            self.changed.data, self.read.data = mark, False

    def confirmed(self) -> str | None:
        """The mark of the list that was ticked; None when none was."""
        return (self.changed.data or "") if self.read.data else None


class DiscardForm(ActForm):
    """Why the draft is not sent."""

    reason = note_field(Bilingual(th="เหตุผลที่ไม่ส่ง", en="Why it is not sent"), Needed(refusals.NO_REASON))


class AcknowledgeForm(ActForm):
    """When the agency had the letter, under which number of its own, and a note."""

    received_on = DateField(
        Bilingual(th="วันที่หน่วยงานรับหนังสือ", en="Received by the agency on"), validators=[Needed(refusals.NO_RECEIPT)]
    )
    reference = text_field(
        Bilingual(th="เลขรับของหน่วยงาน หรือเลขที่หนังสือตอบ", en="The agency's receipt number, or that of its reply"),
        limit=120,
    )
    note = note_field(Bilingual(th="หมายเหตุ", en="Note"))


CHANGES: Mapping[str, type[ActForm]] = {"send": SendForm, "discard": DiscardForm, "acknowledge": AcknowledgeForm}
"""What may be done to a letter, by its word in the address."""
