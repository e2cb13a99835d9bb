"""How often may files come from one address of somebody who is not signed in? In each process, forgotten when it ends."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque

MOST = 30
WINDOW = 600.0
"""Seconds."""
MOST_ADDRESSES = 5000

_lock = threading.Lock()
_seen: OrderedDict[str, deque[float]] = OrderedDict()


def allowed(address: str) -> bool:
    """May one more file come from this address now? It is counted when it may."""
    now = time.monotonic()
    with _lock:
        times = _seen.setdefault(address, deque())
        _seen.move_to_end(address)
        while len(_seen) > MOST_ADDRESSES:
            _seen.popitem(last=False)
        while times and times[0] <= now - WINDOW:
            times.popleft()
        if len(times) >= MOST:
            return False
        times.append(now)
        return True


def forget() -> None:
    """Count anew."""
    with _lock:
        _seen.clear()
