"""What does a person with a browser do? One connection kept open, one cookie, forms filled in as their page gave them."""

from __future__ import annotations

import html
import http.client
import io
import re
import time
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

HIDDEN = re.compile(r"<input\b[^>]*\btype=\"hidden\"[^>]*>")
ATTRIBUTE = re.compile(r"\b(name|value)=\"([^\"]*)\"")
TIME_LIMIT = 60.0


class Unexpected(Exception):
    """A page answered otherwise than it should; the benchmark cannot go on with it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and how long it took from the first byte sent to the last one read."""

    status: int
    location: str
    body: bytes
    seconds: float

    def hidden(self) -> dict[str, str]:
        """The hidden fields of the page: what a browser sends back without being asked."""
        found: dict[str, str] = {}
        for tag in HIDDEN.findall(self.body.decode()):
            attributes = dict(ATTRIBUTE.findall(tag))
            found[attributes.get("name", "")] = html.unescape(attributes.get("value", ""))
        return found


class Visitor:
    """One person: a connection to 127.0.0.1 and a session cookie."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIME_LIMIT)
        self.cookies: dict[str, str] = {}

    def get(self, path: str) -> Answer:
        """Open a page."""
        return self._ask("GET", path, None)

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        """Send a form."""
        return self._ask("POST", path, urlencode(fields).encode())

    def post_file(self, path: str, fields: dict[str, str], name: str, file_name: str, content: bytes) -> Answer:
        """Send a form with one file."""
        boundary, body = encode_multipart({**fields, name: FileStorage(io.BytesIO(content), file_name)})
        return self._ask("POST", path, body, f"multipart/form-data; boundary={boundary}")

    def sign_in(self, email: str, password: str) -> None:
        """Sign in through the form; Unexpected when the product refuses."""
        form = self.get("/login").hidden()
        answer = self.post("/login", form | {"email": email, "password": password})
        self.close()
        if answer.status != 302:
            raise Unexpected(f"sign-in of {email} answered {answer.status}")

    def close(self) -> None:
        """Hang up; the next request connects again."""
        self.connection.close()

    def _ask(
        self, method: str, path: str, body: bytes | None, kind: str = "application/x-www-form-urlencoded"
    ) -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = kind
        begin = time.perf_counter()
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        seconds = time.perf_counter() - begin
        for header in answer.headers.get_all("Set-Cookie") or []:
            self.cookies.update({name: morsel.value for name, morsel in SimpleCookie(header).items()})
        return Answer(answer.status, answer.headers.get("Location", ""), content, seconds)
