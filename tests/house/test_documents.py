"""Is every setting and every command explained to the person who runs the product?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import click
import pytest

from tests.house.sources import ROOT
from tracker.cli import main
from tracker.config import SETTINGS


def commands(group: click.Group = main, before: str = "tracker") -> Iterator[str]:
    """Every command as it is typed."""
    for word, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{before} {word}")
        else:
            yield f"{before} {word}"


@cache
def documents() -> str:
    """README.md and all of docs/, as one text."""
    files = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return "\n".join(file.read_text(encoding="utf-8") for file in files if file.is_file())


@pytest.mark.parametrize("setting", [setting.name for setting in SETTINGS])
def test_a_setting_is_documented(setting: str) -> None:
    assert f"`{setting}`" in documents()


@pytest.mark.parametrize("command", sorted(commands()))
def test_a_command_is_documented(command: str) -> None:
    assert command in documents()


def test_every_command_says_what_it_does() -> None:
    assert [word for word, command in main.commands.items() if not command.help] == []


def test_no_setting_is_read_that_the_table_does_not_name() -> None:
    import re

    sources = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tracker").rglob("*.py"))
    assert set(re.findall(r"TRACKER_[A-Z_]+[A-Z]", sources)) == {setting.name for setting in SETTINGS}
