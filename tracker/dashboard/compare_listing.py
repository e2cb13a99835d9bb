"""What changed between two days, for scripts and for the eye at a terminal? The words of `tracker compare`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from tracker import clock
from tracker.comparison import store
from tracker.comparison.figures import Moved
from tracker.comparison.rules import Act, Changed
from tracker.dashboard.compare import verdict
from tracker.dashboard.compare_rows import Item, Row
from tracker.dashboard.compared import Compared, Wanted, compared_between
from tracker.dashboard.two_days import TwoDays
from tracker.ledger.event import instant_text
from tracker.ledger.store import event_at
from tracker.resolutions.store import resolutions
from tracker.tasks.health import Health, RollUp


def compared_days(code: str | None, first: date, last: date) -> Compared | None:
    """The comparison of a resolution (default: the newest), the earlier day first; None when there is none on those days."""
    found = next((each for each in resolutions() if code in (None, each.code)), None)
    asked = TwoDays(min(first, last), max(first, last), {})
    return compared_between(found.id, asked, clock.today()) if found else None


def listing(compared: Compared) -> dict[str, Any]:
    """Everything as plain JSON: the sums of both days, and every object with its differences and the acts behind them."""
    shown = compared.days.after or compared.days.before
    assert shown is not None
    items = {each.stream: each for each in compared.items if each.group != "time"}
    money = compared.money
    return {
        "resolution": shown.register.resolution.code,
        "from": _cut(compared.asked.first, compared.cuts[0]),
        "to": _cut(compared.asked.last, compared.cuts[1]),
        "headline": _moved(compared.headline),
        "total": _moved(compared.total),
        "agencies": [_moved(each) for each in compared.days.agencies()],
        "obligations": [_moved(each) for each in compared.days.obligations()],
        "money": {
            "before_satang": money.before,
            "after_satang": money.after,
            "added": [each.code for each in money.added],
            "removed": [each.code for each in money.removed],
            "changed": [after.code for _before, after in money.changed],
        },
        "changed": [_changed(each, items[each.stream]) for each in store.in_order(list(items), *compared.cuts)],
        "by_time": [_by_time(each) for each in compared.items if each.group == "time"],
    }


def table(compared: Compared) -> str:
    """The same for the eye: a sentence, a line for each agency, a line for each object."""
    asked, names = compared.asked, {code: agency.abbr.en for code, agency in compared.agencies.items()}
    lines = [
        f"{asked.first.isoformat()} to {asked.last.isoformat()}: {verdict(compared).en}",
        "",
        f"{'agency':8}{'verified':>14}{'claimed':>14}{'plan':>14}{'done/tasks':>16}{'late':>10}",
        *(_sums(each) for each in compared.days.agencies()),
        "",
    ]
    return "\n".join([*lines, *(_line(row, names) for row in compared.rows(compared.matching(Wanted())))])


def _sums(moved: Moved) -> str:
    old, new = moved.before, moved.after
    late = f"{old.counts.get(Health.LATE, 0)} > {new.counts.get(Health.LATE, 0)}"
    percents = ((old.verified, new.verified), (old.claimed, new.claimed), (old.planned, new.planned))
    words = "".join(f"{f'{before} > {after}%':>14}" for before, after in percents)
    return f"{moved.code:8}{words}{f'{old.done}/{old.tasks} > {new.done}/{new.tasks}':>16}{late:>10}"


def _line(row: Row, names: Mapping[str, str]) -> str:
    """One object: who, what, what became of it, how many acts and the last of them."""
    said = [f"{line.name.en}: {_short(line.old.en)} > {_short(line.new.en)}" for line in row.first]
    if row.health:
        said.insert(0, "health: " + " > ".join(each.value if each else "not pursued" for each in row.health))
    last = row.acts[-1] if row.acts else None
    acts = f" [{len(row.acts)} acts, last {clock.bangkok_day(last.at).isoformat()}, {last.who.en}]" if last else ""
    who = names.get(row.agency or "", "")
    return " ".join(part for part in (who, row.code, f"({row.verdict.en})", "; ".join(said)) if part) + acts


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"


def _cut(day: date, cut: int) -> dict[str, Any]:
    event = event_at(cut)
    return {"day": day.isoformat(), "cut": cut, "hash": event.hash if event else None}


def _moved(moved: Moved) -> dict[str, Any]:
    return ({"code": moved.code} if moved.code else {}) | {"before": _sum(moved.before), "after": _sum(moved.after)}


def _sum(total: RollUp) -> dict[str, Any]:
    return {
        "claimed_percent": total.claimed,
        "verified_percent": total.verified,
        "planned_percent": total.planned,
        "tasks": total.tasks,
        "weight": total.weight,
        "waived": total.waived,
    } | {health.value: total.counts.get(health, 0) for health in Health}


def _changed(changed: Changed, item: Item) -> dict[str, Any]:
    task = item.standing.task if item.standing else None
    return {
        "object": changed.stream,
        "sort": item.group,
        "agency": task.agency if task else None,
        "code": task.code if task else None,
        "came": changed.came,
        "gone": changed.gone,
        "health": [_health(item.before), _health(item.after)] if task else None,
        "differences": [
            {"field": each.field, "old": each.old, "new": each.new, "acts": list(each.acts)}
            for each in changed.differences
        ],
        "acts": list(_acts(changed.acts)),
    }


def _acts(acts: tuple[Act, ...]) -> Iterator[dict[str, Any]]:
    for act in acts:
        event = act.event
        yield {
            "row": event.seq,
            "kind": event.kind,
            "actor": event.actor_id,
            "recorded_at": instant_text(event.recorded_at),
            "effective_on": event.effective_on.isoformat() if event.effective_on else None,
            "why": act.why,
            "hash": event.hash,
        }


def _by_time(item: Item) -> dict[str, Any]:
    assert item.standing is not None
    task = item.standing.task
    return {
        "object": item.stream,
        "agency": task.agency,
        "code": task.code,
        "health": [_health(item.before), _health(item.after)],
    }


def _health(standing: Any) -> str | None:
    return standing.health.value if standing and standing.health else None
