"""How are the lock files made anew after a change in pyproject.toml, package.json or setup/locks/*.in?"""

from __future__ import annotations

import sys

from setup import python
from setup.step import CACHE, ROOT, call, say

UV = CACHE / "uv"
OLDEST_PYTHON = "3.11"
SINGLE = ("node", "verapdf", "uv")
"""Locks made from a file of the same name that ends in .in."""


def renew(upgrade: bool) -> None:
    """Write every lock file: hashes for all platforms, no addresses. Pins stay where they are unless `upgrade`."""
    _install_uv()
    extra = ("--upgrade",) if upgrade else ()
    _compile("run", "pyproject.toml", "--group", "build", *extra)
    _compile("dev", "pyproject.toml", "--group", "build", "--group", "dev", "-c", "setup/locks/run.txt", *extra)
    for name in SINGLE:
        _compile(name, f"setup/locks/{name}.in", *extra)
    say("Writing package-lock.json")
    call(["npm", "install", "--package-lock-only", "--silent"], "Locking the front-end parts")


def _install_uv() -> None:
    """uv resolves for all platforms at once, which pip cannot; it lives apart from the product's environment."""
    if (UV / "bin" / "uv").exists():
        return
    call([sys.executable, "-m", "venv", UV], "Making an environment for uv")
    locked = ("--require-hashes", "-r", python.LOCKS / "uv.txt")
    python.pip(UV / "bin" / "python", *locked, purpose="Installing uv")


def _compile(name: str, *arguments: str) -> None:
    say(f"Writing setup/locks/{name}.txt")
    target = python.LOCKS / f"{name}.txt"
    how = ("--universal", "--generate-hashes", "--no-emit-index-url", "--no-header", "--python-version", OLDEST_PYTHON)
    uv = (UV / "bin" / "uv", "pip", "compile", "--quiet", *how)
    call([*uv, *arguments, "--output-file", target.relative_to(ROOT)], f"Locking {name}")
