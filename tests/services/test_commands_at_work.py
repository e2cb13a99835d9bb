"""Do the commands that show, check and keep accounts do what they promise?"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests import world
from tests.services.command_line import SEED, Run
from tracker import clock, serving


def test_status_lists_the_eight_with_their_denominators(tracker: Run, filled: Path) -> None:
    done = tracker("status", "--resolution", world.RESOLUTION, "--as-of", "2013-05-31", "--format", "json")
    found = json.loads(done.out)
    assert done.code == 0
    assert [each["code"] for each in found["agencies"]] == ["mof", "msdhs", "mol", "moph", "moe", "mfa", "mnre", "opm"]
    for each in found["agencies"]:
        assert each["denominator"] == {"tasks": 5, "weight": 100}
    mof = found["agencies"][0]
    assert (mof["claimed_percent"], mof["verified_percent"]) == (25, 10)


def test_two_days_differ_where_history_differs(tracker: Run, filled: Path) -> None:
    days = [
        json.loads(tracker("status", "--as-of", day, "--format", "json").out)
        for day in ("2013-05-09", "15/05/2556", "๓๑/๐๕/๒๕๕๖")
    ]
    assert [day["as_of"] for day in days] == ["2013-05-09", "2013-05-15", "2013-05-31"]
    assert [day["agencies"][0]["claimed_percent"] for day in days] == [0, 13, 25]
    assert [day["agencies"][3]["claimed_percent"] for day in days] == [0, 0, 0]


def test_a_day_before_the_register_and_an_unknown_resolution(tracker: Run, filled: Path) -> None:
    for words in (["--as-of", "2013-04-01"], ["--resolution", "no-such-code"]):
        done = tracker("status", *words)
        assert (done.code, done.out) == (1, "")
        assert "no resolution" in done.line


def test_verify_passes_and_names_the_altered_row(tracker: Run, filled: Path) -> None:
    assert tracker("verify").code == 0
    connection = sqlite3.connect(filled)
    connection.executescript(
        "drop trigger ledger_event_no_update; update ledger_event set actor_id = 77 where seq = 120"
    )
    connection.close()
    done = tracker("verify")
    assert done.code == 1
    assert done.line == "ledger row 120: its content does not match its hash"


def test_accounts_are_added_listed_and_closed(tracker: Run, filled: Path) -> None:
    new = [
        "user",
        "add",
        "new@mof.go.th",
        "--role",
        "liaison",
        "--agency",
        "mof",
        "--name-th",
        "ผู้ประสานงาน",
        "--name-en",
        "Liaison",
    ]
    assert tracker(*new, "--password", "long enough a password").code == 0
    assert "new@mof.go.th\tliaison\tmof\topen" in tracker("user", "list").out
    assert tracker("user", "disable", "NEW@mof.go.th").code == 0
    assert "new@mof.go.th\tliaison\tmof\tdisabled" in tracker("user", "list").out
    for words in (
        new,
        [*new[:2], "b@mof.go.th", *new[3:], "--password", "short"],
        ["user", "disable", "nobody@mof.go.th"],
    ):
        done = tracker(*words, *(["--password", "long enough a password"] if words is new else []))
        assert done.code == 1
        assert done.line.startswith("tracker: ")


NEW = [
    "user",
    "add",
    "new@mof.go.th",
    "--role",
    "auditor",
    "--name-th",
    "ผู้ตรวจ",
    "--name-en",
    "Auditor",
    "--password",
    world.PASSWORD,
]
WRITING = {"user add": NEW, "user disable": ["user", "disable", world.address("auditor")], "load": ["load", str(SEED)]}


def last_recorded(database: Path) -> str:
    """The time of the last act as SQLite holds it."""
    with closing(sqlite3.connect(database)) as connection:
        return str(connection.execute("select recorded_at from ledger_event order by seq desc").fetchone()[0])


@pytest.mark.parametrize("command", [*WRITING, "serve"])
def test_a_day_before_the_last_act_is_refused_to_whoever_would_write(tracker: Run, filled: Path, command: str) -> None:
    before = filled.read_bytes()
    done = tracker(*WRITING.get(command, [command]), TRACKER_TODAY="2013-05-29")
    assert (done.code, done.out) == (2, "")
    assert "acts were recorded up to" in done.line
    assert "set TRACKER_TODAY=2013-05-30 or later" in done.line
    assert filled.read_bytes() == before


def test_who_only_reads_may_look_from_an_earlier_day(tracker: Run, filled: Path) -> None:
    for command in ("status", "verify"):
        assert tracker(command, TRACKER_TODAY="2013-05-29").code == 0


@pytest.mark.parametrize("command", ["user add", "user disable"])
def test_without_a_frozen_day_the_demonstration_keeps_its_own(tracker: Run, filled: Path, command: str) -> None:
    done = tracker(*WRITING[command], TRACKER_TODAY="")
    assert done.code == 0
    assert "holds the demonstration, so its calendar stands at 30 May B.E. 2556" in done.line
    assert last_recorded(filled).startswith("2013-05-30")


def test_the_server_keeps_the_demonstrations_day(tracker: Run, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    days: list[date | None] = []
    monkeypatch.setattr(
        serving, "_server", lambda *_words: SimpleNamespace(run=lambda: days.append(clock.frozen_day()))
    )
    monkeypatch.setattr(serving, "_settle", lambda: None)
    monkeypatch.setattr(serving, "_listen", lambda *_words: SimpleNamespace(fileno=lambda: 0))
    assert tracker("serve", "--no-scheduler", TRACKER_TODAY="").code == 0
    assert days == [date(2013, 5, 30)]


def test_without_a_demonstration_the_calendar_runs(tracker: Run, instance: Path) -> None:
    assert tracker("init", TRACKER_TODAY="").code == 0
    done = tracker("load", str(SEED), TRACKER_TODAY="")
    assert (done.code, done.err) == (0, "")
    assert last_recorded(instance / "tracker.db")[:4] != "2013"


def test_a_report_that_cannot_be_written_is_one_line(
    tracker: Run, filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tracker.reports import service

    monkeypatch.setattr(service, "draft_pdf", lambda *_words: b"%PDF")
    words = ["report", "--resolution", world.RESOLUTION, "--as-of", "2013-05-31", "--output"]
    done = tracker(*words, str(tmp_path / "no" / "such" / "folder.pdf"))
    assert (done.code, "cannot be written" in done.line) == (1, True)
    assert tracker(*words, str(tmp_path)).code == 2
    monkeypatch.setattr(service, "draft_pdf", lambda *_words: None)
    assert tracker(*words, str(tmp_path / "x.pdf")).code == 1


def test_a_demonstration_password_that_is_too_short_makes_nothing(tracker: Run, instance: Path) -> None:
    assert tracker("init").code == 0
    assert tracker("load", str(SEED)).code == 0
    done = tracker("demo", TRACKER_DEMO_PASSWORD="abc")
    assert (done.code, done.line) == (1, "tracker: A password needs at least 12 characters.")
    assert tracker("user", "list").out == ""
    assert tracker("verify").code == 0


@pytest.mark.parametrize(
    "words",
    [["status"], ["report", "--resolution", world.RESOLUTION, "--output", "never.pdf"]],
    ids=["status", "report"],
)
def test_a_day_that_has_not_come_is_refused(tracker: Run, filled: Path, words: list[str]) -> None:
    done = tracker(*words, "--as-of", "2013-06-01")
    assert (done.code, done.out) == (2, "")
    assert done.line == "tracker: 1 June B.E. 2556 is in the future; give a day up to today."
