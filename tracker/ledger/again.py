"""A form comes again: was it recorded just as it stands, or with other words? One comparison for every act."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from tracker.ledger.event import Event
from tracker.ledger.kinds import IN_PLACE_OF, kind_name, to_data
from tracker.ledger.store import AlreadyDone, ChangedMeanwhile, event_of_act, stream_version

Data = Mapping[str, Any]


def words_of(data: Data) -> Data:
    """What a fact says, for whomever it was done."""
    return {key: value for key, value in data.items() if key != IN_PLACE_OF}


def refuse_again(
    act_key: str | None, stream: str, fact: object, effective_on: date | None = None, *, said: Callable[[Data], Data] = words_of
) -> None:  # fmt: skip
    """Raise AlreadyDone when the form with this token was recorded as this very fact, ChangedMeanwhile when as another one, so that nothing
    typed is lost unsaid. To be asked ahead of rules that the form's own act would break.

    `stream` is what the act is about, or its topic ("post") where the act itself begins it; `said` is what of the data counts.
    """
    earlier = event_of_act(act_key) if act_key is not None else None
    if earlier is None:
        return
    same = (
        _is_about(earlier, stream)
        and (earlier.kind, earlier.effective_on) == (kind_name(type(fact)), effective_on)
        and said(earlier.data) == said(to_data(fact))
    )
    raise AlreadyDone if same else ChangedMeanwhile(stream, earlier.version - 1, stream_version(stream))


def _is_about(event: Event, stream: str) -> bool:
    begun = event.version == 1 and event.stream.partition(":")[0] == stream
    return begun or event.stream == stream
