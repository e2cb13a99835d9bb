"""Does report 1 go its whole way – drafted, returned, approved, issued, verified by upload – and is one altered bit told?"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import Person

pytestmark = pytest.mark.browser

REMARK = "ระบุแหล่งเงินของหกหน่วยงานให้ชัด"
DRAWN = 60_000
"""Milliseconds that two fair copies may take while other tests use the machine."""


def step(page: Page, name: str, **typed: str) -> None:
    """Take a step of the report by its form on the page."""
    form = page.locator(f"form[action$='/{name}']")
    fold = page.locator(f"details:has(form[action$='/{name}']) > summary")
    if fold.count() and not form.locator("button").first.is_visible():
        fold.click()
    for field, text in typed.items():
        form.locator(f"[name={field}]").fill(text)
    form.locator("button").first.click()


def submit(page: Page) -> None:
    """Press until the fair copies are drawn; the page says so each time, and keeps the rest."""
    expect(page.locator("form[action$='/submit'] button")).to_be_visible()
    for _ in range(DRAWN // 2000):
        step(page, "submit")
        if not page.locator("form[action$='/submit']").count():
            return
        expect(page.locator("[role=alert]").first).to_contain_text("ฉบับเสนออนุมัติกำลังจัดทำ")
        page.wait_for_timeout(2000)
    raise AssertionError("the fair copies were not drawn")


def verified(page: Page, file: Path) -> str:
    """What the page for everybody says of a file."""
    page.set_input_files("input[type=file]", file)
    page.locator("main form[method=post] button").first.click()
    return page.locator("#found").inner_text()


def test_report_1_is_returned_once_approved_issued_and_verified_and_an_altered_bit_is_told(
    person: Callable[..., Person], tmp_path: Path
) -> None:  # fmt: skip
    author, approver, anybody = person(), person(), person()
    author.go("/login?next=/reports")
    desk = author.sign_in("coordinator")
    desk.locator("#drawn a", has_text="ครั้งที่ 1").click()
    address = desk.url.removeprefix(author.url)
    step(desk, "arrange", number="๑๒", dated="31/05/2556", signatory="นายสมชาย ใจดี")
    submit(desk)
    approver.go(f"/login?next={address}")
    before = approver.sign_in("executive")
    form = before.locator("form[action$='/return']")
    form.locator("[name=place_1]").select_option("money")
    form.locator("[name=words_1]").fill(REMARK)
    form.locator("button").first.click()
    author.go(address)
    expect(desk.locator("main")).to_contain_text(REMARK)
    submit(desk)
    approver.go(address)
    step(before, "approve")
    expect(before.locator("main")).to_contain_text("อนุมัติแล้ว")
    author.go(address)
    step(desk, "issue")
    expect(desk.locator("main")).to_contain_text("ออกหนังสือแล้ว")
    served = desk.request.get(f"{author.url}{address}.pdf")
    issued, altered = tmp_path / "issued.pdf", tmp_path / "altered.pdf"
    issued.write_bytes(served.body())
    assert hashlib.sha256(served.body()).hexdigest() in desk.locator("main").inner_text()
    wrong = bytearray(served.body())
    wrong[len(wrong) // 2] ^= 1
    altered.write_bytes(wrong)
    assert "เป็นฉบับจริง" in verified(anybody.go("/verify"), issued)
    assert "ไม่ใช่ฉบับที่ออก" in verified(anybody.go("/verify"), altered)
