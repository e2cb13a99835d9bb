"""What do the people of the benchmark do? Open pages, and log progress through the form as its page gave it."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from urllib.parse import quote

from bench.history import EVERY_SUBMITTED
from bench.load import Deed
from bench.register import register, rows
from bench.shapes import MATRIX, Size
from bench.visitor import Unexpected, Visitor
from tracker.resolutions.expansion import expand

PAGE_OK, SEE_OTHER = 200, (302, 303)
PAST = "2013-05-15"
WORDS = ("เว็บไซต์", "มาตรฐานเว็บไซต์ภาครัฐ", "ขอบเขตของงาน", "การเข้าถึง", "website", "standard", "R1-4-T1", "ทดสอบ website")
"""What is searched for: Thai without spaces, English, a code, both together."""


@dataclass(frozen=True, slots=True)
class Work:
    """An open task that an agency can log progress on."""

    task_id: int
    agency: str


def opened(*paths: str) -> Deed:
    """Open these pages in turn."""

    def deed(visitor: Visitor, number: int) -> float:
        path = paths[number % len(paths)]
        answer = visitor.get(path)
        if answer.status != PAGE_OK:
            raise Unexpected(f"{path} answered {answer.status}")
        return answer.seconds

    return deed


def pages(size: Size) -> list[tuple[str, str, float]]:
    """The pages that must stay cheap: title, path, and what Kanboard's counterpart costs (CPU ms, small)."""
    resolution = register(size, 1).resolution
    return [
        ("overview", "/", 7.1),
        (f"obligation with {size.headline_templates * MATRIX} tasks", f"/obligations/{resolution.headline}", 8.0),
        ("an agency's tasks", f"/agencies/{resolution.matrix_agencies[0]}", 11.1),
        ("a task with its history", "/tasks/1", 10.6),
    ]


def exports() -> list[tuple[str, str]]:
    """The exports of one resolution's tasks: title and path."""
    return [("CSV of one resolution", "/tasks.csv"), ("XLSX of one resolution", "/tasks.xlsx")]


def searches() -> Deed:
    """Ask for one thing after the other."""
    return opened(*(f"/search?q={quote(words)}" for words in WORDS))


def open_work(size: Size) -> list[Work]:
    """The tasks of the first resolution that are neither submitted nor verified."""
    plans = expand(register(size, 1).templates)
    return [
        Work(place + 1, plan.agency)
        for place, plan in enumerate(plans)
        if place % EVERY_SUBMITTED != EVERY_SUBMITTED - 1
    ]


def shares(size: Size, people: int) -> list[tuple[str, list[Work]]]:
    """Who logs what: for each of so many people an agency and tasks of it that are nobody else's."""
    codes, work = rows(size, 1), open_work(size)
    own = {code: [each for each in work if each.agency == code] for code in codes}
    halves = -(-people // len(codes))
    return [
        (codes[number % len(codes)], own[codes[number % len(codes)]][number // len(codes) :: halves])
        for number in range(people)
    ]


class Logging:
    """One person who logs progress on their own tasks, again and again."""

    def __init__(self, visitor: Visitor, work: Sequence[Work]) -> None:
        self.visitor, self.work, self.turn = visitor, work, count()
        self.forms: dict[int, tuple[dict[str, str], Iterator[int]]] = {}

    def send(self) -> float:
        """Send one filled-in form; the form's page was opened once, as if the person had it in front of them."""
        task = self._next()
        if task not in self.forms:
            hidden = self._form(task)
            self.forms[task] = hidden, count(int(hidden["version"]))
        hidden, versions = self.forms[task]
        kept = dict(self.visitor.cookies)
        seconds = self._post(task, hidden | {"version": str(next(versions)), "act_key": secrets.token_urlsafe(16)})[1]
        self.visitor.cookies = kept
        return seconds

    def go_all_the_way(self) -> float:
        """Open the form's page, send the form, and read the page that it leads to."""
        task = self._next()
        opened_form = self.visitor.get(f"/tasks/{task}/progress")
        location, seconds = self._post(task, opened_form.hidden())
        after = self.visitor.get(location)
        if after.status != PAGE_OK:
            raise Unexpected(f"{location} answered {after.status}")
        return opened_form.seconds + seconds + after.seconds

    def send_and_look(self, path: str) -> float:
        """Send a form, then open a page that has to show the change; gives the seconds of the page."""
        self.send()
        return opened(path)(self.visitor, 0)

    def _next(self) -> int:
        return self.work[next(self.turn) % len(self.work)].task_id

    def _form(self, task: int) -> dict[str, str]:
        page = self.visitor.get(f"/tasks/{task}/progress")
        if page.status != PAGE_OK:
            raise Unexpected(f"the form of task {task} answered {page.status}")
        return page.hidden()

    def _post(self, task: int, hidden: dict[str, str]) -> tuple[str, float]:
        said = {
            "percent": "45",
            "percent_other": "",
            "note": "ปรับปรุงหน้าแรกและทดสอบแล้ว",
            "effective_on": "31/05/2556",
            "evidence": "",
        }
        answer = self.visitor.post(f"/tasks/{task}/progress", hidden | said)
        if answer.status not in SEE_OTHER:
            raise Unexpected(f"progress on task {task} answered {answer.status}")
        return answer.location, answer.seconds
