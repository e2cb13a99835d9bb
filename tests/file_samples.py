"""What do sound and hostile files look like, byte by byte? Made here, so that no test needs a file from elsewhere."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile

from openpyxl import Workbook
from PIL import Image

THAI_NAME = "ประกาศนโยบายเว็บไซต์ 3 ฉบับ (ลงนาม).pdf"
HTML = "<!doctype html><html lang=th><title>หน้าแรก</title><script>alert(1)</script></html>".encode()
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
EXE = b"MZ\x90\x00" + b"\x00" * 600
DOCX_TYPES = b'<Types><Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
XLSX_TYPES = b'<Types><Override ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
MACRO_TYPES = b'<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
ODT_TYPE = b"application/vnd.oasis.opendocument.text"
ROOM = 300_000_000


def pdf(words: str = "hello", *, trailer: str = "", before: bytes = b"", after: bytes = b"") -> bytes:
    """A PDF of one page that any reader opens."""
    text = f"BT /F1 24 Tf 72 700 Td ({words}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(text), text),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n" + before, []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + table
    return out + b"trailer\n<< /Size 6 /Root 1 0 R %b >>\nstartxref\n%d\n%%%%EOF\n" % (trailer.encode(), start) + after


def picture(form: str = "PNG", size: tuple[int, int] = (40, 30)) -> bytes:
    """A small picture."""
    out = io.BytesIO()
    Image.new("RGB", size, (18, 58, 99)).save(out, form)
    return out.getvalue()


def archive(*parts: tuple[str, bytes]) -> bytes:
    """A zip of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts:
            packed.writestr(name, content)
    return out.getvalue()


def docx(*more: tuple[str, bytes], types: bytes = DOCX_TYPES) -> bytes:
    """The least that is a Word document."""
    return archive(("[Content_Types].xml", types), ("word/document.xml", b"<w:document/>"), *more)


def odt(*more: tuple[str, bytes], kind: bytes = ODT_TYPE) -> bytes:
    """The least that is an ODT document."""
    return archive(("mimetype", kind), ("content.xml", b"<office:document-content/>"), *more)


def workbook() -> bytes:
    """A workbook as Excel would write it."""
    book = Workbook()
    book.active.append(["O-1.3-T1", 45])  # type: ignore[union-attr]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def bomb() -> bytes:
    """300 MB of nothing in less than 300 kB."""
    return archive(("[Content_Types].xml", XLSX_TYPES), ("xl/worksheets/sheet1.xml", b"\x00" * ROOM))


def lying_bomb(says: int = 1000) -> bytes:
    """The bomb, whose directory says that its second part is small."""
    packed = bytearray(bomb())
    place = packed.rfind(b"PK\x01\x02")
    packed[place + 24 : place + 28] = struct.pack("<I", says)
    return bytes(packed)


def million_rows() -> bytes:
    """A worksheet of a million rows."""
    rows = b"".join(b'<row r="%d"><c><v>%d</v></c></row>' % (n, n * 7919 % 1_000_003) for n in range(1, 1_000_001))
    return archive(("[Content_Types].xml", XLSX_TYPES), ("xl/worksheets/sheet1.xml", b"<sheetData>" + rows))


def encrypted_zip() -> bytes:
    """A document whose second part is marked as encrypted."""
    packed = bytearray(docx())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = packed.rfind(signature)
        packed[place + offset] |= 1
    return bytes(packed)


def overlapping() -> bytes:
    """A document whose second entry points into the first."""
    packed = bytearray(docx())
    place = packed.rfind(b"PK\x01\x02")
    packed[place + 42 : place + 46] = struct.pack("<I", 0)
    return bytes(packed)


def many_comments() -> bytes:
    """What looks like the comments of a web page, thousands of them, and is none."""
    return b"<!---->" * 500 + b"<!--  -->\n" * 50 + b"x" * 20_000


def hidden_parts(*, in_comment: bool = False, far: bool = False) -> bytes:
    """2,502 parts where the last record says 2: the directory is named by a record of zip64 before it, or in the last part's comment.

    `far`: the archive's own comment is as long as it may be, so that the record lies as far from the end as it can.
    """
    whole = bytearray(docx(*((f"word/{n}.xml", b"") for n in range(2500))))
    entries, length, offset = struct.unpack("<H2L", whole[-12:-2])
    large = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, entries, entries, length, offset)
    large += struct.pack("<4sLQL", b"PK\x06\x07", 0, offset + length, 1)
    del whole[-22:]
    place = whole.rfind(b"PK\x01\x02")
    if in_comment:
        whole[place + 32 : place + 34] = struct.pack("<H", len(large))
    said = (length + len(large), offset) if in_comment else (46, offset + length + len(large) - 46)
    comment = b"x" * (0xFFFF if far else 0)
    return bytes(whole) + large + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 2, 2, *said, len(comment)) + comment


def miscounted() -> bytes:
    """A document of two parts whose last record says one."""
    packed = bytearray(docx())
    packed[-14:-10] = struct.pack("<2H", 1, 1)
    return bytes(packed)


def odd_camera(tag: int, kind: int, count: int, value: bytes) -> bytes:
    """A JPEG of 80 × 40 that was taken with the camera on its side, and with a note beside that no camera writes so."""
    entries = b"".join(
        struct.pack(">HHL", *entry) + held
        for entry, held in (((0x0112, 3, 1), b"\x00\x06\x00\x00"), ((tag, kind, count), value))
    )
    note = b"Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x02" + entries + b"\x00" * 4
    sound = picture("JPEG", (80, 40))
    return sound[:2] + b"\xff\xe1" + struct.pack(">H", len(note) + 2) + note + sound[2:]


def huge_png() -> bytes:
    """A PNG of 60,000 × 60,000 pixels by its own words."""
    sound = bytearray(picture())
    import zlib

    sound[16:24] = struct.pack(">II", 60_000, 60_000)
    sound[29:33] = struct.pack(">I", zlib.crc32(bytes(sound[12:29])))
    return bytes(sound)


def warc(packed: bool = False) -> bytes:
    """A snapshot of a website."""
    text = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
    return gzip.compress(text) if packed else text
