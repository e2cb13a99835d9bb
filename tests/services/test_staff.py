"""Do posts change hands, delegations hold and end, and tasks know who answers for them – on both databases?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask

from tests import world
from tracker.dashboard.verification import verification
from tracker.extensions import db
from tracker.lang import Bilingual
from tracker.ledger.refusal import RuleBroken
from tracker.ledger.store import AlreadyDone, ChangedMeanwhile, events, head, write_transaction
from tracker.people import delegation_service, delegation_store, post_service, post_store
from tracker.people import service as people
from tracker.people.delegation_store import DelegationRow, givers_to
from tracker.people.holders import holders_of, in_place_of, keys_of, named
from tracker.people.post_store import PostRow
from tracker.tasks import service, store
from tracker.tasks.history import history
from tracker.tasks.rules import Act
from tracker.tasks.workflow import STEP

NOW = world.at("2013-05-31", 11)
TITLE = Bilingual(th="หัวหน้ากลุ่มงานเว็บไซต์", en="Head of the website group")


def id_of(who: str) -> int:
    """The id of an account."""
    found = world.actor(who).id
    assert found is not None
    return found


def name_holder(holder: str | None, who: str = "liaison.mof", code: str = "O-1.3-T3") -> int:
    """Let a post or person of the Ministry of Finance answer for a task; its id."""
    id_ = world.task_id(code, "mof")
    service.act(id_, STEP["responsible"], Act(holder=holder), world.actor(who), NOW)
    return id_


def responsible(id_: int) -> str | None:
    """Who answers for a task."""
    found = store.task(id_)
    assert found is not None
    return found[1].responsible


def test_a_post_goes_from_hand_to_hand_and_its_tasks_go_along(app: Flask) -> None:
    task = name_holder("post:1")
    liaison, deputy, day = id_of("liaison.mof"), id_of("deputy.mof"), world.TODAY
    assert responsible(task) in keys_of(liaison, day)
    post_service.hold_post(1, deputy, day, world.actor("coordinator"), NOW, expected=2)
    assert responsible(task) in keys_of(deputy, day)
    assert responsible(task) not in keys_of(liaison, day)
    assert [event.version for event in events(stream=f"task:{task}")] == [1, 2]
    assert post_store.posts()[1].holder_on(date(2013, 5, 30)) == liaison
    assert verification().problems == ()


def test_a_known_change_takes_effect_on_its_day_by_itself(app: Flask) -> None:
    coming = world.TODAY + timedelta(days=10)
    post_service.hold_post(1, id_of("deputy.mof"), coming, world.actor("liaison.mof"), NOW, expected=2)
    assert "post:1" in keys_of(id_of("liaison.mof"), coming - timedelta(days=1))
    assert "post:1" in keys_of(id_of("deputy.mof"), coming)


def test_a_post_is_opened_vacated_renamed_and_closed(app: Flask) -> None:
    actor = world.actor("liaison.mof")
    post = post_service.open_post("mof", TITLE, actor, NOW, act_key="opened-once-only")
    assert (post.id, post.terms) == (2, ())
    post = post_service.hold_post(2, id_of("liaison.mof"), world.TODAY, actor, NOW, expected=1)
    post = post_service.vacate_post(2, world.TODAY, actor, NOW, expected=2)
    post = post_service.rename_post(2, Bilingual(th="ก", en="a"), actor, NOW, expected=3)
    post = post_service.close_post(2, actor, NOW, expected=4)
    assert (post.closed, post.holder_on(world.TODAY), post.title.en) == (True, None, "a")
    assert verification().problems == ()
    assert [each.key for each in holders_of("mof", world.TODAY) if each.is_post] == ["post:1"]


def test_what_posts_refuse_leaves_no_trace(app: Flask) -> None:
    actor, before = world.actor("liaison.mof"), head()
    known = post_store.posts()[1].title
    for attempt in (
        lambda: post_service.open_post("mof", known, actor, NOW),
        lambda: post_service.open_post("nowhere", TITLE, actor, NOW),
        lambda: post_service.open_post("mof", TITLE, actor, NOW, holder=id_of("liaison.mol")),
        lambda: post_service.hold_post(1, id_of("auditor"), world.TODAY, actor, NOW, expected=2),
        lambda: post_service.hold_post(1, 999, world.TODAY, actor, NOW, expected=2),
        lambda: post_service.hold_post(1, id_of("liaison.mof"), world.TODAY, actor, NOW, expected=2),
        lambda: post_service.hold_post(1, id_of("deputy.mof"), date(2013, 5, 1), actor, NOW, expected=2),
    ):
        with pytest.raises(RuleBroken):
            attempt()
    with pytest.raises(ChangedMeanwhile):
        post_service.close_post(1, actor, NOW, expected=1)
    with pytest.raises(post_service.NoSuchPost):
        post_service.close_post(99, actor, NOW, expected=1)
    assert head() == before


def test_the_same_form_twice_acts_once(app: Flask) -> None:
    actor = world.actor("liaison.mof")
    post_service.open_post("mof", TITLE, actor, NOW, act_key="a-form-of-posts")
    delegation_service.end_delegation(1, actor, NOW, act_key="an-ending-form")
    for again in (
        lambda: post_service.open_post("mof", TITLE, actor, NOW, act_key="a-form-of-posts"),
        lambda: delegation_service.end_delegation(1, actor, NOW, act_key="an-ending-form"),
    ):
        with pytest.raises(AlreadyDone):
            again()


def test_the_same_form_with_other_words_is_not_said_to_be_done(app: Flask) -> None:
    """Whatever it is that differs: a title, the holder, the day, the post itself."""
    actor, other, deputy = world.actor("liaison.mof"), Bilingual(th="ก", en="a"), id_of("deputy.mof")
    day, later = world.TODAY, world.TODAY + timedelta(days=3)

    def open_one(title: Bilingual, key: str, holder: int | None = None, since: date | None = None) -> object:
        return post_service.open_post("mof", title, actor, NOW, holder=holder, since=since, act_key=key)

    def hold(post: int, since: date, holder: int = deputy) -> object:
        version = post_store.posts()[post].version
        return post_service.hold_post(post, holder, since, actor, NOW, expected=version, act_key="a-form-to-hold")

    open_one(TITLE, "a-post-for-nobody")
    open_one(other, "a-post-for-one", deputy, day)
    hold(2, day)
    post_service.vacate_post(2, later, actor, NOW, expected=2, act_key="a-form-to-vacate")
    before = head()
    for again in (
        lambda: open_one(Bilingual(th="ข", en="b"), "a-post-for-nobody"),
        lambda: open_one(TITLE, "a-post-for-nobody", deputy, day),
        lambda: open_one(other, "a-post-for-one"),
        lambda: open_one(other, "a-post-for-one", deputy, later),
        lambda: open_one(other, "a-post-for-one", id_of("liaison.mof"), day),
        lambda: hold(2, later),
        lambda: hold(2, day, id_of("liaison.mof")),
        lambda: hold(3, day),
        lambda: post_service.close_post(2, actor, NOW, expected=3, act_key="a-form-to-vacate"),
    ):
        with pytest.raises(ChangedMeanwhile):
            again()
    for same in (
        lambda: open_one(TITLE, "a-post-for-nobody"),
        lambda: open_one(other, "a-post-for-one", deputy, day),
        lambda: hold(2, day),
    ):
        with pytest.raises(AlreadyDone):
            same()
    assert head() == before


def test_only_a_post_or_person_of_the_agency_answers_for_its_task(app: Flask) -> None:
    post_service.open_post("mol", TITLE, world.actor("coordinator"), NOW)
    before = head()
    for holder in (f"user:{id_of('liaison.mol')}", "post:2", "post:99", "user:99", "mof", f"user:{id_of('auditor')}"):
        with pytest.raises(RuleBroken) as refused:
            name_holder(holder)
        assert refused.value.field == "holder"
    assert head() == before
    for holder in ("post:1", f"user:{id_of('deputy.mof')}", None):
        assert responsible(name_holder(holder, "coordinator")) == holder


def test_a_holder_that_is_gone_is_said_to_be_lost(app: Flask) -> None:
    deputy = f"user:{id_of('deputy.mof')}"
    assert not any(each.lost for each in named([deputy, "post:1"], world.TODAY).values())
    people.set_enabled(world.address("deputy.mof"), False)
    people.set_enabled(world.address("liaison.mof"), False)
    assert all(each.lost for each in named([deputy, "post:1", "post:99", "user:99"], world.TODAY).values())
    assert named([], world.TODAY) == {}


def test_the_deputy_acts_in_the_place_of_the_one_who_answers(app: Flask) -> None:
    task, deputy = name_holder("post:1"), world.actor("deputy.mof")
    act = Act("เริ่มแล้ว", effective_on=world.TODAY)
    service.act(task, STEP["start"], act, deputy, NOW)
    newest, named_ = history(task, head().seq)[:2]
    assert (newest.who, newest.in_place_of) == (deputy.name, world.actor("liaison.mof").name)
    assert (named_.in_place_of, named_.named) == (None, (post_store.posts()[1].title,))
    assert verification().problems == ()


def test_for_one_s_own_and_for_nobody_s_tasks_nobody_is_named_beside(app: Flask) -> None:
    mine, nobodys = name_holder(f"user:{id_of('deputy.mof')}"), world.task_id("O-1.3-T4", "mof")
    for task in (mine, nobodys):
        service.act(task, STEP["start"], Act(effective_on=world.TODAY), world.actor("deputy.mof"), NOW)
        assert history(task, head().seq)[0].in_place_of is None


def test_the_same_form_of_a_deputy_twice_is_known_again(app: Flask) -> None:
    task, deputy = name_holder("post:1"), world.actor("deputy.mof")
    act = Act("เริ่มแล้ว", effective_on=world.TODAY)
    service.act(task, STEP["start"], act, deputy, NOW, act_key="a-deputy-s-form")
    with pytest.raises(AlreadyDone):
        service.act(task, STEP["start"], act, deputy, NOW, act_key="a-deputy-s-form")


def test_a_delegation_holds_on_its_days_and_while_both_accounts_are_open(app: Flask) -> None:
    giver, taker = id_of("liaison.mof"), id_of("deputy.mof")
    days = [date(2013, 5, 30), date(2013, 5, 31), date(2013, 6, 14), date(2013, 6, 15)]
    assert [givers_to(taker, day) for day in days] == [(), (giver,), (giver,), ()]
    people.set_enabled(world.address("liaison.mof"), False)
    assert givers_to(taker, world.TODAY) == ()


def test_either_of_the_two_ends_it_and_nobody_else(app: Flask) -> None:
    for who in ("liaison.mol", "coordinator", "admin"):
        with pytest.raises(delegation_service.NoSuchDelegation):
            delegation_service.end_delegation(1, world.actor(who), NOW)
    delegation_service.end_delegation(1, world.actor("deputy.mof"), NOW)
    assert givers_to(id_of("deputy.mof"), world.TODAY) == ()
    assert in_place_of(f"user:{id_of('liaison.mof')}", id_of("deputy.mof"), world.TODAY) is None
    with pytest.raises(RuleBroken, match="over already"):
        delegation_service.end_delegation(1, world.actor("liaison.mof"), NOW)
    assert verification().problems == ()


def test_four_eyes_see_through_a_delegation(app: Flask) -> None:
    """Whoever acts for the one who submitted cannot judge it, nor the other way round, also when it was on the day of submitting only."""
    waiting = world.task_id("O-1.3-T2", "mof")
    coordinator = world.actor("coordinator")
    deputy = replace(coordinator, id=id_of("deputy.mof"))
    with pytest.raises(RuleBroken, match="submitted themselves"):
        service.act(waiting, STEP["verify"], Act(), deputy, NOW)
    delegation_service.end_delegation(1, world.actor("liaison.mof"), NOW)
    with pytest.raises(RuleBroken, match="submitted themselves"):
        service.act(waiting, STEP["return"], Act("ขาดเอกสาร"), deputy, NOW)
    assert service.act(waiting, STEP["verify"], Act(), coordinator, NOW).verified == 100


def test_a_comment_tells_open_accounts_only(app: Flask) -> None:
    task, told = world.task_id("O-1.3-T3", "mof"), (id_of("auditor"), id_of("coordinator"))
    service.act(task, STEP["comment"], Act("ฝากดู", mentions=told), world.actor("liaison.mof"), NOW)
    names = [world.actor(who).name for who in ("auditor", "coordinator")]
    assert list(history(task, head().seq)[0].named) == names
    people.set_enabled(world.address("executive"), False)
    for nobody in ((id_of("executive"),), (999,), (told[0], 999)):
        with pytest.raises(RuleBroken) as refused:
            service.act(task, STEP["comment"], Act("ฝากดู", mentions=nobody), world.actor("liaison.mof"), NOW)
        assert refused.value.field == "mentions"


def test_the_check_finds_a_tampered_post_and_delegation(app: Flask) -> None:
    with write_transaction():
        db.session.execute(PostRow.__table__.update().values(closed=True))
        db.session.execute(DelegationRow.__table__.update().values(last=date(2013, 12, 31)))
    assert set(verification().problems) == {
        "post 1: the current row differs from its history",
        "delegation 1: the current row differs from its history",
    }


def test_a_past_day_knows_its_own_posts_and_delegations(app: Flask) -> None:
    delegation_service.end_delegation(1, world.actor("liaison.mof"), world.at("2013-06-02"))
    post_service.close_post(1, world.actor("liaison.mof"), world.at("2013-06-02"), expected=2)
    with app.test_request_context("/?as_of=2013-06-01"):
        from tracker import clock

        clock.freeze(date(2013, 6, 3))
        assert "post:1" in keys_of(id_of("liaison.mof"), date(2013, 6, 1))
        assert givers_to(id_of("deputy.mof"), date(2013, 6, 1)) == (id_of("liaison.mof"),)
    assert delegation_store.delegations()[1].is_over(date(2013, 6, 2))
