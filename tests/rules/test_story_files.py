"""Are the demonstration's files the same each time, and sound by the rules that hold for everybody's files?"""

from __future__ import annotations

import io

import pytest

from tests import world
from tracker.evidence import pictures, rules
from tracker.story_files import drawn


@pytest.mark.parametrize("ending", ["pdf", "png", "xlsx"])
def test_a_drawn_file_is_sound_and_the_same_each_time(ending: str) -> None:
    name = f"คำสั่งแต่งตั้ง CIO และผู้ดูแลเว็บไซต์ของกระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์.{ending}"
    once, twice = (drawn(name, "กระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์", world.TODAY) for _ in range(2))
    assert once == twice
    kind = rules.inspected(name, io.BytesIO(once))
    if kind.preview == "image":
        pictures.opens(io.BytesIO(once), kind.name)


def test_a_file_of_another_kind_cannot_be_drawn() -> None:
    with pytest.raises(KeyError):
        drawn("x.exe", "", world.TODAY)
