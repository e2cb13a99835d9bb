"""How does a rule say no?"""

from __future__ import annotations

from tracker.lang import Bilingual


class RuleBroken(Exception):
    """An act that the rules refuse: `field` names the form field to say it at, `message` says why in both languages."""

    def __init__(self, field: str, message: Bilingual) -> None:
        super().__init__(message.en)
        self.field, self.message = field, message
