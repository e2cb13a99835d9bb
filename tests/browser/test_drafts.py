"""Does a browser lose nothing that was typed: closed too early, offline, signed out by the clock, without scripts?"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from tests import file_samples as sample
from tests import world
from tests.browser.people import PHONE, Person
from tests.browser.serving import Server
from tracker.lang import Bilingual

pytestmark = pytest.mark.browser

WORDS = "ร่างประกาศเสร็จแล้ว รอหัวหน้าส่วนราชการลงนาม"
KEPT = Bilingual(th="บันทึกร่างแล้ว", en="Draft kept at")
FILLED = Bilingual(th="ร่างที่ยังไม่ได้ส่ง", en="A draft that was not sent")
WAITS = Bilingual(th="สิ่งที่ท่านพิมพ์ไว้ยังอยู่", en="What you typed is kept")
DISCARD = Bilingual(th="ลบร่างและเริ่มใหม่", en="Delete the draft and start anew")


def open_form(someone: Person, who: str, task: int, lang: str = "th") -> Page:
    """Sign in and open the form for progress of a task."""
    someone.go(f"/login?lang={lang}&next=/tasks/{task}/progress")
    return someone.sign_in(who)


def end_sessions(server: Server, who: str) -> None:
    """As if eight hours had passed for this person."""
    back = "UPDATE user_session SET started_at = datetime(started_at, '-9 hours') WHERE user_id = "
    with closing(sqlite3.connect(server.instance / "tracker.db", timeout=20)) as database, database:
        database.execute(f"{back} (SELECT id FROM user_account WHERE email = ?)", [world.address(who)])


@pytest.mark.parametrize(("lang", "who"), [("th", "liaison.mfa"), ("en", "liaison.opm")])
def test_the_script_keeps_what_is_typed(person: Callable[..., Person], server: Server, lang: str, who: str) -> None:
    """Typed, the window closed without sending: it is there in another browser, and can be deleted."""
    task = server.task("O-1.3-T5", who.partition(".")[2])
    page = open_form(person(), who, task, lang)
    page.locator("[name=note]").fill(WORDS)
    page.locator("[name=percent_other]").fill("37")
    expect(page.locator(".draft-state")).to_contain_text(KEPT.pick(lang), timeout=10_000)
    page.close()
    again = open_form(person(viewport=PHONE), who, task, lang)
    expect(again.locator("main .note").filter(has_text=FILLED.pick(lang))).to_be_visible()
    expect(again.locator("[name=note]")).to_have_value(WORDS)
    expect(again.locator("[name=percent_other]")).to_have_value("37")
    again.get_by_role("button", name=DISCARD.pick(lang)).click()
    expect(again.locator("[name=note]")).to_have_value("")


def test_offline_it_says_so_and_tries_again(person: Callable[..., Person], server: Server) -> None:
    someone = person()
    page = open_form(someone, "liaison.mol", server.task("O-1.3-T5", "mol"))
    page.context.set_offline(True)
    page.locator("[name=note]").fill(WORDS)
    expect(page.locator(".draft-state")).to_contain_text("ยังติดต่อระบบไม่ได้", timeout=10_000)
    page.context.set_offline(False)
    expect(page.locator(".draft-state")).to_contain_text("บันทึกร่างแล้ว", timeout=15_000)
    someone.complaints[:] = [each for each in someone.complaints if "ERR_INTERNET_DISCONNECTED" not in each]


@pytest.mark.parametrize("scripts", [True, False])
def test_the_clock_signs_out_and_the_form_comes_back_filled(
    person: Callable[..., Person], server: Server, scripts: bool
) -> None:
    """The very form, every word in its place, nothing sent by itself."""
    task = server.task("O-1.3-T5", "mnre" if scripts else "moe")
    who = "liaison.mnre" if scripts else "liaison.moe"
    page = open_form(person(java_script_enabled=scripts), who, task)
    end_sessions(server, who)
    page.locator("[name=percent_other]").fill("40")
    page.locator("[name=note]").fill(WORDS)
    page.locator("form[action$='/progress'] .btn-primary").click()
    expect(page.locator("main")).to_contain_text(WAITS.th)
    page.fill("[name=email]", world.address(who))
    page.fill("[name=password]", world.PASSWORD)
    page.press("[name=password]", "Enter")
    expect(page.locator("h1")).to_have_text("บันทึกความก้าวหน้า")
    expect(page.locator("[name=note]")).to_have_value(WORDS)
    page.locator("form[action$='/progress'] .btn-primary").click()
    expect(page.locator("#log li").first).to_contain_text(WORDS)


def test_a_form_that_waits_for_a_file_goes_on_being_kept(person: Callable[..., Person], server: Server) -> None:
    """Sent too early, it stays on the screen: what is typed then and the file that arrives at last are in the draft."""
    task, held = server.task("O-1.3-T5", "msdhs"), []
    page = open_form(person(), "liaison.msdhs", task)
    page.route(re.compile("/files$"), lambda route: held.append(route))
    page.set_input_files("#files", {"name": "ช้า.pdf", "mimeType": "application/pdf", "buffer": sample.pdf()})
    expect(page.locator(".drop progress")).to_be_visible()
    page.locator("[name=percent_other]").fill("60")
    page.locator("[name=note]").fill("ก่อนไฟล์มาถึง")
    page.locator("form[action$='/progress'] .btn-primary").click()
    expect(page.locator(".drop [role=status]")).to_contain_text("กรุณารอให้ครบก่อนบันทึก")
    page.locator("[name=note]").fill(WORDS)
    expect(page.locator(".draft-state")).to_contain_text(KEPT.th, timeout=10_000)
    with page.expect_response(lambda answer: answer.url.endswith("/draft"), timeout=10_000):
        held[0].continue_()
    page.close()
    again = open_form(person(), "liaison.msdhs", task)
    expect(again.locator("[name=note]")).to_have_value(WORDS)
    expect(again.locator(".drop [name=file]")).to_have_count(1)


def test_without_scripts_a_button_keeps_it(person: Callable[..., Person], server: Server) -> None:
    page = open_form(person(java_script_enabled=False), "liaison.mof", server.task("O-1.3-T5", "mof"))
    page.locator("[name=note]").fill(WORDS)
    page.get_by_role("button", name="บันทึกร่าง").click()
    expect(page.locator(".flashes")).to_contain_text("บันทึกร่างแล้ว")
    expect(page.locator("[name=note]")).to_have_value(WORDS)
    page.get_by_role("button", name="ลบร่างและเริ่มใหม่").click()
    expect(page.locator("[name=note]")).to_have_value("")


def test_signed_out_while_typing_it_says_so_and_the_same_page_is_sent_after_signing_in(
    person: Callable[..., Person], server: Server
) -> None:
    """The cookie is gone: the script says it, for words and for a file; signing in in another tab is all that is needed."""
    someone, task = person(), server.task("O-1.3-T4", "moph")
    page = open_form(someone, "liaison.moph", task)
    page.context.clear_cookies()
    page.locator("[name=percent_other]").fill("45")
    page.locator("[name=note]").fill(WORDS)
    expect(page.locator(".draft-state")).to_contain_text("ท่านออกจากระบบแล้ว", timeout=10_000)
    page.set_input_files("#files", {"name": "ok.pdf", "mimeType": "application/pdf", "buffer": sample.pdf()})
    expect(page.locator(".drop .err")).to_contain_text("ท่านออกจากระบบแล้ว")
    expect(page.locator(".drop .err a")).to_have_attribute("href", "/login")
    with page.context.expect_page() as opened:
        page.locator(".draft-state a").click()
    opened.value.fill("[name=email]", world.address("liaison.moph"))
    opened.value.fill("[name=password]", world.PASSWORD)
    opened.value.press("[name=password]", "Enter")
    expect(opened.value.get_by_role("banner")).to_contain_text("ออกจากระบบ")
    opened.value.close()
    page.locator("form[action$='/progress'] .btn-primary").click()
    expect(page.locator("#log li").first).to_contain_text(WORDS)
    someone.complaints[:] = [each for each in someone.complaints if "401" not in each]
