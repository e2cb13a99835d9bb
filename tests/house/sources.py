"""Where does the product's own text lie, and what is in it? For the tests of the house."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, nodes

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
CODE = sorted(path for folder in ("tracker", "setup", "bench") for path in (ROOT / folder).rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
PAGES = sorted(TEMPLATES.rglob("*.html"))
THAI = ("\u0e00", "\u0e7f")


@dataclass(frozen=True)
class Sentence:
    """A sentence in both languages and where it stands. `whole` is false when values are put in, which may be its only words."""

    place: str
    thai: str
    english: str
    whole: bool = True


def name(path: Path) -> str:
    """A file as the project names it."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    """A module's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def template_tree(path: Path) -> nodes.Template:
    """A template's syntax tree."""
    return Environment(extensions=["jinja2.ext.do"]).parse(path.read_text(encoding="utf-8"))


def has_thai(text: str) -> bool:
    """True when there is a Thai letter in it."""
    return any(THAI[0] <= char <= THAI[1] for char in text)


def has_letters(text: str) -> bool:
    """True when there is any letter in it: signs and digits alone are the same in both languages."""
    return any(char.isalpha() for char in text)


def template_sentences() -> Iterator[Sentence]:
    """Every t("…", "…") of the templates."""
    for path in PAGES:
        for call in template_tree(path).find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "t":
                thai, english = (_template_words(arg) for arg in call.args)
                whole = all(isinstance(arg, nodes.Const) for arg in call.args) and "{" not in thai
                yield Sentence(f"{name(path)}:{call.lineno}", thai, english, whole)


def code_sentences() -> Iterator[Sentence]:
    """Every Bilingual(…) and t(…) in the code whose words are written out there."""
    for path in CODE:
        for call in ast.walk(tree(path)):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ("Bilingual", "t"):
                yield from _code_sentence(path, call)


def template_text(path: Path) -> str:
    """The words of a template outside its expressions."""
    return "".join(part.data for part in template_tree(path).find_all(nodes.TemplateData))


def _code_sentence(path: Path, call: ast.Call) -> Iterator[Sentence]:
    keywords = {word.arg: word.value for word in call.keywords}
    parts = [*call.args, *(keywords[key] for key in ("th", "en") if key in keywords)]
    if len(parts) == 2 and all(_written_out(part) for part in parts):
        thai, english = (_code_words(part) for part in parts)
        whole = all(isinstance(part, ast.Constant) for part in parts) and "{" not in thai
        yield Sentence(f"{name(path)}:{call.lineno}", thai, english, whole)


def _written_out(part: ast.expr) -> bool:
    return isinstance(part, ast.JoinedStr) or (isinstance(part, ast.Constant) and isinstance(part.value, str))


def _code_words(part: ast.expr) -> str:
    """The words of a literal; a value put in stands as a blank."""
    if isinstance(part, ast.JoinedStr):
        return "".join(str(piece.value) if isinstance(piece, ast.Constant) else " " for piece in part.values)
    assert isinstance(part, ast.Constant)
    return str(part.value)


def _template_words(part: nodes.Expr) -> str:
    """The words of an argument: its literals, joined."""
    if isinstance(part, nodes.Const):
        return str(part.value)
    return " ".join(str(each.value) for each in part.find_all(nodes.Const) if isinstance(each.value, str))
