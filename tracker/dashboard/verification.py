"""Can the record be trusted? Checks the chain, and that every current row equals its refolded history."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice

from sqlalchemy.exc import SQLAlchemyError

from tracker.calendar import rules as calendar
from tracker.calendar import store as days
from tracker.extensions import db
from tracker.lang import Bilingual
from tracker.ledger.event import Event, Head, Unreadable, breaks
from tracker.ledger.kinds import kind_name
from tracker.ledger.store import events, resolution_ids
from tracker.ledger.stored import stored_rows
from tracker.letters import rules as letters
from tracker.letters import store as letter_store
from tracker.letters.rules import Letter
from tracker.people import delegation_store, delegations, post_store, posts
from tracker.people import rules as people
from tracker.people.store import directory
from tracker.reports import paper_store
from tracker.reports import report as reports
from tracker.reports.facts import TOPIC, ReportSubmitted
from tracker.reports.report import Report
from tracker.reports.store import every
from tracker.resolutions import events as register
from tracker.resolutions import store as registers
from tracker.resolutions.rules import Resolution
from tracker.search import service as search
from tracker.tasks import audit, mention_store, store, task

MOST_PROBLEMS = 100


@dataclass(frozen=True, slots=True)
class Verification:
    """What was checked (one English line) and what does not hold (one line each, naming the row)."""

    events: int
    head: str
    problems: tuple[str, ...]

    @property
    def summary(self) -> str:
        """One line: how much was checked, and the head hash that can be compared with a printed one."""
        state = "holds" if not self.problems else f"does not hold: {len(self.problems)} problem(s)"
        return f"The ledger {state}. {self.events} events, head {self.head}"


def verification() -> Verification:
    """Check everything. Reads the whole ledger, so it is a command and a page of its own, never part of another."""
    rows = _Walk(stored_rows())
    problems = [f"ledger row {found.seq}: {found.reason}" for found in breaks(rows)]
    for differences in (
        _people_differences,
        _post_differences,
        _delegation_differences,
        _register_differences,
        _task_differences,
        _mention_differences,
        _report_differences,
        _letter_differences,
        _calendar_differences,
        _search_differences,
    ):
        problems += _told(differences)
    db.session.rollback()
    return Verification(rows.last.seq, rows.last.hash, tuple(dict.fromkeys(problems))[:MOST_PROBLEMS])


class _Walk:
    """Goes through the rows and keeps the last one: the head, even when its content cannot be read."""

    def __init__(self, rows: Iterator[Event | Unreadable]) -> None:
        self.rows, self.last = rows, Head()

    def __iter__(self) -> Iterator[Event | Unreadable]:
        for row in self.rows:
            self.last = Head(row.seq, row.hash)
            yield row


def _told(differences: Callable[[], Iterator[str]]) -> Iterator[str]:
    """The differences of one part; an altered history may break its folding anywhere, and that is a finding like the others."""
    try:
        yield from differences()
    except SQLAlchemyError:
        raise
    except Exception as error:
        yield f"the history cannot be refolded: {error}"


def _people_differences() -> Iterator[str]:
    folded, current = people.fold(chain(events(topic="agency"), events(topic="user"))), directory()
    for code in sorted(folded.agencies.keys() | current.agencies.keys()):
        if folded.agencies.get(code) != current.agencies.get(code):
            yield f"agency {code}: the current row differs from its history"
    for id_ in sorted(folded.users.keys() | current.users.keys()):
        told, found = folded.users.get(id_), current.users.get(id_)
        if told != found:
            who = " or ".join(dict.fromkeys(user.email for user in (told, found) if user))
            yield f"account {id_} ({who}): the current row differs from its history"


def _post_differences() -> Iterator[str]:
    return _unlike("post", posts.fold(events(topic="post")), post_store.posts())


def _delegation_differences() -> Iterator[str]:
    return _unlike("delegation", delegations.fold(events(topic="delegation")), delegation_store.delegations())


def _unlike(noun: str, folded: Mapping[int, object], current: Mapping[int, object]) -> Iterator[str]:
    """Each id under which the history and the current rows say different things."""
    for id_ in sorted(folded.keys() | current.keys()):
        if folded.get(id_) != current.get(id_):
            yield f"{noun} {id_}: the current row differs from its history"


def _register_differences() -> Iterator[str]:
    known = registers.resolutions()
    for missing in sorted(set(resolution_ids()) - {listed.id for listed in known}):
        yield f"resolution {missing}: the ledger holds its history, but its current row is missing"
    for listed in known:
        folded = register.fold(events(resolution_id=listed.id, topic="register"))
        told, current = register.register_of(folded), registers.entries(listed.id)
        if told is None or _listed_as(told.resolution) != (listed.code, listed.decided_on, listed.title):
            yield f"resolution {listed.code}: the current row differs from its history"
        for key in folded.keys() | current.keys():
            if folded.get(key) != current.get(key):
                yield f"register entry {listed.code}/{'/'.join(key)}: the current row differs from its history"


def _listed_as(resolution: Resolution) -> tuple[str, date, Bilingual]:
    return resolution.code, resolution.decided_on, resolution.title


def _task_differences() -> Iterator[str]:
    """One resolution after the other, so that the memory that this takes does not grow with their number."""
    for listed in registers.resolutions():
        tasks, current = task.fold(events(resolution_id=listed.id, topic="task")), audit.rows(listed.id)
        for id_ in sorted(tasks.keys() | current.keys()):
            if id_ not in tasks or store.row_of(listed.id, tasks[id_]) != current.get(id_):
                yield f"task {id_}: the current row differs from its history"
    for id_ in audit.orphans():
        yield f"task {id_}: the current row differs from its history"
    for seq in audit.mislabelled():
        yield f"ledger row {seq}: the agency beside it is not that of its task"


def _mention_differences() -> Iterator[str]:
    for _user, seq, stream in sorted(mention_store.folded() ^ mention_store.every()):
        yield f"{stream.replace(':', ' ')}: whom the comment in row {seq} is meant for differs from its history"


def _report_differences() -> Iterator[str]:
    folded = reports.fold(events(topic=TOPIC))
    yield from _papers("report", folded, every())
    yield from _submitted()


def _submitted() -> Iterator[str]:
    """PDFs that lay before an approver and are not the ones that the ledger names."""
    named = {
        (event.stream, event.version, paper["lang"]): paper["sha256"]
        for event in events(topic=TOPIC, kind=kind_name(ReportSubmitted))
        for paper in event.data["papers"]
    }
    for report, version, lang, said, sha256 in paper_store.every():
        told = named.pop((f"{TOPIC}:{report}", version, lang), None)
        if not told == said == sha256:
            yield f"report {report}: the PDF of submission {version} ({lang}) is not the one that was submitted"
    for stream, version, lang in sorted(named):
        yield f"{stream.replace(':', ' ')}: the PDF of submission {version} ({lang}) is missing"


def _letter_differences() -> Iterator[str]:
    return _papers("letter", letters.fold(events(topic=letters.TOPIC)), letter_store.every())


def _papers(
    noun: str, folded: Mapping[int, Report | Letter], current: Mapping[int, tuple[Report | Letter, str]]
) -> Iterator[str]:
    """Papers whose rows, or the texts that their hashes name, are not what their history says."""
    for id_ in sorted(folded.keys() | current.keys()):
        row, sha256 = current.get(id_, (None, None))
        if folded.get(id_) != row:
            yield f"{noun} {id_}: the current row differs from its history"
        elif row and sha256 != row.snapshot_sha256:
            yield f"{noun} {id_}: its snapshot does not match its hash"


def _calendar_differences() -> Iterator[str]:
    folded, current = calendar.fold(events(topic=calendar.TOPIC)), days.entries()
    for day in sorted(folded.keys() | current.keys()):
        if folded.get(day) != current.get(day):
            yield f"calendar day {day}: the current row differs from its history"


def _search_differences() -> Iterator[str]:
    """An index that is missing altogether differs in every row: the first ones say enough."""
    return islice(search.differences(), MOST_PROBLEMS)
