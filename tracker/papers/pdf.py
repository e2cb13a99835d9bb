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

SECONDS = 60
MEGABYTES = 1024
CHILD = "tracker.papers.child"
ABOUT = "The data of this report"


class RenderFailed(RuntimeError):
    """The PDF could not be made; the message is one line for operators."""


class RenderTimeout(RenderFailed):
    """The PDF was not ready within its time."""


__all__ = ["FontMissing", "RenderFailed", "RenderTimeout", "render", "render_in_child"]


def render(
    html: str, *, attachment: bytes, lang: str, title: str, created: datetime, base: Path, about: str = ABOUT
) -> bytes:
    """The PDF of `html`. The same arguments give the same bytes, on every machine with the same packages.

    `attachment` is the snapshot's JSON and `about` what readers of PDF are told that it is, `created` an aware time taken from the
    snapshot, `base` the product's static folder.
    Raises FontMissing when a font file is not there, RenderFailed for a letter that cannot stand on one page or a changed WeasyPrint.
    """
    require_fonts(base)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*FontConfig", category=UserWarning)
        from tracker.papers import engine
    try:
        return engine.to_pdf(
            html, attachment=attachment, lang=lang, title=title, created=created, static=base, about=about
        )
    except (engine.LetterTooLong, engine.RendererChanged) as error:
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
    seconds: int = SECONDS,
    megabytes: int = MEGABYTES,
) -> bytes:
    """As `render`, in a fresh process that is ended after `seconds` and cannot hold more than `megabytes` of memory.

    Raises FontMissing, RenderTimeout, or RenderFailed with the child's last line.
    """
    require_fonts(base)
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
    if done.returncode:
        raise RenderFailed(_last_line(done.stderr) or f"The PDF process ended with code {done.returncode}.")
    return done.stdout


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
