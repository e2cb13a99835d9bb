"""How do the files in seeds/ get into the register? Read, check, and append only what changed – or nothing at all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tracker import clock
from tracker.config import resource_root
from tracker.ledger.store import write_transaction
from tracker.people import service as people
from tracker.people import store as directory
from tracker.resolutions import service as resolutions
from tracker.resolutions import store
from tracker.resolutions.expansion import expand
from tracker.resolutions.rules import Register
from tracker.resolutions.seed import read_agencies, read_seed
from tracker.tasks import service as tasks


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did: the resolution's code and how many entries and tasks changed (0 and 0: it was loaded before)."""

    code: str
    entries: int
    tasks: int


def load_agencies(path: Path | None = None) -> int:
    """Enter the bodies of seeds/agencies.yaml; return how many changed. Raises SeedError with lines and reasons."""
    found = read_agencies(path or seeds() / "agencies.yaml")
    with write_transaction():
        return sum(
            people.register_agency(agency.code, position, agency.to_json(), now=clock.now()) for position, agency in enumerate(found)
        )


def load(path: Path, *, actor_id: int | None = None) -> Loaded:
    """Enter one resolution from its file. Raises SeedError when anything in it is wrong; then nothing changes."""
    register = read(path)
    now = clock.now()
    with write_transaction():
        resolution_id, entries = resolutions.register(register, actor_id=actor_id, now=now)
        changed = tasks.assign(resolution_id, expand(register.templates), actor_id=actor_id, now=now)
    return Loaded(register.resolution.code, entries, changed)


def read(path: Path) -> Register:
    """The register in a file, checked against the agencies and obligations that are known already."""
    known = frozenset(directory.agency_ids())
    return read_seed(path, known, taken=store.obligation_codes(other_than=path.stem))


def seeds() -> Path:
    """The folder of the seed files that come with the product."""
    return resource_root() / "seeds"
