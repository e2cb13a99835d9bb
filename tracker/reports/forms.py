"""What do people type to draw up a report, to change it, to decide on it, and to send it on its way?"""

from __future__ import annotations

from collections.abc import Mapping

from wtforms import HiddenField, SelectField

from tracker.documents.classes import Secrecy, Speed
from tracker.documents.places import PLACES
from tracker.lang import Bilingual
from tracker.papers.letter_number import NO_DATE, NO_NUMBER
from tracker.people.forms import choice
from tracker.reports import refusals
from tracker.reports.facts import Remark
from tracker.web.forms import ActForm, DateField, Needed, note_field, text_field

PLACE = Bilingual(th="ตำแหน่งในรายงาน", en="Place in the report")
WORDS = Bilingual(th="สิ่งที่ต้องแก้ไข", en="What has to be mended")
CHOOSE = Bilingual(th="กรุณาเลือกจากรายการ", en="Choose from the list.")
NUMBER = Bilingual(th="เลขที่หนังสือ", en="Number of the letter")
DATED = Bilingual(th="ลงวันที่", en="Date of the letter")


class DraftForm(ActForm):
    """The day of the report, and the issued report that it corrects (empty: none)."""

    as_of = DateField(
        Bilingual(th="ข้อมูล ณ วันที่", en="Data as of"),
        validators=[Needed(Bilingual(th="กรุณาระบุวันที่ของรายงาน", en="Give the day of the report."))],
    )
    corrects = HiddenField(default="")


class ArrangeForm(ActForm):
    """What the letter carries beside its figures; whatever is left empty is left open for the registry."""

    number = text_field(NUMBER, limit=60)
    dated = DateField(DATED)
    signatory = text_field(Bilingual(th="ผู้ลงนาม", en="Signed by"), limit=120)
    speed = SelectField(
        Bilingual(th="ชั้นความเร็ว", en="Speed"), choices=[choice(each.value, each.title) for each in Speed],
        default=Speed.REGISTERED.value, invalid_choice_message=CHOOSE,
    )  # fmt: skip
    secrecy = SelectField(
        Bilingual(th="ชั้นความลับ", en="Secrecy"), choices=[choice(each.value, each.title) for each in Secrecy],
        default=Secrecy.NONE.value, invalid_choice_message=CHOOSE,
    )  # fmt: skip


class WordForm(ActForm):
    """Words of a person at a place of the report, in both languages; both empty: the rule's words stand there again."""

    place = HiddenField(default="")
    th = note_field(Bilingual(th="ข้อความภาษาไทย", en="Words in Thai"))
    en = note_field(Bilingual(th="ข้อความภาษาอังกฤษ", en="Words in English"))


class SubmitForm(ActForm):
    """Nothing is typed: the fair copy is what is submitted."""


class RecallForm(ActForm):
    """Why the report is taken back."""

    reason = note_field(Bilingual(th="เหตุผลที่ดึงกลับ", en="Why it is taken back"), Needed(refusals.NO_REASON))


class ReturnForm(ActForm):
    """What has to be mended, and where: up to three remarks, each on a place."""

    place_1, place_2, place_3 = (
        SelectField(PLACE, choices=[choice(name, words) for name, words in PLACES.items()], invalid_choice_message=CHOOSE)
        for _ in range(3)
    )  # fmt: skip
    words_1, words_2, words_3 = (note_field(WORDS) for _ in range(3))

    @property
    def rows(self) -> list[tuple[SelectField, object]]:
        """Each place with its words."""
        return [(self[f"place_{number}"], self[f"words_{number}"]) for number in (1, 2, 3)]

    def remarks(self) -> tuple[Remark, ...]:
        """The remarks that hold words, in the order typed."""
        said = ((self[f"place_{number}"].data, self[f"words_{number}"].data or "") for number in (1, 2, 3))
        return tuple(Remark(place, words) for place, words in said if words.strip())


class ApproveForm(ActForm):
    """The paper that the approver had before their eyes, by its SHA-256."""

    sha256 = HiddenField()


class IssueForm(ActForm):
    """Under which number and date the letter went out."""

    number = text_field(NUMBER, Needed(NO_NUMBER), limit=60)
    dated = DateField(DATED, validators=[Needed(NO_DATE)])


class AcknowledgeForm(ActForm):
    """When the Secretariat had the letter, under which number of its own, and a note."""

    received_on = DateField(
        Bilingual(th="วันที่ สลค. รับหนังสือ", en="Received by the Secretariat on"), validators=[Needed(refusals.NO_RECEIPT)]
    )
    reference = text_field(Bilingual(th="เลขรับของ สลค.", en="The Secretariat's number"), limit=120)
    note = note_field(Bilingual(th="หมายเหตุ", en="Note"))


class DiscardForm(ActForm):
    """Why the draft is not laid before anybody."""

    reason = note_field(Bilingual(th="เหตุผลที่ยกเลิก", en="Why it is discarded"), Needed(refusals.NO_REASON))


STEP_FORMS: Mapping[str, type[ActForm]] = {
    "arrange": ArrangeForm,
    "submit": SubmitForm,
    "recall": RecallForm,
    "return": ReturnForm,
    "approve": ApproveForm,
    "issue": IssueForm,
    "acknowledge": AcknowledgeForm,
    "discard": DiscardForm,
}
"""What is typed for a step, by its word in the address."""
