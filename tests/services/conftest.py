"""On which databases do the services run? On both: `app` is a fresh copy of the world there, with its context entered."""

from __future__ import annotations

import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import world
from tests.conftest import enter
from tests.memory import memory
from tests.postgres import Cluster
from tests.services.command_line import Done, Run
from tracker import clock
from tracker.cli import main
from tracker.config import Settings
from tracker.evidence.service import vault_of
from tracker.evidence.vault import Vault

BUCKET = "evidence"
DATABASES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.fixture
def tmp_path(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """An empty folder: in memory, but on the disk for whoever kills processes or asks what a power cut leaves (`disk`)."""
    parent = memory()
    if parent is None or request.node.get_closest_marker("disk"):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(prefix="tracker-services-", dir=parent) as folder:
        yield Path(folder)


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest) -> str:
    """The name of the database this test runs on."""
    name: str = request.param
    return name


@pytest.fixture
def database_url(request: pytest.FixtureRequest, database: str, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh copy of the world."""
    if database == "sqlite":
        file = tmp_path / "tracker.db"
        shutil.copyfile(request.getfixturevalue("sqlite_world"), file)
        yield f"sqlite:///{file}"
        return
    yield from _temporary(request, request.getfixturevalue("postgres_world"))


@pytest.fixture
def blank_database_url(request: pytest.FixtureRequest, database: str, tmp_path: Path) -> Iterator[str]:
    """The address of a database without tables."""
    if database == "sqlite":
        yield f"sqlite:///{tmp_path / 'blank.db'}"
        return
    yield from _temporary(request, "template0")


@pytest.fixture
def app(database_url: str, tmp_path: Path) -> Iterator[Flask]:
    """The product on its own copy of the world, with its context entered."""
    yield from _entered(database_url, tmp_path)


@pytest.fixture
def blank_app(blank_database_url: str, tmp_path: Path) -> Iterator[Flask]:
    """The product on a database without tables, with its context entered."""
    yield from _entered(blank_database_url, tmp_path)


def _entered(url: str, folder: Path) -> Iterator[Flask]:
    world.forget()
    app = world.application(url, folder / "instance")
    world.lay_file(app)
    with app.app_context():
        yield app
    world.let_go(app)


def _temporary(request: pytest.FixtureRequest, template: str) -> Iterator[str]:
    cluster: Cluster = request.getfixturevalue("postgres")
    name = cluster.create_database(template)
    yield cluster.url(name)
    cluster.drop_database(name)


@pytest.fixture
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty instance folder on the day of the tests; nothing else is set."""
    for name in ("TRACKER_DATABASE_URL", "TRACKER_SECRET_KEY", "TRACKER_BASE_URL", "TRACKER_DEMO_PASSWORD", "PORT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TRACKER_INSTANCE", str(tmp_path / "instance"))
    monkeypatch.setenv("TRACKER_TODAY", world.TODAY.isoformat())
    return tmp_path / "instance"


@pytest.fixture
def tracker(instance: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command with these words; keywords are settings."""

    def run(*words: str, **settings: str) -> Done:
        world.forget()
        with monkeypatch.context() as patch:
            for name, value in settings.items():
                patch.setenv(name, value)
            capsys.readouterr()
            with pytest.raises(SystemExit) as left:
                main.main(list(words), prog_name="tracker")
        clock.freeze(world.TODAY)
        said = capsys.readouterr()
        return Done(int(left.value.code or 0), said.out, said.err)

    return run


@pytest.fixture
def filled(instance: Path, sqlite_world: Path) -> Path:
    """An instance with the world of the tests; its database."""
    instance.mkdir()
    return Path(shutil.copyfile(sqlite_world, instance / "tracker.db"))


@pytest.fixture
def browser(database_url: str, tmp_path: Path) -> Iterator[FlaskClient]:
    """A browser at the product on this database, signed in as a liaison; no context is entered."""
    world.forget()
    app = world.application(database_url, tmp_path / "instance")
    yield enter(app.test_client(), "liaison.mof")
    world.let_go(app)


@pytest.fixture(scope="session")
def s3_endpoint() -> Iterator[str]:
    """An S3-compatible store that speaks HTTP on this machine, with one bucket."""
    import boto3
    from moto.server import ThreadedMotoServer

    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=port, verbose=False)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            patch.setenv(name, "testing")
        patch.setenv("AWS_DEFAULT_REGION", "ap-southeast-7")
        server.start()
        endpoint = f"http://127.0.0.1:{port}"
        boto3.client("s3", endpoint_url=endpoint).create_bucket(
            Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "ap-southeast-7"}
        )
        yield endpoint
        server.stop()


@pytest.fixture(params=["folder", "s3"])
def evidence_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty vault of each kind."""
    if request.param == "folder":
        return (tmp_path / "หลักฐาน").as_uri()
    return f"s3://{BUCKET}/{tmp_path.name}?endpoint={request.getfixturevalue('s3_endpoint')}&region=ap-southeast-7"


@pytest.fixture
def vault(evidence_url: str) -> Vault:
    """An empty vault of each kind."""
    return vault_of(Settings.from_environment({"TRACKER_EVIDENCE_URL": evidence_url}))
