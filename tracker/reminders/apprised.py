"""How is a message handed to another service? By Apprise, over https, as plain text.

A person types such an address; so it may neither read files of this machine, nor reach into its network, nor travel unencrypted. A host
that a person names is checked when the connection to it is opened, and the connection goes to what was checked.
"""

from __future__ import annotations

import logging
import re
import socket
import threading
from collections.abc import Mapping, Sequence
from importlib import import_module
from ipaddress import ip_address, ip_network
from typing import Any

from apprise import AppriseAsset, NotifyFormat, OverflowMode

from tracker.reminders.faults import Fault, NotNow, Refused
from tracker.reminders.outbox_store import Message
from tracker.reminders.pinned import Pinned
from tracker.reminders.services import OF_ANY_HOST, refusal

CONNECT, READ = 10, 20
"""Seconds that a service has to be reached and to answer."""
BEGINNING, END = 3500, 400
"""Of a long text so many characters are sent: services take it in parts, all of which must fit into one lease."""

PLUGINS: Mapping[str, tuple[str, str]] = {
    "line": ("line", "NotifyLine"),
    "slack": ("slack", "NotifySlack"),
    "workflows": ("workflows", "NotifyWorkflows"),
    "gchat": ("google_chat", "NotifyGoogleChat"),
    "jsons": ("custom_json", "NotifyJSON"),
}
"""Of Apprise's hundreds only these are ever loaded: module and class, by the scheme of the address."""
TRANSLATED = tuple(map(ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "::/96")))
"""Networks that pass for public ones, but whose addresses stand for others that may lie inside: NAT64, 6to4, IPv4 in IPv6."""
speaker = logging.getLogger("apprise")
speaker.propagate = False  # it writes addresses with their secrets


class _Heard(logging.Handler):
    """What Apprise says while this thread sends: only there does it say why nothing was sent."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []
        self.thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line of this thread's."""
        if record.thread == self.thread:
            self.lines.append(record.getMessage())

    @property
    def code(self) -> str:
        """The status that the service answered with; nothing else of the lines is fit to be shown."""
        found = re.search(r"error=(\d{3})\b", " ".join(self.lines))
        return f"HTTP {found[1]}" if found else ""


def send(message: Message) -> None:
    """Hand a message's plain text to the service that its address names; Refused or NotNow."""
    service = _service(message.address)
    heard = _Heard()
    speaker.addHandler(heard)
    try:
        done = service.notify(body=shortened(message.plain), title=message.subject, body_format=NotifyFormat.TEXT)
    finally:
        speaker.removeHandler(heard)
    if not done:
        raise NotNow(Fault.SERVICE, heard.code)


def usable(address: str) -> bool:
    """Does an address name one of the services, with everything that it needs, and a host that may be reached? Asked before it is kept; one
    whose host cannot be looked up at present is given the benefit of the doubt."""
    try:
        _service(address)
    except Refused:
        return False
    except NotNow:
        return True
    return True


def shortened(text: str) -> str:
    """A text with its middle left out when it is long; its end leads to the whole."""
    return text if len(text) <= BEGINNING + END else f"{text[:BEGINNING]}\n…\n{text[-END:]}"


def _service(address: str) -> Any:
    """The service that an address names, with certificates checked, no redirects and a limit of time, whatever the address says."""
    scheme = address.partition("://")[0]
    if refusal(address) is not None or scheme not in PLUGINS:
        raise Refused(Fault.CHANNEL)
    module, name = PLUGINS[scheme]
    way = import_module(f"apprise.plugins.{module}")
    if scheme in OF_ANY_HOST:
        way.requests = PINNED  # type: ignore[attr-defined]
    plugin = getattr(way, name)
    try:
        service = plugin(**plugin.parse_url(address), asset=_asset())
    except TypeError:  # what it says for an address that it cannot read, and for None
        raise Refused(Fault.CHANNEL) from None
    if scheme in OF_ANY_HOST:
        if not service.secure:
            raise Refused(Fault.CHANNEL)
        _outside(service.host.strip("[]"), service.port or 443)
    service.verify_certificate, service.redirects = True, False
    service.socket_connect_timeout, service.socket_read_timeout = CONNECT, READ
    service.notify_format, service.overflow_mode = NotifyFormat.TEXT, OverflowMode.SPLIT
    return service


def _asset() -> AppriseAsset:
    """No pictures from elsewhere, no files of its own, no plug-ins of anybody's."""
    return AppriseAsset(
        app_id="Cabinet Resolution Tracker", app_desc="Cabinet Resolution Tracker", app_url="", image_url_mask="", image_url_logo="",
        secure_logging=True,
    )  # fmt: skip


def _outside(host: str, port: int) -> Sequence[str]:
    """The addresses of a host, in the order in which they are to be tried; Refused for a host of this machine or of its network, NotNow
    when nobody knows the host."""
    try:
        found = [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError):
        raise NotNow(Fault.SERVICE) from None
    if not found or not all(map(_public, found)):
        raise Refused(Fault.CHANNEL)
    return found


PINNED = Pinned(lambda host, port: _outside(host, port))
"""How the services whose address names the host itself are reached."""


def _public(address: str) -> bool:
    found = ip_address(address.partition("%")[0])
    return found.is_global and not found.is_multicast and not any(found in network for network in TRANSLATED)
