"""Does a PDF keep the standards it claims: PDF/A-3a (archives can read it) and PDF/UA-1 (screen readers can)?"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from setup.verapdf import CLASS_PATH

DRIVER = Path(__file__).with_name("VeraPdf.java")
LEAST_CHECKS = 50
"""A validator that looked at fewer places has not read the file."""


def broken_rules(pdf: Path, *flavours: str) -> list[str]:
    """The rules a PDF breaks, one line each with the first place; an empty list when it keeps them all.

    Flavours are veraPDF's: "3a" for PDF/A-3a, "ua1" for PDF/UA-1. Raises AssertionError when a flavour was not checked.
    """
    class_path = os.pathsep.join(str(jar) for jar in CLASS_PATH)
    quiet = "-Djava.util.logging.config.class=java.lang.Object"
    command = ["java", quiet, "-cp", class_path, str(DRIVER), str(pdf), *flavours]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    checked = {flavour: int(number) for flavour, kind, number in rows if kind == "checked"}
    assert set(checked) == set(flavours), done.stdout
    assert min(checked.values()) >= LEAST_CHECKS, done.stdout
    return [f"{flavour} {rule} {message}" for flavour, rule, message in rows if rule != "checked"]
