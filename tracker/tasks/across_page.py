"""Which tasks of all resolutions does a person work through? The same list as of one, read from the rows in portions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from flask import render_template, request

from tracker.access.guard import acting
from tracker.calendar.store import calendar_for
from tracker.lang import Bilingual
from tracker.people.holders import keys_of, titles
from tracker.people.store import agencies
from tracker.resolutions.store import Listed, by_ids
from tracker.tasks import across
from tracker.tasks.columns import COLUMN, read_layout
from tracker.tasks.conditions import Known, read
from tracker.tasks.furniture import around
from tracker.tasks.health import Health, Standing, standing
from tracker.tasks.lines import TaskLine, lines
from tracker.tasks.wanted import Asking
from tracker.web.as_of import moment
from tracker.web.frame import here

PAGE = 50
SORTS = tuple(COLUMN[name] for name in across.ORDERS)


@dataclass(frozen=True)
class Across(Asking):
    """A list of tasks of all resolutions today."""

    @cached_property
    def counts(self) -> Mapping[Health | None, int]:
        """How many tasks meet all conditions but those on their health, by health (None: not being pursued)."""
        return across.counted(self._asked(any_health=True))

    @property
    def found(self) -> int:
        """How many tasks meet all conditions."""
        wanted = self.filter.health
        return sum(number for health, number in self.counts.items() if not wanted or health in wanted)

    def portion(self, most: int, after: int | None) -> tuple[list[Standing], dict[int, Listed]]:
        """The next tasks behind one of them, and the resolution of each."""
        rows, calendar, day = across.portion(self._asked(), most, after), calendar_for(moment().day), moment().day
        known = {each.id: each for each in by_ids({id_ for id_, _task in rows})}
        return [standing(task, day, calendar) for _id, task in rows], {task.id: known[id_] for id_, task in rows}

    def every_line(self, most: int) -> Iterator[list[TaskLine]]:
        """All tasks as lines, so many at a time."""
        after = None
        while True:
            found, named = self.portion(most, after)
            if not found:
                return
            yield lines(found, named, self.known.holders)
            after = found[-1].task.id

    def _asked(self, *, any_health: bool = False) -> across.Asked:
        day = moment().day
        return across.Asked(
            self.filter.without_health() if any_health else self.filter, self.layout, day, calendar_for(day)
        )


def asked_across() -> Across:
    """What this request asks for."""
    known = _known()
    layout = read_layout(request.args.getlist)
    return Across(known, read(request.args.getlist, known), layout)


def page() -> str:
    """A page of the list, which begins behind the task that the address names."""
    asked = asked_across()
    found, named = asked.portion(PAGE + 1, _after())
    on_page = found[:PAGE]
    return render_template(
        "tasks/listing_across.html", found=asked.found, of=across.pursued(), tasks=lines(on_page, named, asked.known.holders),
        further=here(after=str(on_page[-1].task.id)) if len(found) > PAGE else None, begun=_after() is not None,
        **around(asked, on_page, asked.counts, SORTS),
    )  # fmt: skip


def _after() -> int | None:
    text = request.args.get("after", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _known() -> Known:
    """What a filter may name: codes of obligations and holders only as far as the address names them, for there may be thousands."""
    codes = across.known_obligations(request.args.getlist("obligation"))
    return Known(
        agencies={code: agency.abbr for code, agency in agencies().items()},
        obligations={code: Bilingual(th=code, en=code) for code in codes},
        columns={},
        holders=titles(set(request.args.getlist("responsible"))),
        mine=keys_of(acting().id or 0, moment().day),
    )
