"""Is the person who asks for this page allowed to? Every route wears exactly one @allow."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import abort, request
from flask_login import current_user

from tracker.access.policy import Actor, Permission, Scope, covers, scope
from tracker.lang import Bilingual

View = TypeVar("View", bound=Callable[..., Any])
log = logging.getLogger(__name__)

OWN_AGENCY = Bilingual(
    th="รายการนี้เป็นของหน่วยงานท่านเอง ผู้ประสานงานหน่วยงานอื่นเป็นผู้พิจารณา",
    en="This is your own agency's; a coordinator of another agency decides on it.",
)


def current_actor() -> Actor | None:
    """The signed-in person as plain values, or None."""
    return getattr(current_user, "actor", None)


def acting() -> Actor:
    """The signed-in person of a guarded view; 401 when there is none."""
    actor = current_actor()
    if actor is None:
        abort(401)
    return actor


def allow(permission: Permission) -> Callable[[View], View]:
    """Let a view run only for people who hold the permission: others get 401 (signed out) or 403."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            if permission is not Permission.PUBLIC:
                actor = acting()
                if scope(actor.role, permission) is None:
                    log.warning(
                        "refused: %s asked for %s %r without %s", actor.email, request.method, request.path, permission
                    )
                    abort(403)
            return view(*args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return guard


def require_object(permission: Permission, agency: str | None) -> None:
    """Let the act go on only for an object that the permission covers.

    Another agency's object answers 404, as if it did not exist; the own agency's where only others may act answers 403.
    """
    actor = acting()
    if covers(actor, permission, agency):
        return
    log.warning("refused: %s asked for %s %r of agency %s", actor.email, request.method, request.path, agency)
    if scope(actor.role, permission) is Scope.OWN:
        abort(404)
    abort(403, description=OWN_AGENCY)
