"""How do the findings look on a page? Markdown tables, one database after the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bench.goals import COLUMNS, SIZE_TIMES, FigureRow, Findings, Goal, PageRow

PAGE_HEAD = ("", "CPU ms", "p50 ms", "p95 ms", "p95 ms at 8", "errors", *COLUMNS)
SAME_AT_SIZE = ("overview", "an agency's tasks", "a task", "log progress (POST)")
"""The pages that must not become dearer with size."""
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


def beside(database: str, small: Sequence[PageRow], large: Sequence[PageRow]) -> str:
    """What each page costs at the large size, of what it costs at the small one; both lists in the same order."""
    rows = [_beside(one, other) for one, other in zip(small, large, strict=True)]
    head = ("", "small, CPU ms", "large, CPU ms", "large ÷ small", f"goal ≤ {SIZE_TIMES} ×", "large, p95 ms")
    mistakes = [f"- {row.title}: {row.errors[0]}" for row in (*small, *large) if row.errors]
    return "\n\n".join([f"## {database}: large beside small, in turn", _table(head, rows), *mistakes])


def _beside(small: PageRow, large: PageRow) -> tuple[str, ...]:
    one, other = small.one.cpu_ms, large.one.cpu_ms
    if not one or not large.one.seconds:
        return (large.key, f"{one:.2f}", "–", "–", "", "–")
    goal = Goal("", SIZE_TIMES).verdict(other / one).partition(" ")[2] if large.key in SAME_AT_SIZE else ""
    return (large.key, f"{one:.2f}", f"{other:.2f}", f"{other / one:.2f}", goal, f"{large.one.percentile(95):.1f}")


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
