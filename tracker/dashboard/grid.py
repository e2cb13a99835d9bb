"""Which agency stands where with which obligation? The matrix of the overview, its cells leading to the tasks behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.lang import Bilingual
from tracker.people.store import Agency
from tracker.tasks.health import Health, RollUp
from tracker.tasks.picture import Picture
from tracker.web.frame import link


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its short code, its words, and the page of its obligation."""

    code: Bilingual
    title: Bilingual
    href: str


@dataclass(frozen=True, slots=True)
class Cell:
    """Verified tasks of all tasks in one place of the matrix, and the health of the worst of them."""

    verified: int
    total: int
    health: Health | None
    href: str


@dataclass(frozen=True, slots=True)
class Bar:
    """Claim, verification and plan of an agency's part in the headline obligation (percent)."""

    claimed: int
    verified: int
    plan: int


@dataclass(frozen=True, slots=True)
class Row:
    """One agency."""

    abbr: Bilingual
    name: Bilingual
    full: Bilingual
    href: str
    cells: tuple[Cell | None, ...]
    tri: Bar | None


def columns(shown: Picture) -> tuple[Column, ...]:
    """The columns in the register's order."""
    return tuple(
        Column(column.label, column.title, _column_href(shown, column.code)) for column in shown.register.matrix
    )


def rows(shown: Picture, known: Mapping[str, Agency]) -> tuple[Row, ...]:
    """The agencies, the one that claims least of the headline obligation first."""
    codes = shown.register.resolution.matrix_agencies
    return tuple(
        _row(shown, known[code]) for code in sorted(codes, key=lambda code: shown.agency_headline(code).claimed_points)
    )


def short_name(agency: Agency) -> Bilingual:
    """The name without the words that all ministries share."""
    return Bilingual(th=agency.name.th.removeprefix("กระทรวง"), en=agency.name.en.removeprefix("Ministry of "))


def _row(shown: Picture, agency: Agency) -> Row:
    headline = shown.agency_headline(agency.code)
    bar = Bar(headline.claimed, headline.verified, headline.planned) if headline.tasks else None
    cells = tuple(
        _cell(shown.cell(agency.code, column.code), agency.code, column.code) for column in shown.register.matrix
    )
    return Row(agency.abbr, short_name(agency), agency.name, link("dashboard.agency", code=agency.code), cells, bar)


def _cell(total: RollUp, agency: str, column: str) -> Cell | None:
    if not total.tasks:
        return None
    return Cell(total.done, total.tasks, total.worst, link("tasks.listing", agency_row=agency, column=column))


def _column_href(shown: Picture, code: str) -> str:
    """To the obligation when the column holds one, else to the tasks of the column."""
    held = [each.code for each in shown.register.obligations if each.matrix_column == code]
    return link("dashboard.obligation", code=held[0]) if len(held) == 1 else link("tasks.listing", column=code)
