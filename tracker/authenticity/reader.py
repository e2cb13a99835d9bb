"""What does the child process of `reading.claim_of` do? Reads one PDF of a stranger on standard input, writes what it says of itself.

Nothing in the file is run or drawn. Everything that is unpacked is unpacked up to a bound, and the process has limits beside that.
"""

from __future__ import annotations

import hashlib
import json
import re
import resource
import sys
import zlib
from io import BytesIO
from typing import Any

import pikepdf

from tracker.papers.pdf_metadata import ATTACHMENT
from tracker.reports.proof_address import PATH, TOKEN

MOST_UNPACKED = 16 * 1024 * 1024
"""The data of a report on 300 agencies are a quarter of it."""
MOST_WORDS = 64 * 1024
SECONDS = 10
MEGABYTES = 768
ADDRESS = re.compile(f"{PATH}({TOKEN})(?![0-9a-z])")


def main() -> int:
    """Exit code 0 with the claim as JSON."""
    resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES * 1024 * 1024,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024 * 1024,) * 2)
    json.dump(said(sys.stdin.buffer.read()), sys.stdout)
    return 0


def said(content: bytes) -> dict[str, Any]:
    """The fields of `rules.Claim`, as plain JSON."""
    try:
        with pikepdf.open(BytesIO(content), suppress_warnings=True) as pdf:
            return {"is_pdf": True, "tokens": _tokens(pdf), **_attached(pdf)}
    except pikepdf.PasswordError:
        return {"is_pdf": True}
    except (pikepdf.PdfError, ValueError, RuntimeError, RecursionError, MemoryError):
        return {"is_pdf": False}


def _tokens(pdf: pikepdf.Pdf) -> list[str]:
    """Tokens of addresses in the file's description, in the old form of it and in the new one."""
    try:
        words = str(pdf.docinfo.get("/Keywords", ""))[:MOST_WORDS]
        metadata = pdf.Root.get("/Metadata")
        more = _unpacked(metadata, MOST_WORDS) if isinstance(metadata, pikepdf.Stream) else None
    except (pikepdf.PdfError, ValueError, RuntimeError, TypeError, AttributeError):
        return []
    return list(dict.fromkeys(ADDRESS.findall(words + " " + (more or b"").decode(errors="replace"))))[:4]


def _attached(pdf: pikepdf.Pdf) -> dict[str, Any]:
    """What the attached data say they are; nothing when there are none, or they cannot be read."""
    try:
        file = pdf.attachments.get(ATTACHMENT)
        stream = file.obj.EF.F if file is not None else None
        content = _unpacked(stream, MOST_UNPACKED) if isinstance(stream, pikepdf.Stream) else None
    except (pikepdf.PdfError, ValueError, RuntimeError, TypeError, AttributeError, KeyError):
        return {}
    if content is None:
        return {}
    return {"sha256": hashlib.sha256(content).hexdigest(), **_named(content)}


def _unpacked(stream: pikepdf.Stream, most: int) -> bytes | None:
    """The content of a stream that is packed as ours are, or not at all; None when it is packed otherwise, broken, or larger than that."""
    packing, raw = stream.get("/Filter"), stream.read_raw_bytes()
    if packing is None:
        return raw if len(raw) <= most else None
    if str(packing) != "/FlateDecode":
        return None
    unpacking = zlib.decompressobj()
    try:
        content = unpacking.decompress(raw, most)
    except zlib.error:
        return None
    return content if unpacking.eof else None


def _named(content: bytes) -> dict[str, Any]:
    try:
        data = json.loads(content)
        code, number = data["resolution"]["code"], data["number"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return {}
    sound = isinstance(code, str) and len(code) <= 100 and type(number) is int and 0 < number < 10**6
    return {"resolution": code, "number": number} if sound else {}


if __name__ == "__main__":
    sys.exit(main())
