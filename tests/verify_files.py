"""What do people send to have it checked? Papers like ours, quick to make, and hostile files; and a report that is issued with them."""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping
from datetime import date

import pikepdf

from tests import world
from tracker.papers.pdf_metadata import ATTACHMENT
from tracker.reports import cycle, store
from tracker.reports.report import Report

DAY = date(2013, 5, 31)


def paper(data: bytes, address: str = "", lang: str = "th", packed: bytes | None = None) -> bytes:
    """A PDF of one empty page with data attached to it, and an address in its description; `packed` are the packed data, unchecked."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.attachments[ATTACHMENT] = pikepdf.AttachedFileSpec(pdf, data, mime_type="application/json")
        if packed is not None:
            pdf.attachments[ATTACHMENT].obj.EF.F.write(packed, filter=pikepdf.Name.FlateDecode)
        if address:
            pdf.docinfo["/Keywords"] = address
        pdf.Root.Lang = lang
        held = io.BytesIO()
        pdf.save(held, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return held.getvalue()


def locked(content: bytes) -> bytes:
    """The same PDF, encrypted with a password."""
    held = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(held, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    return held.getvalue()


def bomb(megabytes: int) -> bytes:
    """A PDF whose attached data are that large once they are unpacked."""
    packing = zlib.compressobj(9)
    packed = b"".join(packing.compress(bytes(1024 * 1024)) for _ in range(megabytes)) + packing.flush()
    return paper(b"{}", packed=packed)


def papers_of(report: Report) -> dict[str, bytes]:
    """Both papers of a report, with its data and its address in them."""
    data = (store.snapshot_text(report.id) or "").encode()
    return {lang: paper(data, report.address, lang) for lang in ("th", "en")}


def first() -> Report:
    """Report no. 1."""
    found = store.report(1)
    assert found is not None
    return found


def submitted(files: Mapping[str, bytes]) -> Report:
    """Report no. 1, laid before the executive."""
    return cycle.submit(1, files, world.actor("coordinator"), world.at("2013-05-31", 18), expected=first().version)


def returned(files: Mapping[str, bytes]) -> Report:
    """The same, sent back."""
    report, executive = submitted(files), world.actor("executive")
    return cycle.send_back(
        1, (cycle.Remark("facts", "ระบุชื่อหน่วยงาน"),), executive, world.at("2013-05-31", 18), expected=report.version
    )


def issued(files: Mapping[str, bytes]) -> Report:
    """Report no. 1, approved and issued under no. 12 on the day of the tests."""
    report = submitted(files)
    sha256 = (report.submission and report.submission.sha256("th")) or ""
    executive, coordinator = world.actor("executive"), world.actor("coordinator")
    approved = cycle.approve(1, sha256, executive, world.at("2013-05-31", 19), expected=report.version)
    return cycle.issue(1, "12", DAY, coordinator, world.at("2013-05-31", 20), expected=approved.version)
