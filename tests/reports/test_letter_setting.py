"""Is the widest setting found in which a letter stands on one page, with few tries? Pure."""

from __future__ import annotations

import pytest

from tracker.papers.engine import CLOSER, widest


@pytest.mark.parametrize("first", range(len(CLOSER) + 1))
def test_the_widest_setting_that_fits_is_found_with_four_tries_at_most(first: int) -> None:
    tried: list[str] = []

    def fits(setting: str) -> bool:
        tried.append(setting)
        return CLOSER.index(setting) >= first

    assert widest(fits) == (CLOSER[first] if first < len(CLOSER) else None)
    assert len(tried) <= 4
    assert first or len(tried) == 1
