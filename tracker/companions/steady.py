"""How does a file that is a zip inside (XLSX) come out with the same bytes each time? All its times are one that it is given."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

CORE = "docProps/core.xml"
"""Where an OOXML file says when it was made (ISO 29500-2, core properties)."""
_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
ORDINARY_FILE = 0o100644 << 16
UNIX = 3


def steady(file: IO[bytes], at: datetime) -> bytes:
    """The same parts in the same order, all of them of the instant `at` (aware; written as UTC). Pure but for reading the file."""
    made = io.BytesIO()
    with ZipFile(file) as given, ZipFile(made, "w", ZIP_DEFLATED) as written:
        for part in given.infolist():
            content = given.read(part)
            written.writestr(entry(part.filename, at), _dated(content, at) if part.filename == CORE else content)
    return made.getvalue()


def entry(name: str, at: datetime) -> ZipInfo:
    """An ordinary file of that name and instant in a zip, the same on every machine."""
    made = ZipInfo(name, at.astimezone(UTC).timetuple()[:6])
    made.compress_type, made.external_attr, made.create_system = ZIP_DEFLATED, ORDINARY_FILE, UNIX
    return made


def _dated(core: bytes, at: datetime) -> bytes:
    return _TIMES.sub(rb"\g<1>" + at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode(), core)
