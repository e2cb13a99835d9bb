"""When is it too much? A rule that would write to very many people is stopped, and a person is asked."""

from __future__ import annotations

from datetime import date

from flask import current_app

from tracker.reminders.outbox_store import laid_for


def too_many(laid: int, new: int, most: int) -> bool:
    """Would `new` messages more than are `laid` out for a day already be more than `most`?"""
    return new > 0 and laid + new > most


def hold_if_too_many(day: date, count: int) -> bool:
    """Must `count` new messages for a day be held until somebody says so (`put(…, held=True)`)? Messages that are held already do not
    count: they are not on their way."""
    most: int = current_app.config["SETTINGS"].most_messages
    return too_many(laid_for(day, most), count, most)
