"""Is each piece small enough to be read at a sitting, and does it say what it is for?"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.sources import CODE, PAGES, ROOT, TESTS, name, tree

MOST_LINES = 300
MOST_LINES_OF_A_FUNCTION = 40
MOST_LINES_OF_A_TEMPLATE = 120
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "data2", "base"}
FOREIGN = (
    "/work" + "/",
    "/tm" + "p/plan",
    "shared" + "/design",
    "shared" + "/domain",
    "helper " + "session",
    "blue" + "print.md",
)
"""Places and words of whoever built the product; none belongs into it."""
TEXTS = {".py", ".html", ".css", ".js", ".md", ".toml", ".yaml", ".yml", ".txt", ".json", ".mako", ".java", ".svg", ""}
LEFT_OUT = {".git", ".venv", "node_modules", "instance", ".cache", "vendor", "__pycache__", "locks"}


@pytest.mark.parametrize("path", [*CODE, *TESTS], ids=name)
def test_a_file_fits(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_a_template_fits(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES_OF_A_TEMPLATE


def test_every_function_fits() -> None:
    long = [
        f"{name(path)}: {node.name} has {length} lines"
        for path in [*CODE, *TESTS]
        for node in functions(path)
        if (length := (node.end_lineno or node.lineno) - node.lineno + 1) > MOST_LINES_OF_A_FUNCTION
    ]
    assert long == []


def test_every_module_says_what_it_answers() -> None:
    silent = [name(path) for path in [*CODE, *TESTS] if tree(path).body and not ast.get_docstring(tree(path))]
    assert silent == []


def test_every_public_function_and_class_says_what_it_is() -> None:
    silent = [
        f"{name(path)}: {node.name}"
        for path in CODE
        for node in public(path)
        if not ast.get_docstring(node) and "versions" not in path.parts
    ]
    assert silent == []


def test_no_module_has_a_vague_name() -> None:
    assert [name(path) for path in [*CODE, *TESTS, *PAGES] if path.stem in VAGUE and path.name != "base.html"] == []


def test_nothing_names_the_place_where_it_was_made() -> None:
    found = [
        f"{name(path)}: {word}" for path in texts() for word in FOREIGN if word in path.read_text(encoding="utf-8")
    ]
    assert found == []


def test_nothing_is_left_to_be_done_later() -> None:
    later = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")
    found = [name(path) for path in [*CODE, *TESTS, *PAGES] if later.search(path.read_text(encoding="utf-8"))]
    assert found == []


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a module, inner ones too."""
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def public(path: Path) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    """The functions and classes that other modules may use, and the methods of such classes."""
    for node in tree(path).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from (
                    part for part in node.body if isinstance(part, ast.FunctionDef) and not part.name.startswith("_")
                )


def texts() -> Iterator[Path]:
    """Every text file of the project."""
    for path in sorted(ROOT.rglob("*")):
        inside = path.relative_to(ROOT).parts
        if path.is_file() and path.suffix in TEXTS and not LEFT_OUT & set(inside) and not inside[0].startswith("."):
            yield path
