"""Does the page of two days tell every act between them once, who did it and why, and answer odd days with a sentence?"""

from __future__ import annotations

import io
import re
from datetime import date, datetime

import openpyxl
import pytest

from tests import world
from tests.page import read
from tracker.dashboard.two_days import two_days
from tracker.ledger.store import cut_on, events
from tracker.people import service as people
from tracker.tasks.facts import Evidence

MAY = "/compare?from=30/04/2556&to=31/05/2556"


@pytest.fixture
def reader(client, sign_in):
    return sign_in(client, "auditor")


def items(page) -> list:
    found = page.all("ul", class_="rows compared")
    return [each for each in found[0].children if not isinstance(each, str)] if found else []


def told(page) -> list[int]:
    """The numbers in the ledger of the acts on the page."""
    return [int(found.replace(",", "")) for each in items(page) for found in re.findall(r"ลำดับ ([\d,]+)", each.text)]


def between(first: date, last: date) -> list[int]:
    return [event.seq for event in events(after=cut_on(first), upto=cut_on(last))]


def pages(reader, address: str) -> list:
    """This page and those that follow."""
    found = [read(reader.get(address))]
    while more := found[-1].all("a", rel="next"):
        found.append(read(reader.get(more[0]["href"])))
    return found


@pytest.mark.parametrize(
    ("first", "last", "least"),
    [(date(2013, 4, 30), date(2013, 5, 31), 10), (date(2013, 4, 23), date(2013, 4, 24), 100)],
)
def test_every_act_between_the_days_is_told_once_and_no_other(app, reader, first, last, least):
    found = pages(reader, f"/compare?from={first.isoformat()}&to={last.isoformat()}")
    with app.app_context():
        wanted = between(first, last)
    assert sorted(seq for page in found for seq in told(page)) == wanted
    assert len(wanted) >= least


def test_a_task_tells_old_and_new_who_and_why(reader):
    page = read(reader.get(MAY + "&agency=mol"))
    (only,) = [each for each in items(page) if "O-1.3-T1" in each.text]
    assert "ขั้นตอน จาก ยังไม่เริ่ม → เป็น ส่งกลับแก้ไข" in only.text
    assert "รายงานเอง จาก 0% → เป็น 100%" in only.text
    assert "หลักฐานยังเปิดไม่ได้" in only.text
    assert "ผู้ประสานงานกลาง (mict) · 23 พ.ค. 2556 10:00 น." in only.text
    assert "บันทึก 3 รายการ" in only.text


@pytest.mark.parametrize("typed", ["2013-02-30", "2556-05-31", "2013-05-20T25:00Z"])
def test_a_note_that_looks_like_a_day_stays_the_note(app, reader, typed):
    with app.app_context():
        world.do("block", world.task_id("O-1.3-T4", "mof"), "liaison.mof", "2013-05-31", note=typed, who_words=typed)
    days = "from=30/05/2556&to=31/05/2556"
    page = read(reader.get(f"/compare?{days}"))
    assert page.status == 200
    assert typed in next(each.text for each in items(page) if "O-1.3-T4" in each.text)
    assert reader.get(f"/compare.xlsx?{days}").status_code == 200


def test_who_acted_for_somebody_else_is_told_with_both_names(app, reader):
    with app.app_context():
        task, liaison = world.task_id("O-1.3-T3", "mof"), world.actor("liaison.mof")
        world.do("responsible", task, "coordinator", "2013-05-31", holder=f"user:{liaison.id}")
        world.do("start", task, world.DEPUTY, "2013-05-31", note="เริ่มแล้ว")
        both = f"{world.actor(world.DEPUTY).name.th} แทน {liaison.name.th}"
    (only,) = [each for each in items(read(reader.get(MAY + "&agency=mof"))) if "O-1.3-T3" in each.text]
    assert both in only.text
    acts = workbook(reader, "from=30/04/2556&to=31/05/2556")["รายการบันทึก"]
    assert both in [row[10] for row in acts.iter_rows(min_row=2, values_only=True)]


def test_comments_waivers_and_closed_accounts_are_not_missed(app, reader):
    with app.app_context():
        world.do("comment", world.task_id("O-1.3-T4", "mof"), "coordinator", "2013-05-31", note="กรุณาเร่งรัด")
        world.do("waive", world.task_id("O-1.3-T5", "mof"), "coordinator", "2013-05-31", note="รวมกับงานอื่นแล้ว")
        people.set_enabled("liaison.soc@demo.example", enabled=False)
    found = [each for page in pages(reader, "/compare?from=30/05/2556&to=31/05/2556") for each in items(page)]
    words = {
        name: next(each.text for each in found if name in each.text) for name in ("O-1.3-T4", "O-1.3-T5", "liaison.soc")
    }
    assert "มีบันทึก แต่สถานะเท่าเดิม" in words["O-1.3-T4"]
    assert "กรุณาเร่งรัด" in words["O-1.3-T4"]
    assert "ไม่ดำเนินการแล้ว" in words["O-1.3-T5"]
    assert "รวมกับงานอื่นแล้ว" in words["O-1.3-T5"]
    assert "เปิดใช้ จาก ใช่ → เป็น ไม่ใช่" in words["liaison.soc"]


def test_what_time_alone_did_says_so(reader):
    page = read(reader.get(MAY + "&what=time"))
    assert items(page)
    assert told(page) == []
    assert all("เปลี่ยนเพราะเวลาผ่านไป ไม่มีผู้ใดบันทึก" in each.text for each in items(page))


def test_the_worst_stand_first(app, reader):
    words = [each.text for each in items(read(reader.get(MAY + "&what=time")))]
    worse = [index for index, each in enumerate(words) if re.search(r"→ เป็น (ล่าช้า|เสี่ยง)", each)]
    assert worse == list(range(len(worse)))
    assert worse


@pytest.mark.parametrize(
    ("query", "sentence", "status"),
    [
        ("from=30/02/2556&to=31/05/2556", "เดือนกุมภาพันธ์", 400),
        ("from=ฟ&to=31/05/2556", "ไม่เข้าใจวันที่ที่ระบุ", 400),
        ("from=30/04/2556&to=01/06/2556", "1 มิถุนายน 2556 อยู่หลังวันที่แสดง", 400),
        ("from=31/05/2556&to=31/05/2556", "สองวันนี้เป็นวันเดียวกัน", 200),
        ("from=31/05/2556&to=30/04/2556", "วันสิ้นสุดอยู่ก่อนวันเริ่มต้น", 200),
        ("from=01/01/2556&to=31/05/2556", "ยังไม่มีมตินี้ในระบบ", 200),
        ("from=30/04/2013&to=31/05/2556", "พ.ศ. 2556", 200),
        ("from=01/01/2550&to=01/01/2551", "ไม่มีข้อมูลของวันดังกล่าว", 200),
        ("from=30/04/2556&to=31/05/2556&as_of=20/05/2556", "31 พฤษภาคม 2556 อยู่หลังวันที่แสดง", 400),
    ],
)
def test_odd_days_are_answered_with_a_sentence(reader, query, sentence, status):
    page = read(reader.get(f"/compare?{query}"))
    assert page.status == status
    assert sentence in page.text


def test_days_without_a_change_say_so_and_do_not_sound_like_today(reader):
    quiet = "/compare?from=30/04/2556&to=01/05/2556"
    assert "ในช่วง 1 วันดังกล่าว ไม่มีการเปลี่ยนแปลง" in read(reader.get(quiet)).text
    assert "Nothing changed in this 1 day" in read(reader.get(quiet + "&lang=en")).text


def test_what_was_typed_stays_in_its_field(reader):
    page = read(reader.get("/compare?from=30/02/2556&to=31/05/2556"))
    field = page.one("input", id="from")
    assert field["value"] == "30/02/2556"
    assert field["aria-invalid"] == "true"


def test_reversed_days_show_the_same_as_in_order(reader):
    straight, back = read(reader.get(MAY)), read(reader.get("/compare?from=31/05/2556&to=30/04/2556"))
    assert told(straight) == told(back)


@pytest.mark.parametrize(
    "query",
    [
        "agency=nobody", "obligation=O-99", "kind=__class__", "what=x", "page=0", "page=-1", "page=99999999999", "page=1e3", "page=%00",
        "endpoint=x&values=y&as_of=", "from=%ED%A0%80", "to=" + "9" * 300, "self=1&lang=xx", "resolution=none",
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/compare", "/compare.xlsx"])
def test_hostile_words_are_answered_never_with_a_fault_of_ours(reader, path, query):
    assert reader.get(f"{path}?{query}").status_code in (200, 400, 404)


@pytest.mark.parametrize("query", ["agency=mof", "kind=task_returned", "obligation=O-1.3", "what=reports"])
def test_a_filter_leaves_only_what_it_names(reader, query):
    whole, narrowed = (
        int(read(reader.get(address)).one("h2", id="differences").text.split()[-1])
        for address in (MAY, f"{MAY}&{query}")
    )
    assert 0 < narrowed < whole


def test_the_number_of_queries_is_the_same_for_one_object_and_for_a_page_of_them(reader, count_queries):
    found = []
    for address in (MAY, "/compare?from=29/05/2556&to=30/05/2556"):
        reader.get(address + "&agency=")
        with count_queries() as asked:
            assert reader.get(address).status_code == 200
        found.append(len(asked))
    assert max(found) == min(found), found
    assert max(found) <= 14


def workbook(client, query: str):
    answer = client.get(f"/compare.xlsx?{query}")
    assert answer.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(answer.get_data()))


def test_the_workbook_holds_every_act_and_no_formula(app, reader):
    with app.app_context():
        task = world.task_id("O-1.3-T3", "mof")
        proof = (Evidence("https://www.mof.go.th", "=HYPERLINK(1)"),)
        world.do("progress", task, "liaison.mof", "2013-05-31", percent=10, note="=cmd|' /C calc'!A0", evidence=proof)
    book = workbook(reader, "from=30/04/2556&to=31/05/2556")
    with app.app_context():
        wanted = between(date(2013, 4, 30), date(2013, 5, 31))
    assert sorted(row[0] for row in book["รายการบันทึก"].iter_rows(min_row=2, values_only=True)) == wanted
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    assert any(row[11] == "=cmd|' /C calc'!A0" for row in book["รายการบันทึก"].iter_rows(values_only=True))
    first = next(book["รายการบันทึก"].iter_rows(min_row=2, values_only=True))
    assert re.fullmatch(r"\d\d/\d\d/2556", first[2])
    assert isinstance(first[3], datetime)


def test_the_workbook_follows_the_filters_and_the_language(reader):
    book = workbook(reader, "from=30/04/2556&to=31/05/2556&agency=mol&lang=en")
    assert book.sheetnames == ["Summary", "Agency", "Obligation", "Differences", "Acts", "Money"]
    assert {row[1] for row in book["Differences"].iter_rows(min_row=2, values_only=True)} == {"MOL"}
    money = list(book["Money"].iter_rows(min_row=2, values_only=True))
    assert money[-1][3:] == (2_000_000, 2_000_000)


def test_the_workbook_refuses_odd_days(reader):
    assert reader.get("/compare.xlsx?from=30/02/2556").status_code == 400


def test_the_frame_offers_the_comparison_with_a_week_ago(reader):
    assert "/compare?from=2013-05-24&to=2013-05-31" in read(reader.get("/")).links
    past = "/compare?from=2013-05-08&to=2013-05-15&as_of=2013-05-15"
    assert past in read(reader.get("/?as_of=15/05/2556")).links


def test_without_days_the_last_week_is_compared():
    found = two_days({}, world.TODAY)
    assert (found.first, found.last, found.days) == (date(2013, 5, 24), date(2013, 5, 31), 7)


@pytest.mark.parametrize(("lang", "words"), [("th", "ไม่มีข้อมูลของวันดังกล่าว"), ("en", "There is nothing to compare")])
def test_days_before_everything_was_entered_are_answered_with_a_sentence_and_the_form(reader, lang, words):
    page = read(reader.get(f"/compare?from=01/03/2556&to=15/03/2556&lang={lang}"))
    assert words in page.one("main").text
    assert page.one("input", id="to")["value"] == "15/03/2556"
    assert not items(page)


def test_unknown_filters_are_named_ahead_of_everything_that_is_compared(reader):
    main = read(reader.get(f"{MAY}&agency=zzz")).one("main").text
    assert main.index("ไม่ได้ใช้เงื่อนไขบางข้อ") < main.index("เทียบกับ")
    assert "ค่าของเงื่อนไขต่อไปนี้ไม่มีในระบบ: หน่วยงาน" in main


def test_the_history_of_days_the_other_way_round_runs_in_order_and_says_so(reader):
    forth = read(reader.get("/history?from=20/05/2556&to=23/05/2556")).one("main")
    back = read(reader.get("/history?from=23/05/2556&to=20/05/2556")).one("main")
    assert back.one("ol", class_="timeline").text == forth.one("ol", class_="timeline").text
    words = "วันสิ้นสุดอยู่ก่อนวันเริ่มต้น"
    assert (words in back.text, words in forth.text) == (True, False)
