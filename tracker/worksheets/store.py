"""Where does a workbook lie between being uploaded and being confirmed? One for each person; a new one takes its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, delete, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from tracker.extensions import db
from tracker.lang import Bilingual
from tracker.ledger.store import Instant
from tracker.tasks.store import TaskRow, several
from tracker.tasks.task import Task
from tracker.tasks.workflow import OPEN
from tracker.worksheets.layout import Line


class WorksheetRow(db.Model):  # type: ignore[name-defined]
    """The rows of the workbook that a person uploaded last, and what became of each."""

    __tablename__ = "worksheet"
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    token: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(String(255))
    lines: Mapped[list[Any]] = mapped_column(JSON)
    outcomes: Mapped[dict[str, Any]] = mapped_column(JSON)
    uploaded_at: Mapped[datetime] = mapped_column(Instant)
    applied_at: Mapped[datetime | None] = mapped_column(Instant)


@dataclass(frozen=True, slots=True)
class Worksheet:
    """An uploaded workbook: its rows, and by the number of a row what became of it (None: recorded; a sentence: why not)."""

    token: str
    name: str
    lines: tuple[Line, ...]
    outcomes: Mapping[int, Bilingual | None]
    uploaded_at: datetime
    applied_at: datetime | None

    @property
    def recorded(self) -> list[int]:
        """The numbers of the rows that are recorded."""
        return [number for number, said in self.outcomes.items() if said is None]


_T = WorksheetRow.__table__


def open_of(agency: str) -> list[Task]:
    """The tasks of an agency, under all resolutions, to which it still has to do something."""
    row = TaskRow.__table__.c
    ids = db.session.scalars(select(row.id).where(row.agency == agency, row.state.in_(sorted(OPEN))))
    return sorted(several(list(ids)).values(), key=lambda task: task.id)


def of(user_id: int) -> Worksheet | None:
    """The workbook that this person uploaded last."""
    row = db.session.execute(select(_T).where(_T.c.user_id == user_id)).one_or_none()
    if row is None:
        return None
    outcomes = {int(number): Bilingual.from_json(said) if said else None for number, said in row.outcomes.items()}
    return Worksheet(
        row.token, row.name, tuple(Line(**line) for line in row.lines), outcomes, row.uploaded_at, row.applied_at
    )


def keep(user_id: int, token: str, name: str, lines: list[Line], now: datetime) -> None:
    """Keep a workbook in the place of the one before; called inside a write transaction."""
    forget(user_id)
    values = {
        "token": token,
        "name": name,
        "lines": [asdict(line) for line in lines],
        "outcomes": {},
        "uploaded_at": now,
    }
    db.session.execute(insert(_T).values(user_id=user_id, **values))


def note(user_id: int, token: str, outcomes: Mapping[int, Bilingual | None], applied_at: datetime) -> None:
    """Keep what became of the rows of this very workbook so far; called inside a write transaction."""
    plain = {str(number): {"th": said.th, "en": said.en} if said else None for number, said in outcomes.items()}
    this_one = (_T.c.user_id == user_id, _T.c.token == token)
    db.session.execute(update(_T).where(*this_one).values(outcomes=plain, applied_at=applied_at))


def forget(user_id: int) -> None:
    """Let a person's workbook go; called inside a write transaction."""
    db.session.execute(delete(_T).where(_T.c.user_id == user_id))
