"""Under which addresses is a report verified, a figure followed to its evidence, and a file checked?"""

from __future__ import annotations

import logging
from typing import Any

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from werkzeug.datastructures import FileStorage

from tracker import clock
from tracker.access.guard import acting, allow, current_actor
from tracker.access.policy import Actor, Permission
from tracker.authenticity import pace, refusals, service
from tracker.authenticity.existence import existence
from tracker.authenticity.forms import CheckForm
from tracker.authenticity.reading import Busy, fingerprint
from tracker.authenticity.trail import trail
from tracker.lang import Bilingual
from tracker.reports import store
from tracker.reports.proof_address import as_token
from tracker.reports.report import Report
from tracker.web.as_of import Moment
from tracker.web.typed import FORMS

pages = Blueprint("authenticity", __name__)
log = logging.getLogger(__name__)

MOST_BYTES = 20 * 1024 * 1024
AROUND_THE_FILE = 64 * 1024
"""What the other parts of the form take."""


@pages.get("/verify", endpoint="check")
@allow(Permission.PUBLIC)
def check() -> Any:
    """The form for a file, and the one for a code typed from paper, which leads on."""
    typed = request.args.get("code", "")
    token = as_token(typed) if typed else None
    if token:
        return redirect(url_for("authenticity.report", token=token))
    return _page(CheckForm(), odd=bool(typed)), 422 if typed else 200


@pages.post("/verify", endpoint="judge")
@allow(Permission.PUBLIC)
def judge() -> Any:
    """What the file is. Nothing is recorded, and nothing of it is kept."""
    _today()
    form = CheckForm()
    if not form.validate_on_submit():
        return _page(form), 422
    if current_actor() is None and not pace.allowed(request.remote_addr or ""):
        return _refused(form, refusals.TOO_OFTEN, 429)
    file = form.file.data
    if not isinstance(file, FileStorage) or not file.filename:
        return _refused(form, refusals.NO_FILE, 422)
    told = fingerprint(file.stream)
    if not told.size:
        return _refused(form, refusals.EMPTY, 422)
    try:
        found = service.check(file.stream, told)
    except Busy:
        return _refused(form, refusals.BUSY, 503)
    return _page(CheckForm(formdata=None), found, file.filename)


judge.most_bytes = MOST_BYTES + AROUND_THE_FILE  # type: ignore[attr-defined]


@pages.get("/verify/<token>", endpoint="report")
@allow(Permission.PUBLIC)
def report(token: str) -> str:
    """One report: to everybody that it was issued and under which hashes, to those who see reports its figures as well."""
    _today()
    actor = current_actor()
    details = actor is not None and actor.may(Permission.REPORT_SEE)
    return render_template("authenticity/report.html", page=existence(_found(token, actor), details=details))


report.secret = True  # type: ignore[attr-defined]


@pages.get("/verify/<token>/<figure>", endpoint="figure")
@allow(Permission.REPORT_SEE)
def figure(token: str, figure: str) -> str:
    """Where one figure of a report comes from, down to the evidence."""
    _today()
    text = request.args.get("page", "1")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
    found = trail(_found(token, acting()), figure, max(number, 1)) or abort(404)
    return render_template("authenticity/figure.html", page=found)


def _found(token: str, actor: Actor | None) -> Report:
    """The report of a token; the same answer for one that does not exist and one that is not issued, unless the reader sees reports."""
    found = store.of_token(as_token(token) or "")
    if found is None or not (found.frozen or (actor and actor.may(Permission.REPORT_SEE))):
        if actor:
            said = actor.email, request.method, request.path
            log.warning("refused: %s asked for %s %r, where there is no issued report", *said)
        abort(404, description=refusals.NOTHING_HERE)
    return found


def _today() -> None:
    """A proof is of the cut of its report, whatever day is being looked at."""
    today = clock.today()
    g.moment = Moment(today, today)


def _refused(form: CheckForm, message: Bilingual, status: int) -> tuple[str, int]:
    form.refuse("file", message)
    return _page(form), status


def _page(form: CheckForm, found: service.Finding | None = None, name: str = "", odd: bool = False) -> str:
    return render_template(
        "authenticity/check.html", form=form, found=found, name=name, odd=refusals.NO_CODE if odd else None, most=MOST_BYTES // 1024**2
    )  # fmt: skip


FORMS.update({"authenticity.judge": CheckForm})
