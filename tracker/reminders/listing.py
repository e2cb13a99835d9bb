"""Who is told what on a day? For the command line and scripts, with the reasons."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from tracker.people.store import users
from tracker.reminders import store
from tracker.reminders.rules import Reminder
from tracker.reminders.service import wanted
from tracker.tasks import store as tasks


def listing(day: date) -> dict[str, Any]:
    """Everything that people should have been told by the end of a day, who was told already, and why; JSON values only."""
    every = wanted(day)
    new = {each.key for some in store.missing(every) for each in some}
    accounts, known = dict(users()), tasks.several({each.task for each in every})
    found = [
        _row(each, known[each.task].code, accounts[each.person].email, each.key in new)
        for each in every
        if each.task in known
    ]
    return {
        "day": day.isoformat(),
        "reminders": sorted(found, key=lambda row: (row["person"], -row["days"], row["code"])),
    }


def table(found: dict[str, Any]) -> str:
    """The listing as a table for people at a terminal."""
    rows: Iterable[dict[str, Any]] = found["reminders"]
    lines = [
        f"{row['person']:34} {row['agency']:6} {row['code']:12} {row['due_on']} {row['step']:22} "
        f"{'new ' if row['new'] else 'told'} {row['why']}"
        for row in rows
    ]
    new = sum(1 for row in rows if row["new"])
    return "\n".join([*lines, f"{found['day']}: {len(lines)} reminders, {new} of them new"])


def _row(each: Reminder, code: str, person: str, new: bool) -> dict[str, Any]:
    return {
        "person": person, "task": each.task, "code": code, "agency": each.agency, "due_on": each.due_on.isoformat(), "step": each.step,
        "audience": each.audience.value, "days": each.days, "new": new, "why": _why(each),
    }  # fmt: skip


def _why(each: Reminder) -> str:
    if each.step.startswith("waiting:"):
        said = f"waiting for a verdict for {each.days} working days"
    elif each.days > 0:
        said = f"{each.days} working days overdue, {each.still} without movement"
    else:
        said = f"{-each.days} working days left"
    return f"{said}; told as {each.audience.value}" + (" in another's place" if each.in_place_of else "")
