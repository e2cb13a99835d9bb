"""Does waiting for a PDF leave everybody else alone, and is a failure told? On both databases."""

from __future__ import annotations

import threading

import pytest
from flask import Flask

from tests import world
from tracker.extensions import db
from tracker.ledger.store import AlreadyDone, ChangedMeanwhile
from tracker.papers import drawing as papers
from tracker.papers.pdf import RenderFailed, TooLong
from tracker.reports import drawing, service, store
from tracker.tasks import service as tasks
from tracker.tasks import store as tasks_store
from tracker.tasks.rules import Act
from tracker.tasks.workflow import STEP

NOW = world.at("2013-05-31", 17)


def test_a_download_that_waits_keeps_no_writer_waiting(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, drawn = threading.Event(), threading.Event()

    def slow(*_: object, **__: object) -> bytes:
        asked.set()
        drawn.wait(30)
        return b"%PDF-1.7"

    monkeypatch.setattr(papers, "render_in_child", slow)
    report = store.every()[1][0]

    def download() -> None:
        with app.app_context():
            assert store.report(report.id) == report
            assert drawing.pdf_file(report, "th") is not None
            db.session.remove()

    reader = threading.Thread(target=download)
    reader.start()
    assert asked.wait(10)
    what = Act(note="รอไฟล์อยู่ก็บันทึกได้", percent=40, effective_on=world.TODAY)
    tasks.act(world.task_id("O-1.3-T3", "mof"), STEP["progress"], what, world.actor("liaison.mof"), NOW)
    drawn.set()
    reader.join()
    found = tasks_store.task(world.task_id("O-1.3-T3", "mof"))
    assert found is not None
    assert found[1].claimed == 40


def test_a_drawing_that_fails_is_told_and_tried_again(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    report = store.every()[1][0]

    def broken(*_: object, **__: object) -> bytes:
        raise RenderFailed("no")

    monkeypatch.setattr(papers, "render_in_child", broken)
    assert drawing.pdf_file(report, "th") is None
    assert drawing.failed(report, "th")
    monkeypatch.setattr(papers, "render_in_child", lambda *_, **__: b"%PDF-1.7")
    assert drawing.pdf_file(report, "th") is not None
    assert not drawing.failed(report, "th")


def test_a_paper_that_is_too_long_is_told_apart_from_one_that_failed(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = store.every()[1][0]
    path = drawing.path(report, "th")
    for error, lasting in (
        (RenderFailed("no"), False),
        (TooLong("4,000,001 characters"), True),
        (RenderFailed("no"), False),
    ):

        def broken(*_: object, error: RenderFailed = error, **__: object) -> bytes:
            raise error

        monkeypatch.setattr(papers, "render_in_child", broken)
        assert drawing.pdf_file(report, "th") is None
        assert papers.is_too_long(path) is lasting


def test_a_form_that_asks_for_another_day_again_is_stale(app: Flask) -> None:
    resolution = store.every()[1][0].resolution_id
    by = world.actor("coordinator")
    first = service.draft(resolution, world.TODAY, by, NOW, act_key="one-form-only")
    with pytest.raises(AlreadyDone):
        service.draft(resolution, world.TODAY, by, NOW, act_key="one-form-only")
    with pytest.raises(ChangedMeanwhile):
        service.draft(resolution, world.TODAY.replace(day=30), by, NOW, act_key="one-form-only")
    assert store.reports(resolution)[0] == first
