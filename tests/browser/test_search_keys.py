"""Can somebody without a mouse find a thing and go to its very place, on a desk and on a phone, and turn the keys off?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.people import PHONE, Person

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("lang", ["th", "en"])
def test_from_any_page_to_the_very_place_by_keys_alone(person: Callable[..., Person], lang: str) -> None:
    someone = person()
    someone.go(f"/login?lang={lang}")
    page = someone.sign_in("executive")
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.type("แบบฟอร์มที่จะให้กรอก")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("ค้นหา" if lang == "th" else "Search")
    expect(page.locator("mark").first).to_have_text("แบบฟอร์มที่จะให้กรอก")
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-hit]").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tasks/*#entry-*")
    expect(page.locator(".timeline > li:target")).to_contain_text("แบบฟอร์มที่จะให้กรอก")
    expect(page.locator(".timeline > li:target")).to_be_in_viewport()


def test_a_slash_that_is_typed_stays_a_slash(person: Callable[..., Person]) -> None:
    page = person().sign_in("executive")
    page.locator("#asof").fill("15")
    page.locator("#asof").press("End")
    page.keyboard.press("/")
    expect(page.locator("#asof")).to_be_focused()
    expect(page.locator("#asof")).to_have_value("15/")


def test_on_a_phone_the_key_opens_the_fold(person: Callable[..., Person]) -> None:
    page = person(viewport=PHONE).sign_in("executive")
    expect(page.locator("#find-m")).to_be_hidden()
    page.keyboard.press("/")
    expect(page.locator("#find-m")).to_be_focused()
    page.keyboard.type("O-1.3")
    page.keyboard.press("Enter")
    expect(page.locator("#found-obligation [data-hit]").first).to_be_visible()


def test_the_keys_can_be_turned_off_and_stay_off(person: Callable[..., Person]) -> None:
    someone = person()
    page = someone.sign_in("executive")
    someone.go("/accessibility")
    page.locator("#shortcuts").uncheck()
    someone.go("/")
    page.keyboard.press("/")
    expect(page.locator("#find")).not_to_be_focused()
    someone.go("/accessibility")
    expect(page.locator("#shortcuts")).not_to_be_checked()
    page.locator("#shortcuts").check()
    someone.go("/")
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()


def test_without_scripts_everything_is_found_too(person: Callable[..., Person]) -> None:
    someone = person(java_script_enabled=False)
    page = someone.sign_in("executive")
    page.locator("#find").fill("สำรวจ")
    page.locator("#find").press("Enter")
    expect(page.locator("#found-words mark").first).to_have_text("สำรวจ")
    someone.go("/accessibility")
    expect(page.locator("#shortcuts")).to_be_hidden()
