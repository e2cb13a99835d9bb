"""How long is remembered what was sent? The text of a message for a year, a closed reminder for two; that it was sent, for good.

What asks for a person's word – a message that was given up or is held – is kept whole until it has been said.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import current_app

from tracker.config import Settings
from tracker.ledger.store import end_reading, write_transaction
from tracker.reminders import eml_files, ending_store, text_store
from tracker.reminders.outbox import Channel
from tracker.reminders.outbox_store import Message

TEXTS_KEPT, REMINDERS_KEPT = timedelta(days=365), timedelta(days=730)
"""Since the message was laid out; since the reminder was closed (docs/decisions/0016)."""
CHUNK = 100
"""So many at a time: nobody waits long for the line of those who write."""


class NotRemoved(Exception):
    """Files of some messages could not be removed, so these were left as they are; everything else was done. The text names the first and
    says why, `done` and `left` say how many."""

    def __init__(self, first: str, done: int, left: int) -> None:
        super().__init__(first)
        self.done, self.left = done, left


def forget(now: datetime) -> int:
    """Remove texts and reminders that were kept long enough at an instant (aware, UTC); how many. Called again it goes on. Raises
    NotRemoved when all was done but for files that cannot be removed."""
    texts, faults = forget_texts(now - TEXTS_KEPT)
    done = texts + forget_reminders(now - REMINDERS_KEPT)
    if faults:
        raise NotRemoved(faults[0], done, len(faults))
    return done


def forget_texts(before: datetime) -> tuple[int, list[str]]:
    """Remove the texts, and the files, of messages that were laid out before an instant; how many messages, and the files that could not
    be removed, each with the reason: their messages keep their texts."""
    number, last, faults = 0, 0, list[str]()
    while some := text_store.with_text(before, last, CHUNK):
        end_reading()
        last = some[-1].id
        gone = [
            each for each in some if _removed(each, faults)
        ]  # first, so that no file stays of which the row says nothing
        text_store.forget_text(gone)
        number += len(gone)
    end_reading()
    return number, faults


def _removed(message: Message, faults: list[str]) -> bool:
    """Is nothing left in the folder of a message that went there? Otherwise `faults` says why."""
    settings: Settings = current_app.config["SETTINGS"]
    try:
        if message.channel == Channel.FILE:
            eml_files.remove(settings.instance, message)
    except OSError as error:
        faults.append(f"{eml_files.file_name(message)}: {error.strerror}")
        return False
    return True


def forget_reminders(before: datetime) -> int:
    """Remove reminders that were closed before an instant; how many."""
    number = 0
    while some := ending_store.forgettable(before, CHUNK):
        with write_transaction():
            ending_store.forget(some)
        number += len(some)
    end_reading()
    return number
