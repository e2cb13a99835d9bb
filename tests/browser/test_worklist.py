"""Can the list of tasks be worked through with the keyboard, on a Thai one too, and all of it without a script?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import Person

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(person: Callable[..., Person]) -> Page:
    someone = person()
    someone.sign_in("coordinator")
    return someone.go("/tasks?health=late&health=at_risk")


def focused(page: Page) -> str | None:
    """The address of the task that has the focus."""
    return page.evaluate(
        "document.activeElement.matches('[data-row]') ? document.activeElement.getAttribute('href') : null"
    )


def test_keys_walk_the_list_choose_and_open(desk: Page) -> None:
    rows = [link.get_attribute("href") for link in desk.locator("[data-row]").all()]
    desk.keyboard.press("j")
    assert focused(desk) == rows[0]
    desk.keyboard.press("j")
    desk.keyboard.press("x")
    expect(desk.locator("[name=task]").nth(1)).to_be_checked()
    expect(desk.locator("[data-picked]")).to_have_text("1")
    desk.keyboard.press("k")
    assert focused(desk) == rows[0]
    desk.keyboard.press("Enter")
    desk.wait_for_url(f"**{rows[0]}")


def test_a_thai_keyboard_does_the_same(desk: Page) -> None:
    thai = """([key, code, shiftKey]) =>
        document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key, code, shiftKey, bubbles: true}))"""
    desk.evaluate(thai, ["่", "KeyJ", False])
    assert focused(desk)
    desk.evaluate(thai, ["ป", "KeyX", False])
    expect(desk.locator("[name=task]").first).to_be_checked()
    desk.evaluate(thai, ["ฦ", "Slash", True])
    expect(desk.locator("#keys")).to_have_attribute("open", "")
    expect(desk.locator("#keys kbd").last).to_be_in_viewport(ratio=1)
    expect(desk.locator("#keys-on")).to_be_in_viewport(ratio=1)


def test_the_table_fits_its_frame_on_a_desk(person: Callable[..., Person]) -> None:
    someone = person(viewport={"width": 1280, "height": 900})
    someone.sign_in("coordinator")
    page = someone.go("/tasks")
    inside, frame = page.locator("#worklist").evaluate("each => [each.offsetWidth, each.parentElement.clientWidth]")
    assert inside <= frame


def test_no_key_is_stolen_while_typing_or_with_a_modifier(desk: Page) -> None:
    desk.keyboard.press("f")
    desk.keyboard.type("jkx?f")
    expect(desk.locator("#filter-q")).to_have_value("jkx?f")
    expect(desk.locator("[name=task]:checked")).to_have_count(0)
    desk.locator("[data-row]").first.focus()
    desk.keyboard.press("Control+x")
    expect(desk.locator("[name=task]:checked")).to_have_count(0)


def test_the_keys_can_be_turned_off_for_good(desk: Page) -> None:
    desk.keyboard.press("?")
    desk.locator("#keys-on").uncheck()
    desk.reload()
    desk.locator("h1").click()
    desk.keyboard.press("j")
    assert focused(desk) is None
    desk.locator("#keys > summary").click()
    expect(desk.locator("#keys-on")).not_to_be_checked()


def test_all_of_a_page_are_chosen_and_commented_at_once(desk: Page) -> None:
    many = desk.locator("[name=task]").count()
    desk.locator("[data-pick-all]").check()
    expect(desk.locator("[data-picked]")).to_have_text(str(many))
    desk.locator("#bulk button[formaction$='/comment']").click()
    expect(desk.locator("#sound [name=row]")).to_have_count(many)
    desk.locator("[name=note]").fill("กรุณารายงานภายในวันศุกร์")
    desk.locator("main form.post .btn-primary").click()
    expect(desk.locator("#done li")).to_have_count(many)
    desk.locator("main > .btn-primary").click()
    desk.wait_for_url("**/tasks?health=late&health=at_risk")


def test_without_a_script_everything_is_there(person: Callable[..., Person]) -> None:
    someone = person(java_script_enabled=False)
    someone.sign_in("coordinator")
    page = someone.go("/tasks?health=late")
    expect(page.locator("[data-pick-all]")).to_be_hidden()
    page.locator("[name=task]").first.check()
    page.locator("#bulk button").first.click()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("#sound [name=row], #refused li")).not_to_have_count(0)
    page.go_back()
    page.locator("#keys > summary").click()
    expect(page.locator("#keys kbd").nth(1)).to_be_visible()
