"""How long are drafts kept, and which version did somebody see?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tracker.drafts.rules import KEPT_FOR, MOST_DRAFTS, Draft, too_old, version_of

NOW = datetime(2013, 5, 31, 3, tzinfo=UTC)


def draft(id_: int, age: timedelta) -> Draft:
    return Draft(id_, f"/tasks/{id_}/progress", {}, None, NOW - age)


def test_a_draft_past_its_time_goes() -> None:
    drafts = [draft(1, KEPT_FOR), draft(2, KEPT_FOR + timedelta(seconds=1)), draft(3, timedelta())]
    assert too_old(drafts, NOW) == [2]


def test_the_oldest_makes_room() -> None:
    drafts = [draft(number, timedelta(minutes=number)) for number in range(MOST_DRAFTS + 2)]
    assert sorted(too_old(drafts, NOW)) == [MOST_DRAFTS, MOST_DRAFTS + 1]


@pytest.mark.parametrize(
    "typed, seen",
    [({"version": ["3"]}, 3), ({}, None), ({"version": []}, None), ({"version": ["๓"]}, None), ({"version": ["-1"]}, None),
     ({"version": ["9" * 30]}, None)],
)  # fmt: skip
def test_a_version_is_a_sound_number_or_none(typed: dict[str, list[str]], seen: int | None) -> None:
    assert version_of(typed) == seen
