"""How are agencies, users and sessions kept for quick reading?"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import JSON, Boolean, ForeignKey, Integer, String, bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from tracker import clock
from tracker.access.policy import Actor, Role
from tracker.extensions import db
from tracker.lang import Bilingual
from tracker.ledger.kinds import kinds_of
from tracker.ledger.store import Instant, cut_on, of_kinds
from tracker.people.cut import asked_once, cut_of_page
from tracker.people.rules import Directory, User, fold


class AgencyRow(db.Model):  # type: ignore[name-defined]
    """One body; `document` is its register entry."""

    __tablename__ = "agency"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    position: Mapped[int] = mapped_column(Integer)
    seq: Mapped[int] = mapped_column(Integer)
    document: Mapped[dict[str, Any]] = mapped_column(JSON)


@dataclass(frozen=True, slots=True)
class Agency:
    """A body for pages: its code, its short name and its name; `document` is the whole register entry."""

    code: str
    abbr: Bilingual
    name: Bilingual
    document: Mapping[str, Any]


class UserRow(db.Model):  # type: ignore[name-defined]
    """One account; the password hash stands only here."""

    __tablename__ = "user_account"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name_th: Mapped[str] = mapped_column(String(200))
    name_en: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(20))
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    password_hash: Mapped[str] = mapped_column(String(200))
    demonstration: Mapped[bool] = mapped_column(Boolean)
    enabled: Mapped[bool] = mapped_column(Boolean)


class SessionRow(db.Model):  # type: ignore[name-defined]
    """One sign-in; the browser holds the token, we hold its hash. Ending the row ends the session."""

    __tablename__ = "user_session"
    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    started_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)


class FailureRow(db.Model):  # type: ignore[name-defined]
    """One wrong sign-in, counted by account and by address, both hashed."""

    __tablename__ = "sign_in_failure"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    account_hash: Mapped[str] = mapped_column(String(64), index=True)
    address_hash: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[datetime] = mapped_column(Instant, index=True)


# What every page asks is put into words once: building a statement anew costs several times what running it does.
_AGENCY, _USER, _SESSION = AgencyRow.__table__, UserRow.__table__, SessionRow.__table__
_NEWEST_AGENCY = select(func.max(_AGENCY.c.seq))
_NAMES = select(_USER.c.id, _USER.c.name_th, _USER.c.name_en).where(_USER.c.id.in_(bindparam("ids", expanding=True)))
_ACCOUNTS = select(UserRow, AgencyRow.code).outerjoin(AgencyRow, AgencyRow.id == UserRow.agency_id)
_HOLDER = (
    select(
        _USER.c.id, _USER.c.email, _USER.c.name_th, _USER.c.name_en, _USER.c.role, _AGENCY.c.code, _SESSION.c.started_at
    )
    .select_from(
        _SESSION.join(_USER, _USER.c.id == _SESSION.c.user_id).outerjoin(_AGENCY, _AGENCY.c.id == _USER.c.agency_id)
    )
    .where(_SESSION.c.token_hash == bindparam("token_hash"), _SESSION.c.ended_at.is_(None), _USER.c.enabled)
)


def digest(text: str) -> str:
    """SHA-256 in hex, for what is compared but never shown."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def agencies(cut: int | None = None) -> dict[str, Agency]:
    """All bodies by code, in the order of the register, as known at a cut (default: on the day of the page, else today)."""
    cut = cut_of_page() if cut is None else cut
    newest = asked_once("newest_agency", lambda: db.session.scalar(_NEWEST_AGENCY) or 0)
    if cut is None or newest <= cut:
        return _agencies_at(newest)
    known = sorted((place, code, document) for code, (place, document) in directory_at(cut).agencies.items())
    return {code: _agency(code, document) for _place, code, document in known}


def called(code: str) -> Bilingual:
    """What a body is called in short on the day of the page; its code when it is not known."""
    found = agencies().get(code)
    return found.abbr if found else Bilingual(th=code, en=code)


@lru_cache(maxsize=8)
def _agencies_at(_seq: int) -> dict[str, Agency]:
    rows = db.session.execute(select(AgencyRow.code, AgencyRow.document).order_by(AgencyRow.position, AgencyRow.id))
    return {code: _agency(code, document) for code, document in rows}


def _agency(code: str, document: Mapping[str, Any]) -> Agency:
    return Agency(code, _text(document["abbr"]), _text(document["name"]), document)


@lru_cache(maxsize=32)
def directory_at(cut: int) -> Directory:
    """Bodies and accounts as known at a cut, which never changes."""
    return fold(of_kinds(kinds_of("tracker.people"), cut))


def agency_ids() -> dict[str, int]:
    """Every agency's id by its code."""
    return {row.code: row.id for row in db.session.execute(select(AgencyRow.code, AgencyRow.id))}


def agency_entry(code: str) -> tuple[int, Mapping[str, Any]] | None:
    """A body's place and register entry as they stand."""
    row = db.session.execute(select(AgencyRow.position, AgencyRow.document).where(AgencyRow.code == code)).one_or_none()
    return (row[0], row[1]) if row else None


def save_agency(code: str, position: int, document: Mapping[str, Any], seq: int) -> None:
    """Insert or replace a body's row; `seq` is the event it came from."""
    values = {"position": position, "document": dict(document), "seq": seq}
    changed = db.session.execute(update(AgencyRow).where(AgencyRow.code == code).values(**values))
    if changed.rowcount == 0:  # type: ignore[attr-defined]
        db.session.execute(insert(AgencyRow).values(code=code, **values))


def directory() -> Directory:
    """All bodies and accounts as they stand, in the form that the history folds into."""
    rows = db.session.execute(select(AgencyRow.code, AgencyRow.position, AgencyRow.document))
    return Directory({row.code: (row.position, row.document) for row in rows}, dict(users()))


def next_user_id() -> int:
    """The id of the next account; called inside a write transaction."""
    return (db.session.scalar(select(func.max(UserRow.id))) or 0) + 1


def save_user(user_id: int, user: User, password_hash: str | None = None) -> None:
    """Write an account's current state; the hash only when a new one is given."""
    agency_id = agency_ids()[user.agency] if user.agency else None
    values: dict[str, Any] = {
        "email": user.email, "name_th": user.name.th, "name_en": user.name.en, "role": user.role.value, "agency_id": agency_id,
        "demonstration": user.demonstration, "enabled": user.enabled,
    }  # fmt: skip
    if password_hash is not None:
        values["password_hash"] = password_hash
    changed = db.session.execute(update(UserRow).where(UserRow.id == user_id).values(**values))
    if changed.rowcount == 0:  # type: ignore[attr-defined]
        db.session.execute(insert(UserRow).values(id=user_id, **values))


def users() -> list[tuple[int, User]]:
    """All accounts, by role and address."""
    query = _ACCOUNTS.order_by(UserRow.role, AgencyRow.position, UserRow.email)
    return [(row.id, _user(row, code)) for row, code in db.session.execute(query)]


def users_on_the_day() -> list[tuple[int, User]]:
    """All accounts as known on the day of the page, by role and address."""
    cut = cut_of_page()
    if cut is None:
        return users()
    return sorted(directory_at(cut).users.items(), key=lambda each: (each[1].role, each[1].agency or "", each[1].email))


def accounts(user_ids: Collection[int]) -> dict[int, User]:
    """These accounts by id, as known on the day of the page."""
    cut = cut_of_page()
    if cut is not None:
        then = directory_at(cut).users
        return {id_: then[id_] for id_ in user_ids if id_ in then}
    query = _ACCOUNTS.where(UserRow.id.in_(sorted(user_ids)))
    return {row.id: _user(row, code) for row, code in db.session.execute(query)} if user_ids else {}


def find_user(email: str) -> tuple[int, User, str] | None:
    """An account's id, state and password hash by its address (any case), or None."""
    found = db.session.execute(_ACCOUNTS.where(UserRow.email == email.strip().lower())).one_or_none()
    return (found[0].id, _user(found[0], found[1]), found[0].password_hash) if found else None


def demonstration_accounts(*, closed_too: bool = False) -> int:
    """How many demonstration accounts are open; with `closed_too` how many there are at all."""
    query = select(func.count()).select_from(UserRow).where(UserRow.demonstration)
    return db.session.scalar(query if closed_too else query.where(UserRow.enabled)) or 0


def actor_of_session(token: str) -> tuple[Actor, datetime] | None:
    """Who holds this session token, and since when; None when it was ended or the account is closed."""
    row = db.session.execute(_HOLDER, {"token_hash": digest(token)}).one_or_none()
    if row is None:
        return None
    id_, email, name_th, name_en, role, agency_code, started_at = row
    return Actor(id_, email, Bilingual(name_th, name_en), Role(role), agency_code), started_at


def holder_of_ended(token: str, *, not_before: datetime) -> int | None:
    """Whose session this was that ran out by itself; None when it was ended, the account is closed or it began before `not_before`."""
    query = select(_SESSION.c.user_id).join(_USER, _USER.c.id == _SESSION.c.user_id)
    alive = (_SESSION.c.ended_at.is_(None), _SESSION.c.started_at >= not_before, _USER.c.enabled)
    return db.session.scalar(query.where(_SESSION.c.token_hash == digest(token), *alive))


def names_of(user_ids: set[int]) -> dict[int, Bilingual]:
    """The names of these people by id."""
    if not user_ids:
        return {}
    return {id_: Bilingual(th, en) for id_, th, en in db.session.execute(_NAMES, {"ids": sorted(user_ids)})}


def liaisons(day: date | None = None) -> dict[str, Bilingual]:
    """The post that answers for each agency on a day (default: the day of the page), by its code: the first open liaison account."""
    cut = cut_of_page() if day is None else cut_on(day) if day < clock.today() else None
    if cut is not None:
        users = sorted(directory_at(cut).users.items(), reverse=True)
        return {
            user.agency: user.name for _id, user in users if user.agency and user.role is Role.LIAISON and user.enabled
        }
    query = (
        select(AgencyRow.code, UserRow.name_th, UserRow.name_en)
        .join(UserRow, UserRow.agency_id == AgencyRow.id)
        .where(UserRow.role == Role.LIAISON.value, UserRow.enabled)
        .order_by(UserRow.id.desc())
    )
    return {code: Bilingual(th, en) for code, th, en in db.session.execute(query)}


def start_session(token: str, user_id: int, at: datetime) -> None:
    """Keep a new sign-in."""
    db.session.execute(insert(SessionRow).values(token_hash=digest(token), user_id=user_id, started_at=at))


def end_sessions(
    at: datetime, *, token: str | None = None, user_id: int | None = None, but: str | None = None
) -> None:  # fmt: skip
    """End one session by its token, or all of a person's (`but` the one with this token)."""
    query = update(SessionRow).where(SessionRow.ended_at.is_(None)).values(ended_at=at)
    query = query.where(SessionRow.token_hash == digest(token)) if token else query.where(SessionRow.user_id == user_id)
    if but is not None:
        query = query.where(SessionRow.token_hash != digest(but))
    db.session.execute(query)


def forget_sessions(before: datetime) -> int:
    """Remove sign-ins that began before this instant, long after the longest session has ended; how many."""
    return db.session.execute(delete(SessionRow).where(SessionRow.started_at < before)).rowcount  # type: ignore[attr-defined]


def note_failure(account: str, address: str, at: datetime, forget_before: datetime) -> None:
    """Count a wrong sign-in and forget the old ones."""
    db.session.execute(delete(FailureRow).where(FailureRow.at < forget_before))
    values = {"account_hash": digest(account), "address_hash": digest(address), "at": at}
    db.session.execute(insert(FailureRow).values(**values))


def failures(account: str, address: str, since: datetime) -> tuple[int, int]:
    """How many wrong sign-ins since then, for this account and from this address."""
    by_account, by_address = (
        select(func.count()).select_from(FailureRow).where(column == digest(value), FailureRow.at >= since)
        for column, value in ((FailureRow.account_hash, account), (FailureRow.address_hash, address))
    )
    return db.session.scalar(by_account) or 0, db.session.scalar(by_address) or 0


def _text(value: Mapping[str, str]) -> Bilingual:
    return Bilingual(th=value["th"], en=value["en"])


def _user(row: UserRow, agency: str | None) -> User:
    name = Bilingual(row.name_th, row.name_en)
    return User(row.email, name, Role(row.role), agency, row.demonstration, row.enabled)
