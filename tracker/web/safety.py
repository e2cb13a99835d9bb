"""What protects every answer? Headers, limits on what may be sent, identifiers that fit, and errors that are pages."""

from __future__ import annotations

import errno
import logging
import secrets
from contextlib import ExitStack
from functools import cached_property
from http import HTTPStatus
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from flask import (
    Flask,
    Request,
    Response,
    abort,
    current_app,
    g,
    jsonify,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge, SecurityError
from werkzeug.routing import BaseConverter, IntegerConverter

from tracker import clock
from tracker.access.guard import current_actor
from tracker.access.policy import Permission
from tracker.extensions import login_manager
from tracker.lang import Bilingual
from tracker.web import tokens
from tracker.web.as_of import Moment, moment
from tracker.web.frame import pick
from tracker.web.refusals import (
    ANOTHER_PERSONS,
    ENDED_KEPT,
    NOT_KEPT,
    OUT_OF_DATE,
    READ_ONLY,
    SENTENCES,
    TOO_MANY_FIELDS,
)
from tracker.web.typed import ENDED, sent, typed

log = logging.getLogger(__name__)

MOST_BYTES = 8 * 1024 * 1024
MOST_FIELDS = 500
"""The largest form of ours, 200 tasks to be changed together, sends 410 fields."""
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


class IdConverter(IntegerConverter):
    """An identifier in an address: 1 to 999,999,999, so that it fits every database; anything else is no such page."""

    regex = "[1-9][0-9]{0,8}"


class FileConverter(BaseConverter):
    """The identifier of a stored file in an address: 32 hex digits of ours, never a name of a person's."""

    regex = "[0-9a-f]{32}"


class PageRequest(Request):
    """A request whose files wait in the instance folder, where there is room for them, and not in the machine's /tmp."""

    @cached_property
    def _held(self) -> ExitStack:
        return ExitStack()

    def _get_file_stream(
        self, total_content_length: int | None, content_type: str | None, filename: str | None = None, content_length: int | None = None
    ) -> IO[bytes]:  # fmt: skip
        return self._held.enter_context(SpooledTemporaryFile(max_size=512 * 1024, dir=current_app.instance_path))

    def close(self) -> None:
        """Give back the room of every file that came, also of one that was cut off and so never stood in a form."""
        super().close()
        self._held.close()

    def _load_form_data(self) -> None:
        """Hold every form to as many fields as the parser itself allows those that may bring files."""
        super()._load_form_data()
        if sum(map(len, self.form.listvalues())) > MOST_FIELDS:
            raise RequestEntityTooLarge


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
        MAX_CONTENT_LENGTH=MOST_BYTES, MAX_FORM_MEMORY_SIZE=MOST_BYTES, MAX_FORM_PARTS=MOST_FIELDS,
        WTF_CSRF_TIME_LIMIT=int(tokens.SOUND_FOR.total_seconds()),
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
    """The safety headers on every answer; pages are never kept by caches, static files are, and a view may say so of its own answer."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    kept = getattr(current_app.view_functions.get(request.endpoint or ""), "cache_control", None)
    if request.endpoint == "static" and response.status_code < HTTPStatus.BAD_REQUEST:
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if "v" in request.args else "no-cache"
    elif kept and response.status_code < HTTPStatus.BAD_REQUEST:
        response.headers["Cache-Control"] = kept
    else:
        response.headers["Cache-Control"] = "no-store"
        response.vary.add("Cookie")
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    return response


TYPED_BACK = frozenset({400, 401, 500, 503, 507})
"""Errors that say nothing against what was typed: their page shows it and lets it be sent again."""


def error_page(status: int, detail: Any = None, *, again: bool = True) -> tuple[str, int]:
    """The page for an error: what happened, what to do, a reference for the log when it is ours, and what was typed; `again`: may it be
    sent from there? It goes with the token it came with, where that is somebody's: it acts for them, once they are back, and for nobody
    else."""
    title, advice = SENTENCES.get(status) or SENTENCES[400 if status < 500 else 500]
    message = detail if isinstance(detail, Bilingual) else advice
    reference = secrets.token_hex(4) if status >= 500 else None
    if reference:
        log.error("reference %s: %s %r answered %s", reference, request.method, _place(), status)
        g._login_user = login_manager.anonymous_user()  # the database may be what failed: ask it nothing more
    if "moment" not in g:
        g.moment = Moment(clock.today(), clock.today())
    fields = sent() if request.method == "POST" and status in TYPED_BACK and not _sent_from_elsewhere() else {}
    page = render_template(
        "errors/error.html", status=status, title=title, message=message, reference=reference, fields=fields,
        typed=typed(fields, request.endpoint), again=again,
        form_token=tokens.carried() if fields and status == 401 and tokens.owner(tokens.carried()) else None,
    )  # fmt: skip
    return page, status


def too_much() -> Bilingual:
    """How much this page takes at a time: what is no larger than that has too many fields."""
    limit = request.max_content_length or MOST_BYTES
    if request.content_length is not None and request.content_length <= min(limit, MOST_BYTES):
        return TOO_MANY_FIELDS
    most = limit // 1024**2
    return Bilingual(
        th=f"ส่งได้ไม่เกิน {most} เมกะไบต์ต่อครั้ง ยังไม่มีการบันทึกใด ๆ" + (" หากแนบหลายไฟล์ กรุณาแบ่งส่ง" if most > 8 else ""),
        en=f"At most {most} megabytes can be sent at a time. Nothing was saved."
        + (" Send many files in turns." if most > 8 else ""),
    )


def _sent_from_elsewhere() -> bool:
    """Did another site send this form? Then its words are not the reader's and are not offered for sending."""
    return request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none")


def _place() -> str:
    """The address for the log; one that is itself a secret is named by its pattern."""
    secret = getattr(current_app.view_functions.get(request.endpoint or ""), "secret", False)
    return request.url_rule.rule if secret and request.url_rule else request.path


def http_error(error: HTTPException) -> ResponseReturnValue | HTTPException:
    """A page for every HTTP error; somebody who is signed out goes to the sign-in page and comes back."""
    if error.code == HTTPStatus.UNAUTHORIZED:
        return signed_out()
    if error.code is None or error.code < 400:
        return error
    return error_page(
        error.code, too_much() if error.code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE else error.description
    )


def signed_out(*, whose: bool = True) -> ResponseReturnValue:
    """Somebody without a session: to the sign-in page and back; what they typed is kept, or shown where it cannot be kept.

    `whose`: does the cookie say whose form it was? Without its safety token nothing does, and no draft is left in anybody's name.
    """
    if request.method != "POST":
        there = request.full_path.rstrip("?")
        return redirect(url_for("people.sign_in", next=there if there != "/" else None))
    form = next(filter(None, (keep() for keep in ENDED)), None) if whose else None
    words = form is None and bool(typed(sent(), request.endpoint))
    where = url_for("people.sign_in", next=form)
    if form is not None:
        session["kept"] = form
    if wants_json():
        return jsonify(said=pick(ENDED_KEPT if form else NOT_KEPT if words else SENTENCES[401][0]), href=where), 401
    return error_page(401) if words else redirect(where)


def wants_json() -> bool:
    """Does a script ask, rather than a person?"""
    return request.accept_mimetypes.best == "application/json"


def stale_form(_error: CSRFError) -> ResponseReturnValue:
    """The form's safety token was missing, old or another person's. Who has no session is signed out: nothing else is wrong."""
    actor, owner = current_actor(), tokens.owner(tokens.carried())
    permission = getattr(current_app.view_functions.get(request.endpoint or ""), "permission", None)
    if actor is None and permission is not Permission.PUBLIC:
        return signed_out(whose=False)
    foreign = actor is not None and owner is not None and owner != actor.id
    message = ANOTHER_PERSONS if foreign else OUT_OF_DATE
    if wants_json():
        return jsonify(said=pick(message)), 400
    return error_page(400, message, again=not foreign)


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
    log.exception("unforeseen fault at %s %r", request.method, _place(), exc_info=error)
    return error_page(500)
