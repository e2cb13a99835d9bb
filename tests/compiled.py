"""How is what an application compiles – templates and addresses – made once in a run of the tests, which make thousands of them?"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from jinja2.bccache import Bucket, BytecodeCache
from werkzeug.routing import Rule


class Compiled(BytecodeCache):
    """Templates that this process has compiled, for the applications that follow; Jinja asks whether the source is the same still."""

    known: ClassVar[dict[str, bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is known."""
        if bucket.key in self.known:
            bucket.bytecode_from_string(self.known[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what is new."""
        self.known[bucket.key] = bucket.bytecode_to_string()


class Address(Rule):
    """An address of the product; what builds it from its parts is made once in a run, for it depends on nothing of an application.

    Werkzeug writes and compiles two functions for each address, which is nearly all that making an application takes.
    """

    made: ClassVar[dict[object, Callable[..., tuple[str, str]]]] = {}

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        if self.defaults:
            return super()._compile_builder(append_unknown)
        asked = (self.rule, tuple(self._trace), append_unknown)
        if asked not in self.made:
            self.made[asked] = super()._compile_builder(append_unknown)
        return self.made[asked]
