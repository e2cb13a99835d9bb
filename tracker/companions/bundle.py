"""How does a report leave as one file with everything that belongs to it? A zip whose manifest names the SHA-256 of each file in it."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZipFile

from tracker.companions.steady import entry

MANIFEST = "SHA256SUMS"
"""Written as `sha256sum` writes it, so that `sha256sum -c SHA256SUMS` checks the files after they were unpacked."""
FOLDER = str.maketrans("", "", "/\\")


def bundle(files: Mapping[str, bytes], at: datetime) -> io.BytesIO:
    """The files by name and their manifest as a zip, an open buffer at its beginning; every time in it is the instant `at`
    (aware), so that the same files give the same bytes. Pure."""
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as written:
        for name, content in (*files.items(), (MANIFEST, manifest(files))):
            written.writestr(entry(name.translate(FOLDER), at), content)
    made.seek(0)
    return made


def manifest(files: Mapping[str, bytes]) -> bytes:
    """A line for each file: its SHA-256 in hexadecimal, two blanks, its name. Pure."""
    return "".join(_lines(files)).encode()


def _lines(files: Mapping[str, bytes]) -> Iterator[str]:
    for name, content in files.items():
        yield f"{hashlib.sha256(content).hexdigest()}  {name.translate(FOLDER)}\n"
