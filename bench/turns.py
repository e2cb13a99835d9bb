"""Does a page become dearer with size? Both sizes are served at the same time and asked in turn.

A machine drifts: minutes after the writing of two gigabytes the same act on the same data cost 1.7 times what it cost a minute later. Two
figures that were taken one after the other tell more of that than of the size.

Processor time is the median of the rounds: a job of the scheduler that falls into one (planning 100,000 tasks, two seconds every five
minutes) is no page's work, and has a row of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from statistics import median

from bench.databases import Database
from bench.deeds import PAST, exports, opened, pages, searches
from bench.goals import PageRow
from bench.load import Deed, Load, load
from bench.people import by, liaisons, signed_in
from bench.servers import Server, running, tracker
from bench.shapes import Size
from bench.visitor import Visitor

ROUNDS = 10


@dataclass(frozen=True)
class Asked:
    """One kind of request at one size: its title at every size, whom it is put to, and by whom."""

    title: str
    server: Server
    visitor: Visitor
    deed: Deed


def in_turn(
    products: Sequence[tuple[Size, Mapping[str, str]]], database: Database, workers: int, count: int
) -> list[list[PageRow]]:
    """What each page costs one person at each size; `products` are filled already. One list of rows for each size, in their order."""
    serve = tracker("serve", "--workers", str(workers))
    with ExitStack() as stack:
        servers = [stack.enter_context(running(serve, each, "/login", database.beside)) for _size, each in products]
        for server in servers:
            server.rest()
        sizes = [size for size, _settings in products]
        kinds = zip(*(_asked(size, server) for size, server in zip(sizes, servers, strict=True)), strict=True)
        rows = [_turns(kind, count) for kind in kinds]
    return [list(each) for each in zip(*rows, strict=True)]


def _asked(size: Size, server: Server) -> list[Asked]:
    reader = signed_in(server, ["executive"])[0]
    liaison = liaisons(size, server, 1)
    own = next(iter(liaison))
    return [
        *(Asked(title, server, reader, opened(path)) for title, path, _peer in pages(size)),
        Asked("the same for its liaison, with forms", server, own, opened("/tasks/1")),
        Asked("search", server, reader, searches()),
        *(Asked(title, server, reader, opened(path)) for title, path in exports()),
        Asked("overview of a past day, again", server, reader, opened(f"/?as_of={PAST}")),
        Asked("log progress (POST)", server, own, by(liaison, lambda person: person.send())),
    ]


def _turns(kind: Sequence[Asked], count: int) -> list[PageRow]:
    """Ask for one kind at every size, a few times each and round after round; the first round only warms."""
    rounds = [
        [load(asked.server, [asked.visitor], asked.deed, max(1, count // ROUNDS)) for asked in kind] for _ in range(ROUNDS + 1)
    ]  # fmt: skip
    return [PageRow(asked.title, together(loads[1:]), None) for asked, *loads in zip(kind, *rounds, strict=True)]


def together(rounds: Sequence[Load]) -> Load:
    """What came of all rounds, with the median of their processor time. Pure."""
    whole = Load()
    for some in rounds:
        whole.add(some)
    whole.cpu_ms = median(some.cpu_ms for some in rounds)
    return whole
