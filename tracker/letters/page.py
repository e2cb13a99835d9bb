"""What do the pages about letters show? Agencies that are to be written to, letters by their state, one letter with what it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from tracker import clock
from tracker.access.policy import Actor, Permission, Scope, covers, scope
from tracker.calendar.store import calendar_for
from tracker.lang import Bilingual
from tracker.ledger.store import cut_on
from tracker.letters import store
from tracker.letters.rules import Letter, State
from tracker.people.store import Agency, agencies
from tracker.reminders import stalled
from tracker.reminders.store import writers
from tracker.reminders.writing import ToWrite
from tracker.resolutions.store import Listed, by_ids
from tracker.tasks import store as tasks
from tracker.tasks.task import Task
from tracker.web.as_of import moment

MOST = 100
"""So many letters stand on a page; older ones are found by searching."""
MOST_TASKS = 5
"""So many tasks are named for each agency that is to be written to; the letter has them all."""
TABS: Mapping[str, frozenset[State]] = {
    "draft": frozenset({State.DRAFT}),
    "sent": frozenset({State.SENT}),
    "acknowledged": frozenset({State.ACKNOWLEDGED}),
    "discarded": frozenset({State.DISCARDED}),
}
"""Which letters stand behind each word of `?show=`."""
SENT = TABS["sent"] | TABS["acknowledged"]
"""What an agency sees of the letters to it."""


@dataclass(frozen=True)
class DueLine:
    """One agency that is to be written to: the resolution, its tasks with working days late and without movement, how many more there
    are; whether a draft `waits` already, and whether it would be written to by itself (`own`)."""

    agency: Agency
    resolution: Listed
    tasks: tuple[tuple[Task, int, int], ...]
    number: int
    since: date
    waits: int | None
    own: bool

    @property
    def more(self) -> int:
        """How many tasks are not named."""
        return self.number - len(self.tasks)

    @property
    def key(self) -> str:
        """What tells it from the others on the page."""
        return f"{self.resolution.id}-{self.agency.code}"


@dataclass(frozen=True)
class LetterLine:
    """One letter of the list with its agency, its resolution, and the working days since it was sent (None: it is not on its way)."""

    letter: Letter
    agency: Bilingual
    resolution: Listed
    waited: int | None


@dataclass(frozen=True)
class Listing:
    """The page: which letters are shown and how many `more` there are, how many are in each state, and who is to be written to (None: not
    for this reader)."""

    show: str
    lines: tuple[LetterLine, ...]
    counts: Mapping[State, int]
    due: tuple[DueLine, ...] | None
    more: int


def listing(actor: Actor, show: str) -> Listing:
    """The letters that a person may see, on the day of the page; a fixed number of questions. Liaisons see what was sent to them."""
    own = scope(actor.role, Permission.LETTER_SEE) is Scope.OWN
    known = (_then if moment().is_past else _now)(actor, show, own)
    due = None if own or show not in ("", "due") else stalled.to_write(moment().day)
    resolutions = {
        each.id: each
        for each in by_ids({each.resolution_id for each in known.shown} | {each.resolution for each in due or ()})
    }
    lines = tuple(_line(each, resolutions) for each in known.shown)
    due_lines = None if due is None else _due_lines(due, known.drafts, resolutions)
    return Listing(show, lines, known.counts, due_lines, known.more)


def letter_of(letter_id: int, actor: Actor) -> Letter | None:
    """A letter on the day of the page as this person may see it; None when there is none, or it is none of theirs."""
    found = store.letters_at(cut_on(moment().day)).get(letter_id) if moment().is_past else store.letter(letter_id)
    return found if found is not None and may_see(found, actor) else None


def may_see(letter: Letter, actor: Actor) -> bool:
    """An agency's liaison sees what was sent to it; whoever sees all letters sees drafts too."""
    if scope(actor.role, Permission.LETTER_SEE) is Scope.OWN and letter.state not in SENT:
        return False
    return covers(actor, Permission.LETTER_SEE, letter.agency)


@dataclass(frozen=True)
class _Known:
    """The letters of one page, how many more belong to it, how many there are in each state, and the drafts by resolution and agency."""

    shown: list[Letter]
    more: int
    counts: Mapping[State, int]
    drafts: Mapping[tuple[int, str], int]


def _now(actor: Actor, show: str, own: bool) -> _Known:
    agency, states = (actor.agency_code or "", SENT) if own else (None, frozenset(State))
    wanted = _wanted(show, states)
    shown = store.letters(MOST, states=wanted, agency=agency) if wanted else []
    counts = {state: number for state, number in store.counts(agency).items() if state in states}
    more = sum(counts.get(state, 0) for state in wanted) - len(shown)
    return _Known([each for each in shown if may_see(each, actor)], more, _every(counts), {} if own else store.drafts())


def _then(actor: Actor, show: str, own: bool) -> _Known:
    then = [each for each in store.letters_at(cut_on(moment().day)).values() if may_see(each, actor)]
    wanted = _wanted(show, frozenset(State))
    shown = sorted((each for each in then if each.state in wanted), key=lambda each: -each.id)
    drafts = {(each.resolution_id, each.agency): each.id for each in then if each.state is State.DRAFT}
    return _Known(shown[:MOST], len(shown[MOST:]), _every(Counter(each.state for each in then)), drafts)


def _wanted(show: str, states: frozenset[State]) -> frozenset[State]:
    return frozenset() if show == "due" else TABS.get(show, states) & states


def _every(counts: Mapping[State, int]) -> dict[State, int]:
    return {state: counts.get(state, 0) for state in State}


def _line(letter: Letter, resolutions: Mapping[int, Listed]) -> LetterLine:
    body = agencies().get(letter.agency)
    name = body.name if body else Bilingual(letter.agency, letter.agency)
    return LetterLine(letter, name, resolutions[letter.resolution_id], waited(letter))


def waited(letter: Letter) -> int | None:
    """Working days since a letter was sent that nobody has acknowledged; None for any other."""
    if letter.state is not State.SENT or letter.dated is None:
        return None
    day = moment().day
    return calendar_for(day).working_days_between(letter.dated, day)


def _due_lines(
    due: Collection[ToWrite], drafts: Mapping[tuple[int, str], int], resolutions: Mapping[int, Listed]
) -> tuple[DueLine, ...]:  # fmt: skip
    day, known = moment().day, agencies()
    named = {task.task for each in due for task, _still in each.tasks[:MOST_TASKS]}
    standing = tasks.several(named, cut_on(day) if day < clock.today() else None)
    own = writers() if due else {}
    return tuple(
        _due_line(each, known[each.agency], resolutions[each.resolution], standing, drafts, own) for each in due
    )


def _due_line(
    each: ToWrite, agency: Agency, resolution: Listed, standing: Mapping[int, Task], drafts: Mapping[tuple[int, str], int],
    own: Mapping[int, str],
) -> DueLine:  # fmt: skip
    day, calendar = moment().day, calendar_for(moment().day)
    some = tuple(
        (standing[task.task], calendar.working_days_between(task.due_on, day), still)
        for task, still in each.tasks[:MOST_TASKS]
        if task.task in standing
    )
    waits = drafts.get((each.resolution, each.agency))
    return DueLine(
        agency, resolution, some, len(each.tasks), each.first, waits, own.get(each.resolution) == each.agency
    )
