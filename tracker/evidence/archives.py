"""Is this zip (a DOCX, XLSX or ODT is one) safe to keep and to open? Pure: an open file in, its listing or a refusal out.

Nothing is believed: the directory at the end of the file, the header before each part, and what each part unpacks to must say the
same. Unpacking is done here, portion by portion, counts every byte, and stops at the limit, so a bomb costs little time and memory.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from tracker.evidence import refusals
from tracker.evidence.refusals import MEBIBYTE, FileRefused

MOST_FILES = 2_000
MOST_UNPACKED = 200 * MEBIBYTE
SMALL = 64 * MEBIBYTE
MOST_RATIO = 50
"""Above SMALL unpacked bytes a file may grow by this factor and no more (limits as PyPI's Warehouse sets them for uploads)."""
MOST_ROWS = 200_000
MOST_DIRECTORY = MEBIBYTE
PORTION = 256 * 1024

ENCRYPTED_FLAG = 0x1
LOCATOR_SIZE = 20
"""Bytes of what a zip64 puts right before the last record, to say where its own one is."""
PROGRAMS = (
    ".bat", ".cmd", ".com", ".dll", ".exe", ".hta", ".jar", ".js", ".jse", ".lnk", ".msi", ".ps1", ".scr", ".sh", ".vbe", ".vbs", ".wsf",
)  # fmt: skip
"""Ends of names that a document has no use for."""
MACRO_PARTS = ("vbaproject", "vbadata", "macrosheets/", "dialogsheets/", "activex/", "basic/", "scripts/")


@dataclass(frozen=True, slots=True)
class Listing:
    """What a sound archive holds: the names of its parts and the content of the small ones that say what it is."""

    names: frozenset[str]
    content_types: bytes
    mimetype: bytes


def checked(file: BinaryIO, *, most_rows: int = MOST_ROWS) -> Listing:
    """The listing of a zip that holds a document, or FileRefused with the reason. The file's position is not kept.

    `most_rows` bounds the rows of each worksheet; a caller that reads sheets gives what it is ready to read.
    """
    size = file.seek(0, io.SEEK_END)
    parts = _parts(file, size)
    kept: dict[str, bytes] = {}
    unpacked = 0
    for part in sorted(parts, key=lambda each: each.header_offset):
        keep, rows = part.filename in ("[Content_Types].xml", "mimetype", "META-INF/manifest.xml"), 0
        sheet, before = part.filename.startswith("xl/worksheets/"), b""
        for piece in _unpacked(file, part):
            unpacked += len(piece)
            if unpacked > MOST_UNPACKED or (unpacked > SMALL and unpacked > MOST_RATIO * size):
                raise FileRefused(refusals.BOMB)
            if sheet:
                rows, before = rows + _rows(before + piece), piece[-4:]
                if rows > most_rows:
                    raise FileRefused(refusals.many_rows(most_rows))
            if keep and len(kept.get(part.filename, b"")) < MEBIBYTE:
                kept[part.filename] = kept.get(part.filename, b"") + piece
    if b"encryption-data" in kept.get("META-INF/manifest.xml", b""):
        raise FileRefused(refusals.ENCRYPTED)
    return Listing(
        frozenset(part.filename for part in parts), kept.get("[Content_Types].xml", b""), kept.get("mimetype", b"")
    )


def looks_like_zip(file: BinaryIO) -> bool:
    """Does the file end in a directory of a zip, whatever stands before it?"""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - 65_557))
    return b"PK\x05\x06" in file.read()


def _rows(text: bytes) -> int:
    """How many rows of a worksheet begin in the text, whatever the prefix of its names."""
    return text.count(b"<row ") + text.count(b"<row>") + text.count(b":row ")


def _parts(file: BinaryIO, size: int) -> list[zipfile.ZipInfo]:
    """The directory, after it was seen that it is small enough to be read at all."""
    said = _directory_fits(file, size)
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, struct.error) as error:
        raise FileRefused(refusals.BROKEN_ARCHIVE) from error
    if len(parts) != said or len({part.filename for part in parts}) != said:
        raise FileRefused(refusals.BROKEN_ARCHIVE)
    for part in parts:
        _sound(part)
    _no_overlap(parts, size)
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise FileRefused(refusals.BOMB)
    return parts


def _directory_fits(file: BinaryIO, size: int) -> int:
    """How many parts the directory says that there are. `zipfile` believes the record of a zip64 before the one that is read here, so
    none may stand there: documents of our size have no use for it."""
    file.seek(max(0, size - 65_557 - LOCATOR_SIZE))
    tail = file.read()
    place = tail.rfind(b"PK\x05\x06")
    if place < 0 or len(tail) - place < 22:
        raise FileRefused(refusals.BROKEN_ARCHIVE)
    _disk, _start, _here, entries, length, offset, comment = struct.unpack("<4H2LH", tail[place + 4 : place + 22])
    if entries > MOST_FILES or entries == 0xFFFF:
        raise FileRefused(refusals.MANY_FILES)
    ends_there = len(tail) - place - 22 == comment
    starts_there = offset + length == size - len(tail) + place
    hidden = tail[max(0, place - LOCATOR_SIZE) : place].startswith(b"PK\x06\x07")
    if length > MOST_DIRECTORY or not ends_there or not starts_there or hidden:
        raise FileRefused(refusals.BROKEN_ARCHIVE)
    return int(entries)


def _sound(part: zipfile.ZipInfo) -> None:
    """Refuse a part by its entry in the directory alone."""
    name = part.filename
    if part.flag_bits & ENCRYPTED_FLAG:
        raise FileRefused(refusals.ENCRYPTED)
    steps = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in steps or ":" in steps[0] or "\x00" in part.orig_filename:
        raise FileRefused(refusals.BROKEN_ARCHIVE)
    if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise FileRefused(refusals.BROKEN_ARCHIVE)
    folded = name.casefold()
    if folded.endswith(PROGRAMS) or any(word in folded for word in MACRO_PARTS[:3]) or folded.startswith(MACRO_PARTS):
        raise FileRefused(refusals.MACROS)
    if "/activex/" in folded:
        raise FileRefused(refusals.MACROS)


def _no_overlap(parts: list[zipfile.ZipInfo], size: int) -> None:
    """Each part lies behind the one before it: one packed text that many entries share is a bomb."""
    end = 0
    for part in sorted(parts, key=lambda each: each.header_offset):
        if part.header_offset < end:
            raise FileRefused(refusals.BROKEN_ARCHIVE)
        end = part.header_offset + 30 + len(part.orig_filename) + part.compress_size
    if end > size or not parts or min(part.header_offset for part in parts) != 0:
        raise FileRefused(refusals.BROKEN_ARCHIVE)


def _unpacked(file: BinaryIO, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part's content in portions; FileRefused when its header or its content differs from the directory."""
    file.seek(part.header_offset)
    head = file.read(30)
    if len(head) < 30 or head[:4] != b"PK\x03\x04":
        raise FileRefused(refusals.BROKEN_ARCHIVE)
    flags, method = struct.unpack("<2H", head[6:10])
    name, extra = struct.unpack("<2H", head[26:30])
    written = file.read(name)
    if method != part.compress_type or flags & ENCRYPTED_FLAG or _name(written, flags) != part.orig_filename:
        raise FileRefused(refusals.BROKEN_ARCHIVE)
    file.seek(extra, io.SEEK_CUR)
    length, crc = 0, 0
    for piece in _inflated(file, part):
        length, crc = length + len(piece), zlib.crc32(piece, crc)
        if length > part.file_size:
            raise FileRefused(refusals.BROKEN_ARCHIVE)
        yield piece
    if (length, crc) != (part.file_size, part.CRC):
        raise FileRefused(refusals.BROKEN_ARCHIVE)


def _name(written: bytes, flags: int) -> str:
    return written.decode("utf-8" if flags & 0x800 else "cp437", "replace")


def _inflated(file: BinaryIO, part: zipfile.ZipInfo) -> Iterator[bytes]:
    left = part.compress_size
    stored = part.compress_type == zipfile.ZIP_STORED
    engine = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        while left and (packed := file.read(min(left, PORTION))):
            left -= len(packed)
            if stored:
                yield packed
                continue
            while packed:
                yield engine.decompress(packed, PORTION)
                packed = engine.unconsumed_tail
        if not stored:
            while piece := engine.decompress(engine.unconsumed_tail, PORTION):
                yield piece
    except zlib.error as error:
        raise FileRefused(refusals.BROKEN_ARCHIVE) from error
    if left or (not stored and (not engine.eof or engine.unused_data)):
        raise FileRefused(refusals.BROKEN_ARCHIVE)
