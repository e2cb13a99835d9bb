"""Which tasks are this person's, which are those of somebody for whom they act, and for which does nobody answer by name?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from flask import request

from tracker.access.policy import Actor
from tracker.lang import Bilingual
from tracker.people.holders import keys_behind, keys_of, named
from tracker.people.store import names_of
from tracker.tasks.everywhere import everywhere
from tracker.tasks.health import Standing
from tracker.tasks.shown import default
from tracker.tasks.workflow import OPEN
from tracker.web.as_of import moment

AGENCY, ME, FOR = "agency", "me", "for-"
"""What `?whose=` may say: all of the agency's, one's own, and those of account 7 ("for-7") in whose place one acts."""


@dataclass(frozen=True)
class Whose:
    """Whose work the page shows. `mine`: everything this person answers as; `behind`: the same of each account for which this person
    acts, with `names`; `chosen`: what the address asked for, or the whole agency."""

    mine: frozenset[str]
    behind: Mapping[int, frozenset[str]]
    names: Mapping[int, Bilingual]
    chosen: str

    @property
    def keys(self) -> frozenset[str] | None:
        """What the tasks that are meant may name; None: anything."""
        return self._keys(self.chosen)

    @property
    def every(self) -> frozenset[str]:
        """Everything this person answers as, by name or for whom they act."""
        return self.mine.union(*self.behind.values())

    def tabs(self, open_tasks: Mapping[str | None, int]) -> list[tuple[str, int]]:
        """Each choice with the number of its open tasks, which are counted by whom they name; none while nobody was named for any of
        them and no delegation holds."""
        if not self.behind and not any(open_tasks.keys()):
            return []
        choices = (AGENCY, ME, *(f"{FOR}{giver}" for giver in self.behind))
        return [(choice, self._open(choice, open_tasks)) for choice in choices]

    def acts_for(self, key: str | None) -> Bilingual | None:
        """For whom this person does what is named for `key`; None when it is not by delegation."""
        if key is None or key in self.mine:
            return None
        return next((self.names[giver] for giver, keys in self.behind.items() if key in keys), None)

    def giver(self, choice: str) -> Bilingual | None:
        """Whose work a choice is about, when it is somebody's for whom this person acts."""
        return self.names.get(int(choice.removeprefix(FOR))) if choice.startswith(FOR) else None

    def _open(self, choice: str, open_tasks: Mapping[str | None, int]) -> int:
        keys = self._keys(choice)
        return sum(number for holder, number in open_tasks.items() if keys is None or holder in keys)

    def _keys(self, choice: str) -> frozenset[str] | None:
        if choice == ME:
            return self.mine
        return self.behind[int(choice.removeprefix(FOR))] if choice.startswith(FOR) else None


def whose(actor: Actor) -> Whose:
    """Whose work this person's page shows on its day; an address that asks for what is not this person's shows the whole agency."""
    id_, day = actor.id or 0, moment().day
    behind = keys_behind(id_, day)
    asked = request.args.get("whose", AGENCY)
    known = {AGENCY, ME, *(f"{FOR}{giver}" for giver in behind)}
    return Whose(keys_of(id_, day), behind, names_of(set(behind)), asked if asked in known else AGENCY)


def unanswered(standings: Iterable[Standing], day: date) -> list[Standing]:
    """The open tasks for which nobody answers by name on a day: nobody was named, or the post is vacant or closed, or the account is."""
    found = [each for each in standings if each.task.state in OPEN]
    holders = named({each.task.responsible for each in found if each.task.responsible}, day)
    return [each for each in found if (holder := holders.get(each.task.responsible or "")) is None or holder.lost]


def workload(agency: str) -> Mapping[str, int]:
    """How many open tasks name each post and person of an agency, over all resolutions."""
    found = everywhere().open_by_holder(agency) if default() else {}
    return {holder: number for holder, number in found.items() if holder}
