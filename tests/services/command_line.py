"""How does a test run a command of the operator and see what it left behind?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests import world

SEED = Path(__file__).resolve().parents[2] / "seeds" / f"{world.RESOLUTION}.yaml"


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def line(self) -> str:
        """The one line on standard error."""
        assert "Traceback" not in self.err
        assert len(self.err.splitlines()) == 1, self.err
        return self.err.strip()


Run = Callable[..., Done]
