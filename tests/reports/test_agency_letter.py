"""Is the letter to an agency what the form of official letters, an archive, a screen reader and its reader need?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from tests.reports.pdfs import text_of
from tests.reports.sample_letter import DUTY, ISSUE, LATEST, OTHER, crowded, letter, order
from tests.reports.test_letter_measures import words_of
from tests.verapdf import broken_rules
from tracker.config import resource_root
from tracker.lang import Bilingual
from tracker.letters import wording
from tracker.letters.document import document
from tracker.letters.snapshot import Snapshot
from tracker.papers.pdf import render, render_in_child
from tracker.snapshots.parts import Letter

pdf = pytest.mark.pdf
Written = Callable[[str], Path]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """The sample as PDF: draft-th, sent-th, draft-en, sent-en; each drawn once."""
    folder, known = tmp_path_factory.mktemp("letters"), dict[str, Path]()

    def drawn(name: str) -> Path:
        if name not in known:
            state, lang = name.split("-")
            known[name] = folder / f"{name}.pdf"
            known[name].write_bytes(render(**order(letter(), lang, ISSUE if state == "sent" else None)))
        return known[name]

    return drawn


def test_the_paragraphs_name_the_words_the_figures_and_the_day_of_the_answer() -> None:
    said = letter()
    assert wording.subject(said).th.startswith("ติดตามการดำเนินการตามมติคณะรัฐมนตรี เรื่อง แนวทาง")
    assert (
        "ความตอนหนึ่งว่า “ดำเนินการพัฒนาเว็บไซต์ให้เป็นไปตามมาตรฐานเว็บไซต์ภาครัฐ ภายในเดือนมิถุนายน พ.ศ. ๒๕๕๖” (สรุปมติ ข้อ 1.3)"
        in wording.reason(said).th
    )
    facts = wording.facts(said)
    assert (
        "จำนวน 2 งาน งานที่พ้นกำหนดนานที่สุดครบกำหนดเมื่อวันที่ 3 พฤษภาคม 2556 พ้นกำหนดมาแล้ว 17 วันทำการ และไม่มีความคืบหน้า 16 วันทำการ"
        in facts.th
    )
    assert "เป็นวันที่กำหนดโดยระบบติดตามมติคณะรัฐมนตรี มิได้อยู่ในมติ" in facts.th
    assert "2 tasks of the Ministry of Finance under this resolution were overdue" in facts.en
    assert "ภายในวันที่ 11 มิถุนายน 2556" in wording.request(said).th
    assert wording.CLOSE.th == "จึงเรียนมาเพื่อโปรดพิจารณาดำเนินการต่อไป จะขอบคุณยิ่ง"
    one = wording.facts(replace(said, tasks=said.tasks[:1]))
    assert "จำนวน 1 งาน ครบกำหนดเมื่อวันที่" in one.th
    assert (
        "1 task of the Ministry of Finance under this resolution was overdue without any movement. It fell due on"
        in one.en
    )


def test_a_name_that_ends_with_a_bracket_stands_apart_and_nobody_is_told_to_ring_themselves() -> None:
    said = letter()
    ega = Bilingual("สำนักงานรัฐบาลอิเล็กทรอนิกส์ (องค์การมหาชน)", "Electronic Government Agency (Public Organization)")
    told = replace(said, addressee=replace(said.addressee, name=ega))
    assert "(องค์การมหาชน) มีงาน" in wording.facts(told).th
    assert "(องค์การมหาชน) รายงาน" in wording.request(told).th
    templates = resource_root() / "templates"
    assert 'class="owner"' in document(said, "th", templates=templates, sha256="0" * 64)
    itself = replace(told, sender=replace(said.sender, owner=ega))
    assert 'class="owner"' not in document(itself, "th", templates=templates, sha256="0" * 64)


def test_one_task_is_one_task_in_english() -> None:
    said = wording.facts(letter(tasks=(LATEST,)))
    assert "1 task of the Ministry of Finance under this resolution was overdue" in said.en


def test_a_second_letter_urges_and_refers_to_the_first() -> None:
    again = letter(earlier=(Letter("ทก 0100.4/2900", date(2013, 5, 8), letter().sender.name),))
    assert wording.subject(again).th.startswith("ขอให้เร่งรัดการดำเนินการตามมติคณะรัฐมนตรี")
    assert "แม้ได้มีหนังสือติดตามแล้วตามที่อ้างถึง" in wording.facts(again).th


def test_a_letter_that_urges_in_part_says_so() -> None:
    before = (Letter("ทก 0100.4/2900", date(2013, 5, 8), letter().sender.name),)
    again = letter(earlier=before, tasks=(LATEST, replace(OTHER, anew=True)))
    assert wording.subject(again).th.startswith("ติดตามและเร่งรัดการดำเนินการตามมติคณะรัฐมนตรี")
    assert "แม้ได้มีหนังสือติดตามงานบางงาน" in wording.facts(again).th
    assert "about some of the tasks" in wording.facts(again).en


def test_only_our_own_dates_are_called_ours() -> None:
    stated = letter(tasks=(replace(LATEST, derived=False),))
    mixed = letter(tasks=(replace(LATEST, derived=False), OTHER))
    assert "กำหนดโดยระบบ" not in wording.facts(stated).th
    assert "กำหนดเวลาที่มีเครื่องหมาย *" in wording.facts(mixed).th


def test_a_long_quotation_stands_in_the_enclosure_alone() -> None:
    assert "สิ่งที่ส่งมาด้วย" in wording.reason(crowded()).th
    assert DUTY.quote.th not in wording.reason(crowded()).th


def test_what_it_says_comes_back_from_its_text() -> None:
    assert Snapshot.from_json(letter().to_json()) == letter()


@pdf
@pytest.mark.parametrize("name", ["draft-th", "draft-en", "sent-th", "sent-en"])
def test_archives_and_screen_readers_can_read_it(written: Written, name: str) -> None:
    assert broken_rules(written(name), "ua1", "3a") == []


@pdf
def test_a_draft_is_marked_and_has_neither_number_nor_day(written: Written) -> None:
    page = text_of(written("draft-th"), "-layout", "-l", "1")
    assert "ร่าง" in page
    assert "........ พฤษภาคม ๒๕๕๖" in page
    assert "๐๑๐๐.๔/๓๐๑๒" not in page


@pdf
def test_the_edition_for_signature_has_open_places_and_no_mark(tmp_path: Path) -> None:
    path = tmp_path / "clean.pdf"
    path.write_bytes(render(**order(letter(), clean=True)))
    assert "ร่าง" not in text_of(path)
    page = text_of(path, "-layout", "-l", "1")
    for words in ("ทก ๐๑๐๐.๔/........", "........ พฤษภาคม ๒๕๕๖", "(........", "ปลัดกระทรวงเทคโนโลยี"):
        assert words in page


@pdf
def test_what_was_sent_carries_number_date_and_name_and_no_mark(written: Written) -> None:
    page = text_of(written("sent-th"), "-layout", "-l", "1")
    assert "ร่าง" not in page
    for words in ("ทก ๐๑๐๐.๔/๓๐๑๒", "๓ มิถุนายน ๒๕๕๖", "(นายสมชาย ใจดี)", "ปลัดกระทรวงการคลัง", "ขอแสดงความนับถือ"):
        assert words in page
    assert "Unofficial English translation" in text_of(written("sent-en"), "-l", "1")


@pdf
def test_invented_data_are_marked_also_in_what_was_sent(tmp_path: Path) -> None:
    path = tmp_path / "demonstration.pdf"
    path.write_bytes(render(**order(letter(demonstration=True), "th", ISSUE)))
    page = text_of(path, "-l", "1")
    assert "ข้อมูลสาธิต" in page
    assert "ร่าง" not in page


@pdf
def test_it_keeps_the_measures_of_an_official_letter(written: Written) -> None:
    words = words_of(written("sent-th"))
    number, sender, day, regards, first = (
        next(box for box in words if box[4].startswith(start))
        for start in ("ที่ ทก", "กระทรวงเทคโนโลยี", "๓ มิถุนายน", "ขอแสดงความนับถือ", "ตามหนังสือที่อ้างถึง")
    )
    assert min(left for left, *_ in words) == pytest.approx(3, abs=0.1)
    assert max(right for _, _, right, _, _ in words) <= 19.05
    assert number[3] == pytest.approx(sender[3], abs=0.1)
    assert sender[0] == pytest.approx(12, abs=0.1)
    assert day[0] == pytest.approx(11, abs=0.1)
    assert regards[0] == pytest.approx(11, abs=0.1)
    assert first[0] == pytest.approx(5.5, abs=0.1)


@pdf
@pytest.mark.parametrize("lang", ["th", "en"])
def test_a_crowded_letter_is_one_page_with_all_tasks_behind_it(lang: str, tmp_path: Path) -> None:
    path = tmp_path / "crowded.pdf"
    path.write_bytes(render(**order(crowded(), lang)))
    pages = text_of(path, "-layout").split("\f")
    assert ("ขอแสดงความนับถือ" if lang == "th" else "Yours respectfully") in pages[0]
    assert sum(page.count("O-1.3-T1") for page in pages[1:]) == 30


def huge() -> Snapshot:
    """4,000 tasks of forty obligations; the last one has stood still the longest."""
    numbers = range(4000)
    return letter(
        duties=tuple(replace(DUTY, code=f"O-{n}") for n in range(40)),
        tasks=tuple(replace(LATEST, id=n, code=f"O-{n}-T1", duty=f"O-{n % 40}", days_still=n + 1) for n in numbers),
    )


def test_of_very_many_tasks_the_longest_still_are_listed_and_the_others_counted() -> None:
    said = huge()
    assert [task.id for task in said.listed] == list(range(3999, 3699, -1))
    assert (said.more, letter().more) == (3700, 0)
    assert "จำนวน 4,000 งาน" in wording.facts(said).th


@pdf
def test_very_many_tasks_can_be_drawn(tmp_path: Path) -> None:
    path = tmp_path / "huge.pdf"
    path.write_bytes(render_in_child(**order(huge())))
    text = text_of(path)
    assert "และอีก ๓,๗๐๐ งาน" in " ".join(text.split())
    assert "O-3999-T1" in text
    assert "O-3699-T1" not in text
    with pikepdf.open(path) as found:
        assert (
            len(Snapshot.from_json(found.attachments["snapshot.json"].get_file().read_bytes().decode()).tasks) == 4000
        )


@pdf
def test_its_data_travel_inside_and_every_process_writes_the_same_bytes(written: Written) -> None:
    content = written("sent-th").read_bytes()
    assert render_in_child(**order(letter(), "th", ISSUE)) == content
    with pikepdf.open(written("sent-th")) as found:
        attached = found.attachments["snapshot.json"]
        assert attached.description == "The data of this letter"
        assert Snapshot.from_json(attached.get_file().read_bytes().decode()) == letter()
