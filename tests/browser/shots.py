"""How does every page look? `make shots` writes pictures into shots/: both languages, desk and phone, print, a past day.

`python -m tests.browser.shots overview task` takes only the pages whose name begins so; `--readme` renews the picture in README.md.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.everywhere import EVERYWHERE, Place
from tests.browser.people import DESK, PHONE, Person, launched, window
from tests.browser.serving import ROOT, Server, demonstration

FOLDER = ROOT / "shots"
README = ROOT / "docs" / "images" / "overview.png"
PAPER = {"width": 794, "height": 1123}
TALLEST = 12_000
"""Pixels; a longer page is cut, because no viewer shows it."""


def main(words: list[str]) -> None:
    """Take the pictures that the words ask for."""
    with (
        tempfile.TemporaryDirectory() as folder,
        demonstration(Path(folder)) as server,
        sync_playwright() as playwright,
        launched(playwright) as browser,
    ):
        if "--readme" in words:
            _readme(browser, server)
        else:
            FOLDER.mkdir(exist_ok=True)
            chosen = [place for place in EVERYWHERE if not words or place.name.startswith(tuple(words))]
            for lang in ("th", "en"):
                for who in dict.fromkeys(place.who for place in chosen):
                    _album(browser, server, who, lang, [place for place in chosen if place.who == who])


def _arrive(page: Page, server: Server, who: str | None, lang: str) -> Person:
    person = Person(page, server.url)
    person.go(f"/login?lang={lang}&next=/method")
    if who is not None:
        person.sign_in(who)
    return person


def _album(browser: Browser, server: Server, who: str | None, lang: str, chosen: list[Place]) -> None:
    """Everything that one person sees."""
    with window(browser) as context:
        person = _arrive(context.new_page(), server, who, lang)
        for place in chosen:
            page = person.page
            page.set_viewport_size(DESK)
            person.go(place.address(server))
            if place.do is not None:
                place.do(page)
            for name, size in (("1280", DESK), ("390", PHONE)):
                page.set_viewport_size(size)
                _take(page, f"{place.name}-{lang}-{name}")
            if lang == "th" and place.do is None:
                _print(page, f"{place.name}-{lang}-print")
            print(f"{place.name}-{lang}", *person.complaints, sep="\n  ")
            person.complaints.clear()


def _take(page: Page, name: str) -> None:
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    tall = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
    width = page.evaluate("innerWidth")
    page.screenshot(path=FOLDER / f"{name}.png", full_page=True, clip={"x": 0, "y": 0, "width": width, "height": tall})


def _print(page: Page, name: str) -> None:
    page.set_viewport_size(PAPER)
    page.emulate_media(media="print")
    _take(page, name)
    page.emulate_media(media="screen")


def _readme(browser: Browser, server: Server) -> None:
    """The overview as an executive sees it, down to the eight agencies."""
    with window(browser) as context:
        person = _arrive(context.new_page(), server, "executive", "th")
        person.page.set_viewport_size(DESK)
        person.go("/")
        end = person.page.locator("section:has(table.matrix)").evaluate("each => each.getBoundingClientRect().bottom")
        README.parent.mkdir(parents=True, exist_ok=True)
        person.page.screenshot(
            path=README, full_page=True, clip={"x": 0, "y": 0, "width": 1280, "height": round(end) + 16}
        )
    with Image.open(README) as picture:
        fewer_colours = picture.convert("RGB").quantize(128)
    fewer_colours.save(README, optimize=True)


if __name__ == "__main__":
    main(sys.argv[1:])
