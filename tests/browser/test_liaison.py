"""Can a liaison, with no training, find the first thing to do, report it with evidence and submit it?"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import PHONE, Person
from tracker.lang import Bilingual

pytestmark = pytest.mark.browser

LANGUAGES = pytest.mark.parametrize(("lang", "who"), [("th", "liaison.mol"), ("en", "liaison.moe")])
NOTE = "แก้ไขแบบฟอร์มคำร้อง 12 แบบแล้ว เหลือ 3 แบบ"
ADDRESS = "https://www.mol.go.th/e-service/forms"
OWN_NUMBER = Bilingual(th="หรือระบุเอง", en="or another number")
DONE = Bilingual(th="ทำอะไรไปแล้ว", en="What has been done")
DAY = Bilingual(th="ทำจริงเมื่อ", en="Done on")
LOG = Bilingual(th="บันทึกความก้าวหน้า", en="Log progress")
SUBMIT = Bilingual(th="ส่งตรวจรับ", en="Submit")
MY_WORK = Bilingual(th="งานของฉัน", en="My work")


def evidence(page: Page) -> object:
    """The field for addresses."""
    return page.locator("[name=evidence]")


def report(page: Page, lang: str, percent: str, day: str, note: str = NOTE) -> None:
    """Fill in the form as a person does and send it."""
    page.get_by_label(OWN_NUMBER.pick(lang)).fill(percent)
    page.get_by_label(DONE.pick(lang)).fill(note)
    page.get_by_label(DAY.pick(lang)).fill(day)
    page.locator("[name=evidence]").fill(f"{ADDRESS} แบบฟอร์มที่แก้แล้ว")
    page.get_by_role("button", name=LOG.pick(lang), exact=True).click()


def open_first_task(someone: Person, who: str, lang: str) -> Page:
    """Sign in, open my work and take what stands first; ends on the task's page, whose address it must be."""
    someone.go(f"/login?lang={lang}")
    page = someone.sign_in(who)
    page.get_by_role("link", name=MY_WORK.pick(lang)).first.click()
    expect(page.locator("h1")).to_have_text(MY_WORK.pick(lang))
    page.locator("#first").get_by_role("link", name=Bilingual(th="ดูงาน", en="See the task").pick(lang)).click()
    expect(page).to_have_url(re.compile(r"/tasks/\d+$"))
    return page


def report_and_submit(page: Page, lang: str) -> None:
    """From the task's page: one report with mistakes, the same without, then the submission."""
    page.get_by_role("link", name=LOG.pick(lang), exact=True).click()
    report(page, lang, "101", "30/02/2556")
    summary = page.get_by_role("alert")
    expect(summary.get_by_role("link")).to_have_count(2)
    expect(summary).to_contain_text(Bilingual(th="มีเพียง 28 วัน", en="has only 28 days").pick(lang))
    expect(page.get_by_label(OWN_NUMBER.pick(lang))).to_have_value("101")
    expect(page.get_by_label(DONE.pick(lang))).to_have_value(NOTE)
    expect(page.get_by_label(DAY.pick(lang))).to_have_value("30/02/2556")
    expect(page.locator("[name=evidence]")).to_have_value(f"{ADDRESS} แบบฟอร์มที่แก้แล้ว")
    expect(page.locator("[aria-invalid=true]")).to_have_count(2)

    report(page, lang, "80", "30/05/2556")
    expect(page.locator(".flashes")).to_contain_text("80%")
    entry = page.locator("#log li").first
    expect(entry).to_contain_text(NOTE)
    expect(entry).to_contain_text("80%")
    expect(entry.get_by_role("link", name="แบบฟอร์มที่แก้แล้ว")).to_have_attribute("href", ADDRESS)
    expect(entry.locator("time[datetime='2013-05-30']")).to_be_visible()

    page.get_by_role("link", name=SUBMIT.pick(lang), exact=True).click()
    page.locator("[name=note]").fill("แก้ครบทั้ง 15 แบบแล้ว")
    page.get_by_role("button", name=SUBMIT.pick(lang), exact=True).click()
    expect(page.locator(".pagehead")).to_contain_text(
        Bilingual(th="รอตรวจรับ", en="Waiting for verification").pick(lang)
    )
    expect(page.locator("#log li").first).to_contain_text("แก้ครบทั้ง 15 แบบแล้ว")


@LANGUAGES
def test_liaison_reports_with_evidence_and_submits(person: Callable[..., Person], lang: str, who: str) -> None:
    """The whole way, with a mistake in the middle that loses nothing of what was typed."""
    someone = person()
    report_and_submit(open_first_task(someone, who, lang), lang)
    someone.go("/my-work")
    expect(someone.page.locator("#waiting")).to_be_visible()


def test_the_same_works_without_javascript(person: Callable[..., Person]) -> None:
    """Some ministries switch scripts off."""
    report_and_submit(open_first_task(person(java_script_enabled=False), "liaison.mnre", "th"), "th")


def test_the_same_works_on_a_phone(person: Callable[..., Person]) -> None:
    """The menu folds; the form and its buttons stay in reach of a thumb."""
    someone = person(viewport=PHONE, has_touch=True, is_mobile=True)
    someone.go("/login?next=/my-work")
    page = someone.sign_in("liaison.msdhs")
    page.locator("#first").get_by_role("link", name="ดูงาน").click()
    report_and_submit(page, "th")


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the element has the focus, and the focus can be seen."""
    for _ in range(60):
        if page.locator(selector).first.evaluate("element => element === document.activeElement"):
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            ring = page.evaluate("getComputedStyle(document.activeElement).boxShadow")
            assert outline != "none" or ring != "none", f"the focus on {selector} cannot be seen"
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {selector}")


def test_keyboard_alone_is_enough(person: Callable[..., Person]) -> None:
    """Sign in and report with Tab, arrows and Enter; the focus is always visible, and errors take it."""
    someone = person()
    page = someone.go("/login?next=/my-work")
    tab_to(page, "[name=email]")
    page.keyboard.type("liaison.moph@demo.example")
    tab_to(page, "[name=password]")
    page.keyboard.type("egov-2556-demo")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("งานของฉัน")
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    page.keyboard.press("Enter")
    tab_to(page, "#first a[href$='/progress']")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("บันทึกความก้าวหน้า")
    tab_to(page, "[name=note]")
    tab_to(page, "form[action$='/progress'] .btn-primary")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    tab_to(page, "[name=percent]")
    page.keyboard.press("ArrowRight")
    tab_to(page, "[name=note]")
    page.keyboard.type("ประชุมคณะทำงานแล้ว")
    tab_to(page, "form[action$='/progress'] .btn-primary")
    page.keyboard.press("Enter")
    expect(page.locator("#log li").first).to_contain_text("ประชุมคณะทำงานแล้ว")
