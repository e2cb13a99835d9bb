"""What may every test ask for?

`app` is the product on a fresh copy of the world in tests/world.py (SQLite here; tests/services/conftest.py runs on PostgreSQL
as well), `client` a browser without scripts, `sign_in(client, "coordinator")` signs in without the form, `page(response)` reads
an answer and checks what holds on every page, `count_queries()` counts what the database was asked, `travel` moves
the real clock (the frozen calendar stays).

Make requests outside `app.app_context()`: inside it the person of the first request would stay for the next.
"""

from __future__ import annotations

import gc
import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings
from sqlalchemy import event
from werkzeug.test import TestResponse

from tests import world
from tests.memory import memory
from tests.page import Page, read
from tracker import clock
from tracker.extensions import db
from tracker.ledger.store import write_transaction
from tracker.people import store as directory

if TYPE_CHECKING:
    from tests.postgres import Cluster

pytest_plugins = ["tests.postgres"]

settings.register_profile("house", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))
"""The same examples in every run, however busy the machine; `HYPOTHESIS_PROFILE=search` looks for new ones."""

gc.set_threshold(20_000, 10, 10)
"""Rubbish is looked for after 20,000 new objects and not after 700, which took a tenth of the tests' time: one page is more than that."""

SignIn = Callable[[FlaskClient, str], FlaskClient]


@pytest.fixture(scope="session", autouse=True)
def nothing_left_open() -> Iterator[None]:
    """What nobody closed is found at the latest after the last test of a process, and fails it; what pytest finds later is lost where
    several processes share the tests."""
    yield
    gc.collect()


@pytest.fixture(autouse=True)
def frozen_day() -> Iterator[None]:
    """It is 31 May B.E. 2556 in every test that does not say otherwise."""
    clock.freeze(world.TODAY)
    yield
    clock.freeze(None)


MORNING = datetime(2026, 3, 2, 1, tzinfo=UTC)


@pytest.fixture
def travel() -> Iterator[time_machine.Traveller]:
    """The real clock in the test's hands: it stands at 08:00 in Bangkok."""
    with time_machine.travel(MORNING, tick=False) as traveller:
        yield traveller


@pytest.fixture(scope="session")
def sqlite_world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The SQLite file of the world, never opened again."""
    folder = tmp_path_factory.mktemp("world")
    world.build(world.application("", folder))
    return folder / "tracker.db"


@pytest.fixture(scope="session")
def postgres_world(postgres: Cluster, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The PostgreSQL database of the world, to be copied."""
    name = postgres.create_database()
    world.build(world.application(postgres.url(name), tmp_path_factory.mktemp("world")))
    return name


@pytest.fixture(scope="session")
def page_app() -> Iterator[Flask]:
    """One application for all page tests; its database is put in place by `app`. No page test asks what a power cut leaves."""
    with tempfile.TemporaryDirectory(prefix="tracker-pages-", dir=memory()) as folder:
        app = world.application("", Path(folder))
        world.lay_file(app)
        yield app


@pytest.fixture
def app(page_app: Flask, sqlite_world: Path) -> Iterator[Flask]:
    """The product on its own copy of the world (SQLite)."""
    shutil.copyfile(sqlite_world, Path(page_app.instance_path) / "tracker.db")
    world.forget()
    yield page_app
    world.let_go(page_app)


@pytest.fixture
def client(app: Flask) -> Iterator[FlaskClient]:
    """A browser without scripts; the pages come in Thai unless asked otherwise."""
    with app.test_client() as browser:
        yield browser


@pytest.fixture
def sign_in() -> SignIn:
    """Sign a browser in as a role, an account (`liaison.mof`) or an address, without the form; returns the browser."""
    return enter


def enter(client: FlaskClient, who: str) -> FlaskClient:
    """Start a session for this person and put it into the browser's cookie."""
    token = secrets.token_urlsafe(16)
    with client.application.app_context():
        with write_transaction():
            directory.start_session(token, world.actor(who).id or 0, clock.real_now())
        db.session.remove()
    with client.session_transaction() as session:
        session.clear()
        session.update({"_user_id": token, "_fresh": True, "seen": int(clock.real_now().timestamp())})
    return client


@pytest.fixture
def page() -> Callable[[TestResponse], Page]:
    """Read an answer as a page and check what holds on every page (tests/page.py says what)."""
    return read


class Counted(list[str]):
    """The statements that the database was asked, BEGIN and PRAGMA left out."""


@contextmanager
def counting(app: Flask) -> Iterator[Counted]:
    """Collect the statements that run inside."""
    found = Counted()

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.lstrip().upper().startswith(("BEGIN", "PRAGMA")):
            found.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
def count_queries(app: Flask) -> Callable[[], AbstractContextManager[Counted]]:
    """`with count_queries() as asked: …` – len(asked) is how often the database was asked."""
    return lambda: counting(app)


@pytest.fixture
def no_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    """No report or letter is drawn as PDF: a download answers that it is being prepared."""
    from tracker.companions import drawing as companions
    from tracker.letters import drawing as letters
    from tracker.reports import drawing as reports

    for drawing in (reports, letters, companions):
        monkeypatch.setattr(drawing, "begin", lambda *_paper: Path("no such mark"))
