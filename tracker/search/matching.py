"""Which passages hold the words, in the database's own tongue? One statement for all kinds, its cost bounded whatever is asked.

Each kind is searched by itself and gives at most one row more than is ranked, so that a common word costs no more than a rare one.
Values are always bound; what is written into the statement are names and numbers of our own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import BindParameter, bindparam, text

from tracker.extensions import db
from tracker.search.passages import NEWEST_FIRST, OF_ONE_EVENT, Kind
from tracker.search.question import SHORTEST, Question, Rank, rank
from tracker.search.store import KINDS, OF_ONE_KIND, grams, kind_of, on_sqlite

MOST = 500
"""So many of each kind are ranked and counted; beyond them a page says "more than"."""
WINDOW = 20_000
"""Among so many of the newest of each kind a word of one or two letters is looked for."""
NEAR = 5_000
"""Among so many of a kind's first (WINDOW of what is told like news) a common word is looked for by itself, where a database cannot
tell it from a rare one."""
MOST_RUNS = 12
"""So many runs of three letters of a word are looked up; the whole word is compared afterwards."""
NAMED_BY_AGENCY = frozenset({Kind.TASK, Kind.WORDS, Kind.EVIDENCE})
"""Kinds in which a word may also name the agency of the task."""


@dataclass(frozen=True, slots=True)
class Found:
    """What there is of one kind, the best first; `more`: there is more than is ranked."""

    ranks: tuple[Rank, ...] = ()
    more: bool = False


@dataclass(frozen=True)
class Scope:
    """Where is looked: the kinds with the agency whose objects alone count (None: everybody's), up to an event (None: as it stands
    now), and the agencies that a word names."""

    kinds: Mapping[Kind, str | None]
    cut: int | None = None
    named: Mapping[str, Sequence[str]] = field(default_factory=dict)


def search(question: Question, scope: Scope) -> dict[Kind, Found]:
    """What is found of each kind in the scope, in the order of kinds; one query."""
    if not question.words or not scope.kinds:
        return {kind: Found() for kind in scope.kinds}
    statement = _Statement(question, scope)
    branches = " union all ".join(
        f"select * from ({branch}) as b{place}" for place, branch in enumerate(statement.branches())
    )
    expanding: list[BindParameter[Any]] = [
        bindparam(name, expanding=True) for name, value in statement.values.items() if isinstance(value, list)
    ]
    rows = db.session.execute(text(branches).bindparams(*expanding), statement.values).all()
    return {kind: _found(question, kind, [row for row in rows if kind_of(row.id) is kind]) for kind in scope.kinds}


def _found(question: Question, kind: Kind, rows: Sequence[Any]) -> Found:
    newest_first = kind in NEWEST_FIRST
    ranks = sorted({rank(row.id, row.code, row.titled, question.whole, newest_first=newest_first) for row in rows})
    best: dict[int, Rank] = {}
    for each in ranks:
        best.setdefault(each.id, each)
    return Found(tuple(best.values())[:MOST], len(best) > MOST)


class _Statement:
    """The parts of the statement for one question, with the values that it binds."""

    def __init__(self, question: Question, scope: Scope) -> None:
        self.question, self.scope, self.lite = question, scope, on_sqlite()
        self.values: dict[str, Any] = {f"w{place}": word for place, word in enumerate(question.words)}
        self.values["whole"] = question.whole
        self.places = {word: place for place, word in enumerate(question.words)}
        if scope.cut is not None:
            self.values["cut"] = scope.cut

    @property
    def _find(self) -> str:
        """What the database calls the place of one text in another, from 1."""
        return "instr" if self.lite else "strpos"

    def branches(self) -> Iterator[str]:
        """A select for each kind, one for codes, and one for tasks of agencies that all words name."""
        words = self.question.words
        for kind in self.scope.kinds:
            spelled = self._spelled(kind)
            yield self._select(self._source(kind, spelled), kind, [self._met(word, word in spelled) for word in words])
        for kind in self.scope.kinds:
            exact = " and ".join([self._in(kind), "r.code = :whole", *self._standing(), *self._permitted(kind)])
            yield f"select r.id, r.code, 2 as titled from search_row r where {exact} limit {MOST + 1}"
        if Kind.TASK in self.scope.kinds and all(self.scope.named.get(word) for word in words):
            source = f"search_row r where {self._in(Kind.TASK)}"
            yield self._select(source, Kind.TASK, [self._of_agency(word) for word in words])

    def _spelled(self, kind: Kind) -> tuple[str, ...]:
        """The words that must stand in the text itself; the others may name the agency instead."""
        words = self.question.words
        spelled = tuple(word for word in words if not self.scope.named.get(word))
        return spelled if kind in NAMED_BY_AGENCY and any(len(word) >= SHORTEST for word in spelled) else words

    def _source(self, kind: Kind, spelled: Sequence[str]) -> str:
        """Where the rows of a kind come from that may hold these words."""
        if self.question.short:
            newest = f"select * from search_row r where {self._in(kind)} order by r.id desc limit {WINDOW}"
            return f"({newest}) as r where 1 = 1"
        long = [word for word in spelled if len(word) >= SHORTEST]
        if self.lite:
            self.values[f"m_{kind.value}"] = " AND ".join(_quoted(run) for word in long for run in _runs(word))
            return (
                "search_text join search_row r on r.id = search_text.rowid "
                f"where search_text match :m_{kind.value} and {self._in(kind, 'search_text.rowid')}"
            )
        numbers = ",".join(str(each) for word in long for run in _runs(word) for each in grams(run, kind))
        return (
            f"search_row r where r.kind = '{kind.value}' and {self._in(kind)} and r.grams @> '{{{numbers}}}'::integer[]"
        )

    def _select(self, source: str, kind: Kind, met: Sequence[str]) -> str:
        """The first rows of a source that meet the conditions; how well their titles do is asked of these alone."""
        conditions = " and ".join([*met, *self._standing(), *self._permitted(kind)])
        order = "search_text.rowid" if "search_text" in source else "r.id"
        direction = "desc" if kind in NEWEST_FIRST else "asc"
        ordered = f"{conditions} order by {order} {direction} limit {MOST + 1}"
        first = f"select r.id from {source} and {ordered}"
        if "grams" in source:
            first = self._common_or(first, kind, ordered, direction)
        return f"select r.id, r.code, {self._titled()} as titled from search_row r where r.id in ({first})"

    def _common_or(self, rare: str, kind: Kind, ordered: str, direction: str) -> str:
        """The rows of a common word from the beginning of its kind, else those that its letters lead to.

        PostgreSQL takes the runs of a word for independent of each other and thinks a common word rare; it would then fetch every row
        that holds it (440 ms for 176,000 of them) to show the first 501. So the first rows in order are asked by themselves, and the
        letters only when these do not hold enough: the condition is asked once, before the other half begins.
        """
        near = WINDOW if kind in NEWEST_FIRST else NEAR
        within = f"select id from search_row r where {self._in(kind)} order by id {direction} offset {near} limit 1"
        side, last = (">", 0) if direction == "desc" else ("<", len(KINDS) * OF_ONE_KIND)
        common = f"select r.id from search_row r where {self._in(kind)} and r.id {side} coalesce(({within}), {last}) and {ordered}"
        return (
            f"with common as materialized ({common}) select id from common union all "
            f"select id from ({rare}) as rare where (select count(*) from common) <= {MOST}"
        )

    def _titled(self) -> str:
        """2 where a title is the whole question, 1 where the title holds all words, else 0."""
        contained = " and ".join(f"{self._at(word)} between 1 and r.head" for word in self.question.words)
        line = f"{'char' if self.lite else 'chr'}(10)"
        title = f"{line} || substr(r.folded, 1, r.head) || {line}"
        equal = f"{self._find}({title}, {line} || :whole || {line}) > 0"
        return f"case when {equal} then 2 when {contained} then 1 else 0 end"

    def _met(self, word: str, spelled: bool) -> str:
        return f"{self._at(word)} > 0" if spelled else f"({self._at(word)} > 0 or {self._of_agency(word)})"

    def _at(self, word: str) -> str:
        return f"{self._find}(r.folded, :w{self.places[word]})"

    def _of_agency(self, word: str) -> str:
        name = f"a{self.places[word]}"
        self.values[name] = list(self.scope.named[word])
        return f"r.task_id in (select id from task where agency in :{name} or for_agency in :{name})"

    def _in(self, kind: Kind, column: str = "r.id") -> str:
        """The numbers of a kind, up to the cut: what was recorded later is not even looked at."""
        last = OF_ONE_KIND - 1 if self.scope.cut is None else (self.scope.cut + 1) * OF_ONE_EVENT - 1
        first = KINDS.index(kind) * OF_ONE_KIND
        return f"{column} between {first} and {first + last}"

    def _standing(self) -> list[str]:
        if self.scope.cut is None:
            return ["r.gone is null"]
        return ["(r.gone is null or r.gone > :cut)"]

    def _permitted(self, kind: Kind) -> list[str]:
        agency = self.scope.kinds[kind]
        if agency is None:
            return []
        self.values["own"] = agency
        return ["r.task_id in (select id from task where agency = :own or for_agency = :own)"]


def _runs(word: str) -> list[str]:
    """Runs of three letters that cover the word, at most MOST_RUNS."""
    last = len(word) - SHORTEST
    return list(dict.fromkeys(word[at : at + SHORTEST] for at in [*range(0, last, SHORTEST), last]))[:MOST_RUNS]


def _quoted(run: str) -> str:
    return '"' + run.replace('"', '""') + '"'
