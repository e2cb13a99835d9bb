"""Do due dates follow from a cadence, and does a change touch only those to come of which nothing was recorded?"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.cadence.facts import CadenceEnded, CadenceRestored, CadenceSet, InForce, Source, check, in_force
from tracker.cadence.rules import occurrences
from tracker.cadence.settling import Change, Deed, Drawn, Terms, by_file_alone, changes, plan_of, planned, upcoming
from tracker.cadence.words import period_words, rhythm
from tracker.lang import Bilingual
from tracker.ledger.event import Event
from tracker.ledger.kinds import kind_name, to_data
from tracker.ledger.refusal import RuleBroken
from tracker.resolutions.cadence import MONTHS, Cadence, faults
from tracker.resolutions.expansion import TaskPlan
from tracker.tasks.step import State
from tracker.tasks.task import Task
from tracker.workdays import thai_government_calendar

DAYS = thai_government_calendar(2010, 2030)
MONTHLY = Cadence(1, date(2013, 5, 31))
TITLE = Bilingual(th="เสนอรายงาน", en="Send the report")
TODAY = date(2013, 7, 10)
NOON = datetime(2013, 7, 1, 5, tzinfo=UTC)
TERMS = Terms("O-3", ("mict",), TITLE, MONTHLY, date(2013, 4, 24))
CADENCES = st.builds(
    Cadence,
    every=st.sampled_from(MONTHS), first_on=st.dates(date(2012, 1, 1), date(2015, 12, 31)), day=st.none() | st.integers(1, 31),
    cut_before=st.integers(1, 15),
)  # fmt: skip


def of_file(code: str, due_on: date) -> Task:
    """A task that the file asks for."""
    return Task(1, TaskPlan(code, "O-3", "mict", None, TITLE, 40, due_on - timedelta(days=5), due_on, True), 0, 1, NOON)


FILE = (of_file("O-3-T3", date(2013, 5, 31)), of_file("O-3-T4", date(2013, 6, 28)))


def done(tasks: tuple[Task, ...], found: list[Change]) -> tuple[Task, ...]:
    """The tasks after these changes, as the service makes them."""
    kept = {task.plan.key: task for task in tasks}
    for each in found:
        if each.plan is not None:
            before = each.task or Task(len(kept) + 1, each.plan, 0, 0, NOON)
            kept[each.plan.key] = replace(
                before, plan=each.plan, version=before.version + 1, state=State.NOT_STARTED, withdrawn=False
            )
        elif each.deed is Deed.GO and each.task is not None:
            gone = replace(each.task, state=State.WAIVED, withdrawn=True, state_before_waiver=State.NOT_STARTED)
            kept[gone.plan.key] = replace(gone, version=gone.version + 1)
    return tuple(kept.values())


def settled(
    terms: Terms, tasks: tuple[Task, ...] = FILE, today: date = TODAY, reported: tuple[Drawn, ...] = ()
) -> tuple[Task, ...]:
    """The tasks once they are as they should be on a day."""
    return done(tasks, list(changes(terms, DAYS, tasks, reported, today)))


def live(tasks: tuple[Task, ...]) -> set[tuple[str, date, date]]:
    """What people see of the tasks that are pursued."""
    return {(task.code, task.plan.start_on, task.due_on) for task in tasks if not task.waived}


def test_the_first_reports_are_cut_and_due_as_the_tasks_of_the_file_say() -> None:
    found = list(occurrences(MONTHLY, DAYS, date(2013, 4, 24), date(2013, 7, 31)))
    assert [(each.period, each.cut_on, each.due_on) for each in found] == [
        ("2013-05", date(2013, 5, 23), date(2013, 5, 31)),
        ("2013-06", date(2013, 6, 21), date(2013, 6, 28)),
        ("2013-07", date(2013, 7, 24), date(2013, 7, 31)),
    ]
    assert [each.begins for each in found] == [date(2013, 5, 1), date(2013, 6, 1), date(2013, 6, 29)]


@given(CADENCES, st.dates(date(2012, 1, 1), date(2016, 1, 1)))
def test_due_dates_rise_on_working_days_at_most_one_a_month(cadence: Cadence, after: date) -> None:
    found = list(occurrences(cadence, DAYS, after, after + timedelta(days=800)))
    for before, each in pairwise(found):
        assert before.due_on < each.begins <= each.cut_on <= each.due_on
    assert all(DAYS.is_working(each.due_on) for each in found)
    assert all(f"{each.due_on:%Y-%m}" == each.period for each in found)
    assert len({each.period for each in found}) == len(found)
    assert all(after < each.due_on and f"{cadence.first_on:%Y-%m}" <= each.period for each in found)


@pytest.mark.parametrize(
    "day, month, due_on",
    [
        (15, date(2013, 6, 1), date(2013, 6, 14)),
        (31, date(2013, 2, 1), date(2013, 2, 28)),
        (1, date(2013, 1, 1), date(2013, 1, 2)),
        (None, date(2013, 12, 1), date(2013, 12, 27)),
    ],
)
def test_a_day_off_gives_way_within_its_own_month(day: int | None, month: date, due_on: date) -> None:
    found = next(occurrences(Cadence(1, month, day), DAYS, month - timedelta(days=1), month + timedelta(days=40)))
    assert found.due_on == due_on


def test_nothing_is_due_after_its_end_or_when_offices_never_open() -> None:
    ended = replace(MONTHLY, until=date(2013, 7, 30))
    assert [each.period for each in occurrences(ended, DAYS, date(2013, 5, 1), date(2014, 1, 1))] == [
        "2013-05",
        "2013-06",
    ]
    closed = {date(2013, 6, 1) + timedelta(days=each): TITLE for each in range(30)}
    shut = thai_government_calendar(2010, 2030, added=closed)
    found = list(occurrences(MONTHLY, shut, date(2013, 5, 1), date(2013, 7, 31)))
    assert [each.period for each in found] == ["2013-05", "2013-07"]
    assert found[1].begins == date(2013, 6, 1)


def test_what_the_file_asks_for_is_not_made_twice() -> None:
    assert list(changes(TERMS, DAYS, FILE, (), date(2013, 6, 28))) == []
    (made,) = changes(TERMS, DAYS, FILE, (), date(2013, 6, 29))
    assert (made.deed, made.task) == (Deed.MAKE, None)
    assert made.plan is not None
    assert (made.plan.code, made.plan.weight, made.plan.start_on, made.plan.due_on) == (
        "O-3-R2556-07", 0, date(2013, 6, 29), date(2013, 7, 31),
    )  # fmt: skip
    assert made.plan.title.th == "เสนอรายงาน งวดเดือนกรกฎาคม 2556"
    assert made.plan.title.en == "Send the report, July B.E. 2556"


def test_a_day_off_between_leaves_the_file_s_task_in_its_place() -> None:
    closed = thai_government_calendar(2010, 2030, added={date(2013, 6, 28): TITLE})
    assert list(changes(TERMS, closed, FILE, (), date(2013, 6, 27))) == []


def test_a_machine_that_was_off_makes_every_period_that_has_begun_since() -> None:
    assert [each.period for each in changes(TERMS, DAYS, FILE, (), date(2013, 9, 20))] == [
        "2013-07",
        "2013-08",
        "2013-09",
    ]
    every = settled(TERMS, today=date(2013, 9, 20))
    assert {each.deed for each in changes(TERMS, DAYS, every, (), date(2013, 9, 20))} == {Deed.STAY}


def test_what_was_due_before_the_cadence_was_laid_down_is_none_of_its_business() -> None:
    late = replace(TERMS, since=date(2013, 8, 30))
    assert [each.period for each in changes(late, DAYS, (), (), date(2013, 9, 20))] == ["2013-09"]


@pytest.mark.parametrize(
    "touched",
    [
        {"state": State.IN_PROGRESS}, {"state": State.SUBMITTED}, {"state": State.VERIFIED}, {"reported_at": NOON},
        {"extended_to": date(2013, 8, 15)}, {"state": State.WAIVED},
    ],
)  # fmt: skip
def test_what_somebody_has_touched_stays(touched: dict[str, object]) -> None:
    own = settled(TERMS)
    own = tuple(replace(task, **touched) if task.plan.period else task for task in own)  # type: ignore[arg-type]
    for cadence in (replace(MONTHLY, day=15), replace(MONTHLY, every=3), None):
        (found,) = (each for each in changes(replace(TERMS, cadence=cadence), DAYS, own, (), TODAY) if each.task)
        assert found.deed is Deed.STAY
        assert found.why is not None


@given(CADENCES | st.none(), CADENCES | st.none(), st.dates(date(2013, 6, 29), date(2014, 12, 31)))
def test_nothing_with_a_report_ever_moves(first: Cadence | None, then: Cadence | None, today: date) -> None:
    own = settled(replace(TERMS, cadence=first), today=today)
    mine = [task for task in own if task.plan.period]
    reported = tuple(Drawn(task.due_on, datetime.max.replace(tzinfo=UTC)) for task in mine)
    found = list(changes(replace(TERMS, cadence=then, since=today), DAYS, own, reported, today))
    assert not [each for each in found if each.task is not None and each.deed is not Deed.STAY]


@given(
    CADENCES | st.none(), CADENCES | st.none(), CADENCES | st.none(), st.dates(date(2013, 6, 29), date(2014, 12, 31))
)
def test_changing_twice_is_changing_to_the_last(
    first: Cadence | None, second: Cadence | None, last: Cadence | None, today: date
) -> None:
    before = settled(replace(TERMS, cadence=first), today=today)
    by_way, at_once = (replace(TERMS, cadence=each, since=today) for each in (second, last))
    twice = settled(at_once, settled(by_way, before, today), today)
    assert live(twice) == live(settled(at_once, before, today))
    assert all(each.deed is Deed.STAY for each in changes(at_once, DAYS, twice, (), today))


def test_a_period_that_comes_back_is_the_same_task() -> None:
    own = settled(TERMS)
    gone = settled(replace(TERMS, cadence=None), own)
    assert [task.waived for task in gone if task.plan.period] == [True]
    back = settled(TERMS, gone)
    assert [task.id for task in back] == [task.id for task in own]
    assert live(back) == live(own)


def test_what_is_to_come_is_planned_until_it_is_a_task() -> None:
    ahead = list(planned(TERMS, DAYS, FILE, (), date(2013, 5, 31), date(2013, 9, 1)))
    assert [(each.agency, each.plan.due_on) for each in ahead] == [
        ("mict", date(2013, 7, 31)),
        ("mict", date(2013, 8, 30)),
    ]
    own = settled(TERMS)
    assert [each.plan.period for each in planned(TERMS, DAYS, own, (), TODAY, date(2013, 9, 1))] == ["2013-08"]
    gone = settled(replace(TERMS, cadence=None), own)
    assert [each.version for each in planned(TERMS, DAYS, gone, (), TODAY, date(2013, 9, 1))] == [2, 0]


def test_the_next_due_dates_name_the_tasks_that_serve_them_and_the_cabinet_s_tuesday() -> None:
    found = upcoming(TERMS, DAYS, FILE, date(2013, 5, 31), 3)
    assert [[task.code for task in each.tasks] for each in found] == [["O-3-T3"], ["O-3-T4"], []]
    assert [each.cabinet_on for each in found] == [date(2013, 6, 4), date(2013, 7, 2), date(2013, 8, 6)]


def test_a_plan_is_named_once_for_each_agency_and_period() -> None:
    (each,) = occurrences(MONTHLY, DAYS, date(2013, 6, 30), date(2013, 7, 31))
    assert {plan_of(TERMS, each, agency).key for agency in ("mict", "ega")} == {
        "O-3-R2556-07/mict/-",
        "O-3-R2556-07/ega/-",
    }


@pytest.mark.parametrize(
    "every, period, th, en",
    [
        (1, "2013-07", "งวดเดือนกรกฎาคม 2556", "July B.E. 2556"),
        (3, "2013-09", "งวดเดือนกรกฎาคมถึงกันยายน 2556", "July to September B.E. 2556"),
        (2, "2014-01", "งวดเดือนธันวาคม 2556 ถึงมกราคม 2557", "December B.E. 2556 to January B.E. 2557"),
        (12, "2013-12", "งวดเดือนมกราคมถึงธันวาคม 2556", "January to December B.E. 2556"),
    ],
)
def test_a_period_is_named_by_its_months(every: int, period: str, th: str, en: str) -> None:
    assert period_words(period, every) == Bilingual(th=th, en=en)


def test_a_cadence_is_said_in_words() -> None:
    assert rhythm(MONTHLY).th == "ทุกเดือน ในวันทำการสุดท้ายของเดือน"
    assert (
        rhythm(replace(MONTHLY, every=3, day=15)).en
        == "every 3 months, on day 15 of the month, or the working day before it"
    )


def said(fact: object, day: int) -> Event:
    """A coordinator's word, on a day of June."""
    at = datetime(2013, 6, day, 5, tzinfo=UTC)
    return Event(day, "cadence:O-3", day, kind_name(type(fact)), to_data(fact), 2, at, None, 1, "", "")


SET = CadenceSet("O-3", 3, date(2013, 6, 30), None, None, 5, "ทดลอง")


def test_the_last_word_holds_and_the_file_s_comes_back() -> None:
    written = [replace(said(CadenceEnded("O-3", ""), 1), data={"document": {"cadence": {"every": 1}}})]
    assert in_force(MONTHLY, written, []) == InForce(MONTHLY, Source.FILE, date(2013, 6, 1))
    people = in_force(MONTHLY, written, [said(SET, 3)])
    assert (people.source, people.since) == (Source.PEOPLE, date(2013, 6, 3))
    assert people.cadence is not None
    assert people.cadence.every == 3
    ended = in_force(MONTHLY, written, [said(SET, 3), said(CadenceEnded("O-3", "พอแล้ว"), 4)])
    assert (ended.cadence, ended.source) == (None, Source.ENDED)
    back = in_force(MONTHLY, written, [said(SET, 3), said(CadenceRestored("O-3", "กลับ"), 5)])
    assert (back.cadence, back.source, back.since) == (MONTHLY, Source.FILE, date(2013, 6, 5))


def test_another_title_alone_is_no_other_cadence() -> None:
    entries = ({"every": 1}, {"every": 1, "title": TITLE.to_json()}, {"every": 1, "cut_before": 3})
    written = [
        replace(said(CadenceEnded("O-3", ""), day), data={"document": {"cadence": entry}})
        for day, entry in enumerate(entries, 1)
    ]
    assert [in_force(MONTHLY, written[:n], []).since for n in (1, 2, 3)] == [date(2013, 6, day) for day in (1, 1, 3)]


def test_what_makes_no_sense_is_refused_in_a_sentence() -> None:
    holds = InForce(MONTHLY, Source.FILE, date(2013, 4, 24))
    check(SET, MONTHLY, holds)
    for wrong in (
        replace(SET, every=5), replace(SET, day=32), replace(SET, day=0), replace(SET, cut_before=0), replace(SET, cut_before=16),
        replace(SET, until=date(2013, 1, 1)), replace(SET, first_on=date(1800, 1, 1)), CadenceRestored("O-3", "x"),
    ):  # fmt: skip
        with pytest.raises(RuleBroken):
            check(wrong, MONTHLY, holds)
    for wrong in (CadenceEnded("O-3", "x"), CadenceRestored("O-3", "x")):
        with pytest.raises(RuleBroken):
            check(wrong, None, InForce(None, Source.NONE, None))
    assert list(faults(None, None, None, None, None)) == []


def test_what_the_file_asks_for_beside_the_cadence_is_named() -> None:
    june = date(2013, 6, 3)
    assert by_file_alone(TERMS, DAYS, FILE, june) == []
    middle = replace(TERMS, cadence=Cadence(1, date(2013, 5, 31), 15))
    assert [task.due_on for task in by_file_alone(middle, DAYS, FILE, june)] == [date(2013, 6, 28)]
    assert by_file_alone(middle, DAYS, FILE, date(2013, 6, 28)) == []
