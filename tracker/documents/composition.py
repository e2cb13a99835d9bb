"""Which words stand at each place of a report: those of the rule, or those that people put in their place? Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from tracker.documents.narrative import joined, narrative
from tracker.documents.places import WORDED
from tracker.documents.words import Worded
from tracker.lang import Bilingual
from tracker.snapshots.snapshot import Snapshot


def composed(snapshot: Snapshot, dated: date, wording: Sequence[Worded] = ()) -> Mapping[str, Bilingual]:
    """The words by place, in a letter of that day; empty where nothing is said (no requests)."""
    by_rule = ruled(snapshot, dated, wording)
    own = {each.place: each.words for each in wording}
    return {place: own.get(place, by_rule[place]) for place in WORDED}


def ruled(snapshot: Snapshot, dated: date, wording: Sequence[Worded] = ()) -> Mapping[str, Bilingual]:
    """The rule's words by place; the closing paragraph goes by whether the report puts requests to the Cabinet."""
    asks = any(each.place == "requests" for each in wording)
    return {place: joined(sentences) for place, sentences in narrative(snapshot, dated, asks).items()}
