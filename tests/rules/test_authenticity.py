"""What is told of a file and of the record, from what is known of them?"""

from __future__ import annotations

import pytest

from tracker.authenticity import pace
from tracker.authenticity.rules import NO_CLAIM, Claim, Verdict, Whole, verdict, whole

OURS = Claim(True, ("7k3m9q0r2t4v6x8z",), "a" * 64, "2556-04-23-egov", 1)
OTHER = Claim(True)


@pytest.mark.parametrize(
    ("claim", "issued", "laid_before", "claims_issued", "told"),
    [
        (NO_CLAIM, True, True, False, Verdict.AUTHENTIC),
        (OURS, True, True, True, Verdict.AUTHENTIC),
        (OURS, False, False, True, Verdict.ALTERED),
        (OURS, False, True, True, Verdict.UNKNOWN),
        (OURS, False, True, False, Verdict.UNKNOWN),
        (OURS, False, False, False, Verdict.UNKNOWN),
        (OTHER, False, False, False, Verdict.UNKNOWN),
        (NO_CLAIM, False, False, False, Verdict.NO_PDF),
    ],
)
def test_the_verdict(claim: Claim, issued: bool, laid_before: bool, claims_issued: bool, told: Verdict):
    assert verdict(claim, issued=issued, laid_before=laid_before, claims_issued=claims_issued) is told


@pytest.mark.parametrize(
    ("same", "upto", "problems", "told"),
    [
        (True, 100, 0, Whole.WHOLE), (True, 101, 0, Whole.WHOLE), (True, 99, 0, Whole.NOT_YET), (True, None, 0, Whole.NOT_YET),
        (True, 100, 1, Whole.BROKEN), (False, 100, 0, Whole.BROKEN), (False, None, 0, Whole.BROKEN),
    ],
)  # fmt: skip
def test_whether_the_record_is_whole_up_to_entry_100(same: bool, upto: int | None, problems: int, told: Whole):
    assert whole(same, 100, upto, problems) is told


def test_files_from_one_address_come_at_a_measured_pace(monkeypatch: pytest.MonkeyPatch):
    now = [0.0]
    monkeypatch.setattr(pace.time, "monotonic", lambda: now[0])
    pace.forget()
    assert [pace.allowed("a") for _ in range(pace.MOST + 1)] == [True] * pace.MOST + [False]
    assert pace.allowed("b")
    now[0] = pace.WINDOW
    assert pace.allowed("a")
    pace.forget()
