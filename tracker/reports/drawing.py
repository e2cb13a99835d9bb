"""How is a PDF drawn without holding up a page? In a process of its own, with limits; the file appears whole or not at all."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from pathlib import Path

from tracker.reports import store
from tracker.reports.rules import Report
from tracker.reports.service import EDITION, draw_and_keep

CPU_SECONDS = 120
MEMORY = 2 * 1024**3
PATIENCE = 20.0
"""Seconds that a download waits for a file that is being drawn; afterwards the person gets a page that looks again by itself."""
STALE = 180.0
"""A drawing that began so many seconds ago and left no file has died."""


def pdf_file(report: Report, lang: str, *, patience: float = PATIENCE) -> Path | None:
    """The PDF's file; drawn first when it is not there yet. None when it is still being drawn after `patience` seconds."""
    path = store.pdf_path(report.snapshot_sha256, lang, EDITION)
    if not path.exists():
        begin(report, lang)
    until = time.monotonic() + patience
    while not path.exists() and time.monotonic() < until:
        time.sleep(0.1)
    return path if path.exists() else None


def begin(report: Report, lang: str) -> None:
    """Start drawing in a process of its own, unless one is at it already."""
    mark = store.pdf_path(report.snapshot_sha256, lang, EDITION).with_suffix(".drawing")
    mark.parent.mkdir(parents=True, exist_ok=True)
    if mark.exists() and time.time() - mark.stat().st_mtime > STALE:
        mark.unlink(missing_ok=True)
    try:
        os.close(os.open(mark, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    except FileExistsError:
        return
    command = [sys.executable, "-m", "tracker.reports.drawing", str(report.id), lang, str(mark)]
    subprocess.Popen(command, env=os.environ, stdin=subprocess.DEVNULL, start_new_session=True)


def main(report_id: int, lang: str, mark: Path) -> None:
    """Draw one report's PDF: what the process of its own does."""
    from tracker import create_app

    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        with create_app().app_context():
            report = store.report(report_id)
            if report is not None:
                draw_and_keep(report, lang)
    finally:
        mark.unlink(missing_ok=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
