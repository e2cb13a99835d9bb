"""Does seeds/README.md document every key and every word that the reader of seed files takes?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tracker.resolutions.kinds import Kind
from tracker.resolutions.rules import Agency
from tracker.resolutions.seed_keys import SeedFile, keys_of, records_within

README = (Path(__file__).parents[2] / "seeds" / "README.md").read_text(encoding="utf-8")
GROUPS = {"file": SeedFile} | records_within(SeedFile) | {"agencies": Agency}


def documented(group: str) -> dict[str, list[str]]:
    section = re.split(rf"^### `{group}`.*$", README, maxsplit=1, flags=re.MULTILINE)[1].split("\n#", 1)[0]
    rows = [
        [cell.strip() for cell in row.strip("|").split("|")] for row in section.splitlines() if row.startswith("| `")
    ]
    return {row[0].strip("`"): row[1:] for row in rows}


@pytest.mark.parametrize("group", GROUPS)
def test_every_key_is_explained_in_both_languages(group):
    keys, rows = keys_of(GROUPS[group]), documented(group)
    assert list(rows) == list(keys)
    for name, (required, kind, thai, english) in rows.items():
        assert (required != "–") == keys[name].required, name
        assert kind, name
        assert re.search("[ก-๙]", thai), name
        assert re.search("[A-Za-z]{3}", english), name


@pytest.mark.parametrize("kind", Kind.__subclasses__(), ids=lambda kind: kind.__name__)
def test_every_word_is_listed_with_its_names(kind):
    for word in kind:
        assert f"`{word.value}` {word.label.th} / {word.label.en}" in README
