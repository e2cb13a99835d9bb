"""In which words is a file refused? Whole sentences in both languages; each says what is wrong and what to do."""

from __future__ import annotations

from tracker.lang import Bilingual

MEBIBYTE = 1024 * 1024
MOST_BYTES = 20 * MEBIBYTE
"""Of one file, as the forms say."""
LONGEST_NAME = 255
"""Characters; no file system in use takes a longer name."""


class FileRefused(Exception):
    """A file that is not taken; `message` says why in both languages."""

    def __init__(self, message: Bilingual) -> None:
        super().__init__(message.en)
        self.message = message


def size_words(size: int) -> str:
    """A size for people, the same in both languages: 842 KB, 1.3 MB (binary units, rounded up, so that what is over a limit says so)."""
    if size < 1024:
        return f"{size} B"
    if size < MEBIBYTE:
        return f"{-(-size // 1024):,} KB"
    return f"{-(-size * 10 // MEBIBYTE) / 10:,.1f} MB"


def too_large(size: int) -> Bilingual:
    """The file has more bytes than one file may have."""
    return Bilingual(
        th=f"ไฟล์มีขนาด {size_words(size)} รับได้ไม่เกิน {size_words(MOST_BYTES)} ต่อไฟล์",
        en=f"The file has {size_words(size)}; at most {size_words(MOST_BYTES)} fit into one file.",
    )


def mislabelled(name: str, found: str = "") -> Bilingual:
    """The content is not what the name says; `found` is the kind that it looks like."""
    more = (f" เนื้อหาเป็น {found}", f"; the content is {found}") if found else ("", "")
    return Bilingual(
        th=f"เนื้อหาไม่ตรงกับนามสกุล .{name}{more[0]} กรุณาบันทึกเป็นไฟล์ชนิดที่ถูกต้องแล้วแนบใหม่",
        en=f"The content is not what .{name} says{more[1]}. Save it as the right kind of file and attach it again.",
    )


PART_OF_A_PAGE = Bilingual(
    th="ไฟล์นี้เป็นเพียงส่วนหนึ่งของหน้าเว็บ ไม่มีส่วนต้นของหน้า (เช่น <!DOCTYPE html>) กรุณาบันทึกทั้งหน้าจากเบราว์เซอร์แล้วแนบใหม่",
    en="This is only a part of a web page: its beginning (such as <!DOCTYPE html>) is missing. Save the whole page from the browser and "
    "attach it again.",
)
EMPTY = Bilingual(th="ไฟล์ว่างเปล่า ไม่มีข้อมูล", en="The file is empty.")
BAD_NAME = Bilingual(
    th=f"ชื่อไฟล์ใช้ไม่ได้ ต้องไม่ว่าง ยาวไม่เกิน {LONGEST_NAME} ตัวอักษร และไม่มีอักขระควบคุม กรุณาเปลี่ยนชื่อแล้วแนบใหม่",
    en=f"The file's name cannot be used: it must not be empty, be longer than {LONGEST_NAME} characters or hold control characters. "
    "Rename it and attach it again.",
)
ENCRYPTED = Bilingual(
    th="ไฟล์ติดรหัสผ่าน ผู้ตรวจจะเปิดไม่ได้ กรุณาบันทึกโดยไม่ตั้งรหัสผ่านแล้วแนบใหม่",
    en="The file is protected by a password, so no verifier could open it. Save it without one and attach it again.",
)
OLD_OFFICE = Bilingual(
    th="ไฟล์เป็นเอกสาร Office รุ่นเก่าหรือติดรหัสผ่าน กรุณาบันทึกเป็น DOCX หรือ XLSX โดยไม่ตั้งรหัสผ่าน",
    en="The file is an Office document of the old format, or one with a password. Save it as DOCX or XLSX without a password.",
)
MACROS = Bilingual(
    th="เอกสารมีมาโครหรือโปรแกรมแฝงอยู่ กรุณาบันทึกเป็นเอกสารที่ไม่มีมาโครแล้วแนบใหม่",
    en="The document holds macros or programs. Save it without them and attach it again.",
)
BROKEN_ARCHIVE = Bilingual(
    th="ไฟล์เสียหายหรือถูกดัดแปลง รายการภายในไม่ตรงกับเนื้อหา กรุณาบันทึกใหม่จากต้นฉบับ",
    en="The file is damaged or was tampered with: its list of contents does not match what it holds. Save it anew from the original.",
)
BOMB = Bilingual(
    th="ไฟล์ขยายแล้วใหญ่เกินไป (เกิน 200 MB หรือเกิน 50 เท่าของขนาดไฟล์) กรุณาแบ่งเป็นไฟล์เล็กลง",
    en="Unpacked, the file is too large (more than 200 MB, or more than 50 times its size). Split it into smaller files.",
)
MANY_FILES = Bilingual(
    th="เอกสารประกอบด้วยไฟล์ย่อยเกิน 2,000 ไฟล์ กรุณาแบ่งเป็นเอกสารเล็กลง",
    en="The document is made of more than 2,000 files. Split it into smaller documents.",
)
DAMAGED_IMAGE = Bilingual(
    th="ภาพเสียหายหรือไม่ครบ เปิดดูไม่ได้ กรุณาบันทึกภาพใหม่แล้วแนบอีกครั้ง",
    en="The picture is damaged or incomplete and cannot be opened. Save it again and attach it.",
)
HUGE_IMAGE = Bilingual(
    th="ภาพมีจุดภาพมากเกินไป (เกิน 50 ล้านจุด) กรุณาย่อภาพแล้วแนบใหม่",
    en="The picture has too many pixels (more than 50 million). Make it smaller and attach it again.",
)
POLYGLOT = Bilingual(
    th="ไฟล์มีเนื้อหาชนิดอื่นซ่อนอยู่ กรุณาบันทึกใหม่จากต้นฉบับ",
    en="The file hides content of another kind. Save it anew from the original.",
)
CUT_PDF = Bilingual(
    th="ไฟล์ PDF ไม่ครบ (ไม่มีส่วนท้าย) อาจดาวน์โหลดไม่เสร็จ กรุณาบันทึกใหม่แล้วแนบอีกครั้ง",
    en="The PDF is incomplete (its end is missing), perhaps a broken download. Save it again and attach it.",
)
NOT_TEXT = Bilingual(
    th="ไฟล์นี้ไม่ใช่ข้อความธรรมดา (มีอักขระควบคุมหรือเป็น UTF-16) กรุณาบันทึกเป็น UTF-8 แล้วแนบใหม่",
    en="The file is no plain text (it holds control characters, or is UTF-16). Save it as UTF-8 and attach it again.",
)


def many_rows(most: int) -> Bilingual:
    """A sheet with more rows than are taken."""
    return Bilingual(
        th=f"ตารางมีเกิน {most:,} แถว กรุณาแนบเฉพาะส่วนที่ใช้เป็นหลักฐาน",
        en=f"The table has more than {most:,} rows. Attach only the part that matters.",
    )
