"""Can an executive see in a minute where things stand, follow a figure to its proof, look back, and take the report along?"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import Person
from tracker.lang import Bilingual

pytestmark = pytest.mark.browser

SAID = Bilingual(th="8 แห่งอาจไม่ทันมิถุนายน", en="8 agencies may miss June")
AGENCIES = ("กระทรวงการคลัง", "กระทรวงการต่างประเทศ", "สำนักเลขาธิการนายกรัฐมนตรี")


def read_the_overview(page: Page, lang: str) -> None:
    """The sentence first, then the eight agencies, then what is late and who holds it."""
    expect(page.locator("main h2").first).to_contain_text(SAID.pick(lang))
    expect(page.locator("table.matrix tbody tr")).to_have_count(8)
    expect(page.locator("section[aria-labelledby=push] li").first).to_contain_text(
        Bilingual(th="ล่าช้า", en="Late").pick(lang)
    )


def follow_a_figure(page: Page) -> None:
    """The number of late tasks leads to exactly so many tasks, and one of them to its clause and history."""
    figure = page.locator("a.proof[href*='health=late']").first
    late = int(figure.inner_text())
    figure.click()
    expect(page.locator("main tr.task")).to_have_count(late)
    page.locator("main tr.task [data-row]").first.click()
    expect(page.locator("#source blockquote")).to_be_visible()
    expect(page.locator("#log li").first).to_be_visible()
    expect(page.locator("main form[action*='/tasks/']")).to_have_count(0)


def look_back(page: Page, lang: str) -> None:
    """The overview of 15 May says so on top, differs from today's, offers nothing to change, and leads back."""
    page.get_by_role("link", name=Bilingual(th="ภาพรวม", en="Overview").pick(lang), exact=True).first.click()
    today = page.locator(".truths").first.inner_text()
    page.locator("#asof").fill("15/05/2556")
    page.locator("#asof").press("Enter")
    expect(page.locator("aside.past")).to_contain_text(
        Bilingual(th="วันพุธที่ 15 พฤษภาคม 2556", en="Wednesday 15 May B.E. 2556").pick(lang)
    )
    assert page.locator(".truths").first.inner_text() != today
    expect(page.locator("main form[method=post]")).to_have_count(0)
    page.locator("aside.past a.back").click()
    expect(page.locator("aside.past")).to_have_count(0)
    assert page.locator(".truths").first.inner_text() == today


def take_the_report(page: Page, lang: str, folder: Path) -> str:
    """From the menu to the file; the text of the letter and its annex."""
    page.get_by_role("link", name=Bilingual(th="รายงาน", en="Reports").pick(lang), exact=True).first.click()
    page.locator("main a[href^='/reports/']:not([href*='.pdf'])").first.click()
    button = page.get_by_role("link", name=Bilingual(th="ดาวน์โหลด PDF", en="Download PDF").pick(lang))
    with page.expect_download(timeout=60_000) as coming:
        button.click()
    saved = folder / coming.value.suggested_filename
    coming.value.save_as(saved)
    assert saved.read_bytes().startswith(b"%PDF-")
    assert re.fullmatch(r"[\w.-]+-th\.pdf", saved.name)
    return subprocess.run(["pdftotext", str(saved), "-"], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("lang", ["th", "en"])
def test_executive_reads_proves_looks_back_and_takes_the_report(
    person: Callable[..., Person], tmp_path: Path, lang: str
) -> None:
    """The whole way, with the mouse."""
    someone = person()
    someone.go(f"/login?lang={lang}")
    page = someone.sign_in("executive")
    read_the_overview(page, lang)
    follow_a_figure(page)
    look_back(page, lang)
    text = take_the_report(page, lang, tmp_path)
    assert all(agency in text for agency in AGENCIES)
    with page.expect_download(timeout=60_000) as coming:
        page.get_by_role("link", name=Bilingual(th="PDF ภาษาอังกฤษ", en="PDF in English").pick(lang)).click()
    assert coming.value.suggested_filename.endswith("-en.pdf")
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", lang)
    someone.sign_out()
    page.go_back()
    expect(page.locator("[name=password]")).to_be_visible()
