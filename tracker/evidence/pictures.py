"""Can this picture be opened, and what does a browser get to see of it? What it sees is drawn anew: no byte of the file reaches it."""

from __future__ import annotations

import io
import logging
import os
import re
import subprocess
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from PIL import Image, ImageFile

from tracker.evidence import refusals
from tracker.evidence.refusals import FileRefused

log = logging.getLogger(__name__)

MOST_PIXELS = 50_000_000
FORMATS = {"png": "PNG", "jpeg": "JPEG", "webp": "WEBP"}
WIDEST = (1200, 1700)
"""A page of A4 at 144 dots per inch, as wide as a desk's screen shows."""
MOST_PAGES = 20
"""So many pages of a PDF can be leafed through; the rest is in the download."""
SECONDS = 20
MEGABYTES = 1024
ONE_AT_A_TIME = threading.BoundedSemaphore(1)
"""A decoded picture may take 200 MB: one after the other in each process."""

ORIENTATION = 0x0112
Turn = Image.Transpose
TURNS = {
    2: Turn.FLIP_LEFT_RIGHT, 3: Turn.ROTATE_180, 4: Turn.FLIP_TOP_BOTTOM, 5: Turn.TRANSPOSE,
    6: Turn.ROTATE_270, 7: Turn.TRANSVERSE, 8: Turn.ROTATE_90,
}  # fmt: skip
"""What puts a picture upright again, by how its camera says that it was held (EXIF 2.3, 4.6.4 A)."""


class NoPreview(Exception):
    """This file cannot be shown as a picture here; it can still be downloaded."""


@contextmanager
def _to_the_end() -> Iterator[None]:
    """One picture at a time, and a cut one is refused: WeasyPrint tells Pillow, for the whole process, to fill up what is missing."""
    with ONE_AT_A_TIME:
        before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
        try:
            yield
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = before


def opens(file: BinaryIO, kind: str) -> None:
    """Decode the whole picture; FileRefused when it is damaged, has too many pixels, or is of another format than `kind`."""
    with _to_the_end(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        file.seek(0)
        try:
            with Image.open(file, formats=[FORMATS[kind]]) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise FileRefused(refusals.HUGE_IMAGE)
                if kind == "jpeg":
                    picture.draft("RGB", (256, 256))
                picture.load()
        except Image.DecompressionBombError as error:
            raise FileRefused(refusals.HUGE_IMAGE) from error
        except FileRefused:
            raise
        except Exception as error:  # a stranger's bytes make decoders fail in every way there is
            raise FileRefused(refusals.DAMAGED_IMAGE) from error


def picture_of(file: BinaryIO, kind: str) -> bytes:
    """The picture as a WebP of at most WIDEST, upright, without what cameras note about places. NoPreview when it does not open."""
    with ONE_AT_A_TIME, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        file.seek(0)
        try:
            with Image.open(file, formats=[FORMATS[kind]]) as found:
                if found.width * found.height > MOST_PIXELS:
                    raise NoPreview
                found.draft("RGB", WIDEST)
                turn = _turn(found)
                upright = found if turn is None else found.transpose(turn)
                upright.thumbnail(WIDEST)
                return _webp(upright)
        except NoPreview:
            raise
        except Exception as error:
            raise _undrawn(error) from error


def _turn(picture: Image.Image) -> Turn | None:
    """How to turn a picture upright; None when it is, or when what the camera noted cannot be read. Nothing but this is read."""
    try:
        return TURNS.get(picture.getexif().get(ORIENTATION, 1))
    except Exception:
        return None


def _undrawn(error: Exception) -> NoPreview:
    """What cannot be drawn has no preview; a line in the log says why, in case it is a fault of ours."""
    log.warning("a preview could not be drawn: %r", error)
    return NoPreview()


def page_of(file: BinaryIO, number: int) -> bytes:
    """A page of a PDF (from 1) as WebP, drawn by poppler in a process with limits. NoPreview when it cannot be."""
    if not 1 <= number <= MOST_PAGES:
        raise NoPreview
    with ONE_AT_A_TIME:
        page = str(number)
        drawn = _run(
            "pdftoppm", "-png", "-singlefile", "-f", page, "-l", page, "-scale-to", str(WIDEST[1]), "-", file=file
        )
        try:
            with Image.open(io.BytesIO(drawn), formats=["PNG"]) as picture:
                picture.thumbnail(WIDEST)
                return _webp(picture)
        except Exception as error:
            raise _undrawn(error) from error


def pages_of(file: BinaryIO) -> int:
    """How many pages a PDF has. NoPreview when that cannot be told."""
    found = re.search(rb"^Pages:\s+(\d+)", _run("pdfinfo", "-", file=file), re.MULTILINE)
    if found is None:
        raise NoPreview
    return int(found[1])


def _run(*command: str, file: BinaryIO) -> bytes:
    """What a program of poppler's makes of a file; it may take SECONDS, MEGABYTES, and nothing of our environment."""
    limits = ("prlimit", f"--as={MEGABYTES * 1024 * 1024}", f"--cpu={SECONDS}", "--core=0")
    file.seek(0)
    try:
        done = subprocess.run(
            (*limits, *command), stdin=file, capture_output=True, timeout=SECONDS, check=True,
            env={"PATH": os.environ.get("PATH", "/usr/bin"), "LC_ALL": "C.UTF-8"},
        )  # fmt: skip
    except (subprocess.SubprocessError, OSError) as error:
        raise NoPreview from error
    return done.stdout


def _webp(picture: Image.Image) -> bytes:
    drawn = io.BytesIO()
    picture.convert("RGBA" if picture.mode in ("RGBA", "LA", "P", "PA") else "RGB").save(
        drawn, "WEBP", quality=82, method=2
    )
    return drawn.getvalue()
