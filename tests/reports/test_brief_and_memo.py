"""Do the brief and the memo of a report stand on one page each, say what the report says, and hold as PDF/A-3a and PDF/UA-1?"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.reports.empty import first_day
from tests.reports.pdfs import CREATED, READERS, ROOT, crowded, squeezed, text_of
from tests.reports.sample import snapshot
from tests.reports.test_letter_measures import words_of
from tests.reports.test_searchable_thai import MUST_BE_FOUND
from tests.verapdf import broken_rules
from tracker.companions.brief import LISTED, MOST_AGENCIES, MOST_CHARACTERS, brief
from tracker.companions.memo import memo
from tracker.companions.paper import Paper, brief_html, memo_html
from tracker.documents.classes import Secrecy
from tracker.documents.composition import composed
from tracker.documents.document import paragraphs
from tracker.documents.words import Worded
from tracker.lang import Bilingual
from tracker.papers.pdf import TooLong, render_in_child
from tracker.snapshots.snapshot import Snapshot

pdf = pytest.mark.pdf
DRAFT = Bilingual("ร่าง", "Draft")
ADDRESS = "https://tracker.example/verify/abcdefgh"
LONG = Bilingual(
    "ความก้าวหน้าเป็นไปตามแผน ทั้งนี้ รายละเอียดปรากฏตามสิ่งที่ส่งมาด้วย " * 40, "All is well and goes on as planned. " * 60
)


def brief_paper(
    report: Snapshot, lang: str = "th", words: tuple[Worded, ...] = (), secrecy: Bilingual | None = None
) -> Paper:
    """The brief of a snapshot, of a draft that can be verified."""
    html = brief_html(
        brief(report, report.as_of, words), lang, templates=ROOT / "templates", standing=DRAFT, secrecy=secrecy, sha256=report.sha256(),
        address=ADDRESS,
    )  # fmt: skip
    return Paper(html, lang, "Brief", report.to_json(), CREATED)


def memo_paper(report: Snapshot, lang: str = "th", marked: bool = True, secrecy: Bilingual | None = None) -> Paper:
    """The memo to the letter of a snapshot."""
    html = memo_html(
        memo(report, report.as_of), report, lang, templates=ROOT / "templates", dated=report.as_of, speed=report.cover.urgency,
        secrecy=secrecy, marked=marked,
    )  # fmt: skip
    return Paper(html, lang, "Memo", report.to_json(), CREATED)


PAPERS: dict[str, Callable[[Snapshot, str], Paper]] = {"brief": brief_paper, "memo": memo_paper}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Path]:
    """The sample's papers as files, each drawn once."""
    folder = tmp_path_factory.mktemp("companions")

    def path(kind: str, lang: str) -> Path:
        file = folder / f"{kind}-{lang}.pdf"
        if not file.exists():
            file.write_bytes(PAPERS[kind](snapshot(), lang).pdf())
        return file

    return path


def many(number: int) -> Snapshot:
    """A report over so many agencies."""
    full = snapshot()
    party, row, section = full.parties[0], full.rows[0], full.sections[0]
    codes = [f"a{place}" for place in range(number)]
    return replace(
        full,
        parties=(*full.parties, *(replace(party, code=code) for code in codes)),
        rows=tuple(replace(row, agency=code) for code in codes),
        sections=tuple(replace(section, agency=code) for code in codes),
    )


def test_the_brief_says_the_first_of_what_the_report_says_and_counts_the_rest() -> None:
    report = snapshot()
    said = composed(report, report.as_of)
    shown = brief(report, report.as_of)
    places = [place for place in LISTED if said[place].th]
    assert len(shown.told) == len(places)
    for told, place in zip(shown.told, places, strict=True):
        lines = paragraphs(said[place])
        assert len(told.lines) + told.more == len(lines)
        for line, whole in zip(told.lines, lines, strict=False):
            assert whole.th.startswith(line.th.removesuffix("…"))
            assert max(len(line.th), len(line.en)) <= MOST_CHARACTERS


def test_what_people_ask_of_the_cabinet_comes_first() -> None:
    asked = Worded("requests", Bilingual("ขอให้เร่งรัด", "Please expedite."), None, CREATED)
    shown = brief(snapshot(), snapshot().as_of, [asked])
    assert (shown.told[0].lines, shown.told[0].more) == ((asked.words,), 0)


def test_the_brief_counts_joint_money_once_and_each_way_of_the_others() -> None:
    report = snapshot()
    shown = brief(report, report.as_of)
    assert shown.allotted_satang == 200_000_000
    assert shown.sharing is not None
    assert sum(number for _way, number in shown.choices) == len(report.choices)


@pytest.mark.parametrize(("number", "listed"), [(MOST_AGENCIES, MOST_AGENCIES), (MOST_AGENCIES + 1, 0)])
def test_many_agencies_are_counted_instead_of_listed(number: int, listed: int) -> None:
    shown = brief(many(number), snapshot().as_of)
    assert len(shown.agencies) == listed
    assert sum(shown.standing.values()) == number


def test_the_memo_names_who_asks_whom_to_sign_what() -> None:
    report = snapshot()
    said = memo(report, report.as_of)
    assert f"ครั้งที่ {report.number}" in said.subject.th
    text = " ".join(each.th for each in said.paragraphs)
    for words in (
        report.cover.owner.th,
        report.cover.addressee.th,
        f"ร้อยละ {report.leading.verified}",
        "23 เมษายน 2556",
    ):
        assert words in text


@pdf
@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("kind", list(PAPERS))
def test_each_is_one_page_and_holds_as_pdf_a_and_pdf_ua(
    written: Callable[[str, str], Path], kind: str, lang: str
) -> None:
    path = written(kind, lang)
    assert text_of(path).count("\f") == 1
    assert broken_rules(path, "3a", "ua1") == []


@pdf
@pytest.mark.parametrize("kind", list(PAPERS))
@pytest.mark.parametrize("report", [crowded, first_day, lambda: many(MOST_AGENCIES), lambda: many(60)])
def test_the_fullest_and_the_emptiest_stand_on_one_page(
    kind: str, report: Callable[[], Snapshot], tmp_path: Path
) -> None:
    for lang in ("th", "en"):
        path = tmp_path / f"{lang}.pdf"
        path.write_bytes(PAPERS[kind](report(), lang).pdf())
        assert text_of(path).count("\f") == 1


@pdf
def test_very_long_words_of_people_are_cut_and_the_brief_stays_one_page(tmp_path: Path) -> None:
    words = tuple(
        Worded(place, Bilingual("\n".join([LONG.th] * 9), "\n".join([LONG.en] * 9)), None, CREATED) for place in LISTED
    )
    path = tmp_path / "long.pdf"
    path.write_bytes(brief_paper(snapshot(), "th", words).pdf())
    assert text_of(path).count("\f") == 1
    assert "และอีก ๖ ข้อในรายงาน" in text_of(path)


@pdf
def test_the_brief_prints_the_figures_and_where_to_verify_them(written: Callable[[str, str], Path]) -> None:
    said, report = " ".join(text_of(written("brief", "en")).split()), snapshot()
    for words in (
        f"{report.leading.verified} %",
        f"{report.leading.claimed} %",
        "demonstration data",
        ADDRESS,
        report.sha256(),
    ):
        assert words in said.replace("\n", "")


@pdf
def test_the_memo_keeps_the_measures_of_its_form(written: Callable[[str, str], Path]) -> None:
    words = words_of(written("memo", "th"))
    title = next(box for box in words if box[4] == "บันทึกข้อความ")
    name = next(box for box in words if box[4].startswith("ส่วนราชการ"))
    first = next(box for box in words if box[4].startswith("ตามที่คณะรัฐมนตรี"))
    body = next(box for box in words if box[4].startswith("เรียน"))
    assert (title[0] + title[2]) / 2 == pytest.approx(11, abs=0.1)
    assert (title[3] - title[1]) / (body[3] - body[1]) == pytest.approx(29 / 16, rel=0.03)
    assert (name[3] - name[1]) / (body[3] - body[1]) == pytest.approx(20 / 16, rel=0.03)
    assert name[0] == pytest.approx(3, abs=0.05)
    assert first[0] == pytest.approx(5.5, abs=0.1)
    assert max(right for _, _, right, _, _ in words) <= 19.05


@pdf
def test_the_memo_leaves_number_day_and_name_open_and_says_that_it_is_a_draft(
    written: Callable[[str, str], Path], tmp_path: Path
) -> None:
    said = text_of(written("memo", "th"), "-layout")
    for words in ("ร่าง", "ทก ๐๑๐๐.๔/", "........ พฤษภาคม ๒๕๕๖", "(........", "รัฐมนตรีว่าการกระทรวงเทคโนโลยี"):
        assert words in said
    path = tmp_path / "issued.pdf"
    path.write_bytes(memo_paper(snapshot(), marked=False).pdf())
    assert "ร่าง" not in text_of(path)


@pdf
@pytest.mark.parametrize("kind", list(PAPERS))
def test_the_same_report_gives_the_same_bytes(kind: str) -> None:
    assert PAPERS[kind](snapshot(), "th").pdf() == PAPERS[kind](snapshot(), "th").pdf()


@pdf
@pytest.mark.parametrize("program", list(READERS))
@pytest.mark.parametrize("kind", list(PAPERS))
def test_every_thai_word_that_it_holds_is_found(written: Callable[[str, str], Path], kind: str, program: str) -> None:
    held = squeezed(re.sub(r"<[^>]*>", "", PAPERS[kind](snapshot(), "th").html.partition("<body")[2]))
    words = [squeezed(word) for word in MUST_BE_FOUND if squeezed(word) in held]
    assert len(words) > 8
    said = squeezed(READERS[program](written(kind, "th")))
    assert [word for word in words if word not in said] == []


@pdf
def test_markup_in_peoples_words_is_shown_as_text(tmp_path: Path) -> None:
    odd = Bilingual('<img src="http://evil.example/x.png"> <b>แดง</b>', "<script>alert(1)</script>")
    path = tmp_path / "odd.pdf"
    path.write_bytes(brief_paper(snapshot(), "th", (Worded("requests", odd, None, CREATED),)).pdf())
    assert "<b>แดง</b>" in text_of(path)


@pdf
@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_class_of_secrecy_stands_at_head_and_foot_of_each(lang: str, tmp_path: Path) -> None:
    word = Secrecy.VERY.title
    for paper in (brief_paper(snapshot(), lang, secrecy=word), memo_paper(snapshot(), lang, secrecy=word)):
        path = tmp_path / "secret.pdf"
        path.write_bytes(paper.pdf())
        said = [box for box in words_of(path) if box[4] == word.pick(lang).upper().split()[0]]
        assert len(said) == 2
        assert min(box[1] for box in said) < 2
        assert max(box[3] for box in said) > 27.5
        assert text_of(path).count("\f") == 1
        assert broken_rules(path, "3a", "ua1") == []


@pdf
def test_a_memo_whose_words_cannot_stand_on_one_page_is_told_as_too_long() -> None:
    report = snapshot()
    words = (Worded("facts", Bilingual("\n".join([LONG.th] * 9), "\n".join([LONG.en] * 9)), None, CREATED),)
    html = memo_html(
        memo(report, report.as_of, words), report, "th", templates=ROOT / "templates", dated=report.as_of, speed=None, secrecy=None,
        marked=True,
    )  # fmt: skip
    with pytest.raises(TooLong):
        Paper(html, "th", "Memo", report.to_json(), CREATED).pdf(render_in_child)
