"""What does a person type to keep, rename or share a view of the list of tasks?"""

from __future__ import annotations

from wtforms import BooleanField, HiddenField, SelectField

from tracker.lang import Bilingual
from tracker.people.forms import choice
from tracker.tasks.saved_rules import LONGEST_NAME, NO_NAME, SHARED_TITLES
from tracker.web.forms import Form, Needed, text_field

NAME = Bilingual(th="ชื่อมุมมอง", en="Name of the view")


class SaveForm(Form):
    """A list as it is seen, under a name."""

    name = text_field(NAME, Needed(NO_NAME), limit=LONGEST_NAME)
    query = HiddenField()


class ChangeForm(Form):
    """Another name, and whether it opens first."""

    name = text_field(NAME, Needed(NO_NAME), limit=LONGEST_NAME)
    first = BooleanField(
        Bilingual(th="เปิดมุมมองนี้ก่อนเมื่อเข้าหน้างานทั้งหมด", en="Open this view first on the page of all tasks")
    )


class ShareForm(Form):
    """Who else may see it."""

    shared = SelectField(
        Bilingual(th="แบ่งปันให้", en="Shared with"),
        choices=[choice(value, words) for value, words in SHARED_TITLES.items()],
        validate_choice=False,
    )
