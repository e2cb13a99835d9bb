"""Which kinds of files prove something, how is each called, and what may be seen of it in a browser?"""

from __future__ import annotations

from dataclasses import dataclass

from tracker.lang import Bilingual


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file: the ends of names that stand for it, the media type that we store and send, its word for people, and its shape.

    `preview`: "image" and "pdf" are shown as a picture that we draw ourselves; everything else is for download only.
    """

    name: str
    media_type: str
    endings: tuple[str, ...]
    title: Bilingual
    shape: str = "i-file"
    preview: str = ""


KINDS = (
    Kind("pdf", "application/pdf", ("pdf",), Bilingual(th="PDF", en="PDF"), preview="pdf"),
    Kind("png", "image/png", ("png",), Bilingual(th="ภาพ PNG", en="PNG picture"), "i-image", "image"),
    Kind("jpeg", "image/jpeg", ("jpg", "jpeg"), Bilingual(th="ภาพ JPEG", en="JPEG picture"), "i-image", "image"),
    Kind("webp", "image/webp", ("webp",), Bilingual(th="ภาพ WebP", en="WebP picture"), "i-image", "image"),
    Kind(
        "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ("docx",),
        Bilingual(th="เอกสาร Word", en="Word document"),
    ),
    Kind(
        "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ("xlsx",),
        Bilingual(th="ตาราง Excel", en="Excel workbook"),
    ),
    Kind(
        "odt", "application/vnd.oasis.opendocument.text", ("odt",),
        Bilingual(th="เอกสาร ODT", en="ODT document"),
    ),
    Kind("csv", "text/csv", ("csv",), Bilingual(th="ตาราง CSV", en="CSV table")),
    Kind("txt", "text/plain", ("txt",), Bilingual(th="ข้อความ", en="Plain text")),
    Kind("html", "text/html", ("html", "htm"), Bilingual(th="สำเนาหน้าเว็บ HTML", en="HTML snapshot"), "i-globe"),
    Kind("warc", "application/warc", ("warc", "warc.gz"), Bilingual(th="สำเนาเว็บไซต์ WARC", en="WARC snapshot"), "i-globe"),
)  # fmt: skip

BY_ENDING = {ending: kind for kind in KINDS for ending in kind.endings}
BY_MEDIA_TYPE = {kind.media_type: kind for kind in KINDS}
ACCEPT = ",".join(f".{ending.rpartition('.')[2]}" for ending in BY_ENDING)
"""For the `accept` of a form's file field; it helps people choose and protects nothing."""
ALLOWED = "PDF, PNG, JPEG, WebP, DOCX, XLSX, ODT, CSV, TXT, HTML, WARC"

UNKNOWN = Kind("", "application/octet-stream", (), Bilingual(th="ไฟล์", en="File"))


def kind_of(media_type: str) -> Kind:
    """The kind that a stored file is of; a plain file for a type that this version does not know."""
    return BY_MEDIA_TYPE.get(media_type, UNKNOWN)


def not_allowed(name: str) -> Bilingual:
    """A file whose name's end is not on the list."""
    ending = name.rpartition(".")[2] if "." in name else ""
    thai, english = (
        (f"ไฟล์ .{ending}", f"a .{ending} file") if ending else ("ไฟล์ที่ไม่มีนามสกุล", "a file without an extension")
    )
    return Bilingual(
        th=f"ไม่รับ{thai} รับเฉพาะ {ALLOWED}", en=f"{english[0].upper()}{english[1:]} is not taken. These are: {ALLOWED}."
    )
