"""Does the administrator see that the mail server is away, in words that people understand, and can they try again at once?"""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.page import read
from tests.services.outbox_samples import NOON, lay, letter, plainly, set_server, states
from tests.services.test_outbox import Carrier
from tracker import clock
from tracker.extensions import db
from tracker.jobs import service as jobs
from tracker.jobs import store as wishes
from tracker.reminders import outbox_store
from tracker.reminders.delivery import deliver
from tracker.reminders.faults import Away, Fault
from tracker.reminders.outbox import MessageState

BUTTON = "/outbox/all/now"


@pytest.fixture
def down(app):
    """Three messages wait for a server that refuses connections since noon."""
    settings = app.config["SETTINGS"]
    with app.app_context():
        set_server(app, plainly(2525))
        lay([letter(n) for n in range(3)])
        deliver(NOON, Carrier(lambda _message: Away(Fault.AWAY, "[Errno 111] Connection refused")))
        db.session.remove()
    yield
    app.config["SETTINGS"] = settings


def press(client):
    return client.post(BUTTON, data=read(client.get("/outbox")).values(BUTTON), follow_redirects=True)


def wished(app):
    with app.app_context():
        return set(wishes.wishes())


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("th", ("ติดต่อเซิร์ฟเวอร์อีเมลไม่ได้", "เซิร์ฟเวอร์ไม่รับการเชื่อมต่อ", "31 พ.ค. 2556", "รอส่ง 3 ข้อความ", "ทุก 5 นาที")),
        (
            "en",
            (
                "The mail server cannot be reached",
                "takes no connection",
                "31 May 2556",
                "3 waiting",
                "every five minutes",
            ),
        ),
    ],
)
def test_it_says_since_when_and_what_is_wrong(client, sign_in, down, lang, words):
    page = read(sign_in(client, "admin").get(f"/outbox?lang={lang}"))
    (banner,) = page.all("div", class_="note bad")
    for each in words:
        assert each in banner.text
    assert "127.0.0.1:2525: [Errno 111] Connection refused" in banner.one("details").text


def test_the_auditor_sees_it_and_has_no_button(client, sign_in, down):
    page = read(sign_in(client, "auditor").get("/outbox"))
    assert "ติดต่อเซิร์ฟเวอร์อีเมลไม่ได้" in page.one("main").text
    assert page.one("main").all("form", method="post") == []
    token = page.all("input", name="csrf_token")[0]["value"]
    assert client.post(BUTTON, data={"csrf_token": token}).status_code == 403


def test_the_button_makes_what_waits_due_and_asks_for_the_job(app, client, sign_in, down):
    with app.app_context():
        jobs.beat("here:1", clock.real_now(), clock.real_now())
    answer = read(press(sign_in(client, "admin")))
    assert "กำลังลองส่ง 3 ข้อความ" in answer.one(class_="flashes").text
    assert wished(app) == {"send-messages"}
    with app.app_context():
        due = outbox_store.listed([MessageState.PENDING], None, 10)
        assert all(each.next_at <= clock.now() for each in due)
        assert deliver(clock.now() + timedelta(seconds=1), Carrier()) == 3
        assert states() == {MessageState.SENT: 3}
    page = read(client.get("/outbox"))
    assert page.all("div", class_="note bad") == []
    assert page.one("main").all("form", action=BUTTON) == []


def test_without_a_scheduler_it_says_so(app, client, sign_in, down):
    answer = read(press(sign_in(client, "admin")))
    assert "ไม่มีโปรแกรมตั้งเวลาทำงานอยู่" in answer.one(class_="flashes").text
    assert wished(app) == {"send-messages"}


def test_when_nothing_waits_any_more_nothing_is_asked_for(app, client, sign_in, down):
    form = read(sign_in(client, "admin").get("/outbox")).values(BUTTON)
    with app.app_context():
        deliver(NOON + timedelta(hours=1), Carrier())
        db.session.remove()
    answer = read(client.post(BUTTON, data=form, follow_redirects=True))
    assert "ไม่มีข้อความที่รอส่งแล้ว" in answer.one(class_="flashes").text
    assert wished(app) == set()


def test_a_past_day_has_no_button(client, sign_in, down):
    page = read(sign_in(client, "admin").get("/outbox?as_of=2013-05-15"))
    assert page.one("main").all("form", method="post") == []
