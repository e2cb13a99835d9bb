"""Where does the PDF of a paper lie, and how does it come there whole? In the instance folder, named after what it says and its form."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from flask import current_app


def pdf_path(sha256: str, lang: str, edition: str) -> Path:
    """Where the PDF of what has this SHA-256 is kept; `edition` names the form it was drawn in, so that a new form draws a new file."""
    return folder() / f"{sha256[:32]}-{edition}-{lang}.pdf"


def folder() -> Path:
    """Where all of them lie."""
    return Path(current_app.instance_path) / "reports"


def keep_pdf(path: Path, content: bytes) -> None:
    """Write a PDF so that it is there whole or not at all, even when the machine stops in between."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".tmp-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    finally:
        Path(temporary).unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
