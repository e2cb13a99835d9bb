"""My work in sixty seconds: how many pages and how many typed fields lie between the link and a saved entry with evidence?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import DESK, PHONE, Person
from tests.browser.serving import Server
from tracker.lang import Bilingual

pytestmark = pytest.mark.browser

NOTE = "ลงนามประกาศแล้ว"
CHANGED = Bilingual(th="มีความคืบหน้า", en="Progress")
SAVE = Bilingual(th="บันทึก", en="Save")
SAME = Bilingual(th="เหมือนเดิม", en="Nothing changed")
FILE = {"name": "ประกาศ.csv", "mimeType": "text/csv", "buffer": "ลำดับ,เรื่อง\n1,นโยบาย\n".encode()}


class Count:
    """What a person went through: pages opened, fields typed into."""

    def __init__(self, page: Page) -> None:
        self.page, self.pages, self.typed = page, 0, 0
        page.on("framenavigated", self._opened)

    def _opened(self, frame: Any) -> None:
        self.pages += frame == self.page.main_frame

    def type(self, name: str, text: str) -> None:
        """Type into one field."""
        self.page.locator(f"[name={name}]").fill(text)
        self.typed += 1


def report(page: Page, code: str, lang: str, scripts: bool) -> Count:
    """From the line of a task in my work to the saved entry, with a file as evidence."""
    row = page.locator("li[id^='task-']").filter(has_text=code).first
    count = Count(page)
    row.get_by_role("link", name=CHANGED.pick(lang)).click()
    expect(page.locator("[name=note]")).to_be_visible()
    page.locator(".segments label").nth(1).click()
    count.type("note", NOTE)
    page.set_input_files("#files", FILE)
    if scripts:
        page.locator(".drop [name=file]").wait_for(state="attached")
    page.get_by_role("button", name=SAVE.pick(lang), exact=True).click()
    expect(page.locator(".flashes")).to_contain_text("%", timeout=15_000)
    expect(page.locator("h1")).to_have_text(Bilingual(th="งานของฉัน", en="My work").pick(lang))
    return count


WAYS = [
    ("th", "liaison.mof", DESK, True),
    ("en", "liaison.moph", DESK, True),
    ("th", "liaison.mnre", PHONE, True),
    ("en", "liaison.opm", PHONE, False),
    ("th", "liaison.mol", DESK, False),
    ("th", "liaison.moph", PHONE, False),
]


@pytest.mark.parametrize(("lang", "who", "size", "scripts"), WAYS)
def test_three_pages_and_one_typed_field_are_enough(
    person: Callable[..., Person], server: Server, lang: str, who: str, size: dict[str, int], scripts: bool
) -> None:
    someone = person(viewport=size, java_script_enabled=scripts)
    someone.go(f"/login?lang={lang}&next=/my-work")
    page = someone.sign_in(who)
    code = page.locator("li[id^='task-'] .line.small").first.inner_text().split(" ")[0]
    count = report(page, code, lang, scripts)
    assert count.pages <= 3, count.pages
    assert count.typed == 1
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.locator("li[id^='task-']").filter(has_text=code).first.get_by_role("link").first.click()
    expect(page.locator("#log li").first).to_contain_text(NOTE)
    expect(page.locator("#evidence")).to_contain_text("ประกาศ.csv")


@pytest.mark.parametrize("scripts", [True, False])
def test_nothing_changed_is_one_press(person: Callable[..., Person], server: Server, scripts: bool) -> None:
    someone = person(java_script_enabled=scripts, viewport=PHONE)
    someone.go("/login?next=/my-work")
    page = someone.sign_in("liaison.msdhs" if scripts else "liaison.moe")
    row = page.locator("li[id^='task-']").first
    name = row.get_attribute("id")
    row.get_by_role("button", name=SAME.th).click()
    expect(page.locator(f"#{name}")).to_contain_text("รายงานแล้ววันนี้")
