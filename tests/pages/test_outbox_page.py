"""Does the administrator see what becomes of every message, and act on what waits for a person's word?"""

from __future__ import annotations

import pytest

from tests.page import read
from tests.services.outbox_samples import NOON, lay, letter, states
from tracker.extensions import db
from tracker.reminders import outbox_store
from tracker.reminders.delivery import deliver
from tracker.reminders.faults import Fault, Refused
from tracker.reminders.outbox import Channel, MessageState

LINE = "line://a-secret-token/u-secret-person"


@pytest.fixture
def administrator(client, sign_in):
    return sign_in(client, "admin")


@pytest.fixture
def laid(app):
    """Two that wait, two that are held, one that was given up, one for LINE."""

    class Refusing:
        def send(self, _message):
            raise Refused(Fault.REFUSED, "550 5.1.1 no such user")

    with app.app_context():
        (failed,) = lay([letter(1)])
        deliver(NOON, Refusing())
        waiting, held = lay([letter(2), letter(3)]), lay([letter(4), letter(5)], held=True)
        (line,) = lay([letter(6, channel=Channel.APPRISE, address=LINE, unsubscribe="")])
        db.session.remove()
    return {"failed": failed, "waiting": waiting, "held": held, "line": line}


def post(client, address, back):
    return client.post(address, data=read(client.get(back)).values(address), follow_redirects=True)


def now(app):
    with app.app_context():
        return states()


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize(("who", "forms"), [("admin", True), ("auditor", False)])
def test_the_administrator_acts_the_auditor_reads(client, sign_in, laid, who, forms, lang):
    page = read(sign_in(client, who).get(f"/outbox?lang={lang}"))
    words = page.one("main").text
    assert "reader1@mof.go.th" in words
    assert "550 5.1.1 no such user" in words
    assert bool(page.one("main").all("form", method="post")) is forms
    one = read(client.get(f"/outbox/{laid['failed']}?lang={lang}"))
    assert bool(one.one("main").all("form", method="post")) is forms


@pytest.mark.parametrize("who", ["coordinator", "liaison.mof", "executive"])
def test_others_do_not_see_it(client, sign_in, who):
    for address in ("/outbox", "/outbox/1", "/outbox/1.eml"):
        assert sign_in(client, who).get(address).status_code == 403


def test_the_auditor_does_not_act(app, client, sign_in, laid):
    sign_in(client, "auditor")
    token = read(client.get("/outbox")).all("input", name="csrf_token")[0]["value"]
    for address in ("/outbox/all/release", f"/outbox/{laid['failed']}/again"):
        assert client.post(address, data={"csrf_token": token}).status_code == 403
    assert client.get(f"/outbox/{laid['failed']}.eml").status_code == 403
    assert now(app)[MessageState.HELD] == 2


@pytest.mark.parametrize(
    ("state", "number"),
    [("failed", 1), ("held", 2), ("pending", 3), ("sent", 1), ("claimed", 0), ("nonsense", 7), ("", 7)],
)
def test_it_is_narrowed_by_state(administrator, laid, state, number):
    page = read(administrator.get(f"/outbox?state={state}"))
    assert len(page.one(id="messages").all("tbody") and page.one(id="messages").one("tbody").all("tr")) == number


def test_a_long_list_comes_in_parts(app, administrator, monkeypatch, count_queries):
    monkeypatch.setattr("tracker.reminders.outbox_page.ON_A_PAGE", 3)
    with app.app_context():
        lay([letter(n) for n in range(10, 17)])
        db.session.remove()
    seen, address = [], "/outbox"
    while address:
        page = read(administrator.get(address))
        seen += [link["href"] for link in page.one(id="messages").all("a")]
        address = next((link["href"] for link in page.all("a", rel="next")), "")
    assert len(seen) == len(set(seen)) == 8


def test_the_number_of_queries_does_not_grow(app, administrator, count_queries, laid):
    administrator.get("/outbox")
    with count_queries() as few:
        administrator.get("/outbox")
    with app.app_context():
        lay([letter(n) for n in range(10, 40)])
        db.session.remove()
    with count_queries() as many:
        administrator.get("/outbox")
    assert len(few) == len(many) < 15


def test_what_is_held_is_released_or_discarded(app, administrator, laid):
    first, second = laid["held"]
    answer = post(administrator, f"/outbox/{first}/release", f"/outbox/{first}")
    assert "จะส่งตามปกติ" in read(answer).source
    post(administrator, f"/outbox/{second}/discard", f"/outbox/{second}")
    assert now(app) == {MessageState.PENDING: 4, MessageState.FAILED: 1, MessageState.DISCARDED: 1}
    assert "admin@demo.example" in read(administrator.get(f"/outbox/{second}")).one(id="delivery").text


@pytest.mark.parametrize(
    ("deed", "left"),
    [("release", {"pending": 5, "failed": 1}), ("discard", {"pending": 3, "failed": 1, "discarded": 2})],
)
def test_all_that_is_held_at_once(app, administrator, laid, deed, left):
    page = read(administrator.get("/outbox"))
    assert "มากกว่า 500 ข้อความในวันเดียว" in page.one("main").text
    post(administrator, f"/outbox/all/{deed}", "/outbox")
    assert now(app) == {MessageState(state): number for state, number in left.items()}


def test_what_was_given_up_is_sent_again(app, administrator, laid):
    post(administrator, "/outbox/all/again", "/outbox")
    assert now(app) == {MessageState.PENDING: 4, MessageState.HELD: 2}


def test_an_act_that_came_too_late_says_so(app, administrator, laid):
    address, before = f"/outbox/{laid['failed']}/again", read(administrator.get("/outbox"))
    token = before.all("input", name="csrf_token")[0]["value"]
    said = [
        read(administrator.post(address, data={"csrf_token": token}, follow_redirects=True)).one(class_="flashes").text
        for _ in range(2)
    ]
    assert "จะส่งอีกครั้ง" in said[0]
    assert "ผู้อื่นดำเนินการไปก่อน" in said[1]
    assert now(app)[MessageState.PENDING] == 4


def test_a_messages_words_are_shown_as_words(administrator, laid):
    page = read(administrator.get(f"/outbox/{laid['waiting'][0]}"))
    assert "O-1.3-T3 เลยกำหนดแล้ว" in page.one(id="text").text
    assert "<script>alert(1)</script>" in page.one(id="text").text
    assert "<script>alert" not in page.source
    assert "/u/secret" not in page.source


def test_no_secret_of_a_service_is_shown(administrator, laid):
    for address in ("/outbox", f"/outbox/{laid['line']}"):
        source = read(administrator.get(address)).source
        assert "LINE" in source
        assert "a-secret-token" not in source
        assert "u-secret-person" not in source
    assert administrator.get(f"/outbox/{laid['line']}.eml").status_code == 404


def test_a_mail_opens_in_any_mail_program(administrator, laid):
    answer = administrator.get(f"/outbox/{laid['waiting'][0]}.eml")
    assert (answer.status_code, answer.mimetype) == (200, "message/rfc822")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.data.startswith(b"From: ")


def test_it_says_where_mail_lies_without_a_server(app, administrator):
    page = read(administrator.get("/outbox"))
    assert f"{app.instance_path}/outbox" in page.one("main").text
    assert "TRACKER_SMTP_URL" in page.one("main").text


def test_the_menu_counts_what_waits_for_a_person(administrator, laid):
    (entry,) = [link for link in read(administrator.get("/users")).all("a", href="/outbox") if "3" in link.text][:1]
    assert "กล่องส่งออก" in entry.text


@pytest.mark.parametrize(
    "address",
    ["/outbox?after=x", "/outbox?after=" + "9" * 30, "/outbox?after=-1", "/outbox?state=%00", "/outbox?after=0"],
)
def test_an_odd_address_is_no_fault(administrator, address):
    assert administrator.get(address).status_code == 200


def test_a_past_day_shows_it_without_forms(administrator, laid):
    page = read(administrator.get("/outbox?as_of=2013-05-15"))
    assert page.one("main").all("form", method="post") == []
    assert "ข้อมูลปัจจุบัน" in page.one("main").text


def test_what_it_does_is_idle_without_messages(app):
    with app.app_context():
        assert outbox_store.claim(NOON, "nobody") is None
