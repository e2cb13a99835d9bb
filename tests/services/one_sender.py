"""A sender in a process of its own, to be killed: sends what is due, again and again, by the settings of its environment."""

from __future__ import annotations

import os
import time
from datetime import timedelta

from tests.services.in_the_morning import SHIFT, put_on
from tracker import clock, create_app
from tracker.extensions import db
from tracker.reminders.delivery import send_due


def main() -> None:
    """Send for ever."""
    put_on(timedelta(seconds=float(os.environ[SHIFT])))
    with create_app().app_context():
        while True:
            send_due(clock.now())
            db.session.remove()
            time.sleep(0.05)


if __name__ == "__main__":
    main()
