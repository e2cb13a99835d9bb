"""Do the classes of speed and secrecy stand where the regulations have them, in a PDF that everybody can read?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.reports.pdfs import ROOT, letter_only, order, text_of
from tests.reports.sample import snapshot
from tests.verapdf import broken_rules
from tracker.documents.classes import Secrecy, Speed, printed_secrecy, printed_speed
from tracker.documents.document import document
from tracker.documents.letter import Issue
from tracker.lang import Bilingual
from tracker.papers.pdf import render

CM = 72 / 2.54
REGISTERED = Bilingual("ด่วนมาก", "Very urgent")


def html(lang: str = "th", issue: Issue | None = None) -> str:
    """Letter and a short annex of the sample."""
    return letter_only(document(snapshot(), lang, templates=ROOT / "templates", issue=issue))


@pytest.mark.parametrize(
    ("speed", "printed"),
    [
        (Speed.REGISTERED, "ด่วนมาก"),
        (Speed.URGENT, "ด่วน"),
        (Speed.VERY, "ด่วนมาก"),
        (Speed.MOST, "ด่วนที่สุด"),
        (Speed.NONE, None),
    ],
)
def test_the_speed_is_the_one_that_was_chosen_else_that_of_the_register(speed: Speed, printed: str | None) -> None:
    said = printed_speed(speed, REGISTERED)
    assert (said and said.th) == printed
    assert printed_speed(Speed.REGISTERED, None) is None


def test_no_secrecy_is_the_rule_and_leaves_the_paper_as_it_was() -> None:
    assert printed_secrecy(Secrecy.NONE) is None
    assert 'class="secrecy"' not in html()
    assert "bottom-center" not in html(issue=Issue("1", None))


def test_a_speed_of_none_leaves_the_place_empty() -> None:
    assert 'class="speed"' in html(issue=Issue("1", None))
    assert 'class="speed"' not in html(issue=Issue("1", None, speed=Speed.NONE))
    assert '<p class="speed">ด่วน</p>' in html(issue=Issue("1", None, speed=Speed.URGENT))


@pytest.mark.pdf
@pytest.mark.parametrize(("lang", "word"), [("th", "ลับที่สุด"), ("en", "TOP SECRET")])
def test_secrecy_stands_at_top_and_foot_in_the_middle_of_every_page(lang: str, word: str, tmp_path: Path) -> None:
    path = tmp_path / "secret.pdf"
    path.write_bytes(render(**order(lang=lang, html=html(lang, Issue("1", None, secrecy=Secrecy.TOP)))))
    assert broken_rules(path, "ua1", "3a") == []
    pages = text_of(path, "-bbox").split("<page ")[1:]
    assert len(pages) == 2
    first, last = word.split()[0], word.split()[-1]
    for page in pages:
        boxes = re.findall(r'xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>', page)
        left = [(float(x), float(y)) for x, y, _, _, said in boxes if said in (first, word)]
        right = [float(x) for _, _, x, _, said in boxes if said in (last, word)]
        assert [round((start + end) / 2 / CM, 1) for (start, _), end in zip(left, right, strict=True)] == [11.0, 11.0]
        heights = sorted(y / CM for _, y in left)
        assert heights[0] < 2
        assert heights[1] > 27.5
