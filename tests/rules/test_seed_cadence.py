"""Does a file give an obligation its rhythm, and is what makes no sense named by line and reason?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.test_seed_mistakes import AGENCIES, GOOD
from tracker.lang import Bilingual
from tracker.resolutions.cadence import Cadence
from tracker.resolutions.events import changes, entries_of
from tracker.resolutions.seed import SeedError, read_seed

RECURRING = GOOD.replace("kind: duty", "kind: recurring", 1)
HERE = "    tasks:\n"
WHOLE = """    cadence:
      every: 3
      first_on: 2013-06-28
      day: 15
      until: 2014-12-31
      cut_before: 10
      title: {th: "เสนอรายงาน", en: "Send the report"}
"""


def with_cadence(text: str, base: str = RECURRING) -> bytes:
    """The example of the documentation with this cadence."""
    return base.replace(HERE, text + HERE, 1).encode()


def test_a_cadence_is_read_with_all_its_keys_or_the_least() -> None:
    (found, *_) = read_seed(with_cadence(WHOLE), AGENCIES).obligations
    title = Bilingual(th="เสนอรายงาน", en="Send the report")
    assert found.cadence == Cadence(3, date(2013, 6, 28), 15, date(2014, 12, 31), 10, title)
    (found, *_) = read_seed(with_cadence("    cadence: {every: 1, first_on: 2013-05-31}\n"), AGENCIES).obligations
    assert found.cadence == Cadence(1, date(2013, 5, 31))


@pytest.mark.parametrize(
    "good, bad, words",
    [
        ("every: 3", "every: 5", "one of 1, 2, 3, 6, 12 months"),
        ("every: 3", "evry: 3", "Did you mean “every”"),
        ("day: 15", "day: 32", "from 1 to 31"),
        ("cut_before: 10", "cut_before: 0", "from 1 to 15 working days"),
        ("until: 2014-12-31", "until: 2013-01-01", "before the first due date"),
        ("first_on: 2013-06-28", "first_on: 2556-06-28", "2013-06-28"),
    ],
)
def test_what_makes_no_sense_is_named(good: str, bad: str, words: str) -> None:
    with pytest.raises(SeedError, match=words):
        read_seed(with_cadence(WHOLE.replace(good, bad)), AGENCIES)


def test_only_what_recurs_has_one() -> None:
    with pytest.raises(SeedError, match="there must be no cadence"):
        read_seed(with_cadence(WHOLE, GOOD), AGENCIES)


def test_the_codes_of_its_tasks_are_kept_for_it() -> None:
    with pytest.raises(SeedError, match="are kept for tasks of a cadence"):
        read_seed(GOOD.replace("code: X-1-T3", "code: X-1-R2556-07").encode(), AGENCIES)


def test_a_field_that_is_new_and_empty_is_no_change_of_an_entry() -> None:
    register = read_seed(GOOD.encode(), AGENCIES)
    before = {
        key: replace(entry, document={name: value for name, value in entry.document.items() if name != "cadence"})
        for key, entry in entries_of(register).items()
    }
    assert changes(before, entries_of(register)) == []
