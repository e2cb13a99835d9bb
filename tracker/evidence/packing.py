"""How do many files leave as one ZIP without ever being in memory or on the disk together? Portion by portion, as they are read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

PORTION = 256 * 1024


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the ZIP: its name there, its time (Bangkok), and its content, opened."""

    name: str
    at: datetime
    content: BinaryIO


def text(name: str, at: datetime, words: str) -> Part:
    """A part that holds words of ours."""
    return Part(name, at, io.BytesIO(words.encode("utf-8")))


def packed(parts: Iterable[Part]) -> Iterator[bytes]:
    """The bytes of a ZIP of these parts, stored as they are: pictures, PDF and Office files do not shrink.

    Each part is asked for when the one before it has left, and closed when it has left itself.
    """
    out = _Outlet()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for part in parts:
            entry = zipfile.ZipInfo(part.name, part.at.timetuple()[:6])
            entry.external_attr = 0o644 << 16
            with part.content as content, archive.open(entry, "w") as target:
                while portion := content.read(PORTION):
                    target.write(portion)
                    yield out.taken()
    yield out.taken()


class _Outlet(io.RawIOBase):
    """Something to write to that can neither be read nor wound back; what was written is taken away at once."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def writable(self) -> bool:
        """It can be written to."""
        return True

    def write(self, data: object) -> int:
        """Hold what was written until it is taken."""
        piece = bytes(data)  # type: ignore[call-overload]
        self.pieces.append(piece)
        return len(piece)

    def taken(self) -> bytes:
        """What was written since it was last asked."""
        pieces, self.pieces = self.pieces, []
        return b"".join(pieces)
