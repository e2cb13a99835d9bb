"""How do the files in seeds/ get into the register? Read, check, and append only what changed – or nothing at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tracker import clock, migrations
from tracker.cadence import service as cadences
from tracker.calendar.store import calendar_for
from tracker.config import resource_root
from tracker.ledger.store import write_transaction
from tracker.letters import store as letters
from tracker.people import delegation_store, post_store
from tracker.people import service as people
from tracker.people import store as directory
from tracker.reports import store as reports
from tracker.resolutions import service as resolutions
from tracker.resolutions import store
from tracker.resolutions.expansion import expand
from tracker.resolutions.rules import Register
from tracker.resolutions.seed import Checked, Problem, check_seed, read_agencies
from tracker.search import service as search
from tracker.tasks import mention_store
from tracker.tasks import service as tasks
from tracker.tasks import store as task_rows


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did: the resolution's code, how many entries and tasks changed (0 and 0: it was loaded before), and what the
    reader found odd but not wrong."""

    code: str
    entries: int
    tasks: int
    warnings: tuple[Problem, ...] = ()


def load_agencies(path: Path | None = None, *, now: datetime | None = None) -> int:
    """Enter the bodies of seeds/agencies.yaml; return how many changed. Raises SeedError with lines and reasons."""
    found = read_agencies(path or seeds() / "agencies.yaml")
    at = now or clock.now()
    with write_transaction():
        return sum(
            people.register_agency(agency.code, position, agency.to_json(), now=at)
            for position, agency in enumerate(found)
        )


def load(path: Path, *, actor_id: int | None = None, now: datetime | None = None) -> Loaded:
    """Enter one resolution from its file, recorded at `now` (aware; default: this instant).

    Raises SeedError when anything in the file is wrong; then nothing changes.
    """
    checked = check(path)
    register, at = checked.register, now or clock.now()
    with write_transaction():
        resolution_id, entries = resolutions.register(register, actor_id=actor_id, now=at)
        changed = tasks.assign(resolution_id, expand(register.templates), actor_id=actor_id, now=at)
        changed += cadences.settle(clock.bangkok_day(at), at, resolution_id)
    return Loaded(register.resolution.code, entries, changed, checked.warnings)


def migrate() -> None:
    """Bring the database to the newest tables and fill them from the ledger, both or neither: new columns that nothing filled would
    be taken for the truth."""
    with write_transaction():
        before = migrations.revision()
        migrations.upgrade()
        if before not in (None, migrations.HEAD):
            rebuild()


def rebuild() -> int:
    """Write the current rows of posts, delegations, tasks, reports, letters and mentions and the search index anew from the ledger, after a
    migration that gave them more to hold; how many there are."""
    with write_transaction():
        rows = post_store.rebuild() + delegation_store.rebuild() + letters.rebuild() + reports.rebuild()
        mention_store.rebuild()
        search.rebuild()
        return rows + sum(task_rows.rebuild(listed.id) for listed in store.resolutions())


def read(path: Path) -> Register:
    """The register in a file. Raises SeedError when anything in it is wrong."""
    return check(path).register


def check(path: Path) -> Checked:
    """The register in a file, checked against the agencies and obligations that are known already, and what is odd in it."""
    return check_seed(
        path,
        frozenset(directory.agency_ids()),
        taken=lambda code: store.obligation_codes(other_than=code or ""),
        is_working=calendar_for(clock.today()).is_working,
        today=clock.today(),
    )


def seeds() -> Path:
    """The folder of the seed files that come with the product."""
    return resource_root() / "seeds"
