"""Is this file YAML that can safely be read, and what does it hold?

Nothing is ever constructed from the file: the reader works on the parsed nodes, which know their lines. Anchors, aliases, tags and
deep nesting, by which a small file can grow or run code, have no place in the format and are refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from tracker.lang import Bilingual
from tracker.resolutions.seed_problems import Findings, Place, Problem, SeedError

LARGEST = 5 * 1024 * 1024
DEEPEST = 16
MOST_VALUES = 100_000
_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq")}
_TOP = Place(1, "")


class _Refused(Exception):
    def __init__(self, line: int, th: str, en: str) -> None:
        self.problem = Problem(line, "", Bilingual(th=th, en=en))


class _Loader(yaml.SafeLoader):
    depth = 0
    values = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        line = self.peek_event().start_mark.line + 1
        if getattr(self.peek_event(), "anchor", None):
            raise _Refused(
                line,
                "ไม่รองรับการอ้างซ้ำด้วย & หรือ * ให้เขียนข้อความเต็ม",
                "References with & or * are not allowed; write the text in full.",
            )
        if self.depth >= DEEPEST:
            raise _Refused(line, f"ซ้อนกันลึกเกิน {DEEPEST} ชั้น", f"Nested more than {DEEPEST} levels deep.")
        if self.values >= MOST_VALUES:
            raise _Refused(line, f"มีค่าเกิน {MOST_VALUES:,} ค่า", f"There are more than {MOST_VALUES:,} values.")
        self.values += 1
        self.depth += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self.depth -= 1


def parse(source: Path | bytes) -> yaml.Node:
    """The top node of a file or of its bytes. Raises SeedError when it cannot be read at all, with the line if there is one."""
    text = _text(source if isinstance(source, bytes) else _content(source))
    try:
        node = yaml.compose(text, Loader=_Loader)
    except _Refused as refused:
        raise SeedError([refused.problem]) from None
    except yaml.MarkedYAMLError as error:
        raise SeedError([_syntax(error)]) from None
    except yaml.YAMLError as error:
        raise _error(
            1, "ไฟล์มีอักขระควบคุมที่ YAML ไม่รับ", f"The file holds a control character that YAML does not take: {error}"
        ) from None
    if node is None:
        raise _error(1, "ไฟล์ว่าง", "The file is empty.")
    problems = Findings()
    for tagged in _foreign_tags(node):
        line = tagged.start_mark.line + 1
        problems.add(Place(line, ""), f"ไม่รองรับป้ายชนิด {tagged.tag}", f"The type tag {tagged.tag} is not allowed.")
    if problems:
        raise SeedError(problems)
    return node


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise _error(1, f"เปิดไฟล์ {path} ไม่ได้: {reason}", f"The file {path} cannot be read: {reason}.") from None


def _text(content: bytes) -> str:
    if len(content) > LARGEST:
        raise _error(1, "ไฟล์ใหญ่เกิน 5 เมกะไบต์", "The file is larger than 5 megabytes.")
    for line, raw in enumerate(content.split(b"\n"), start=1):
        if b"\0" in raw:
            raise _error(line, "มีอักขระ NUL", "There is a NUL character.")
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError as error:
            th, en = "ไฟล์ไม่ใช่ UTF-8: ไบต์ที่", "The file is not UTF-8: byte"
            raise _error(line, f"{th} {error.start + 1}", f"{en} {error.start + 1} of the line.") from None
    return content.decode("utf-8").removeprefix("\ufeff")


def _syntax(error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    said = error.problem or error.context or "not YAML"
    th, en = f"ไวยากรณ์ YAML ผิดที่คอลัมน์ {column}: {said}", f"YAML syntax error at column {column}: {said}."
    if "\\t" in said:
        th, en = f"{th} ให้ย่อหน้าด้วยช่องว่าง มิใช่แท็บ", f"{en} Indent with spaces, not tabs."
    return Problem(line, "", Bilingual(th=th, en=en))


def _error(line: int, th: str, en: str) -> SeedError:
    return SeedError([Problem(line, "", Bilingual(th=th, en=en))])


def _foreign_tags(node: yaml.Node) -> Iterator[yaml.Node]:
    pending = [node]
    while pending:
        node = pending.pop()
        if node.tag not in _TAGS:
            yield node
        if isinstance(node, yaml.MappingNode):
            pending.extend(part for pair in node.value for part in pair)
        elif isinstance(node, yaml.SequenceNode):
            pending.extend(node.value)
