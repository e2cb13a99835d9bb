"""`make bench`: the rows of the performance goals on both databases, beside the floors of the same run."""

from __future__ import annotations

import argparse
import os
import platform
import sqlite3
import tempfile
from dataclasses import replace
from pathlib import Path

from bench.databases import DATABASES, Database
from bench.measure import Effort, measure, placed
from bench.shapes import SIZES, Size
from bench.table import beside, report
from bench.turns import in_turn


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--size", choices=sorted(SIZES), action="append", help="how much data (default: small, then large)"
    )
    parser.add_argument("--database", choices=sorted(DATABASES), action="append", help="only this one (default: both)")
    parser.add_argument("--count", type=int, default=200, help="requests of one person for each row (default: 200)")
    parser.add_argument("--workers", type=int, default=2, help="processes of the server (default: 2)")
    asked = parser.parse_args()
    sizes = [SIZES[name] for name in asked.size or ("small", "large")]
    effort = Effort(one=asked.count, many=2 * asked.count, warm=max(8, asked.count // 2), workers=asked.workers)
    machine = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {os.cpu_count()} cores"
    print(f"{machine}, load of the machine before the run {os.getloadavg()[0]:.2f}\n", flush=True)
    for name in asked.database or DATABASES:
        with tempfile.TemporaryDirectory(prefix="tracker-bench-") as folder, DATABASES[name](Path(folder)) as database:
            _all_sizes(sizes, database, Path(folder), effort)


def _all_sizes(sizes: list[Size], database: Database, scratch: Path, effort: Effort) -> None:
    """Measure each size on one database, then the first and the last beside each other; print as it goes."""
    products = [(size, placed(size, database, scratch)) for size in sizes]
    for size, settings in products:
        counted = f"{size.resolutions:,} resolution(s), {size.tasks:,} tasks, {size.entries:,} progress entries"
        print(f"# {size.name}: {counted}; {effort.workers} workers\n", flush=True)
        # The report is about one resolution: at a larger size it would be the same file again.
        asked = effort if size.resolutions == 1 else replace(effort, drawings=0)
        print(report(measure(size, database, settings, scratch, asked)), end="\n\n", flush=True)
    if len(products) > 1:
        small, large = in_turn([products[0], products[-1]], database, effort.workers, effort.one)
        print(beside(database.name, small, large), end="\n\n", flush=True)


if __name__ == "__main__":
    main()
