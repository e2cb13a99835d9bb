"""What register does the benchmark measure with? The real resolution's words, cut and copied to the shape that was asked for.

Twelve obligations (the headline is the fourth), templates that give the wanted number of tasks, and codes of its own for each
copy. Many resolutions keep only their clauses and two documents, since the shape counts tasks, not papers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache

from bench.shapes import MATRIX, OBLIGATIONS, Size
from tracker.resolutions.marks import as_shown
from tracker.resolutions.rules import EACH, Agency, Obligation, Register, Resolution, TaskTemplate
from tracker.resolutions.seed import read_agencies, read_seed
from tracker.seeding import seeds

SOURCE = "2556-04-23-egov"
CHOSEN = ("O-1.1", "O-1.2a1", "O-1.2b1", "O-1.3", "O-2a", "O-2b", "O-2c", "O-3", "O-4a", "O-4b", "O-4c", "O-6")
HEADLINE, SECOND = 4, 1
"""Numbers of the obligations that every agency has tasks of."""


def agencies(size: Size) -> tuple[Agency, ...]:
    """The real agencies, and copies of the first eight under other codes until the matrix rows of the size are filled."""
    real = _real_agencies()
    copies = (replace(real[number % MATRIX], code=f"body{number}") for number in range(MATRIX, size.agencies))
    return (*real, *copies)


def rows(size: Size, number: int) -> tuple[str, ...]:
    """The codes of the eight agencies in the matrix of resolution `number` (from 1)."""
    pool = [agency.code for agency in _real_agencies()[:MATRIX]] + [
        f"body{each}" for each in range(MATRIX, size.agencies)
    ]
    first = (number - 1) * MATRIX
    return tuple(pool[(first + each) % len(pool)] for each in range(MATRIX))


def register(size: Size, number: int) -> Register:
    """The register of resolution `number` (from 1)."""
    real, row = _real_register(), rows(size, number)
    code = f"2556-04-23-bench-{number:04d}"
    obligations = tuple(_obligation(real, number, place) for place in range(1, OBLIGATIONS + 1))
    headline = obligations[HEADLINE - 1].code
    decided_on = real.resolution.decided_on - timedelta(days=number - 1)
    resolution = replace(
        real.resolution, code=code, headline=headline, matrix_agencies=row, decided_on=decided_on
    )  # the first is the newest, so that the pages show it
    templates = _templates(size, real, [obligation.code for obligation in obligations], row)
    whole = replace(real, resolution=resolution, obligations=obligations, templates=templates, groups=())
    return _with_readings_of_its_own(whole) if size.resolutions == 1 else _without_papers(whole, resolution)


def _obligation(real: Register, number: int, place: int) -> Obligation:
    source = next(each for each in real.obligations if each.code == CHOSEN[place - 1])
    return replace(source, code=f"R{number}-{place}", group=None)


def _templates(size: Size, real: Register, codes: list[str], row: tuple[str, ...]) -> tuple[TaskTemplate, ...]:
    models = [template for template in real.templates if template.obligation == "O-1.3"]
    found = [_template(models, codes[HEADLINE - 1], number, row) for number in range(1, size.headline_templates + 1)]
    found.append(_template(models, codes[SECOND - 1], 1, row))
    others = [code for code in codes if code not in (codes[HEADLINE - 1], codes[SECOND - 1])]
    for number in range(size.singles):
        owner = (row[number % len(row)],)
        found.append(_template(models, others[number % len(others)], 1 + number // len(others), owner))
    return tuple(found)


def _template(models: list[TaskTemplate], obligation: str, number: int, owners: tuple[str, ...]) -> TaskTemplate:
    model = models[(number - 1) % len(models)]
    return replace(
        model, code=f"{obligation}-T{number}", obligation=obligation, owner=EACH, agencies=owners, for_each=(), after=(), partners=(),
    )  # fmt: skip


def _with_readings_of_its_own(whole: Register) -> Register:
    kept = tuple(
        replace(
            reading, targets=tuple(target for target in reading.targets if target.startswith(("clause:", "document:")))
        )
        for reading in whole.readings
    )
    return replace(whole, readings=kept)


def _without_papers(whole: Register, resolution: Resolution) -> Register:
    documents = tuple(
        replace(document, readings=(), text=as_shown(document.text) if document.text else None)
        for document in whole.documents
        if document.code == resolution.text_source or document.kind == "confirmation"
    )
    known = {document.code for document in documents}
    clauses = (replace(each, text=as_shown(each.text)) for each in whole.clauses if each.document in known)
    return replace(
        whole, documents=documents, clauses=tuple(clauses), readings=(), facts=(),
        obligations=tuple(replace(each, readings=(), quote=as_shown(each.quote)) for each in whole.obligations),
        movements=tuple(replace(each, reading=None) for each in whole.movements),
    )  # fmt: skip


@cache
def _real_agencies() -> Sequence[Agency]:
    return read_agencies(seeds() / "agencies.yaml")


@cache
def _real_register() -> Register:
    return read_seed(seeds() / f"{SOURCE}.yaml", [agency.code for agency in _real_agencies()])
