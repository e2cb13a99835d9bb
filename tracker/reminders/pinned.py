"""How does a request go to the very address that was checked, though the host's name may mean another one a moment later (DNS rebinding)?

The name is looked up once, when the connection is opened; what comes of it is checked, and the connection goes there by number. Name and
certificate are the host's all the same. Where requests go through a proxy, it is the proxy that looks the name up.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPSConnection

Checked = Callable[[str, int], Sequence[str]]
"""Host and port in, the numbers of the addresses to which a connection may go out, at least one; raises when there is none."""
MOST_TRIED = 3
"""All addresses of a name are checked, but only so many are tried: each may take as long as connecting may, and a sender holds its message
for a while only."""


class Pinned:
    """Stands for the module `requests` where only checked addresses may be reached: over https, by one look-up for each connection."""

    def __init__(self, checked: Checked) -> None:
        self.checked = checked

    def __getattr__(self, name: str) -> Any:
        return getattr(requests, name)

    def request(self, method: str, url: str, **words: Any) -> requests.Response:
        """Ask as requests.request does."""
        with requests.Session() as session:
            session.adapters.clear()  # none for http: whoever asks for it gets nothing
            session.mount("https://", _Adapter(self.checked))
            return session.request(method, url, **words)

    def get(self, url: str, **words: Any) -> requests.Response:
        """Ask as requests.get does."""
        return self.request("GET", url, **words)

    def post(self, url: str, **words: Any) -> requests.Response:
        """Ask as requests.post does."""
        return self.request("POST", url, **words)


class _Adapter(HTTPAdapter):
    """Opens its connections to checked addresses."""

    def __init__(self, checked: Checked) -> None:
        self.checked = checked
        super().__init__()

    def init_poolmanager(self, *words: Any, **named: Any) -> None:
        """As the adapter does, with pools of ours."""
        super().init_poolmanager(*words, **named)
        connection = type("Connection", (_Connection,), {"checked": staticmethod(self.checked)})
        manager: PoolManager = self.poolmanager
        manager.pool_classes_by_scheme = {"https": type("Pool", (HTTPSConnectionPool,), {"ConnectionCls": connection})}


class _Connection(HTTPSConnection):
    checked: Checked

    def _new_conn(self) -> socket.socket:
        name = self._dns_host
        *others, last = type(self).checked(name.strip("[]"), self.port or 443)[:MOST_TRIED]
        try:
            for self._dns_host in others:
                with suppress(Exception):
                    return super()._new_conn()
            self._dns_host = last
            return super()._new_conn()
        finally:
            self._dns_host = name
