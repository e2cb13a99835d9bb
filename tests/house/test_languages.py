"""Is every sentence there in both languages, and nothing in one alone?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.sources import (
    PAGES,
    Sentence,
    code_sentences,
    has_letters,
    has_thai,
    name,
    template_sentences,
    template_text,
)

NO_WORDS = {("thai", "decimal"), ("PDF", "PDF")}
"""Pairs that no person reads as words: a style of page numbers, a name of a format."""
SHORT = 20
"""A short word may stand in one language alone: a counting word, or one whose place in the sentence differs."""


def fault(sentence: Sentence) -> str | None:
    """What is wrong with a sentence, or None. Signs alone, such as a gap or a bracket, need no other language."""
    if has_thai(sentence.english):
        return f"{sentence.place}: Thai in the English: {sentence.english!r}"
    if not (sentence.thai.strip() and sentence.english.strip()) and len(sentence.thai + sentence.english) <= SHORT:
        return None
    if not sentence.whole or (sentence.thai, sentence.english) in NO_WORDS:
        return None
    if has_letters(sentence.english) and not has_thai(sentence.thai):
        return f"{sentence.place}: no Thai in the Thai: {sentence.thai!r}"
    if has_thai(sentence.thai) and not sentence.english.strip():
        return f"{sentence.place}: no English: {sentence.english!r}"
    return None


def test_every_sentence_of_the_templates_is_complete() -> None:
    sentences = list(template_sentences())
    assert len(sentences) > 100
    assert [found for sentence in sentences if (found := fault(sentence))] == []


def test_every_sentence_of_the_code_is_complete() -> None:
    sentences = list(code_sentences())
    assert len(sentences) > 100
    assert [found for sentence in sentences if (found := fault(sentence))] == []


@pytest.mark.parametrize(
    "sentence, complete",
    [
        (Sentence("x", "วัน", "day"), True),
        (Sentence("x", "", "a day that is to be explained"), False),
        (Sentence("x", "วันที่จะต้องอธิบายให้ละเอียด", ""), False),
        (Sentence("x", "งาน", ""), True),
        (Sentence("x", "วัน", "วัน"), False),
        (Sentence("x", "day", "the day"), False),
        (Sentence("x", "PDF", "PDF"), True),
        (Sentence("x", "", " "), True),
    ],
)
def test_the_check_itself_sees_a_missing_language(sentence: Sentence, complete: bool) -> None:
    assert (fault(sentence) is None) is complete


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_no_words_of_one_language_stand_in_a_template(path: Path) -> None:
    """The switch between the languages names each in itself, and what is quoted says so: lang="th"."""
    if name(path) == "templates/macros/frame.html":
        return
    assert not has_thai(re.sub(r'lang="th">[^<]*', "", template_text(path))), name(path)
