"""Does every template compile, and is each one used?"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import nodes

from tests.house.sources import CODE, PAGES, TEMPLATES, name, template_tree, tree
from tracker.ledger.kinds import KINDS

TIMELINE = "timeline/"
"""Drawn by the kind of the event, so no other text names them."""


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_it_compiles(page_app: Flask, path: Path) -> None:
    page_app.jinja_env.get_template(path.relative_to(TEMPLATES).as_posix())


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_it_is_used(path: Path) -> None:
    own = path.relative_to(TEMPLATES).as_posix()
    used = own in named_in_code() or own in named_in_templates()
    assert used or (own.startswith(TIMELINE) and path.stem in KINDS), f"nothing uses {own}"


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_what_it_uses_is_there(path: Path) -> None:
    missing = [used for used in references(path) if not (TEMPLATES / used).is_file()]
    assert missing == []


def test_every_template_that_the_code_names_is_there() -> None:
    assert sorted(used for used in named_in_code() if not (TEMPLATES / used).is_file() and "/pdf/" not in used) == []


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_of_event_has_its_piece_of_the_timeline(page_app: Flask, kind: str) -> None:
    assert (TEMPLATES / TIMELINE / f"{kind}.html").is_file()


@cache
def named_in_code() -> frozenset[str]:
    """Every text of the code that names a template; a bare file name counts for the templates of the report."""
    words = {
        node.value
        for path in CODE
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.endswith(".html")
    }
    return frozenset(words | {f"documents/pdf/{word}" for word in words if "/" not in word})


@cache
def named_in_templates() -> frozenset[str]:
    """Every template that another one draws on."""
    return frozenset(used for path in PAGES for used in references(path))


def references(path: Path) -> Iterator[str]:
    """The templates that a template extends, includes or imports; the report's pieces name each other by file."""
    for node in template_tree(path).find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        target = node.template
        if isinstance(target, nodes.Const):
            near = path.parent / str(target.value)
            yield (
                near.relative_to(TEMPLATES).as_posix()
                if "/" not in str(target.value) and near.is_file()
                else str(target.value)
            )
