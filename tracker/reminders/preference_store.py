"""Where is kept how each person wants to be told? In a row of their own, outside the ledger."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ForeignKey, Integer, String, Text, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from tracker.extensions import db
from tracker.ledger.store import Instant
from tracker.reminders.wants import Preference, UnknownPreference, read


class PreferenceRow(db.Model):  # type: ignore[name-defined]
    """What one person wants; nobody's row is missing silently: without one the defaults hold."""

    __tablename__ = "reminder_preference"
    person: Mapped[int] = mapped_column(ForeignKey("user_account.id"), primary_key=True, autoincrement=False)
    lang: Mapped[str] = mapped_column(String(2))
    mode: Mapped[str] = mapped_column(String(12))
    weekdays: Mapped[str] = mapped_column(String(20))
    hour: Mapped[int] = mapped_column(Integer)
    channel: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime] = mapped_column(Instant)


_P = PreferenceRow.__table__


def preferences(people: Collection[int]) -> tuple[dict[int, Preference], dict[int, str]]:
    """What these people want, the defaults where they said nothing – and, where what is kept cannot be read, the word that is not
    understood (then the defaults hold as well)."""
    found = dict.fromkeys(people, Preference())
    faults: dict[int, str] = {}
    columns = (_P.c.person, _P.c.lang, _P.c.mode, _P.c.weekdays, _P.c.hour, _P.c.channel)
    for person, *words in db.session.execute(select(*columns).where(_P.c.person.in_(sorted(people)))):
        try:
            found[person] = read(*words)
        except UnknownPreference as unknown:
            faults[person] = str(unknown)
    return found, faults


def preference(person: int) -> Preference:
    """What one person wants."""
    return preferences({person})[0][person]


def keep(person: int, wanted: Preference, now: datetime) -> None:
    """Write what a person wants from now on."""
    values = {
        "lang": wanted.lang, "mode": wanted.mode.value, "weekdays": ",".join(wanted.weekdays), "hour": wanted.hour,
        "channel": wanted.channel, "changed_at": now,
    }  # fmt: skip
    changed = db.session.execute(update(_P).where(_P.c.person == person).values(**values))
    if changed.rowcount == 0:  # type: ignore[attr-defined]
        db.session.execute(insert(_P).values(person=person, **values))
