"""How are stored files kept in the database? One row for each, written after the file and bound to the task it was given for."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Integer, String, bindparam, delete, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from tracker.evidence.kinds import Kind, kind_of
from tracker.evidence.refusals import size_words
from tracker.extensions import db
from tracker.ledger.store import Instant

PORTION = 10_000


class StoredFileRow(db.Model):  # type: ignore[name-defined]
    """One file. The pair of task and agency must be a task's own, so that no row can name another agency's task."""

    __tablename__ = "stored_file"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    task_id: Mapped[int] = mapped_column(Integer)
    agency: Mapped[str] = mapped_column(String(40))
    uploaded_by: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    name: Mapped[str] = mapped_column(String(255))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column(Integer)
    sha256: Mapped[str] = mapped_column(String(64))
    attached_seq: Mapped[int | None] = mapped_column(Integer)
    __table_args__ = (
        ForeignKeyConstraint(["task_id", "agency"], ["task.id", "task.agency"], name="stored_file_task"),
        db.Index("stored_file_of_task", "task_id", "attached_seq"),
        db.Index("stored_file_waiting", "attached_seq", "at"),
    )


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that lies in the vault under `id`. `name` is the person's and only shown; `media_type` is what we found it to be.

    `attached_seq` is the ledger's entry that gave it as evidence; None while it only stands in somebody's form.
    """

    id: str
    task_id: int
    agency: str
    uploaded_by: int
    at: datetime
    name: str
    media_type: str
    size: int
    sha256: str
    attached_seq: int | None = None

    @property
    def kind(self) -> Kind:
        """What it is, for people."""
        return kind_of(self.media_type)

    @property
    def size_words(self) -> str:
        """How large it is, for people."""
        return size_words(self.size)


_F = StoredFileRow.__table__.c
_FILE = select(*(_F[name] for name in StoredFile.__dataclass_fields__))
_BY_ID = _FILE.where(_F.id == bindparam("id"))
_BY_IDS = _FILE.where(_F.id.in_(bindparam("ids", expanding=True)))
_FORGET = delete(StoredFileRow.__table__).where(_F.id.in_(bindparam("ids", expanding=True)), _F.attached_seq.is_(None))
_ADD = insert(StoredFileRow.__table__)
_ATTACH = (
    update(StoredFileRow.__table__)
    .where(
        _F.id == bindparam("file_id"), _F.task_id == bindparam("of_task"), _F.agency == bindparam("of_agency"),
        _F.sha256 == bindparam("same_sha256"), _F.attached_seq.is_(None),
    )
    .values(attached_seq=bindparam("seq"))
)  # fmt: skip


def add(file: StoredFile) -> None:
    """Write the row of a file that lies in the vault already."""
    db.session.execute(_ADD, {name: getattr(file, name) for name in StoredFile.__dataclass_fields__})


def find(id_: str) -> StoredFile | None:
    """The file with this id."""
    row = db.session.execute(_BY_ID, {"id": id_}).one_or_none()
    return StoredFile(*row) if row else None


def found(ids: Collection[str]) -> dict[str, StoredFile]:
    """Those of these files that there are, by id."""
    rows = (row for some in _portions(ids) for row in db.session.execute(_BY_IDS, {"ids": some}))
    return {row.id: StoredFile(*row) for row in rows}


def attach(id_: str, sha256: str, *, task_id: int, agency: str, seq: int) -> bool:
    """Bind a file to the entry that gives it; False when it is not this task's, was given before, or is not what the entry says."""
    given = {"file_id": id_, "same_sha256": sha256, "of_task": task_id, "of_agency": agency, "seq": seq}
    return db.session.execute(_ATTACH, given).rowcount == 1  # type: ignore[attr-defined]


def every() -> list[StoredFile]:
    """All files that there are rows of."""
    return [StoredFile(*row) for row in db.session.execute(_FILE.order_by(_F.at, _F.id))]


def ids() -> frozenset[str]:
    """The ids of all files that there are rows of."""
    return frozenset(db.session.scalars(select(_F.id)))


def waiting_since(before: datetime) -> list[str]:
    """Ids of files that were uploaded before this instant and given by no entry."""
    return list(db.session.scalars(select(_F.id).where(_F.attached_seq.is_(None), _F.at < before)))


def forget(ids: Collection[str]) -> None:
    """Remove the rows of files that no entry gives."""
    for some in _portions(ids):
        db.session.execute(_FORGET, {"ids": some})


def _portions(ids: Collection[str]) -> Iterator[list[str]]:
    """The ids in lists that fit into one statement: SQLite takes 32,766 parameters, PostgreSQL 65,535."""
    every = list(ids)
    for start in range(0, len(every), PORTION):
        yield every[start : start + PORTION]
