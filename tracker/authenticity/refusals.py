"""In which words is somebody sent back who wants to verify something? Whole sentences in both languages."""

from __future__ import annotations

from tracker.lang import Bilingual

NO_FILE = Bilingual(th="กรุณาเลือกไฟล์ PDF ที่ต้องการตรวจสอบ", en="Choose the PDF file that you want to have checked.")
EMPTY = Bilingual(
    th="ไฟล์นี้ว่างเปล่า ไม่มีข้อมูลให้ตรวจสอบ กรุณาเลือกไฟล์อื่น",
    en="This file is empty: there is nothing to check. Choose another one.",
)
BUSY = Bilingual(
    th="ขณะนี้มีผู้ส่งไฟล์ให้ตรวจหลายราย ไฟล์ของท่านยังไม่ได้ตรวจ กรุณารอสักครู่แล้วส่งใหม่",
    en="Others are having files checked at the moment and yours was not. Wait a little, then send it again.",
)
TOO_OFTEN = Bilingual(
    th="ส่งไฟล์ให้ตรวจจากที่อยู่นี้หลายครั้งเกินไป กรุณารอ 10 นาทีแล้วส่งใหม่ หรือเข้าสู่ระบบก่อน",
    en="Too many files were sent for checking from this address. Wait 10 minutes and send it again, or sign in first.",
)
NO_CODE = Bilingual(
    th="รหัสตรวจสอบมี 16 ตัว พิมพ์อยู่ท้ายที่อยู่ในหน้าสุดท้ายของรายงาน กรุณาตรวจแล้วพิมพ์ใหม่",
    en="The code has 16 characters and stands at the end of the address on the report's last page. Look again and type it anew.",
)
NOTHING_HERE = Bilingual(
    th="ไม่พบรายงานที่ออกแล้วตามที่อยู่นี้ กรุณาตรวจที่อยู่กับหน้าสุดท้ายของรายงาน",
    en="No report was issued under this address. Compare the address with the one on the report's last page.",
)
"""The same for an address that never was and for a report that is not issued: nothing else is told of either."""
