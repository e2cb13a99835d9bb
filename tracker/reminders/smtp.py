"""How is a mail handed to the server, and what does its answer mean: never, not now, or nothing at all today?"""

from __future__ import annotations

import smtplib
import ssl
from contextlib import suppress
from types import TracebackType

from tracker.mail_server import MailServer, Safety, Sender
from tracker.reminders.faults import Away, Fault, NotNow, Refused, Silent, Unsent

TOO_LARGE = (523, 552)
CLOSING = 421


class MailLine:
    """A connection to the mail server for one turn, opened when it is first needed. An error ends it; the next message opens a new one."""

    def __init__(self, server: MailServer, sender: Sender) -> None:
        self.server, self.sender = server, sender
        self.open: smtplib.SMTP | None = None

    def __enter__(self) -> MailLine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def send(self, recipient: str, content: bytes) -> None:
        """Hand one mail over to one recipient.

        Refused: never this one. NotNow: not this one at present. Silent: no answer about this one. Away: the server takes no mail.
        """
        connection = self._connection()
        try:
            connection.sendmail(self.sender.address, [recipient], content)
        except smtplib.SMTPRecipientsRefused as error:
            code, words = error.recipients[recipient]
            raise _about(code, words, Fault.REFUSED) from None
        except smtplib.SMTPDataError as error:
            raise _about(error.smtp_code, error.smtp_error, Fault.CONTENT) from None
        except smtplib.SMTPSenderRefused as error:
            self.close()
            if error.smtp_code in TOO_LARGE:
                raise _about(error.smtp_code, error.smtp_error, Fault.CONTENT) from None
            raise Away(Fault.SENDER, _said(error.smtp_code, error.smtp_error)) from None
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise Silent(_why(error), error) from None

    def close(self) -> None:
        """Say good-bye, if there is still somebody to say it to."""
        connection, self.open = self.open, None
        if connection is not None:
            with suppress(OSError, smtplib.SMTPException):
                connection.quit()
            connection.close()

    def _connection(self) -> smtplib.SMTP:
        """The open connection, if the server still answers on it, or a new one; Away when there is none to be had."""
        if self.open is not None and not _answers(self.open):
            self.close()
        if self.open is None:
            try:
                self.open = self._connected()
            except smtplib.SMTPAuthenticationError as error:
                raise Away(Fault.SIGN_IN, _said(error.smtp_code, error.smtp_error)) from None
            except smtplib.SMTPNotSupportedError as error:
                raise Away(Fault.SIGN_IN if "AUTH" in str(error) else Fault.NO_TLS, error) from None
            except ssl.SSLCertVerificationError as error:
                raise Away(Fault.CERTIFICATE, error.verify_message) from None
            except (OSError, smtplib.SMTPException) as error:
                raise Away(_why(error), error) from None
        return self.open

    def _connected(self) -> smtplib.SMTP:
        """A new connection, encrypted as set and signed in."""
        server, own, patience = self.server, self.sender.domain, float(self.server.timeout)
        context = ssl.create_default_context(cafile=server.authority)
        connection: smtplib.SMTP = (
            smtplib.SMTP_SSL(server.host, server.port, local_hostname=own, timeout=patience, context=context)
            if server.safety is Safety.TLS
            else smtplib.SMTP(server.host, server.port, local_hostname=own, timeout=patience)
        )
        try:
            if server.safety is Safety.STARTTLS:
                connection.starttls(context=context)
            if server.user:
                connection.login(server.user, server.password)
        except BaseException:
            connection.close()
            raise
        return connection


def _answers(connection: smtplib.SMTP) -> bool:
    """A server closes a connection that it has had enough of; nothing was under way, so a new one costs nothing."""
    try:
        return connection.noop()[0] == 250
    except (OSError, smtplib.SMTPException):
        return False


def _about(code: int, words: bytes | str, fault: Fault) -> Unsent:
    """What an answer about one message means: a code from 500 is for ever."""
    if code >= 500:
        return Refused(fault, _said(code, words))
    return (Silent if code == CLOSING else NotNow)(Fault.NOT_NOW, _said(code, words))


def _said(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"{code} {text}"


def _why(error: BaseException) -> Fault:
    """smtplib tells of a time-out as of a connection that was closed; what it came from says which it was."""
    return Fault.SLOW if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError) else Fault.AWAY
