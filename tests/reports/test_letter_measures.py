"""Does page one keep the measures of an official letter (emblem 3 cm, margin 3 cm left and 2 cm right)? Read from the PDF itself."""

from __future__ import annotations

import re
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from tests.reports.pdfs import CREATED, ROOT, letter_only, order, text_of
from tests.reports.sample import snapshot
from tracker.documents.document import document
from tracker.documents.words import Worded
from tracker.lang import Bilingual
from tracker.papers.pdf import render

pytestmark = pytest.mark.pdf

CM = 72 / 2.54
DOTS_PER_CM = 100
LINE = 16 * 1.31 / 72 * 2.54
"""Single spacing of 16 pt TH SarabunPSK, in centimetres."""
HEIGHT_OF_KO_KAI = 16 * 0.4 / 72 * 2.54
"""How tall a ก of 16 pt TH SarabunPSK is, in centimetres."""
SHORT = Bilingual(
    "ความก้าวหน้าเป็นไปตามแผน ทั้งนี้ รายละเอียดปรากฏตามสิ่งที่ส่งมาด้วย ซึ่งได้จัดทำขึ้นเป็นรายหน่วยงานและรายภารกิจตามมติคณะรัฐมนตรีแล้ว",
    "All is well.",
)


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


def test_speed_stands_above_the_number_in_letters_of_32_points(thai_pdf, first_page):
    words = words_of(thai_pdf)
    speed = next(box for box in words if box[4] == "ด่วนที่สุด")
    number = next(box for box in words if box[4].startswith("ที่ ทก"))
    assert speed[0] == pytest.approx(number[0], abs=0.05)
    assert speed[3] < number[1]
    assert speed[3] - speed[1] == pytest.approx(2 * (number[3] - number[1]), rel=0.02)
    assert ink(first_page, 3, speed[1], 5.8, speed[3])[0] == pytest.approx(3, abs=0.1)


def test_the_letters_are_as_tall_as_those_of_16_points(thai_pdf, first_page):
    """The first letter of the sender's name is a ก."""
    sender = next(box for box in words_of(thai_pdf) if box[4].startswith("กระทรวงเทคโนโลยี"))
    _, top, _, foot = ink(first_page, sender[0], sender[1], sender[0] + 0.17, sender[3])
    assert foot - top == pytest.approx(HEIGHT_OF_KO_KAI, abs=0.02)


@pytest.fixture(scope="module")
def wide(tmp_path_factory) -> list[tuple[float, float, float, float, str]]:
    """The words of a letter that is short enough for the widest setting."""
    path = tmp_path_factory.mktemp("wide") / "th.pdf"
    wording = [Worded(place, SHORT, None, CREATED) for place in ("facts", "money")]
    html = letter_only(document(snapshot(), "th", templates=ROOT / "templates", wording=wording))
    path.write_bytes(render(**order(html=html)))
    return words_of(path)


def top_of(words: list[tuple[float, float, float, float, str]], begin: str) -> float:
    """Where the line that begins so has its upper edge, in centimetres from the page's."""
    return next(box[1] for box in words if box[4].startswith(begin))


def test_lines_are_single_spaced_and_six_points_part_what_follows(wide):
    tops = [top_of(wide, label) for label in ("เรื่อง", "เรียน", "อ้างถึง", "สิ่งที่ส่งมาด้วย", "ตามหนังสือที่อ้างถึง")]
    steps = [below - above for above, below in pairwise(tops)]
    assert steps == pytest.approx([LINE + 6 / CM] * 4, abs=0.03)
    paragraph = [box[1] for box in wide if box[0] == pytest.approx(3, abs=0.05) and tops[-1] < box[1]]
    assert paragraph[0] - tops[-1] == pytest.approx(LINE, abs=0.03)


def test_the_closing_is_12_points_below_and_the_name_four_lines_below_it(wide):
    close, regards = top_of(wide, "จึงเรียนมาเพื่อ"), top_of(wide, "ขอแสดงความนับถือ")
    assert regards - close == pytest.approx(LINE + 12 / CM, abs=0.03)
    assert top_of(wide, "(....") - regards == pytest.approx(4 * LINE, abs=0.1)
    post = next(box for box in wide if box[4].startswith("รัฐมนตรีว่าการ"))
    name = next(box for box in wide if box[4].startswith("(...."))
    assert post[1] - name[1] == pytest.approx(LINE, abs=0.03)
    assert (name[0] + name[2]) / 2 == pytest.approx((post[0] + post[2]) / 2, abs=0.1)
