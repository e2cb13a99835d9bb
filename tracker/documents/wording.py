"""What do people read for each code of a snapshot? The words of the pages wherever pages have one: a report and a page never differ."""

from __future__ import annotations

from tracker.lang import Bilingual
from tracker.resolutions import kinds
from tracker.snapshots.codes import ChoiceOption, Force, Health, MoneyKind, Sharing, Status
from tracker.tasks.health import HEALTH_TITLES
from tracker.tasks.step import STATE_TITLES, State

HEALTH = {Health(health.value): words for health, words in HEALTH_TITLES.items()}
STATUS = {
    Status.ASSIGNED if state is State.NOT_STARTED else Status(state.value): words
    for state, words in STATE_TITLES.items()
}
FORCE = {Force(force.value.replace("_", "-")): force.label for force in kinds.Force}
MONEY = {MoneyKind(kind.value): kind.label for kind in kinds.MovementKind}
SHARING = {
    Sharing.EACH: Bilingual("แห่งละ", "each"),
    Sharing.JOINT: Bilingual("วงเงินรวม", "joint sum"),
    Sharing.JOINT_SPLIT_UNKNOWN: Bilingual("วงเงินรวม ไม่ทราบส่วนแบ่ง", "joint sum, split unknown"),
}
"""A single agency's sum needs no word."""

CHOICE = {
    ChoiceOption.REPLAN: Bilingual(
        "ปรับแผนการใช้จ่ายปี พ.ศ. {year}", "change the spending plan of fiscal year B.E. {year}"
    ),
    ChoiceOption.REQUEST: Bilingual("ขอรับการจัดสรรปี พ.ศ. {next}", "ask for more in fiscal year B.E. {next}"),
    ChoiceOption.UNDECIDED: Bilingual("ยังไม่แจ้งทางเลือก", "choice not told yet"),
    ChoiceOption.NONE: Bilingual("ไม่ดำเนินการทั้งสองทาง", "neither way is pursued"),
}


def choice(option: ChoiceOption, fiscal_year: int) -> Bilingual:
    """The way an agency takes, with this fiscal year (B.E.) and the next in it."""
    return CHOICE[option].format(year=fiscal_year, next=fiscal_year + 1)
