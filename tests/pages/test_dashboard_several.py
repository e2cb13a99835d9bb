"""With two resolutions in the register: does every page show the one it is asked for, and do its links stay with it?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import world
from tests.page import read
from tracker import clock, seeding
from tracker.extensions import db
from tracker.tasks.picture import picture

OLDER = "2555-03-06-older"


@pytest.fixture
def reader(app, client, sign_in, tmp_path: Path):
    """A reader of a register with an older resolution beside the real one: the same text under other codes."""
    seed = (seeding.seeds() / f"{world.RESOLUTION}.yaml").read_text(encoding="utf-8")
    other = (
        seed.replace(world.RESOLUTION, OLDER)
        .replace("O-", "P-")
        .replace("decided_on: 2013-04-23", "decided_on: 2012-03-06")
    )
    path = tmp_path / f"{OLDER}.yaml"
    path.write_text(other, encoding="utf-8")
    with app.app_context():
        seeding.load(path)
        world.do("start", world.task_id("P-1.3-T1", "mof"), "liaison.mof", "2013-05-31", note="เริ่มแล้ว")
        db.session.remove()
    return sign_in(client, "executive")


def older(app):
    with app.app_context():
        found = picture(2, clock.today(), past=False)
        assert found is not None
        return found


def test_the_overview_shows_the_newest_and_lists_all(reader):
    page = read(reader.get("/"))
    listed = page.one("section", aria_labelledby="others")
    assert world.RESOLUTION in listed.one("strong").text
    assert f"/?resolution={OLDER}" in [link["href"] for link in listed.all("a")]
    assert "/resolutions/2556-04-23-egov" in page.links


def test_the_figures_of_another_resolution_lead_to_its_own_tasks(app, reader):
    shown = older(app)
    page = read(reader.get(f"/?resolution={OLDER}"))
    late = shown.total.counts["late"]
    href = f"/tasks?health=late&resolution={OLDER}"
    assert page.one("a", class_="proof", href=href).text == str(late)
    assert str(late) in read(reader.get(href)).h1
    cells = [link["href"] for link in page.all("a", class_="cell")]
    assert cells
    assert all(f"resolution={OLDER}" in each for each in cells)


@pytest.mark.parametrize(
    "path",
    [f"/resolutions/{OLDER}", "/obligations/P-1.3", f"/agencies/mof?resolution={OLDER}", f"/budget?resolution={OLDER}"],
)
def test_links_stay_with_the_resolution_whether_drawn_before_or_not(reader, path):
    first, again = read(reader.get(path)), read(reader.get(path))
    assert first.source == again.source or first.links == again.links
    assert f"/tasks?resolution={OLDER}" in first.links
    assert f"/?resolution={OLDER}" in first.links


def test_pages_of_the_newest_need_no_name(reader):
    reader.get(f"/?resolution={OLDER}")
    assert "/tasks" in read(reader.get("/")).links
    assert "/tasks" in read(reader.get("/obligations/O-1.3")).links


def test_the_list_of_resolutions_has_both_with_their_state(reader):
    page = read(reader.get("/resolutions"))
    assert [f"/resolutions/{code}" in page.links for code in (world.RESOLUTION, OLDER)] == [True, True]
    assert f"/?resolution={OLDER}" in page.links


def test_an_unknown_resolution_is_not_found(reader):
    for path in ("/", "/agencies/mof", "/budget"):
        assert reader.get(f"{path}?resolution=none").status_code == 404
