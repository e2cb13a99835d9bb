"""What does a message look like as mail? The same bytes in every attempt, so that whoever gets it twice can tell."""

from __future__ import annotations

import re
from datetime import UTC
from email.header import Header
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime

from tracker.mail_server import Sender
from tracker.reminders.faults import Fault, Refused
from tracker.reminders.outbox_store import Message

ADDRESSES = frozenset({"list-unsubscribe", "message-id"})


class WholeWords(EmailPolicy):
    """Mail for SMTP whose words arrive whole: the standard policy loses blanks between the coded pieces of a long subject, and puts some
    into a long name (python/cpython#92081)."""

    def fold(self, name: str, value: str) -> str:
        """A header, folded."""
        if (
            name.lower() in ADDRESSES
        ):  # nothing to fold at: the standard policy would encode it, and nobody could follow it
            return f"{name}: {value}{self.linesep}"
        if name.lower() == "subject":
            return f"{name}: {self._coded(name, str(value))}{self.linesep}"
        if name.lower() == "from" and not str(value).isascii():
            (one,) = value.addresses  # type: ignore[attr-defined]
            return f"{name}: {self._coded(name, one.display_name)}{self.linesep} <{one.addr_spec}>{self.linesep}"
        return super().fold(name, value)

    def _coded(self, name: str, words: str) -> str:
        coded = Header(words, None if words.isascii() else "utf-8", header_name=name, maxlinelen=76)
        return coded.encode(linesep=self.linesep)

    def fold_binary(self, name: str, value: str) -> bytes:
        """A header, folded, as bytes."""
        return self.fold(name, value).encode("ascii", "surrogateescape")


POLICY = WholeWords(linesep="\r\n")


def mail(message: Message, sender: Sender) -> bytes:
    """The message as it is handed to a mail server or written to a file; Refused when it cannot be one."""
    letter = EmailMessage(POLICY)
    try:
        _heads(letter, message, sender)
    except ValueError as error:
        raise Refused(Fault.CONTENT, error) from None
    letter.set_content(_clean(message.plain), cte="base64")
    if message.html:
        letter.add_alternative(_clean(message.html), subtype="html", cte="base64")
        letter.set_boundary("=_" + re.sub(r"[^0-9a-zA-Z]", "", message.message_id)[:40])
    return letter.as_bytes()


def recipient(address: str) -> str:
    """The one address that a field holds, as the envelope wants it; Refused when it holds none or several."""
    from email_validator import EmailNotValidError, validate_email

    try:
        checked = validate_email(address, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError as error:
        raise Refused(Fault.ADDRESS, error) from None
    return checked.ascii_email or checked.normalized


def _heads(letter: EmailMessage, message: Message, sender: Sender) -> None:
    from email.headerregistry import Address

    letter["From"] = Address(sender.name, addr_spec=sender.address)
    letter["To"] = Address(addr_spec=recipient(message.address))
    letter["Subject"] = message.subject
    letter["Date"] = format_datetime(message.created_at.astimezone(UTC))
    letter["Message-ID"] = message.message_id
    letter["Auto-Submitted"] = "auto-generated"
    if message.unsubscribe:
        letter["List-Unsubscribe"] = f"<{message.unsubscribe}>"
        letter["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"


def _clean(text: str) -> str:
    """Text without lone surrogates, which no mail can hold."""
    return text.encode("utf-8", "replace").decode()
