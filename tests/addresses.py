"""Which address stands for each route in a test that walks them all, and whose object is it?

A new route argument must be given an example here; `examples` says so when it is missing.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from flask import Flask
from werkzeug.routing import Rule

from tests import world
from tracker.access.policy import Permission

VALUES: dict[str, object] = {
    "report_id": 1,
    "user_id": 9,
    "act": "disable",
    "filename": "theme.css",
    "file_id": world.FILE_ID,
    "page": 1,
    "check": "readings",
    "name": f"reading-{world.RESOLUTION}.D04",
    "day": "2013-05-06",
    "view_id": 1,
}
CODES = {"dashboard.resolution": world.RESOLUTION, "dashboard.obligation": "O-1.3", "dashboard.agency": "mof"}
TASK = ("O-1.3-T3", "mof")
"""The task whose routes are walked: of the Ministry of Finance, not started."""


@dataclass(frozen=True)
class Route:
    """One address with one method: its endpoint, the permission it names, the agency whose object it is (None: nobody's), and the one
    account that may see it ("": not only one)."""

    endpoint: str
    method: str
    path: str
    permission: Permission | None
    agency: str | None = None
    owner: str = ""
    rule: Rule = field(repr=False, compare=False, hash=False, default_factory=lambda: Rule("/"))

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def routes(app: Flask) -> list[Route]:
    """Every address of the product, once for each method that it takes (HEAD and OPTIONS come with GET)."""
    with app.app_context():
        task = world.task_id(*TASK)
    return [
        Route(
            rule.endpoint,
            method,
            example(app, rule, task),
            permission_of(app, rule.endpoint),
            _agency(rule),
            _owner(rule),
            rule,
        )
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]


def permission_of(app: Flask, endpoint: str) -> Permission | None:
    """The permission that the view behind an endpoint names; None when it names none."""
    return getattr(app.view_functions[endpoint], "permission", None)


def example(app: Flask, rule: Rule, task: int) -> str:
    """An address that the rule answers."""
    values = {name: _value(rule, name, task) for name in rule.arguments}
    with app.test_request_context():
        return app.url_for(rule.endpoint, **values, _external=False)  # type: ignore[arg-type]


def _value(rule: Rule, name: str, task: int) -> object:
    if name == "task_id":
        return task
    if name == "code":
        return CODES[rule.endpoint]
    assert name in VALUES, f"tests/addresses.py knows no example for <{name}> of {rule}"
    return VALUES[name]


def _agency(rule: Rule) -> str | None:
    return TASK[1] if {"task_id", "file_id"} & rule.arguments else None


def _owner(rule: Rule) -> str:
    """A view that is shared may be opened by everybody, and changed by the person whose it is alone."""
    return "coordinator" if "view_id" in rule.arguments and rule.endpoint != "tasks.view" else ""
