"""Of which tags and words does a page's source consist?

Every page of every test is read here, so it is one pattern for all that a template may write, where a browser and the standard
library would guess: a sign that opens no whole tag, an attribute that none parts from the next, a tag that ends too early –
each is an AssertionError with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

RAW = frozenset({"script", "style"})
"""Elements whose content is no markup."""
NAME = r"[^\s\"'<>/=\x00]+"
VALUE = r"\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+"
PIECE = re.compile(
    rf"<(?P<opened>[a-zA-Z][^\s\"'<>/=\x00]*)(?P<attributes>(?:\s+{NAME}(?:\s*=\s*(?:{VALUE}))?)*)\s*(?P<whole>/?)>"
    r"|</(?P<closed>[a-zA-Z][^\s\"'<>/=\x00]*)\s*>"
    r"|<!--.*?-->|<![a-zA-Z][^<>]*>",
    re.DOTALL,
)
ATTRIBUTE = re.compile(rf"({NAME})(?:\s*=\s*({VALUE}))?")


class Opened(NamedTuple):
    """A tag that opens an element; `whole` closes it as well."""

    tag: str
    attributes: dict[str, str]
    whole: bool


class Closed(NamedTuple):
    """A tag that closes an element; `at` is where it stands."""

    tag: str
    at: int


def pieces(source: str) -> Iterator[Opened | Closed | str]:
    """The tags of a source and the words between them, in their order."""
    read = 0
    while found := PIECE.search(source, read):
        if found.start() > read:
            yield _words(source, read, found.start())
        read = found.end()
        opened, attributes, whole, closed = found.groups()
        if closed:
            yield Closed(closed.lower(), found.start())
        elif opened:
            tag = opened.lower()
            yield Opened(tag, _attributes(attributes) if attributes else {}, bool(whole))
            if tag in RAW and not whole:
                end = re.compile(rf"</\s*{tag}\s*>", re.IGNORECASE).search(source, read)
                assert end is not None, f"{tag} is not closed (line {line(source, read)})"
                if end.start() > read:
                    yield source[read : end.start()]
                read = end.start()
    if read < len(source):
        yield _words(source, read, len(source))


def line(source: str, at: int) -> int:
    """The number of the line that holds this place."""
    return source.count("\n", 0, at) + 1


def _words(source: str, start: int, end: int) -> str:
    """What stands between two tags, as it is read."""
    broken = source.find("<", start, end)
    assert broken < 0, f"{source[broken : broken + 40]!r} is no tag (line {line(source, broken)})"
    words = source[start:end]
    return unescape(words) if "&" in words else words


def _attributes(source: str) -> dict[str, str]:
    found = {}
    for name, value in ATTRIBUTE.findall(source):
        bare = value[1:-1] if value[:1] in ('"', "'") else value
        found[name.lower()] = unescape(bare) if "&" in bare else bare
    return found
