"""What is on a page, and does it hold what every page must hold?

A small reader of HTML: elements with attributes, children and text, from the tags that tests/markup.py finds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from werkzeug.test import TestResponse

from tests.markup import Closed, Opened, line, pieces

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
SELF_CLOSING = frozenset({"p", "li", "td", "th", "tr", "option", "dt", "dd"})
"""Elements that HTML closes by itself where the one around them ends."""
REFERRING = frozenset({"for", "aria-labelledby", "aria-describedby", "aria-controls"})
"""Attributes that name elements of the same page."""
UNLABELLED = frozenset({"hidden", "submit", "button", "reset", "image"})


@dataclass
class Element:
    """One element of a page."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    def get(self, name: str, default: str = "") -> str:
        """An attribute, or the default."""
        return self.attributes.get(name, default)

    @property
    def text(self) -> str:
        """All words inside, with single spaces."""
        parts = (child if isinstance(child, str) else child.text for child in self.children)
        return " ".join(" ".join(parts).split())

    def walk(self) -> Iterator[Element]:
        """Every element inside, in the order of the page."""
        waiting: list[Element | str] = self.children[::-1]
        while waiting:
            element = waiting.pop()
            if not isinstance(element, str):
                yield element
                waiting += element.children[::-1]

    def all(self, tag: str = "", **attributes: str) -> list[Element]:
        """Elements inside with this tag and these attributes (`class_`, `for_` for words Python keeps)."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [each for each in self.walk() if tag in ("", each.tag) and _has(each, wanted)]

    def one(self, tag: str = "", **attributes: str) -> Element:
        """The only such element."""
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} × {tag} {attributes}"
        return found[0]


@dataclass
class Page(Element):
    """A whole page with the status it came with."""

    status: int = 200
    source: str = ""

    @property
    def title(self) -> str:
        """The words for the window."""
        return self.one("title").text

    @property
    def h1(self) -> str:
        """The one main heading."""
        return self.one("h1").text

    @property
    def links(self) -> list[str]:
        """Every address that a link leads to."""
        return [link["href"] for link in self.all("a") if "href" in link.attributes]

    def values(self, action: str = "") -> dict[str, str]:
        """What a browser would send from the form with this action (or the only POST form of the main part), unchanged."""
        forms = [form for form in self.all("form", method="post") if form.get("action") == action or not action]
        form = forms[0] if action else self.one("main").one("form", method="post")
        return dict(_field_values(form))


def read(response: TestResponse) -> Page:
    """An answer as a page; AssertionError when it lacks what every page has.

    Language of the document, a title, one h1, one main, unique ids, a label for each control, a name for each link and button,
    references that lead to something on the page, no style and no script in the markup.
    """
    page = parse(response.get_data(as_text=True), response.status_code)
    problems = list(_problems(page))
    assert not problems, f"{response.request.path}: " + "; ".join(problems)
    return page


def parse(source: str, status: int = 200) -> Page:
    """A page from its text, unchecked."""
    page = Page("#page", status=status, source=source)
    _fill(page, source)
    return page


def _fill(page: Page, source: str) -> None:
    """Put what the source holds into the page; AssertionError when a tag closes nothing, or leaves open what has to be closed."""
    opened: list[Element] = [page]
    for piece in pieces(source):
        if isinstance(piece, str):
            opened[-1].children.append(piece)
        elif isinstance(piece, Opened):
            element = Element(piece.tag, piece.attributes)
            opened[-1].children.append(element)
            if not piece.whole and piece.tag not in VOID:
                opened.append(element)
        elif opened[-1].tag == piece.tag:
            opened.pop()
        else:
            _close(opened, piece, source)


def _close(opened: list[Element], closed: Closed, source: str) -> None:
    """Close an element in which others are still open, which a browser would close by itself."""
    depth = next((at for at in range(len(opened) - 1, 0, -1) if opened[at].tag == closed.tag), None)
    assert depth is not None, f"</{closed.tag}> closes nothing (line {line(source, closed.at)})"
    left = [element.tag for element in opened[depth + 1 :] if element.tag not in SELF_CLOSING]
    assert not left, f"</{closed.tag}> leaves {left} open (line {line(source, closed.at)})"
    del opened[depth:]


def _has(element: Element, wanted: dict[str, str]) -> bool:
    for name, value in wanted.items():
        if name not in element.attributes:
            return False
        found = element[name]
        if value != found and not (name == "class" and value in found.split()):
            return False
    return True


def _problems(page: Page) -> Iterator[str]:
    html = page.one("html")
    if html.get("lang") not in ("th", "en"):
        yield "the document names no language"
    if not page.title.strip(" –"):
        yield "no title"
    elements = list(page.walk())
    tags = Counter(element.tag for element in elements)
    yield from (f"{tags[tag]} × {tag}" for tag in ("h1", "main") if tags[tag] != 1)
    yield from _broken_references(elements)
    yield from _unnamed(elements)
    yield from _inline(elements)


def _broken_references(elements: list[Element]) -> Iterator[str]:
    ids = Counter(element["id"] for element in elements if "id" in element.attributes)
    yield from (f"id {each} stands {number} times" for each, number in sorted(ids.items()) if number > 1)
    for element in elements:
        for name in REFERRING.intersection(element.attributes):
            yield from (f"{name}={word} leads nowhere" for word in element[name].split() if word not in ids)
        if element.tag == "a" and element.get("href").startswith("#") and element["href"][1:] not in ids:
            yield f"{element['href']} leads nowhere"


def _pictured(element: Element) -> str:
    """What the pictures inside say: they name a link as words do."""
    return "".join(picture.get("alt") for picture in element.all("img"))


def _unnamed(elements: list[Element]) -> Iterator[str]:
    labels = [element for element in elements if element.tag == "label"]
    labelled = {label["for"] for label in labels if "for" in label.attributes}
    wrapped = {id(control) for label in labels for control in label.walk()}
    for element in elements:
        if element.tag in ("input", "select", "textarea") and element.get("type") not in UNLABELLED:
            named = element.get("id") in labelled or id(element) in wrapped
            if not (named or element.get("aria-label") or element.get("aria-labelledby")):
                yield f"no label for {element.get('name')}"
        if element.tag in ("a", "button") and not (
            element.text or element.get("aria-label") or element.get("aria-labelledby") or _pictured(element)
        ):
            yield f"a {element.tag} without words ({element.get('href')})"
        if element.tag == "img" and "alt" not in element.attributes:
            yield "a picture without words"


def _inline(elements: list[Element]) -> Iterator[str]:
    for element in elements:
        if element.tag == "style" or "style" in element.attributes:
            yield f"style in the markup at {element.tag}"
        if element.tag == "script" and "src" not in element.attributes:
            yield "a script in the markup"
        yield from (f"{name} in the markup" for name in element.attributes if name.startswith("on"))


def _field_values(form: Element) -> Iterator[tuple[str, str]]:
    for control in form.walk():
        name = control.get("name")
        if not name or control.tag == "button":
            continue
        if control.tag == "select":
            chosen = [option for option in control.all("option") if "selected" in option.attributes] or control.all(
                "option"
            )[:1]
            yield from ((name, option.get("value", option.text)) for option in chosen)
        elif control.tag == "textarea":
            yield (
                name,
                "".join(child for child in control.children if isinstance(child, str))
                .removeprefix("\r")
                .removeprefix("\n"),
            )
        elif control.tag == "input" and (
            control.get("type") not in ("radio", "checkbox") or "checked" in control.attributes
        ):
            yield name, control.get("value", "on" if control.get("type") in ("radio", "checkbox") else "")
