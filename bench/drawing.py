"""How long does the report take, and how much memory? Drawn several times in one process; the first time pays for the imports.

`python -m bench.drawing CODE DAY TIMES` prints one line of JSON.
"""

from __future__ import annotations

import io
import json
import resource
import sys
import time
from datetime import date

from tracker import create_app


def main(code: str, day: date, times: int) -> dict[str, float]:
    """Seconds of the first drawing and of the quickest later one (the first, when there is no other), processor seconds of the
    last, pages, and MiB at the most."""
    begin = time.perf_counter()
    from tracker.reports.service import draft_pdf

    seconds: list[float] = []
    cpu = 0.0
    content = b""
    with create_app().app_context():
        for _ in range(times):
            worked = time.process_time()
            content = draft_pdf(code, day, "th") or b""
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
    print(json.dumps(main(sys.argv[1], date.fromisoformat(sys.argv[2]), int(sys.argv[3]))))
