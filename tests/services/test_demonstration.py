"""Does the demonstration tell its story: the figures that were drawn first, on believable days, by people who may act so?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, time
from itertools import pairwise
from pathlib import Path

import pytest
from flask import Flask

from tests import world
from tests.rules.test_comparison import FOLDED, applied, slices
from tracker import clock, migrations, seeding
from tracker.access.policy import Role
from tracker.comparison.store import comparison
from tracker.dashboard.verification import verification
from tracker.demonstration import replay
from tracker.evidence.check import Checked, check
from tracker.ledger.event import Event
from tracker.ledger.store import cut_on, events, last_seq
from tracker.people import service as people
from tracker.people import store as directory
from tracker.reminders.listing import replay as told_day_by_day
from tracker.reports import store as reports
from tracker.resolutions import store as registers
from tracker.tasks.health import Health
from tracker.tasks.picture import Picture, calendar_for, picture
from tracker.tasks.workflow import State

OFFICE_HOURS = time(8, 30), time(17, 0)
LATE, RISK, TRACK, DONE = Health.LATE, Health.AT_RISK, Health.ON_TRACK, Health.DONE
MATRIX = {  # columns 1.3, 1.1, 2b, 2c, 4a, 4b/c, other: verified of all, and the worst task's health (Late, Risk, Track, Done)
    "moe": "1/5 L, 0/2 R, 1/2 T, 0/2 L, 0/1 L, 1/2 R, 1/1 D",
    "msdhs": "2/5 L, 1/2 T, 1/2 T, 1/2 T, 0/1 L, 1/3 L, -",
    "mof": "2/5 R, 1/2 R, 1/2 T, 1/2 T, 0/1 T, 2/2 D, 1/1 D",
    "mnre": "3/5 R, 1/2 T, 1/2 T, 1/2 T, 1/1 D, 2/2 D, 1/2 T",
    "moph": "3/5 T, 1/2 T, 1/2 T, 1/2 T, 1/1 D, 1/2 T, -",
    "mol": "3/5 T, 1/2 T, 1/2 T, 1/2 T, 1/1 D, 3/3 D, -",
    "opm": "3/5 T, 1/2 T, 1/2 T, 1/2 T, 1/1 D, 2/2 D, -",
    "mfa": "3/5 T, 2/2 D, 1/2 T, 1/2 T, 1/1 D, 2/2 D, -",
}
LETTER = {LATE: "L", RISK: "R", TRACK: "T", DONE: "D"}
CLAIMED_AND_VERIFIED = {
    "moe": (36, 10), "msdhs": (49, 25), "mof": (55, 25), "mnre": (58, 45),
    "moph": (63, 45), "mol": (67, 45), "opm": (67, 45), "mfa": (81, 45),
}  # fmt: skip


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def replayed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The product after `tracker init`, `tracker load` and `tracker demo`; tests only read it."""
    folder, url = tmp_path_factory.mktemp("demonstration"), ""
    if request.param == "postgresql":
        cluster = request.getfixturevalue("postgres")
        url = cluster.url(cluster.create_database())
    world.forget()
    app = world.application(url, folder)
    with app.app_context(), pytest.MonkeyPatch.context() as patch:
        set_up(patch)
        replay()
    yield app
    world.let_go(app)


@pytest.fixture
def shown(replayed: Flask) -> Iterator[Flask]:
    """The same with its context entered and nothing remembered of other databases."""
    world.forget()
    with replayed.app_context():
        yield replayed
    world.forget()


def set_up(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(people, "HASHER", world.QUICK)
    migrations.upgrade()
    seeding.load_agencies()
    seeding.load(resolution_file())


def resolution_file() -> Path:
    return seeding.seeds() / f"{world.RESOLUTION}.yaml"


def known_on(day: date) -> Picture:
    resolution_id = registers.resolution_id(world.RESOLUTION)
    assert resolution_id is not None
    found = picture(resolution_id, day, past=True)
    assert found is not None
    return found


def acts() -> list[Event]:
    """What people did to tasks after they were given out."""
    return [event for event in events() if event.stream.startswith("task:") and event.kind != "task_assigned"]


@pytest.mark.usefixtures("shown")
class TestFigures:
    def test_tasks_by_health(self) -> None:
        total = known_on(world.TODAY).total
        assert (total.tasks, total.waived, total.waiting) == (148, 6, 7)
        assert total.counts == {DONE: 83, TRACK: 49, RISK: 9, LATE: 7}

    def test_the_headline(self) -> None:
        headline = known_on(world.TODAY).headline
        assert (headline.claimed, headline.verified, headline.planned) == (59, 36, 67)

    @pytest.mark.parametrize("agency", CLAIMED_AND_VERIFIED)
    def test_each_agency_in_the_headline(self, agency: str) -> None:
        found = known_on(world.TODAY).agency_headline(agency)
        assert (found.claimed, found.verified, found.weight) == (*CLAIMED_AND_VERIFIED[agency], 100)

    @pytest.mark.parametrize("agency", MATRIX)
    def test_each_row_of_the_matrix(self, agency: str) -> None:
        shown = known_on(world.TODAY)
        cells = (shown.cell(agency, column.code) for column in shown.register.matrix)
        found = (f"{cell.done}/{cell.tasks} {LETTER[cell.worst]}" if cell.worst else "-" for cell in cells)
        assert ", ".join(found) == MATRIX[agency]

    def test_a_past_day_differs(self) -> None:
        then, later = known_on(date(2013, 5, 10)), known_on(date(2013, 5, 23))
        assert (then.total.done, later.total.done) == (26, 70)
        assert (then.headline.claimed, then.headline.verified) == (20, 11)
        assert (later.headline.claimed, later.headline.verified) == (48, 31)

    def test_two_days_compared_hold_every_difference_of_the_ledger_and_none_more(self) -> None:
        """30 April with 31 May: against the folds of the slices and the events themselves."""
        resolution_id = registers.resolution_id(world.RESOLUTION)
        assert resolution_id is not None
        since, upto = cut_on(date(2013, 4, 30)), cut_on(date(2013, 5, 31))
        found = comparison(resolution_id, since, upto)
        assert [act.event for act in found.acts] == list(events(after=since, upto=upto))
        by_stream = {each.stream: each for each in found.changed}
        old, new = (slices(events(upto=cut), world.RESOLUTION) for cut in (since, upto))
        differing = {stream for stream in old.keys() | new.keys() if old.get(stream) != new.get(stream)}
        assert {stream for stream, each in by_stream.items() if each.net and each.topic in FOLDED} == differing
        for stream in differing:
            assert applied(old.get(stream), by_stream[stream]) == new.get(stream)
        assert len(differing) > 100

    def test_the_register_is_older_than_its_tasks(self) -> None:
        assert known_on(date(2013, 4, 24)).total.tasks == 0
        assert known_on(date(2013, 4, 26)).total.tasks == 154

    def test_the_first_report_is_drafted_last(self) -> None:
        (last,) = events(after=last_seq() - 1)
        assert last.kind == "report_drafted"
        (report,) = reports.reports(last.resolution_id or 0)
        assert (report.number, report.as_of) == (1, world.TODAY)


@pytest.mark.usefixtures("shown")
class TestHistory:
    def test_the_ledger_holds_and_refolds(self) -> None:
        assert verification().problems == ()

    def test_everything_was_done_on_working_days_in_office_hours(self) -> None:
        calendar, (opens, closes) = calendar_for(world.TODAY), OFFICE_HOURS
        for event in events():
            there = event.recorded_at.astimezone(clock.BANGKOK)
            assert calendar.is_working(there.date()), event
            assert opens <= there.time() <= closes, event
            assert date(2013, 4, 24) <= there.date() <= world.TODAY, event

    def test_each_act_is_later_than_the_one_before(self) -> None:
        instants = [event.recorded_at for event in acts()]
        assert all(earlier < later for earlier, later in pairwise(instants))

    def test_nobody_verifies_for_the_own_agency_or_the_own_submission(self) -> None:
        owner = {f"task:{each.task.id}": each.task.agency for each in known_on(world.TODAY).standings}
        person = dict(directory.users())
        submitted_by: dict[str, int | None] = {}
        for event in acts():
            actor = person[event.actor_id or 0]
            if event.kind == "task_submitted":
                submitted_by[event.stream] = event.actor_id
            if event.kind in ("task_verified", "task_returned"):
                assert actor.role is Role.COORDINATOR
                assert actor.agency != owner[event.stream]
                assert event.actor_id != submitted_by[event.stream]
            elif event.kind in ("work_started", "progress_logged", "task_submitted"):
                assert (actor.role, actor.agency) == (Role.LIAISON, owner[event.stream])

    def test_every_return_gives_a_reason_and_most_were_answered(self) -> None:
        returned = Counter(event.stream for event in acts() if event.kind == "task_returned")
        assert sum(returned.values()) == 9
        assert all(event.data["reason"] for event in acts() if event.kind == "task_returned")
        open_ = [each.task for each in known_on(world.TODAY).standings if each.task.state is State.RETURNED]
        assert {(task.code, task.agency) for task in open_} == {("O-1.3-T3", "msdhs"), ("O-4a-T1", "msdhs")}

    def test_each_agency_waives_the_way_it_does_not_take(self) -> None:
        ways = [each.task for each in known_on(world.TODAY).standings if each.task.plan.alternative_group]
        waived = {task.agency: task.code for task in ways if task.waived}
        assert waived == dict.fromkeys(("mof", "mfa", "mnre", "opm"), "O-4c-T3") | dict.fromkeys(
            ("moph", "moe"), "O-4c-T2"
        )
        assert len(ways) == 12

    def test_evidence_is_on_the_site_of_its_agency(self) -> None:
        sites = {code: agency.document["site"] for code, agency in directory.agencies().items()}
        owner = {f"task:{each.task.id}": each.task.agency for each in known_on(world.TODAY).standings}
        given = [(event.stream, each) for event in acts() for each in event.data.get("evidence", ())]
        assert len(given) > 90
        shown = [(stream, each["address"]) for stream, each in given if not each["file"]]
        assert check(contents=True) == Checked((), 11, 11)
        assert all(address.startswith(f"https://{sites[owner[stream]]}/") for stream, address in shown)
        assert not any("{" in address for _stream, address in shown)

    def test_the_accounts_of_the_contract(self) -> None:
        found = {user.email: user for _id, user in directory.users()}
        others = ("coordinator", "coordinator.mict", "executive", "auditor", "admin", "deputy.mol")
        named = {f"{name}@demo.example" for name in others}
        assert set(found) == named | {f"liaison.{code}@demo.example" for code in directory.agencies()}
        assert all(user.demonstration and user.name.th and user.name.en for user in found.values())


def test_replayed_day_by_day_people_are_told_on_working_days_once_a_day_and_once_of_each_step(replayed: Flask) -> None:
    """From the day the register was entered to the last day of the Cabinet's month."""
    with replayed.app_context():
        found = told_day_by_day(date(2013, 4, 24), date(2013, 6, 30))["days"]
    told = {day["day"]: day["reminders"] for day in found if day["reminders"]}
    assert not set(told) & {"2013-05-04", "2013-05-05", "2013-05-06", "2013-05-13", "2013-05-24"}
    assert all(date.fromisoformat(day).weekday() < 5 for day in told)
    keys = Counter((row["task"], row["due_on"], row["step"], row["person"]) for rows in told.values() for row in rows)
    assert set(keys.values()) == {1}
    assert {row["audience"] for rows in told.values() for row in rows} == {
        "agency",
        "officer",
        "coordinator",
        "executive",
        "holdup",
    }
    assert all(row["days"] <= 0 for row in told["2013-05-02"] if row["step"].startswith("before")), (
        "as it was known then"
    )
