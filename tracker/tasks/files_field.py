"""How do files stand in a form? Each was uploaded before the form is sent or comes with it, and has a box, so that it can be taken off."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from wtforms import Field

from tracker.evidence.kinds import ACCEPT
from tracker.evidence.store import StoredFile, found
from tracker.lang import Bilingual, DateNotUnderstood, parse_date
from tracker.tasks.facts import Evidence
from tracker.tasks.proofs import as_evidence
from tracker.tasks.refusals import FILE_GONE, GIVEN_ALREADY
from tracker.tasks.task import Task

FILE_ID = re.compile(r"[0-9a-f]{32}")
MOST_IDS = 40
"""More are not even looked up; the rules say how many make an entry."""


@dataclass
class Row:
    """One file in the form: the days typed beside it, and what they were understood as; `same_as` is the number of a piece of the task's
    evidence with the same content."""

    file: StoredFile
    effective: str = ""
    expires: str = ""
    days: dict[str, date | None] = field(default_factory=dict)
    same_as: int | None = None

    @property
    def evidence(self) -> Evidence:
        """The file as evidence with its own days."""
        return replace(
            as_evidence(self.file), effective_on=self.days.get("effective"), expires_on=self.days.get("expires")
        )


def beside(task: Task, file: StoredFile, effective: str = "", expires: str = "") -> Row:
    """The row of a file that is about to be given for the task."""
    return Row(file, effective, expires, same_as=task.twin(file.sha256))


class FilesField(Field):
    """Files of a form by their ids; `rows` are those that this person may give for the task at hand."""

    rows: list[Row]
    accept = ACCEPT

    def __init__(self, label: Bilingual, **options: Any) -> None:
        super().__init__(label, **options)
        self.rows = []
        self.typed: dict[str, str] = {}

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Take the ids and the days that were typed beside them."""
        super().process(formdata, data, extra_filters)
        names = ("effective", "expires")
        sent = [(f"{name}-{id_}") for id_ in self.data for name in names] if formdata else []
        self.typed = {name: str(formdata.get(name, "")).strip() for name in sent}

    def process_data(self, value: Any) -> None:
        """Without a form nothing is chosen."""
        self.data: list[str] = list(value or ())

    def process_formdata(self, valuelist: Collection[Any]) -> None:
        """The ids that are ids, each once."""
        self.data = list(dict.fromkeys(str(each) for each in valuelist if FILE_ID.fullmatch(str(each))))[:MOST_IDS]
        if len(self.data) < len(set(map(str, valuelist))):
            self.process_errors = (*self.process_errors, FILE_GONE)

    def choose(self, task: Task, person: int | None) -> None:
        """Find the files that the ids name: uploaded by this person, for this task. The others are said to be gone."""
        known = found(self.data)
        mine = [
            known[id_]
            for id_ in self.data
            if id_ in known and known[id_].task_id == task.id and known[id_].uploaded_by == person
        ]
        self.rows = [
            beside(task, file, self.typed.get(f"effective-{file.id}", ""), self.typed.get(f"expires-{file.id}", ""))
            for file in mine
        ]
        if len(mine) < len(self.data):
            self.refuse(FILE_GONE)

    def add(self, task: Task, file: StoredFile) -> None:
        """A file that came with the form."""
        self.rows.append(beside(task, file))

    def leave_out_given(self) -> list[StoredFile]:
        """Take out the files that an entry has given in the meantime, and return them: none is evidence twice.

        To be asked when a form is shown again, not before it is judged: one that is sent twice is known by all that it holds.
        """
        now = found([row.file.id for row in self.rows]) if self.rows else {}
        self.rows = [row for row in self.rows if row.file.id in now and now[row.file.id].attached_seq is None]
        return [file for file in now.values() if file.attached_seq is not None]

    def say_given(self) -> bool:
        """The same, and say of each which entry has it; was there any?"""
        given = self.leave_out_given()
        for file in given:
            self.refuse(GIVEN_ALREADY.format(name=file.name, seq=file.attached_seq or 0))
        return bool(given)

    def refuse(self, message: Bilingual) -> None:
        """Say a sentence beside the field; `validate` keeps it."""
        self.process_errors = (*self.process_errors, message)
        self.errors = (*self.errors, message)

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        """Turn the typed days into days, or say at which file one is none."""
        for row in self.rows:
            for name in ("effective", "expires"):
                typed = getattr(row, name)
                try:
                    row.days[name] = parse_date(typed).day if typed else None
                except DateNotUnderstood as error:
                    self.errors = (*self.errors, _at(row.file.name, error.message))

    def evidence(self) -> tuple[Evidence, ...]:
        """The files as evidence, in the order in which they stand in the form."""
        return tuple(row.evidence for row in self.rows)

    def carried(self) -> Iterator[tuple[str, str, str]]:
        """What has to be sent again for the same files: name and value of each hidden field, and how a person reads it ("" for none)."""
        for row in self.rows:
            yield "file", row.file.id, row.file.name
            yield from (
                (f"{name}-{row.file.id}", typed, "")
                for name in ("effective", "expires")
                if (typed := getattr(row, name))
            )


def _at(name: str, why: Bilingual) -> Bilingual:
    return Bilingual(th=f"“{name}”: {why.th}", en=f"“{name}”: {why.en}")


def with_days(evidence: Evidence, effective: date | None, expires: date | None) -> Evidence:
    """The piece with the days of the whole entry, where it has none of its own."""
    return replace(evidence, effective_on=evidence.effective_on or effective, expires_on=evidence.expires_on or expires)
