"""How do the tests of pages give a file as evidence, and what came of it?"""

from __future__ import annotations

import io
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests import file_samples as sample
from tests import world
from tests.pages.task_forms import form, typed
from tracker.evidence import service
from tracker.evidence.store import StoredFile, every
from tracker.tasks.proofs import as_evidence


def sent(*files: tuple[str, bytes]) -> list[tuple[io.BytesIO, str]]:
    """Files as a browser sends them."""
    return [(io.BytesIO(content), name) for name, content in files]


def give(client: FlaskClient, id_: int, step: str, *files: tuple[str, bytes], **other: Any) -> TestResponse:
    """Send a step's form with files in it."""
    fields: dict[str, Any] = form(client, id_, step) | typed(step, evidence="") | other
    return client.post(
        f"/tasks/{id_}/{step}", data=fields | {"files": sent(*files)}, content_type="multipart/form-data"
    )


def stored(app: Flask) -> list[StoredFile]:
    """Every file that was kept, but for the one that the world brings."""
    with app.app_context():
        return [file for file in every() if file.id != world.FILE_ID]


def with_file(
    agency: str = "mof", code: str = "O-1.3-T1", name: str = sample.THAI_NAME, content: bytes = b"", served: str | None = None
) -> StoredFile:  # fmt: skip
    """A file that the agency's liaison gave with an act of its own; needs the application's context."""
    id_, who = world.task_id(code, agency, served), f"liaison.{agency}"
    file = service.receive(
        name, io.BytesIO(content or sample.pdf()), task_id=id_, agency=agency, by=world.actor(who).id or 0, now=world.at("2013-05-31"),
    )  # fmt: skip
    world.do("attach", id_, who, "2013-05-31", evidence=(as_evidence(file),), note="แนบเพิ่ม")
    return file
