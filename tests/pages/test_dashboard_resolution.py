"""Does a reader find the resolution word for word, each obligation beside its words, and the papers that say so?"""

from __future__ import annotations

import pytest

from tests import world
from tests.page import read
from tracker.lang import thai_numerals
from tracker.resolutions.marks import as_shown
from tracker.tasks.picture import picture

ADDRESS = f"/resolutions/{world.RESOLUTION}"


@pytest.fixture
def reader(client, sign_in):
    return sign_in(client, "auditor")


@pytest.fixture
def shown(app):
    with app.app_context():
        found = picture(1, world.TODAY, past=False)
        assert found is not None
        return found


def closed(words: str) -> str:
    """Words without gaps: marked words are elements of their own."""
    return "".join(words.split())


def test_the_text_stands_word_for_word(reader, shown):
    page = read(reader.get(ADDRESS))
    notes = {sup.text for sup in page.all("sup")}
    for clause in shown.register.clauses_of("web-summary"):
        element = page.one("div", id=f"clause-{clause.code}")
        assert element.one("div", class_="no").text == thai_numerals(clause.number)
        for sup in element.one("p", class_="text").all("sup"):
            sup.children = []
        assert closed(element.one("p", class_="text").text) == closed(as_shown(clause.text))
    assert {"ก", "ข", "ค"} <= notes


def test_both_numberings_are_there(reader):
    page = read(reader.get(ADDRESS))
    assert "ในหนังสือยืนยันมติคือข้อ ๒" in page.one("div", id="clause-4").text
    assert "(2 ข้อ)" in page.one("details", id="numbering-soc-letter").text


def test_each_obligation_stands_beside_its_clause_with_its_tasks(reader, shown):
    page = read(reader.get(ADDRESS))
    box = page.one("div", id="clause-1.3").all("div", class_="ob")[0]
    total = shown.obligation("O-1.3")
    assert "ภายใน มิ.ย. 2556 ตามมติ" in box.text
    assert f"ตรวจรับแล้ว {total.done} จาก {total.tasks} งาน" in box.text
    assert box.one("a", class_="proof")["href"] == "/tasks?obligation=O-1.3"


def test_every_obligation_is_on_the_page_and_those_outside_the_resolution_look_other(reader, shown):
    page = read(reader.get(ADDRESS))
    links = {link["href"] for link in page.all("a")}
    for each in shown.register.obligations:
        assert f"/obligations/{each.group or each.code}" in links
    outside = {box.one("a", class_="fw-bold")["href"] for box in page.all("div", class_="soft")}
    assert outside == {f"/obligations/{each.code}" for each in shown.register.obligations if not each.in_resolution}


def test_only_the_dates_of_the_text_are_called_by_the_resolution(reader, shown):
    page = read(reader.get(ADDRESS))
    stated = {each.code for each in shown.register.obligations if each.deadline_basis == "stated"}
    said = {
        box.one("a", class_="fw-bold")["href"].rsplit("/", 1)[1]
        for box in page.all("div", class_="ob")
        if "ตามมติ" in box.text
    }
    assert said == stated == {"O-1.3"}


def test_all_fifty_readings_give_both_ways_reason_and_confidence(reader, shown):
    page = read(reader.get(ADDRESS))
    for reading in shown.register.readings:
        row = closed(page.one("tr", id=reading.code).text)
        for words in (reading.value.th, reading.variant.th, reading.reason.th, reading.confidence.label.th):
            assert closed(words) in row


def test_every_paper_has_an_anchor_its_date_and_its_full_text(reader, shown):
    page = read(reader.get(ADDRESS))
    for document in shown.register.documents:
        paper = page.one("li", id=f"document-{document.code}")
        assert (document.no or "") in paper.text
        assert bool(document.text) == bool(paper.all("details"))


def test_the_gap_in_who_was_told_is_named(reader):
    notified = read(reader.get(ADDRESS)).one("section", aria_labelledby="notified")
    assert len(notified.all("li")) == 9
    assert "กระทรวงการคลัง" in notified.one("div", class_="note").text
    assert "กระทรวงศึกษาธิการ" in notified.one("div", class_="note").text


def test_english_gives_a_translation_under_the_thai_words(reader, shown):
    page = read(reader.get(f"{ADDRESS}?lang=en"))
    clause = page.one("div", id="clause-1.2").one("p", class_="text")
    assert clause["lang"] == "th"
    assert "EGA shall register and hold the domain names" in clause.one("span", lang="en").text


def test_the_list_leads_to_the_resolution(reader):
    assert ADDRESS in read(reader.get("/resolutions")).links


@pytest.mark.parametrize("code", ["O-1.3", "O-1.2a", "O-3", "O-5", "O-7"])
def test_an_obligation_shows_its_words_force_basis_and_shares(reader, shown, code):
    page = read(reader.get(f"/obligations/{code}"))
    held = [each for each in shown.register.obligations if code in (each.code, each.group)]
    total = shown.obligation(*(each.code for each in held))
    assert f"จาก {total.tasks} งาน" in page.text
    for each in held:
        words = page.one("section", aria_labelledby=f"words-{each.code}").text
        assert each.force.label.th in words
        assert each.action.th in words
    agencies = {each.task.agency for each in shown.of_obligation(*(each.code for each in held))}
    assert {section["aria-labelledby"] for section in page.all("section")} >= {f"share-{agency}" for agency in agencies}


def test_what_stands_outside_the_resolution_says_so(reader):
    assert "นอกมติ" in read(reader.get("/obligations/O-6")).one("main").text
    assert "นอกมติ" not in read(reader.get("/obligations/O-1.3")).one("main").text


@pytest.mark.parametrize(
    "path",
    [
        "/resolutions/2599-01-01-none",
        "/obligations/O-9",
        "/resolutions/%00",
        "/obligations/%00",
        "/obligations/%ED%A0%80",
    ],
)
def test_what_does_not_exist_is_not_found(reader, path):
    assert read(reader.get(path)).status == 404


@pytest.mark.parametrize("path", [ADDRESS, "/obligations/O-1.3", "/resolutions"])
def test_before_it_was_known_a_past_day_does_not_show_it(reader, path):
    page = read(reader.get(f"{path}?as_of=2013-04-01"))
    assert page.status == (200 if path == "/resolutions" else 404)
    assert "เว็บไซต์ตามมาตรฐาน" not in page.one("main").text
