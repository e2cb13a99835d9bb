"""Does a comparison read from either database hold every event between the days, and does the command say it?"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from tests import world
from tests.rules.test_comparison import FOLDED, applied, slices
from tests.services.command_line import Run
from tracker.comparison.store import changed, comparison, touched
from tracker.ledger.store import cut_on, events, last_seq
from tracker.people import service as people
from tracker.resolutions import store as registers

DAYS = (
    (date(2013, 4, 23), date(2013, 4, 24)),
    (date(2013, 4, 30), date(2013, 5, 31)),
    (date(2013, 5, 20), date(2013, 5, 23)),
)


def resolution_id() -> int:
    found = registers.resolution_id(world.RESOLUTION)
    assert found is not None
    return found


@pytest.mark.parametrize(("first", "last"), DAYS)
def test_every_event_of_the_ledger_is_in_one_place(app: Flask, first: date, last: date) -> None:
    since, upto = cut_on(first), cut_on(last)
    found = comparison(resolution_id(), since, upto)
    assert [act.event for act in found.acts] == list(events(after=since, upto=upto))
    old, new = (slices(events(upto=cut), world.RESOLUTION) for cut in (since, upto))
    for each in found.changed:
        if each.topic in FOLDED:
            assert applied(old.get(each.stream), each) == new.get(each.stream)
    assert comparison(resolution_id(), upto, since) == found.mirror()


def test_closed_accounts_and_waived_tasks_are_in_it(app: Flask) -> None:
    since = last_seq()
    task = world.task_id("O-1.3-T5", "mof")
    world.do("waive", task, "coordinator", "2013-05-31", note="รวมกับงานอื่น")
    people.set_enabled("liaison.soc@demo.example", enabled=False)
    found = {each.topic: each for each in comparison(resolution_id(), since, last_seq()).changed}
    assert found["task"].difference("state") is not None
    assert found["task"].acts[0].why == "รวมกับงานอื่น"
    enabled = found["user"].difference("enabled")
    assert enabled is not None
    assert (enabled.old, enabled.new) == (True, False)


def test_a_page_of_objects_is_read_at_once(app: Flask, count_queries) -> None:
    upto = last_seq()
    every = [each.stream for each in touched(resolution_id(), 0, upto)]
    for portion in (every[:1], every[:300]):
        with count_queries() as asked:
            assert len(changed(portion, 0, upto)) == len(portion)
        assert len(asked) == 1


def test_the_command_tells_all_as_json(tracker: Run, filled: Path) -> None:
    done = tracker("compare", "--from", "30/04/2556", "--to", "2013-05-31", "--format", "json")
    said = json.loads(done.out)
    with closing(sqlite3.connect(filled)) as database:
        rows = database.execute("select seq from ledger_event where recorded_at >= '2013-04-30 17:00' order by seq")
        wanted = [seq for (seq,) in rows]
    assert done.code == 0
    assert sorted(act["row"] for each in said["changed"] for act in each["acts"]) == wanted
    assert (said["from"]["day"], said["to"]["day"], said["to"]["cut"]) == ("2013-04-30", "2013-05-31", wanted[-1])
    assert said["money"]["before_satang"] == said["money"]["after_satang"] == 200_000_000
    assert all(each["health"][0] != each["health"][1] for each in said["by_time"])


def test_the_command_tells_it_to_the_eye(tracker: Run, filled: Path) -> None:
    done = tracker("compare", "--from", "30/04/2556", "--to", "31/05/2556")
    assert done.code == 0
    assert "2013-04-30 to 2013-05-31: In 31 days verified tasks went from 0 to 1" in done.out
    (line,) = (each for each in done.out.splitlines() if each.startswith("MOL O-1.3-T1 "))
    assert "Step: Not started > Returned; Claimed: 0% > 100%" in line
    assert "[3 acts, last 2013-05-23, Coordinator (mict)]" in line


def test_days_in_the_wrong_order_are_put_right_and_said(tracker: Run, filled: Path) -> None:
    straight = tracker("compare", "--from", "30/04/2556", "--to", "31/05/2556")
    back = tracker("compare", "--from", "31/05/2556", "--to", "30/04/2556")
    assert back.out == straight.out
    assert "earlier day" in back.err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--from", "30/04/2556"], 2),
        (["--from", "30/02/2556", "--to", "31/05/2556"], 2),
        (["--from", "30/04/2556", "--to", "01/06/2556"], 2),
        (["--from", "30/04/2556", "--to", "31/05/2556", "--resolution", "none"], 1),
        (["--from", "01/01/2550", "--to", "01/01/2551"], 1),
    ],
)
def test_wrong_words_are_refused_in_one_line(tracker: Run, filled: Path, words: list[str], code: int) -> None:
    done = tracker("compare", *words)
    assert done.code == code
    assert done.line.startswith("tracker: ")
