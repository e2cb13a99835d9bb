"""How long is remembered what was sent? The text of a message for a year, a closed reminder for two; that it was sent, for good.

What asks for a person's word – a message that was given up or is held – is kept whole until it has been said.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import current_app

from tracker.config import Settings
from tracker.ledger.store import end_reading, write_transaction
from tracker.reminders import eml_files, ending_store, outbox_store
from tracker.reminders.outbox import Channel

TEXTS_KEPT, REMINDERS_KEPT = timedelta(days=365), timedelta(days=730)
"""Since the message was laid out; since the reminder was closed (docs/decisions/0016)."""
CHUNK = 100
"""So many at a time: nobody waits long for the line of those who write."""


def forget(now: datetime) -> int:
    """Remove texts and reminders that were kept long enough at an instant (aware, UTC); how many. Called again it goes on."""
    return forget_texts(now - TEXTS_KEPT) + forget_reminders(now - REMINDERS_KEPT)


def forget_texts(before: datetime) -> int:
    """Remove the texts, and the files, of messages that were laid out before an instant; how many messages."""
    settings: Settings = current_app.config["SETTINGS"]
    number = 0
    while some := outbox_store.with_text(before, CHUNK):
        end_reading()
        for each in some:
            if each.channel == Channel.FILE:  # first, so that no file stays of which the row says nothing
                eml_files.remove(settings.instance, each)
        outbox_store.forget_text(some)
        number += len(some)
    end_reading()
    return number


def forget_reminders(before: datetime) -> int:
    """Remove reminders that were closed before an instant; how many."""
    number = 0
    while some := ending_store.forgettable(before, CHUNK):
        with write_transaction():
            ending_store.forget(some)
        number += len(some)
    end_reading()
    return number
