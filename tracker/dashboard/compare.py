"""What changed between two days, who did it and why: the page, its filters, and everything its workbook and the command need."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from flask import request

from tracker.dashboard.compare_rows import Row
from tracker.dashboard.compared import GROUPS, Compared, Wanted, compared_between, unknown
from tracker.dashboard.history import KIND_TITLES
from tracker.dashboard.two_days import TwoDays, two_days
from tracker.lang import Bilingual
from tracker.ledger.kinds import KINDS
from tracker.reports.store import reports
from tracker.resolutions.rules import Obligation
from tracker.tasks.shown import shown_picture
from tracker.web.as_of import moment
from tracker.web.frame import link

ROWS = 25
FILTERS = ("from", "to", "what", "agency", "obligation", "kind", "resolution")


@dataclass(frozen=True)
class Page:
    """One page of a comparison with the choices of its filters."""

    compared: Compared
    wanted: Wanted
    found: int
    pages: int
    rows: tuple[Row, ...]
    counts: Mapping[str, int]
    kinds: Mapping[str, Bilingual]
    quick: tuple[tuple[Bilingual, date], ...]
    groups: Mapping[str, Bilingual]
    obligations: Mapping[str, Obligation]

    @property
    def leading(self) -> str:
        """The code of the obligation that the resolution leads with."""
        shown = self.compared.days.after or self.compared.days.before
        return shown.register.resolution.headline if shown else ""

    @property
    def verdict(self) -> Bilingual:
        """What an executive would say of these days."""
        return verdict(self.compared)

    @property
    def history_href(self) -> str:
        """Everything that was recorded between the two days, one after the other."""
        return link("dashboard.history", **_recorded(self.compared.asked))

    @property
    def xlsx_href(self) -> str:
        """The workbook of the same comparison."""
        given = {name: request.args[name] for name in FILTERS if request.args.get(name)}
        return link("dashboard.compare_xlsx", **given)

    def object_href(self, stream: str) -> str:
        """The whole history of one object."""
        return link("dashboard.history", object=stream)


def verdict(compared: Compared) -> Bilingual:
    """The days in one sentence: what was verified, and how many tasks stand worse or better."""
    days, done = compared.asked.days, (compared.total.before.done, compared.total.after.done)
    worse, better = compared.worse_and_better()
    if not compared.touched and not compared.turned:
        return Bilingual(
            th=f"ในช่วง {days} วันดังกล่าว ไม่มีการเปลี่ยนแปลง",
            en=f"Nothing changed in {'this' if days == 1 else 'these'} {_days(days)}",
        )
    return Bilingual(
        th=f"ในช่วง {days} วัน งานที่ตรวจรับแล้วจาก {done[0]} เป็น {done[1]} งาน · สถานะถดถอย {worse} งาน ดีขึ้น {better} งาน",
        en=f"In {_days(days)} verified tasks went from {done[0]} to {done[1]} · {worse} stand worse, {better} better",
    )


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"


def _recorded(asked: TwoDays) -> dict[str, str]:
    """The days on which what lies between the two was recorded, as the history asks for them."""
    return {"from": (asked.first + timedelta(days=1)).isoformat(), "to": asked.last.isoformat()}


def compare_page() -> Page:
    """The page that the address asks for; a fixed number of queries."""
    asked = asked_days()
    shown = shown_picture()
    compared = compared_between(shown.resolution_id, asked, moment().today) or unknown(shown.resolution_id, asked)
    wanted = asked_filters(compared)
    items = compared.matching(wanted)
    pages = max(1, -(-len(items) // ROWS))
    wanted = replace(wanted, page=min(wanted.page, pages))
    here = items[(wanted.page - 1) * ROWS : wanted.page * ROWS]
    everything = compared.matching(replace(wanted, what=None))
    return Page(
        compared=compared,
        wanted=wanted,
        found=len(items),
        pages=pages,
        rows=tuple(compared.rows(here)),
        counts={group: sum(each.group == group for each in everything) for group in GROUPS},
        kinds={
            kind: title for kind, title in KIND_TITLES.items() if any(kind in each.kinds for each in compared.touched)
        },
        quick=tuple(_quick(compared)),
        groups=GROUPS,
        obligations=compared.days.known_obligations(),
    )


def asked_days() -> TwoDays:
    """The two days that the address asks for, none later than the day of the page."""
    return two_days(request.args, moment().day)


def asked_filters(compared: Compared) -> Wanted:
    """The filters of the address."""
    known = {
        "what": GROUPS.__contains__,
        "agency": compared.agencies.__contains__,
        "obligation": compared.days.known_obligations().__contains__,
        "kind": KINDS.__contains__,
        "page": _is_page,
    }
    given = {name: request.args[name] for name in known if request.args.get(name)}
    sound = {name: value for name, value in given.items() if _sound(known[name], value)}
    page = int(sound.pop("page", 1))
    return Wanted(**sound, page=page, ignored=tuple(name for name in given if name not in sound and name != "page"))


def _sound(known: Callable[[str], bool], value: str) -> bool:
    return bool(known(value))


def _is_page(text: str) -> bool:
    return text.isascii() and text.isdigit() and 0 < len(text) < 7 and int(text) > 0


def _quick(compared: Compared) -> Iterable[tuple[Bilingual, date]]:
    """Days that people compare with most: a week and a month before, the last report, and the day the register was entered."""
    last = compared.asked.last
    yield Bilingual(th="สัปดาห์ก่อน", en="a week before"), last - timedelta(days=7)
    yield Bilingual(th="30 วันก่อน", en="30 days before"), last - timedelta(days=30)
    drawn = reports(compared.resolution_id, upto=moment().day if moment().is_past else None)
    earlier = next((each.as_of for each in drawn if each.as_of < last), None)
    if earlier:
        yield Bilingual(th="รายงานฉบับก่อน", en="the report before"), earlier
    known = compared.days.after or compared.days.before
    if known and known.register.resolution.decided_on < last:
        yield Bilingual(th="วันที่มีมติ", en="the day of the resolution"), known.register.resolution.decided_on
