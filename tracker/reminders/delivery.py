"""How does everything in the outbox reach its person, whatever breaks? Take one, send it, say how it went; any number of senders at once.

What is promised, and what is not, says docs/decisions/0016-lease-and-resend.md.
"""

from __future__ import annotations

import logging
import os
import secrets
import socket
import time
from datetime import datetime

from flask import current_app

from tracker.config import Settings
from tracker.reminders import outage_store, outbox_store
from tracker.reminders.channels import Post, PostOffice
from tracker.reminders.faults import Away, Fault, NotNow, Refused, Silent, Unsent
from tracker.reminders.outbox import Channel
from tracker.reminders.outbox_store import Message

log = logging.getLogger(__name__)

MOST_PER_TURN = 500
SECONDS_PER_TURN = 60.0
"""A turn ends after so many messages or seconds, so that other jobs get theirs and every lease of it outlives its message."""
SILENCES = 3
"""So many messages in a row without an answer: the server is taken to be away."""
ANSWERS = frozenset({Fault.REFUSED, Fault.NOT_NOW})
"""Faults that only a server can find that is there."""


def send_due(now: datetime) -> int:
    """Send what is due at an instant (aware, UTC), by the channels that are set; how many went out. To be called again and again."""
    settings: Settings = current_app.config["SETTINGS"]
    with PostOffice(settings) as office:
        return deliver(now, office)


def deliver(now: datetime, post: Post) -> int:
    """Send what is due at an instant by these ways, one after the other, for a turn; how many went out.

    Each row is taken on its own just before it is sent, outside any transaction; no fault of one keeps the others.
    """
    end, done, silent = time.monotonic() + SECONDS_PER_TURN, 0, 0
    for _ in range(MOST_PER_TURN):
        message = outbox_store.claim(now, _me()) if time.monotonic() < end else None
        if message is None:
            break
        try:
            done, silent = done + _sent(message, post, now), 0
        except Silent as why:
            silent += 1
            outbox_store.put_back(message, why, now, behind=True)
            if silent >= SILENCES:
                _closed(message.channel, why, now)
                silent = 0
    return done


def _sent(message: Message, post: Post, now: datetime) -> bool:
    """Send one message and record what became of it; Silent when there was no answer about it."""
    try:
        channel = post.send(message)
    except Silent:
        raise
    except Refused as why:
        outbox_store.failed(message, why)
        _answered(message.channel, why)
    except NotNow as why:
        outbox_store.put_back(message, why, now)
        _answered(message.channel, why)
    except Away as why:
        outbox_store.put_back(message, why, now)
        _closed(message.channel, why, now)
    except Exception as error:
        log.exception("message %s could not be sent", message.id)
        outbox_store.put_back(message, NotNow(Fault.UNFORESEEN, type(error).__name__), now, behind=True)
    else:
        return _noted(message, channel, now)
    return False


def _noted(message: Message, channel: Channel, now: datetime) -> bool:
    if not outbox_store.sent(message, channel, now):
        log.warning("message %s went out after its lease had ended; it may arrive twice", message.id)
    outage_store.open_again(message.channel)
    return True


def _answered(channel: str, why: Unsent) -> None:
    """A server that says no to one message is there for the others."""
    if why.fault in ANSWERS:
        outage_store.open_again(channel)


def _closed(channel: str, why: Unsent, now: datetime) -> None:
    """Nothing goes out by a way at present: that was an attempt of whatever waits for it, and it is said since when."""
    others = outbox_store.tried_all(channel, why, now)
    outage_store.closed(channel, why, now)
    log.warning("%s takes nothing at present (%s); %s more wait", channel, why, others)


def _me() -> str:
    """The name of one claim: the process, and something that no other claim has."""
    return f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(6)}"
