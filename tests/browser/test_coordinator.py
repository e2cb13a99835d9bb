"""Does a submission travel between coordinator and agency until it is verified, with the reason in sight of both?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import Person
from tests.browser.serving import Server
from tracker.lang import Bilingual

pytestmark = pytest.mark.browser

REASON = "ยังไม่มีหนังสือลงนามของผู้บริหาร กรุณาแนบเพิ่ม"
RETURN = Bilingual(th="ส่งกลับแก้ไข", en="Return")
RETURNED = Bilingual(th="ส่งกลับแก้ไข", en="Returned")
VERIFY = Bilingual(th="ตรวจรับ", en="Verify")
VERIFIED = Bilingual(th="ตรวจรับแล้ว", en="Verified")
SUBMIT = Bilingual(th="ส่งตรวจรับ", en="Submit")
WAITING = Bilingual(th="รอตรวจรับ", en="Waiting for verification")


def find_in_queue(coordinator: Person, task: str) -> Page:
    """From the list of what waits to the review, and from there to the whole page of the task."""
    page = coordinator.go("/verification-queue")
    page.locator(f"a.btn[href$='/verification-queue/{task.rpartition('/')[2]}']").click()
    page.locator(f".pagehead a[href$='{task}']").click()
    expect(page.locator(".pagehead")).to_contain_text(WAITING.pick(page.locator("html").get_attribute("lang") or ""))
    return page


def return_with_a_reason(page: Page, lang: str) -> None:
    """Without a reason it does not go back; the sentence says who needs it."""
    page.get_by_role("button", name=RETURN.pick(lang), exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text(
        Bilingual(th="กรุณาระบุเหตุผลที่ส่งกลับ", en="Give the reason for returning it").pick(lang)
    )
    page.locator("[name=note]").fill(REASON)
    page.get_by_role("button", name=RETURN.pick(lang), exact=True).click()
    expect(page.locator(".pagehead")).to_contain_text(RETURNED.pick(lang))
    expect(page.locator("#standing")).to_contain_text(REASON)


def answer_the_return(liaison: Person, task: str, lang: str) -> None:
    """The agency reads the reason among its own work, and submits again."""
    page = liaison.go("/my-work")
    expect(page.locator("main")).to_contain_text(REASON)
    page = liaison.go(task)
    expect(page.locator("#standing")).to_contain_text(REASON)
    page.get_by_role("link", name=SUBMIT.pick(lang), exact=True).click()
    page.locator("[name=note]").fill("แนบหนังสือลงนามแล้ว")
    page.locator("[name=evidence]").fill("https://www.mfa.go.th/signed-letter.pdf หนังสือลงนาม")
    page.get_by_role("button", name=SUBMIT.pick(lang), exact=True).click()
    expect(page.locator(".pagehead")).to_contain_text(WAITING.pick(lang))


@pytest.mark.parametrize(
    ("lang", "agency", "code"), [("th", "mfa", "O-1.3-T4"), ("en", "moph", "O-4c-T3")]
)  # fmt: skip
def test_coordinator_returns_and_then_verifies(
    person: Callable[..., Person], server: Server, lang: str, agency: str, code: str
) -> None:
    """A submission of the demonstration goes back with a reason, comes again and is verified."""
    task = f"/tasks/{server.task(code, agency)}"
    coordinator, liaison = person(), person()
    for someone, who in ((coordinator, "coordinator"), (liaison, f"liaison.{agency}")):
        someone.go(f"/login?lang={lang}&next=/method")
        someone.sign_in(who)
    return_with_a_reason(find_in_queue(coordinator, task), lang)
    answer_the_return(liaison, task, lang)
    page = find_in_queue(coordinator, task)
    expect(page.locator("#log")).to_contain_text("แนบหนังสือลงนามแล้ว")
    page.get_by_role("button", name=VERIFY.pick(lang), exact=True).click()
    expect(page.locator(".pagehead")).to_contain_text(VERIFIED.pick(lang))
    expect(page.locator("#log li").first).to_contain_text(Bilingual(th="ตรวจรับ", en="Verif").pick(lang))
    expect(page.get_by_role("button", name=VERIFY.pick(lang), exact=True)).to_have_count(0)
    expect(liaison.go(task).locator(".pagehead")).to_contain_text(VERIFIED.pick(lang))


def test_two_coordinators_at_once(person: Callable[..., Person], server: Server) -> None:
    """The second one is told what the first one did, keeps what was typed, and nothing is recorded twice."""
    task = f"/tasks/{server.task('O-4a-T1', 'mof')}"
    first, second = person(), person()
    for someone, who in ((first, "coordinator"), (second, "coordinator.mict")):
        someone.go(f"/login?next={task}")
        someone.sign_in(who)
    second.page.locator("#verify-note").fill("ขอดูใบแจ้งหนี้ก่อน")
    first.page.get_by_role("button", name="ตรวจรับ", exact=True).click()
    expect(first.page.locator(".pagehead")).to_contain_text("ตรวจรับแล้ว")
    second.page.get_by_role("button", name="ส่งกลับแก้ไข", exact=True).click()
    expect(second.page.locator("h1")).to_contain_text("ยังไม่มีการบันทึก")
    expect(second.page.locator("#typed")).to_contain_text("ขอดูใบแจ้งหนี้ก่อน")
    expect(second.page.locator("#changes li")).to_have_count(1)
    expect(second.page.locator("#changes")).to_contain_text("ผู้ประสานงานกลาง สรอ.")
    assert second.go(task).locator("#log").inner_text().count("ขอดูใบแจ้งหนี้ก่อน") == 0
