"""What is a saved view of the list of tasks, and what may not be saved? Pure: plain values in, a view or a refusal out."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from tracker.access.policy import Actor, Role
from tracker.lang import Bilingual
from tracker.ledger.refusal import RuleBroken
from tracker.tasks.columns import ORDER, SHOW, SORT
from tracker.tasks.conditions import LONGEST_WORDS, NAMES

LONGEST_NAME = 80
LONGEST_QUERY = 4000
MOST_VIEWS = 100
EVERYBODY = "everybody"
NOBODY = ""
KEPT = (*NAMES, SORT, ORDER, SHOW, "resolution")
"""What a view keeps of an address: not the page, the day or the language, which belong to whoever looks."""

SHARED_TITLES = {
    NOBODY: Bilingual(th="เฉพาะข้าพเจ้า", en="Only me"),
    EVERYBODY: Bilingual(th="ทุกคน", en="Everybody"),
} | {role.value: role.title for role in Role}

NO_NAME = Bilingual(th="กรุณาตั้งชื่อมุมมอง", en="Give the view a name.")
LONG_NAME = Bilingual(
    th=f"ชื่อยาวเกินไป รับได้ไม่เกิน {LONGEST_NAME} ตัวอักษร", en=f"The name is too long; at most {LONGEST_NAME} characters fit."
)
TAKEN = Bilingual(th="ท่านมีมุมมองชื่อนี้แล้ว กรุณาใช้ชื่ออื่น", en="You have a view with this name already; choose another.")
TOO_MANY = Bilingual(
    th=f"เก็บมุมมองได้ไม่เกิน {MOST_VIEWS} มุมมอง กรุณาลบมุมมองที่ไม่ใช้แล้วก่อน",
    en=f"At most {MOST_VIEWS} views can be kept; delete one that you no longer use.",
)
TOO_LONG = Bilingual(
    th="ตัวกรองยาวเกินกว่าจะเก็บได้ กรุณาเลือกค่าให้น้อยลง", en="The filters are too long to be kept; choose fewer values."
)
NOT_SHARED_SO = Bilingual(th="กรุณาเลือกว่าจะแบ่งปันให้ใคร", en="Choose with whom the view is shared.")


@dataclass(frozen=True, slots=True)
class View:
    """A list under a name: `query` is its part of an address, `shared` whom it is shared with, `first` says that it opens first."""

    id: int
    owner: int
    owner_name: Bilingual
    name: str
    query: str
    shared: str = NOBODY
    first: bool = False

    def shown_to(self, actor: Actor) -> bool:
        """May this person see it? Their own, and what is shared with them."""
        return self.owner == actor.id or self.shared in (EVERYBODY, actor.role.value)

    @property
    def shared_title(self) -> Bilingual:
        """Whom it is shared with, in words."""
        return SHARED_TITLES[self.shared]


def kept_query(pairs: Iterable[tuple[str, str]]) -> str:
    """What a view keeps of these names and values, each pair once, in the order of KEPT."""
    known = dict.fromkeys(
        (name, value.strip()[: 10 * LONGEST_WORDS]) for name, value in pairs if name in KEPT and value.strip()
    )
    return urlencode(sorted(known, key=lambda pair: KEPT.index(pair[0])), errors="replace")


def query_of(text: str) -> str:
    """The same from the query of an address as somebody sent it."""
    return kept_query(parse_qsl(text[: 10 * LONGEST_QUERY], errors="replace", max_num_fields=None))


def sound_name(text: str) -> str:
    """A name as it is kept: its letters composed, no blanks around it. RuleBroken when there is none or it is too long."""
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if not name:
        raise RuleBroken("name", NO_NAME)
    if len(name) > LONGEST_NAME:
        raise RuleBroken("name", LONG_NAME)
    return name


def name_key(name: str) -> str:
    """By what two names of one person are the same: their letters, whatever their case."""
    return name.casefold()


def check(name: str, query: str, others: Collection[View]) -> None:
    """Refuse a view beside the person's other ones: its name is taken, there are too many, or its filters are too long."""
    if name_key(name) in {name_key(each.name) for each in others}:
        raise RuleBroken("name", TAKEN)
    if len(others) >= MOST_VIEWS:
        raise RuleBroken("", TOO_MANY)
    if len(query) > LONGEST_QUERY:
        raise RuleBroken("", TOO_LONG)
