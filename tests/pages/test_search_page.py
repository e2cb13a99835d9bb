"""Does a search lead to the very place, mark what was asked for, count honestly, and bear whatever is typed?"""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

import pytest

from tests import world
from tests.page import Page, read
from tracker.search import matching
from tracker.search.page import FEW, PAGE


@pytest.fixture
def reader(client, sign_in):
    return sign_in(client, "executive")


def look(reader, words: str, more: str = "") -> Page:
    """The page that finds these words."""
    return read(reader.get(f"/search?q={quote(words, safe='')}{more}"))


def kinds(page: Page) -> list[str]:
    """The kinds with something found, in their order on the page."""
    return [each["id"].removeprefix("found-") for each in page.all("section") if each.get("id").startswith("found-")]


def marks(page: Page) -> set[str]:
    """Everything that is marked."""
    return {each.text for each in page.all("mark")}


def log(app, note: str, code: str = "O-1.3-T3") -> int:
    """The Ministry of Finance logs progress; the number of the event."""
    from tracker.ledger.store import last_seq

    with app.app_context():
        world.do("progress", world.task_id(code, "mof"), "liaison.mof", "2013-05-31", percent=50, note=note)
        return last_seq()


@pytest.mark.parametrize("lang", ["th", "en"])
def test_words_that_somebody_said_lead_to_their_entry(app, reader, lang):
    seq = log(app, "จัดซื้อเครื่องแม่ข่ายแล้ว ๒ เครื่อง")
    page = look(reader, "เเม่ข่าย 2", f"&lang={lang}")
    hit = page.one("section", id="found-words").one("li")
    assert marks(page) == {"แม่ข่าย", "๒"}
    assert hit.one("div", class_="passage").one("span").get("lang", lang) == "th"
    href = hit.one("a")["href"]
    assert href.endswith(f"#entry-{seq}")
    place = read(reader.get(href)).one("li", id=f"entry-{seq}")
    assert "แม่ข่าย" in place.text
    assert (
        "ผู้ประสานงานประจำหน่วยงาน (mof) · 31 พ.ค. 2556" if lang == "th" else "Agency liaison (mof) · 31 May 2556"
    ) in hit.text
    assert ("ตามแผน" if lang == "th" else "On track") in hit.text or hit.all("span", class_="health")


def test_why_a_finding_was_accepted_is_found_by_everybody_and_leads_to_its_history(client, sign_in):
    address = f"/quality/untold/notified-{world.RESOLUTION}.mof"
    sign_in(client, "coordinator")
    client.post(address, data=read(client.get(address)).values(address) | {"reason": "แจ้งทางโทรสารแล้ว"})
    sign_in(client, "liaison.mol")
    hit = look(client, "โทรสารแล้ว").one("section", id="found-words").one("li")
    assert "ผลการพิจารณาข้อที่ควรตรวจ" in hit.text
    assert "ผู้ประสานงานกลาง (mict) · 31 พ.ค. 2556" in hit.text
    assert "แจ้งทางโทรสารแล้ว" in read(client.get(hit.one("a")["href"])).one("main").text


@pytest.mark.parametrize(
    ("words", "kind", "place"),
    [
        ("Develop the website to meet the Government Website Standard", "obligation", "/obligations/O-1.3"),
        ("ซึ่งอยู่ในรายการที่องค์การสหประชาชาติ", "text", f"/resolutions/{world.RESOLUTION}#clause-1.3"),
        ("กระทรวงการคลัง", "body", "/agencies/mof"),
        ("รายงานความก้าวหน้า ครั้งที่ ๑", "report", "/reports/1"),
        ("mof.go.th/e-service", "evidence", "#entry-"),
    ],
)
def test_each_kind_leads_to_its_place(reader, words, kind, place):
    page = look(reader, words)
    href = page.one("section", id=f"found-{kind}").all("a")[0]["href"]
    if place not in href:
        hrefs = [link["href"] for link in page.one("section", id=f"found-{kind}").all("a")]
        assert any(place in each for each in hrefs), hrefs
    answer = read(reader.get(href))
    assert answer.status == 200
    if "#" in href:
        assert answer.one(id=href.partition("#")[2])


def test_a_day_off_leads_to_its_year(app, reader):
    from tracker.calendar import service
    from tracker.calendar.rules import DayOffAdded
    from tracker.lang import Bilingual

    with app.app_context():
        off = DayOffAdded(Bilingual(th="วันหยุดราชการเพิ่ม", en="Extra day off"), "นร ๐๕๐๕/ว ๑")
        service.enter(date(2013, 6, 3), off, world.actor("coordinator"), world.at("2013-05-31"))
    hit = look(reader, "วันหยุดราชการเพิ่ม").one("section", id="found-text").one("li")
    assert "3 มิถุนายน 2556" in hit.text
    assert read(reader.get(hit.one("a")["href"])).status == 200


def test_every_hit_of_every_kind_opens(reader):
    for words in ("เว็บไซต์", "website", "สำรวจ", "ก", "o", "มติ"):
        page = look(reader, words)
        for link in {each["href"] for each in page.all("a") if "data-hit" in each.attributes}:
            answer = read(reader.get(link))
            assert answer.status == 200
            if "#" in link:
                assert answer.one(id=link.partition("#")[2]), link


def test_a_code_comes_first_and_its_kind_too(reader):
    page = look(reader, "O-1.3")
    assert kinds(page)[0] == "obligation"
    assert page.one("section", id="found-obligation").all("a")[0]["href"] == "/obligations/O-1.3"
    assert page.one("section", id="found-task").text.count("O-1.3-T1") == FEW


def test_an_agency_by_its_abbreviation_comes_first(reader):
    page = look(reader, "กค")
    assert kinds(page)[0] == "body"
    assert "ล่าสุด 20,000 รายการ" in page.one("div", class_="note").text


def test_a_word_may_name_the_agency(reader):
    page = look(reader, "แรงงาน เปิดไม่ได้")
    assert kinds(page) == ["words"]
    assert look(reader, "การคลัง เปิดไม่ได้").all("section", id="found-words") == []


def test_tabs_count_and_lead_to_one_kind_page_by_page(app, reader):
    for number in range(PAGE + 3):
        log(app, f"ประชุมคณะทำงานชุดที่ {number}")
    page = look(reader, "ประชุมคณะทำงาน")
    tab = next(each for each in page.one("ul", class_="tabs").all("a") if "สิ่งที่บันทึกไว้" in each.text)
    assert tab.text.endswith(str(PAGE + 3))
    first = read(reader.get(tab["href"]))
    assert len(first.one("ul", class_="hits").all("a")) == PAGE
    assert f"ชุดที่ {PAGE + 2}" in first.one("ul", class_="hits").all("li")[0].text
    log(app, "ประชุมคณะทำงานที่มาทีหลัง")
    second = read(reader.get(first.one("a", rel="next")["href"]))
    assert [each.text.split("ชุดที่ ")[1].split()[0] for each in second.one("ul", class_="hits").all("li")] == [
        "2",
        "1",
        "0",
    ]
    assert second.all("a", rel="next") == []


def test_more_than_can_be_counted_is_said(reader, monkeypatch):
    monkeypatch.setattr(matching, "MOST", 10)
    assert "งาน 10+" in look(reader, "o-1.3").one("ul", class_="tabs").text
    assert "10+ รายการ" in look(reader, "o-1.3", "&kind=task").one("nav", class_="pager").text


def test_a_past_day_finds_what_was_known_then(reader):
    assert kinds(look(reader, "หลักฐานยังเปิดไม่ได้", "&as_of=2013-05-21")) == []
    page = look(reader, "หลักฐานยังเปิดไม่ได้", "&as_of=2013-05-24")
    assert kinds(page) == ["words"]
    assert "as_of=2013-05-24#entry-" in page.one("section", id="found-words").all("a")[0]["href"]
    assert "ค้นเฉพาะข้อมูลที่มีในระบบ ณ วันศุกร์ที่ 24 พฤษภาคม 2556" in page.text
    assert page.one("main").one("input", name="as_of")["value"] == "2013-05-24"


def test_a_task_of_a_past_day_stands_as_it_stood(reader):
    then = look(reader, "O-1.3-T2 แผน", "&as_of=2013-05-16").text
    assert "รอตรวจรับ" not in then
    assert "รอตรวจรับ" in look(reader, "จัดทำแผน", "&kind=task").text + look(reader, "O-1.3-T2").text


@pytest.mark.parametrize("lang", ["th", "en"])
def test_nothing_found_says_what_may_help(reader, lang):
    page = look(reader, "zzz qqq", f"&lang={lang}")
    assert ("ไม่พบ" if lang == "th" else "Nothing found") in page.one("section", id="nothing").text
    assert page.one("input", id="find")["value"] == "zzz qqq"


def test_nothing_of_one_kind_leads_to_the_others(reader):
    page = look(reader, "หลักฐานยังเปิดไม่ได้", "&kind=report")
    assert "ดูทุกหมวด" in page.one("section", id="nothing").text


HOSTILE = (
    "a" * 1_000_000, "\x00", "a\x00b", '"', '""', "*", "NEAR(a b)", "a AND", "-", "--", "^a", "%", "_", "\\", "%_\\", "'",
    "'; drop table task; --", "<script>alert(1)</script>", "{{ 7 * 7 }}", "\u202e", "\u200b", " ", "๑" * 300, "กค " * 500,
    "\u0e48" * 1000, "(", "col:val", ":w0", "{1,2}",
)  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: ascii(words[:20]))
def test_whatever_is_typed_is_answered(reader, words):
    for kind in ("", "&kind=words", "&kind=task"):
        page = look(reader, words, kind)
        assert page.status == 200
        assert "<script>alert" not in page.source
        assert "49" not in page.one("input", id="find")["value"]


@pytest.mark.parametrize(
    "query",
    ["q=%ED%A0%80", "q=%ff%fe", "q=a&kind=nonsense", "q=a&kind=%00", "q=web&kind=text&after=%00", "q=web&kind=text&after=9.9.9",
     "q=web&kind=text&after=" + "9" * 40, "q=a&q=b", "q[]=a", "after=1.1", "q=web&kind=text&after=3.๑"],
)  # fmt: skip
def test_an_odd_address_is_answered(reader, query):
    assert read(reader.get(f"/search?{query}")).status == 200


def test_a_day_that_does_not_exist_is_refused_in_a_sentence(reader):
    assert look(reader, "web", "&as_of=30/02/2556").status == 400


def test_the_number_of_queries_does_not_depend_on_what_is_found(app, reader, count_queries):
    for number in range(30):
        log(app, f"ประชุมคณะทำงานเว็บไซต์ {number}")
    asked = []
    for words in ("หลักฐานยังเปิดไม่ได้", "ประชุมคณะทำงานเว็บไซต์"):
        look(reader, words)
        with count_queries() as statements:
            look(reader, words, "&kind=words")
        asked.append(len(statements))
    assert asked[0] == asked[1]
    for words in ("เว็บไซต์", "o", "ประชุม สำรวจ", "O-1.3"):
        with count_queries() as statements:
            look(reader, words)
        assert len(statements) <= asked[0]


def test_a_reader_without_reports_finds_none(client, sign_in):
    assert kinds(look(sign_in(client, "auditor"), "รายงานความก้าวหน้า ครั้งที่ 1")) == ["report"]
    page = look(sign_in(client, "admin"), "รายงานความก้าวหน้า ครั้งที่ 1")
    assert "report" not in kinds(page)
    assert "รายงาน 1" not in page.one("main").text


def test_markup_in_what_was_said_stays_text(app, reader):
    log(app, "<b>แม่ข่าย</b> <script>alert(1)</script>")
    page = look(reader, "<b>แม่ข่าย")
    assert "<b>แม่ข่าย" in page.one("section", id="found-words").text
    assert "<script>alert" not in page.source


def test_the_box_stands_on_every_page_and_keeps_the_day(client, sign_in):
    sign_in(client, "liaison.mof")
    for address in ("/", "/tasks", "/my-work", "/agencies/mof", "/no-such-page"):
        for box in read(client.get(address)).all("form", role="search"):
            if box["action"] == "/search":
                break
        else:
            pytest.fail(address)
    past = read(client.get("/?as_of=2013-05-15"))
    boxes = [form for form in past.all("form", role="search") if form["action"] == "/search"]
    assert len(boxes) == 2
    assert all(box.one("input", name="as_of")["value"] == "2013-05-15" for box in boxes)


def test_on_a_past_day_the_day_stands_apart_from_the_word_before_it(reader):
    said = read(reader.get("/search?as_of=01/05/2556")).one(id="find-help").text
    assert "ข้อมูลที่มีในระบบ ณ วันพุธที่ 1 พฤษภาคม 2556" in said


def test_signed_out_there_is_no_box_and_no_search(client):
    assert read(client.get("/login")).all("form", role="search") == []
    assert client.get("/search?q=a").status_code == 302
