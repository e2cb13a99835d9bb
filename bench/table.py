"""How do the findings look on a page? Markdown tables, one database after the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bench.goals import COLUMNS, FigureRow, Findings, PageRow

PAGE_HEAD = ("", "CPU ms", "p50 ms", "p95 ms", "p95 ms at 8", "errors", *COLUMNS)
FIGURE_HEAD = ("", "measured", "goal", "ratio")


def report(findings: Findings) -> str:
    """Both tables of a database, with the floors on top and the state of its ledger below."""
    pages = [_page(row) for row in (*findings.floors, *findings.pages)]
    figures = [_figure(row) for row in findings.figures]
    mistakes = [f"- {row.title}: {row.errors[0]}" for row in (*findings.floors, *findings.pages) if row.errors]
    parts = [
        f"## {findings.database}",
        _table(PAGE_HEAD, pages),
        _table(FIGURE_HEAD, figures),
        *mistakes,
        findings.ledger,
    ]
    return "\n\n".join(part for part in parts if part)


def _page(row: PageRow) -> tuple[str, ...]:
    if not row.one.seconds:
        return (row.title, "–", "–", "–", "–", str(len(row.errors)), *("" for _ in COLUMNS))
    cost, many = row.one.cpu_ms, row.many
    verdicts = {goal.words: f"{goal.verdict(cost)} ({goal.limit:.1f})" for goal in row.goals}
    return (
        row.title, f"{cost:.2f}", f"{row.one.percentile(50):.1f}", f"{row.one.percentile(95):.1f}",
        f"{many.percentile(95):.1f}" if many and many.seconds else "–", str(len(row.errors)),
        *(verdicts.get(column, "") for column in COLUMNS),
    )  # fmt: skip


def _figure(row: FigureRow) -> tuple[str, ...]:
    if row.figure is None:
        return (row.title, f"– {row.note}".strip(), row.goal.words if row.goal else "", "")
    measured = f"{row.figure:,.2f} {row.unit}" + (f" ({row.note})" if row.note else "")
    return (row.title, measured, row.goal.words if row.goal else "", row.goal.verdict(row.figure) if row.goal else "")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
