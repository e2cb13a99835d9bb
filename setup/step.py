"""How does a step of the set-up speak, run a program, fail, and remember that it is done?"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache"
LOG = CACHE / "setup.log"


class SetupError(Exception):
    """The set-up cannot go on. Its text is one clear line for the person at the terminal."""


def say(line: str) -> None:
    """Tell the person at the terminal what is being done."""
    print(line, file=sys.stderr, flush=True)


def call(command: Sequence[str | Path], purpose: str, environment: Mapping[str, str] | None = None) -> None:
    """Run a program quietly from the project's folder, its output in the log.

    Raises SetupError with the purpose and the program's last line when it fails or is not there.
    """
    LOG.parent.mkdir(exist_ok=True)
    try:
        done = subprocess.run(
            [str(word) for word in command], cwd=ROOT, env=environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace", check=False,
        )  # fmt: skip
    except OSError as error:
        raise SetupError(f"{purpose} failed: {command[0]}: {error.strerror}.") from error
    LOG.write_text(done.stdout, encoding="utf-8")
    if done.returncode != 0:
        last = (done.stdout.strip().splitlines() or ["it said nothing"])[-1]
        raise SetupError(f"{purpose} failed: {last} (the whole output is in {LOG.relative_to(ROOT)})")


def fingerprint(sources: Iterable[Path | str]) -> str:
    """SHA-256 over words and over the names and contents of files, in this order; a missing file counts as empty."""
    digest = hashlib.sha256()
    for source in sources:
        content = source.read_bytes() if isinstance(source, Path) and source.is_file() else b""
        digest.update(f"{source}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


@dataclass(frozen=True)
class Stamp:
    """The mark a step leaves: fresh as long as what the step was made from has not changed."""

    path: Path
    key: str

    def fresh(self) -> bool:
        """True when the step was done for exactly this key."""
        try:
            return self.path.read_text(encoding="ascii") == self.key
        except OSError:
            return False

    def set(self) -> None:
        """Remember that the step is done; written whole or not at all."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        draft = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        draft.write_text(self.key, encoding="ascii")
        draft.replace(self.path)


def stamp(name: str, sources: Iterable[Path | str]) -> Stamp:
    """The stamp of a step of this checkout."""
    return Stamp(CACHE / "stamps" / name, fingerprint(sources))
