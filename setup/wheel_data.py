"""Which folders beside the package travel inside a wheel?

An editable install reads them where they stand, so only a standard wheel gets copies. Git ignores static/vendor, a
wheel must not: forced inclusion takes it all the same.
"""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDERS = ("templates", "static", "seeds")


class WheelData(BuildHookInterface[Any]):
    """Put the product's folders into the package of a standard wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before a build; version is "standard" or "editable"."""
        if version == "standard":
            build_data["force_include"].update({folder: f"tracker/{folder}" for folder in FOLDERS})
