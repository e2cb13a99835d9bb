"""What does an act cost when one or several people do it again and again? Limited in count and in time."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bench.servers import Server
from bench.visitor import Unexpected, Visitor

MOST_SECONDS = 60.0

Deed = Callable[[Visitor, int], float]
"""What one person does for the n-th time; gives the seconds it took, raises Unexpected when the answer is wrong."""


@dataclass
class Load:
    """What came of it: seconds of each act, errors, and the server's processor time for one act in milliseconds."""

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    cpu_ms: float = 0.0

    def percentile(self, percent: int) -> float:
        """Milliseconds within which so many percent of the acts were done (nearest rank)."""
        ranked = sorted(self.seconds)
        return 1000 * ranked[max(0, -(-len(ranked) * percent // 100) - 1)] if ranked else float("nan")

    @property
    def acts(self) -> int:
        """How often it was tried."""
        return len(self.seconds) + len(self.errors)

    def add(self, other: Load) -> None:
        """Take in what came of doing the same again."""
        cpu = self.cpu_ms * self.acts + other.cpu_ms * other.acts
        self.seconds += other.seconds
        self.errors += other.errors
        self.cpu_ms = cpu / max(self.acts, 1)


def load(server: Server, visitors: Sequence[Visitor], deed: Deed, count: int) -> Load:
    """Let each visitor do its share of `count` acts, all at the same time; ends after MOST_SECONDS in any case."""
    found = Load()
    until = time.monotonic() + MOST_SECONDS
    before = server.cpu()
    people = [
        threading.Thread(target=_repeat, args=(found, visitor, deed, count // len(visitors), until)) for visitor in visitors
    ]  # fmt: skip
    for person in people:
        person.start()
    for person in people:
        person.join()
    found.cpu_ms = 1000 * (server.cpu() - before) / max(found.acts, 1)
    return found


def _repeat(found: Load, visitor: Visitor, deed: Deed, times: int, until: float) -> None:
    for number in range(times):
        if time.monotonic() > until:
            return
        try:
            found.seconds.append(deed(visitor, number))
        except (Unexpected, OSError, http.client.HTTPException) as error:
            found.errors.append(f"{type(error).__name__}: {error}")
            visitor.close()
    visitor.close()
