"""The sample report as PDF, rendered once for all tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reports.pdfs import order
from tracker.papers.pdf import render


@pytest.fixture(scope="session")
def thai_pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Thai edition."""
    path = tmp_path_factory.mktemp("report") / "th.pdf"
    path.write_bytes(render(**order()))
    return path


@pytest.fixture(scope="session")
def english_pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The English edition."""
    path = tmp_path_factory.mktemp("report") / "en.pdf"
    path.write_bytes(render(**order(lang="en")))
    return path
