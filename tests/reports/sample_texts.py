"""The words of the sample: resolution, letter, obligations, clauses, readings, methods."""

from __future__ import annotations

from datetime import date

from tracker.lang import Bilingual
from tracker.snapshots.codes import Force, Health
from tracker.snapshots.parts import Clause, Cover, Deadline, Letter, Obligation, Progress, Reading, Resolution

SOC = Bilingual("สำนักเลขาธิการคณะรัฐมนตรี", "Secretariat of the Cabinet")
MICT = Bilingual("กระทรวงเทคโนโลยีสารสนเทศและการสื่อสาร", "Ministry of Information and Communication Technology")
URGENT = Bilingual("ด่วนที่สุด", "Most urgent")
EIGHT = Bilingual("7 กระทรวง 1 หน่วยงาน", "7 ministries and 1 agency")

RESOLUTION = Resolution(
    code="2556-04-23-egov",
    title=Bilingual(
        "แนวทางยกระดับการให้บริการประชาชนผ่านบริการอิเล็กทรอนิกส์ภาครัฐ",
        "Raising public services through government e-services",
    ),
    decided_on=date(2013, 4, 23),
    proposer=MICT,
    confirmed_by=Letter("นร 0506/10726", date(2013, 4, 25), SOC, URGENT),
    deadline=date(2013, 6, 30),
    deadline_words=Bilingual("ภายในเดือนมิถุนายน พ.ศ. 2556", "within June B.E. 2556"),
    last_working_day=date(2013, 6, 28),
    days_left=30,
    working_days_left=20,
    letters=(
        Letter("ทก 0100.4/2717", date(2013, 3, 14), MICT),
        Letter("นร 0506/10726", date(2013, 4, 25), SOC, URGENT),
        Letter("นร 0710/413", date(2013, 4, 22), Bilingual("สำนักงบประมาณ", "Budget Bureau")),
    ),
)
COVER = Cover(
    sender=MICT,
    number_prefix="ทก 0100.4/",
    address=(
        Bilingual("ศูนย์ราชการเฉลิมพระเกียรติ 80 พรรษา", "The Government Complex"),
        Bilingual("ถนนแจ้งวัฒนะ เขตหลักสี่ กรุงเทพฯ 10210", "Chaeng Watthana Road, Lak Si, Bangkok 10210"),
    ),
    addressee=Bilingual("เลขาธิการคณะรัฐมนตรี", "Secretary-General of the Cabinet"),
    subject=Bilingual(
        "รายงานความก้าวหน้าการพัฒนามาตรฐานเว็บไซต์ภาครัฐของ 7 กระทรวง 1 หน่วยงาน",
        "Progress on the Government Website Standard at 7 ministries and 1 agency",
    ),
    duty=Bilingual(
        "รายงานความก้าวหน้าการพัฒนามาตรฐานเว็บไซต์ภาครัฐของ 7 กระทรวง 1 หน่วยงาน ให้คณะรัฐมนตรีทราบเป็นระยะ ๆ",
        "report to the Cabinet periodically on the progress of the Government Website Standard at 7 ministries and 1 agency",
    ),
    measured=Bilingual(
        "การพัฒนาเว็บไซต์ทั้ง 8 แห่ง",
        "the work on the eight websites",
    ),
    position=(
        Bilingual(
            "รัฐมนตรีว่าการกระทรวงเทคโนโลยีสารสนเทศและการสื่อสาร", "Minister of Information and Communication Technology"
        ),
    ),
    owner=Bilingual("สำนักงานรัฐบาลอิเล็กทรอนิกส์ (องค์การมหาชน)", "Electronic Government Agency (Public Organization)"),
    phone="0 2612 6000",
    fax="0 2612 6011-2",
    urgency=URGENT,
)
NONE = Deadline(None, False)
JUNE = Deadline(date(2013, 6, 30), False, RESOLUTION.deadline_words)
UN = Deadline(
    date(2013, 6, 30),
    False,
    Bilingual("ให้ทันต่อการตรวจประเมินขององค์การสหประชาชาติ", "in time for the assessment of the United Nations"),
)
FISCAL = Deadline(date(2013, 9, 30), True, Bilingual("สิ้นปีงบประมาณ พ.ศ. 2556", "end of fiscal year B.E. 2556"))
ALL = Bilingual("หน่วยงานราชการทุกแห่ง", "all government agencies")
EGA = Bilingual("สรอ.", "EGA")
OBLIGATIONS = (
    Obligation("O-1.1", "1.1", Bilingual("นำมาตรฐานเว็บไซต์ภาครัฐไปประยุกต์ใช้เป็นแนวทางพัฒนาและปรับปรุงเว็บไซต์", "Use the standard as a guideline"),
               Force.GUIDELINE, ALL, NONE, Progress(62, 38, 72, 17, 900), Health.AT_RISK),
    Obligation("O-1.2a1", "1.2", Bilingual("จดทะเบียนชื่อโดเมน data.go.th", "Register the domain data.go.th"),
               Force.ORDER, EGA, NONE, Progress(100, 60, 100, 2, 100), Health.ON_TRACK),
    Obligation("O-1.2b3", "1.2", Bilingual("ใช้ apps.go.th ให้บริการเว็บไซต์เป็นศูนย์กลางของแอปพลิเคชันภาครัฐ (Government Application Center)",
               "Serve apps.go.th as the centre of government applications"), Force.ORDER, EGA, NONE, Progress(40, 20, 48, 3, 100), Health.ON_TRACK),
    Obligation("O-1.3", "1.3", Bilingual("พัฒนาเว็บไซต์ให้เป็นไปตามมาตรฐานเว็บไซต์ภาครัฐ", "Bring the site up to the standard"),
               Force.ORDER, EIGHT, JUNE, Progress(63, 31, 83, 40, 800), Health.LATE),
    Obligation("O-2b", "2", Bilingual("ประเมินเว็บไซต์ว่ามีส่วนใดต้องพัฒนา/ปรับปรุงตามข้อกำหนดขององค์การสหประชาชาติ", "Assess the sites against UN requirements"),
               Force.CONSIDER_AND_ACT, Bilingual("สรอ. (ผ่าน ทก)", "EGA (through MICT)"), UN, Progress(55, 50, 71, 17, 820), Health.ON_TRACK),
    Obligation("O-3", "3", Bilingual("รายงานความก้าวหน้าให้คณะรัฐมนตรีทราบเป็นระยะ ๆ", "Report progress to the Cabinet periodically"),
               Force.ORDER, Bilingual("ทก", "MICT"), NONE, Progress(60, 50, 72, 4, 100), Health.ON_TRACK),
    Obligation("O-4a", "4", Bilingual("ให้เป็นไปตามความเห็นของสำนักงบประมาณ", "Follow the opinion of the Budget Bureau"),
               Force.ORDER, Bilingual("หน่วยงานที่ใช้งบปรับปรุงเว็บไซต์ปี 2556", "agencies that spend in 2556"), FISCAL, Progress(80, 60, 100, 9, 900), Health.LATE),
    Obligation("O-6", "–", Bilingual("แจ้งมติให้ผู้ถูกสั่งทราบครบถ้วน (กค และ ศธ ไม่อยู่ในบัญชีแนบท้าย)", "Tell all who are bound (MOF and MOE are not on the list)"),
               Force.GAP, Bilingual("ทก", "MICT"), NONE, Progress(67, 67, 100, 3, 300), Health.LATE),
    Obligation("O-7", "–", Bilingual("คำรับของหน่วยงาน: จะปรับปรุงเว็บไซต์ให้เป็นไปตามมาตรฐาน", "Own promise to bring the site up to the standard"),
               Force.SELF_DECLARED, Bilingual("ทส", "MNRE"), NONE, Progress(58, 40, 74, 2, 100), Health.AT_RISK),
)  # fmt: skip
READINGS = (
    Reading("D04", Bilingual("เลขหนังสือสำนักงบประมาณ", "Number of the Budget Bureau's letter"), Bilingual("นร 0710/413", "นร 0710/413"),
            Bilingual("นร 0710/563 (หัวหนังสือ)", "นร 0710/563 (letterhead)"),
            Bilingual("เลข 413 มาจากรายการที่พิมพ์ในหนังสือ สลค. ส่วนเลขบนหัวหนังสือเป็นลายมือหรือตรายาง", "413 stands in the typed list of the Cabinet Secretariat; the letterhead is stamped")),
    Reading("D05", Bilingual("หนังสือสำนักเลขาธิการนายกรัฐมนตรี", "Letter of the Secretariat of the Prime Minister"),
            Bilingual("นร 0407/4455 ลงวันที่ 29 มีนาคม 2556", "นร 0407/4455, 29 March B.E. 2556"), Bilingual("นร 0407/2454 ลงวันที่ 25 มีนาคม 2556", "นร 0407/2454, 25 March B.E. 2556"),
            Bilingual("ประทับรับวันจันทร์ที่ 1 เมษายน 2556 ซึ่งเป็นวันทำการถัดจากวันที่ 29 มีนาคม", "Received on Monday 1 April, the next working day after 29 March")),
    Reading("D32", Bilingual("วงเงิน 2,000,000 บาท", "The sum of 2,000,000 baht"), Bilingual("วงเงินรวมของสองกระทรวง ยังไม่ทราบสัดส่วน", "One joint sum, split unknown"),
            Bilingual("แห่งละ 2,000,000 บาท", "2,000,000 baht each"), Bilingual("มีคำว่า “เป็นเงิน” ครั้งเดียวหลังชื่อสองกระทรวง และไม่มีคำว่า “แห่งละ”", "One “amounting to” after two names, and no “each”")),
)  # fmt: skip
SUMMARY = Bilingual("สรุปมติคณะรัฐมนตรี วันที่ 23 เมษายน 2556", "Summary of the resolution of 23 April B.E. 2556")
CLAUSES = (
    Clause("1.1", "1", Bilingual("ให้หน่วยงานราชการนำ “มาตรฐานเว็บไซต์ภาครัฐ (Government Website Standard)” ที่สำนักงานรัฐบาลอิเล็กทรอนิกส์ (องค์การมหาชน) (สรอ.) ดำเนินการ ไปประยุกต์ใช้เป็นแนวทางในการพัฒนาและปรับปรุงเว็บไซต์ของหน่วยงานให้เป็นไปในทิศทางเดียวกัน เพื่อก้าวไปสู่จุดมุ่งหมายของการบูรณาการเชื่อมโยงหน่วยงานภาครัฐ (Connected Government) ที่สมบูรณ์แบบอย่างแท้จริง", "Government agencies shall use the Government Website Standard of EGA as a guideline."), SUMMARY),
    Clause("1.2", "1", Bilingual("ให้ สรอ. จดทะเบียนชื่อและเป็นผู้ถือครองโดเมนเนม ภายใต้ชื่อ “data.go.th” และ “apps.go.th” ในการให้บริการเว็บไซต์ซึ่งเป็นศูนย์กลางข้อมูลภาครัฐ (Open Government Data) และเป็นศูนย์กลางของแอปพลิเคชันภาครัฐ (Government Application Center) ตามลำดับ", "EGA shall register and hold data.go.th and apps.go.th."), SUMMARY),
    Clause("1.3", "1", Bilingual("ให้เว็บไซต์ของ ๗ กระทรวง ๑ หน่วยงาน ซึ่งอยู่ในรายการที่องค์การสหประชาชาติจะทำการตรวจประเมินดำเนินการพัฒนาเว็บไซต์ให้เป็นไปตามมาตรฐานเว็บไซต์ภาครัฐ ภายในเดือนมิถุนายน พ.ศ. ๒๕๕๖ ประกอบด้วย กระทรวงการคลัง กระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์ กระทรวงแรงงาน กระทรวงสาธารณสุข กระทรวงศึกษาธิการ กระทรวงการต่างประเทศ กระทรวงทรัพยากรธรรมชาติและสิ่งแวดล้อม และสำนักเลขาธิการนายกรัฐมนตรี", "Seven ministries and one agency shall bring their websites up to the standard within June B.E. 2556."), SUMMARY),
    Clause("2", "1", Bilingual("ให้กระทรวงเทคโนโลยีสารสนเทศและการสื่อสารรับความเห็นของกระทรวงแรงงานและกระทรวงสาธารณสุขที่เห็นควรให้ สรอ. ทำการประเมินเว็บไซต์ของ ๗ กระทรวง ๑ หน่วยงาน ว่ามีส่วนใดที่จะต้องพัฒนา/ปรับปรุง ตามข้อกำหนดขององค์การสหประชาชาติ รวมทั้งเป็นหน่วยงานให้คำปรึกษาแนะนำและสนับสนุนการดำเนินการปรับปรุงและพัฒนาเว็บไซต์ดังกล่าว เพื่อให้ทันต่อการตรวจประเมินขององค์การสหประชาชาติ ภายในเดือนมิถุนายน พ.ศ. ๒๕๕๖ ตลอดจนให้ความช่วยเหลือและสนับสนุนบุคลากร เครื่องมือ เทคโนโลยี ในการพัฒนาปรับปรุงเว็บไซต์ของหน่วยงานต่าง ๆ เพื่อเตรียมพร้อมสำหรับการตรวจประเมินฯ ไปพิจารณาดำเนินการ", "MICT shall take up the views of the Ministries of Labour and of Public Health: EGA assesses, advises and supports."), SUMMARY),
    Clause("3", "1", Bilingual("ให้กระทรวงเทคโนโลยีสารสนเทศและการสื่อสารรายงานความก้าวหน้าการพัฒนามาตรฐานเว็บไซต์ภาครัฐของ ๗ กระทรวง ๑ หน่วยงานดังกล่าว ให้คณะรัฐมนตรีทราบเป็นระยะ ๆ", "MICT shall report progress to the Cabinet periodically."), SUMMARY),
    Clause("4", "2", Bilingual("สำหรับภาระงบประมาณที่จะใช้จ่ายเพื่อการปรับปรุงและพัฒนาเว็บไซต์ตามแนวทางมาตรฐานภาครัฐในปีงบประมาณ พ.ศ. ๒๕๕๖ ของหน่วยงานต่าง ๆ ให้เป็นไปตามความเห็นของสำนักงบประมาณ โดยสำนักงบประมาณได้จัดสรรงบประมาณรองรับภารกิจดังกล่าวให้แก่กระทรวงแรงงานและกระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์ เป็นเงิน ๒,๐๐๐,๐๐๐ บาท สำหรับหน่วยงานที่เหลือ ให้พิจารณาปรับแผนการใช้จ่ายจากงบประมาณรายจ่ายประจำปีงบประมาณ พ.ศ. ๒๕๕๖ หรือขอรับการจัดสรรจากงบประมาณรายจ่ายประจำปีงบประมาณ พ.ศ. ๒๕๕๗ เพิ่มเติม ตามความจำเป็นที่จะต้องดำเนินการต่อไป", "Spending in fiscal year 2556 follows the opinion of the Budget Bureau, which allotted 2,000,000 baht to two ministries."), SUMMARY),
)  # fmt: skip
PERCENT = Bilingual("ร้อยละ", "per cent")
DAYS = Bilingual("วัน", "days")
MEAN = Bilingual(
    "ผลรวมของ (น้ำหนัก × ร้อยละ{what}) ของงานข้อ 1.3 ทุกงานที่ไม่ได้รับยกเว้น หารด้วยผลรวมของน้ำหนัก (40 งาน น้ำหนัก 800)",
    "Sum of (weight × per cent {what}) over all tasks of clause 1.3 that are not waived, divided by the sum of weights (40 tasks, weight 800)",
)
FIGURES = (
    ("F1", Bilingual("ความก้าวหน้าที่ตรวจรับแล้ว", "Verified progress"), PERCENT, MEAN.format(what=Bilingual("ที่ตรวจรับแล้ว", "verified"))),
    ("F2", Bilingual("ความก้าวหน้าตามที่หน่วยงานรายงาน", "Claimed progress"), PERCENT, MEAN.format(what=Bilingual("ที่รายงาน", "claimed"))),
    ("F3", Bilingual("แผน ณ วันที่รายงาน", "Plan on the day"), PERCENT, MEAN.format(what=Bilingual("ตามแผน", "planned"))),
    ("F4", Bilingual("วันคงเหลือ", "Days left"), DAYS, Bilingual("วันครบกำหนดตามมติ ลบด้วยวันที่รายงาน", "The deadline minus the day of the report")),
    ("F5", Bilingual("วันทำการคงเหลือ", "Working days left"), DAYS, Bilingual("วันทำการของราชการหลังวันที่รายงานจนถึงวันครบกำหนด", "Government working days after that day up to the deadline")),
)  # fmt: skip
