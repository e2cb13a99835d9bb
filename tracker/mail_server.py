"""Which server takes our mail, how safely is it reached, and in whose name do we write? Each is one line that an operator types."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

TIMEOUT, LONGEST_TIMEOUT = 20, 30
"""Seconds that the server has for each answer; a message takes about ten of them, and all must fit into its lease (delivery.LEASE)."""
OPTIONS = ("starttls", "ca", "timeout")


class Safety(StrEnum):
    """How the way to the server is protected."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed over. `authority` is a file of certificates to trust instead of the machine's own; `timeout` in seconds."""

    host: str
    port: int
    safety: Safety = Safety.STARTTLS
    user: str = ""
    password: str = field(default="", repr=False)
    authority: Path | None = None
    timeout: int = TIMEOUT


@dataclass(frozen=True, slots=True)
class Sender:
    """In whose name mail goes out."""

    name: str
    address: str

    @property
    def domain(self) -> str:
        """The part of the address after the @."""
        return self.address.rpartition("@")[2]


def mail_server(address: str) -> MailServer:
    """The server that smtp://user:password@host:587 or smtps://host:465 names; ValueError with one line, which never holds the password."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise ValueError("its port must be a number up to 65535") from None
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or parts.path.strip("/"):
        raise ValueError("it must look like smtp://user:password@host:587 or smtps://user:password@host:465")
    if re.search(r"[\s\x00-\x1f\x7f]", parts.hostname) or port == 0:
        raise ValueError("its host or port is not one")
    options = _options(parts)
    server = MailServer(
        parts.hostname, port or (465 if parts.scheme == "smtps" else 587), _safety(parts.scheme, options.get("starttls", "")),
        unquote(parts.username or ""), unquote(parts.password or ""),
        _authority(options.get("ca", "")), _timeout(options.get("timeout", "")),
    )  # fmt: skip
    if server.user and server.safety is Safety.NONE and not _this_machine(server.host):
        raise ValueError("a password must not travel without TLS; leave starttls=off out")
    return server


def sender(text: str) -> Sender:
    """The name and address of `ระบบติดตามมติ <tracker@example.go.th>` or of a bare address; ValueError with one line when it is none."""
    from email_validator import EmailNotValidError, validate_email

    found = re.fullmatch(r'\s*"?([^"<>\r\n\x00]*?)"?\s*<([^<>\s]+)>\s*', text) or re.fullmatch(
        r"()\s*([^<>\s]+)\s*", text
    )
    if found is None:
        raise ValueError("it must be one address, or a name and the address in <>")
    try:
        checked = validate_email(found[2], check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError as error:
        raise ValueError(f"its address is not sound: {error}") from None
    return Sender(found[1], checked.ascii_email or checked.normalized)


def _options(parts: SplitResult) -> dict[str, str]:
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    unknown = [name for name in options if name not in OPTIONS]
    if unknown:
        raise ValueError(f"the option {unknown[0]!r} is unknown; there are {', '.join(OPTIONS)}")
    return options


def _safety(scheme: str, starttls: str) -> Safety:
    if starttls not in ("", "required", "off"):
        raise ValueError("starttls is either required, which it is without saying so, or off")
    if scheme == "smtps":
        if starttls:
            raise ValueError("smtps:// is TLS from the first byte and has no starttls")
        return Safety.TLS
    return Safety.NONE if starttls == "off" else Safety.STARTTLS


def _authority(path: str) -> Path | None:
    if path and not Path(path).is_file():
        raise ValueError(f"ca names no file: {path}")
    return Path(path) if path else None


def _timeout(text: str) -> int:
    if not text:
        return TIMEOUT
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:4]) <= LONGEST_TIMEOUT):
        raise ValueError(f"timeout is a number of seconds from 1 to {LONGEST_TIMEOUT}")
    return int(text)


def _this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
