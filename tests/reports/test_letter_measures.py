"""Does page one keep the measures of an official letter (emblem 3 cm, margin 3 cm left and 2 cm right)? Read from the PDF itself."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from tests.reports.pdfs import text_of

pytestmark = pytest.mark.pdf

CM = 72 / 2.54
DOTS_PER_CM = 100


@pytest.fixture(scope="module")
def first_page(thai_pdf, tmp_path_factory) -> Image.Image:
    """Page one as a picture, 100 dots to the centimetre."""
    target = tmp_path_factory.mktemp("page") / "letter"
    command = ["pdftoppm", "-r", "254", "-gray", "-png", "-singlefile", "-l", "1", str(thai_pdf), str(target)]
    subprocess.run(command, check=True)
    return Image.open(target.with_suffix(".png")).convert("L")


def ink(
    picture: Image.Image, left: float, top: float, right: float, bottom: float
) -> tuple[float, float, float, float]:
    """The box that holds all ink of a part of the page, in centimetres from the page's upper left corner."""
    part = picture.crop(tuple(round(side * DOTS_PER_CM) for side in (left, top, right, bottom)))
    box = part.point(lambda light: 255 if light < 200 else 0).getbbox()
    assert box
    return (
        box[0] / DOTS_PER_CM + left,
        box[1] / DOTS_PER_CM + top,
        box[2] / DOTS_PER_CM + left,
        box[3] / DOTS_PER_CM + top,
    )


def words_of(pdf: Path) -> list[tuple[float, float, float, float, str]]:
    """The runs of text on page one with their boxes in centimetres: left, top, right, bottom, text."""
    found = re.findall(
        r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>', text_of(pdf, "-bbox", "-l", "1")
    )
    return [(*(float(side) / CM for side in box), word) for *box, word in found]


def test_the_place_of_the_emblem_is_three_centimetres_and_centred(first_page):
    left, top, right, _ = ink(first_page, 9, 1, 12.95, 4.12)
    assert right - left == pytest.approx(3, abs=0.06)
    assert top == pytest.approx(1.5, abs=0.05)
    assert (left + right) / 2 == pytest.approx(11, abs=0.05)
    assert ink(first_page, 10, 1, 12, 4.55)[3] == pytest.approx(4.5, abs=0.05)


def test_nothing_leaves_the_margins(thai_pdf):
    words = words_of(thai_pdf)
    assert min(left for left, *_ in words) == pytest.approx(3, abs=0.05)
    assert max(right for _, _, right, _, _ in words) <= 19.05
    assert max(bottom for _, _, _, bottom, _ in words) <= 29.7 - 1.5


def test_number_and_sender_stand_on_one_line_at_the_foot_of_the_emblem(thai_pdf):
    words = words_of(thai_pdf)
    number = next(box for box in words if box[4].startswith("ที่ ทก"))
    sender = next(box for box in words if box[4].startswith("กระทรวงเทคโนโลยี"))
    assert number[3] == pytest.approx(sender[3], abs=0.05)
    assert number[1] < 4.5 < number[3] + 0.2
    assert sender[0] >= 3 + 8.9


def test_date_and_regards_start_from_the_middle_and_paragraphs_are_indented(thai_pdf):
    words = words_of(thai_pdf)
    date = next(box for box in words if box[4].startswith("๓๑ พฤษภาคม"))
    regards = next(box for box in words if box[4].startswith("ขอแสดงความนับถือ"))
    first = next(box for box in words if box[4].startswith("ตามหนังสือที่อ้างถึง"))
    assert date[0] == pytest.approx(11, abs=0.1)
    assert regards[0] == pytest.approx(11, abs=0.1)
    assert first[0] == pytest.approx(5.5, abs=0.1)
