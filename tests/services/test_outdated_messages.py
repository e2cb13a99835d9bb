"""Do people get one message that says what is due now after days without mail, and does a person's word let an older one out?"""

from __future__ import annotations

from collections import Counter
from datetime import date

from flask import Flask

from tests.services.outbox_samples import Carrier
from tests.services.telling import FRIDAY, at, few, go_to, messages, rows
from tracker.reminders import composing, outbox_store, service
from tracker.reminders.delivery import deliver
from tracker.reminders.faults import Away, Fault
from tracker.reminders.outbox import Channel, MessageState


def test_after_days_without_mail_one_message_says_what_is_due_now_and_the_old_ones_are_never_sent(app: Flask) -> None:
    service.remind(FRIDAY, at(FRIDAY))
    composing.compose(at(FRIDAY, 17), few)
    old, told = {each.id for each in messages()}, Counter((each.task, each.person, each.step) for each in rows())
    outbox_store.tried_all(Channel.MAIL, Away(Fault.REFUSED), at(FRIDAY, 17))
    wednesday, sunday = date(2013, 6, 5), date(2013, 6, 2)
    post = Carrier()
    assert [deliver(at(day), post) for day in (sunday, wednesday)] == [0, 0]
    go_to(wednesday)
    service.remind(wednesday, at(wednesday))
    assert composing.compose(at(wednesday), few) > 0
    deliver(at(wednesday), post)
    assert {outbox_store.one(id_).state for id_ in old} == {MessageState.DISCARDED}  # type: ignore[union-attr]
    sent = [each for each in messages() if each.id not in old]
    assert {each.state for each in sent} == {MessageState.SENT}
    assert set(Counter(each.person for each in sent).values()) == {1}
    assert not [each for each in rows() if each.message in old]
    assert told.keys() <= {(each.task, each.person, each.step) for each in rows()}
    waiting = [each for each in rows() if each.message is None and each.done_at is None]
    assert not [each for each in waiting if each.person in {one.person for one in sent}]
    assert outbox_store.last_to(sent[0].person).id == sent[0].id  # type: ignore[union-attr]


def test_yesterdays_message_that_is_let_out_today_goes_out(app: Flask) -> None:
    service.remind(FRIDAY, at(FRIDAY))
    composing.compose(at(FRIDAY), lambda _day, _new: True)
    monday, post = date(2013, 6, 3), Carrier()
    go_to(monday)
    number = outbox_store.release(None, at(monday))
    assert number > 0
    assert deliver(at(monday), post) == number
    service.remind(monday, at(monday))
    assert composing.compose(at(monday), few) == 0
