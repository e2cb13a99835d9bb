"""What can be watched, and how many things by one person? Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.lang import Bilingual
from tracker.ledger.refusal import RuleBroken

MOST_WATCHED = 200
"""A list longer than this is read by nobody."""
NOUNS = ("task", "obligation", "agency")
SOUND = re.compile(r"[\w.-]{1,60}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that can be watched: a task by its id, an obligation or agency by its code."""

    noun: str
    ref: str

    def __str__(self) -> str:
        return f"{self.noun}:{self.ref}"


def thing_of(noun: str, ref: str) -> Thing | None:
    """The thing that an address names; None when nothing could ever be called so."""
    if noun not in NOUNS or not SOUND.fullmatch(ref):
        return None
    if noun == "task" and not re.fullmatch(r"[1-9][0-9]{0,8}", ref):
        return None
    return Thing(noun, ref)


def read(text: str) -> Thing | None:
    """The thing that `str(thing)` wrote."""
    noun, _, ref = text.partition(":")
    return thing_of(noun, ref)


def check_room(watched: int) -> None:
    """Refuse one more than anybody would read."""
    if watched >= MOST_WATCHED:
        raise RuleBroken(
            "",
            Bilingual(
                th=f"ท่านติดตามครบ {MOST_WATCHED} รายการแล้ว กรุณาเลิกติดตามบางรายการก่อน",
                en=f"You watch {MOST_WATCHED} things already; stop watching some of them first.",
            ),
        )
