"""What does the administrator see of the jobs? Each with its last run, what came of it, and its next; and the schedulers that live."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from tracker import clock
from tracker.jobs import store
from tracker.jobs.job import Job
from tracker.jobs.rules import Beat, Outcome, Run, Wish, alive, next_turn, said
from tracker.jobs.table import JOBS
from tracker.lang import Bilingual, format_instant
from tracker.people.store import names_of

OUTCOMES = {
    Outcome.NEVER: Bilingual(th="ยังไม่เคยทำงาน", en="has not run yet"),
    Outcome.RUNNING: Bilingual(th="กำลังทำงาน", en="runs now"),
    Outcome.DONE: Bilingual(th="สำเร็จ", en="done"),
    Outcome.FOUND: Bilingual(th="พบสิ่งที่ต้องตรวจ", en="found something"),
    Outcome.FAILED: Bilingual(th="ไม่สำเร็จ", en="failed"),
    Outcome.BROKEN_OFF: Bilingual(th="หยุดกลางคัน", en="broke off"),
    Outcome.TOO_LONG: Bilingual(th="ทำงานนานผิดปกติ อาจค้างอยู่", en="runs for too long and may hang"),
}
SHAPES = {Outcome.NEVER: "i-none", Outcome.RUNNING: "i-submitted", Outcome.DONE: "i-done"}


@dataclass(frozen=True, slots=True)
class Line:
    """One job as it stands: its last run and what came of it, its next turn (None: as soon as a scheduler looks, or not at all), the wish
    for a run now, who asked for the last one, and why it does not run here."""

    job: Job
    last: Run | None
    outcome: Outcome
    next_at: datetime | None
    wish: Wish | None
    asked_by: Bilingual | None
    off: Bilingual | None

    @property
    def said(self) -> Bilingual:
        """What came of the last run, in a word."""
        return OUTCOMES[self.outcome]

    @property
    def shape(self) -> str:
        """The shape that stands beside that word."""
        return SHAPES.get(self.outcome, "i-late")

    @property
    def first_minutes(self) -> int:
        """For how many minutes a scheduler has run before the job's first run of all."""
        return int(self.job.patience.total_seconds()) // 60

    @property
    def took(self) -> Bilingual | None:
        """How long the last run took; None while it runs, and when the clock was put back in between."""
        if self.last is None or self.last.ended_at is None or self.last.ended_at < self.last.started_at:
            return None
        seconds = (self.last.ended_at - self.last.started_at).total_seconds()
        figure = f"{seconds:.1f}" if seconds < 10 else f"{seconds:,.0f}"
        return Bilingual(th=f"{figure} วินาที", en=f"{figure} s")


@dataclass(frozen=True, slots=True)
class Page:
    """All jobs, and the schedulers of which there is a sign, each with whether it lives."""

    lines: tuple[Line, ...]
    beats: tuple[tuple[Beat, bool], ...]
    now: datetime

    @property
    def living(self) -> int:
        """How many schedulers run."""
        return sum(lives for _beat, lives in self.beats)

    @property
    def bad(self) -> list[Line]:
        """The jobs that a person should look at."""
        return [line for line in self.lines if line.outcome.bad and line.off is None]

    @property
    def silent(self) -> int | None:
        """For how many seconds nothing was heard of any scheduler; None when one lives, or when each ended in good order."""
        if self.living or not self.beats:
            return None
        return min(int(beat.silent(self.now).total_seconds()) for beat, _lives in self.beats)


def listing() -> Page:
    """The jobs as they stand now; four queries."""
    now, beats, wishes = clock.real_now(), store.beats(), store.wishes()
    living, last = alive(beats, now), store.last_runs([job.name for job in JOBS])
    names = names_of({run.asked_by for run in last.values() if run.asked_by is not None})
    lines = (_line(job, last.get(job.name), wishes.get(job.name), living, names, now) for job in JOBS)
    return Page(tuple(lines), tuple((beat, beat.process in living) for beat in beats), now)


def _line(
    job: Job, last: Run | None, wish: Wish | None, living: frozenset[str], names: dict[int, Bilingual], now: datetime
) -> Line:
    found, off = said(last, living, now, job.limit), job.off()
    turn = next_turn(last, living, job.when.after) if last and not found.running and not off else None
    asked_by = names.get(last.asked_by) if last and last.asked_by is not None else None
    return Line(job, last, found, turn if turn and turn > now else None, wish, asked_by, off)


def lines(page: Page) -> Iterator[str]:
    """The same for the command line, in English."""
    width = max(len(line.job.name) for line in page.lines)
    for line in page.lines:
        yield f"{line.job.name:{width}}  {line.job.when.words.en:18}  {_told(line)}"
    yield ""
    for beat, lives in page.beats:
        seconds = int(beat.silent(page.now).total_seconds())
        yield f"scheduler {beat.process}: {'runs' if lives else 'silent'}, last sign {seconds:,} s ago"
    if not page.living:
        yield "No scheduler runs: start `tracker serve` or `tracker scheduler`."


def _told(line: Line) -> str:
    if line.off:
        return line.off.en
    words = [line.said.en]
    if line.last:
        words += [format_instant(line.last.started_at, "en"), line.took.en if line.took else ""]
        words.append(f"did {line.last.done:,}" if line.last.done is not None else "")
        words.append(line.last.fault.en if line.last.fault else "")
    words.append("asked for now" if line.wish else "")
    if line.next_at:
        words.append(f"next {format_instant(line.next_at, 'en')}")
    return "; ".join(word for word in words if word)
