"""How long does the report take, and how much memory? Drawn several times in one process; the first time pays for the imports.

`python -m bench.drawing CODE DAY TIMES [AGENCIES]` prints one line of JSON; with AGENCIES the report is widened to so many.
"""

from __future__ import annotations

import io
import json
import resource
import sys
import time
from datetime import date

from bench.widened import widened
from tracker import create_app


def main(code: str, day: date, times: int, agencies: int | None = None) -> dict[str, float]:
    """Seconds of the first drawing and of the quickest later one (the first, when there is no other), processor seconds of the
    last, pages, and MiB at the most."""
    begin = time.perf_counter()
    from tracker.reports.service import Drawn, draft_snapshot

    seconds: list[float] = []
    cpu = 0.0
    content = b""
    with create_app().app_context():
        for _ in range(times):
            worked = time.process_time()
            snapshot = draft_snapshot(code, day)
            assert snapshot is not None, code
            whole = widened(snapshot, agencies) if agencies else snapshot
            content = Drawn(whole, "th", whole.to_json()).pdf()
            cpu = time.process_time() - worked
            seconds.append(time.perf_counter() - begin)
            begin = time.perf_counter()
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as pdf:
        pages = len(pdf.pages)
    own, children = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {
        "first": seconds[0],
        "warm": min(seconds[1:] or seconds),
        "cpu": cpu,
        "pages": pages,
        "mib": max(own, children) / 1024,
    }


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], date.fromisoformat(sys.argv[2]), *map(int, sys.argv[3:]))))
