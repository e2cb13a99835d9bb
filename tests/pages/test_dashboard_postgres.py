"""Are the dashboard's pages the same on PostgreSQL, nonsense in addresses included?"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from tests import world
from tests.page import read
from tests.pages.test_dashboard_safety import NONSENSE, PAGES
from tests.postgres import Cluster

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def postgres_client(
    postgres: Cluster, postgres_world: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[FlaskClient]:
    """A browser on a copy of the world in PostgreSQL."""
    from tests.conftest import enter

    name = postgres.create_database(postgres_world)
    app = world.application(postgres.url(name), tmp_path_factory.mktemp("postgres-pages"))
    world.forget()
    with app.test_client() as browser:
        yield enter(browser, "auditor")
    world.let_go(app)
    postgres.drop_database(name)
    world.forget()


@pytest.mark.parametrize(
    "path",
    [
        *PAGES,
        "/history/verification",
        "/history?agency=mof&kind=task_submitted",
        "/history?task=O-1.3-T3",
        "/history?obligation=O-1.3",
        "/?as_of=2013-05-20",
    ],
)
def test_every_page_is_drawn(postgres_client: FlaskClient, path: str) -> None:
    assert read(postgres_client.get(path)).status == 200


@pytest.mark.parametrize(
    "query", [*NONSENSE, "agency=%00", "kind=%00", "person=2147483648", "task=999999999", "before=999999999"]
)
def test_nonsense_is_a_page(postgres_client: FlaskClient, query: str) -> None:
    for path in ("/", "/history", "/agencies/mof"):
        assert read(postgres_client.get(f"{path}?{query}")).status in (200, 400, 404)


@pytest.mark.parametrize(
    "path",
    ["/obligations/%00", "/resolutions/%00", "/agencies/%00", "/obligations/%ED%A0%80", "/obligations/" + "x" * 500],
)
def test_impossible_codes_are_not_found(postgres_client: FlaskClient, path: str) -> None:
    assert read(postgres_client.get(path)).status == 404
