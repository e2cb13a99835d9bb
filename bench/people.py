"""Who sits at the benchmark's browsers? Executives who read, and liaisons who log progress on tasks of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bench.deeds import Logging, shares
from bench.fill import PASSWORD, email
from bench.load import Deed
from bench.servers import Server
from bench.shapes import Size
from bench.visitor import Visitor


def signed_in(server: Server, who: Sequence[str]) -> list[Visitor]:
    """One browser for each of these accounts, e.g. `executive`; the same account may come several times."""
    visitors = [Visitor(server.port) for _ in who]
    for visitor, name in zip(visitors, who, strict=True):
        visitor.sign_in(email(name), PASSWORD)
    return visitors


def liaisons(size: Size, server: Server, people: int) -> dict[Visitor, Logging]:
    """So many liaisons with what each of them logs progress on; no two share a task."""
    shared = shares(size, people)
    visitors = signed_in(server, [f"liaison.{agency}" for agency, _work in shared])
    return {visitor: Logging(visitor, work) for visitor, (_agency, work) in zip(visitors, shared, strict=True)}


def by(people: dict[Visitor, Logging], act: Callable[[Logging], float]) -> Deed:
    """What each of them does, as a deed of their browser."""
    return lambda visitor, _number: act(people[visitor])
