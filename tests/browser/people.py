"""Who sits at the browser? A person with a window of their own; what the browser complains about is kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, expect

from setup.debian import browser as chromium
from tests import world

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--font-render-hinting=none",
)  # fmt: skip
"""Nothing but the page: no sandbox (tests may run as root), no graphics card, no calls home."""
SHORT_LIVED = "--js-flags=--no-turbofan --no-maglev --always-sparkplug --no-flush-bytecode"
"""A script runs once on a page and then on the next one: it is translated simply and once, not optimised for each page anew, which
takes more than it saves. What a script does is the same."""
EXPECTED = ("the server responded with a status of 4",)
"""Chromium writes every answer 4xx to its console; the tests that provoke one look at the page itself."""


@dataclass
class Person:
    """Somebody at a window of the product; `go`, `sign_in`, and `page` for everything else."""

    page: Page
    url: str
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.complaints.append(f"{self.page.url}: {error}"))

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not any(words in message.text for words in EXPECTED):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def go(self, path: str) -> Page:
        """Open an address of the product."""
        self.page.goto(self.url + path)
        return self.page

    def sign_in(self, who: str) -> Page:
        """Through the form, as a person does; ends on the page that was asked for, or the overview."""
        if "/login" not in self.page.url:
            self.go("/login")
        self.page.fill("[name=email]", world.address(who))
        self.page.fill("[name=password]", world.PASSWORD)
        self.page.press("[name=password]", "Enter")
        expect(self.page.locator("[name=password]")).to_have_count(0, timeout=15_000)
        return self.page

    def sign_out(self) -> None:
        """Through the account's sheet."""
        self.page.locator("details.account > summary").click()
        self.page.locator("details.account button").click()
        expect(self.page.locator("[name=password]")).to_be_visible()


@contextmanager
def launched(playwright: Playwright) -> Iterator[Browser]:
    """The machine's own Chromium, closed at the end."""
    found = playwright.chromium.launch(executable_path=chromium(), args=[*QUIET, SHORT_LIVED])
    try:
        yield found
    finally:
        found.close()


@contextmanager
def window(browser: Browser, **options: Any) -> Iterator[BrowserContext]:
    """A window with cookies of its own; Content-Security-Policy stays on."""
    settings: dict[str, Any] = {"viewport": DESK, "reduced_motion": "reduce", "locale": "th-TH", **options}
    context = browser.new_context(**settings)
    context.set_default_timeout(15_000)
    try:
        yield context
    finally:
        context.close()
