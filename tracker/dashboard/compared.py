"""What lies between two days of a resolution, in which order is it told, and what does a filter leave of it?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from flask import abort

from tracker.comparison import store
from tracker.comparison.figures import Days, Money, Moved, Turned
from tracker.dashboard.compare_rows import Item, Row, rows
from tracker.dashboard.two_days import TwoDays
from tracker.lang import Bilingual
from tracker.ledger.store import cut_on, last_seq
from tracker.people.store import Agency, agencies
from tracker.tasks.burnup import cuts_on
from tracker.tasks.health import WORST_FIRST, Standing
from tracker.tasks.picture import Picture, picture_at
from tracker.tasks.shown import NOT_YET
from tracker.web.as_of import moment

GROUPS: Mapping[str, Bilingual] = {
    "tasks": Bilingual(th="งาน", en="Tasks"),
    "time": Bilingual(th="เพราะเวลาผ่านไป", en="By time alone"),
    "money": Bilingual(th="เงิน", en="Money"),
    "register": Bilingual(th="ทะเบียนมติ", en="Register"),
    "people": Bilingual(th="หน่วยงานและผู้ใช้", en="Agencies and people"),
    "reports": Bilingual(th="รายงานและหนังสือ", en="Reports and letters"),
    "other": Bilingual(th="อื่น ๆ", en="Other"),
}
"""What sort of change, in the order in which they are shown. What time alone changed is not in the ledger and says so."""
TOPICS = {"task": "tasks", "register": "register", "report": "reports", "letter": "reports"} | dict.fromkeys(
    ("agency", "user", "post", "delegation"), "people"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters as understood; None where nothing was asked for, `ignored` names what made no sense."""

    what: str | None = None
    agency: str | None = None
    obligation: str | None = None
    kind: str | None = None
    page: int = 1
    ignored: tuple[str, ...] = ()

    @property
    def any(self) -> bool:
        """Is the list narrowed down?"""
        return any(each is not None for each in (self.what, self.agency, self.obligation, self.kind))


@dataclass(frozen=True)
class Compared:
    """Two days of one resolution with everything that was touched in between, the worst first. Immutable, so its parts are kept."""

    asked: TwoDays
    resolution_id: int
    cuts: tuple[int, int]
    days: Days
    agencies: Mapping[str, Agency]

    @property
    def known(self) -> bool:
        """Was the resolution in the system on one of the days?"""
        return (self.days.before or self.days.after) is not None

    @cached_property
    def total(self) -> Moved:
        """All tasks on both days."""
        return self.days.total()

    @cached_property
    def headline(self) -> Moved:
        """What the resolution leads with, on both days."""
        return self.days.headline()

    @cached_property
    def turned(self) -> Mapping[int, Turned]:
        """Tasks with another health."""
        touched = {int(each.stream[5:]) for each in self.touched if each.topic == "task"}
        return self.days.turned(touched)

    @cached_property
    def touched(self) -> tuple[store.Touched, ...]:
        """Every object on which something was recorded in between."""
        return store.touched(self.resolution_id, *self.cuts) if self.cuts[0] < self.cuts[1] else ()

    @cached_property
    def money(self) -> Money:
        """The money of the resolution on both days."""
        return self.days.money()

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Everything there is to tell, in the order in which it is told."""
        standings = self.days.standings()
        found = [self._item(each.stream, standings) for each in self.touched]
        by_time = [
            Item(f"task:{id_}", "time", *standings[id_], turned)
            for id_, turned in self.turned.items()
            if turned.by_time
        ]
        return tuple(sorted([*found, *by_time], key=_order))

    def worse_and_better(self) -> tuple[int, int]:
        """How many tasks stand worse than before, and how many better; those no longer pursued are in neither."""
        return sum(each.worse for each in self.turned.values()), sum(each.better for each in self.turned.values())

    def matching(self, wanted: Wanted) -> tuple[Item, ...]:
        """The items that the filters leave."""
        kinds = {each.stream for each in self.touched if wanted.kind in each.kinds}
        return tuple(
            each
            for each in self.items
            if (wanted.what is None or each.group == wanted.what)
            and (wanted.agency is None or _of_agency(each, wanted.agency))
            and (wanted.obligation is None or _of_obligation(each, wanted.obligation))
            and (wanted.kind is None or (each.stream in kinds and each.group != "time"))
        )

    def rows(self, items: tuple[Item, ...]) -> Iterable[Row]:
        """The items in full."""
        return rows(items, *self.cuts, {code: agency.abbr for code, agency in self.agencies.items()})

    def _item(self, stream: str, standings: Mapping[int, tuple[Standing | None, Standing | None]]) -> Item:
        topic, _, rest = stream.partition(":")
        if topic == "task":
            before, after = standings.get(int(rest), (None, None))
            return Item(stream, "tasks", before, after, self.turned.get(int(rest)))
        return Item(stream, "money" if "/movements/" in stream else TOPICS.get(topic, "other"))


def compared_at(shown: Picture, asked: TwoDays) -> Compared:
    """The comparison of the resolution of a picture on two days; 404 when it was known on neither."""
    found = compared_between(shown.resolution_id, asked, moment().today)
    if found is None:
        abort(404, description=NOT_YET)
    return found


def compared_between(resolution_id: int, asked: TwoDays, today: date) -> Compared | None:
    """The comparison of a resolution on two days; None when it was known on neither."""
    before, after = (_picture(resolution_id, day, today) for day in (asked.first, asked.last))
    if before is None and after is None:
        return None
    cuts = (cut_on(asked.first), last_seq() if asked.last == today else cut_on(asked.last))
    return Compared(asked, resolution_id, cuts, Days(asked.first, asked.last, before, after), agencies())


def unknown(resolution_id: int, asked: TwoDays) -> Compared:
    """What there is to tell of days before the resolution was entered: nothing, beside the form of the days."""
    return Compared(asked, resolution_id, (0, 0), Days(asked.first, asked.last, None, None), agencies())


def _picture(resolution_id: int, day: date, today: date) -> Picture | None:
    if day == today:
        return picture_at(resolution_id, last_seq(resolution_id), day)
    cuts = cuts_on(resolution_id, [day])
    return picture_at(resolution_id, cuts[day], day) if cuts[day] else None


def _order(item: Item) -> tuple[int, bool, int, date, int]:
    """Group by group; among tasks those that got worse first, then the worst, then the one due first."""
    standing = item.standing
    place = list(GROUPS).index(item.group)
    if standing is None:
        return place, True, len(WORST_FIRST), date.max, 0
    worst = WORST_FIRST.index(standing.health) if standing.health else len(WORST_FIRST)
    worse = bool(item.turned and item.turned.worse)
    return place, not worse, worst, standing.task.due_on, standing.task.position


def _of_agency(item: Item, code: str) -> bool:
    if item.standing is not None:
        return item.standing.task.agency == code
    return item.stream in (f"agency:{code}",) or item.stream.endswith(f"/parties/{code}")


def _of_obligation(item: Item, code: str) -> bool:
    if item.standing is not None:
        return item.standing.task.plan.obligation == code
    return item.stream.endswith(f"/obligations/{code}")
