"""Whom does this person let act in their place, and for whom do they act?"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for

from tracker import clock
from tracker.access.guard import acting, allow
from tracker.access.policy import Permission
from tracker.lang import Bilingual
from tracker.ledger.refusal import RuleBroken
from tracker.ledger.store import AlreadyDone, ChangedMeanwhile
from tracker.people import delegation_service, delegation_store, store
from tracker.people.delegation_forms import DelegationForm
from tracker.people.posts import eligible
from tracker.people.rules import User
from tracker.web.as_of import moment
from tracker.web.forms import ActForm
from tracker.web.frame import PERSONAL, PersonalRow, tell
from tracker.web.refusals import SENT_BEFORE

log = logging.getLogger(__name__)

GIVEN = Bilingual(
    th="มอบหมายแล้ว ผู้ปฏิบัติแทนจะเห็นงานของท่านใน “งานของฉัน”",
    en="Done. Who acts for you will see your tasks under “My work”.",
)
ENDED = Bilingual(th="สิ้นสุดการมอบหมายแล้ว", en="The delegation is over.")


PERSONAL.append(
    PersonalRow(
        Bilingual(th="มอบหมายปฏิบัติแทน", en="Acting in your place"), "people.delegations", Permission.DELEGATION_GIVE
    )
)


def register(pages: Blueprint) -> None:
    """Enter the addresses."""
    pages.add_url_rule("/delegations", endpoint="delegations", view_func=delegations)
    pages.add_url_rule("/delegations", endpoint="delegate", view_func=delegate, methods=["POST"])
    pages.add_url_rule(
        "/delegations/<id:delegation_id>/end", endpoint="end_delegation", view_func=end_delegation, methods=["POST"]
    )


@allow(Permission.DELEGATION_GIVE)
def delegations() -> str:
    """What this person gave and took, and the form to give."""
    return _page(_form(formdata=None))


@allow(Permission.DELEGATION_GIVE)
def delegate() -> Any:
    """Let another account act in this person's place."""
    form = _form()
    if form.validate_on_submit():
        assert form.first.day is not None
        assert form.last.day is not None
        try:
            delegation_service.delegate(
                form.taker_id, form.first.day, form.last.day, form.note.data or "", acting(), clock.now(), act_key=form.once()
            )  # fmt: skip
        except RuleBroken as broken:
            form.refuse(broken.field, broken.message)
        except ChangedMeanwhile:
            form.refuse("", SENT_BEFORE)
            form.send_again()
            return _page(form), 409
        except AlreadyDone:
            return _done(GIVEN)
        else:
            return _done(GIVEN)
    return _page(form), 422


@allow(Permission.DELEGATION_GIVE)
def end_delegation(delegation_id: int) -> Any:
    """End it early; for anybody but the two whom it joins it does not exist."""
    try:
        delegation_service.end_delegation(delegation_id, acting(), clock.now(), act_key=ActForm().once())
    except delegation_service.NoSuchDelegation:
        log.warning("refused: %s asked for %s %r of somebody else", acting().email, request.method, request.path)
        abort(404)
    except RuleBroken as broken:
        tell(broken.message, "warn")
    except ChangedMeanwhile:
        tell(SENT_BEFORE, "warn")
    except AlreadyDone:
        return _done(ENDED)
    else:
        return _done(ENDED)
    return redirect(url_for("people.delegations"))


def _form(**given: Any) -> DelegationForm:
    form = DelegationForm(**given)
    form.offer(_colleagues())
    return form


def _colleagues() -> Mapping[int, User]:
    """The open accounts of the same agency and role, this person's own left out."""
    actor = acting()
    found = eligible(dict(store.users()), actor.agency_code) if actor.agency_code else {}
    return {id_: user for id_, user in found.items() if user.role is actor.role and id_ != actor.id}


def _page(form: DelegationForm) -> str:
    actor, day = acting(), moment().day
    every = [each for each in delegation_store.delegations_shown() if actor.id in (each.giver, each.taker)]
    every.sort(key=lambda each: (each.first, each.id), reverse=True)
    return render_template(
        "people/delegations.html", form=form, day=day, colleagues=len(form.taker.choices) - 1,
        given=[each for each in every if each.giver == actor.id and not each.is_over(day)],
        taken=[each for each in every if each.taker == actor.id and not each.is_over(day)],
        over=[each for each in every if each.is_over(day)], names={id_: user.name for id_, user in dict(store.users_on_the_day()).items()},
    )  # fmt: skip


def _done(said: Bilingual) -> Any:
    tell(said, "good")
    return redirect(url_for("people.delegations"))
