"""What does the page on money show? The movements that the resolution states, word for word, and who chose which way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tracker.budget.rules import Budget, Choice, Way, budget_of, choices, counted, if_each_satang
from tracker.lang import Bilingual
from tracker.people.store import Agency, agencies
from tracker.resolutions.marks import as_shown
from tracker.resolutions.rules import Clause, Movement, Obligation, Reading, SourceDocument
from tracker.tasks.lines import TaskLine, lines
from tracker.tasks.picture import Picture


@dataclass(frozen=True, slots=True)
class Stated:
    """One movement with its words, the paper it stands in, its clause, and the other way to read it."""

    movement: Movement
    quote: str
    source: SourceDocument | None
    clause: Clause | None
    agencies: tuple[Agency, ...]
    reading: Reading | None
    if_each_satang: int

    @property
    def joint(self) -> bool:
        """One sum for several agencies whose split is not known."""
        return not self.movement.split_known and len(self.agencies) > 1


@dataclass(frozen=True, slots=True)
class Chosen:
    """One agency's choice, with the tasks of the way it pursues and of the way it gave up."""

    agency: Agency
    way: Way
    pursued: tuple[TaskLine, ...]
    given_up: tuple[TaskLine, ...]


@dataclass(frozen=True)
class Page:
    """Everything on the page about money."""

    shown: Picture
    budget: Budget
    stated: tuple[Stated, ...]
    choosing: tuple[Obligation, ...]
    chosen: tuple[Chosen, ...]
    counted: Mapping[Way, int]
    verdict: Bilingual


def overview(shown: Picture) -> Page:
    """The page of one resolution on the day of its picture."""
    known = agencies()
    made = choices(shown.standings)
    budget = budget_of(shown.register.movements)
    return Page(
        shown=shown,
        budget=budget,
        stated=tuple(_stated(shown, movement, known) for movement in budget.movements),
        choosing=_choosing(shown, made),
        chosen=_chosen(made, known),
        counted=counted(made),
        verdict=verdict(counted(made)),
    )


def verdict(ways: Mapping[Way, int]) -> Bilingual:
    """How far choosing has come, in one sentence."""
    every, still = sum(ways.values()), ways[Way.OPEN]
    if not every:
        return Bilingual(th="มตินี้ไม่มีทางเลือกเรื่องเงิน", en="This resolution leaves no choice about money")
    if not still:
        return Bilingual(th=f"เลือกทางแล้วครบ {every} แห่ง", en=f"All {every} agencies have chosen their way")
    return Bilingual(th=f"ยังไม่เลือกทาง {still} จาก {every} แห่ง", en=f"{still} of {every} agencies have not chosen yet")


def _stated(shown: Picture, movement: Movement, known: Mapping[str, Agency]) -> Stated:
    register = shown.register
    return Stated(
        movement,
        as_shown(movement.quote),
        next((each for each in register.documents if each.code == movement.source), None),
        next((each for each in register.clauses if each.code == movement.clause), None),
        tuple(known[code] for code in movement.agencies),
        next((each for each in register.readings if each.code == movement.reading), None),
        if_each_satang(movement),
    )


def _choosing(shown: Picture, made: Iterable[Choice]) -> tuple[Obligation, ...]:
    """The obligations that leave the choice."""
    codes = {each.task.plan.obligation for choice in made for each in choice.pursued + choice.given_up}
    return tuple(each for each in shown.register.obligations if each.code in codes)


def _chosen(made: Iterable[Choice], known: Mapping[str, Agency]) -> tuple[Chosen, ...]:
    every = list(made)
    drawn = {line.id: line for line in lines(each for choice in every for each in choice.pursued + choice.given_up)}
    return tuple(
        Chosen(
            known[choice.agency],
            choice.way,
            tuple(drawn[each.task.id] for each in choice.pursued),
            tuple(drawn[each.task.id] for each in choice.given_up),
        )
        for choice in every
    )
