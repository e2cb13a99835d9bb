"""Is the address of a mail server read as it is meant, and refused in one clear line when it is none?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.config import ConfigurationError, Settings
from tracker.mail_server import MailServer, Safety, mail_server, sender


@pytest.mark.parametrize(
    "address, server",
    [
        ("smtp://mail.go.th", MailServer("mail.go.th", 587, Safety.STARTTLS)),
        ("smtp://mail.go.th:25/?starttls=required", MailServer("mail.go.th", 25, Safety.STARTTLS)),
        ("smtps://mail.go.th", MailServer("mail.go.th", 465, Safety.TLS)),
        (
            "smtps://user%40go.th:p%3A%2F%40ss@mail.go.th",
            MailServer("mail.go.th", 465, Safety.TLS, "user@go.th", "p:/@ss"),
        ),
        ("smtp://relay?starttls=off&timeout=5", MailServer("relay", 587, Safety.NONE, timeout=5)),
        ("smtp://u:p@127.0.0.1:2525?starttls=off", MailServer("127.0.0.1", 2525, Safety.NONE, "u", "p")),
        ("smtp://[::1]:25?starttls=off", MailServer("::1", 25, Safety.NONE)),
    ],
)
def test_a_server(address: str, server: MailServer) -> None:
    assert mail_server(address) == server


@pytest.mark.parametrize(
    "address, said",
    [
        ("mail.go.th", "must look like"),
        ("http://mail.go.th", "must look like"),
        ("smtp://", "must look like"),
        ("smtp://mail.go.th/path", "must look like"),
        ("smtp://mail.go.th:port", "port"),
        ("smtp://mail.go.th:99999", "port"),
        ("smtp://mail.go.th:0", "port"),
        ("smtp://ma il.go.th", "host"),
        ("smtp://mail.go.th?tls=no", "'tls' is unknown"),
        ("smtp://mail.go.th?starttls=maybe", "required"),
        ("smtps://mail.go.th?starttls=off", "no starttls"),
        ("smtp://u:geheim@mail.go.th?starttls=off", "without TLS"),
        ("smtp://mail.go.th?timeout=0", "1 to 30"),
        ("smtp://mail.go.th?timeout=3600", "1 to 30"),
        ("smtp://mail.go.th?ca=/no/such/file.pem", "no file"),
    ],
)
def test_what_is_no_server_is_said_in_one_line(tmp_path: Path, address: str, said: str) -> None:
    with pytest.raises(ConfigurationError, match=said) as refused:
        Settings.from_environment({"TRACKER_INSTANCE": str(tmp_path), "TRACKER_SMTP_URL": address})
    line = str(refused.value)
    assert line.startswith("TRACKER_SMTP_URL")
    assert "\n" not in line
    assert "geheim" not in line


def test_a_password_is_never_written_out() -> None:
    assert "geheim" not in repr(mail_server("smtps://u:geheim@mail.go.th"))


@pytest.mark.parametrize(
    "text, name, address",
    [
        ("tracker@mict.go.th", "", "tracker@mict.go.th"),
        ("ระบบติดตามมติ <tracker@mict.go.th>", "ระบบติดตามมติ", "tracker@mict.go.th"),
        ('"Tracker, MICT" <tracker@MICT.go.th>', "Tracker, MICT", "tracker@mict.go.th"),
    ],
)
def test_a_sender(text: str, name: str, address: str) -> None:
    found = sender(text)
    assert (found.name, found.address, found.domain) == (name, address, "mict.go.th")


@pytest.mark.parametrize(
    "text", ["", "tracker", "a@b.th, c@d.th", "x <a@b.th>\r\nBcc: <c@d.th>", "x <a@b.th", "<a@b.th> y", "ก@b.th"]
)
def test_what_is_no_sender_is_said_in_one_line(tmp_path: Path, text: str) -> None:
    environment = {
        "TRACKER_INSTANCE": str(tmp_path),
        "TRACKER_SMTP_URL": "smtps://mail.go.th",
        "TRACKER_MAIL_FROM": text,
    }
    with pytest.raises(ConfigurationError, match="TRACKER_MAIL_FROM") as refused:
        Settings.from_environment(environment)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("text", ["-1", "many", "1e3", "9999999", "๕๐๐"])
def test_the_most_messages_are_a_number(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConfigurationError, match="TRACKER_MOST_MESSAGES"):
        Settings.from_environment({"TRACKER_INSTANCE": str(tmp_path), "TRACKER_MOST_MESSAGES": text})


def test_without_a_word_mail_is_kept_and_500_are_enough(tmp_path: Path) -> None:
    settings = Settings.from_environment({"TRACKER_INSTANCE": str(tmp_path)})
    assert (settings.mail, settings.most_messages) == (None, 500)
