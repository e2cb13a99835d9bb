"""`make bench`: the rows of the performance goals on both databases, beside the floors of the same run."""

from __future__ import annotations

import argparse
import os
import platform
import sqlite3
import tempfile
from dataclasses import replace
from pathlib import Path

from bench.databases import DATABASES
from bench.goals import Findings
from bench.measure import Effort, measure
from bench.shapes import SIZES, Size
from bench.table import beside, report


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
        found = [_measured(name, size, effort) for size in sizes]
        if len(found) > 1:
            print(beside(found[0], found[-1]), flush=True)
            print()


def _measured(name: str, size: Size, effort: Effort) -> Findings:
    """Measure one size on one database, and print it. The report is drawn at the small size: it is about one resolution."""
    asked = effort if size.resolutions == 1 else replace(effort, drawings=0)
    counted = f"{size.resolutions:,} resolution(s), {size.tasks:,} tasks, {size.entries:,} progress entries"
    print(f"# {size.name}: {counted}; {effort.workers} workers\n", flush=True)
    with tempfile.TemporaryDirectory(prefix="tracker-bench-") as folder, DATABASES[name](Path(folder)) as database:
        found = measure(size, database, Path(folder), asked)
    print(report(found), flush=True)
    print()
    return found


if __name__ == "__main__":
    main()
