"""Is this file one that we take, and of which kind is it? Pure: a name and an open file in, a kind or a refusal out.

The name says what the file claims to be, its bytes say what it is, and both must agree; what a browser says about it is not listened
to. Pictures are decoded beside this (tracker/evidence/pictures.py).
"""

from __future__ import annotations

import codecs
import io
import re
import struct
import unicodedata
import zlib
from collections.abc import Callable
from typing import BinaryIO

from tracker.evidence import archives, refusals
from tracker.evidence.kinds import BY_ENDING, Kind, not_allowed
from tracker.evidence.refusals import LONGEST_NAME, MOST_BYTES, FileRefused

HEAD = 4096
TAIL = 2048
PORTION = 1 << 20

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SIGNATURES = (
    ("PDF", b"%PDF-"), ("PNG", b"\x89PNG\r\n\x1a\n"), ("JPEG", b"\xff\xd8\xff"), ("GIF", b"GIF8"), ("Office", OLE), ("ZIP", b"PK\x03\x04"),
    ("EXE", b"MZ"), ("ELF", b"\x7fELF"), ("GZIP", b"\x1f\x8b"), ("RAR", b"Rar!"), ("7Z", b"7z\xbc\xaf\x27\x1c"),
)  # fmt: skip
MARKUP = re.compile(rb"<(?:!doctype|html|head|body|script|svg|iframe|\?xml)", re.IGNORECASE)
HIDDEN_MARKUP = re.compile(rb"<(?:!doctype\s+html|html[\s>]|script[\s>]|svg[\s>]|iframe[\s>])", re.IGNORECASE)
SNAPSHOT = re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
ENCRYPTED_PDF = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
MAIN_PART = {
    "docx": b"wordprocessingml.document.main+xml",
    "xlsx": b"spreadsheetml.sheet.main+xml",
}


def clean_name(given: str) -> str:
    """The name to show for a file: composed, without folders or invisible characters. FileRefused when nothing usable is left."""
    name = unicodedata.normalize("NFC", given.replace("\\", "/").rpartition("/")[2])
    if any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") or char == "\ufffd" for char in name):
        raise FileRefused(refusals.BAD_NAME)
    name = "".join(char for char in name if unicodedata.category(char)[0] != "C").strip(" .\u00a0")
    if not name or len(name) > LONGEST_NAME:
        raise FileRefused(refusals.BAD_NAME)
    return name


def claimed_kind(name: str) -> Kind:
    """The kind that a name stands for by its end; FileRefused with the list of kinds when it stands for none."""
    folded = name.casefold()
    endings = [ending for ending in BY_ENDING if folded.endswith(f".{ending}")]
    if not endings:
        raise FileRefused(not_allowed(name))
    return BY_ENDING[max(endings, key=len)]


def inspected(name: str, file: BinaryIO) -> Kind:
    """The kind of a file that is sound by its bytes; FileRefused with the reason otherwise. `name` is a clean one."""
    kind = claimed_kind(name)
    size = file.seek(0, io.SEEK_END)
    if size == 0:
        raise FileRefused(refusals.EMPTY)
    if size > MOST_BYTES:
        raise FileRefused(refusals.too_large(size))
    file.seek(0)
    head = file.read(HEAD)
    CHECKS[kind.name](kind, head, file, size)
    return kind


def _is_markup(head: bytes) -> bool:
    """Does it begin as a page of the web does, behind space and comments? Each byte is passed once: a pattern for the comments takes
    twice as long for each further one."""
    place = len(codecs.BOM_UTF8) if head.startswith(codecs.BOM_UTF8) else 0
    while True:
        while head[place : place + 1].isspace():
            place += 1
        if not head.startswith(b"<!--", place):
            return MARKUP.match(head, place) is not None
        end = head.find(b"-->", place + 4)
        if end < 0:
            return False
        place = end + 3


def _wrong(kind: Kind, head: bytes) -> FileRefused:
    """The content is of another kind: say which, where we know it."""
    if kind.name in ("docx", "xlsx") and head.startswith(OLE):
        return FileRefused(refusals.OLD_OFFICE)
    found = next((name for name, signature in SIGNATURES if head.startswith(signature)), "")
    if not found and _is_markup(head):
        found = "HTML"
    return FileRefused(refusals.mislabelled(kind.endings[0], found))


def _pdf(kind: Kind, head: bytes, file: BinaryIO, size: int) -> None:
    if not re.match(rb"%PDF-[12]\.\d", head):
        raise _wrong(kind, head)
    file.seek(max(0, size - TAIL))
    tail = file.read()
    if b"%%EOF" not in tail:
        raise FileRefused(refusals.CUT_PDF)
    first = head.find(b" obj")
    before, after = head[: first if first >= 0 else HEAD], tail.rpartition(b"%%EOF")[2]
    if HIDDEN_MARKUP.search(before) or after.strip(b"\x00\t\n\x0c\r ") or archives.looks_like_zip(file):
        raise FileRefused(refusals.POLYGLOT)
    if _anywhere(file, lambda text: ENCRYPTED_PDF.search(text) is not None):
        raise FileRefused(refusals.ENCRYPTED)


def _png(kind: Kind, head: bytes, file: BinaryIO, size: int) -> None:
    """Every chunk in its place, the last one IEND, nothing behind it."""
    if not head.startswith(b"\x89PNG\r\n\x1a\n"):
        raise _wrong(kind, head)
    place = 8
    while place + 12 <= size:
        file.seek(place)
        length, name = struct.unpack(">I4s", file.read(8))
        place += 12 + length
        if name == b"IEND":
            break
    else:
        raise FileRefused(refusals.DAMAGED_IMAGE)
    if place > size:
        raise FileRefused(refusals.DAMAGED_IMAGE)
    if place < size:
        raise FileRefused(refusals.POLYGLOT)


def _jpeg(kind: Kind, head: bytes, file: BinaryIO, size: int) -> None:
    """Cameras write their own words behind the picture, so only what another program would run or open is refused there."""
    if not head.startswith(b"\xff\xd8\xff"):
        raise _wrong(kind, head)
    if b"%PDF-" in head[:1024] or archives.looks_like_zip(file):
        raise FileRefused(refusals.POLYGLOT)
    if _anywhere(file, lambda text: HIDDEN_MARKUP.search(text) is not None):
        raise FileRefused(refusals.POLYGLOT)


def _webp(kind: Kind, head: bytes, file: BinaryIO, size: int) -> None:
    if head[:4] != b"RIFF" or head[8:12] != b"WEBP":
        raise _wrong(kind, head)
    length = struct.unpack("<I", head[4:8])[0] + 8
    if length > size:
        raise FileRefused(refusals.DAMAGED_IMAGE)
    if size - length > 1:
        raise FileRefused(refusals.POLYGLOT)


def _office(kind: Kind, head: bytes, file: BinaryIO, size: int) -> None:
    if not head.startswith(b"PK\x03\x04"):
        raise _wrong(kind, head)
    listing = archives.checked(file)
    if b"macroEnabled" in listing.content_types:
        raise FileRefused(refusals.MACROS)
    if MAIN_PART[kind.name] not in listing.content_types:
        raise FileRefused(refusals.mislabelled(kind.endings[0]))


def _odt(kind: Kind, head: bytes, file: BinaryIO, size: int) -> None:
    if not head.startswith(b"PK\x03\x04"):
        raise _wrong(kind, head)
    listing = archives.checked(file)
    if listing.mimetype.strip() != kind.media_type.encode():
        raise FileRefused(refusals.mislabelled(kind.endings[0]))


def _text(kind: Kind, head: bytes, file: BinaryIO, size: int) -> None:
    """Letters of UTF-8 or of the Thai code page (TIS-620, windows-874), and no page of the web under another name."""
    if any(head.startswith(signature) for _name, signature in SIGNATURES) or _is_markup(head):
        raise _wrong(kind, head)
    if _anywhere(file, lambda text: CONTROL.search(text) is not None):
        raise FileRefused(refusals.NOT_TEXT)
    if not (_decodes(file, "utf-8") or _decodes(file, "cp874")):
        raise FileRefused(refusals.NOT_TEXT)


def _html(kind: Kind, head: bytes, file: BinaryIO, size: int) -> None:
    """A saved page: kept as it is and only ever sent as a download."""
    if CONTROL.search(head):
        raise _wrong(kind, head)
    if not SNAPSHOT.search(head):
        raise FileRefused(refusals.PART_OF_A_PAGE) if _is_markup(head) else _wrong(kind, head)


def _warc(kind: Kind, head: bytes, file: BinaryIO, size: int) -> None:
    """Plain or packed; of a packed one only the first line is unpacked."""
    if head.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, 64)
        except zlib.error as error:
            raise _wrong(kind, b"") from error
    if not re.match(rb"WARC/[01]\.\d+\r\n", head):
        raise _wrong(kind, head)


def _anywhere(file: BinaryIO, found: Callable[[bytes], bool]) -> bool:
    """Is it found in any portion of the file, or where two of them meet?"""
    file.seek(0)
    before = b""
    while portion := file.read(PORTION):
        if found(before + portion):
            return True
        before = portion[-64:]
    return False


def _decodes(file: BinaryIO, encoding: str) -> bool:
    reader = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    try:
        while portion := file.read(PORTION):
            reader.decode(portion)
        reader.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


CHECKS: dict[str, Callable[[Kind, bytes, BinaryIO, int], None]] = {
    "pdf": _pdf, "png": _png, "jpeg": _jpeg, "webp": _webp, "docx": _office, "xlsx": _office, "odt": _odt, "csv": _text, "txt": _text,
    "html": _html, "warc": _warc,
}  # fmt: skip
