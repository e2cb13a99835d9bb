"""In which words does the calendar say no? Whole sentences in both languages."""

from __future__ import annotations

from datetime import date

from tracker.lang import BE_OFFSET, Bilingual, format_date
from tracker.workdays import FIRST_YEAR, LAST_YEAR


def _full(day: date, thai: str, english: str) -> Bilingual:
    return Bilingual(
        th=thai.format(day=format_date(day, "th", "full")), en=english.format(day=format_date(day, "en", "full"))
    )


def weekend(day: date) -> Bilingual:
    """A day off on a weekend would change nothing."""
    return _full(
        day,
        "{day} เป็นวันหยุดสุดสัปดาห์อยู่แล้ว ไม่ต้องเพิ่ม หากมีวันหยุดชดเชย ให้เพิ่มที่วันชดเชย",
        "{day} is a weekend anyway; there is nothing to add. If there is a day in lieu, add that one.",
    )


def never_on_weekends(day: date) -> Bilingual:
    """Government offices do not work on weekends."""
    return _full(
        day,
        "{day} เป็นวันหยุดสุดสัปดาห์ ส่วนราชการไม่ทำงานในวันเสาร์และวันอาทิตย์",
        "{day} is a weekend; government offices do not work on Saturdays and Sundays.",
    )


def off_already(day: date, name: Bilingual) -> Bilingual:
    """The calendar closes offices on that day already."""
    said = _full(day, "{day} เป็นวันหยุดอยู่แล้ว คือ {{name}}", "{day} is a day off already: {{name}}.")
    return said.format(name=name)


def declared_working(day: date) -> Bilingual:
    """Somebody declared it a working day."""
    return _full(
        day,
        "มีผู้ประกาศให้{day}เป็นวันทำการไว้แล้ว หากไม่ถูกต้องให้ถอนรายการนั้นก่อน",
        "Somebody declared {day} a working day. If that is wrong, withdraw it first.",
    )


def entered_by_people(day: date) -> Bilingual:
    """The day off was entered by people."""
    return _full(
        day,
        "วันหยุด{day}เป็นรายการที่ผู้ประสานงานเพิ่มเอง หากไม่ถูกต้องให้ถอนรายการนั้น",
        "The day off on {day} was entered by a coordinator. If it is wrong, withdraw it.",
    )


def works_already(day: date) -> Bilingual:
    """Offices work on that day already."""
    return _full(day, "{day} เป็นวันทำการอยู่แล้ว", "{day} is a working day already.")


def nothing_to_withdraw(day: date) -> Bilingual:
    """Nobody entered anything for the day, or it was withdrawn."""
    return _full(day, "{day}ไม่มีรายการที่เพิ่มไว้ หรือถอนไปแล้ว", "Nothing is entered for {day}, or it was withdrawn already.")


def out_of_years(day: date) -> Bilingual:
    """The calendar does not reach that year."""
    first, last = FIRST_YEAR + BE_OFFSET, LAST_YEAR + BE_OFFSET
    return _full(
        day,
        f"{{day}}อยู่นอกปฏิทินของระบบ ซึ่งมีตั้งแต่ปี พ.ศ. {first} ถึง {last} กรุณาตรวจปี",
        f"{{day}} lies outside the calendar, which reaches from B.E. {first} to {last}; check the year.",
    )


MISSING_DAY = Bilingual(th="กรุณาระบุวันที่ เช่น 06/05/2556", en="Give the day, such as 06/05/2556.")
NO_NAME_TH = Bilingual(th="กรุณาระบุชื่อวันหยุดเป็นภาษาไทย", en="Give the name of the day off in Thai.")
NO_NAME_EN = Bilingual(th="กรุณาระบุชื่อวันหยุดเป็นภาษาอังกฤษ", en="Give the name of the day off in English.")
NO_SOURCE = Bilingual(
    th="กรุณาระบุที่มา เช่น มติคณะรัฐมนตรีหรือประกาศที่กำหนดวันหยุด",
    en="Give the source, such as the Cabinet resolution or the announcement that sets the day off.",
)
NO_REASON = Bilingual(th="กรุณาระบุเหตุผล ทุกคนจะเห็นข้อความนี้", en="Give the reason; everybody will see it.")
MEANWHILE = Bilingual(
    th="มีผู้แก้ไขวันนี้ระหว่างที่ท่านเปิดหน้าไว้ ยังไม่มีการบันทึก กรุณาดูรายการล่าสุดด้านล่างแล้วส่งอีกครั้งหากยังต้องการ",
    en="Somebody changed this day while your page was open. Nothing was saved. Look at it as it stands and send again if you wish.",
)
