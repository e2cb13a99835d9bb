"""Which questions are put to the data, and how is each mended? One row for each; page, addresses, command and tests read the rows."""

from __future__ import annotations

from tracker.lang import Bilingual
from tracker.quality import register_checks as register
from tracker.quality import task_checks as task
from tracker.quality.seen import Check
from tracker.quality.task_checks import each_task

REPORT = Bilingual(th="หน่วยงานบันทึกความก้าวหน้าให้ตรงกับความเป็นจริง", en="The agency reports where the work really stands.")
MOVE = Bilingual(
    th="หน่วยงานขอขยายกำหนดพร้อมเหตุผล หรือผู้ประสานงานแจ้งหน่วยงาน",
    en="The agency asks for more time with a reason, or a coordinator writes to it.",
)
FILE = Bilingual(
    th="แก้ในไฟล์ทะเบียนมติแล้วนำเข้าใหม่ หรือยอมรับโดยระบุเหตุผล",
    en="Put it right in the register’s file and load that again, or accept it with a reason.",
)

CHECKS = (
    Check(
        "unproven", Bilingual(th="ตรวจรับแล้วแต่ไม่มีหลักฐาน", en="Verified without evidence"),
        Bilingual(
            th="ตัวเลขตรวจรับทุกตัวต้องพิสูจน์ได้ งานที่ไม่มีหลักฐานพิสูจน์ไม่ได้",
            en="Every verified figure must prove itself; without evidence it cannot.",
        ),
        Bilingual(
            th="หน่วยงานเพิ่มหลักฐาน หรือผู้ประสานงานถอนผลการตรวจ",
            en="The agency adds evidence, or a coordinator withdraws the verdict.",
        ),
        each_task("unproven", task.unproven), ("attach", "undo", "comment"),
    ),
    Check(
        "order", Bilingual(th="ตรวจรับก่อนงานที่ต้องเสร็จก่อน", en="Verified before what comes before it"),
        Bilingual(
            th="งานหนึ่งต้องเสร็จก่อนอีกงานหนึ่ง ถ้าลำดับกลับกัน อาจตรวจรับผิดงาน",
            en="One task has to be done before the other; the other way round, the wrong one may have been verified.",
        ),
        Bilingual(th="ตรวจงานก่อนหน้า หรือถอนผลการตรวจ", en="Look at the task before it, or withdraw the verdict."),
        each_task("order", task.out_of_order), ("undo", "comment"),
    ),
    Check(
        "unsubmitted", Bilingual(th="รายงานเอง 100% แต่ยังไม่ส่งตรวจรับ", en="Claimed 100%, not submitted"),
        Bilingual(
            th="งานที่เสร็จแล้วต้องส่งตรวจรับ มิฉะนั้นไม่นับว่าเสร็จและอาจกลายเป็นล่าช้า",
            en="Finished work has to be submitted; otherwise it does not count and may turn late.",
        ),
        Bilingual(th="หน่วยงานส่งตรวจรับ หรือแก้ร้อยละ", en="The agency submits it, or corrects the percentage."),
        each_task("unsubmitted", task.unsubmitted), ("submit", "progress", "comment"),
    ),
    Check(
        "fallen", Bilingual(th="ร้อยละลดลง", en="The percentage went down"),
        Bilingual(
            th="งานที่ทำแล้วไม่ควรหายไป ครั้งก่อนหรือครั้งนี้อาจกรอกผิด",
            en="Work that was done should not disappear; one of the two may be mistyped.",
        ),
        REPORT, each_task("fallen", task.fallen), ("progress", "comment"),
    ),
    Check(
        "stale", Bilingual(th="ไม่มีรายงานนาน", en="No report for long"),
        Bilingual(
            th="งานที่เริ่มแล้วแต่ไม่มีการรายงานต่อ ตัวเลขที่แสดงอาจไม่เป็นปัจจุบัน",
            en="The work has begun and gone silent; what is shown may be out of date.",
        ),
        REPORT, each_task("stale", task.stale), ("confirm", "progress", "comment"),
    ),
    Check(
        "silent", Bilingual(th="ไม่เคยรายงานเลย", en="Never reported"),
        Bilingual(
            th="ถึงวันเริ่มตามแผนมานานแล้ว หน่วยงานอาจไม่ทราบว่ามีงานนี้",
            en="The plan began a while ago; the agency may not know of the task.",
        ),
        Bilingual(
            th="หน่วยงานเริ่มงานหรือแจ้งว่าติดขัด หรือผู้ประสานงานแจ้งหน่วยงาน",
            en="The agency starts it or says what blocks it, or a coordinator writes to it.",
        ),
        each_task("silent", task.silent), ("start", "comment"),
    ),
    Check(
        "waiting", Bilingual(th="รอตรวจรับเกินเป้าหมาย", en="Waits for verification beyond the goal"),
        Bilingual(
            th="หน่วยงานทำส่วนของตนแล้ว ตัวเลขตรวจรับจึงต่ำกว่าความเป็นจริง",
            en="The agency has done its part, so the verified figures lag behind.",
        ),
        Bilingual(th="ผู้ประสานงานตรวจรับหรือส่งกลับ", en="A coordinator verifies or returns it."),
        each_task("waiting", task.waiting),
    ),
    Check(
        "asked", Bilingual(th="คำขอขยายกำหนดรอเกินเป้าหมาย", en="A request for more time waits beyond the goal"),
        Bilingual(th="หน่วยงานไม่ทราบว่าต้องยึดกำหนดใด", en="The agency does not know which date holds."),
        Bilingual(th="ผู้ประสานงานอนุมัติหรือไม่อนุมัติ", en="A coordinator approves or refuses it."),
        each_task("asked", task.asked), ("approve", "unextend"),
    ),
    Check(
        "blocked", Bilingual(th="ติดขัดนาน", en="Blocked for long"),
        Bilingual(
            th="มีผู้ต้องดำเนินการแต่ยังไม่มีใครแก้ หรือแก้แล้วแต่ไม่ได้บันทึก",
            en="Somebody has to act and has not, or has and nobody recorded it.",
        ),
        Bilingual(th="บันทึกว่าพ้นข้อติดขัด หรือเตือนผู้ที่ต้องดำเนินการ", en="Record that it can go on, or remind who must act."),
        each_task("blocked", task.blocked), ("unblock", "comment"),
    ),
    Check(
        "early", Bilingual(th="เริ่มก่อนงานที่ต้องเสร็จก่อน", en="Begun before what comes before it"),
        Bilingual(
            th="อาจต้องทำใหม่เมื่องานก่อนหน้าเสร็จ หรืองานก่อนหน้าเสร็จแล้วแต่ไม่ได้รายงาน",
            en="It may have to be done again, or the task before it is done and not reported.",
        ),
        REPORT, each_task("early", task.early), ("progress", "comment"),
    ),
    Check(
        "unassigned", Bilingual(th="ล่าช้าหรือเสี่ยงโดยไม่ระบุผู้รับผิดชอบ", en="Late or at risk, and nobody named"),
        Bilingual(th="งานที่ไม่มีเจ้าของมักไม่เสร็จ", en="What belongs to nobody is seldom finished."),
        Bilingual(
            th="ผู้ประสานงานของหน่วยงานระบุตำแหน่งหรือบุคคลที่รับผิดชอบ",
            en="The agency's liaison names the post or person that answers for it.",
        ),
        each_task("unassigned", task.unassigned), ("responsible",),
    ),
    Check(
        "address", Bilingual(th="ที่อยู่ของหลักฐานเปิดไม่ได้", en="Evidence with an address that does not open"),
        Bilingual(th="ผู้ตรวจสอบจะเปิดดูหลักฐานไม่ได้", en="An auditor could not look at the proof."),
        Bilingual(th="หน่วยงานเปลี่ยนหลักฐาน", en="The agency replaces the evidence."),
        each_task("address", task.unsound_address), ("replace", "comment"),
    ),
    Check(
        "dayoff", Bilingual(th="ครบกำหนดตรงกับวันหยุด", en="Due on a day off"),
        Bilingual(
            th="ส่วนราชการไม่ทำงานในวันนั้น ต้องเสร็จก่อนหรือเลื่อนไปวันทำการ",
            en="Offices are closed on that day: it has to be done before, or the day moved.",
        ),
        MOVE, each_task("dayoff", task.day_off), ("extend", "comment"),
    ),
    Check(
        "beyond", Bilingual(th="ครบกำหนดหลังวันที่มติกำหนด", en="Due after the resolution’s own day"),
        Bilingual(
            th="การขยายกำหนดของงานไม่เลื่อนวันที่คณะรัฐมนตรีสั่ง",
            en="More time for a task does not move the day that the Cabinet ordered.",
        ),
        MOVE, each_task("beyond", task.beyond), ("comment",),
    ),
    Check(
        "dates", Bilingual(th="ครบกำหนดก่อนวันเริ่ม", en="Due before it starts"),
        Bilingual(th="วันใดวันหนึ่งผิดแน่นอน", en="One of the two dates is certainly wrong."),
        FILE, each_task("dates", task.dates), ("extend", "comment"),
    ),
    Check(
        "born", Bilingual(th="กำหนดเดิมผ่านไปก่อนมอบงาน", en="Originally due before it was given out"),
        Bilingual(
            th="หน่วยงานล่าช้าตั้งแต่วันแรกโดยไม่ใช่ความผิดของตน",
            en="The agency was late from the first day through no fault of its own.",
        ),
        MOVE, each_task("born", task.late_born), ("extend", "comment"),
    ),
    Check(
        "uncovered", Bilingual(th="ครบกำหนดในปีที่ยังไม่มีปฏิทินวันหยุด", en="Due in a year whose holidays are not known"),
        Bilingual(th="จำนวนวันทำการและแผนของงานนับวันหยุดไม่ครบ", en="Its plan and its working days count no holidays there."),
        FILE, each_task("uncovered", task.uncovered), ("comment",),
    ),
    Check(
        "choice", Bilingual(th="ทางเลือกที่ยังไม่เลือกหรือไม่ทำทุกทาง", en="A choice that was not made"),
        Bilingual(th="มติให้เลือกทางใดทางหนึ่ง", en="The resolution leaves a choice, but asks for one of the ways."),
        Bilingual(
            th="ผู้ประสานงานบันทึกทางที่ไม่ดำเนินการ หรือนำทางหนึ่งกลับมา",
            en="A coordinator records which way is given up, or takes one up again.",
        ),
        register.undecided,
    ),
    Check(
        "liaison", Bilingual(th="หน่วยงานไม่มีผู้ประสานงาน", en="An agency without liaison"),
        Bilingual(th="ไม่มีผู้รายงานความก้าวหน้าของหน่วยงานนี้ได้", en="Nobody can report for this agency."),
        Bilingual(th="ผู้ดูแลระบบเปิดบัญชีผู้ประสานงาน", en="The administrator opens an account for a liaison."),
        register.unanswered,
    ),
    Check(
        "officer", Bilingual(th="หน่วยงานไม่มีผู้รับผิดชอบของหน่วยงาน", en="An agency without a responsible officer"),
        Bilingual(
            th="เมื่องานล่าช้าโดยไม่มีความคืบหน้า จะไม่มีผู้ใดในหน่วยงานได้รับแจ้งนอกจากผู้ทำงานนั้นเอง",
            en="When a task is late and nothing moves, nobody in the agency hears of it but whoever has the task.",
        ),
        Bilingual(
            th="หน่วยงานหรือผู้ประสานงานกลางกำหนดตำแหน่งผู้รับผิดชอบของหน่วยงานและผู้ดำรงตำแหน่ง",
            en="The agency or a coordinator charges a post with the agency and says who holds it.",
        ),
        register.unheaded,
    ),
    Check(
        "untold", Bilingual(th="ถูกสั่งแต่ไม่ได้รับแจ้งมติ", en="Ordered but not notified"),
        Bilingual(
            th="ต้นเรื่องเองมีช่องว่าง หน่วยงานอาจยังไม่ทราบว่ามีคำสั่ง",
            en="A gap in the papers themselves: the agency may not know of its orders.",
        ),
        Bilingual(
            th="แจ้งเป็นหนังสือแล้วบันทึกเป็นหลักฐาน หรือยอมรับโดยระบุเลขที่หนังสือแจ้ง",
            en="Notify it in writing and keep that as evidence, or accept this with the number of the letter.",
        ),
        register.untold,
    ),
    Check(
        "deadline", Bilingual(th="วันที่มติกำหนดตรงกับวันหยุด", en="The resolution’s own day is a day off"),
        Bilingual(
            th="วันตามมติเลื่อนไม่ได้ วันทำการสุดท้ายก่อนวันนั้นจึงเป็นวันที่ต้องเสร็จจริง",
            en="The Cabinet’s day does not move; the last working day before it is when the work has to be done.",
        ),
        Bilingual(
            th="วางแผนถึงวันทำการสุดท้าย แล้วยอมรับโดยระบุเหตุผล",
            en="Plan up to the last working day, then accept this with a reason.",
        ),
        register.deadlines,
    ),
    Check(
        "weights", Bilingual(th="น้ำหนักรวมไม่ครบ 100", en="Weights that do not add up"),
        Bilingual(
            th="ร้อยละของหน่วยงานนั้นจะเทียบกับหน่วยงานอื่นไม่ได้",
            en="The percentages of that agency cannot be compared with the others’.",
        ),
        FILE, register.weights,
    ),
    Check(
        "readings", Bilingual(th="ข้อความที่ยังอ่านได้สองทาง", en="Two readings, unresolved"),
        Bilingual(
            th="ต้นฉบับอ่านได้สองทางและยังไม่แน่ใจว่าทางใดถูก",
            en="The source can be read in two ways, and which is right is not sure.",
        ),
        Bilingual(
            th="ตรวจกับต้นฉบับ แล้วแก้ทะเบียนหรือยอมรับคำอ่านที่ใช้โดยระบุเหตุผล",
            en="Compare the original, then put the register right or accept the reading in use with a reason.",
        ),
        register.readings,
    ),
)  # fmt: skip

CHECK = {check.code: check for check in CHECKS}
