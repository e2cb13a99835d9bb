"""What does somebody send who wants to have a file checked?"""

from __future__ import annotations

from wtforms import FileField

from tracker.lang import Bilingual
from tracker.web.forms import Form


class CheckForm(Form):
    """One file; nothing is recorded and nothing of it is kept."""

    file = FileField(Bilingual(th="ไฟล์ PDF", en="PDF file"))
