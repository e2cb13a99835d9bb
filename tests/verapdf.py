"""Does a PDF keep the standards it claims: PDF/A-3a (archives can read it) and PDF/UA-1 (screen readers can)?

One validator answers for all files of a run: starting it takes longer than most of them.
"""

from __future__ import annotations

import atexit
import os
import subprocess
from functools import cache
from pathlib import Path

from setup.verapdf import CLASS_PATH

DRIVER = Path(__file__).with_name("VeraPdf.java")
LEAST_CHECKS = 50
"""A validator that looked at fewer places has not read the file."""


def broken_rules(pdf: Path, *flavours: str) -> list[str]:
    """The rules a PDF breaks, one line each with the first place; an empty list when it keeps them all.

    Flavours are veraPDF's: "3a" for PDF/A-3a, "ua1" for PDF/UA-1. Raises AssertionError when a flavour was not checked.
    """
    said = _answer(pdf, flavours)
    rows = [line.split("\t") for line in said]
    checked = {flavour: int(number) for flavour, kind, number in rows if kind == "checked"}
    assert set(checked) == set(flavours), said
    assert min(checked.values()) >= LEAST_CHECKS, said
    return [f"{flavour} {rule} {message}" for flavour, rule, message in rows if rule != "checked"]


def _answer(pdf: Path, flavours: tuple[str, ...]) -> list[str]:
    """What the validator says of a file, line by line; AssertionError when it ended over it."""
    validator = _validator()
    assert validator.stdin is not None
    assert validator.stdout is not None
    validator.stdin.write("\t".join([str(pdf), *flavours]) + "\n")
    validator.stdin.flush()
    said = []
    while (line := validator.stdout.readline()) != "end\n":
        if not line:
            _validator.cache_clear()
            raise AssertionError(f"the validator ended with {validator.wait()} over {pdf}; what it said is above")
        said.append(line.rstrip("\n"))
    return said


@cache
def _validator() -> subprocess.Popen[str]:
    """The validator of this process; it ends with it."""
    class_path = os.pathsep.join(str(jar) for jar in CLASS_PATH)
    quiet = "-Djava.util.logging.config.class=java.lang.Object"
    command = ["java", quiet, "-Dstdout.encoding=UTF-8", "-cp", class_path, str(DRIVER)]
    validator = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
    atexit.register(_end, validator)
    return validator


def _end(validator: subprocess.Popen[str]) -> None:
    validator.kill()
    validator.communicate()
