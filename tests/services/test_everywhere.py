"""Are the tasks that pages over all resolutions show today the same as those of the pictures, on every day and with every calendar?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from flask import Flask

from tests import world
from tracker import clock
from tracker.calendar.rules import DayOffAdded
from tracker.calendar.service import enter
from tracker.clock import bangkok_day
from tracker.dashboard.verification import verification
from tracker.lang import Bilingual
from tracker.tasks import reach, service, waits
from tracker.tasks.filters import worst_first
from tracker.tasks.health import Health, Standing, roll_up
from tracker.tasks.picture import picture
from tracker.tasks.sent import Sent
from tracker.tasks.workflow import OPEN, State

DAYS = [date(2013, 4, 24) + timedelta(days=9 * number) for number in range(12)]


@pytest.fixture(params=DAYS, ids=str)
def day(request: pytest.FixtureRequest, app: Flask) -> Iterator[date]:
    """A day on which the tasks are looked at as they stand."""
    with app.app_context():
        yield request.param


def standings(day: date) -> list[Standing]:
    """The tasks of the one resolution on a day, as its picture has them."""
    found = picture(1, day, past=False)
    assert found is not None
    return list(found.standings)


def ids(found: list[reach.Found]) -> list[int]:
    return [task.id for _resolution, task in found]


def test_late_and_at_risk_are_those_of_the_picture(day: date) -> None:
    every = standings(day)
    groups = reach.late_groups(day, 1000)
    found = {Health.LATE: reach.late_of(groups, day) if groups else [], Health.AT_RISK: reach.at_risk(day, 1000)}
    for health, tasks in found.items():
        told = {each.task.id for each in every if each.health is health}
        assert set(ids(tasks)) == told
        assert reach.in_health(day)[health] == len(told)


def test_an_agencys_open_tasks_come_worst_first_in_parts(day: date) -> None:
    for agency in ("mof", "ega"):
        told = [
            each.task.id
            for each in worst_first(standings(day))
            if each.task.agency == agency and each.task.state in OPEN
        ]
        assert ids(reach.open_of(agency, day, 1000)) == told
        seen: list[int] = []
        part = reach.open_of(agency, day, 3)
        while part:
            seen += ids(part)
            part = reach.open_of(agency, day, 3, after=part[-1][1])
        assert seen == told


def test_sums_are_those_of_the_picture(day: date) -> None:
    every = standings(day)
    assert reach.sums_of_resolutions([1, 2], day) == {1: roll_up(every)}
    assert reach.sum_of_agency("ega", day) == roll_up(each for each in every if each.task.agency == "ega")
    assert reach.sum_of_agency("nobody", day) == reach.EMPTY


def test_late_groups_count_each_agency(day: date) -> None:
    late = [each for each in standings(day) if each.health is Health.LATE]
    groups = reach.late_groups(day, 100)
    assert {group.agency: group.tasks for group in groups} == {
        agency: sum(each.task.agency == agency for each in late) for agency in {each.task.agency for each in late}
    }
    assert set(ids(reach.late_of(groups, day))) == {each.task.id for each in late} or not groups


def test_what_waits_comes_in_parts_the_oldest_first(app: Flask) -> None:
    with app.app_context():
        proof = (world.Evidence("https://www.mol.go.th/"),)
        for hour, (agency, code) in enumerate((("mol", "O-1.3-T2"), ("moe", "O-1.3-T2"), ("mfa", "O-1.3-T4")), 1):
            id_ = world.task_id(code, agency)
            world.service.act(
                id_, world.STEP["submit"], world.Act("ครบแล้ว", None, date(2013, 5, 29), proof), world.actor(f"liaison.{agency}"),
                world.at("2013-05-31", 8 + hour),
            )  # fmt: skip
        told = [each.task for each in standings(world.TODAY) if each.task.state is State.SUBMITTED]
        told.sort(key=lambda task: (task.waiting_since, task.id))
        assert ids(waits.waiting(10)) == [task.id for task in told]
        assert ids(waits.waiting(10, after=told[1])) == [task.id for task in told[2:]]
        assert "mol" not in {task.agency for _id, task in waits.waiting(10, sent=Sent(not_of="mol"))}
        assert waits.waiting_in_all() == len(told)
        assert waits.waiting_in_all(Sent(before=told[-1].waiting_since)) == len(told) - 1
        late = [task.id for task in told if bangkok_day(task.sent_at) > task.due_on]
        assert ids(waits.waiting(10, sent=Sent(late=True))) == late
        assert waits.waiting_in_all(Sent(late=True)) == len(late)
        assert 0 < len(late) < len(told)


def test_a_verdict_that_fell_makes_nothing_late_and_nothing_wait_longer(app: Flask) -> None:
    with app.app_context():
        id_, proof = world.task_id("O-1.3-T4", "mof"), (world.Evidence("https://www.mof.go.th/"),)
        world.do("submit", id_, "liaison.mof", "2013-05-31", note="ครบแล้ว", evidence=proof)
        world.do("verify", id_, "coordinator", "2013-05-31", note="")
        late = waits.waiting_in_all(Sent(late=True))
        world.do("undo", id_, "coordinator", "2013-06-10", note="ตรวจผิดงาน")
        assert waits.waiting_in_all(Sent(late=True)) == late, "it was sent before 7 June, when it was due"
        assert id_ not in ids(waits.waiting(10, sent=Sent(before=world.at("2013-06-10", 9))))
        assert ids(waits.waiting(10))[-1] == id_, "it has waited for the shortest time"


@pytest.fixture
def asked_of(app: Flask) -> Iterator[dict[str, int]]:
    """Requests for more time of three agencies, the first one's first; its task is commented on afterwards."""
    with app.app_context():
        found = {agency: world.task_id("O-1.3-T4", agency) for agency in ("mof", "mol", "moe")}
        for hour, (agency, id_) in enumerate(found.items(), 9):
            what = world.Act("ระบบล่าช้า", until=date(2013, 6, 14))
            service.act(id_, world.STEP["extend"], what, world.actor(f"liaison.{agency}"), world.at("2013-05-31", hour))
        service.act(
            found["mof"],
            world.STEP["comment"],
            world.Act("รับทราบ"),
            world.actor("coordinator"),
            world.at("2013-05-31", 15),
        )
        yield found


def test_requests_come_in_the_order_in_which_they_were_made(asked_of: dict[str, int]) -> None:
    assert ids(waits.asked(2)) == [asked_of["mof"], asked_of["mol"]], "a comment makes no request younger"
    assert ids(waits.asked(1, not_of="mof")) == [asked_of["mol"]], "one's own do not push out those that one answers"
    assert (waits.asked_in_all(), waits.asked_in_all(not_of="mof")) == (3, 2)


def test_a_waived_task_waits_for_nobody_until_it_is_taken_up_again(asked_of: dict[str, int]) -> None:
    mof = asked_of["mof"]
    what = world.Act("รองบประมาณ", who="bb")
    service.act(mof, world.STEP["block"], what, world.actor("liaison.mof"), world.at("2013-05-31", 16))
    assert (ids(waits.awaiting("bb", 10)), waits.awaiting_in_all("bb")) == ([mof], 1)
    world.do("waive", mof, "coordinator", "2013-05-31", note="ยกเลิก")
    assert (ids(waits.awaiting("bb", 10)), waits.awaiting_in_all("bb")) == ([], 0)
    assert mof not in ids(waits.asked(10))
    assert waits.asked_in_all() == 2
    waived = next(each.task for each in standings(world.TODAY) if each.task.id == mof)
    assert (waived.request, waived.holdup) == (None, None)
    assert verification().problems == ()
    world.do("reinstate", mof, "coordinator", "2013-05-31", note="ทำต่อ")
    assert (mof in ids(waits.asked(10)), ids(waits.awaiting("bb", 10))) == (True, [mof])


def test_a_new_day_off_moves_the_day_from_which_tasks_are_at_risk(app: Flask) -> None:
    with app.app_context():
        for day in (date(2013, 6, 3), date(2013, 6, 4), date(2013, 6, 5)):
            fact = DayOffAdded(Bilingual(th="วันหยุดพิเศษ", en="A special day off"), "มติคณะรัฐมนตรี")
            enter(day, fact, world.actor("coordinator"), clock.now())
        assert verification().problems == ()
