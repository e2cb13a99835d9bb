"""How is a template compiled once in a run of the tests, and not with each application that they make?"""

from __future__ import annotations

from typing import ClassVar

from jinja2.bccache import Bucket, BytecodeCache


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
