"""Is a word found by its letters as it is among the first rows of its kind, and is a wrong index noticed – on both databases?"""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import text

from tests.services.test_search import numbers
from tracker.dashboard.verification import verification
from tracker.extensions import db
from tracker.search import matching, service


@pytest.fixture
def by_letters_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """As among millions of rows: no word stands among the first ones of its kind."""
    monkeypatch.setattr(matching, "NEAR", 0)
    monkeypatch.setattr(matching, "WINDOW", 0)


@pytest.mark.parametrize(
    "words", ["หลักฐานยังเปิดไม่ได้", "เว็บไซต์", "มาตรฐานเว็บไซต์ภาครัฐ", "website", "O-1.3-T1", "การคลัง สำรวจ", "ไม่มีคำนี้"]
)
def test_a_common_word_and_a_rare_one_are_found_alike(app: Flask, request: pytest.FixtureRequest, words: str) -> None:
    found = numbers(words)
    request.getfixturevalue("by_letters_alone")
    assert numbers(words) == found
    assert found or words == "ไม่มีคำนี้"


def test_letters_that_do_not_belong_to_the_rows_are_noticed(app: Flask, database: str, by_letters_alone: None) -> None:
    if database == "sqlite":
        db.session.execute(text("insert into search_text (search_text) values ('delete-all')"))
    else:
        db.session.execute(text("update search_row set grams = '{1}' where kind = 'words'"))
    db.session.commit()
    assert numbers("หลักฐานยังเปิดไม่ได้") == {}
    assert verification().problems
    service.rebuild()
    assert numbers("หลักฐานยังเปิดไม่ได้") == {"words": 1}
