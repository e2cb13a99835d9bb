"""Which tasks does a request want to see, in which columns and order? The page, its exports and its saved views all ask here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from flask import request

from tracker.access.guard import acting
from tracker.lang import Bilingual
from tracker.people.holders import keys_of, titles
from tracker.people.store import agencies
from tracker.tasks.columns import Layout, read_layout
from tracker.tasks.conditions import Condition, Known, conditions, pairs, read
from tracker.tasks.filters import Filter, Seen
from tracker.tasks.health import Health, Standing
from tracker.tasks.picture import Picture
from tracker.tasks.shown import shown_picture, usual_picture
from tracker.tasks.workflow import State
from tracker.web.as_of import moment

ALL = "all"
"""What `resolution=` says to ask for the tasks of all of them."""


@dataclass(frozen=True)
class Asking:
    """What is asked of a list of tasks: what may be named in it, its filter and its layout."""

    known: Known
    filter: Filter
    layout: Layout

    @cached_property
    def conditions(self) -> list[Condition]:
        """What the tasks have in common, in words and as an address writes it."""
        return conditions(self.filter, self.known)

    @property
    def ignored(self) -> tuple[str, ...]:
        """What the address names and nobody knows."""
        return self.filter.ignored + self.layout.ignored

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Filter, columns and order as an address says them, each thing once and always in the same order."""
        return pairs(self.conditions) + self.layout.pairs()


@dataclass(frozen=True)
class Wanted(Asking):
    """A list of tasks of one resolution."""

    shown: Picture
    narrowed: bool = False
    """Were the tasks of all resolutions asked for?"""

    @property
    def of(self) -> int:
        """Out of how many: those that are being pursued, and the others as well when they are asked for by their state."""
        return self.shown.total.tasks + (self.shown.total.waived if State.WAIVED in self.filter.state else 0)

    @cached_property
    def found(self) -> list[Standing]:
        """The tasks, sorted."""
        return self.layout.sorted(self._meeting(self.filter))

    @cached_property
    def in_any_health(self) -> Mapping[Health | None, int]:
        """How many tasks meet all conditions but those on their health, by health (None: not being pursued)."""
        return Counter(each.health for each in self._meeting(self.filter.without_health()))

    def _meeting(self, wanted: Filter) -> list[Standing]:
        seen = Seen(self.shown.day, self.shown.calendar, self.shown.obligations)
        return [each for each in self.shown.standings if wanted.meets(each, seen)]


def wanted() -> Wanted:
    """What this request asks for; 404 when its resolution is not there on the day of the page. Who asks for all of them on a past day is
    shown the usual one, and told so."""
    narrowed = request.args.get("resolution") == ALL
    shown = usual_picture() if narrowed else shown_picture()
    known = known_in(shown)
    return Wanted(known, read(request.args.getlist, known), read_layout(request.args.getlist), shown, narrowed)


def across_all() -> bool:
    """Does this request ask for the tasks of all resolutions, and can it be answered? A past day is known one resolution at a time."""
    return request.args.get("resolution") == ALL and not moment().is_past


def known_in(shown: Picture) -> Known:
    """What a filter may name in this resolution."""
    register = shown.register
    obligations = {each.code: _named(each.code, each.title) for each in register.groups}
    obligations |= {each.code: _named(each.code, each.title) for each in register.obligations}
    return Known(
        agencies={code: agency.abbr for code, agency in agencies().items()},
        obligations=dict(sorted(obligations.items())),
        columns={each.code: each.label for each in register.matrix},
        holders=dict(sorted(_holders(shown).items())),
        mine=keys_of(acting().id or 0, shown.day),
    )


def _holders(shown: Picture) -> dict[str, Bilingual]:
    """Who answers for tasks here, and whom the address asks for, by the words that a task names them with."""
    keys = {each.task.responsible for each in shown.standings if each.task.responsible}
    return titles(keys.union(request.args.getlist("responsible")))


def _named(code: str, title: Bilingual) -> Bilingual:
    return Bilingual(th=f"{code} {title.th}", en=f"{code} {title.en}")
