"""How does the HTML of a report become the bytes of its PDF (PDF/A-3a and PDF/UA-1 in one file, its data attached)?

`render` works in this process (command line); `render_in_child` in a process of its own, with limits of time and memory (web): a page
that runs wild then costs one answer and never a worker. WeasyPrint is imported only where a PDF is made.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import warnings
from datetime import datetime
from pathlib import Path

from tracker.papers.typeface import FontMissing, require_fonts

SECONDS, MEGABYTES = 60, 1024
"""What every paper may take. A report over eight agencies takes 3 seconds and 240 MB."""
FOR_A_MILLION = 60, 1200
"""What a million characters more may take, in seconds and MB: three times the seconds that were measured (19, and 860 MB, `make bench`)."""
MOST_CHARACTERS = 4_000_000
"""A longer text is not begun: it would hold the machine for minutes. A report over 300 agencies has 2.8 million."""
CHILD = "tracker.papers.child"
ABOUT = "The data of this report"


class RenderFailed(RuntimeError):
    """The PDF could not be made; the message is one line for operators."""


class TooLong(RenderFailed):
    """The text is longer than what may be set in pages at all, or what has to stand on one page does not: trying again cannot help."""


TOO_LONG_CODE = 2
"""With which code the child process ends then."""


class RenderTimeout(RenderFailed):
    """The PDF was not ready within its time."""


__all__ = ["FontMissing", "RenderFailed", "RenderTimeout", "TooLong", "allowance", "render", "render_in_child"]


def render(
    html: str, *, attachment: bytes, lang: str, title: str, created: datetime, base: Path, about: str = ABOUT
) -> bytes:
    """The PDF of `html`. The same arguments give the same bytes, on every machine with the same packages.

    `attachment` is the snapshot's JSON and `about` what readers of PDF are told that it is, `created` an aware time taken from the
    snapshot, `base` the product's static folder.
    Raises FontMissing when a font file is not there, TooLong for a letter that cannot stand on one page, RenderFailed for a changed
    WeasyPrint.
    """
    require_fonts(base)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*FontConfig", category=UserWarning)
        from tracker.papers import engine
    try:
        return engine.to_pdf(
            html, attachment=attachment, lang=lang, title=title, created=created, static=base, about=about
        )
    except engine.LetterTooLong as error:
        raise TooLong(str(error)) from error
    except engine.RendererChanged as error:
        raise RenderFailed(str(error)) from error


def render_in_child(
    html: str,
    *,
    attachment: bytes,
    lang: str,
    title: str,
    created: datetime,
    base: Path,
    about: str = ABOUT,
    seconds: int | None = None,
    megabytes: int | None = None,
) -> bytes:
    """As `render`, in a fresh process that is ended after `seconds` and cannot hold more than `megabytes` of memory (None: by `allowance`).

    Raises FontMissing, TooLong, RenderTimeout, or RenderFailed with the child's last line.
    """
    require_fonts(base)
    allowed = allowance(len(html))
    seconds, megabytes = seconds or allowed[0], megabytes or allowed[1]
    order = {
        "html": html,
        "attachment": base64.b64encode(attachment).decode(),
        "lang": lang,
        "title": title,
        "created": created.isoformat(),
        "base": str(base.resolve()),
        "about": about,
        "megabytes": megabytes,
        "seconds": seconds,
    }
    done = _run(json.dumps(order).encode(), seconds)
    if done.returncode < 0:
        raise RenderFailed(f"The PDF could not be made within {seconds} seconds and {megabytes} MB of memory.")
    if done.returncode == TOO_LONG_CODE:
        raise TooLong(_last_line(done.stderr))
    if done.returncode:
        raise RenderFailed(_last_line(done.stderr) or f"The PDF process ended with code {done.returncode}.")
    return done.stdout


def allowance(characters: int) -> tuple[int, int]:
    """The seconds and the MB of memory that a text of so many characters may take to be set in pages: no paper less than the smallest, a
    long one more. Raises TooLong. Pure."""
    if characters > MOST_CHARACTERS:
        raise TooLong(f"The paper has {characters:,} characters; more than {MOST_CHARACTERS:,} are not set in pages.")
    seconds, megabytes = (more * characters // 1_000_000 for more in FOR_A_MILLION)
    return SECONDS + seconds, MEGABYTES + megabytes


def _run(order: bytes, seconds: int) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", CHILD]
    try:
        return subprocess.run(
            command, input=order, capture_output=True, timeout=seconds, env=child_environment(), check=False
        )
    except subprocess.TimeoutExpired as error:
        raise RenderTimeout(f"The PDF was not ready within {seconds} seconds.") from error


def child_environment() -> dict[str, str]:
    """The child gets what it needs to find its files, and none of the settings or secrets of the product."""
    passed = {
        name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR", "LD_LIBRARY_PATH") if name in os.environ
    }
    return passed | {"PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONUTF8": "1"}


def _last_line(text: bytes) -> str:
    lines = text.decode(errors="replace").strip().splitlines()
    return lines[-1][:300] if lines else ""
