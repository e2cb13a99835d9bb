"""Does each message in the outbox reach its end, whoever sends and whatever the clock does?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from tests.services.outbox_samples import DAY, MINUTE, NOON, Carrier, found, lay, letter, states
from tracker.reminders import outbox_store
from tracker.reminders.delivery import deliver
from tracker.reminders.faults import Away, Fault, NotNow, Refused, Silent
from tracker.reminders.holding import hold_if_too_many, too_many
from tracker.reminders.outbox import Channel, MessageState
from tracker.reminders.outbox_store import ATTEMPTS, LEASE, RETRY, Message


def fails(ids: list[int], error: Exception) -> Callable[[Message], Exception | None]:
    """These messages meet this error."""
    return lambda message: error if message.id in ids else None


def test_what_is_laid_twice_under_a_key_lies_once(app: Flask) -> None:
    assert len(lay([letter(1), letter(1), letter(2)])) == 2
    assert lay([letter(1)]) == []


def test_everything_due_goes_out_once(app: Flask) -> None:
    ids, post = lay([letter(n) for n in range(5)]), Carrier()
    assert deliver(NOON, post) == 5
    assert deliver(NOON + LEASE * 3, post) == 0
    assert post.asked == ids
    one = found(ids[0])
    assert (one.state, one.attempts, one.sent_at, one.last_error) == (MessageState.SENT, 1, NOON, "")


def test_two_senders_never_hold_the_same(app: Flask) -> None:
    lay([letter(n) for n in range(3)])
    held = [outbox_store.claim(NOON, f"sender {n}") for n in range(4)]
    assert len({each.id for each in held if each}) == 3
    assert held[3] is None


def test_what_a_dead_sender_held_is_sent_again_under_the_same_name(app: Flask) -> None:
    (id_,) = lay([letter()])
    dead = outbox_store.claim(NOON, "a sender that is killed")
    assert dead is not None
    post = Carrier()
    assert deliver(NOON + LEASE - MINUTE, post) == 0
    assert deliver(NOON + LEASE, post) == 1
    assert post.carried == [dead.message_id]
    assert found(id_).attempts == 2
    assert not outbox_store.sent(dead, Channel.MAIL, NOON)


def test_a_message_that_ends_each_sender_is_given_up(app: Flask) -> None:
    (id_,), now = lay([letter()]), NOON
    for n in range(ATTEMPTS):
        assert outbox_store.claim(now, f"sender {n}") is not None
        now += LEASE
    assert deliver(now, Carrier()) == 0
    one = found(id_)
    assert (one.state, one.last_error) == (MessageState.FAILED, Fault.INTERRUPTED)


def test_a_sender_whose_turn_began_earlier_takes_nothing_from_another(app: Flask) -> None:
    """Each reads the clock when its turn begins; the later one's lease ends later than any that the earlier one could give."""
    lay([letter()])
    assert outbox_store.claim(NOON + MINUTE, "the later one") is not None
    assert outbox_store.claim(NOON, "the earlier one") is None


@pytest.mark.parametrize("back", [timedelta(seconds=30), timedelta(minutes=15), timedelta(hours=1), timedelta(days=1)])
def test_a_clock_that_is_put_back_keeps_nothing_waiting(app: Flask, back: timedelta) -> None:
    """Whatever was postponed or held by the wrong clock is taken up before long."""
    ids = lay([letter(n) for n in range(2)])
    assert outbox_store.claim(NOON, "a sender that is killed") is not None
    deliver(NOON, Carrier(fails(ids, NotNow(Fault.NOT_NOW))))
    post, now = Carrier(), NOON - back
    for _ in range(26):
        now += MINUTE
        deliver(now, post)
    assert len(post.carried) == 2


def test_one_that_is_refused_is_given_up_at_once_and_the_others_go(app: Flask) -> None:
    ids = lay([letter(n) for n in range(4)])
    assert deliver(NOON, Carrier(fails([ids[0]], Refused(Fault.REFUSED, "550 no such user")))) == 3
    one = found(ids[0])
    assert (one.state, one.attempts, one.next_at, one.last_error) == (
        MessageState.FAILED,
        1,
        None,
        "refused: 550 no such user",
    )


@pytest.mark.parametrize("error", [ValueError("broken"), NotNow(Fault.NOT_NOW, "451 later"), Silent(Fault.SLOW)])
def test_one_bad_row_keeps_no_other_and_is_tried_until_the_limit(app: Flask, error: Exception) -> None:
    ids, post = lay([letter(n) for n in range(4)]), Carrier()
    post.fault = fails([ids[0]], error)
    assert deliver(NOON, post) == 3
    one = found(ids[0])
    assert (one.state, one.attempts) == (MessageState.PENDING, 1)
    assert one.last_error
    assert one.next_at is not None
    assert RETRY <= one.next_at - NOON <= RETRY + timedelta(seconds=1)
    for minute in range(1, 5 * 60):
        deliver(NOON + MINUTE * minute, post)
    one = found(ids[0])
    assert (one.state, one.attempts, one.next_at) == (MessageState.FAILED, ATTEMPTS, None)


def test_a_way_that_is_closed_is_tried_once_for_all_and_given_up_after_four_hours(app: Flask) -> None:
    ids = lay([letter(n) for n in range(30)])
    post = Carrier(fails(ids, Away(Fault.AWAY, "Connection refused")))
    for minute in range(5 * 60):
        assert deliver(NOON + MINUTE * minute, post) == 0
        if minute == 10:
            assert {(found(id_).state, found(id_).attempts) for id_ in ids} == {(MessageState.PENDING, 3)}
    assert len(post.asked) == ATTEMPTS
    assert states() == {MessageState.FAILED: 30}
    assert {found(id_).last_error for id_ in ids} == {"away: Connection refused"}


def test_a_server_that_falls_silent_counts_for_all_and_never_for_ever(app: Flask) -> None:
    """Three in a row without an answer; the next time others come first, so that three bad rows do not keep the rest."""
    ids = lay([letter(n) for n in range(9)])
    post = Carrier(fails(ids[:3], Silent(Fault.SLOW, "timed out")))
    assert deliver(NOON, post) == 0
    assert post.asked == ids[:3]
    assert {found(id_).attempts for id_ in ids} == {1}
    assert deliver(NOON + RETRY, post) == 6
    assert deliver(NOON + RETRY + MINUTE, post) == 0
    assert states() == {MessageState.SENT: 6, MessageState.PENDING: 3}


def test_a_turn_ends_and_the_next_one_goes_on(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    lay([letter(n) for n in range(5)])
    monkeypatch.setattr("tracker.reminders.delivery.MOST_PER_TURN", 2)
    assert [deliver(NOON, Carrier()) for _ in range(4)] == [2, 2, 1, 0]
    lay([letter(9)])
    monkeypatch.setattr("tracker.reminders.delivery.SECONDS_PER_TURN", 0.0)
    assert deliver(NOON, Carrier()) == 0


def test_what_was_given_up_is_sent_again_by_a_persons_word_with_all_its_attempts(app: Flask) -> None:
    ids = lay([letter(n) for n in range(3)])
    deliver(NOON, Carrier(fails(ids, Refused(Fault.REFUSED))))
    before = found(ids[0]).message_id
    assert outbox_store.again([ids[0]], NOON) == 1
    assert outbox_store.again([ids[0]], NOON) == 0
    assert found(ids[0]).attempts == 0
    assert outbox_store.again(None, NOON) == 2
    post = Carrier()
    assert deliver(NOON, post) == 3
    assert before in post.carried


def test_what_is_held_goes_only_by_a_persons_word(app: Flask) -> None:
    ids = lay([letter(n) for n in range(4)], held=True)
    assert deliver(NOON, Carrier()) == 0
    assert outbox_store.release([ids[0]], NOON) == 1
    assert outbox_store.discard([ids[1]], "admin@demo.example") == 1
    assert deliver(NOON, Carrier()) == 1
    assert outbox_store.discard(None, "admin@demo.example") == 2
    assert states() == {MessageState.SENT: 1, MessageState.DISCARDED: 3}
    assert (outbox_store.release(None, NOON), outbox_store.again(ids, NOON)) == (0, 0)
    assert found(ids[1]).claimed_by == "admin@demo.example"


def test_more_than_a_days_most_is_held(app: Flask) -> None:
    assert app.config["SETTINGS"].most_messages == 500
    assert [hold_if_too_many(DAY, count) for count in (0, 500, 501, 10_000)] == [False, False, True, True]
    lay([letter(n) for n in range(30)])
    lay([letter(n) for n in range(100, 140)], held=True)
    assert [hold_if_too_many(DAY, count) for count in (470, 471)] == [False, True]
    assert not hold_if_too_many(DAY + timedelta(days=1), 500)


@pytest.mark.parametrize(
    "laid, new, most, held",
    [(0, 0, 0, False), (501, 0, 500, False), (0, 1, 0, True), (499, 1, 500, False), (499, 2, 500, True)],
)
def test_how_many_are_too_many(laid: int, new: int, most: int, held: bool) -> None:
    assert too_many(laid, new, most) is held


def test_nothing_is_counted_further_than_asked(app: Flask) -> None:
    lay([letter(n) for n in range(6)])
    assert outbox_store.counts(3)[MessageState.PENDING] == 4
    assert outbox_store.laid_for(DAY, 3) == 4
