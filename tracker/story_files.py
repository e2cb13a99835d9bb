"""What do the files of the demonstration look like? Drawn from a few words, the same bytes each time; each says that it is invented."""

from __future__ import annotations

import io
import re
import time
import zipfile
from datetime import date
from functools import cache
from pathlib import Path

from openpyxl import Workbook
from PIL import Image, ImageDraw, ImageFont

from tracker.config import resource_root
from tracker.lang import format_date, thai_numerals

INVENTED = "เอกสารสมมุติเพื่อการสาธิต"
PAPER, SCREEN = (827, 1170), (1280, 860)
INK, MUTED, BRAND, LINE = (28, 36, 48), (92, 102, 117), (18, 58, 99), (211, 217, 226)
SOME_DAY = (2013, 5, 31, 12, 0, 0)
THAI = re.compile("([\u0e00-\u0e7f]+)")
EMERGING = (
    "ชื่อหน่วยงานและตราสัญลักษณ์", "ข้อมูลผู้บริหาร", "วิสัยทัศน์และพันธกิจ", "โครงสร้างหน่วยงาน", "ข้อมูลการติดต่อ CIO", "กฎหมายที่เกี่ยวข้อง",
    "คลังความรู้", "คำถามที่พบบ่อย", "ผังเว็บไซต์", "วันที่ปรับปรุงล่าสุด",
)  # fmt: skip


def drawn(name: str, agency: str, day: date) -> bytes:
    """The content of a file by the end of its name: PDF, PNG or XLSX. `agency` is its name in Thai; other ends raise KeyError."""
    return KINDS[name.rpartition(".")[2]](name.rpartition(".")[0], agency, day)


def _letter(title: str, agency: str, day: date) -> bytes:
    """A page of paper as it comes from a scanner."""
    page = Image.new("RGB", PAPER, "white")
    draw = ImageDraw.Draw(page)
    _words(draw, (96, 60), INVENTED, 22, MUTED)
    draw.line((96, 96, PAPER[0] - 96, 96), LINE, 2)
    _words(draw, (96, 150), agency, 30, INK, bold=True)
    for number, line in enumerate(_lines(title, 38)):
        _words(draw, (96, 215 + 46 * number), line, 34, BRAND, bold=True)
    _words(draw, (96, 330), f"วันที่ {thai_numerals(format_date(day, 'th', 'long'))}", 24, INK)
    for number in range(11):
        width = 540 if number in (3, 7, 10) else 635
        draw.rectangle((96, 400 + 34 * number, 96 + width, 412 + 34 * number), (232, 236, 241))
    _words(draw, (470, 860), "(ลงนามสมมุติ)", 24, INK)
    _words(draw, (440, 900), f"ผู้มีอำนาจ {agency}"[:34], 22, MUTED)
    out = io.BytesIO()
    then = time.struct_time((*SOME_DAY, 4, 151, 0))
    page.save(out, "PDF", resolution=100, title=title, creationDate=then, modDate=then)
    return out.getvalue()


def _screen(title: str, agency: str, day: date) -> bytes:
    """A page of a website as somebody saw it."""
    page = Image.new("RGB", SCREEN, (246, 248, 251))
    draw = ImageDraw.Draw(page)
    draw.rectangle((0, 0, SCREEN[0], 96), BRAND)
    _words(draw, (40, 28), agency, 34, (255, 255, 255), bold=True)
    for number, word in enumerate(("หน้าแรก", "เกี่ยวกับหน่วยงาน", "บริการ", "ข่าว", "ติดต่อ")):
        _words(draw, (40 + 220 * number, 118), word, 24, INK)
    draw.rectangle((40, 176, 860, 470), (222, 231, 242))
    _words(draw, (70, 210), title[:40], 32, BRAND, bold=True)
    _words(draw, (70, 270), INVENTED, 26, MUTED)
    for number in range(6):
        place = (40 + 290 * (number % 3), 500 + 160 * (number // 3))
        draw.rectangle((*place, place[0] + 265, place[1] + 135), "white", LINE, 2)
        draw.rectangle((place[0] + 18, place[1] + 22, place[0] + 200, place[1] + 36), (205, 214, 226))
        draw.rectangle((place[0] + 18, place[1] + 56, place[0] + 240, place[1] + 66), (230, 235, 241))
    draw.rectangle((900, 176, 1240, 800), "white", LINE, 2)
    _words(draw, (924, 200), f"ปรับปรุงล่าสุด {format_date(day, 'th', 'short')}", 22, INK)
    out = io.BytesIO()
    page.save(out, "PNG", optimize=False, compress_level=9)
    return out.getvalue()


def _table(title: str, agency: str, day: date) -> bytes:
    """A workbook with one row for each thing that was looked at; the times that the library writes are made one."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ([title], [agency], [INVENTED, format_date(day, "th", "long")], ["ลำดับ", "รายการ", "ผล"]):
        sheet.append(row)
    for number, what in enumerate(EMERGING, start=1):
        sheet.append([number, what, "พบ"])
    sheet.column_dimensions["B"].width = 36
    written, out = io.BytesIO(), io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.namelist():
            content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2013-05-31T05:00:00Z", source.read(part))
            target.writestr(zipfile.ZipInfo(part, SOME_DAY), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _words(
    draw: ImageDraw.ImageDraw, place: tuple[int, int], text: str, size: int, ink: tuple[int, int, int], *, bold: bool = False
) -> None:  # fmt: skip
    """Draw a line; the product's typeface keeps Thai and Latin letters in files of their own."""
    across = float(place[0])
    for run in filter(None, THAI.split(text)):
        face = _face("thai" if THAI.match(run) else "latin", 700 if bold else 400, size)
        draw.text((across, place[1]), run, ink, font=face, anchor="la")
        across += face.getlength(run)


@cache
def _face(subset: str, weight: int, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(Path(resource_root(), "static", "vendor", f"sarabun-{subset}-{weight}.woff")), size)


def _lines(text: str, length: int) -> list[str]:
    """A title in at most two lines, broken at a space where there is one."""
    if len(text) <= length:
        return [text]
    cut = text.rfind(" ", 0, length)
    cut = cut if cut > 0 else length
    return [text[:cut].strip(), text[cut : cut + length].strip()]


KINDS = {"pdf": _letter, "png": _screen, "xlsx": _table}
