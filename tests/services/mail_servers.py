"""Where does a test send mail? To a real SMTP server in this process, which keeps what it got and can be slow, strict or untrusted."""

from __future__ import annotations

import asyncio
import datetime
import ipaddress
import socket
import ssl
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HOST = "127.0.0.1"


@dataclass
class Mailbox:
    """What a server got, and how it behaves: `refused` recipients with the answer they get, `pause` in seconds before a mail is
    acknowledged (it is kept before), `answer` to the mail itself, `strict` to say no to the sender."""

    refused: dict[str, str] = field(default_factory=dict)
    pause: float = 0.0
    answer: str = "250 OK"
    strict: bool = False
    got: list[bytes] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    tls: list[bool] = field(default_factory=list)

    @property
    def mails(self) -> list[EmailMessage]:
        """What it got, read."""
        return [message_from_bytes(each, policy=default) for each in self.got]  # type: ignore[arg-type, misc]

    @property
    def ids(self) -> list[str]:
        """The Message-IDs of what it got, as they came."""
        return [str(mail["Message-ID"]).strip() for mail in self.mails]

    async def handle_MAIL(self, _server: SMTP, _session: Any, envelope: Any, address: str, _options: list[str]) -> str:
        """Somebody says who writes."""
        if self.strict:
            return "550 5.7.1 not your address"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, _server: SMTP, _session: Any, envelope: Any, address: str, _options: list[str]) -> str:
        """Somebody says to whom."""
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Any, envelope: Any) -> str:
        """A whole mail has come."""
        if self.answer.startswith("2"):
            self.got.append(bytes(envelope.content))
            self.recipients += envelope.rcpt_tos
            self.tls.append(server.transport.get_extra_info("sslcontext") is not None)
        if self.pause:
            await asyncio.sleep(self.pause)
        return self.answer


class _Server(Controller):
    """Answers on a port of its own, with what SMTP it is told to speak."""

    def __init__(
        self, mailbox: Mailbox, port: int, context: ssl.SSLContext | None, implicit: bool, password: str
    ) -> None:
        super().__init__(mailbox, hostname=HOST, port=port, ready_timeout=30, ssl_context=context if implicit else None)
        self.words: dict[str, Any] = {"tls_context": None if implicit else context, "require_starttls": False}
        if password:
            self.words |= {
                "authenticator": lambda *given: AuthResult(
                    success=given[-1].password == password.encode(), handled=False
                ),
                "auth_required": True,
            }

    def factory(self) -> SMTP:
        """One conversation."""
        return SMTP(self.handler, **self.words, decode_data=False)


@contextmanager
def serving(
    mailbox: Mailbox, context: ssl.SSLContext | None = None, *, implicit: bool = False, password: str = "", port: int = 0
) -> Iterator[int]:  # fmt: skip
    """A server that puts everything into this mailbox: its port."""
    server = _Server(mailbox, port or free_port(), context, implicit, password)
    server.start()
    try:
        yield server.port
    finally:
        server.stop()


def free_port() -> int:
    """A port on which nobody answers."""
    with closing(socket.socket()) as listener:
        listener.bind((HOST, 0))
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def mute() -> Iterator[int]:
    """A port where connections are taken and nothing is ever said."""
    with closing(socket.socket()) as listener:
        listener.bind((HOST, 0))
        listener.listen(8)
        yield listener.getsockname()[1]


def certificate(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """What a server on this machine shows, signed by itself, and the file that makes it trusted."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail of the tests")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(HOST)), x509.DNSName("localhost")]),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    shown, secret = folder / "certificate.pem", folder / "key.pem"
    shown.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(shown, secret)
    return context, shown
