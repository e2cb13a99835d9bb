"""What does one page say to somebody who has one minute? The standing, the agencies, and the first of what the report says in
words. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.documents import letter, wording
from tracker.documents.composition import composed
from tracker.documents.document import paragraphs
from tracker.documents.places import PLACES
from tracker.documents.words import Worded
from tracker.lang import Bilingual, fiscal_year_be
from tracker.snapshots.codes import ChoiceOption, Health
from tracker.snapshots.parts import Section
from tracker.snapshots.snapshot import Snapshot

LISTED: Mapping[str, int] = {"requests": 3, "problems": 3, "highlights": 2, "steps": 2}
"""Which places of the report it repeats, and at most how many lines of each; what is asked of the reader comes first, the rest
is counted."""
MOST_CHARACTERS = 230
"""A longer line ends at a space, with a mark."""
MOST_AGENCIES = 12
"""Beyond so many agencies they are counted by health instead of listed."""
CUT = "…"


@dataclass(frozen=True, slots=True)
class Told:
    """What one place of the report says: its first lines, and how many more there are."""

    title: Bilingual
    lines: tuple[Bilingual, ...]
    more: int


@dataclass(frozen=True)
class Brief:
    """What the page and the paper show. `days_left` is None where the source sets no day; `agencies` is empty where there are
    too many to list; `sharing` says how the one sum that was allotted is meant; `choices` are the ways of the other agencies
    and how many take each."""

    snapshot: Snapshot
    told: tuple[Told, ...]
    standing: Mapping[Health, int]
    agencies: tuple[Section, ...]
    days_left: int | None
    allotted_satang: int
    sharing: Bilingual | None
    choices: tuple[tuple[Bilingual, int], ...]

    @property
    def time_left(self) -> Bilingual | None:
        """How long there is until the day that the source sets, or how long that day has passed; None where it sets none."""
        days, working = self.days_left, self.snapshot.resolution.working_days_left
        if days is None:
            return None
        if days < 0:
            return Bilingual(th=f"พ้นกำหนดแล้ว {-days:,} วัน", en=f"{_counted(-days, 'day')} past the deadline")
        return Bilingual(
            th=f"เหลือ {days:,} วัน ({working:,} วันทำการ)",
            en=f"{_counted(days, 'day')} left ({_counted(working, 'working day')})",
        )

    @property
    def starred(self) -> bool:
        """Does a line name a day that the system set, marked with a star?"""
        return any("*" in line.th for told in self.told for line in told.lines)


def brief(snapshot: Snapshot, dated: date, words: Sequence[Worded] = ()) -> Brief:
    """The report in brief, as a letter of that day says it; `words` are what people put in the place of the rule's."""
    said, allotments = composed(snapshot, dated, words), letter.allotments(snapshot)
    sections = [found for row in snapshot.rows if (found := snapshot.section(row.agency))]
    year = fiscal_year_be(snapshot.as_of)
    counts = {option: sum(choice.option is option for choice in snapshot.choices) for option in ChoiceOption}
    return Brief(
        snapshot=snapshot,
        told=tuple(_told(said)),
        standing={health: len(agencies) for health, agencies in letter.standing(snapshot).items()},
        agencies=tuple(sections) if len(sections) <= MOST_AGENCIES else (),
        days_left=letter.days_left(snapshot) if letter.sets_deadline(snapshot) else None,
        allotted_satang=sum(move.amount_satang or 0 for move in allotments),
        sharing=wording.SHARING.get(allotments[0].sharing) if len(allotments) == 1 else None,
        choices=tuple((wording.choice(option, year), number) for option, number in counts.items() if number),
    )


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _told(said: Mapping[str, Bilingual]) -> Iterator[Told]:
    for place, most in LISTED.items():
        lines = paragraphs(said[place])
        if lines:
            yield Told(PLACES[place], tuple(_shortened(line) for line in lines[:most]), max(0, len(lines) - most))


def _shortened(line: Bilingual) -> Bilingual:
    return Bilingual(*(_cut(text) for text in (line.th, line.en)))


def _cut(text: str) -> str:
    if len(text) <= MOST_CHARACTERS:
        return text
    head = text[: MOST_CHARACTERS - 1]
    return (head.rpartition(" ")[0] or head) + CUT
