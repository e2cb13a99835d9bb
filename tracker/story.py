"""What does the demonstration tell? Reads seeds/demonstration.yaml: who takes part and, line by line, what they did when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click
import yaml

from tracker import clock
from tracker.access.policy import Role
from tracker.lang import Bilingual
from tracker.people.rules import DEMONSTRATION_DOMAIN
from tracker.resolutions.seed import read_agencies
from tracker.tasks.facts import Evidence
from tracker.tasks.rules import Act
from tracker.tasks.workflow import STEP, Step

YEAR = 2013
"""The year (C.E.) of the story's days."""

LINE = re.compile(
    r"(?P<at>\d\d/\d\d \d\d:\d\d) (?:(?P<percent>\d{1,3})%|(?P<verb>\w+))(?: \(มีผล (?P<effective>\d\d/\d\d)\))?"
    r"(?: \(ถึง (?P<until>\d\d/\d\d)\))?(?: \(รอ (?P<who>[a-z]+)\))?(?: (?P<note>.+)|(?=$))"
)
PROOF = re.compile(r"\+ (?P<label>.+) \| (?P<path>/\S*|file)")
BY_COORDINATORS = frozenset({"verify", "return", "undo", "waive", "comment", "approve", "refuse"})
VERBS = {name: (STEP[name], name in BY_COORDINATORS) for name in STEP} | {"reply": (STEP["comment"], False)}
"""What a line may say: the step it takes and whether a coordinator takes it."""


class CannotReplay(click.ClickException):
    """The demonstration does not go into this database. Its text is one line for the operator."""


@dataclass(frozen=True, slots=True)
class Line:
    """One act of the story: at `at` (aware UTC) the liaison of `agency`, or a coordinator, did a step on one of its tasks. `task` is
    its code, with " for AGENCY" when it is done for another."""

    at: datetime
    agency: str
    task: str
    step: Step
    by_coordinator: bool
    what: Act


@dataclass(frozen=True, slots=True)
class Account:
    """A person of the story."""

    email: str
    role: Role
    agency: str | None
    name: Bilingual


@dataclass(frozen=True, slots=True)
class Story:
    """The file: who takes part, when the register and the tasks were entered, what was done in order of time, when the first report was
    drafted; `staff` says who answers for what, as the file has it."""

    resolution: str
    founded: datetime
    assigned: datetime
    closed: datetime
    accounts: tuple[Account, ...]
    lines: tuple[Line, ...]
    staff: Mapping[str, Any]


def read_story(path: Path) -> Story:
    """The story in a file; CannotReplay names the line that cannot be read."""
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    sites = {each.code: f"https://{each.site}" for each in read_agencies(path.parent / "agencies.yaml")}
    lines = [
        line
        for agency, of_tasks in document["history"].items()
        for name, text in of_tasks.items()
        for line in _lines(agency, name, text, sites[agency])
    ]
    accounts = [
        Account(each["email"], Role(each["role"]), each["agency"], Bilingual(**each["name"]))
        for each in document["accounts"]
    ]
    staff = document.get("staff", {})
    deputies = [
        Account(each["email"], Role(each["role"]), each["agency"], Bilingual(**each["name"]))
        for each in staff.get("accounts", ())
    ]
    return Story(
        resolution=document["resolution"],
        founded=_instant(document["founded"]),
        assigned=_instant(document["assigned"]),
        closed=_instant(document["closed"]),
        accounts=(*accounts, *_liaisons(path), *deputies),
        lines=tuple(sorted(lines, key=lambda line: line.at)),
        staff=staff | ({"at": _instant(staff["at"])} if staff else {}),
    )


def _liaisons(path: Path) -> Iterator[Account]:
    for agency in read_agencies(path.parent / "agencies.yaml"):
        name = Bilingual(th=f"ผู้ประสานงาน {agency.abbr.th}", en=f"Liaison, {agency.abbr.en}")
        yield Account(f"liaison.{agency.code}@{DEMONSTRATION_DOMAIN}", Role.LIAISON, agency.code, name)


def _lines(agency: str, task: str, text: str, site: str) -> Iterator[Line]:
    served = task.partition(" for ")[2]
    entries: list[tuple[re.Match[str], list[Evidence]]] = []
    for row in text.splitlines():
        if entries and (proof := PROOF.fullmatch(row.strip())):
            entries[-1][1].append(_proof(proof, site, served))
        elif (act := LINE.fullmatch(row)) and (act["percent"] or act["verb"] in VERBS):
            entries.append((act, []))
        else:
            raise CannotReplay(f"demonstration.yaml, {agency} {task}: “{row}” is no act.")
    for act, evidence in entries:
        step, by_coordinator = VERBS[act["verb"] or "progress"]
        percent = int(act["percent"]) if act["percent"] else None
        effective = _day(act["effective"] or act["at"][:5]) if "effective_on" in step.asks else None
        yield Line(
            _instant(act["at"]),
            agency,
            task,
            step,
            by_coordinator,
            Act(act["note"] or "", percent, effective, tuple(evidence), until=_day(act["until"]), who=act["who"] or ""),
        )


def _day(text: str | None) -> date | None:
    """`DD/MM` as a day; None where nothing stands."""
    return clock.bangkok_day(_instant(f"{text} 00:00")) if text else None


def _proof(proof: re.Match[str], site: str, served: str) -> Evidence:
    """An address on the agency's own site, or a file that has yet to be drawn: by its name, with no id."""
    if proof["path"] == "file":
        return Evidence("", name=proof["label"])
    return Evidence(site + proof["path"].replace("{for}", served), proof["label"])


def _instant(text: str) -> datetime:
    """`DD/MM HH:MM` in Bangkok as an aware UTC instant."""
    try:
        return datetime.strptime(f"{text} {YEAR}", "%d/%m %H:%M %Y").replace(tzinfo=clock.BANGKOK).astimezone(UTC)
    except ValueError as error:
        raise CannotReplay(f"demonstration.yaml: “{text}” is no day and time.") from error
