"""How does a resolution enter the register, and how is an entry changed?"""

from __future__ import annotations

from datetime import datetime

from tracker.ledger.event import Draft
from tracker.ledger.kinds import kind_name, to_data
from tracker.ledger.store import append, head, stream_version, write_transaction
from tracker.resolutions import store
from tracker.resolutions.events import Entry, EntryWithdrawn, changes, entries_of, stream
from tracker.resolutions.rules import Register


def register(register: Register, *, actor_id: int | None, now: datetime) -> tuple[int, int]:
    """Enter a resolution, or what has changed in it; return its id and how many entries changed. Loading twice changes nothing."""
    code = register.resolution.code
    with write_transaction():
        known = store.resolution_id(code)
        resolution_id = known or store.next_id()
        facts = changes(store.entries(resolution_id) if known else {}, entries_of(register))
        if facts:
            store.save_resolution(resolution_id, register.resolution, since=head().seq + 1)
        for fact in facts:
            name = stream(code, fact.noun, fact.code)
            draft = Draft(name, stream_version(name), kind_name(type(fact)), to_data(fact), resolution_id=resolution_id)
            append(draft, actor_id=actor_id, now=now)
            entry = None if isinstance(fact, EntryWithdrawn) else Entry(fact.position, fact.document)
            store.save_entry(resolution_id, (fact.noun, fact.code), entry)
    return resolution_id, len(facts)
