"""Does the virtual environment hold exactly what the lock says, and the product itself?"""

from __future__ import annotations

import sys
from pathlib import Path

from setup.step import ROOT, Stamp, call, say, stamp

LOCKS = ROOT / "setup" / "locks"
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"


def pip(python: Path, *arguments: str | Path, purpose: str) -> None:
    """Run pip of an environment without its chatter."""
    quiet = ("--quiet", "--disable-pip-version-check", "--no-input", "--root-user-action=ignore")
    call([python, "-m", "pip", "install", *quiet, *arguments], purpose)


def install_run() -> None:
    """Make the environment hold what the product runs on; what the tests need on top satisfies that too."""
    if not (VENV_PYTHON.exists() and (_stamp("run").fresh() or _stamp("dev").fresh())):
        _install("run")


def install_dev() -> None:
    """Make the environment hold what the tests and checks need, which includes all that the product runs on."""
    if not (VENV_PYTHON.exists() and _stamp("dev").fresh()):
        _install("dev")


def _install(lock: str) -> None:
    say("Installing Python packages at their locked versions")
    call([sys.executable, "-m", "venv", VENV], "Making the virtual environment .venv")
    locked = ("--require-hashes", "--no-deps", "-r", LOCKS / f"{lock}.txt")
    pip(VENV_PYTHON, *locked, purpose="Installing Python packages")
    itself = ("--no-index", "--no-build-isolation", "--no-deps", "--editable", ROOT)
    pip(VENV_PYTHON, *itself, purpose="Installing the tracker into .venv")
    _stamp(lock).set()


def _stamp(lock: str) -> Stamp:
    """Stale when the lock, the build, the minor version of Python or the place of the checkout changes."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    build = (ROOT / "pyproject.toml", ROOT / "setup" / "wheel_data.py")
    return stamp(f"python-{lock}", [LOCKS / f"{lock}.txt", *build, version, str(ROOT)])
