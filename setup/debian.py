"""Which Debian packages does the product or its test suite stand on, which are missing, and how are they installed?

Each need is probed for itself (a library that loads, a program, a file), so a machine that has it from elsewhere is
left alone, and a person without root rights needs none when everything is there.
"""

from __future__ import annotations

import ctypes
import glob
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from setup.step import SetupError, call, say


@dataclass(frozen=True)
class Need:
    """One Debian package and the question whether what we want of it is there."""

    package: str
    present: Callable[[], bool]


def library(name: str) -> Callable[[], bool]:
    """Does this shared library load?"""

    def probe() -> bool:
        try:
            ctypes.CDLL(name)
        except OSError:
            return False
        return True

    return probe


def program(*names: str) -> Callable[[], bool]:
    """Is one of these programs on the search path?"""
    return lambda: any(shutil.which(name) for name in names)


def file(pattern: str) -> Callable[[], bool]:
    """Is there a file of this pattern?"""
    return lambda: bool(glob.glob(pattern))


def postgresql() -> bool:
    """Is a PostgreSQL server installed, where Debian keeps it or on the search path?"""
    return bool(glob.glob("/usr/lib/postgresql/*/bin/initdb")) or shutil.which("initdb") is not None


def browser() -> str:
    """The Chromium that the tests drive, or an empty text."""
    return next(filter(None, map(shutil.which, BROWSERS)), "")


BROWSERS = ("chromium", "chromium-browser", "google-chrome")
UBUNTU = "ID=ubuntu\n" in (Path("/etc/os-release").read_text() if Path("/etc/os-release").exists() else "")
FOR_RUNNING = (
    Need(
        f"python3.{sys.version_info.minor}-venv",
        lambda: importlib.util.find_spec("ensurepip") is not None,
    ),
    Need("libpango-1.0-0", library("libpango-1.0.so.0")),
    Need("libpangoft2-1.0-0", library("libpangoft2-1.0.so.0")),
    Need("libharfbuzz-subset0", library("libharfbuzz-subset.so.0")),
    Need("libthai0", library("libthai.so.0")),
    Need("libthai-data", file("/usr/share/libthai/thbrk.tri")),
    Need("fontconfig-config", file("/etc/fonts/fonts.conf")),
    Need("poppler-utils", program("pdftoppm")),  # draws the pages of a PDF that people look at before they download it
)
FOR_TESTING = (
    *FOR_RUNNING,
    Need("chromium-browser" if UBUNTU else "chromium", lambda: bool(browser())),
    Need("libatomic1", library("libatomic.so.1")),  # the Node.js inside Playwright
    Need("postgresql", postgresql),
    Need("default-jre-headless", program("java")),
)


def missing(needs: Iterable[Need]) -> list[str]:
    """The packages whose probe finds nothing, in the order of the needs."""
    return [need.package for need in needs if not need.present()]


def install_missing(needs: Iterable[Need]) -> None:
    """Install what is missing, as root or through sudo; where neither is possible, SetupError names the packages."""
    packages = missing(needs)
    if not packages:
        return
    prefix = _as_root()
    if prefix is None or shutil.which("apt-get") is None:
        raise SetupError(f"Please install these Debian packages and start again: {' '.join(packages)}")
    say(f"Installing Debian packages: {' '.join(packages)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    call([*prefix, "apt-get", "update", "-qq"], "Reading Debian's package lists", quiet)
    call(
        [*prefix, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
        f"Installing {' '.join(packages)}",
        quiet,
    )


def unpack(package: str, folder: Path) -> None:
    """Unpack a Debian package into a folder without installing it; no rights are needed. Raises SetupError."""
    folder.mkdir(parents=True, exist_ok=True)
    fetch = f"cd '{folder}' && apt-get download -qq {package} && dpkg -x {package}_*.deb ."
    try:
        call(["sh", "-c", fetch], f"Fetching the Debian package {package}")
    except SetupError:
        prefix = _as_root()
        if prefix is None:
            raise
        call([*prefix, "apt-get", "update", "-qq"], "Reading Debian's package lists")
        call(["sh", "-c", fetch], f"Fetching the Debian package {package}")


def _as_root() -> list[str] | None:
    """The words before a command of root's: none for root, sudo where it can ask or need not; None without both."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    if sys.stdin.isatty() or subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0:
        return ["sudo", "--preserve-env=DEBIAN_FRONTEND"]
    return None
