"""Which kinds does the register know, and what do people call them?

Each kind is a word in the seed file and in JSON; `names()` gives its name for people in both languages.
"""

from __future__ import annotations

from enum import StrEnum

from tracker.lang import Bilingual


class Kind(StrEnum):
    """A word of the seed format with its name for people."""

    name_th: str
    name_en: str

    def __new__(cls, word: str, th: str, en: str) -> Kind:
        member = str.__new__(cls, word)
        member._value_ = word
        member.name_th, member.name_en = th, en
        return member

    @property
    def label(self) -> Bilingual:
        """The name for people."""
        return Bilingual(th=self.name_th, en=self.name_en)


class Force(Kind):
    """How strongly an obligation binds."""

    ORDER = "order", "คำสั่ง", "Order"
    GUIDELINE = "guideline", "แนวทาง", "Guideline"
    CONSIDER_AND_ACT = "consider_and_act", "รับไปพิจารณาดำเนินการ", "To be considered and acted on"
    REMARK = "remark", "ข้อสังเกต มิใช่มติ", "Remark, not part of the resolution"
    SELF_DECLARED = "self_declared", "คำรับของหน่วยงาน", "The agency's own promise"
    GAP = "gap", "ช่องว่างที่ระบบพบ", "Gap found by the system"


class ObligationKind(Kind):
    """What sort of act an obligation asks for."""

    DUTY = "duty", "หน้าที่", "Duty"
    PURPOSE = "purpose", "วัตถุประสงค์ของคำสั่ง", "Purpose of an order"
    RECURRING = "recurring", "หน้าที่ที่ต้องทำเป็นระยะ", "Recurring duty"
    ALLOCATION = "allocation", "การใช้เงินที่จัดสรรแล้ว", "Use of money already allotted"
    CHOICE = "choice", "ทางเลือก", "Choice"
    REMARK = "remark", "ข้อสังเกต", "Remark"
    GAP = "gap", "ช่องว่าง", "Gap"
    COMMITMENT = "commitment", "คำรับ", "Commitment"


class DeadlineBasis(Kind):
    """Where the deadline of an obligation comes from."""

    STATED = "stated", "ระบุในมติ", "Stated in the resolution"
    PURPOSE = "purpose", "อ่านจากวัตถุประสงค์ในข้อ", "Read from the purpose in the clause"
    INHERITED = "inherited", "ตามวัตถุประสงค์ของประโยคเดียวกัน", "Taken from the purpose of the same sentence"
    OTHER_DOCUMENT = "other_document", "ระบุในเอกสารอื่น มิใช่ในมติ", "Stated in another document, not in the resolution"
    CADENCE = "cadence", "เป็นระยะ มติมิได้กำหนดรอบ", "Periodic; the resolution sets no interval"
    NONE = "none", "มติมิได้กำหนดวัน", "The resolution sets no date"


class DocumentKind(Kind):
    """What a source document is."""

    PROPOSAL = "proposal", "หนังสือเสนอเรื่อง", "Proposal"
    CONFIRMATION = "confirmation", "หนังสือยืนยันมติ", "Confirmation of the resolution"
    OPINION = "opinion", "หนังสือเสนอความเห็น", "Opinion"
    WEB_SUMMARY = "web_summary", "สรุปมติบนเว็บไซต์", "Summary on the website"
    NOTICE_LIST = "notice_list", "บัญชีรายชื่อผู้ได้รับแจ้ง", "List of those notified"


class Confidence(Kind):
    """How sure we are of a reading or a fact."""

    HIGH = "high", "มั่นใจสูง", "High confidence"
    MEDIUM_HIGH = "medium_high", "มั่นใจค่อนข้างสูง", "Fairly high confidence"
    MEDIUM = "medium", "มั่นใจปานกลาง", "Medium confidence"
    MEDIUM_LOW = "medium_low", "มั่นใจต่ำถึงปานกลาง", "Low to medium confidence"
    LOW = "low", "มั่นใจต่ำ", "Low confidence"


class ReadingKind(Kind):
    """Why a passage can be read in two ways."""

    SCAN = "scan", "สแกนอ่านผิด", "Misread by the scan"
    CONFLICT = "conflict", "เอกสารไม่ตรงกัน", "Documents disagree"
    MEANING = "meaning", "ความหมายตีความได้สองทาง", "Meaning open to two readings"


class FactKind(Kind):
    """What a fact beside the resolution is about."""

    BASELINE = "baseline", "ฐานก่อนเริ่ม", "Baseline"
    UN_RANK = "un_rank", "อันดับขององค์การสหประชาชาติ", "United Nations rank"
    UN_INDEX = "un_index", "ดัชนีขององค์การสหประชาชาติ", "United Nations index"
    ASSESSMENT_WINDOW = "assessment_window", "ช่วงเวลาประเมิน", "Assessment window"
    WORKING_DAYS = "working_days", "วันทำการ", "Working days"
    CONTEXT = "context", "ข้อมูลประกอบ", "Context"


class MovementKind(Kind):
    """What happens to money."""

    ALLOCATION = "allocation", "จัดสรร", "Allocation"
    REALLOCATION = "reallocation", "ปรับแผน", "Reallocation"
    REQUEST = "request", "คำขอ", "Request"
    DISBURSEMENT = "disbursement", "เบิกจ่าย", "Disbursement"
