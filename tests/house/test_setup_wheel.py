"""Does a wheel built from the tree carry all that the product reads: code, templates, static files, seeds?"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WHERE = "from tracker.config import resource_root; print(resource_root())"


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of this tree, unpacked as an installer would."""
    folder = tmp_path_factory.mktemp("wheel")
    offline = ("--no-deps", "--no-build-isolation", "--no-index", "--quiet", "--disable-pip-version-check")
    subprocess.run([sys.executable, "-m", "pip", "wheel", *offline, "--wheel-dir", folder, ROOT], check=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


@pytest.mark.parametrize("name", ["templates", "static", "seeds"])
def test_wheel_carries_every_file(unpacked: Path, name: str) -> None:
    in_tree = {path.relative_to(ROOT / name) for path in (ROOT / name).rglob("*") if path.is_file()}
    in_wheel = {path.relative_to(unpacked / "tracker" / name) for path in (unpacked / "tracker" / name).rglob("*.*")}
    assert in_tree
    assert in_tree <= in_wheel


def test_wheel_carries_every_module_and_migration(unpacked: Path) -> None:
    in_tree = {path.relative_to(ROOT) for path in (ROOT / "tracker").rglob("*.py")}
    in_wheel = {path.relative_to(unpacked) for path in unpacked.rglob("*.py")}
    assert in_tree == in_wheel


def test_wheel_carries_the_fonts_that_git_does_not_keep(unpacked: Path) -> None:
    assert (unpacked / "tracker" / "static" / "vendor" / "sarabun-thai-400.woff2").stat().st_size > 1000


@pytest.mark.parametrize("installed", ["wheel", "editable"])
def test_product_finds_its_files_in_either_install(unpacked: Path, installed: str) -> None:
    site, expected = (unpacked, unpacked / "tracker") if installed == "wheel" else (ROOT, ROOT)
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(site)!r}); {WHERE}"]
    said = subprocess.run(command, cwd="/", capture_output=True, text=True, check=True).stdout.strip()
    assert Path(said) == expected
