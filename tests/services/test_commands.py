"""Does every command say in one clear line what is wrong, with the right exit code and no trace?"""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests import world
from tests.services.command_line import SEED, Run

WRONG = {
    "no such command": ["remember"],
    "no such option": ["status", "--colour", "red"],
    "a day that does not exist": ["status", "--as-of", "30/02/2556"],
    "a month that does not exist": ["status", "--as-of", "2013-13-01"],
    "no day at all": ["status", "--as-of", "yesterday"],
    "a format that does not exist": ["status", "--format", "xml"],
    "a report without its day": ["report", "--resolution", world.RESOLUTION, "--output", "x.pdf"],
    "a report without a file": ["report", "--resolution", world.RESOLUTION, "--as-of", "2013-05-31"],
    "a language that does not exist": ["report", "--resolution", "x", "--as-of", "2013-05-31", "--output", "x.pdf", "--lang", "fr"],
    "no file to load": ["load"],
    "a port out of range": ["serve", "--port", "70000"],
    "a port that is no number": ["serve", "--port", "http"],
    "a role that does not exist": ["user", "add", "a@b.th", "--role", "emperor", "--name-th", "ก", "--name-en", "x"],
    "no command of user": ["user", "promote"],
    "too many words": ["verify", "everything"],
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_wrong_words_exit_2_with_one_line(tracker: Run, case: str) -> None:
    done = tracker(*WRONG[case])
    assert done.code == 2
    assert done.line.startswith("tracker: ")
    assert done.out == ""


SETTINGS = {
    "a frozen day that is none": ({"TRACKER_TODAY": "nonsense"}, "TRACKER_TODAY"),
    "a frozen day that does not exist": ({"TRACKER_TODAY": "31/02/2556"}, "TRACKER_TODAY"),
    "another database": ({"TRACKER_DATABASE_URL": "mysql://localhost/x"}, "TRACKER_DATABASE_URL"),
    "an address that is none": ({"TRACKER_BASE_URL": "tracker.go.th"}, "TRACKER_BASE_URL"),
    "production without a secret": ({"TRACKER_BASE_URL": "https://tracker.go.th"}, "TRACKER_SECRET_KEY is not set"),
    "production with a short secret": (
        {"TRACKER_BASE_URL": "https://tracker.go.th", "TRACKER_SECRET_KEY": "short"},
        "too weak",
    ),
    "production with a dull secret": (
        {"TRACKER_BASE_URL": "https://tracker.go.th", "TRACKER_SECRET_KEY": "ab" * 30},
        "too weak",
    ),
    "a weak secret at home": ({"TRACKER_SECRET_KEY": "changeme"}, "too weak"),
}


@pytest.mark.parametrize("command", ["status", "serve", "init"])
@pytest.mark.parametrize("case", SETTINGS)
def test_an_unsound_setting_exits_2_and_is_named(tracker: Run, case: str, command: str) -> None:
    settings, named = SETTINGS[case]
    done = tracker(command, **settings)
    assert done.code == 2
    assert named in done.line


@pytest.mark.parametrize("command", ["init", "status", "serve"])
def test_an_instance_folder_that_cannot_be_written(tracker: Run, tmp_path: Path, command: str) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    for place in ("file", "file/below"):
        done = tracker(command, TRACKER_INSTANCE=str(tmp_path / place))
        assert done.code == 2
        assert "cannot be written" in done.line


@pytest.mark.parametrize("command", ["status", "verify", "serve", "demo", "user list"])
def test_a_database_without_tables_says_what_to_run(tracker: Run, command: str) -> None:
    done = tracker(*command.split())
    assert (done.code, done.line) == (1, "tracker: The database has no tables yet; run: tracker init")


@pytest.mark.parametrize("command", ["status", "init", "serve"])
def test_a_database_that_does_not_answer(tracker: Run, instance: Path, tmp_path: Path, command: str) -> None:
    away = tracker(command, TRACKER_DATABASE_URL=f"postgresql:///tracker?host={tmp_path}")
    assert (away.code, "does not answer" in away.line) == (1, True)
    (instance / "tracker.db").write_bytes(b"this is no database, only some words " * 100)
    broken = tracker(command)
    assert (broken.code, "not a database" in broken.line) == (1, True)


def test_an_occupied_port_is_named(tracker: Run, filled: Path) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = tracker("serve", PORT=str(port))
    assert done.code == 1
    assert f"Port {port} on 127.0.0.1 cannot be used" in done.line


PRODUCTION = {
    "TRACKER_BASE_URL": "https://tracker.go.th",
    "TRACKER_SECRET_KEY": "0123456789 a sound secret of production",
    "TRACKER_TODAY": "",
}


def test_production_refuses_demonstration_accounts_even_when_they_are_closed(tracker: Run, filled: Path) -> None:
    for closed in ([], ["coordinator", "liaison.mof"]):
        for name in closed:
            assert tracker("user", "disable", world.address(name)).code == 0
        done = tracker("serve", **PRODUCTION)
        assert done.code == 2
        assert "19 demonstration accounts" in done.line


def test_production_refuses_a_frozen_calendar(tracker: Run, instance: Path) -> None:
    assert tracker("init").code == 0
    done = tracker("serve", **PRODUCTION | {"TRACKER_TODAY": "2013-05-31"})
    assert done.code == 2
    assert "TRACKER_TODAY freezes the calendar" in done.line


def test_a_wrong_seed_is_named_by_line_and_changes_nothing(tracker: Run, filled: Path, tmp_path: Path) -> None:
    bad = tmp_path / SEED.name
    lines = SEED.read_text(encoding="utf-8").splitlines()
    bad.write_text("\n".join([*lines, "no_such_part: 1"]), encoding="utf-8")
    before = filled.read_bytes()
    done = tracker("load", str(bad))
    assert done.code == 1
    assert "Traceback" not in done.err
    assert f"{bad}:{len(lines) + 1}:" in done.err
    assert done.err.splitlines()[-1] == f"tracker: {bad} was not loaded; nothing has changed."
    assert filled.read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01", b"\xff\xfe", b"a: [", b"- 1", b"a: &x [*x]", b"!!python/object:os.system {}"]
)
def test_any_file_is_answered(tracker: Run, filled: Path, tmp_path: Path, content: bytes) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_bytes(content)
    done = tracker("load", str(bad))
    assert done.code == 1
    assert "Traceback" not in done.err
    assert "nothing has changed" in done.err


def test_a_file_that_is_not_there(tracker: Run, filled: Path, tmp_path: Path) -> None:
    for missing in (tmp_path / "missing.yaml", tmp_path):
        done = tracker("load", str(missing))
        assert done.code in (1, 2)
        assert "Traceback" not in done.err
        assert str(missing) in done.err


def test_one_wrong_file_of_two_loads_neither(tracker: Run, instance: Path, tmp_path: Path) -> None:
    assert tracker("init").code == 0
    (tmp_path / "bad.yaml").write_text("a: 1", encoding="utf-8")
    assert tracker("load", str(SEED), str(tmp_path / "bad.yaml")).code == 1
    with sqlite3.connect(instance / "tracker.db") as connection:
        assert connection.execute("select count(*) from task").fetchone() == (0,)
    connection.close()


@pytest.mark.parametrize("words", [[], ["--help"], ["status", "-h"], ["user", "--help"]])
def test_help_is_no_error(tracker: Run, words: list[str]) -> None:
    done = tracker(*words)
    assert "Usage: tracker" in done.out + done.err
    assert done.code == (0 if words else 2)
