"""Who is told what on a day? For the command line and scripts, with the reasons."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from tracker import clock
from tracker.people.store import users
from tracker.reminders import stalled, store
from tracker.reminders.rules import Audience, Reminder
from tracker.reminders.service import wanted
from tracker.tasks import store as tasks

KNOWN_THEN = "Past days: tasks, rules, posts and delegations as they were known on the day; accounts as they are today."


def listing(day: date) -> dict[str, Any]:
    """Everything that people should have been told by the end of a day, who was told already, and why; JSON values only.
    `accounts_of` is the day whose accounts could be told: today's, also for a past day."""
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
        "accounts_of": clock.today().isoformat(),
        "reminders": sorted(found, key=lambda row: (row["person"], -row["days"], row["code"])),
        "letters": _letters(day),
    }


def replay(first: date, last: date) -> dict[str, Any]:
    """Who would have been told what on each day from the first to the last, had every day been planned and sent: what is new on each
    day, as the tasks were known then. JSON values only."""
    known: set[str] = set()
    accounts = {id_: user.email for id_, user in users()}
    days: list[dict[str, Any]] = []
    for day in (first + timedelta(days=number) for number in range((last - first).days + 1)):
        new = {each.key: each for each in wanted(day) if each.key not in known}
        known |= new.keys()
        codes = {id_: task.code for id_, task in tasks.several({each.task for each in new.values()}).items()}
        rows = [
            _row(each, codes[each.task], accounts[each.person], True) for each in new.values() if each.task in codes
        ]
        days.append(
            {
                "day": day.isoformat(),
                "reminders": sorted(rows, key=lambda row: (row["person"], -row["days"], row["code"])),
                "letters": [each for each in _letters(day) if each["new"]],
            }
        )
    return {"days": days, "accounts_of": clock.today().isoformat()}


def replay_table(found: dict[str, Any]) -> str:
    """One line for each person and day: how many tasks their message names, and which, by the step."""
    lines = []
    for day in found["days"]:
        for person, rows in groupby(day["reminders"], key=lambda row: row["person"]):
            told = [f"{row['code']} {row['step']}" for row in rows]
            lines.append(
                f"{day['day']} {person:34} {len(told):3}  {', '.join(told[:4])}{' …' if len(told) > 4 else ''}"
            )
        lines += [_letter_line(each, day["day"]) for each in day["letters"]]
    told_on = sum(len({row["person"] for row in day["reminders"]}) for day in found["days"])
    sent = sum(1 for day in found["days"] if day["reminders"])
    return "\n".join([*lines, KNOWN_THEN, f"{told_on} messages on {sent} of {len(found['days'])} days"])


def table(found: dict[str, Any]) -> str:
    """The listing as a table for people at a terminal."""
    rows: Iterable[dict[str, Any]] = found["reminders"]
    lines = [
        f"{row['person']:34} {row['agency']:6} {row['code']:12} {row['due_on']} {row['step']:22} "
        f"{'new ' if row['new'] else 'told'} {row['why']}"
        for row in rows
    ]
    new = sum(1 for row in rows if row["new"])
    past = [KNOWN_THEN] if found["day"] < found["accounts_of"] else []
    letters = [_letter_line(each, found["day"]) for each in found["letters"]]
    return "\n".join([*lines, *letters, *past, f"{found['day']}: {len(lines)} reminders, {new} of them new"])


def _letters(day: date) -> list[dict[str, Any]]:
    """The last rung: which agencies are to be written to on a day; `new` on the day on which the last of the tasks reached it."""
    found = stalled.for_others(stalled.to_write(day))
    known = tasks.several({task.task for each in found for task, _still in each.tasks})
    rows = []
    for each in found:
        codes = sorted(known[task.task].code for task, _still in each.tasks if task.task in known)
        why = {"tasks": codes, "still": each.tasks[0][1], "since": each.first.isoformat(), "new": each.since == day}
        rows.append({"rung": "letter", "agency": each.agency} | why)
    return rows


def _letter_line(each: dict[str, Any], day: str) -> str:
    asked = ", ".join(each["tasks"][:4]) + (" …" if len(each["tasks"]) > 4 else "")
    return (
        f"{day} letter to {each['agency']:8} {len(each['tasks']):3}  {asked}; called for since {each['since']}, "
        f"{each['still']} working days without movement"
    )


def _row(each: Reminder, code: str, person: str, new: bool) -> dict[str, Any]:
    return {
        "person": person, "task": each.task, "code": code, "agency": each.agency, "due_on": each.due_on.isoformat(), "step": each.step,
        "audience": each.audience.value, "days": each.days, "new": new, "why": _why(each),
    }  # fmt: skip


def _why(each: Reminder) -> str:
    if each.step.startswith("waiting:"):
        said = f"waiting for a verdict for {each.days} working days"
    elif each.audience is Audience.HOLDUP:
        said = "held up until this agency acts" + (f", for {each.days} working days so far" if each.days else "")
    elif each.days > 0:
        said = f"{each.days} working days overdue, {each.still} without movement"
    else:
        said = f"{-each.days} working days left"
    return f"{said}; told as {each.audience.value}" + (" in another's place" if each.in_place_of else "")
