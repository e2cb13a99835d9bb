"""What does each page of the product cost, beside the floors? One run: floors, then product, on one database."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from statistics import median

from bench.databases import Database
from bench.deeds import PAST, exports, opened, pages, searches
from bench.goals import POSTING_TIMES, SEARCH_MS, FigureRow, Findings, Goal, PageRow, page_goals, past_goal
from bench.load import Deed, Load, load
from bench.people import by, liaisons, signed_in
from bench.register import register
from bench.servers import Server, environment, module, run, running, timed, tracker
from bench.shapes import ENTERED, MATRIX, TODAY, Size
from bench.sheets import round_trip
from bench.visitor import Unexpected, Visitor

EIGHT, SIXTEEN = 8, 16
WIDER = 50, 300
"""Agencies of the reports that show how drawing grows."""
EARLIER = "28/05/2556", "29/05/2556", "30/05/2556"
"""The days of three reports that are drawn at one time."""
DRAWN_WITHIN = 60.0


@dataclass(frozen=True, slots=True)
class Effort:
    """How often things are done: with one person, with several, before measuring begins; 0 drawings leave the report out."""

    one: int = 200
    many: int = 400
    warm: int = 80
    starts: int = 3
    workers: int = 2
    drawings: int = 3


def placed(size: Size, database: Database, scratch: Path) -> dict[str, str]:
    """The settings of a product of this size, on an empty database of its own."""
    return environment(_folder(scratch, f"product-{size.name}"), database.fresh(f"product_{size.name}"))


def measure(size: Size, database: Database, settings: Mapping[str, str], scratch: Path, effort: Effort) -> Findings:
    """Fill the product's database, serve floors and product one after the other, and gather what they cost."""
    findings = Findings(database.name)
    _floors(findings, database, scratch, effort)
    _words, filling, _most = timed(module("bench.fill", size.name), settings)
    findings.figures.append(FigureRow("filling the database", filling, "s"))
    serve = tracker("serve", "--workers", str(effort.workers))
    starts: list[float] = []
    for _ in range(effort.starts - 1):
        with running(serve, settings, "/login") as server:
            starts.append(server.seconds_to_first_page)
    with running(serve, settings, "/login", database.beside) as server:
        starts.append(server.seconds_to_first_page)
        server.rest()
        _product(findings, size, server, effort)
        findings.figures.append(
            FigureRow("memory after load, PSS, two workers", server.pss(), "MiB", Goal("≤ 250 MiB", 250))
        )
    findings.figures.append(FigureRow("cold start to first page", median(starts), "s", Goal("≤ 2 s", 2)))
    findings.figures.append(
        FigureRow("second `make run`", None, "s", Goal("≤ 5 s", 5), "by hand, see docs/performance.md")
    )
    findings.figures += _report(size, settings, effort)
    findings.figures += _planning(settings)
    printed, seconds, most = timed(tracker("verify"), settings)
    findings.figures.append(FigureRow("tracker verify", seconds, "s", note=f"{most:.0f} MiB at the most"))
    findings.ledger = printed.strip()
    return findings


def _floors(findings: Findings, database: Database, scratch: Path, effort: Effort) -> None:
    settings = environment(_folder(scratch, "floor"), database.fresh("floor")) | {"BENCH_WORKERS": str(effort.workers)}
    with running(module("bench.floor"), settings, "/hello", database.beside) as server:
        visitors = [Visitor(server.port) for _ in range(EIGHT)]
        often = replace(effort, one=5 * effort.one)
        findings.floors.append(_row("floor: bare Flask page", server, visitors, opened("/hello"), often))
        findings.floors.append(
            _row("floor: Flask page, 3 queries, 40 rows", server, visitors, opened("/table"), effort)
        )


def _product(findings: Findings, size: Size, server: Server, effort: Effort) -> None:
    readers = signed_in(server, ["executive"] * EIGHT)
    _pages(findings, size, server, readers, effort)
    _searching(findings, server, readers, effort)
    _past(findings, server, readers, effort)
    _writing(findings, size, server, effort)
    findings.figures += round_trip(next(iter(liaisons(size, server, 1))))
    if effort.drawings:
        _downloads(findings, server, readers, effort)


def _pages(findings: Findings, size: Size, server: Server, readers: list[Visitor], effort: Effort) -> None:
    for title, path, kanboard in pages(size):
        findings.pages.append(_row(title, server, readers, opened(path), effort, page_goals(findings, kanboard)))
    own = list(liaisons(size, server, 1))
    mine = load(server, own, opened("/tasks/1"), effort.one)
    findings.pages.append(PageRow("the same for its liaison, with forms", mine, None, page_goals(findings, 10.6)))


def _searching(findings: Findings, server: Server, readers: list[Visitor], effort: Effort) -> None:
    found = _row("search", server, readers, searches(), effort)
    findings.pages.append(found)
    goal = Goal(f"< {SEARCH_MS} ms", SEARCH_MS)
    findings.figures.append(FigureRow("search's p95", found.one.percentile(95), "ms", goal))
    less = replace(effort, one=max(1, effort.one // 10), many=max(EIGHT, effort.many // 10), warm=2)
    for title, path in exports():
        findings.pages.append(_row(title, server, readers, opened(path), less))


def _past(findings: Findings, server: Server, readers: list[Visitor], effort: Effort) -> None:
    today = findings.pages[0].one.cpu_ms
    goal = past_goal(today)
    days = [ENTERED + timedelta(days=number) for number in range(1, (TODAY - ENTERED).days)]
    first = load(server, readers[:1], opened(*(f"/?as_of={day}" for day in days)), len(days))
    findings.pages.append(PageRow("overview of a past day, first look at each", first, None, goal))
    findings.pages.append(
        _row("overview of a past day, again", server, readers, opened(f"/?as_of={PAST}"), effort, goal)
    )


def _writing(findings: Findings, size: Size, server: Server, effort: Effort) -> None:
    people = liaisons(size, server, EIGHT)
    goals = page_goals(findings, 8.0, POSTING_TIMES)
    send = by(people, lambda person: person.send())
    findings.pages.append(_row("log progress (POST)", server, list(people), send, effort, goals))
    looking = by(people, lambda person: person.send_and_look("/"))
    both = load(server, list(people)[:1], looking, effort.one // 2)
    both.cpu_ms -= findings.pages[-1].one.cpu_ms
    findings.pages.append(PageRow("overview, each time after a change", both, None, page_goals(findings, 7.1)))
    crowd = liaisons(size, server, SIXTEEN)
    whole = load(server, list(crowd), by(crowd, lambda person: person.go_all_the_way()), effort.many)
    findings.pages.append(PageRow("form, POST and page after it, 16 people at once", whole, None))
    findings.figures.append(
        FigureRow("errors of 16 people who log progress", len(whole.errors), "errors", note="goal: 0")
    )


def _downloads(findings: Findings, server: Server, readers: list[Visitor], effort: Effort) -> None:
    """Draft reports, wait for their files, download one again and again, and read pages while one and while three are drawn."""
    authors = signed_in(server, ["coordinator"] * 3)
    idle = findings.pages[0].one.percentile(95)
    goal = Goal(f"< 2 × {idle:.1f} ms", 2 * idle)
    three = [(author, _drafted(author, day) + ".pdf") for author, day in zip(authors, EARLIER, strict=True)]
    waited = _meanwhile(readers[0], three)
    findings.figures.append(FigureRow("overview's p95 while three reports are drawn", waited, "ms", goal))
    path = _drafted(authors[0], "31/05/2556") + ".pdf"
    findings.figures.append(FigureRow("report through the web, first download", _until_drawn(authors[0], path), "s"))
    findings.pages.append(_row("report, second download", server, readers, opened(path), effort))
    waited = _meanwhile(readers[0], [(authors[0], path + "?lang=en")])
    findings.figures.append(FigureRow("overview's p95 while a report is drawn", waited, "ms", goal))
    readers[0].close()


def _drafted(coordinator: Visitor, day: str) -> str:
    """Draw up the report of a day (numeric, B.E.); its address."""
    form = coordinator.get("/reports").hidden()
    answer = coordinator.post("/reports", form | {"as_of": day})
    if answer.status not in (302, 303):
        raise Unexpected(f"the report of {day} was answered {answer.status}")
    return answer.location


def _meanwhile(reader: Visitor, wanted: Sequence[tuple[Visitor, str]]) -> float:
    """The p95 (ms) of what a reader waits for the overview while others wait for files that have to be drawn."""
    drawing = [threading.Thread(target=_until_drawn, args=each) for each in wanted]
    for each in drawing:
        each.start()
    load = Load()
    while any(each.is_alive() for each in drawing):
        load.seconds.append(opened("/")(reader, 0))
    return load.percentile(95)


def _until_drawn(coordinator: Visitor, path: str) -> float:
    begin = time.monotonic()
    while coordinator.get(path).status != 200:
        if time.monotonic() - begin > DRAWN_WITHIN:
            raise Unexpected(f"{path} was not drawn in time")
        time.sleep(0.1)
    coordinator.close()
    return time.monotonic() - begin


def _report(size: Size, settings: Mapping[str, str], effort: Effort) -> list[FigureRow]:
    if not effort.drawings:
        return [FigureRow("report, letter and annex", None, "s", note="left out")]
    code = register(size, 1).resolution.code
    found = json.loads(run(module("bench.drawing", code, TODAY.isoformat(), str(effort.drawings)), settings))
    drawn = found["pages"]
    return [
        FigureRow("report, letter and annex, first time", found["first"], "s", note=f"{drawn} pages, with imports"),
        FigureRow("report, warm", found["warm"], "s", Goal("≤ 2.5 s", 2.5), f"{found['cpu']:.2f} s of processor time"),
        FigureRow("report, warm, one page", found["warm"] / drawn, "s", Goal("≤ 0.2 s", 0.2)),
        FigureRow("memory of the process that draws it, at most", found["mib"], "MiB"),
        *_widths(code, settings, found),
    ]


def _widths(code: str, settings: Mapping[str, str], eight: Mapping[str, float]) -> Iterator[FigureRow]:
    """The same report over more agencies: no more than so many times the processor time of that over eight."""
    for agencies in WIDER:
        found = json.loads(run(module("bench.drawing", code, TODAY.isoformat(), "1", str(agencies)), settings))
        limit = eight["cpu"] * agencies / MATRIX
        note = f"{found['pages']} pages, {found['mib']:.0f} MiB at the most; linear: {limit:.1f} s"
        yield FigureRow(
            f"report over {agencies} agencies", found["cpu"], "s", Goal("no worse than linear", limit), note
        )


def _planning(settings: Mapping[str, str]) -> list[FigureRow]:
    found = json.loads(run(module("bench.planning", TODAY.isoformat()), settings))
    return [
        FigureRow(
            "planning one day's reminders", found["first"], "s", Goal("≤ 5 s", 5), f"{found['reminders']:,} reminders, all new"
        ),
        FigureRow("planning the same day again", found["again"], "s", Goal("≤ 5 s", 5)),
        FigureRow("memory of planning, at most", found["mib"], "MiB", Goal("≤ 300 MiB", 300)),
    ]  # fmt: skip


def _row(
    title: str, server: Server, visitors: Sequence[Visitor], deed: Deed, effort: Effort, goals: tuple[Goal, ...] = ()
) -> PageRow:  # fmt: skip
    load(server, visitors, deed, effort.warm)
    return PageRow(
        title, load(server, visitors[:1], deed, effort.one), load(server, visitors, deed, effort.many), goals
    )


def _folder(scratch: Path, name: str) -> Path:
    folder = scratch / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder
