"""Does the set-up say in one line what is wrong, do each step once, and do it again when its sources change?"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from setup import debian, frontend, service
from setup.__main__ import STEPS
from setup.step import SetupError, Stamp, call, fingerprint

ROOT = Path(__file__).resolve().parents[2]


def set_up(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """What a person sees who starts a step."""
    command = [sys.executable, "-m", "setup", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )


def test_an_occupied_port_is_one_line_and_leaves_no_trace(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        said = set_up("run", PORT=port, TRACKER_INSTANCE=str(tmp_path / "instance"))
    assert said.returncode == 1
    assert said.stderr.count("\n") == 1
    assert f"Port {port}" in said.stderr
    assert not (tmp_path / "instance").exists()


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", "๘๐๐๐"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    with pytest.raises(SetupError, match="PORT"):
        service.free_port({"PORT": port})


def test_the_demonstration_stands_on_its_day_unless_told_otherwise() -> None:
    assert service.demonstration({})["TRACKER_TODAY"] == "2013-05-31"
    assert service.demonstration({"TRACKER_TODAY": "2013-06-30"})["TRACKER_TODAY"] == "2013-06-30"


def test_an_unwritable_instance_is_one_line(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    said = set_up("demo", TRACKER_INSTANCE=str(blocked / "instance"))
    *steps, refusal = said.stderr.splitlines()
    assert said.returncode != 0
    assert refusal.startswith("tracker: The instance folder")
    assert not [line for line in steps if line.startswith(("tracker:", "Traceback"))]


def test_without_rights_one_line_names_all_missing_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debian, "_as_root", lambda: None)
    needs = [debian.Need(name, lambda: False) for name in ("libthai0", "chromium")]
    with pytest.raises(SetupError, match="libthai0 chromium") as refused:
        debian.install_missing([*needs, debian.Need("poppler-utils", lambda: True)])
    assert "poppler-utils" not in str(refused.value)


def test_a_machine_that_has_everything_needs_no_rights(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debian, "_as_root", lambda: pytest.fail("asked for root"))
    debian.install_missing(debian.FOR_TESTING)


def test_probes_tell_what_is_there_from_what_is_not() -> None:
    assert debian.library("libthai.so.0")()
    assert not debian.library("libthai.so.999")()
    assert debian.program("no-such-program", "sh")()
    assert not debian.file("/no/such/*.file")()


def test_a_step_is_done_again_only_when_its_sources_change(tmp_path: Path) -> None:
    source = tmp_path / "lock"
    source.write_text("one")
    done = Stamp(tmp_path / "stamps" / "step", fingerprint([source]))
    assert not done.fresh()
    done.set()
    assert Stamp(done.path, fingerprint([source])).fresh()
    source.write_text("two")
    assert not Stamp(done.path, fingerprint([source])).fresh()


def test_a_program_that_fails_is_one_line_with_its_last_word() -> None:
    with pytest.raises(SetupError, match=r"^Trying failed: no luck \(") as failed:
        call(["sh", "-c", "echo before; echo no luck; exit 3"], "Trying")
    assert "\n" not in str(failed.value)


def test_a_wrong_step_is_exit_2_with_the_list() -> None:
    said = set_up("fly")
    assert said.returncode == 2
    assert all(name in said.stderr for name in STEPS)


def test_every_front_end_part_is_served_with_its_licence() -> None:
    assert all((frontend.VENDOR / name).stat().st_size for name in frontend.PARTS)
    assert "SIL OPEN FONT LICENSE" in (frontend.VENDOR / "sarabun.LICENSE.txt").read_text(encoding="utf-8").upper()


def test_make_help_lists_each_target_that_is_meant_for_people() -> None:
    said = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for target in ("run", "demo", "test", "lint", "bench", "shots", "lock", "clean"):
        assert f"make {target} " in said
