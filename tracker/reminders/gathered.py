"""What do the rules look at? The people of a day with their posts and deputies, and every task that somebody owes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from tracker import clock
from tracker.access.policy import Role
from tracker.calendar.store import calendar_for
from tracker.ledger.store import cut_on, last_seq
from tracker.people.delegation_store import delegations_on
from tracker.people.post_store import posts_on
from tracker.people.posts import Post
from tracker.people.rules import User
from tracker.people.store import users
from tracker.reminders import store
from tracker.reminders.rules import EVERY_KIND, Owed, People, Rule
from tracker.resolutions.store import obligation_kinds, resolutions
from tracker.tasks.store import tasks_at
from tracker.tasks.task import Task
from tracker.tasks.workflow import OPEN, State


def people_on(day: date) -> People:
    """Whom a reminder can reach on a day: by the posts and delegations as known then, and by the accounts of today. Closed accounts are
    told nothing."""
    accounts = {id_: user for id_, user in users() if user.enabled}
    held = {post: holder for post in posts_on(day).values() if (holder := post.holder_on(day)) in accounts}
    holders = {post.key: holder for post, holder in held.items() if holder is not None}
    return People(
        liaisons=_liaisons(accounts),
        officers=_officers(held),
        coordinators={id_: user.agency for id_, user in accounts.items() if user.role is Role.COORDINATOR},
        executives=tuple(id_ for id_, user in accounts.items() if user.role is Role.EXECUTIVE),
        holders=holders | {f"user:{id_}": id_ for id_ in accounts},
        deputies=_deputies(accounts, day),
    )


def owed_on(day: date, rules: Mapping[str, Rule]) -> list[Owed]:
    """Every task that a rule may speak of on a day: today's from the current rows, a past day's as it was known then."""
    furthest = max(max(rule.before, default=0) for rule in rules.values())
    # A task due on a Sunday has as many working days left as on the Friday before: so up to the day before one more would count.
    until = calendar_for(day).add_working_days(day, furthest + 1) - timedelta(days=1)
    kinds = obligation_kinds() if set(rules) != {EVERY_KIND} else {}
    if day < clock.today():
        return [
            store.owed_of(
                each.id, kinds.get((id_, each.plan.obligation), ""), each.agency, each.due_on, each.responsible, each.state,
                each.moved_at, each.verdict_at, each.extension.asked_at if each.extension else None, each.waiting_since,
                each.nudged_at, *((each.holdup.who or None, each.holdup.since) if each.holdup else (None, None)),
            )
            for id_, each in _known_on(day) if _asks(each, until)
        ]  # fmt: skip
    return store.owed(until, kinds)


def _known_on(day: date) -> Iterator[tuple[int, Task]]:
    cut = cut_on(day)
    for each in resolutions():
        for task in tasks_at(each.id, min(cut, last_seq(each.id))):
            yield each.id, task


def _asks(task: Task, until: date) -> bool:
    return task.state is State.SUBMITTED or (
        task.state in OPEN and (task.due_on <= until or task.nudged_at is not None or task.block is not None)
    )


def _liaisons(accounts: Mapping[int, User]) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for id_, user in sorted(accounts.items()):
        if user.role is Role.LIAISON and user.agency:
            found[user.agency] = (*found.get(user.agency, ()), id_)
    return found


def _officers(held: Mapping[Post, int | None]) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for post, holder in held.items():
        if post.officer and holder is not None:
            found[post.agency] = (*found.get(post.agency, ()), holder)
    return found


def _deputies(accounts: Mapping[int, User], day: date) -> dict[int, tuple[int, ...]]:
    found: dict[int, tuple[int, ...]] = {}
    for each in delegations_on(day).values():
        if each.holds_on(day) and each.giver in accounts and each.taker in accounts:
            found[each.giver] = (*found.get(each.giver, ()), each.taker)
    return found
