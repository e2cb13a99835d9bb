"""How does a person see a file without opening it? As a picture that we draw, kept beside the database and drawn again when it is lost."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from flask import current_app

from tracker.evidence import pictures
from tracker.evidence.pictures import NoPreview
from tracker.evidence.service import opened
from tracker.evidence.store import StoredFile


def preview(file: StoredFile, page: int) -> bytes:
    """The picture (or the page, from 1, of a PDF) as WebP. NoPreview when there is none, Damaged when the file is."""
    kept = folder() / f"{file.sha256}-{page}.webp"
    with suppress(FileNotFoundError):
        return kept.read_bytes()
    if file.kind.preview == "pdf":
        with opened(file) as content:
            drawn = pictures.page_of(content, page)
    elif file.kind.preview == "image" and page == 1:
        with opened(file) as content:
            drawn = pictures.picture_of(content, file.kind.name)
    else:
        raise NoPreview
    with suppress(OSError):
        _keep(kept, drawn)
    return drawn


def pages(file: StoredFile) -> int:
    """How many pages can be leafed through: 1 for a picture, 0 for what cannot be shown."""
    if file.kind.preview == "image":
        return 1
    if file.kind.preview != "pdf":
        return 0
    try:
        return min(_pages(file.sha256, file), pictures.MOST_PAGES)
    except NoPreview:
        return 0


def sweep(before: datetime) -> int:
    """Remove pictures that were drawn before this instant; how many. They are drawn again when somebody asks."""
    old = [path for path in folder().glob("*.webp*") if path.stat().st_mtime < before.timestamp()]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def folder() -> Path:
    """Where drawn pictures are kept."""
    return Path(current_app.instance_path) / "previews"


@lru_cache(maxsize=256)
def _pages(_sha256: str, file: StoredFile) -> int:
    with opened(file) as content:
        return pictures.pages_of(content)


def _keep(path: Path, content: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = path.with_suffix(f".webp-{secrets.token_hex(8)}")
    try:
        beside.write_bytes(content)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
