"""Does a coordinator who has nudged an agency today see that, instead of a form that would be refused?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests import world
from tests.conftest import SignIn
from tests.page import Page
from tracker import clock
from tracker.reminders import service

Read = Callable[[TestResponse], Page]
SAID = "วันนี้ขอให้หน่วยงานเร่งดำเนินการแล้ว"


def test_after_todays_nudge_the_page_says_so_and_offers_none(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    with app.app_context():
        id_ = world.task_id("O-1.3-T5", "mol")
        world.do("nudge", id_, "coordinator", world.TODAY.isoformat())
    shown = page(sign_in(client, "coordinator").get(f"/tasks/{id_}"))
    assert SAID in shown.one("main").text
    assert f"/tasks/{id_}/nudge" not in [link["href"] for link in shown.all("a")]
    answer = client.get(f"/tasks/{id_}/nudge")
    assert (answer.status_code, answer.location) == (302, f"/tasks/{id_}")
    assert "ขอได้วันละหนึ่งครั้งต่องาน" in page(client.get(f"/tasks/{id_}")).one(class_="flashes").text
    clock.freeze(world.TODAY + timedelta(days=3))
    later = page(client.get(f"/tasks/{id_}"))
    assert SAID not in later.one("main").text
    assert f"/tasks/{id_}/nudge" in [link["href"] for link in later.all("a")]


def test_who_may_not_nudge_is_told_nothing_of_it(app: Flask, client: FlaskClient, sign_in: SignIn, page: Read) -> None:
    with app.app_context():
        id_ = world.task_id("O-1.3-T5", "mol")
        world.do("nudge", id_, "coordinator", world.TODAY.isoformat())
    assert SAID not in page(sign_in(client, "liaison.mol").get(f"/tasks/{id_}")).one("main").text


def test_the_coordinators_words_stand_in_the_inbox_and_in_the_reasons(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    with app.app_context():
        id_ = world.task_id("O-1.3-T5", "mol")
        world.do("nudge", id_, "coordinator", world.TODAY.isoformat(), note="<b>ใกล้ครบกำหนดแล้ว</b>")
        service.remind(world.TODAY, clock.now())
    inbox = page(sign_in(client, "liaison.mol").get("/inbox"))
    assert "<b>ใกล้ครบกำหนดแล้ว</b>" in [each.text for each in inbox.all("q")]
    (why,) = [link["href"] for link in inbox.all("a") if "O-1.3-T5" in link.text and "เหตุใด" in link.text]
    assert "<b>ใกล้ครบกำหนดแล้ว</b>" in page(client.get(why)).one(id="facts").text


def test_each_reminder_says_the_words_of_its_own_act(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    with app.app_context():
        id_ = world.task_id("O-1.3-T5", "mol")
        for day, words in (("2013-06-04", "ครั้งแรก"), ("2013-06-05", "ครั้งที่สอง"), ("2013-06-06", "")):
            clock.freeze(date.fromisoformat(day))
            world.do("nudge", id_, "coordinator", day, note=words)
            service.remind(date.fromisoformat(day), world.at(day, 11))
    sign_in(client, "liaison.mol")
    assert "ครั้ง" not in " ".join(each.text for each in page(client.get("/inbox")).all("q"))
    done = [each.text for each in page(client.get("/inbox?show=done")).all("q")]
    assert [words for words in done if words.startswith("ครั้ง")] == ["ครั้งที่สอง", "ครั้งแรก"]


def test_what_is_no_longer_in_the_inbox_says_why_while_its_task_is_open(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    with app.app_context():
        id_ = world.task_id("O-1.3-T5", "mol")
        for day, step, by in (
            ("2013-06-04", "nudge", "coordinator"),
            ("2013-06-05", "nudge", "coordinator"),
            ("2013-06-06", "start", "liaison.mol"),
        ):
            clock.freeze(date.fromisoformat(day))
            world.do(step, id_, by, day, note="ดำเนินการ")
            service.remind(date.fromisoformat(day), world.at(day, 23))
    sign_in(client, "liaison.mol")
    every = page(client.get("/inbox?show=done")).one(id="told").all("li")
    told = [row.text for row in every if "O-1.3-T5" in row.text and "ขอให้เร่งดำเนินการ" in row.text]
    assert [("งานมีความเคลื่อนไหวหลังการแจ้งเตือนนี้" in row, "มีการแจ้งเตือนใหม่กว่า" in row) for row in told] == [
        (True, False),
        (False, True),
    ]
    english = page(client.get("/inbox?show=done&lang=en")).one(id="told").text
    assert "A later reminder of this task took its place" in english


def test_long_words_stand_whole_behind_why_and_on_the_form_that_the_mail_leads_to(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    words = "เร่งรัดงานนี้ " * 30 + "จบ"
    with app.app_context():
        id_ = world.task_id("O-1.3-T5", "mol")
        world.do("nudge", id_, "coordinator", world.TODAY.isoformat(), note=words)
        service.remind(world.TODAY, clock.now())
    inbox = page(sign_in(client, "liaison.mol").get("/inbox"))
    (shown,) = [each.text for each in inbox.all("q") if each.text.startswith("เร่งรัดงานนี้")]
    assert shown.endswith("…")
    (why,) = [link["href"] for link in inbox.all("a") if "O-1.3-T5" in link.text and "เหตุใด" in link.text]
    assert words in page(client.get(why)).one(id="facts").text
    assert words in page(client.get(f"/tasks/{id_}/progress")).one("main").text
    with app.app_context():
        world.do("start", id_, "liaison.mol", "2013-06-03", note="เริ่มแล้ว")
    assert words not in page(client.get(f"/tasks/{id_}/progress")).one("main").text


def test_a_usual_reason_of_a_return_is_said_in_the_reader_s_language(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    with app.app_context():
        id_ = world.task_id("O-1.3-T2", "mof")
        world.do("return", id_, "coordinator", world.TODAY.isoformat(), because="undated", note="หน้า 3")
        service.remind(world.TODAY, clock.now())
    sign_in(client, world.DEPUTY)
    thai, english = (page(client.get(f"/inbox?lang={lang}")) for lang in ("th", "en"))
    assert "หลักฐานไม่แสดงวันที่ – หน้า 3" in [each.text for each in thai.all("q")]
    assert "The evidence shows no date. – หน้า 3" in [each.text for each in english.all("q")]
