"""Is a file told from an issued paper, and a figure led back to its evidence, on both databases?"""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask import Flask

from tests import world
from tests.conftest import Counted
from tests.file_samples import pdf
from tests.reports.test_snapshot_schema import problems
from tests.verify_files import first, issued, paper, papers_of, returned, submitted
from tracker.authenticity import existence, service
from tracker.authenticity.rules import Verdict, Whole
from tracker.authenticity.trail import trail
from tracker.dashboard.checks import checked
from tracker.dashboard.verification import verification
from tracker.reports import history, paper_store, proof_address, store
from tracker.reports import service as reports
from tracker.reports.facts import ReportDrafted
from tracker.snapshots import figures
from tracker.tasks.picture import picture_at

Count = Callable[[], AbstractContextManager[Counted]]


def told(content: bytes) -> service.Finding:
    """What is found of a file with this content; it lies on the disk, as an upload may."""
    with io.BytesIO(content) as held, _file(held) as file:
        return service.check(file)


def _file(held: io.BytesIO):  # type: ignore[no-untyped-def]
    import tempfile

    file = tempfile.TemporaryFile()  # noqa: SIM115
    file.write(held.getvalue())
    return file


def test_a_report_is_drawn_up_with_an_address_of_its_own(app: Flask) -> None:
    report = first()
    assert proof_address.as_token(report.token) == report.token
    assert report.address == f"{app.config['SETTINGS'].base_url}/verify/{report.token}"
    assert store.of_token(report.token) == report == history.report_at(1, 10**6)
    again = reports.draft(report.resolution_id, world.TODAY, world.actor("coordinator"), world.at("2013-05-31", 17))
    assert again.token != report.token
    assert store.of_token("") is None
    assert verification().problems == ()


def test_a_fact_from_before_there_were_addresses_reads_and_names_its_file_as_before() -> None:
    fact = ReportDrafted(1, world.TODAY, 5, "a" * 64)
    assert (fact.token, fact.address) == ("", "")


def test_the_data_of_a_real_report_keep_to_the_published_form(app: Flask) -> None:
    assert problems(json.loads(store.snapshot_text(1) or "")) == []


def test_the_papers_of_an_issued_report_are_authentic_and_anything_else_that_says_so_is_altered(app: Flask) -> None:
    files = papers_of(first())
    report = issued(files)
    for lang, content in files.items():
        found = told(content)
        assert (found.verdict, found.report, found.lang) == (Verdict.AUTHENTIC, report, lang)
    data = (store.snapshot_text(1) or "").encode()
    other = json.dumps(json.loads(data) | {"demonstration": False}).encode()
    for content, same in (
        (files["th"] + b"\n", True),
        (paper(data), True),
        (paper(b"{}", report.address), False),
        (paper(other), False),
    ):
        found = told(content)
        assert (found.verdict, found.report, found.same_data) == (Verdict.ALTERED, report, same)
    assert told(pdf()).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize("way", [submitted, returned])
def test_a_paper_that_was_never_issued_is_unknown(app: Flask, way: Callable[..., object]) -> None:
    files = papers_of(first())
    way(files)
    for content in (files["th"], files["th"] + b"\n"):
        assert told(content) == service.Finding(Verdict.UNKNOWN, told(content).sha256)


def test_a_paper_that_was_returned_stays_unknown_when_a_later_one_is_issued(app: Flask) -> None:
    report = first()
    before = {lang: paper(b"{}", report.address, lang) for lang in ("th", "en")}
    returned(before)
    files = papers_of(report)
    issued(files)
    assert told(before["th"]).verdict is Verdict.UNKNOWN
    assert told(files["th"]).verdict is Verdict.AUTHENTIC
    assert len(paper_store.with_sha256(told(files["th"]).sha256)) == 1


def test_whether_the_record_is_whole_is_read_and_not_walked(app: Flask, count_queries: Count) -> None:
    report = issued(papers_of(first()))
    assert existence.existence(report, details=False).whole is Whole.NOT_YET
    checked()
    with count_queries() as asked:
        found = existence.existence(report, details=False)
    assert (found.whole, found.again) == (Whole.WHOLE, None)
    assert len(asked) <= 4


def test_a_correction_is_told_once_it_is_issued(app: Flask) -> None:
    report = issued(papers_of(first()))
    coordinator = world.actor("coordinator")
    later = reports.draft(
        report.resolution_id, world.TODAY, coordinator, world.at("2013-05-31", 21), corrects=report.id
    )
    assert existence.existence(report, details=True).corrected_by == ()
    assert existence.existence(later, details=True).corrected == report


def test_each_figure_is_led_back_to_what_it_counts(app: Flask) -> None:
    report = first()
    shown = picture_at(report.resolution_id, report.cut, report.as_of)
    assert shown is not None
    found = existence.existence(report, details=True)
    assert found.again == {each.code: each.value for each in found.snapshot.figures}
    for figure in found.snapshot.figures:
        led = trail(report, figure.code, 1)
        assert led is not None
        assert led.again == figure.value
        if figure.unit == figures.TASKS:
            assert led.total == figure.value == len(figures.counted(shown, figure.code))
    assert trail(report, "F99", 1) is None


def test_a_task_behind_a_figure_shows_who_claimed_and_who_verified(app: Flask) -> None:
    led = trail(first(), "F7", 1)
    assert led is not None
    done = led.tasks[0]
    assert (done.standing.task.code, done.standing.task.agency) == ("O-1.3-T1", "mof")
    assert (done.claim and done.claim.kind, done.verdict and done.verdict.kind) == ("task_submitted", "task_verified")
    assert done.pieces
    assert all(piece.given_by in led.people for piece in done.pieces)


def test_a_page_of_many_tasks_asks_no_more_than_one_of_few(app: Flask, count_queries: Count) -> None:
    report = first()
    trail(report, "F6", 1)
    asked = {}
    for code in ("F6", "F7"):
        with count_queries() as counted:
            led = trail(report, code, 1)
        asked[code] = len(counted), len(led.tasks if led else ())
    assert asked["F6"][1] > 20 > asked["F7"][1] > 0
    assert asked["F6"][0] <= asked["F7"][0] <= 6
