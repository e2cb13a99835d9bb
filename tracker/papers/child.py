"""What does the child process of `pdf.render_in_child` do? Reads one order (JSON) on standard input, writes one PDF on standard output."""

from __future__ import annotations

import base64
import json
import os
import resource
import sys
from datetime import datetime
from pathlib import Path

from tracker.papers.pdf import TOO_LONG_CODE, RenderFailed, TooLong, render
from tracker.papers.typeface import FontMissing


def main() -> int:
    """Exit code 0 with the PDF; with one line on standard error TOO_LONG_CODE where trying again cannot help, else 1."""
    order = json.load(sys.stdin)
    _limit(order["seconds"], order["megabytes"])
    try:
        pdf = render(
            order["html"],
            attachment=base64.b64decode(order["attachment"]),
            lang=order["lang"],
            title=order["title"],
            created=datetime.fromisoformat(order["created"]),
            base=Path(order["base"]),
            about=order["about"],
        )
    except (RenderFailed, FontMissing) as error:
        print(error, file=sys.stderr)
        return TOO_LONG_CODE if isinstance(error, TooLong) else 1
    except MemoryError:
        print(f"The PDF needs more than {order['megabytes']} MB of memory.", file=sys.stderr)
        return 1
    sys.stdout.buffer.write(pdf)
    return 0


def _limit(seconds: int, megabytes: int) -> None:
    os.nice(10)  # people who read pages go first
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1024 * 1024,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main())
