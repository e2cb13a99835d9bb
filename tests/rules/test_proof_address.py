"""Can the address of a proof be typed from paper, and not be guessed?"""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
import segno

from tracker.papers.qr import QUIET, qr_svg
from tracker.reports import proof_address

TOKEN = "7k3m9q0r2t4v6x8z"
ADDRESS = f"https://tracker.go.th/verify/{TOKEN}"


def test_tokens_differ_and_hold_no_letter_that_is_misread():
    tokens = {proof_address.new_token() for _ in range(200)}
    assert len(tokens) == 200
    assert all(re.fullmatch(proof_address.TOKEN, token) for token in tokens)
    assert not set("ilou") & set("".join(tokens))
    assert len(proof_address.ALPHABET) ** proof_address.LENGTH >= 2**80


def test_the_address_is_the_installation_s():
    assert proof_address.address_of("https://tracker.go.th", TOKEN) == ADDRESS


@pytest.mark.parametrize(
    ("typed", "token"),
    [
        (TOKEN, TOKEN), (TOKEN.upper(), TOKEN), ("7k3m-9q0r-2t4v-6x8z", TOKEN), (" 7k3m 9qOr 2t4v 6x8z ", TOKEN), ("", None),
        ("7k3m9q0r2t4v6x8", None), ("7k3m9q0r2t4v6x8zz", None), ("../../etc/passwd", None), ("๗k3m9q0r2t4v6x8z", None), ("u" * 16, None),
        ("İ" * 16, None),
    ],
)  # fmt: skip
def test_what_is_read_from_paper(typed: str, token: str | None):
    assert proof_address.as_token(typed) == token


def test_the_square_holds_the_address_and_is_read_out():
    drawing = ElementTree.fromstring(qr_svg(ADDRESS, "รหัส <1>"))
    name = "{http://www.w3.org/2000/svg}"
    assert drawing.findtext(f"{name}title") == "รหัส <1>"
    assert [each.tag for each in drawing] == [f"{name}title", f"{name}path"]
    dark = {(int(y), int(x)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", drawing.find(f"{name}path").get("d"))}
    matrix = segno.make(ADDRESS, error="m", boost_error=False).matrix
    assert dark == {(y + QUIET, x + QUIET) for y, row in enumerate(matrix) for x, module in enumerate(row) if module}
    assert drawing.get("viewBox") == f"0 0 {len(matrix) + 2 * QUIET} {len(matrix) + 2 * QUIET}"
