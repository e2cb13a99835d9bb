"""What can a coordinator say about the rules, and which rules follow from everything that was said? Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from itertools import pairwise

from tracker.lang import Bilingual
from tracker.ledger.event import Event
from tracker.ledger.kinds import kind, to_fact
from tracker.ledger.refusal import RuleBroken
from tracker.reminders.rules import EVERY_KIND, FIRST_HOUR, FURTHEST, LAST_HOUR, MOST_STEPS, Rule

TOPIC = "reminder-rule"


@kind
@dataclass(frozen=True, slots=True)
class ReminderRuleSet:
    """From now on people hear of tasks of this kind of obligation at these steps and rungs (working days, as in Rule)."""

    kind: str
    before: tuple[int, ...]
    after: tuple[int, ...]
    every: int
    officer: int | None
    coordinator: int | None
    executive: int | None
    letter: int | None
    waiting: int | None
    reason: str
    first_hour: int = FIRST_HOUR
    last_hour: int = LAST_HOUR


@kind
@dataclass(frozen=True, slots=True)
class ReminderRuleWithdrawn:
    """This kind of obligation has no rule of its own any more; for all kinds: the product's own rule holds again."""

    kind: str
    reason: str


Fact = ReminderRuleSet | ReminderRuleWithdrawn

LADDER = ("officer", "coordinator", "executive", "letter")
"""The rungs from the foot upwards: a higher one is never reached before a lower."""


def stream(kind: str) -> str:
    """The stream of the ledger in which a kind's rule stands."""
    return f"{TOPIC}:{'every' if kind == EVERY_KIND else kind}"


def rules_after(events: Iterable[Event]) -> dict[str, Rule]:
    """The rules by kind of obligation after these events; EVERY_KIND is always among them."""
    found: Mapping[str, Rule] = {EVERY_KIND: Rule()}
    for event in events:
        fact = to_fact(event.kind, event.data)
        if isinstance(fact, ReminderRuleSet | ReminderRuleWithdrawn):
            found = after(found, fact)
    return dict(found)


def after(known: Mapping[str, Rule], fact: Fact) -> Mapping[str, Rule]:
    """The rules by kind of obligation after what a coordinator said."""
    if isinstance(fact, ReminderRuleSet):
        return {**known, fact.kind: Rule(**{each.name: getattr(fact, each.name) for each in fields(Rule)})}
    rest = {kind: rule for kind, rule in known.items() if kind != fact.kind}
    return {EVERY_KIND: Rule(), **rest}


def check(fact: Fact, known: Mapping[str, Rule]) -> None:
    """Refuse steps that lie nowhere, a ladder whose rungs are out of order, and to take back a rule that is not there."""
    if isinstance(fact, ReminderRuleWithdrawn):
        if fact.kind not in known or (fact.kind == EVERY_KIND and known[fact.kind] == Rule()):
            raise RuleBroken("", Bilingual(th="ไม่มีหลักเกณฑ์เฉพาะให้ยกเลิก", en="There is no rule of its own to take back."))
        return
    _check_steps("before", fact.before, 0)
    _check_steps("after", fact.after, 1)
    if not 0 <= fact.every <= FURTHEST:
        raise RuleBroken("every", _RANGE)
    for name in ("waiting", *LADDER):
        value = getattr(fact, name)
        if value is not None and not 1 <= value <= FURTHEST:
            raise RuleBroken(name, _AFTER_A_DAY)
    _check_hours(fact)
    if not fact.before and not fact.after:
        raise RuleBroken(
            "before", Bilingual(th="กรุณาระบุวันเตือนอย่างน้อยหนึ่งวัน", en="Give at least one day on which people are told.")
        )
    rungs = [(name, value) for name in LADDER if (value := getattr(fact, name)) is not None]
    least = min((value for _name, value in rungs), default=None)
    if least is not None and (not fact.after or min(fact.after) > least):
        raise RuleBroken(
            "after",
            Bilingual(
                th=f"ลำดับการแจ้งเริ่มที่ {least} วันทำการ จึงต้องมีวันเตือนหลังครบกำหนดไม่เกินวันนั้น",
                en=f"People further up hear from {least} days on, so there must be a day after the due date no later than that.",
            ),
        )
    for (_lower, low), (name, high) in pairwise(rungs):
        if high < low:
            raise RuleBroken(
                name,
                Bilingual(
                    th="ลำดับสูงกว่าต้องแจ้งไม่เร็วกว่าลำดับที่ต่ำกว่า", en="A higher rung cannot hear of it before a lower one."
                ),
            )


_AFTER_A_DAY = Bilingual(
    th=f"กรุณาระบุจำนวนวันทำการ 1 ถึง {FURTHEST} หรือเว้นว่างถ้าไม่ต้องแจ้ง",
    en=f"Give working days from 1 to {FURTHEST}, or nothing for never.",
)
_RANGE = Bilingual(th=f"กรุณาระบุจำนวนวันทำการ 0 ถึง {FURTHEST}", en=f"Give working days from 0 to {FURTHEST}.")


def _check_hours(fact: ReminderRuleSet) -> None:
    if not 0 <= fact.first_hour <= fact.last_hour <= 23:
        raise RuleBroken(
            "last_hour", Bilingual(th="เวลาสุดท้ายต้องไม่ก่อนเวลาแรก", en="The last hour cannot lie before the first.")
        )
    if fact.kind != EVERY_KIND and (fact.first_hour, fact.last_hour) != (FIRST_HOUR, LAST_HOUR):
        raise RuleBroken(
            "first_hour",
            Bilingual(th="เวลาที่ส่งกำหนดได้เฉพาะในหลักเกณฑ์ทั่วไป", en="The hours are set in the general rule only."),
        )


def _check_steps(name: str, steps: tuple[int, ...], least: int) -> None:
    if len(steps) > MOST_STEPS:
        raise RuleBroken(
            name, Bilingual(th=f"ระบุได้ไม่เกิน {MOST_STEPS} วัน", en=f"At most {MOST_STEPS} days can be given.")
        )
    if any(not least <= days <= FURTHEST for days in steps):
        raise RuleBroken(name, _RANGE)
    if len(set(steps)) != len(steps):
        raise RuleBroken(name, Bilingual(th="มีวันซ้ำกัน", en="A day is given twice."))
