"""Does a message reach another service over https, and does no address reach anything else?"""

from __future__ import annotations

import http.server
import json
import logging
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.services.mail_servers import certificate
from tests.services.outbox_samples import NOON, PLAIN, SUBJECT, found, lay, letter
from tracker.reminders import apprised
from tracker.reminders.delivery import send_due
from tracker.reminders.faults import Fault, Refused
from tracker.reminders.outbox import Channel, MessageState
from tracker.reminders.outbox_store import ATTEMPTS, RETRY
from tracker.reminders.services import SERVICES, refusal, service

PUBLIC = apprised._public


@dataclass
class Hook:
    """A service: what it got, and what it answers; `elsewhere` is where it sends on."""

    address: str = ""
    status: int = 200
    elsewhere: str = ""
    got: list[tuple[str, dict[str, Any]]] = field(default_factory=list)


@pytest.fixture
def hook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hook]:
    """A webhook on this machine, whose certificate is trusted; hosts of this machine pass for public ones."""
    context, authority = certificate(tmp_path)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(authority))
    monkeypatch.setattr(apprised, "_public", lambda _address: True)
    hook = Hook()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            """Keep what comes and answer as told."""
            length = int(self.headers["Content-Length"])
            hook.got.append((self.path, json.loads(self.rfile.read(length))))
            self.send_response(hook.status)
            if hook.elsewhere:
                self.send_header("Location", hook.elsewhere)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_GET = do_POST

        def log_message(self, *_words: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    hook.address = f"jsons://user:a-secret-word@127.0.0.1:{server.server_port}/hook"
    yield hook
    server.shutdown()
    thread.join()
    server.server_close()


def lay_for(address: str) -> int:
    """A message for a service."""
    (id_,) = lay([letter(1, channel=Channel.APPRISE, address=address)])
    return id_


def test_a_message_reaches_a_webhook_as_plain_text(app: Flask, hook: Hook) -> None:
    id_ = lay_for(hook.address)
    assert send_due(NOON) == 1
    ((path, words),) = hook.got
    assert path == "/hook"
    assert (words["title"], words["message"].strip()) == (SUBJECT, PLAIN.strip())
    assert (found(id_).state, found(id_).channel) == (MessageState.SENT, Channel.APPRISE)


def test_one_that_says_no_is_tried_again_and_then_given_up(app: Flask, hook: Hook) -> None:
    hook.status = 503
    id_, now = lay_for(hook.address), NOON
    assert send_due(now) == 0
    one = found(id_)
    assert (one.state, one.attempts, one.last_error) == (MessageState.PENDING, 1, "service: HTTP 503")
    for _ in range(ATTEMPTS):
        now += RETRY
        send_due(now)
    assert (found(id_).state, len(hook.got)) == (MessageState.FAILED, ATTEMPTS)


def test_nobody_is_followed_elsewhere(app: Flask, hook: Hook) -> None:
    hook.status, hook.elsewhere = 307, hook.address.replace("jsons://", "https://").replace("/hook", "/inside")
    lay_for(hook.address)
    assert send_due(NOON) == 0
    assert [path for path, _words in hook.got] == ["/hook"]


def test_a_name_that_changes_its_answer_reaches_nothing_inside(
    app: Flask, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: public when the address is checked, this machine when the connection is opened."""
    answers = iter(["8.8.8.8"])
    monkeypatch.setattr(apprised, "_public", PUBLIC)
    asked = names(monkeypatch, lambda: next(answers, "127.0.0.1"))
    id_ = lay_for(hook.address.replace("127.0.0.1", "rebinding.example"))
    assert send_due(NOON) == 0
    assert (found(id_).state, found(id_).last_error) == (MessageState.FAILED, Fault.CHANNEL)
    assert (hook.got, asked) == ([], ["rebinding.example"] * 2)


def test_a_connection_goes_to_what_was_checked_and_asks_no_more(
    app: Flask, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A third answer would lead elsewhere; it is never asked for. The certificate is the name's."""
    answers = iter(["127.0.0.1", "127.0.0.1"])
    asked = names(monkeypatch, lambda: next(answers, "127.0.0.99"))
    lay_for(hook.address.replace("127.0.0.1", "localhost"))
    assert send_due(NOON) == 1
    assert (len(hook.got), asked) == (1, ["localhost"] * 2)


def test_of_several_addresses_the_first_that_answers_is_taken(
    app: Flask, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apprised, "_outside", lambda *_host: ["127.0.0.77", "127.0.0.1"])
    lay_for(hook.address.replace("127.0.0.1", "localhost"))
    assert send_due(NOON) == 1


def test_of_very_many_addresses_all_are_checked_and_the_first_three_are_tried(
    app: Flask, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name with hundreds of addresses that do not answer would hold its sender for longer than it may hold a message."""
    monkeypatch.setattr(apprised, "_outside", lambda *_host: [f"127.0.0.{number}" for number in (77, 78, 79, 1)])
    id_ = lay_for(hook.address.replace("127.0.0.1", "localhost"))
    assert send_due(NOON) == 0
    assert (hook.got, found(id_).state) == ([], MessageState.PENDING)


def test_one_address_inside_among_many_outside_is_enough_to_refuse_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 443)) for each in ("8.8.8.8",) * 9 + ("10.0.0.1",)]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_words, **_named: answer)
    with pytest.raises(Refused):
        apprised._outside("many.example", 443)


def names(monkeypatch: pytest.MonkeyPatch, answer: Callable[[], str]) -> list[str]:
    """From now on every name means what `answer` says; the names that are asked for."""
    asked, real = list[str](), socket.getaddrinfo

    def look_up(host: str, port: int, *words: Any, **named: Any) -> Any:
        if host[0].isdigit():
            return real(host, port, *words, **named)
        asked.append(host)
        return real(answer(), port, *words, **named)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


def test_a_certificate_that_nobody_trusts_gets_nothing(app: Flask, hook: Hook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")
    id_ = lay_for(hook.address)
    assert send_due(NOON) == 0
    assert hook.got == []
    assert found(id_).last_error == "service"


def test_its_secrets_are_in_no_log(app: Flask, hook: Hook, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "apprise")
    hook.status = 401
    id_ = lay_for(hook.address)
    send_due(NOON)
    assert "a-secret-word" not in caplog.text
    assert "a-secret-word" not in found(id_).last_error


REFUSED = (
    "json://hooks.example.com/x", "mailto://user:pw@example.com", "file:///etc/passwd", "http://127.0.0.1/", "line://", "slack://x",
    "jsons://hooks.example.com/x?verify=no", "jsons://hooks.example.com/x?%76erify=no", "workflows://h.example/a/b?template=/etc/passwd",
    "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/#general?template=/etc/passwd", "jsons://h.example/?+a=b;verify=no",
    "jsons://hooks.example.com\\@127.0.0.1/", "jsons://a.example/ jsons://b.example/", "jsons://a.example/,jsons://b.example/",
    "jsons://hooks.example.com/\r\nX: y", "jsons://" + "x" * 2000, "", "line", "jsons://127.1/x", "jsons://user@/",
)  # fmt: skip
"""Addresses that ask for more than a message handed over."""
INSIDE = (
    "jsons://127.0.0.1/x",
    "jsons://[::1]/x",
    "jsons://localhost/x",
    "jsons://10.0.0.1/x",
    "jsons://169.254.169.254/latest/meta-data",
    "jsons://[64:ff9b::a00:1]/x",
    "jsons://[64:ff9b:1::a00:1]/x",
    "jsons://[2002:7f00:1::]/x",
    "jsons://[::10.0.0.1]/x",
    "jsons://224.0.1.1/x",
)


@pytest.mark.parametrize("address", [*REFUSED, *INSIDE], ids=lambda address: address[:50])
def test_an_address_that_asks_for_more_is_given_up_and_not_shown(app: Flask, address: str) -> None:
    id_ = lay_for(address)
    assert send_due(NOON) == 0
    one = found(id_)
    assert (one.state, one.last_error) == (MessageState.FAILED, Fault.CHANNEL)


@pytest.mark.parametrize(
    "address",
    [
        "line://a-token=/U-person", "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/#general", "jsons://h.example/x?+X-Token=abc",
        "workflows://prod-1.logic.azure.com:443/643e69f83c8944/4KFEKvLhs-4M0kLrAbc", "gchat://space/key/token",
    ],
)  # fmt: skip
def test_a_sound_address_is_taken_and_shown_by_its_service_alone(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apprised, "_outside", lambda *_host: None)
    assert refusal(address) is None
    made = apprised._service(address)
    assert (made.verify_certificate, made.redirects) == (True, False)
    assert service(address) == SERVICES[address.partition(":")[0]]


@pytest.mark.parametrize(
    "address, public", [("8.8.8.8", True), ("2001:4860:4860::8888", True), ("64:ff9b::7f00:1", False)]
)
def test_what_lies_outside(address: str, public: bool) -> None:
    assert apprised._public(address) is public


@pytest.mark.parametrize("length, left", [(10, 10), (3900, 3900), (3901, 3903), (50_000, 3903)])
def test_a_long_text_keeps_its_beginning_and_end(length: int, left: int) -> None:
    text = "ก" * (length - 1) + "ข"
    short = apprised.shortened(text)
    assert (len(short), short[0], short[-1]) == (left, "ก", "ข")


def test_every_service_is_there() -> None:
    assert set(SERVICES) == set(apprised.PLUGINS)
