"""Which address stands for each route in a test that walks them all, and whose object is it?

A new route argument must be given an example here; `examples` says so when it is missing.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from flask import Flask
from werkzeug.routing import Rule

from tests import world
from tracker.access.policy import Permission
from tracker.reminders import links
from tracker.reports import store

TASK = ("O-1.3-T3", "mof")
"""The task whose routes are walked: of the Ministry of Finance, not started."""


@dataclass(frozen=True)
class Example:
    """A value for one argument (or what gives it, inside a request), and whose object it names: `agency` its code, `people` the
    accounts for whom alone it exists; neither when it is everybody's."""

    value: object
    agency: str | None = None
    people: tuple[str, ...] = ()


EXAMPLES: dict[str, Example] = {
    "report_id": Example(1),
    "message_id": Example(1),
    "deed": Example("release"),
    "letter_id": Example(1, agency="mof"),
    "letters.change change": Example("send"),
    "user_id": Example(9),
    "act": Example("disable"),
    "filename": Example("theme.css"),
    "file_id": Example(world.FILE_ID, agency="mof"),
    "page": Example(1),
    "check": Example("readings"),
    "name": Example(f"reading-{world.RESOLUTION}.D04"),
    "day": Example("2013-05-06"),
    "tasks.view view_id": Example(1),
    "view_id": Example(1, people=("coordinator",)),
    "post_id": Example(1, agency="mof"),
    "change": Example("hold"),
    "token": Example(world.FEED_SECRET),
    "feed_id": Example(1, people=("coordinator",)),
    "delegation_id": Example(1, people=("liaison.mof", "deputy.mof")),
    "noun": Example("agency"),
    "ref": Example("mof"),
    "watch": Example("begin"),
    "job": Example("expire-evidence"),
    "reminder_id": Example(1, people=("coordinator",)),
    "reminders.mark act": Example("read"),
    "reminders.rule name": Example("every"),
    "reminders.withdraw_rule name": Example("every"),
    "authenticity.report token": Example(lambda: token_of_report()),
    "authenticity.figure token": Example(lambda: token_of_report()),
    "figure": Example("F6"),
    "reminders.go token": Example(lambda: links.go(1).rpartition("/")[2], people=("coordinator",)),
    "reminders.unsubscribe token": Example(lambda: links.stop(1).rpartition("/")[2]),
    "reports.write step": Example("arrange"),
    "companions.paper kind": Example("brief"),
    "other_id": Example(1),
    "reports.decide step": Example("return"),
    "reports.send step": Example("issue"),
    "code": Example("mof", agency="mof"),
    "dashboard.resolution code": Example(world.RESOLUTION),
    "dashboard.obligation code": Example("O-1.3"),
    "cadence.page code": Example("O-3"),
    "cadence.change code": Example("O-3"),
}
"""By argument, or by endpoint and argument. Every argument of every route stands here, with its owner: a route without is no route."""


def token_of_report() -> str:
    """The token under which report no. 1, which is not issued, can be verified."""
    found = store.report(1)
    assert found is not None
    return found.token


@dataclass(frozen=True)
class Route:
    """One address with one method: its endpoint, the permission it names, the agency whose object it is (None: nobody's), and the
    accounts for whom alone it exists (none: for everybody)."""

    endpoint: str
    method: str
    path: str
    permission: Permission | None
    agency: str | None = None
    people: tuple[str, ...] = ()
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
            *_owner(rule, task),
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
    with app.test_request_context():
        found = {name: _example(rule, name, task).value for name in rule.arguments}
        values = {name: value() if callable(value) else value for name, value in found.items()}
        return app.url_for(rule.endpoint, **values, _external=False)  # type: ignore[arg-type]


def _example(rule: Rule, name: str, task: int) -> Example:
    if name == "task_id":
        return Example(task, agency=TASK[1])
    found = EXAMPLES.get(f"{rule.endpoint} {name}") or EXAMPLES.get(name)
    assert found is not None, f"tests/addresses.py knows no example, and no owner, for <{name}> of {rule}"
    return found


def _owner(rule: Rule, task: int) -> tuple[str | None, tuple[str, ...]]:
    """The agency and the people to whom what the address names belongs."""
    found = [_example(rule, name, task) for name in rule.arguments]
    agencies = {each.agency for each in found if each.agency}
    assert len(agencies) < 2, f"{rule} names objects of two agencies"
    return next(iter(agencies), None), tuple(who for each in found for who in each.people)
