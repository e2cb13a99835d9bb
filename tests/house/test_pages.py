"""Does every page hold what every page must hold – for each role, in both languages, today and on a past day?"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.addresses import routes
from tests.conftest import SignIn
from tests.house.sources import has_thai
from tests.page import Element, Page, read

ROLES = ("coordinator", "liaison.mof", "executive", "auditor", "admin", "")
MOMENTS = ("", "&as_of=2013-05-15", "&as_of=2013-04-25")


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("who", ROLES)
def test_every_page_is_sound(
    app: Flask, client: FlaskClient, sign_in: SignIn, no_drawing: None, who: str, lang: str
) -> None:
    if who:
        sign_in(client, who)
    problems = []
    for address, page in pages(app, client, lang):
        found = [*unmarked(page, lang), *forms_of_the_past(page, address)]
        problems += [f"{address}: {problem}" for problem in found]
        assert page.one("html")["lang"] == lang
    assert problems == []


def pages(app: Flask, client: FlaskClient, lang: str) -> Iterator[tuple[str, Page]]:
    """Every page that opens, with the checks of tests/page.py."""
    for route in routes(app):
        if route.method == "GET" and route.endpoint != "static":
            for moment in MOMENTS:
                address = f"{route.path}?lang={lang}{moment}"
                answer = client.get(address)
                if answer.mimetype == "text/html" and answer.status_code not in (302, 308):
                    assert answer.status_code < 500, address
                    yield address, read(answer)
                answer.close()


def unmarked(element: Element, lang: str) -> Iterator[str]:
    """Thai words on an English page that no lang="th" announces (WCAG 2.2, 3.1.2)."""
    own = element.get("lang") or lang
    for child in element.children:
        if isinstance(child, Element):
            yield from unmarked(child, own)
        elif own == "en" and has_thai(child):
            yield f"Thai in {element.tag} without lang: {child.strip()[:60]!r}"


def forms_of_the_past(page: Page, address: str) -> Iterator[str]:
    """Forms that would change something, on the page of a past day; signing out may stand anywhere."""
    if "as_of" in address and page.status == 200 and not address.startswith("/login"):
        for form in page.all("form", method="post"):
            if not form.get("action").startswith("/logout"):
                yield f"a form to {form.get('action') or 'itself'}"
