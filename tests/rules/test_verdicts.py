"""From which of its events does a task wait for a verdict? Without app or database."""

from __future__ import annotations

import pytest

from tracker.tasks.verdicts import begins


@pytest.mark.parametrize(
    ("told", "waits_from"),
    [
        ("submitted", [0]),
        ("submitted replaced", [0]),
        ("submitted expired replaced", [0]),
        ("replaced submitted", [1]),
        ("submitted verified replaced", [0, 2]),
        ("submitted verified expired replaced", [0, 2]),
        ("submitted verified withdrawn replaced", [0, 2]),
        ("submitted returned replaced submitted", [0, 3]),
        ("submitted verified expired verified expired", [0, 2, 4]),
    ],
)
def test_only_what_was_verified_waits_again_when_its_evidence_goes(told: str, waits_from: list[int]) -> None:
    kinds = {
        "submitted": "task_submitted", "verified": "task_verified", "returned": "task_returned", "withdrawn": "verdict_withdrawn",
        "replaced": "evidence_replaced", "expired": "evidence_expired",
    }  # fmt: skip
    assert [place for place, begun in enumerate(begins(kinds[each] for each in told.split())) if begun] == waits_from
