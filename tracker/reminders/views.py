"""Which addresses show what is sent to people?"""

from __future__ import annotations

from flask import Blueprint

from tracker.reminders import outbox_views

pages = Blueprint("reminders", __name__)
outbox_views.register(pages)
