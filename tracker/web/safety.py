"""What protects every answer? Headers, limits on what may be sent, identifiers that fit, and errors that are pages."""

from __future__ import annotations

import errno
import logging
import secrets
from http import HTTPStatus
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from flask import Flask, Request, Response, abort, current_app, g, redirect, render_template, request, url_for
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.routing import BaseConverter, IntegerConverter
from werkzeug.wrappers import Response as BaseResponse

from tracker import clock
from tracker.access.guard import current_actor
from tracker.access.policy import Permission
from tracker.extensions import login_manager
from tracker.lang import Bilingual
from tracker.web.as_of import Moment, moment

log = logging.getLogger(__name__)

MOST_BYTES = 8 * 1024 * 1024
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

SENTENCES: dict[int, tuple[Bilingual, Bilingual]] = {
    400: (
        Bilingual(th="คำขอไม่ถูกต้อง", en="The request could not be understood"),
        Bilingual(th="กรุณากลับไปหน้าก่อนแล้วลองใหม่", en="Go back to the page before and try again."),
    ),
    403: (
        Bilingual(th="ท่านไม่มีสิทธิ์ทำรายการนี้", en="You may not do this"),
        Bilingual(
            th="สิทธิ์นี้เป็นของบทบาทอื่น หากเห็นว่าไม่ถูกต้อง โปรดแจ้งผู้ดูแลระบบ",
            en="Another role holds this right. Ask the administrator if you think this is wrong.",
        ),
    ),
    404: (
        Bilingual(th="ไม่พบหน้านี้", en="There is no such page"),
        Bilingual(th="ที่อยู่อาจพิมพ์ผิด หรือรายการนี้ไม่อยู่ในหน่วยงานของท่าน", en="The address may be mistyped, or the item is not your agency's."),
    ),
    405: (
        Bilingual(th="หน้านี้ไม่รับคำสั่งแบบนี้", en="This page does not take that kind of request"),
        Bilingual(th="กรุณากลับไปหน้าก่อนแล้วลองใหม่", en="Go back to the page before and try again."),
    ),
    413: (
        Bilingual(th="ข้อมูลที่ส่งมามีขนาดใหญ่เกินไป", en="What was sent is too large"),
        Bilingual(th="ส่งได้ไม่เกิน 8 เมกะไบต์ต่อครั้ง ยังไม่มีการบันทึกใด ๆ", en="At most 8 megabytes can be sent at a time. Nothing was saved."),
    ),
    429: (
        Bilingual(th="พยายามเข้าระบบหลายครั้งเกินไป", en="Too many attempts to sign in"),
        Bilingual(th="กรุณารอ 5 นาทีแล้วลองใหม่", en="Wait five minutes and try again."),
    ),
    503: (
        Bilingual(th="ระบบยังไม่พร้อมชั่วคราว", en="The system is not available for a moment"),
        Bilingual(th="ยังไม่มีการบันทึกใด ๆ กรุณารอสักครู่แล้วส่งใหม่", en="Nothing was saved. Wait a moment and send it again."),
    ),
    507: (
        Bilingual(th="พื้นที่เก็บข้อมูลของระบบเต็ม", en="The system's storage is full"),
        Bilingual(
            th="ยังไม่มีการบันทึกใด ๆ ยังดูข้อมูลได้ตามปกติ โปรดแจ้งเลขอ้างอิงด้านล่างแก่ผู้ดูแลระบบ แล้วส่งใหม่เมื่อมีพื้นที่",
            en="Nothing was saved; everything can still be read. Give the reference below to the administrator, and send it again later.",
        ),
    ),
    500: (
        Bilingual(th="ระบบขัดข้อง", en="Something went wrong on our side"),
        Bilingual(
            th="ยังไม่มีการบันทึกใด ๆ โปรดแจ้งเลขอ้างอิงด้านล่างแก่ผู้ดูแลระบบ",
            en="Nothing was saved. Please give the reference below to the administrator.",
        ),
    ),
}  # fmt: skip


READ_ONLY = Bilingual(
    th="หน้านี้เป็นภาพย้อนหลัง ดูได้อย่างเดียว กรุณากลับไปวันนี้ก่อนทำรายการ ยังไม่มีการบันทึก",
    en="This page shows a past day and is read only. Go back to today first. Nothing was saved.",
)


class IdConverter(IntegerConverter):
    """An identifier in an address: 1 to 999,999,999, so that it fits every database; anything else is no such page."""

    regex = "[1-9][0-9]{0,8}"


class FileConverter(BaseConverter):
    """The identifier of a stored file in an address: 32 hex digits of ours, never a name of a person's."""

    regex = "[0-9a-f]{32}"


class PageRequest(Request):
    """A request whose files wait in the instance folder, where there is room for them, and not in the machine's /tmp."""

    def _get_file_stream(
        self, total_content_length: int | None, content_type: str | None, filename: str | None = None, content_length: int | None = None
    ) -> IO[bytes]:  # fmt: skip
        return SpooledTemporaryFile(max_size=512 * 1024, dir=current_app.instance_path)


class PageSessions(SecureCookieSessionInterface):
    """Sessions belong to pages: a static file may lie in anybody's cache and must carry nobody's cookie."""

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Send the cookie along, unless the answer is a static file."""
        if request.endpoint != "static":
            super().save_session(app, session, response)


def init_app(app: Flask) -> None:
    """Set limits, headers and error pages."""
    app.session_interface = PageSessions()
    app.request_class = PageRequest
    app.url_map.converters |= {"id": IdConverter, "file": FileConverter}
    app.config.update(
        MAX_CONTENT_LENGTH=MOST_BYTES, MAX_FORM_MEMORY_SIZE=MOST_BYTES, MAX_FORM_PARTS=500, WTF_CSRF_TIME_LIMIT=None
    )  # fmt: skip
    app.url_value_preprocessor(allow_files)
    app.before_request(act_today)
    app.after_request(add_headers)
    app.register_error_handler(CSRFError, stale_form)
    app.register_error_handler(SecurityError, foreign_name)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(OperationalError, database_away)
    app.register_error_handler(OSError, storage)
    app.register_error_handler(Exception, unforeseen)


def allow_files(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Let a form bring as many bytes as its view says, when it brings files; everything else stays with MOST_BYTES."""
    most = getattr(current_app.view_functions.get(endpoint or ""), "most_bytes", None)
    if most is not None and request.mimetype == "multipart/form-data":
        request.max_content_length = most


def act_today() -> None:
    """Refuse a form that was sent from a past day's page: nobody acts in the past. Signing in and out is no such act."""
    if request.method != "POST" or current_actor() is None:
        return
    permission = getattr(current_app.view_functions.get(request.endpoint or ""), "permission", None)
    if permission not in (None, Permission.PUBLIC, Permission.ACCOUNT_LEAVE) and moment().is_past:
        abort(403, description=READ_ONLY)


def add_headers(response: Response) -> Response:
    """The safety headers on every answer; pages are never kept by caches, static files are."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint == "static" and response.status_code < HTTPStatus.BAD_REQUEST:
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if "v" in request.args else "no-cache"
    else:
        response.headers["Cache-Control"] = "no-store"
        response.vary.add("Cookie")
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    return response


def error_page(status: int, detail: Any = None) -> tuple[str, int]:
    """The page for an error: what happened, what to do, a reference for the log when it is ours."""
    title, advice = SENTENCES.get(status) or SENTENCES[400 if status < 500 else 500]
    message = detail if isinstance(detail, Bilingual) else advice
    reference = secrets.token_hex(4) if status >= 500 else None
    if reference:
        log.error("reference %s: %s %r answered %s", reference, request.method, request.path, status)
        g._login_user = login_manager.anonymous_user()  # the database may be what failed: ask it nothing more
    if "moment" not in g:
        g.moment = Moment(clock.today(), clock.today())
    page = render_template("errors/error.html", status=status, title=title, message=message, reference=reference)
    return page, status


def too_much() -> Bilingual:
    """How much this page takes at a time."""
    most = (request.max_content_length or MOST_BYTES) // 1024**2
    return Bilingual(
        th=f"ส่งได้ไม่เกิน {most} เมกะไบต์ต่อครั้ง ยังไม่มีการบันทึกใด ๆ" + (" หากแนบหลายไฟล์ กรุณาแบ่งส่ง" if most > 8 else ""),
        en=f"At most {most} megabytes can be sent at a time. Nothing was saved."
        + (" Send many files in turns." if most > 8 else ""),
    )


def http_error(error: HTTPException) -> BaseResponse | tuple[str, int] | HTTPException:
    """A page for every HTTP error; somebody who is signed out goes to the sign-in page and comes back."""
    if error.code == HTTPStatus.UNAUTHORIZED:
        there = request.full_path.rstrip("?") if request.method == "GET" else "/"
        return redirect(url_for("people.sign_in", next=there if there != "/" else None))
    if error.code is None or error.code < 400:
        return error
    return error_page(
        error.code, too_much() if error.code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE else error.description
    )


def stale_form(_error: CSRFError) -> tuple[str, int]:
    """The form's safety token was missing or old."""
    message = Bilingual(
        th="แบบฟอร์มนี้หมดอายุหรือถูกเปิดก่อนเข้าระบบ ยังไม่มีการบันทึก กรุณากลับไปหน้าก่อน โหลดหน้าใหม่ แล้วส่งอีกครั้ง",
        en="This form is out of date or was opened before you signed in. Nothing was saved. Go back, reload the page and send it again.",
    )
    return error_page(400, message)


def foreign_name(_error: SecurityError) -> tuple[str, int, dict[str, str]]:
    """The request used a name that is not ours: no page, since its links would bear that name."""
    sentence = "ระบบนี้ไม่ได้ใช้ชื่อที่อยู่นี้ · This site does not answer to that name."
    return sentence, 400, {"Content-Type": "text/plain; charset=utf-8"}


def database_away(error: OperationalError) -> tuple[str, int, dict[str, str]]:
    """The database did not answer or stayed locked: nothing was saved, try again."""
    log.error("database: %s", error.orig)
    if "disk is full" in str(error.orig) or type(error.orig).__name__ == "DiskFull":
        return (*error_page(507), {"Retry-After": "600"})
    return (*error_page(503), {"Retry-After": "10"})


def storage(error: OSError) -> tuple[str, int] | tuple[str, int, dict[str, str]]:
    """A disk that is full, or a store that does not answer: nothing was saved, and reading goes on."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        log.error("storage is full: %s", error)
        return error_page(507)
    if isinstance(error, ConnectionError):
        log.error("storage: %s", error)
        return (*error_page(503), {"Retry-After": "10"})
    return unforeseen(error)


def unforeseen(error: Exception) -> tuple[str, int]:
    """A fault of ours: a page with a reference, the trace only in the log."""
    log.exception("unforeseen fault at %s %r", request.method, request.path, exc_info=error)
    return error_page(500)
