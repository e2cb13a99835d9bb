"""Does every machine install the same parts, wherever it fetches them from?"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted((ROOT / "setup" / "locks").glob("*.txt"))


def pins(lock: Path) -> Iterator[tuple[str, str]]:
    """Each pinned package of a lock with the block of text that belongs to it."""
    blocks = re.split(r"\n(?=[a-z0-9])", lock.read_text(encoding="utf-8"))
    return ((block.split("==")[0], block) for block in blocks if block and not block.startswith("#"))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_each_pin_is_exact_and_hashed(lock: Path) -> None:
    blocks = list(pins(lock))
    assert blocks
    for name, block in blocks:
        assert re.match(rf"{re.escape(name)}==[^ ]+ ", block), block.splitlines()[0]
        assert "--hash=sha256:" in block, name


@pytest.mark.parametrize("lock", [*LOCKS, ROOT / "package-lock.json"], ids=lambda lock: lock.name)
def test_no_lock_says_where_to_fetch_from(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    for address in ("--index-url", "--extra-index-url", "--find-links", "file:", '"resolved"', "/tmp/"):
        assert address not in text


def test_the_tests_stand_on_the_versions_the_product_runs_on() -> None:
    run, dev = (dict(pins(ROOT / "setup" / "locks" / f"{name}.txt")) for name in ("run", "dev"))
    for name, block in run.items():
        assert dev[name].splitlines()[0] == block.splitlines()[0]


def test_all_that_the_product_asks_for_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["build"]]
    locked = {name for name, _ in pins(ROOT / "setup" / "locks" / "run.txt")}
    assert {re.split(r"[\[<>=]", wish)[0] for wish in asked} <= locked


def test_front_end_parts_are_exact_and_hashed() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    wanted = packages.pop("")
    for version in (wanted["dependencies"] | wanted["devDependencies"]).values():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version)
    assert all(part["integrity"].startswith("sha512-") for part in packages.values())
