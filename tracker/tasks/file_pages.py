"""How does a file come in, go out, and let itself be seen? Whoever may not open it hears that there is no such page."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from flask import Response, abort, redirect, render_template, request, stream_with_context, url_for
from markupsafe import escape
from werkzeug.wsgi import wrap_file

from tracker import clock
from tracker.access.guard import acting, allow, require_object
from tracker.access.policy import Permission
from tracker.evidence import previews
from tracker.evidence import store as files
from tracker.evidence.packing import Part, packed, text
from tracker.evidence.pictures import NoPreview
from tracker.evidence.refusals import size_words
from tracker.evidence.service import Damaged, opened
from tracker.evidence.store import StoredFile
from tracker.lang import Bilingual, format_date
from tracker.ledger.store import end_reading
from tracker.tasks import store
from tracker.tasks.attached import ONE_UPLOAD, NotTaken, taken
from tracker.tasks.files_field import beside
from tracker.tasks.proofs import require_sight
from tracker.tasks.shown import shown_task
from tracker.tasks.task import Piece, Task
from tracker.web.frame import language, link, tell, voiced_filter

log = logging.getLogger(__name__)

SEALED = "default-src 'none'; sandbox"
"""What a file may do in a browser that opens it after all: nothing."""
DAMAGED = Bilingual(
    th="ไฟล์นี้หายไปหรือเสียหาย ไม่ตรงกับค่า SHA-256 ที่บันทึกไว้ จึงไม่ส่งให้ โปรดแจ้งเลขอ้างอิงด้านล่างแก่ผู้ดูแลระบบ",
    en="This file is gone or damaged: it does not match the recorded SHA-256, so it is not sent. "
    "Give the reference below to the administrator.",
)
NO_FILE = Bilingual(th="กรุณาเลือกไฟล์ที่จะแนบ", en="Choose a file to attach.")
NO_FILES = Bilingual(th="งานนี้ยังไม่มีหลักฐานในวันที่เลือก", en="This task has no evidence on the chosen day.")


@allow(Permission.TASK_REPORT)
def upload(task_id: int) -> Any:
    """Take one file for a form that is being filled in; a script gets the file's row, a plain form comes back with it."""
    found = store.task(task_id)
    if found is None:
        abort(404)
    task = found[1]
    require_object(Permission.TASK_REPORT, task.agency)
    sent = request.files.get("files")
    try:
        if sent is None or not sent.filename:
            raise NotTaken(NO_FILE)
        stored = taken(sent, task, acting())
    except NotTaken as refusal:
        if not _by_script():
            abort(422, description=refusal.message)
        return {"error": str(escape(voiced_filter(refusal.message)))}, refusal.status
    if _by_script():
        return {"row": render_template("tasks/file_row.html", row=beside(task, stored))}
    return redirect(url_for("tasks.progress", task_id=task_id, file=stored.id))


@allow(Permission.EVIDENCE_SEE)
def download(file_id: str) -> Response:
    """The file as it was given, and never as a page: whoever opens it does so outside this site."""
    file, _task = _file(file_id)
    end_reading()  # nothing is read any more, and a slow visitor must not hold up a writer
    try:
        content = opened(file)
    except Damaged:
        abort(500, description=DAMAGED)
    answer = Response(wrap_file(request.environ, content), content_type=file.media_type, direct_passthrough=True)
    answer.content_length = file.size
    answer.set_etag(file.sha256)
    answer.headers["Content-Disposition"] = as_attachment(file.name, f"evidence-{file.id[:8]}")
    answer.headers["Content-Security-Policy"] = SEALED
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    answer.make_conditional(request.environ, accept_ranges=True, complete_length=file.size)
    return answer


@allow(Permission.EVIDENCE_SEE)
def preview(file_id: str) -> str:
    """A page that shows a picture of the file, what is known of it, and the way to the file itself."""
    file, task = _file(file_id)
    end_reading()
    try:
        pages = previews.pages(file)
    except Damaged:
        abort(500, description=DAMAGED)
    page = min(max(request.args.get("page", 1, type=int), 1), max(pages, 1))
    return render_template("tasks/preview.html", file=file, task=task, page=page, pages=pages)


@allow(Permission.EVIDENCE_SEE)
def picture(file_id: str, page: int) -> Response:
    """What the preview shows: drawn by us, so that no byte of the file reaches the browser."""
    file, _task = _file(file_id)
    end_reading()
    try:
        drawn = previews.preview(file, page)
    except NoPreview:
        abort(404)
    except Damaged:
        abort(500, description=DAMAGED)
    answer = Response(drawn, content_type="image/webp")
    answer.headers["Content-Security-Policy"] = SEALED
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer


@allow(Permission.EVIDENCE_SEE)
def archive(task_id: int) -> Any:
    """All evidence of a task in one ZIP, with a list that names each piece and its SHA-256; read and sent portion by portion."""
    _shown, standing = shown_task(task_id)
    task = standing.task
    require_sight(task)
    if not task.pieces:
        tell(NO_FILES, "warn")
        return redirect(link("tasks.page", task_id=task_id))
    stored = files.found([piece.evidence.file for piece in task.pieces if piece.evidence.file])
    end_reading()
    answer = Response(stream_with_context(packed(_parts(task, stored, language()))), content_type="application/zip")
    answer.headers["Content-Disposition"] = as_attachment(f"{task.code} {task.agency}.zip", "evidence")
    answer.headers["Content-Security-Policy"] = SEALED
    return answer


def _file(file_id: str) -> tuple[StoredFile, Task]:
    """A file with its task, for somebody who may open it; one that no entry gave yet is its uploader's alone."""
    file = files.find(file_id)
    found = store.task(file.task_id) if file else None
    if file is None or found is None:
        abort(404)
    require_sight(found[1])
    if file.attached_seq is None and file.uploaded_by != acting().id:
        log.warning(
            "refused: %s asked for %s %r, which is in somebody's form", acting().email, request.method, request.path
        )
        abort(404)
    return file, found[1]


def _parts(task: Task, stored: dict[str, StoredFile], lang: str) -> Iterator[Part]:
    """The files one after the other, then the list; a damaged one is left out, and the list says so."""
    lines = []
    for piece in task.pieces:
        given = piece.given_at.astimezone(clock.BANGKOK)
        missing = ""
        if piece.evidence.file:
            try:
                yield Part(f"{piece.number:02} {piece.evidence.name}", given, opened(stored[piece.evidence.file]))
            except (Damaged, KeyError):
                missing = {"th": " – ไฟล์หายหรือเสียหาย", "en": " – the file is gone or damaged"}[lang]
        lines.append(_line(piece, lang) + missing)
    yield text("SHA256.txt", task.changed_at.astimezone(clock.BANGKOK), "\n".join(lines) + "\n")


def _line(piece: Piece, lang: str) -> str:
    """One piece as the list in the ZIP names it."""
    one = piece.evidence
    day = format_date(clock.bangkok_day(piece.given_at), lang, "short")
    if not one.file:
        return f"{piece.number:02}  {one.address}  {one.label}  ({day})"
    state = Bilingual(th="", en="")
    if piece.replaced_by:
        state = Bilingual(th=f" – ถูกแทนด้วยลำดับที่ {piece.replaced_by}", en=f" – replaced by no. {piece.replaced_by}")
    elif piece.expired:
        state = Bilingual(th=" – หมดอายุ", en=" – expired")
    return f"{one.sha256}  {piece.number:02} {one.name}  {size_words(one.size)}  ({day}){state.pick(lang)}"


def as_attachment(name: str, plain: str) -> str:
    """The header that makes a browser keep a file under a name in any script (RFC 6266 and 5987); `plain` is for the oldest ones."""
    ending = re.search(r"\.[A-Za-z0-9]{1,8}\Z", name)
    simple = name if re.fullmatch(r"[A-Za-z0-9_ .()-]+", name) else plain + (ending[0] if ending else "")
    return f"attachment; filename=\"{simple}\"; filename*=UTF-8''{quote(name, safe='')}"


def _by_script() -> bool:
    return request.accept_mimetypes.best == "application/json"


upload.most_bytes = ONE_UPLOAD  # type: ignore[attr-defined]
