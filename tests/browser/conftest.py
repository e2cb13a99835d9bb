"""What may a browser test ask for? `server` (the demonstration, served), `person()` (somebody at a window), `browser`.

Everything that Chromium's console or a script complains about, a breach of the Content-Security-Policy too, fails the test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.people import Person, launched, window
from tests.browser.serving import Server, demonstration


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The demonstration, made and served once for all browser tests; each works on tasks of its own."""
    with demonstration(tmp_path_factory.mktemp("demonstration")) as serving:
        yield serving


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all."""
    with sync_playwright() as playwright, launched(playwright) as found:
        yield found


@pytest.fixture
def person(browser: Browser, server: Server) -> Iterator[Callable[..., Person]]:
    """`person()` opens a window; its options are Playwright's (viewport, java_script_enabled, locale)."""
    everybody: list[Person] = []
    with ExitStack() as windows:

        def arrive(**options: Any) -> Person:
            context = windows.enter_context(window(browser, **options))
            everybody.append(Person(context.new_page(), server.url))
            return everybody[-1]

        yield arrive
    complaints = [each for one in everybody for each in one.complaints]
    assert not complaints, "\n".join(complaints)
