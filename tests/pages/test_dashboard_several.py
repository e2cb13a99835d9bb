"""With two resolutions in the register: does every page show the one it is asked for, and do its links stay with it?"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests import world
from tests.page import read
from tracker import clock, seeding
from tracker.extensions import db
from tracker.people import service
from tracker.people import store as people
from tracker.tasks.picture import picture

OLDER = "2555-03-06-older"


@pytest.fixture(scope="session")
def world_of_two(sqlite_world: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with an older resolution beside the real one: the same text under other codes."""
    folder = tmp_path_factory.mktemp("two")
    shutil.copyfile(sqlite_world, folder / "tracker.db")
    seed = (seeding.seeds() / f"{world.RESOLUTION}.yaml").read_text(encoding="utf-8")
    other = (
        seed.replace(world.RESOLUTION, OLDER)
        .replace("O-", "P-")
        .replace("decided_on: 2013-04-23", "decided_on: 2012-03-06")
    )
    path = folder / f"{OLDER}.yaml"
    path.write_text(other, encoding="utf-8")
    world.forget()
    app = world.application("", folder)
    with app.app_context():
        seeding.load(path)
        world.do("start", world.task_id("P-1.3-T1", "mof"), "liaison.mof", "2013-05-31", note="เริ่มแล้ว")
    world.let_go(app)
    world.forget()
    return folder / "tracker.db"


@pytest.fixture
def two(app, world_of_two: Path) -> None:
    """A register with two resolutions."""
    shutil.copyfile(world_of_two, Path(app.instance_path) / "tracker.db")


@pytest.fixture
def reader(two, client, sign_in):
    """Somebody who reads that register."""
    return sign_in(client, "executive")


def older(app):
    with app.app_context():
        found = picture(2, clock.today(), past=False)
        assert found is not None
        return found


@pytest.mark.parametrize("who", ["coordinator", "liaison.mof", "executive"])
def test_a_resolution_is_chosen_for_any_page_or_for_none_and_every_choice_opens(app, two, client, sign_in, who):
    sign_in(client, who)
    own = {"dashboard.agency": {"code": "mof"}}
    for endpoint in [*app.view_functions, "nobody", ""]:
        page = read(client.get("/resolutions", query_string={"to": endpoint} | own.get(endpoint, {})))
        assert page.status == 200, endpoint
        choices = [each for each in page.one("main").all("a") if world.RESOLUTION in each["href"]]
        assert choices, endpoint
        assert all(client.get(each["href"]).status_code == 200 for each in choices), endpoint


PAGES_OF_ONE = ("/", "/tasks", "/agencies/mof", "/budget", "/reports")


@pytest.mark.parametrize("path", PAGES_OF_ONE)
def test_a_page_says_which_resolution_it_shows_and_offers_the_other(reader, path):
    newest, other = (read(reader.get(each)) for each in (path, f"{path}?resolution={OLDER}"))
    for page, day, there in ((newest, "23 เม.ย. 2556", OLDER), (other, "6 มี.ค. 2555", world.RESOLUTION)):
        which = page.one("nav", aria_label="มติที่หน้านี้แสดง")
        assert day in which.one("strong").text
        assert [link["href"] for link in which.all("a")] == [f"{path}?resolution={there}"]
    assert f"/budget?resolution={OLDER}" in other.links
    assert f"/reports?resolution={OLDER}" in other.links
    english = read(reader.get(f"{path}?resolution={OLDER}&lang=en"))
    assert "This page shows the resolution of 6 Mar" in english.one("main").text


@pytest.mark.parametrize("path", PAGES_OF_ONE)
def test_with_one_resolution_no_page_asks_which(client, sign_in, path):
    assert not read(sign_in(client, "executive").get(path)).all("nav", aria_label="มติที่หน้านี้แสดง")


@pytest.mark.parametrize(("day", "first"), [("2013-05-27", "23 เม.ย."), ("2013-05-29", "23 เม.ย."), ("", "28 พ.ค.")])
def test_the_first_shown_is_the_newest_that_was_decided_and_known_on_the_day(
    app, client, sign_in, tmp_path: Path, day, first
):
    seed = (seeding.seeds() / f"{world.RESOLUTION}.yaml").read_text(encoding="utf-8")
    later = seed.replace(world.RESOLUTION, "2556-05-28-later").replace("O-", "L-")
    path = tmp_path / "later.yaml"
    path.write_text(later.replace("decided_on: 2013-04-23", "decided_on: 2013-05-28"), encoding="utf-8")
    with app.app_context():
        seeding.load(path)
        db.session.remove()
    page = read(sign_in(client, "executive").get(f"/?as_of={day}"))
    assert first in page.one(class_="pagehead").text


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


def test_a_past_page_knows_the_names_and_posts_of_its_day(app, reader):
    def main(path: str) -> str:
        return reader.get(path).get_data(as_text=True).partition("<main")[2]

    before = main("/agencies/mof?as_of=2013-05-30")
    with app.app_context():
        later = {**people.agencies()["mof"].document, "name": {"th": "กระทรวงที่เปลี่ยนชื่อ", "en": "Renamed"}}
        service.register_agency("mof", 0, later, now=world.at("2013-05-31", 18))
        service.set_enabled("liaison.mof@demo.example", enabled=False)
        db.session.remove()
    assert "กระทรวงที่เปลี่ยนชื่อ" in main("/agencies/mof")
    assert main("/agencies/mof?as_of=2013-05-30") == before
