"""Does the renderer read the product's own static files, and nothing else, whatever the HTML asks for?"""

from __future__ import annotations

from pathlib import Path

import pytest
from weasyprint import HTML

from tracker.papers.fetcher import BASE_URL, OwnFilesFetcher, Refused

STATIC = Path(__file__).parents[2] / "static"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A static folder with one style sheet, a secret beside it, and a way out."""
    static = tmp_path / "static"
    static.mkdir()
    (static / "own.css").write_text("p { color: red }")
    (static / "notes.txt").write_text("not for print")
    (tmp_path / "secret.css").write_text("SECRET")
    (static / "link.css").symlink_to(tmp_path / "secret.css")
    return static


def test_an_own_file_is_served_with_its_type(folder):
    answer = OwnFilesFetcher(folder).fetch(f"{BASE_URL}own.css")
    assert answer.read() == b"p { color: red }"
    assert answer.content_type == "text/css"


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1/own.css",
        "https://example.org/own.css",
        "ftp://example.org/own.css",
        "data:text/css,p{}",
        "app://static/../secret.css",
        "app://static/%2e%2e/secret.css",
        "app://static/..%2fsecret.css",
        "app://static//etc/passwd",
        "app://static/link.css",
        "app://static/notes.txt",
        "app://static/missing.css",
        "app://static/",
        "app://elsewhere/own.css",
        "app:own.css",
        "APP://static/own.css",
        "app://static/own.css\x00",
        "own.css",
    ],
)
def test_everything_else_is_refused_and_remembered(folder, address):
    fetcher = OwnFilesFetcher(folder)
    with pytest.raises((Refused, ValueError)):
        fetcher.fetch(address)
    assert fetcher.refused == [address]


HOSTILE = """<!doctype html><html lang="en"><head>
<link rel="attachment" href="file:///etc/hostname">
<link rel="stylesheet" href="http://127.0.0.1:9/x.css">
<style>@import url(file:///etc/passwd); p {{ background: url(http://127.0.0.1:9/x.png) }}</style></head>
<body><p style="list-style: url(data:image/png;base64,AAAA)">x</p><img src="file://{secret}" alt="x"><img src="../secret.css" alt="y">
<object data="file://{secret}"></object><embed src="http://127.0.0.1:9/"><svg><image href="file://{secret}"/></svg></body></html>"""


def test_hostile_markup_reads_nothing(folder):
    (folder.parent / "secret.css").write_text("SECRET")
    asked: list[str] = []

    class Watched(OwnFilesFetcher):
        def fetch(self, url, headers=None):
            asked.append(url)
            return super().fetch(url, headers)

    fetcher = Watched(folder)
    secret = folder.parent / "secret.css"
    document = HTML(string=HOSTILE.format(secret=secret), base_url=BASE_URL, url_fetcher=fetcher).render()
    pdf = document.write_pdf(uncompressed_pdf=True)
    assert fetcher.refused == asked
    assert len(asked) >= 6
    assert b"SECRET" not in pdf
    assert b"EmbeddedFile" not in pdf


def test_the_reports_own_style_sheet_is_served():
    sheet = OwnFilesFetcher(STATIC).fetch(f"{BASE_URL}report.css").read().decode()
    assert "@font-face" in sheet
