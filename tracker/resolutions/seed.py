"""What does a seed file say – or what is wrong with it, line by line?

The format is documented in seeds/README.md. Reading is pure: a file and the codes already known go in, frozen records or a
`SeedError` with every problem found come out. Nothing is stored here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tracker.resolutions.rules import Agency, Register
from tracker.resolutions.seed_keys import FORMAT, AgenciesFile, SeedFile
from tracker.resolutions.seed_links import check_links, check_unique, children
from tracker.resolutions.seed_problems import Findings, Problem, SeedError
from tracker.resolutions.seed_sense import check_sense
from tracker.resolutions.seed_shape import Entry, build, shape, templates
from tracker.resolutions.seed_yaml import parse

__all__ = ["Checked", "Problem", "SeedError", "check_seed", "read_agencies", "read_seed"]


@dataclass(frozen=True, slots=True)
class Checked:
    """A sound register, with what is unusual in it: tasks due on a day off, weights that do not add up to 100."""

    register: Register
    warnings: tuple[Problem, ...]


Taken = Collection[str] | Callable[[str], Collection[str]]
"""Codes of obligations and tasks that other resolutions use – or what gives them, from the code of this resolution."""


def read_seed(source: Path | bytes, agencies: Collection[str], *, taken: Taken = ()) -> Register:
    """The register in a file or in its bytes; `agencies` are the codes of all agencies.

    Raises SeedError with every problem found.
    """
    return check_seed(source, agencies, taken=taken).register


def check_seed(
    source: Path | bytes,
    agencies: Collection[str],
    *,
    taken: Taken = (),
    is_working: Callable[[date], bool] | None = None,
    today: date | None = None,
) -> Checked:
    """As `read_seed`, with warnings; days off are only noticed when `is_working` is given, days in the future when `today` is."""
    findings, warnings = Findings(), Findings()
    top = shape(parse(source), SeedFile, findings)
    if top.values.get("format", FORMAT) != FORMAT:
        findings.add(top.places["format"], f"รู้จักเฉพาะรูปแบบ {FORMAT}", f"Only format {FORMAT} is known.")
    check_links(top, agencies, taken(_code(top)) if callable(taken) else taken, findings)
    check_sense(top, is_working, today, findings, warnings)
    if findings:
        raise SeedError(findings)
    return Checked(_register(top), tuple(sorted(warnings, key=lambda warning: warning.line)))


def read_agencies(source: Path | bytes) -> tuple[Agency, ...]:
    """The agencies in a file or in its bytes, in order. Raises SeedError with every problem found."""
    findings = Findings()
    top = shape(parse(source), AgenciesFile, findings)
    check_unique(list(children(top, "agencies")), "code", findings)
    if findings:
        raise SeedError(findings)
    return tuple(build(entry) for entry in children(top, "agencies"))


def _code(top: Entry) -> str:
    resolution = top.values.get("resolution")
    return str(resolution.values.get("code", "")) if isinstance(resolution, Entry) else ""


def _register(top: Entry) -> Register:
    def built(name: str) -> tuple:
        return tuple(build(entry) for entry in children(top, name))

    return Register(
        resolution=build(top.values["resolution"]),
        parties=built("parties"),
        documents=built("documents"),
        clauses=built("clauses"),
        readings=built("readings"),
        obligations=built("obligations"),
        templates=templates(list(children(top, "obligations"))),
        groups=built("groups"),
        matrix=built("matrix"),
        movements=built("money"),
        facts=built("facts"),
    )
