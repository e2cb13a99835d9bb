"""In which words does the product itself say no, whatever the page? By HTTP status: what happened, and what to do."""

from __future__ import annotations

from tracker.lang import Bilingual

SENT_BEFORE = Bilingual(
    th="แบบฟอร์มนี้เคยส่งและบันทึกไปแล้วด้วยข้อความอื่น ครั้งนี้ยังไม่มีการบันทึก กรุณาตรวจรายการปัจจุบัน แล้วส่งอีกครั้งหากต้องการบันทึกเพิ่ม",
    en="This form was recorded once already, with other words. Nothing was saved this time: look at what stands, "
    "and send it again if you want this as well.",
)
"""A form came twice, and said something else the second time."""

SENTENCES: dict[int, tuple[Bilingual, Bilingual]] = {
    400: (
        Bilingual(th="คำขอไม่ถูกต้อง", en="The request could not be understood"),
        Bilingual(th="กรุณากลับไปหน้าก่อนแล้วลองใหม่", en="Go back to the page before and try again."),
    ),
    401: (
        Bilingual(th="ท่านออกจากระบบแล้ว", en="You are signed out"),
        Bilingual(
            th="ยังไม่มีการบันทึก กรุณาเข้าสู่ระบบในแท็บใหม่ แล้วกลับมาหน้านี้เพื่อส่งอีกครั้ง",
            en="Nothing was saved. Sign in in another tab, then come back to this page and send it again.",
        ),
    ),
    403: (
        Bilingual(th="ท่านไม่มีสิทธิ์ทำรายการนี้", en="You may not do this"),
        Bilingual(
            th="สิทธิ์นี้เป็นของบทบาทอื่น หากเห็นว่าไม่ถูกต้อง โปรดแจ้งผู้ดูแลระบบ",
            en="Another role holds this right. Ask the administrator if you think this is wrong.",
        ),
    ),
    404: (
        Bilingual(th="ไม่พบหน้านี้", en="There is no such page"),
        Bilingual(th="ที่อยู่อาจพิมพ์ผิด หรือรายการนี้ไม่อยู่ในหน่วยงานของท่าน", en="The address may be mistyped, or the item is not your agency's."),
    ),
    405: (
        Bilingual(th="หน้านี้ไม่รับคำสั่งแบบนี้", en="This page does not take that kind of request"),
        Bilingual(th="กรุณากลับไปหน้าก่อนแล้วลองใหม่", en="Go back to the page before and try again."),
    ),
    413: (
        Bilingual(th="ข้อมูลที่ส่งมามีขนาดใหญ่เกินไป", en="What was sent is too large"),
        Bilingual(th="ส่งได้ไม่เกิน 8 เมกะไบต์ต่อครั้ง ยังไม่มีการบันทึกใด ๆ", en="At most 8 megabytes can be sent at a time. Nothing was saved."),
    ),
    429: (
        Bilingual(th="พยายามเข้าระบบหลายครั้งเกินไป", en="Too many attempts to sign in"),
        Bilingual(th="กรุณารอ 5 นาทีแล้วลองใหม่", en="Wait five minutes and try again."),
    ),
    503: (
        Bilingual(th="ระบบยังไม่พร้อมชั่วคราว", en="The system is not available for a moment"),
        Bilingual(th="ยังไม่มีการบันทึกใด ๆ กรุณารอสักครู่แล้วส่งใหม่", en="Nothing was saved. Wait a moment and send it again."),
    ),
    507: (
        Bilingual(th="พื้นที่เก็บข้อมูลของระบบเต็ม", en="The system's storage is full"),
        Bilingual(
            th="ยังไม่มีการบันทึกใด ๆ ยังดูข้อมูลได้ตามปกติ โปรดแจ้งเลขอ้างอิงด้านล่างแก่ผู้ดูแลระบบ แล้วส่งใหม่เมื่อมีพื้นที่",
            en="Nothing was saved; everything can still be read. Give the reference below to the administrator, and send it again later.",
        ),
    ),
    500: (
        Bilingual(th="ระบบขัดข้อง", en="Something went wrong on our side"),
        Bilingual(
            th="ยังไม่มีการบันทึกใด ๆ โปรดแจ้งเลขอ้างอิงด้านล่างแก่ผู้ดูแลระบบ",
            en="Nothing was saved. Please give the reference below to the administrator.",
        ),
    ),
}  # fmt: skip


TOO_MANY_FIELDS = Bilingual(
    th="แบบฟอร์มที่ส่งมามีช่องข้อมูลเกิน 500 ช่อง ยังไม่มีการบันทึกใด ๆ กรุณาเลือกรายการให้น้อยลงแล้วส่งใหม่",
    en="The form that was sent has more than 500 fields. Nothing was saved; choose fewer items and send it again.",
)


READ_ONLY = Bilingual(
    th="หน้านี้เป็นภาพย้อนหลัง ดูได้อย่างเดียว กรุณากลับไปวันนี้ก่อนทำรายการ ยังไม่มีการบันทึก",
    en="This page shows a past day and is read only. Go back to today first. Nothing was saved.",
)


OUT_OF_DATE = Bilingual(
    th="แบบฟอร์มนี้หมดอายุหรือถูกเปิดก่อนเข้าระบบ ยังไม่มีการบันทึก",
    en="This form is out of date or was opened before you signed in. Nothing was saved.",
)
ANOTHER_PERSONS = Bilingual(
    th="แบบฟอร์มนี้เปิดไว้โดยบัญชีอื่น จึงไม่บันทึกในชื่อของท่าน หากต้องการบันทึก กรุณาเปิดแบบฟอร์มใหม่ด้วยบัญชีของท่าน",
    en="This form was opened under another account, so it is not recorded in your name. Open the form anew to record it yourself.",
)
NOT_KEPT = Bilingual(
    th="ท่านออกจากระบบแล้ว ข้อความยังอยู่ในหน้านี้แต่ยังไม่ได้เก็บเป็นร่าง กรุณาเข้าสู่ระบบในแท็บใหม่ แล้วกลับมากดบันทึกที่หน้านี้",
    en="You are signed out. Your words are still on this page, not yet kept as a draft: sign in in a new tab, "
    "then come back and send them.",
)
"""Said by the script while somebody types."""
ENDED_KEPT = Bilingual(
    th="หมดเวลาเข้าระบบ สิ่งที่พิมพ์ไว้เก็บเป็นร่างแล้ว", en="Your session has ended. What you typed is kept as a draft."
)
