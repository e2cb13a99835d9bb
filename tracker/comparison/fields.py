"""What do people call the fields of an object, and how is a value of one said? Every label in both languages.

A field is known by its last name ("plan.due_on" → due_on), unless its whole name has words of its own. A field that nobody named yet keeps
its own name, so that nothing is hidden.
"""

from __future__ import annotations

from tracker.lang import Bilingual


def label(field: str) -> Bilingual:
    """What people call the field; numbered parts say their number."""
    if field in LABELS:
        return LABELS[field]
    *groups, last = field.split(".")
    known = LABELS.get(last, Bilingual(th=last, en=last.replace("_", " ")))
    number = next((part for part in groups if part.isdigit()), None)
    if number is None:
        return known
    return Bilingual(th=f"หลักฐานชิ้นที่ {number}: {known.th}", en=f"Evidence {number}: {known.en}")


def noun_label(noun: str) -> Bilingual:
    """What people call this kind of entry of the register."""
    return NOUNS.get(noun, Bilingual(th=noun, en=noun))


def _rows(text: str) -> dict[str, Bilingual]:
    """One field a line: name, Thai, English."""
    rows = (tuple(part.strip() for part in line.split("|")) for line in text.strip().splitlines())
    return {name: Bilingual(th=thai, en=english) for name, thai, english in rows}


LABELS = _rows(
    """
    state | ขั้นตอน | Step
    claimed | รายงานเอง | Claimed
    verified | ตรวจรับแล้ว | Verified
    claimed_on | วันที่ของข้อมูลที่รายงาน | Claim as of
    sent_at | ส่งตรวจรับเมื่อ | Sent on
    waiting_since | รอตรวจรับตั้งแต่ | Waiting since
    submitted_by | ผู้ส่งตรวจรับ | Submitted by
    verdict_at | วันที่มีผลตรวจ | Verdict given on
    verdict_by | ผู้ตรวจรับ | Verdict by
    reopened | เหตุที่ต้องตรวจอีกครั้ง | Why it waits again
    reopened_words | เหตุผลที่ผู้เกี่ยวข้องให้ไว้ | What was written about that
    objection | ความเห็นที่หน่วยงานยังไม่ตอบ | Comment not yet answered by the agency
    moved_at | มีความเคลื่อนไหวล่าสุดเมื่อ | Last moved on
    nudged_at | ขอให้เร่งดำเนินการล่าสุดเมื่อ | Last asked to expedite
    evidence | จำนวนหลักฐาน | Pieces of evidence
    pieces | หลักฐาน | Evidence
    given_at | ยื่นเมื่อ | Given on
    given_by | ผู้ยื่น | Given by
    replaced_by | แทนที่ด้วยชิ้นที่ | Replaced by number
    expired | หมดอายุ | Expired
    last_note | ถ้อยคำล่าสุดของหน่วยงาน | The agency’s latest words
    noted_on | วันที่ของถ้อยคำ | Day of those words
    reported_at | รายงานล่าสุดเมื่อ | Last reported on
    reason | เหตุผล | Reason
    extended_to | ขยายกำหนดถึง | Extended to
    extension.until | ขอขยายถึง | Extension asked until
    extension.reason | เหตุผลที่ขอขยาย | Why an extension is asked
    extension.asked_at | ขอขยายเมื่อ | Extension asked on
    extension.asked_by | ผู้ขอขยาย | Extension asked by
    block.reason | เหตุที่ติดขัด | What holds it up
    block.since | ติดขัดตั้งแต่ | Held up since
    block.who | ผู้ที่ต้องดำเนินการ | Who must act
    block.who_words | ผู้ที่ต้องดำเนินการ (ข้อความ) | Who must act (words)
    responsible | ผู้รับผิดชอบ | Responsible
    state_before_waiver | ขั้นตอนก่อนหยุดดำเนินการ | Step before it was stopped
    withdrawn | ถอนโดยทะเบียนมติ | Withdrawn by the register
    position | ลำดับในทะเบียน | Place in the register
    code | รหัส | Code
    obligation | ภารกิจ | Obligation
    agency | หน่วยงาน | Agency
    for_agency | ทำแทนหน่วยงาน | On behalf of
    title | ชื่อ | Title
    weight | น้ำหนัก | Weight
    start_on | วันเริ่ม | Start
    due_on | วันครบกำหนด | Due date
    derived | วันที่ระบบกำหนด | Date set by the system
    partners | หน่วยงานร่วม | Partners
    after | ต้องทำหลังงาน | After
    alternative_group | กลุ่มทางเลือก | Alternative group
    money | รายการเงินที่เกี่ยวข้อง | Money concerned
    period | งวด | Period
    cadence.title | ชื่องานตามรอบ | Title of its tasks
    every | ระยะห่าง | Interval
    first_on | งวดแรกในเดือนของวันที่ | First due in the month of
    day | วันที่ของเดือน | Day of the month
    cut_before | วันทำการระหว่างตัดยอดข้อมูลกับครบกำหนด | Working days between data cut and due date
    address | ที่อยู่ | Address
    label | ป้ายชื่อ | Label
    file | ไฟล์ | File
    media_type | ชนิดไฟล์ | Type of file
    size | ขนาด (ไบต์) | Size (bytes)
    sha256 | SHA-256 | SHA-256
    effective_on | วันที่มีผล | Effective on
    expires_on | วันหมดอายุ | Expires on
    email | อีเมล | E-mail
    name | ชื่อ | Name
    role | บทบาท | Role
    demonstration | บัญชีสาธิต | Demonstration account
    enabled | เปิดใช้ | Open
    abbr | ชื่อย่อ | Abbreviation
    letter_code | เลขนำหนังสือ | Letter code
    site | เว็บไซต์ | Website
    site_confidence | ความแน่ชัดของเว็บไซต์ | Certainty of the website
    site_note | หมายเหตุเว็บไซต์ | Note on the website
    today | ปัจจุบัน | Today
    summary | สรุป | Summary
    proposer | ผู้เสนอ | Proposer
    coordinator | ผู้ประสานงาน | Coordinator
    reporter | ผู้รายงาน | Reporter
    decided_on | วันที่มีมติ | Decided on
    letter_no | เลขที่หนังสือ | Letter no.
    letter_on | วันที่หนังสือ | Letter dated
    letter_urgency | ชั้นความเร็ว | Urgency
    text_source | เอกสารที่เป็นต้นฉบับ | Source of the text
    headline | ภารกิจนำ | Leading obligation
    matrix_agencies | หน่วยงานในตาราง | Agencies of the matrix
    note | หมายเหตุ | Note
    number_prefix | เลขนำหนังสือรายงาน | Number prefix of the report
    addressee | เรียน | Addressee
    subject | เรื่อง | Subject
    duty | หน้าที่รายงาน | Duty to report
    measured | สิ่งที่วัด | What is measured
    owner | เจ้าของเรื่อง | Owner
    phone | โทรศัพท์ | Telephone
    fax | โทรสาร | Fax
    urgency | ชั้นความเร็ว | Urgency
    kind | ประเภท | Kind
    gist | สาระ | Gist
    view | ความเห็น | View
    no | เลขที่ | No.
    no_variant | เลขที่ (อีกแบบ) | No. (other reading)
    dated | ลงวันที่ | Dated
    dated_variant | ลงวันที่ (อีกแบบ) | Dated (other reading)
    signatory | ผู้ลงนาม | Signatory
    signatory_post | ตำแหน่งผู้ลงนาม | Post of the signatory
    readings | ที่อ่านได้สองทาง | Readings
    notified | ผู้ได้รับแจ้ง | Notified
    post | ตำแหน่ง | Post
    url | ที่อยู่เว็บ | Web address
    text | ข้อความ | Text
    number | เลขข้อ | Number
    document | เอกสาร | Document
    heading | หัวข้อ | Heading
    english | คำแปลอังกฤษ | English translation
    letter_clause | ข้อในหนังสือยืนยัน | Clause in the letter
    proposal_clause | ข้อในข้อเสนอ | Clause in the proposal
    what | เรื่องที่อ่าน | What is read
    value | ค่า | Value
    variant | อีกค่าหนึ่ง | Variant
    where | ที่ปรากฏ | Where
    confidence | ความแน่ชัด | Certainty
    scanned | ตามที่สแกน | As scanned
    targets | เกี่ยวข้องกับ | Bears on
    force | สภาพบังคับ | Force
    action | สิ่งที่ต้องทำ | Action
    obligors | หน่วยงานที่รับผิดชอบ | Obligors
    obligor_text | ผู้รับผิดชอบ (ถ้อยคำ) | Obligors (words)
    in_resolution | อยู่ในมติ | In the resolution
    deadline | กำหนด | Deadline
    deadline_basis | ที่มาของกำหนด | Basis of the deadline
    deadline_note | หมายเหตุกำหนด | Note on the deadline
    deadline_words | ถ้อยคำของกำหนด | Words of the deadline
    quote | ถ้อยคำในเอกสาร | Quotation
    quote_english | คำแปลถ้อยคำ | Quotation in English
    quote_source | ที่มาของถ้อยคำ | Source of the quotation
    quote_where | ที่ปรากฏของถ้อยคำ | Where the quotation stands
    clauses | ข้อที่เกี่ยวข้อง | Clauses
    group | กลุ่ม | Group
    matrix_column | คอลัมน์ในตาราง | Column of the matrix
    beneficiary | ผู้ได้รับประโยชน์ | Beneficiary
    condition | เงื่อนไข | Condition
    agencies | หน่วยงาน | Agencies
    for_each | ทำแทนแต่ละหน่วยงาน | For each of
    amount_satang | จำนวนเงิน | Amount
    fiscal_year_be | ปีงบประมาณ | Fiscal year
    split_known | ทราบการแบ่ง | Split known
    source | ที่มา | Source
    clause | ข้อ | Clause
    reading | ที่อ่านได้สองทาง | Reading
    unit | หน่วย | Unit
    year | ปี | Year
    as_of | ข้อมูล ณ วันที่ | As of
    from_on | ตั้งแต่วันที่ | From
    until_on | ถึงวันที่ | Until
    cut | จุดเวลา | Cut
    snapshot_sha256 | SHA-256 ของภาพข้อมูล | SHA-256 of the snapshot
    user | บัญชี | Account
    until | ถึงวันที่ | Until
    holder | ผู้รับผิดชอบ | Holder
    officer | ผู้รับผิดชอบของหน่วยงาน | Responsible officer
    told | บันทึกล่าสุด | Last recorded
    giver | ผู้มอบหมาย | Given by
    taker | ผู้รับมอบหมาย | Taken by
    first | ตั้งแต่วันที่ | From
    last | ถึงวันที่ | Until
    stamp | ข้อมูลเมื่อยอมรับ | Data when it was accepted
    head | หัวหน้าหน่วยงาน | Head of the agency
    tasks | งานที่ขอให้ดำเนินการ | Tasks asked for
    reply_by | ขอคำตอบภายใน | Answer asked for by
    to | เรียน | To
    received_on | หน่วยงานรับเมื่อ | Received on
    reference | เลขรับหรือเลขที่ตอบ | Receipt or reply no.
    """
)
"""What each field is called; test_comparison_fields holds that every field of the register, a task and an account is here."""

NOUNS = _rows(
    """
    resolution | มติ | resolution
    parties | บทบาทของหน่วยงาน | role of an agency
    documents | เอกสารต้นเรื่อง | source document
    clauses | ข้อ | clause
    readings | ที่อ่านได้สองทาง | reading
    obligations | ภารกิจ | obligation
    templates | แบบของงาน | task template
    groups | กลุ่มภารกิจ | group of obligations
    matrix | คอลัมน์ของตาราง | column of the matrix
    movements | รายการเงิน | movement of money
    facts | ข้อมูลประกอบ | fact
    """
)
"""The kinds of entries of the register."""
