"""Which answers may be kept in memory? Those about a cut of the ledger, since a cut never changes once it is committed."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, update_wrapper
from typing import Generic, ParamSpec, TypeVar

from tracker.extensions import db

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

MOST_CUTS = 64
"""So many answers are kept by each function."""


class KeptByCut(Generic[Asked, Answer]):
    """A function of a cut whose answers are kept.

    Nothing is kept or taken from memory inside a write transaction: what it appended may yet be rolled back, and its numbers then
    belong to other events.
    """

    def __init__(self, function: Callable[Asked, Answer]) -> None:
        update_wrapper(self, function)
        self._function, self._remembered = function, lru_cache(maxsize=MOST_CUTS)(function)

    def __call__(self, *args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        """The answer, from memory where it may be kept."""
        if db.session.info.get("writing"):
            return self._function(*args, **kwargs)
        return self._remembered(*args, **kwargs)  # type: ignore[arg-type]

    def cache_clear(self) -> None:
        """Forget everything: another database has taken the place of the one before."""
        self._remembered.cache_clear()
