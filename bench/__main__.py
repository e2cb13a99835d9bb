"""`make bench`: the rows of the performance goals on both databases, beside the floors of the same run."""

from __future__ import annotations

import argparse
import os
import platform
import sqlite3
import tempfile
from pathlib import Path

from bench.databases import DATABASES
from bench.measure import Effort, measure
from bench.shapes import SIZES
from bench.table import report


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--size", choices=sorted(SIZES), default="small", help="how much data (default: small)")
    parser.add_argument("--database", choices=sorted(DATABASES), action="append", help="only this one (default: both)")
    parser.add_argument("--count", type=int, default=200, help="requests of one person for each row (default: 200)")
    parser.add_argument("--workers", type=int, default=2, help="processes of the server (default: 2)")
    asked = parser.parse_args()
    size = SIZES[asked.size]
    effort = Effort(one=asked.count, many=2 * asked.count, warm=max(8, asked.count // 2), workers=asked.workers)
    counted = f"{size.resolutions:,} resolution(s), {size.tasks:,} tasks, {size.entries:,} progress entries"
    print(f"# {size.name}: {counted}; {asked.workers} workers\n")
    machine = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {os.cpu_count()} cores"
    print(f"{machine}, load of the machine before the run {os.getloadavg()[0]:.2f}\n", flush=True)
    for name in asked.database or DATABASES:
        with tempfile.TemporaryDirectory(prefix="tracker-bench-") as folder, DATABASES[name](Path(folder)) as database:
            print(report(measure(size, database, Path(folder), effort)), flush=True)
            print()


if __name__ == "__main__":
    main()
