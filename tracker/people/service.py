"""How does a person get an account, sign in and sign out? One function per act."""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from flask import current_app

from tracker import clock
from tracker.access.policy import Role
from tracker.lang import Bilingual
from tracker.ledger.event import Draft
from tracker.ledger.kinds import kind_name, to_data
from tracker.ledger.refusal import RuleBroken
from tracker.ledger.store import append, stream_version, write_transaction
from tracker.people import store
from tracker.people.rules import (
    FAILURE_WINDOW,
    FAILURES_PER_ADDRESS,
    FAILURES_PER_PERSON,
    AgencyRegistered,
    AgencyRevised,
    PasswordChanged,
    PasswordGiven,
    User,
    UserAdded,
    UserDisabled,
    UserEnabled,
    apply,
    check_new_user,
    check_password,
)

log = logging.getLogger(__name__)

HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
"""argon2id at OWASP's minimum: 19 MiB, two passes; the gate keeps twenty sign-ins at once from taking the machine's memory."""
GATE = threading.BoundedSemaphore(4)
STAND_IN = "$argon2id$v=19$m=19456,t=2,p=1$MW6G0G3xjJVvNNRNz2aj2A$X0o2woTbJ5CugytW/cY88fWgZHtecrOnGaQhV0/9+RA"
"""What HASHER made of a word that nobody has kept. Checked for unknown accounts, so that they take as long as known ones; written down,
for making it took every command and every server longer to start than everything else of this module."""


WRONG_BEFORE = Bilingual(th="รหัสผ่านปัจจุบันไม่ถูกต้อง", en="That is not your present password.")
NO_ACCOUNT = Bilingual(th="ไม่มีบัญชีที่ใช้อีเมลนี้", en="There is no account with this e-mail address.")


class SignInRefused(Exception):
    """Wrong password, unknown or closed account – the answer does not say which."""


class TooManyAttempts(Exception):
    """This account or address must wait."""


def register_agency(code: str, position: int, document: Mapping[str, Any], *, now: datetime) -> bool:
    """Enter a body or replace its entry; False when nothing changed."""
    with write_transaction():
        known = store.agency_entry(code)
        if known == (position, document):
            return False
        fact = (AgencyRevised if known else AgencyRegistered)(code, position, dict(document))
        stream = f"agency:{code}"
        draft = Draft(stream, stream_version(stream), kind_name(type(fact)), to_data(fact), agency=code)
        event = append(draft, actor_id=None, now=now)
        store.save_agency(code, position, document, event.seq)
    return True


def add_user(
    email: str, name: Bilingual, role: Role, agency: str | None, password: str, *,
    actor_id: int | None = None, demonstration: bool = False, now: datetime | None = None,
) -> int:  # fmt: skip
    """Give a person an account and return its id; RuleBroken when something about it is not sound. `now` (default: the clock) is for a
    replayed history."""
    email = email.strip().lower()
    check_new_user(email, role, agency, password)
    hashed = _hashed(password)
    with write_transaction():
        if store.find_user(email):
            raise RuleBroken(
                "email", Bilingual(th="ที่อยู่อีเมลนี้มีบัญชีอยู่แล้ว", en="There is an account with this e-mail address already.")
            )  # fmt: skip
        if agency is not None and agency not in store.agency_ids():
            raise RuleBroken("agency", Bilingual(th="ไม่มีหน่วยงานรหัสนี้", en="There is no agency with this code."))
        user_id = store.next_user_id()
        _record(user_id, None, UserAdded(email, name, role, agency, demonstration), actor_id, hashed, now)
    return user_id


def set_enabled(email: str, enabled: bool, *, actor_id: int | None = None) -> None:
    """Close an account (its sessions end at once) or open it again; RuleBroken when there is none."""
    with write_transaction():
        found = store.find_user(email)
        if found is None:
            raise RuleBroken("email", NO_ACCOUNT)
        user_id, user, _hash = found
        if user_id == actor_id:
            raise RuleBroken("email", Bilingual(th="ปิดบัญชีของตนเองไม่ได้", en="You cannot close your own account."))
        if user.enabled != enabled:
            _record(user_id, user, UserEnabled(user.email) if enabled else UserDisabled(user.email), actor_id)
        if not enabled:
            store.end_sessions(clock.real_now(), user_id=user_id)


def sign_in(email: str, password: str, address: str) -> str:
    """Check a password and return a new session token; SignInRefused or TooManyAttempts otherwise.

    `address` is where the request came from. To a production installation demonstration accounts, whose password everybody can
    read, are unknown. Sessions run on real time even when the calendar is frozen.
    """
    now = clock.real_now()
    account = email.strip().lower()
    _check_attempts(account, address, now)
    found = store.find_user(account)
    if found and found[1].demonstration and current_app.config["SETTINGS"].production:
        found = None
    sound = _password_matches(found[2] if found else STAND_IN, password)
    if not (found and found[1].enabled and sound):
        _note_failure(account, address, now)
        raise SignInRefused
    token = secrets.token_urlsafe(32)
    with write_transaction():
        store.start_session(token, found[0], now)
    log.info("sign-in: user %s", found[0])
    return token


def change_password(email: str, before: str, password: str, *, token: str, address: str, actor_id: int | None) -> None:
    """Take another password for one's own account; whoever else is signed in with the old one is out. `token` is the session that
    stays, `address` where the request came from. Raises RuleBroken ("before": the old password is wrong) or TooManyAttempts."""
    now = clock.real_now()
    _check_attempts(email, address, now)
    found = store.find_user(email)
    assert found is not None
    _check_not_shared(found[1])
    if not _password_matches(found[2], before):
        _note_failure(email, address, now)
        raise RuleBroken("before", WRONG_BEFORE)
    check_password(email, password, before)
    _keep_password(PasswordChanged(found[1].email), password, actor_id, instead_of=found[2], but=token)


def give_password(email: str, password: str, *, actor_id: int | None = None) -> None:
    """Give an account a new first password, for a holder who has none that works; all its sessions end. RuleBroken when there is no
    such account, or the password is not sound."""
    found = store.find_user(email)
    if found is None:
        raise RuleBroken("email", NO_ACCOUNT)
    _check_not_shared(found[1])
    check_password(found[1].email, password)
    _keep_password(PasswordGiven(found[1].email), password, actor_id)


def sign_out(token: str) -> None:
    """End the session for good: its cookie is worth nothing from now on."""
    with write_transaction():
        store.end_sessions(clock.real_now(), token=token)


def sign_out_elsewhere(user_id: int, token: str) -> None:
    """End every session of an account but the one with this token."""
    with write_transaction():
        store.end_sessions(clock.real_now(), user_id=user_id, but=token)


def forget_sessions(before: datetime) -> int:
    """Remove the rows of sign-ins that began before this instant; how many."""
    with write_transaction():
        return store.forget_sessions(before)


def _check_attempts(account: str, address: str, now: datetime) -> None:
    by_account, by_address = store.failures(account, address, now - FAILURE_WINDOW)
    if by_account >= FAILURES_PER_PERSON or by_address >= FAILURES_PER_ADDRESS:
        log.warning("password: too many attempts for one account or address")
        raise TooManyAttempts


def _note_failure(account: str, address: str, now: datetime) -> None:
    with write_transaction():
        store.note_failure(account, address, now, now - FAILURE_WINDOW)
    log.warning("password refused")


def _check_not_shared(user: User) -> None:
    if user.demonstration:
        raise RuleBroken(
            "",
            Bilingual(
                th="บัญชีสาธิตใช้รหัสผ่านร่วมกัน จึงเปลี่ยนที่นี่ไม่ได้",
                en="Demonstration accounts share their password; it cannot be changed here.",
            ),
        )


def _keep_password(
    fact: PasswordChanged | PasswordGiven, password: str, actor_id: int | None, *, instead_of: str | None = None, but: str | None = None
) -> None:  # fmt: skip
    """`instead_of` is the hash of the password that was shown to be known: if the account has another by now, or the session `but` has
    ended, somebody gave it another in the meantime, and that one stands."""
    hashed = _hashed(password)
    with write_transaction():
        found = store.find_user(fact.email)
        assert found is not None
        user_id, user, standing = found
        if instead_of is not None and (standing != instead_of or store.actor_of_session(but or "") is None):
            raise RuleBroken("before", WRONG_BEFORE)
        _record(user_id, user, fact, actor_id, hashed)
        store.end_sessions(clock.real_now(), user_id=user_id, but=but)
    log.info("password of user %s: %s", user_id, type(fact).__name__)


def _hashed(password: str) -> str:
    with GATE:
        return HASHER.hash(password.encode("utf-8", "surrogatepass"))


def _password_matches(hashed: str, password: str) -> bool:
    with GATE:
        try:
            return HASHER.verify(hashed, password.encode("utf-8", "surrogatepass"))
        except (Argon2Error, InvalidHashError):
            return False


def _record(
    user_id: int, state: User | None, fact: object, actor_id: int | None, hashed: str | None = None, now: datetime | None = None
) -> None:  # fmt: skip
    stream = f"user:{user_id}"
    draft = Draft(stream, stream_version(stream), kind_name(type(fact)), to_data(fact))
    append(draft, actor_id=actor_id, now=now or clock.now())
    after = apply(state, fact)
    assert after is not None
    store.save_user(user_id, after, hashed)
