"""How does a person come by a secret address, take it back, and see that it is read? Nothing of it stands in the ledger."""

from __future__ import annotations

import logging
import secrets
from datetime import date, datetime

from sqlalchemy.exc import OperationalError

from tracker.access.policy import Actor
from tracker.feeds import store
from tracker.feeds.rules import check_room
from tracker.ledger.store import AlreadyDone, end_reading, write_transaction

log = logging.getLogger(__name__)

SECRET_BYTES = 32


class NoSuchFeed(Exception):
    """There is no address with this id that belongs to this person and can be read."""


def open_feed(agency: str | None, actor: Actor, now: datetime, *, act_key: str | None = None) -> str:
    """Make an address for a person's own tasks or those of an agency and return its secret, which is shown this once. Raises RuleBroken
    when the person has too many, AlreadyDone when this form has made one."""
    secret, person = secrets.token_urlsafe(SECRET_BYTES), actor.id or 0
    with write_transaction():
        if act_key is not None and store.known_form(act_key):
            raise AlreadyDone
        check_room(store.number_of(person))
        store.add(person, agency, secret, now, act_key)
    log.info("calendar of user %s: an address was made for %s", actor.id, agency or "their own tasks")
    return secret


def revoke(feed_id: int, actor: Actor, now: datetime) -> None:
    """Take an address back, for good. Raises NoSuchFeed."""
    with write_transaction():
        if not store.revoke(feed_id, actor.id or 0, now):
            raise NoSuchFeed(feed_id)
    log.info("calendar of user %s: address %s was taken back", actor.id, feed_id)


def note_read(reader: store.Reader, day: date) -> None:
    """Remember the day on which an address was read: one write a day. It is no act, and the calendar is read all the same when a full disk
    or a busy database does not take the note."""
    if reader.read_on == day:
        return
    try:
        with write_transaction():
            store.note_read(reader.feed, day)
    except OperationalError as error:
        end_reading()
        log.warning("calendar: that address %s was read could not be noted: %s", reader.feed, error.orig)
