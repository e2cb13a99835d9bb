"""Who answers for an agency's work? Its posts and who holds them, and the pages that open, hand on and close a post."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, abort, redirect, render_template, url_for

from tracker import clock
from tracker.access.guard import acting, allow, require_object
from tracker.access.policy import Actor, Permission, covers
from tracker.lang import Bilingual
from tracker.ledger.refusal import RuleBroken
from tracker.ledger.store import AlreadyDone, ChangedMeanwhile
from tracker.people import delegation_store, post_service, post_store, store
from tracker.people.delegations import Delegation
from tracker.people.post_forms import CHANGES, ChargeForm, HoldForm, OpenForm, RenameForm, VacateForm
from tracker.people.posts import Post, eligible, why_not_lifted
from tracker.people.rules import User
from tracker.people.store import Agency
from tracker.web.as_of import moment
from tracker.web.forms import ActForm
from tracker.web.frame import link, tell
from tracker.web.refusals import SENT_BEFORE

WORKLOAD: list[Callable[[str], Mapping[str, int]]] = []
"""How many open tasks name each holder ("post:3", "user:7") of an agency? The slice that keeps the tasks enters the question."""

CHANGED = Bilingual(
    th="มีผู้แก้ไขตำแหน่งนี้ไปก่อน ยังไม่มีการบันทึก กรุณาตรวจข้อมูลปัจจุบันแล้วส่งอีกครั้ง",
    en="Somebody changed this post meanwhile. Nothing was saved; look at how it stands now and send it again.",
)
DONE: Mapping[str, Bilingual] = {
    "open": Bilingual(th="เพิ่มตำแหน่งแล้ว", en="The post is open."),
    "hold": Bilingual(
        th="บันทึกผู้ดำรงตำแหน่งแล้ว งานของตำแหน่งตามไปด้วย", en="The holder is recorded; the post's tasks go along."
    ),
    "vacate": Bilingual(th="บันทึกว่าตำแหน่งว่างแล้ว", en="Recorded that the post is vacant."),
    "rename": Bilingual(th="เปลี่ยนชื่อตำแหน่งแล้ว", en="The post has its new title."),
    "charge": Bilingual(th="บันทึกผู้รับผิดชอบของหน่วยงานแล้ว", en="Who is the agency's responsible officer is recorded."),
    "close": Bilingual(th="ยุบตำแหน่งแล้ว", en="The post is closed."),
}


@dataclass(frozen=True)
class PostLine:
    """One post of the list: who holds it since when, what change is known to come, and how many open tasks it answers for."""

    post: Post
    holder: Bilingual | None
    since: date | None
    coming: date | None
    coming_holder: Bilingual | None
    tasks: int


@dataclass(frozen=True)
class PersonLine:
    """One account of the list: what it holds, how many open tasks are its own and its posts', and for whom
    it acts or will act."""

    user: User
    posts: list[Bilingual]
    tasks: int
    acting_for: list[Delegation]


def register(pages: Blueprint) -> None:
    """Enter the addresses."""
    pages.add_url_rule("/agencies/<code>/people", endpoint="staff", view_func=staff)
    pages.add_url_rule("/agencies/<code>/posts/new", endpoint="new_post", view_func=new_post)
    pages.add_url_rule("/agencies/<code>/posts", endpoint="open_post", view_func=open_post, methods=["POST"])
    pages.add_url_rule("/posts/<id:post_id>", endpoint="post", view_func=post_page)
    pages.add_url_rule(
        "/posts/<id:post_id>/<any(hold, vacate, rename, charge, close):change>", endpoint="change_post",
        view_func=change_post, methods=["POST"],
    )  # fmt: skip


@allow(Permission.AGENCY_SEE)
def staff(code: str) -> str:
    """The posts and accounts of an agency, and who acts for whom."""
    agency = _agency(code)
    day, load, users = moment().day, _workload(code), dict(store.users_on_the_day())
    posts = [post for post in post_store.posts_shown().values() if post.agency == code]
    running = [each for each in delegation_store.delegations_shown() if not each.is_over(day)]
    names = {id_: user.name for id_, user in users.items()}
    return render_template(
        "people/staff.html", agency=agency, posts=[_post_line(post, day, names, load) for post in posts if not post.closed],
        closed=[post for post in posts if post.closed], may_edit=_may_edit(code), names=names,
        people=[_person_line(id_, user, posts, day, load, running) for id_, user in eligible(users, code).items()],
    )  # fmt: skip


@allow(Permission.POST_EDIT)
def new_post(code: str) -> Any:
    """The form for a new post."""
    _agency(code)
    require_object(Permission.POST_EDIT, code)
    if moment().is_past:
        return redirect(link("people.staff", code=code))
    return _new_page(code, _open_form(code, formdata=None))


@allow(Permission.POST_EDIT)
def open_post(code: str) -> Any:
    """Open a post."""
    _agency(code)
    require_object(Permission.POST_EDIT, code)
    form = _open_form(code)
    if form.validate_on_submit():
        try:
            post_service.open_post(
                code,
                form.title,
                acting(),
                clock.now(),
                holder=form.holder_id,
                since=form.since.day,
                act_key=form.once(),
            )
        except RuleBroken as broken:
            form.refuse(broken.field, broken.message)
        except ChangedMeanwhile:
            form.refuse("", SENT_BEFORE)
            form.send_again()
            return _new_page(code, form), 409
        except AlreadyDone:
            return _done("open", code)
        else:
            return _done("open", code)
    return _new_page(code, form), 422


@allow(Permission.AGENCY_SEE)
def post_page(post_id: int) -> str:
    """One post: its holders one after the other, its tasks, and what may be done with it."""
    post = post_store.posts_shown().get(post_id) or abort(404)
    return _page(post)


@allow(Permission.POST_EDIT)
def change_post(post_id: int, change: str) -> Any:
    """Hand the post on, leave it vacant, rename it, charge it with the whole agency or close it."""
    post = post_store.post(post_id) or abort(404)
    require_object(Permission.POST_EDIT, post.agency)
    form = _form(change, post)
    if form.validate_on_submit():
        try:
            _do(change, form, post)
        except RuleBroken as broken:
            form.refuse(broken.field, broken.message)
        except ChangedMeanwhile:
            form.refuse("", CHANGED)
            form.send_again(post_store.posts()[post_id].version)
            return _page(post_store.posts()[post_id], change, form), 409
        except AlreadyDone:
            return _done(change, post.agency)
        else:
            return _done(change, post.agency)
    return _page(post, change, form), 422


def _do(change: str, form: ActForm, post: Post) -> None:
    actor, now = acting(), clock.now()
    seen: dict[str, Any] = {"expected": form.expected_version(post.version), "act_key": form.once()}
    match form:
        case HoldForm():
            assert form.since.day is not None
            post_service.hold_post(post.id, form.holder_id or 0, form.since.day, actor, now, **seen)
        case VacateForm():
            assert form.since.day is not None
            post_service.vacate_post(post.id, form.since.day, actor, now, **seen)
        case RenameForm():
            post_service.rename_post(post.id, form.title, actor, now, **seen)
        case ChargeForm():
            post_service.charge_post(post.id, form.officer.data == "yes", actor, now, **seen)
        case _:
            post_service.close_post(post.id, actor, now, **seen)


def _page(post: Post, sent: str = "", form: ActForm | None = None) -> str:
    """The post's page; `sent` names the form that came back with errors."""
    may_edit = _may_edit(post.agency) and not post.closed
    forms = (
        {name: form if name == sent and form else _form(name, post, fresh=True) for name in CHANGES} if may_edit else {}
    )
    for name, each in forms.items():
        for field in each:
            field.id = f"{name}-{field.id}"
    kept = (
        why_not_lifted(post, acting().role, post_store.posts().values(), post_store.open_accounts(), moment().today)
        if may_edit
        else None
    )
    return render_template(
        "people/post.html", post=post, kept=kept, agency=_agency(post.agency), forms=forms, sent=sent, day=moment().day,
        names={id_: user.name for id_, user in dict(store.users_on_the_day()).items()}, tasks=_workload(post.agency).get(post.key, 0),
    )  # fmt: skip


def _form(change: str, post: Post, *, fresh: bool = False) -> ActForm:
    given: dict[str, Any] = {"formdata": None} if fresh else {}
    form = CHANGES[change](
        **given, version=post.version, title_th=post.title.th, title_en=post.title.en, officer="no" if post.officer else "yes"
    )  # fmt: skip
    if isinstance(form, HoldForm):
        form.offer(eligible(dict(store.users()), post.agency))
    return form


def _open_form(code: str, **given: Any) -> OpenForm:
    form = OpenForm(**given)
    form.offer(eligible(dict(store.users()), code), nobody=True)
    return form


def _new_page(code: str, form: OpenForm) -> str:
    return render_template("people/new_post.html", agency=_agency(code), form=form)


def _done(change: str, code: str) -> Any:
    tell(DONE[change], "good")
    return redirect(url_for("people.staff", code=code))


def _agency(code: str) -> Agency:
    return store.agencies().get(code) or abort(404)


def _may_edit(code: str) -> bool:
    actor: Actor = acting()
    return not moment().is_past and covers(actor, Permission.POST_EDIT, code)


def _workload(code: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for asked in WORKLOAD:
        found |= asked(code)
    return found


def _post_line(post: Post, day: date, names: Mapping[int, Bilingual], load: Mapping[str, int]) -> PostLine:
    term, coming = post.term_on(day), post.next_after(day)
    holder = names.get(term.user) if term and term.user else None
    next_ = names.get(coming.user) if coming and coming.user else None
    return PostLine(
        post, holder, term.since if term else None, coming.since if coming else None, next_, load.get(post.key, 0)
    )


def _person_line(
    id_: int, user: User, posts: list[Post], day: date, load: Mapping[str, int], running: list[Delegation]
) -> PersonLine:  # fmt: skip
    held = [post for post in posts if post.holder_on(day) == id_]
    tasks = sum(load.get(key, 0) for key in {f"user:{id_}", *(post.key for post in held)})
    return PersonLine(user, [post.title for post in held], tasks, [each for each in running if each.taker == id_])
