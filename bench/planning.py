"""What does it cost to plan a day's reminders? `python -m bench.planning 2013-05-31` prints what the first and the second planning of
a day took, how many reminders there were and the most memory, as JSON."""

from __future__ import annotations

import json
import resource
import sys
import time
from datetime import date

from sqlalchemy import delete

from tracker import clock, create_app
from tracker.extensions import db
from tracker.ledger.store import write_transaction
from tracker.people.store import users
from tracker.reminders import service
from tracker.reminders.store import ReminderRow


def main(day: date) -> dict[str, float]:
    """Seconds of the first planning, which writes, and of the second, which finds everything there; reminders; MiB at the most."""
    with create_app().app_context():
        forget()
        begin = time.monotonic()
        added = service.remind(day, clock.now())
        first = time.monotonic()
        service.remind(day, clock.now())
        again = time.monotonic()
    mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"first": first - begin, "again": again - first, "reminders": added, "mib": mib}


def forget() -> None:
    """As if no scheduler had planned before: a day of which everything is there already costs half."""
    if not any(user.email.endswith("@bench.example") for _id, user in users()):
        raise SystemExit("This is no database of the benchmark: nothing is removed.")
    with write_transaction():
        db.session.execute(delete(ReminderRow))


if __name__ == "__main__":
    print(json.dumps(main(date.fromisoformat(sys.argv[1]))))
