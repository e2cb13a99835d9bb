"""Which facts about agencies and people does the ledger keep, and when is a sign-in or a session sound? Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from tracker.access.policy import Role
from tracker.lang import Bilingual
from tracker.ledger.event import Event
from tracker.ledger.kinds import kind, to_fact
from tracker.ledger.refusal import RuleBroken

IDLE_LIMIT = timedelta(minutes=30)
ABSOLUTE_LIMIT = timedelta(hours=8)
"""A session ends after 30 minutes without a request and after 8 hours in any case (OWASP ASVS 5.0, 7.3)."""

FAILURE_WINDOW = timedelta(minutes=5)
FAILURES_PER_PERSON = 10
FAILURES_PER_ADDRESS = 50
"""So many wrong passwords in the window make everybody wait who tries the same account or comes from the same address."""

MINIMUM_PASSWORD, LONGEST_PASSWORD = 12, 200
DEMONSTRATION_DOMAIN = "demo.example"


@kind
@dataclass(frozen=True, slots=True)
class AgencyRegistered:
    """A body was entered into the register; `document` is its entry as in the seed."""

    code: str
    position: int
    document: dict[str, Any]


@kind
@dataclass(frozen=True, slots=True)
class AgencyRevised:
    """A body's entry was replaced."""

    code: str
    position: int
    document: dict[str, Any]


@kind
@dataclass(frozen=True, slots=True)
class UserAdded:
    """A person got an account. Passwords are never in the ledger."""

    email: str
    name: Bilingual
    role: Role
    agency: str | None
    demonstration: bool = False


@kind
@dataclass(frozen=True, slots=True)
class UserDisabled:
    """An account was closed; its sessions ended with it."""

    email: str


@kind
@dataclass(frozen=True, slots=True)
class UserEnabled:
    """A closed account was opened again."""

    email: str


@kind
@dataclass(frozen=True, slots=True)
class PasswordChanged:
    """The holder of an account chose another password; the other sessions ended with it."""

    email: str


@kind
@dataclass(frozen=True, slots=True)
class PasswordGiven:
    """Somebody else gave an account a new first password, because its holder had none that worked; all its sessions ended."""

    email: str


@dataclass(frozen=True, slots=True)
class User:
    """A person's account as it stands."""

    email: str
    name: Bilingual
    role: Role
    agency: str | None
    demonstration: bool
    enabled: bool = True


def apply(state: User | None, fact: object) -> User | None:
    """The account after a fact about it."""
    match fact:
        case UserAdded():
            return User(fact.email, fact.name, fact.role, fact.agency, fact.demonstration)
        case UserDisabled() if state:
            return replace(state, enabled=False)
        case UserEnabled() if state:
            return replace(state, enabled=True)
        case PasswordChanged() | PasswordGiven() if state:
            return state
    raise TypeError(f"{fact!r} says nothing about a user")


@dataclass(frozen=True, slots=True)
class Directory:
    """All bodies (place and entry, by code) and all accounts (by id)."""

    agencies: dict[str, tuple[int, Mapping[str, Any]]]
    users: dict[int, User]


def fold(events: Iterable[Event]) -> Directory:
    """The bodies and accounts after these events; events of other streams are passed over."""
    found = Directory({}, {})
    for event in events:
        topic, _, id_ = event.stream.partition(":")
        if topic == "agency":
            fact = to_fact(event.kind, event.data)
            found.agencies[fact.code] = (fact.position, fact.document)
        elif topic == "user":
            state = apply(found.users.get(int(id_)), to_fact(event.kind, event.data))
            assert state is not None
            found.users[int(id_)] = state
    return found


_SIGN = r"[^\s@,;<>\"\x00-\x1f{}]"
ADDRESS = re.compile(
    rf"(?=.{{1,254}}$)(?=[\x21-\x7e]+@){_SIGN.format('')}{{1,64}}@(?:{_SIGN.format('.')}{{1,63}}\.)+{_SIGN.format('.')}{{1,63}}"
)
"""An address to which mail can go: its domain has a dot, none of its parts is empty, and what stands before the @ is plain ASCII (few mail
servers take anything else; a Thai domain has a form that all of them know)."""


def check_new_user(email: str, role: Role, agency: str | None, password: str) -> None:
    """Refuse an account that cannot work: a malformed address, a liaison without an agency, a short password."""
    if not ADDRESS.fullmatch(email):
        raise RuleBroken(
            "email",
            Bilingual(
                th="ที่อยู่อีเมลไม่ถูกต้อง ชื่อหน้าเครื่องหมาย @ ต้องเป็นอักษรอังกฤษ เช่น somchai@mof.go.th",
                en="That is not an e-mail address; the name before the @ is in Latin letters, for example somchai@mof.go.th.",
            ),
        )
    if role in (Role.LIAISON, Role.COORDINATOR) and agency is None:
        raise RuleBroken(
            "agency", Bilingual(th="บทบาทนี้ต้องระบุหน่วยงาน", en="This role needs an agency.")
        )  # fmt: skip
    check_password(email, password)


def check_password(email: str, password: str, before: str | None = None) -> None:
    """Refuse a password that is too short, too long, the account's own address, or the one `before` (NIST SP 800-63B 5.1.1.2: length
    counts, and no rules about kinds of characters)."""
    if len(password) < MINIMUM_PASSWORD:
        raise _refused(
            f"รหัสผ่านต้องยาวอย่างน้อย {MINIMUM_PASSWORD} ตัวอักษร", f"A password needs at least {MINIMUM_PASSWORD} characters."
        )  # fmt: skip
    if len(password) > LONGEST_PASSWORD:
        raise _refused(
            f"รหัสผ่านยาวได้ไม่เกิน {LONGEST_PASSWORD} ตัวอักษร", f"A password has at most {LONGEST_PASSWORD} characters."
        )
    if password.strip().casefold() == email.casefold():
        raise _refused("รหัสผ่านต้องไม่ใช่อีเมลของบัญชี", "The password cannot be the account's e-mail address.")
    if password == before:
        raise _refused("รหัสผ่านใหม่ต้องไม่เหมือนรหัสผ่านเดิม", "The new password has to be another one than before.")


def _refused(thai: str, english: str) -> RuleBroken:
    return RuleBroken("password", Bilingual(th=thai, en=english))


def session_alive(started_at: datetime, last_seen: datetime, now: datetime) -> bool:
    """Is a session that began then and was last seen then still sound? All aware UTC."""
    return now - last_seen <= IDLE_LIMIT and now - started_at <= ABSOLUTE_LIMIT


def safe_next(target: str | None) -> str:
    """Where to go after sign-in: a path of this site, else home.

    A target with control characters, a backslash, a scheme, a host or a double slash in front is somebody's trap.
    """
    if not target or not target.startswith("/") or target.startswith("//") or "\\" in target:
        return "/"
    if any(ord(char) < 0x20 or ord(char) == 0x7F for char in target) or target.startswith(("/login", "/logout")):
        return "/"
    return target
