"""Which addresses let a person keep lists of tasks under names of their own, and open those that others share?"""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import abort, redirect, render_template, request, url_for

from tracker import clock
from tracker.access.guard import acting, allow
from tracker.access.policy import Permission
from tracker.lang import Bilingual
from tracker.ledger.refusal import RuleBroken
from tracker.tasks import saved_service, saved_store
from tracker.tasks.saved_forms import ChangeForm, SaveForm, ShareForm
from tracker.tasks.saved_rules import View
from tracker.web.as_of import moment
from tracker.web.frame import link, tell

log = logging.getLogger(__name__)


@allow(Permission.VIEW_KEEP)
def every() -> str:
    """The person's own views and those that others share."""
    return _page(SaveForm(formdata=None))


@allow(Permission.VIEW_KEEP)
def keep() -> Any:
    """Keep the list that the form was sent from."""
    form = SaveForm()
    if form.validate_on_submit():
        try:
            found = saved_service.save(form.name.data or "", form.query.data or "", acting(), clock.now())
        except RuleBroken as broken:
            form.refuse(broken.field, broken.message)
        else:
            tell(Bilingual(th=f"เก็บมุมมอง “{found.name}” แล้ว", en=f"The view “{found.name}” is kept."), "good")
            return redirect(opened(found))
    return _page(form), 422


@allow(Permission.VIEW_KEEP)
def open_one(view_id: int) -> Any:
    """Go to the list of a view; another person's private one is no page."""
    return redirect(opened(_visible(view_id)))


@allow(Permission.VIEW_KEEP)
def edit(view_id: int) -> Any:
    """Rename a view, or let it open first."""
    found = _own(view_id)
    if request.method == "GET":
        return _edit_page(found, ChangeForm(formdata=None, name=found.name, first=found.first))
    form = ChangeForm()
    if form.validate_on_submit():
        try:
            saved_service.change(view_id, acting(), clock.now(), name=form.name.data or "", first=bool(form.first.data))
        except saved_service.NoSuchView:
            abort(404)
        except RuleBroken as broken:
            form.refuse(broken.field, broken.message)
        else:
            tell(Bilingual(th="บันทึกมุมมองแล้ว", en="The view is saved."), "good")
            return redirect(url_for("tasks.views"))
    return _edit_page(found, form), 422


@allow(Permission.VIEW_KEEP)
def refill(view_id: int) -> Any:
    """Give a view the filters, columns and order that are looked at now."""
    found = _own(view_id)
    try:
        found = saved_service.change(view_id, acting(), clock.now(), query=request.form.get("query", ""))
    except saved_service.NoSuchView:
        abort(404)
    except RuleBroken as broken:
        tell(broken.message, "bad")
    else:
        tell(
            Bilingual(th=f"มุมมอง “{found.name}” ใช้ตัวกรองชุดนี้แล้ว", en=f"The view “{found.name}” now has these filters."),
            "good",
        )
    return redirect(opened(found))


@allow(Permission.VIEW_SHARE)
def share(view_id: int) -> Any:
    """Share one's own view with everybody or a role, or with nobody any more."""
    found, form = _own(view_id), ShareForm()
    if form.validate_on_submit():
        try:
            found = saved_service.share(view_id, form.shared.data or "", acting(), clock.now())
        except saved_service.NoSuchView:
            abort(404)
        except RuleBroken as broken:
            tell(broken.message, "bad")
        else:
            said = Bilingual(th="มุมมอง “{name}” เห็นได้โดย: {who}", en="The view “{name}” can be seen by: {who}")
            tell(said.format(name=found.name, who=found.shared_title), "good")
    return redirect(url_for("tasks.view_edit", view_id=view_id))


@allow(Permission.VIEW_KEEP)
def delete(view_id: int) -> Any:
    """Delete one's own view; only its own button says that it is meant."""
    _own(view_id)
    if request.form.get("sure") != "yes":
        return redirect(url_for("tasks.view_edit", view_id=view_id))
    try:
        tell(saved_service.delete(view_id, acting()), "good")
    except saved_service.NoSuchView:
        abort(404)
    return redirect(url_for("tasks.views"))


def opened(found: View) -> str:
    """The address of a view's list; it stays on the day that is looked at."""
    values = [
        *parse_qsl(found.query),
        *([("as_of", moment().day.isoformat())] if moment().is_past else []),
        ("view", str(found.id)),
    ]
    return url_for("tasks.listing") + "?" + urlencode(values)


def _visible(view_id: int) -> View:
    found = saved_store.view(view_id)
    if found is None or not found.shown_to(acting()):
        _refused(found, view_id)
    assert found is not None
    return found


def _own(view_id: int) -> View:
    found = saved_store.view(view_id)
    if found is None or found.owner != acting().id:
        _refused(found, view_id)
    assert found is not None
    return found


def _refused(found: View | None, view_id: int) -> None:
    if found is not None:
        log.warning("refused: %s asked for %s %r of user %s", acting().email, request.method, request.path, found.owner)
    abort(404)


def _page(form: SaveForm) -> str:
    found = saved_store.shown_to(acting())
    own = [each for each in found if each.owner == acting().id]
    others = [each for each in found if each.owner != acting().id]
    return render_template("tasks/views.html", own=own, others=others, form=form, listing=link("tasks.listing"))


def _edit_page(found: View, form: ChangeForm) -> str:
    return render_template(
        "tasks/view_edit.html", view=found, form=form, share=ShareForm(formdata=None, shared=found.shared)
    )
