"""Does the page of a refused form lead somewhere: to its other language, and to another day?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.conftest import SignIn
from tests.page import Page
from tests.pages.test_safety_input import forms_of, token

Read = Callable[[TestResponse], Page]


@pytest.mark.parametrize("who", ["liaison.mof", "coordinator", "admin"])
def test_language_and_day_of_a_refused_form_can_be_changed(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read, no_drawing: None, who: str
) -> None:
    """Every form, sent empty: a refusal stands at an address that may take forms alone, and nobody is led there."""
    safe, refused = token(sign_in(client, who)), 0
    for route in forms_of(app, who):
        answer = client.post(route.path, data=safe)
        if answer.status_code not in (409, 422):
            continue
        shown, refused = page(answer), refused + 1
        languages = [link["href"] for link in shown.one(class_="lang").all("a")]
        days = [form["action"] for form in shown.all("form", method="get") if form.get("class") == "asof"]
        for address in {*languages, *days}:
            assert client.get(address, follow_redirects=True).status_code == 200, f"{route.path} leads to {address}"
    assert refused > 3
