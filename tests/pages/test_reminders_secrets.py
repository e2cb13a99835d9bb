"""Does the secret address by which a service carries messages, or by which somebody stops them, stay where it belongs?"""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from tests import world
from tests.conftest import SignIn
from tests.page import parse
from tracker import clock
from tracker.clock import BANGKOK
from tracker.drafts import service as drafts
from tracker.drafts import store as kept_drafts
from tracker.extensions import db
from tracker.people.rules import IDLE_LIMIT
from tracker.people.store import users
from tracker.reminders import composing, links, service
from tracker.reminders.outbox import Channel, MessageRow
from tracker.reminders.wants import Preference
from tracker.web.typed import secret

ADDRESS = "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/"
MORNING = datetime.combine(world.TODAY, time(9), BANGKOK)
SETTINGS = "/inbox/settings"


def person(who: str) -> int:
    return world.actor(who).id or 0


@pytest.mark.parametrize("mode", ["digest", "hourly"])
def test_a_session_that_ended_keeps_what_was_typed_but_no_token(
    client: FlaskClient, sign_in: SignIn, app: Flask, travel: time_machine.Traveller, mode: str
) -> None:
    shown = parse(sign_in(client, "executive").get(SETTINGS).get_data(as_text=True))
    travel.shift(IDLE_LIMIT + timedelta(seconds=1))
    answer = client.post(SETTINGS, data=shown.values(SETTINGS) | {"mode": mode, "channel": ADDRESS})
    assert answer.status_code == 302
    with app.app_context():
        (draft,) = kept_drafts.every(person("executive"))
    assert draft.fields["mode"] == [mode]
    assert "TIiajk" not in str(draft.fields)


def test_no_draft_takes_it_whoever_asks(app: Flask) -> None:
    with app.app_context():
        draft = drafts.keep(person("executive"), "/anywhere", {"channel": [ADDRESS], "note": ["x"]}, clock.now())
    assert draft.fields == {"note": ["x"]}
    assert [secret(name) for name in ("channel", "csrf_token", "new_password", "note", "hour")] == [True] * 3 + [
        False
    ] * 2


def test_a_fault_leaves_no_address_that_stops_messages_in_the_log(
    client: FlaskClient, app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with app.app_context(), app.test_request_context():
        token = links.stop(person("executive")).rpartition("/")[2]
    monkeypatch.setattr("tracker.reminders.views.preference_store.preference", lambda *_: 1 / 0)
    for answer in (client.get(f"/unsubscribe/{token}"), client.post(f"/unsubscribe/{token}")):
        assert answer.status_code == 500
    assert "/unsubscribe/<token>" in caplog.text
    assert token not in caplog.text


@pytest.mark.parametrize(("channel", "stops"), [("", True), (ADDRESS, False)])
def test_what_goes_into_a_channel_that_others_read_stops_nobodys_messages(
    app: Flask, channel: str, stops: bool
) -> None:
    with app.app_context():
        everybody = [id_ for id_, user in users() if user.enabled]
        for each in everybody:
            service.prefer(each, Preference(channel=channel), MORNING)
        service.remind(world.TODAY, MORNING)
        assert composing.compose(MORNING, lambda *_: False) > 0
        laid = list(db.session.scalars(db.select(MessageRow).where(MessageRow.id != 1)))
    assert {each.channel for each in laid} == {Channel.APPRISE if channel else Channel.MAIL}
    told = [each for each in laid if "/unsubscribe/" in each.plain + each.html + each.unsubscribe]
    assert bool(told) is stops
