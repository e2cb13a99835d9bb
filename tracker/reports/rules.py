"""Which number does the next report get, and which step may be taken of which report? Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from tracker.documents.places import IN_THE_LETTER, WORDED
from tracker.lang import LANGS, Bilingual, format_date
from tracker.ledger.refusal import RuleBroken
from tracker.reports import refusals
from tracker.reports.facts import ReportAcknowledged, ReportArranged, ReportIssued, ReportReturned, ReportWorded
from tracker.reports.report import Report, State
from tracker.reports.steps import STEP

MOST_IN_THE_LETTER = {"th": 2000, "en": 1800}
"""Characters of all paragraphs of the covering letter, by language: more never stand on its one page; whether fewer do, setting shows."""


def number_for(day: date, drafted: Iterable[Report]) -> int:
    """ครั้งที่ n of a report for a day: the number of the report already drafted for that day unless that went out, else the one after those
    before it. A discarded draft leaves its number free, and a correction of what went out has one of its own."""
    reports = [report for report in drafted if report.state is not State.DISCARDED]
    same = [report.number for report in reports if report.as_of == day]
    issued = any(report.frozen for report in reports if report.as_of == day)
    if same and not issued:
        return max(same)
    return 1 + max((report.number for report in reports if report.as_of <= day), default=0)


def check_draft(day: date, decided_on: date, today: date, drafted: Iterable[Report]) -> None:
    """Refuse a day in the future, one before the resolution, and one before a report that was drafted already."""
    latest = max((report.as_of for report in drafted if report.state is not State.DISCARDED), default=None)
    if day > today:
        raise RuleBroken(
            "as_of", _sentence(day, "ยังมาไม่ถึง เลือกวันที่ไม่เกินวันนี้", "is in the future; choose a day up to today")
        )
    if day < decided_on:
        raise RuleBroken("as_of", _sentence(day, "อยู่ก่อนวันที่มีมติ", "is before the day of the resolution"))
    if latest is not None and day < latest:
        raise RuleBroken(
            "as_of", _sentence(day, "อยู่ก่อนรายงานฉบับล่าสุด รายงานต้องเรียงตามวัน", "is before the latest report; reports go forward in time")
        )  # fmt: skip


def check_correction(corrects: Report | None, resolution_id: int) -> None:
    """Refuse to correct what was not issued, or a report of another resolution."""
    if corrects is None or not corrects.frozen or corrects.resolution_id != resolution_id:
        raise RuleBroken("", refusals.CORRECTS_NOTHING)


def check_step(report: Report, name: str) -> None:
    """Refuse a step that cannot be taken in the state of the report."""
    step = STEP[name]
    if report.state not in step.from_states:
        raise RuleBroken("", refusals.not_now(step.title, report.state.title))


def check_arranged(report: Report, fact: ReportArranged, today: date, others: Iterable[Report]) -> None:
    """Refuse a date on which the letter cannot be written, and a number that another report of that year has."""
    check_step(report, "arrange")
    _check_letter(report, fact.letter_no, fact.dated, today, others)


def check_worded(
    report: Report, fact: ReportWorded, present: Mapping[str, Bilingual], unknown: Mapping[str, Sequence[str]]
) -> None:
    """Refuse words in one language alone, those that stand there already (`present`: the words of all places), those with figures that the
    snapshot does not hold (`unknown`, by language), and more than the covering letter can ever hold."""
    check_step(report, "word")
    if fact.place not in WORDED:
        raise RuleBroken("", refusals.NO_SUCH_PLACE)
    typed = Bilingual(fact.th, fact.en)
    for lang in LANGS:
        if not typed.pick(lang) and (fact.th or fact.en):
            raise RuleBroken(lang, refusals.BOTH_LANGUAGES)
        if unknown.get(lang):
            raise RuleBroken(lang, refusals.not_held(unknown[lang]))
    worded = report.worded(fact.place)
    if typed == (worded.words if worded else Bilingual("", "")) or (not worded and typed == present[fact.place]):
        raise RuleBroken("th", refusals.SAME_WORDS)
    if fact.place in IN_THE_LETTER and fact.th:
        _check_length(typed, fact.place, present)


def _check_length(typed: Bilingual, place: str, present: Mapping[str, Bilingual]) -> None:
    for lang in LANGS:
        letters = sum(len((typed if each == place else present[each]).pick(lang)) for each in IN_THE_LETTER)
        longer = len(typed.pick(lang)) > len(present[place].pick(lang))
        if longer and letters > MOST_IN_THE_LETTER[lang]:
            raise RuleBroken(lang, refusals.too_long_for_the_letter(letters, MOST_IN_THE_LETTER[lang]))


def check_returned(report: Report, fact: ReportReturned) -> None:
    """Refuse a return that names nothing to be mended."""
    check_step(report, "return")
    if not fact.remarks:
        raise RuleBroken("words_1", refusals.NO_REMARK)


def check_approved(report: Report, sha256: str, actor_id: int | None) -> None:
    """Refuse an approval by whoever wrote the report, and one of another paper than the one that lies before the approver."""
    check_step(report, "approve")
    if actor_id is None or actor_id in report.authors:
        raise RuleBroken("", refusals.OWN)
    if report.submission is None or report.submission.sha256("th") != sha256:
        raise RuleBroken("", refusals.OTHER_PAPER)


def check_issued(report: Report, fact: ReportIssued, today: date, others: Iterable[Report]) -> None:
    """Refuse to issue under another number or date than the approved paper bears, on a day that cannot be, and under a number that another
    report of that year has."""
    check_step(report, "issue")
    if report.letter_no and fact.letter_no != report.letter_no:
        raise RuleBroken("number", refusals.printed_otherwise(Bilingual(report.letter_no, report.letter_no)))
    if report.dated is not None and fact.dated != report.dated:
        raise RuleBroken("dated", refusals.printed_otherwise(_day(report.dated)))
    _check_letter(report, fact.letter_no, fact.dated, today, others)


def check_acknowledged(report: Report, fact: ReportAcknowledged, today: date) -> None:
    """Refuse a receipt ahead of the letter's date or in the future."""
    check_step(report, "acknowledge")
    assert report.dated is not None
    if not report.dated <= fact.received_on <= today:
        raise RuleBroken("received_on", refusals.dated_outside(fact.received_on, report.dated, today))


def _check_letter(report: Report, letter_no: str, dated: date | None, today: date, others: Iterable[Report]) -> None:
    if dated is not None and not report.as_of <= dated <= today:
        raise RuleBroken("dated", refusals.dated_outside(dated, report.as_of, today))
    year = (dated or today).year
    taken = (each for each in others if each.id != report.id and each.letter_no == letter_no and letter_no)
    if any(each.state is not State.DISCARDED and each.dated is not None and each.dated.year == year for each in taken):
        raise RuleBroken("number", refusals.number_taken(letter_no))


def _day(day: date) -> Bilingual:
    return Bilingual(th=format_date(day, "th", "long"), en=format_date(day, "en", "long"))


def _sentence(day: date, thai: str, english: str) -> Bilingual:
    return Bilingual(th=f"{format_date(day, 'th', 'long')} {thai}", en=f"{format_date(day, 'en', 'long')} {english}.")
