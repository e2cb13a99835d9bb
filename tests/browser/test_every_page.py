"""Does every page, in both languages, on a desk and on a phone, hold what everybody can expect of it?

axe-core finds nothing (WCAG 2.2 A and AA, best practice); nothing scrolls sideways; there is one h1;
the console stays silent. The script of axe runs beside the page, so the Content-Security-Policy stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from setup.frontend import AXE
from tests.browser.everywhere import EVERYWHERE, Place
from tests.browser.people import DESK, PHONE, Person, window
from tests.browser.serving import Server

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
HOLD_AXE = "Object.defineProperty(window, 'bringAxe', {value: () => {%s\n}})"
"""The script of axe lies beside every page, and does nothing there until it is called for: so it need not be sent for each page."""
RUN_AXE = """async tags => (await axe.run(document, {runOnly: tags, resultTypes: ['violations']})).violations.map(
    ({id, impact, nodes}) => ({id, impact, where: nodes.map(node => node.target.join(' '))}))"""
SIDEWAYS = """() => { const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    return [...document.body.querySelectorAll('*')].filter(each => each.getBoundingClientRect().right > root.clientWidth + 1)
        .map(each => each.outerHTML.slice(0, 120)).slice(-3) }"""
OTHER_LANGUAGE = r"""lang => { const other = lang === 'en' ? /[\u0E00-\u0E7F]/ : /\b[A-Za-z][a-z]+ (?:[a-z]+ )+[a-z]+/;
    const found = [], words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (words.nextNode()) { const text = words.currentNode, around = text.parentElement;
        if (other.test(text.data) && !around.matches('textarea') && around.closest('[lang]').lang === lang)
            found.push(text.data.trim().slice(0, 80)) }
    return found }"""
"""Words of the other language that are not marked as such: a screen reader would say them in the wrong voice."""
LOOK = f"""async ([tags, lang]) => ({{
    headings: document.querySelectorAll('h1').length, lang: document.documentElement.getAttribute('lang'),
    wide: ({SIDEWAYS})(), foreign: ({OTHER_LANGUAGE})(lang), axe: await ({RUN_AXE})(tags) }})"""
"""All of that in one question to the browser."""


@pytest.fixture(scope="module")
def inhabitants(browser: Browser, server: Server) -> Iterator[Callable[[str | None, str], Person]]:
    """Each person in each language signs in once and keeps the window."""
    known: dict[tuple[str | None, str], Person] = {}
    with ExitStack() as windows:

        def someone(who: str | None, lang: str) -> Person:
            if (who, lang) not in known:
                context = windows.enter_context(window(browser))
                context.add_init_script(HOLD_AXE % AXE.read_text())
                person = known[who, lang] = Person(context.new_page(), server.url)
                person.go(f"/login?lang={lang}&next=/method")
                if who is not None:
                    person.sign_in(who)
            return known[who, lang]

        yield someone


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("place", EVERYWHERE, ids=str)
def test_page_is_sound(inhabitants: Callable[..., Person], server: Server, place: Place, lang: str) -> None:
    """Everything at once, so that each page is fetched once; what is wrong is told together."""
    person = inhabitants(place.who, lang)
    person.complaints.clear()
    page = person.page
    page.set_viewport_size(DESK)
    person.go(place.address(server))
    if place.do is not None:
        place.do(page)
        page.wait_for_load_state()
    page.evaluate("bringAxe()")
    wrong = list(_wrong(page, lang))
    page.set_viewport_size(PHONE)
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    wrong += [f"on a phone: {each}" for each in _wrong(page, lang)]
    wrong += person.complaints
    assert not wrong, "\n".join(wrong)


def _wrong(page: Page, lang: str) -> Iterator[str]:
    seen = page.evaluate(LOOK, [RULES, lang])
    if seen["headings"] != 1:
        yield f"{seen['headings']} × h1"
    if seen["lang"] != lang:
        yield f"not in {lang}"
    yield from (f"too wide: {each}" for each in seen["wide"])
    yield from (f"other language: {each}" for each in seen["foreign"])
    for found in seen["axe"]:
        yield f"axe {found['impact']} {found['id']}: {', '.join(found['where'][:5])}"


NO_PAGES = frozenset(
    {
        "static",
        "reminders.mail_file",
        "letters.pdf",
        "reports.fair_copy",
        "reports.pdf",
        "companions.compared_tables",
        "companions.paper",
        "companions.tables",
        "companions.whole",
        "companions.word",
        "tasks.xlsx",
        "tasks.csv",
        "tasks.file",
        "tasks.picture",
        "tasks.preview",
        "tasks.archive",
        "tasks.next_review",
        "dashboard.compare_xlsx",
        "tasks.view",
        "worksheets.download",
        "worksheets.returned",
        "tasks.verify",
        "tasks.comment",
        "feeds.calendar",
        "authenticity.report",
        "authenticity.figure",
        "reminders.go",
        "reminders.why",
    }
)
"""Files, forms that stand on the page of their task, what only leads on, and a preview and a reason, which are walked from
the page that leads there."""


def test_no_page_is_forgotten(server: Server, page_app: Flask) -> None:
    """A new route must be walked, too: it is named in tests/browser/everywhere.py."""
    addresses = page_app.url_map.bind("localhost")
    walked = {
        addresses.match(place.address(server).split("?")[0])[0] for place in EVERYWHERE if "no-such" not in place.path
    }
    pages = {rule.endpoint for rule in page_app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    machines = {endpoint for endpoint in pages if endpoint.startswith("health.")}
    assert pages - machines - NO_PAGES == walked
