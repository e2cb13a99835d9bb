"""What does a letter to an agency say? Paragraphs in official register, every figure taken from the snapshot."""

from __future__ import annotations

from datetime import date

from tracker.lang import LANGS, Bilingual, format_date
from tracker.letters.snapshot import Duty, Snapshot

LONGEST_QUOTE = 200
"""A quotation of more letters, in either language, would crowd the one page: it stands in the enclosure."""

ASKED = Bilingual("ติดตามการดำเนินการตามมติคณะรัฐมนตรี เรื่อง {title}", "Carrying out the resolution of the Cabinet: {title}")
ASKED_AGAIN = Bilingual(
    "ขอให้เร่งรัดการดำเนินการตามมติคณะรัฐมนตรี เรื่อง {title}",
    "Carrying out the resolution of the Cabinet without further delay: {title}",
)
ASKED_PARTLY_AGAIN = Bilingual(
    "ติดตามและเร่งรัดการดำเนินการตามมติคณะรัฐมนตรี เรื่อง {title}",
    "Carrying out the resolution of the Cabinet, in part without further delay: {title}",
)
ENCLOSURE = Bilingual(
    "รายการงานที่พ้นกำหนดและข้อความที่เกี่ยวข้อง จำนวน ๑ ชุด", "The overdue tasks and the words that they follow from, 1 set"
)
CITED = Bilingual(
    "ตามหนังสือที่อ้างถึง {secretariat}ได้แจ้งมติคณะรัฐมนตรีเมื่อวันที่ {decided} เรื่อง {title} {quoted} ความละเอียดแจ้งแล้ว นั้น",
    "By the letter referred to, the {secretariat} confirmed the resolution of the Cabinet of {decided} on this subject{quoted}.",
)
QUOTED = Bilingual("ความตอนหนึ่งว่า “{words}” ({where})", ", which says: “{words}” ({where})")
QUOTED_BESIDE = Bilingual(
    "ประกอบเอกสารที่เกี่ยวข้องความตอนหนึ่งว่า “{words}” ({where})", ", and a paper beside it says: “{words}” ({where})"
)
QUOTE_ENCLOSED = Bilingual("ดังปรากฏข้อความตาม{where} ซึ่งคัดไว้ในสิ่งที่ส่งมาด้วย", ", as quoted from {where} in the enclosure")
FACTS = Bilingual(
    "{sender}ขอเรียนว่า ณ วันที่ {as_of} {agency}มีงานตามมติดังกล่าวที่พ้นกำหนดแล้วและไม่มีความคืบหน้า จำนวน {tasks} งาน "
    "งานที่พ้นกำหนดนานที่สุดครบกำหนดเมื่อวันที่ {due} พ้นกำหนดมาแล้ว {late} วันทำการ และไม่มีความคืบหน้า {still} วันทำการ{earlier}{derived} "
    "รายละเอียดปรากฏตามสิ่งที่ส่งมาด้วย",
    "On {as_of}, {tasks} of the {agency} under this resolution {were} overdue without any movement. The one that is overdue the "
    "longest fell due on {due}, {late} ago, and has not moved for {still}.{earlier}{derived} Details are in the enclosure.",
)
FACTS_OF_ONE = Bilingual(
    "{sender}ขอเรียนว่า ณ วันที่ {as_of} {agency}มีงานตามมติดังกล่าวที่พ้นกำหนดแล้วและไม่มีความคืบหน้า จำนวน {tasks} งาน "
    "ครบกำหนดเมื่อวันที่ {due} พ้นกำหนดมาแล้ว {late} วันทำการ และไม่มีความคืบหน้า {still} วันทำการ{earlier}{derived} "
    "รายละเอียดปรากฏตามสิ่งที่ส่งมาด้วย",
    "On {as_of}, {tasks} of the {agency} under this resolution {were} overdue without any movement. It fell due on {due}, {late} ago, "
    "and has not moved for {still}.{earlier}{derived} Details are in the enclosure.",
)
EARLIER = Bilingual(" แม้ได้มีหนังสือติดตามแล้วตามที่อ้างถึง", " The earlier letter referred to has not changed this.")
EARLIER_IN_PART = Bilingual(
    " แม้ได้มีหนังสือติดตามงานบางงาน ซึ่งรวมถึงงานดังกล่าว ตามที่อ้างถึงแล้ว",
    " The earlier letter referred to, about some of the tasks including this one, has not changed this.",
)
DERIVED = Bilingual(
    " ทั้งนี้ กำหนดเวลาของงานดังกล่าวเป็นวันที่กำหนดโดยระบบติดตามมติคณะรัฐมนตรี มิได้อยู่ในมติ",
    " These due dates were set by the tracking system; they are not in the resolution.",
)
PARTLY_DERIVED = Bilingual(
    " ทั้งนี้ กำหนดเวลาที่มีเครื่องหมาย * ในสิ่งที่ส่งมาด้วยเป็นวันที่กำหนดโดยระบบติดตามมติคณะรัฐมนตรี มิได้อยู่ในมติ",
    " Due dates marked * in the enclosure were set by the tracking system; they are not in the resolution.",
)
REQUEST = Bilingual(
    "ในการนี้ จึงขอให้{agency}รายงานความก้าวหน้าพร้อมหลักฐาน หรือแจ้งเหตุขัดข้องและขอขยายกำหนดเวลาของงานดังกล่าว ภายในวันที่ {reply_by} "
    "เพื่อจะได้รวบรวมรายงานคณะรัฐมนตรีต่อไป",
    "The {agency} is therefore asked to report its progress with evidence, or to say what stands in the way and ask for more time, "
    "by {reply_by}, in time for the report to the Cabinet.",
)
CLOSE = Bilingual(
    "จึงเรียนมาเพื่อโปรดพิจารณาดำเนินการต่อไป จะขอบคุณยิ่ง",
    "Your kind consideration and further action would be greatly appreciated.",
)


def subject(snapshot: Snapshot) -> Bilingual:
    """What the letter is about: asked for once; urged where an earlier letter asked for all of it, or for some."""
    words = (ASKED_PARTLY_AGAIN if _anew(snapshot) else ASKED_AGAIN) if snapshot.earlier else ASKED
    return words.format(title=snapshot.matter.title)


def reason(snapshot: Snapshot) -> Bilingual:
    """Why we write: the resolution, and the words that bind the agency."""
    matter = snapshot.matter
    return CITED.format(
        secretariat=matter.confirmed_by.sender,
        decided=_day(matter.decided_on),
        title=matter.title,
        quoted=_quoted(snapshot.duty(snapshot.longest.duty)),
    )


def facts(snapshot: Snapshot) -> Bilingual:
    """What stands still, since when, and whose dates these are."""
    longest, many = snapshot.longest, len(snapshot.tasks)
    return (FACTS_OF_ONE if many == 1 else FACTS).format(
        sender=_named(snapshot.sender.name),
        as_of=_day(snapshot.as_of),
        agency=_named(snapshot.addressee.name),
        tasks=_counted(many, "task"),
        were=Bilingual("", "was" if many == 1 else "were"),
        due=_day(longest.due),
        late=_counted(longest.days_late, "working day"),
        still=_counted(longest.days_still, "working day"),
        earlier=(EARLIER_IN_PART if _anew(snapshot) else EARLIER) if snapshot.earlier else "",
        derived=_derived(snapshot),
    )


def request(snapshot: Snapshot) -> Bilingual:
    """What the agency is asked to do, and by when."""
    return REQUEST.format(agency=_named(snapshot.addressee.name), reply_by=_day(snapshot.reply_by))


def _named(name: Bilingual) -> Bilingual:
    """A name before a verb: Thai leaves no space there, unless the name ends with a bracket (Royal Society's rules of spacing)."""
    return Bilingual(f"{name.th} " if name.th.endswith(")") else name.th, name.en)


def _quoted(duty: Duty) -> Bilingual:
    if max(len(duty.quote.th), len(duty.quote.en)) > LONGEST_QUOTE:
        return QUOTE_ENCLOSED.format(where=duty.where)
    return (QUOTED if duty.in_resolution else QUOTED_BESIDE).format(words=duty.quote, where=duty.where)


def _anew(snapshot: Snapshot) -> bool:
    """Are there tasks for which no earlier letter asked in vain?"""
    return any(each.anew for each in snapshot.tasks)


def _derived(snapshot: Snapshot) -> Bilingual | str:
    ours = [each.derived for each in snapshot.tasks]
    return DERIVED if all(ours) else PARTLY_DERIVED if any(ours) else ""


def _counted(number: int, noun: str) -> Bilingual:
    return Bilingual(f"{number:,}", f"{number:,} {noun}{'' if number == 1 else 's'}")


def _day(day: date) -> Bilingual:
    return Bilingual(*(format_date(day, lang) for lang in LANGS))
