"""By which way does a message go out? Mail by its server, or as a file where none is set; other services through Apprise."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Protocol

from tracker.config import Settings
from tracker.mail_server import Sender
from tracker.reminders import eml_files
from tracker.reminders.faults import Fault, Refused
from tracker.reminders.letters import mail, recipient
from tracker.reminders.outbox import Channel
from tracker.reminders.outbox_store import Message
from tracker.reminders.smtp import MailLine


class Post(Protocol):
    """Whatever carries messages away."""

    def send(self, message: Message) -> Channel:
        """Send one message and say by which channel it went; raises Refused, NotNow, Silent or Away (tracker.reminders.faults)."""


class PostOffice:
    """The ways out as they are set, for one turn."""

    def __init__(self, settings: Settings) -> None:
        self.instance: Path = settings.instance
        self.sender: Sender = settings.mail_from
        self.line = MailLine(settings.mail, settings.mail_from) if settings.mail else None

    def __enter__(self) -> PostOffice:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.line is not None:
            self.line.close()

    def send(self, message: Message) -> Channel:
        """Send one message by its own channel."""
        if message.channel == Channel.MAIL:
            return self._mail(message)
        if message.channel == Channel.APPRISE:
            from tracker.reminders import apprised  # with requests and a hundred services: only for those who use one

            apprised.send(message)
            return Channel.APPRISE
        raise Refused(Fault.CHANNEL, message.channel)

    def _mail(self, message: Message) -> Channel:
        content = mail(message, self.sender)
        if self.line is not None:
            self.line.send(recipient(message.address), content)
            return Channel.MAIL
        eml_files.write(self.instance, message, content)
        return Channel.FILE
