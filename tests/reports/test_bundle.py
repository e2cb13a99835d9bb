"""Does the one file with everything name the SHA-256 of each file in it, and hold the same bytes each time?"""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path
from zipfile import ZipFile

from tests.reports.pdfs import CREATED
from tests.reports.sample import snapshot
from tracker.companions.bundle import MANIFEST, bundle
from tracker.companions.evidence_index import HEADINGS, evidence_rows

FILES = {"รายงาน.pdf": b"%PDF-1.7", "tables.xlsx": b"PK", "../up.txt": b""}


def test_the_manifest_is_one_that_sha256sum_checks(tmp_path: Path) -> None:
    with ZipFile(bundle(FILES, CREATED)) as parts:
        parts.extractall(tmp_path)
    done = subprocess.run(["sha256sum", "--strict", "-c", MANIFEST], cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stdout.decode().count(": OK")) == (0, 3)


def test_no_name_leaves_the_folder_into_which_it_is_unpacked() -> None:
    with ZipFile(bundle(FILES, CREATED)) as parts:
        assert parts.namelist() == ["รายงาน.pdf", "tables.xlsx", "..up.txt", MANIFEST]


def test_the_same_files_give_the_same_bytes() -> None:
    assert len({hashlib.sha256(bundle(FILES, CREATED).read()).digest() for _ in range(2)}) == 1


def test_every_piece_of_evidence_that_the_report_names_has_its_row_and_a_claim_without_any_an_empty_one() -> None:
    report = snapshot()
    tasks = [task for section in report.sections for task in section.tasks]
    rows = list(evidence_rows(report))
    assert all(len(row) == len(HEADINGS) for row in rows)
    assert [row[-1] for row in rows if row[-1]] == [piece for task in tasks for piece in task.evidence]
    assert sum(row[-1] is None for row in rows) == sum(task.claimed > 0 and not task.evidence for task in tasks)
