"""What does a person see who asks for a paper whose file is not there? A page that looks again, or why there is none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import render_template

from tracker.lang import Bilingual
from tracker.papers import drawing

NOT_DRAWN = Bilingual(
    th="จัดทำไฟล์ PDF ไม่สำเร็จ ข้อมูลยังอยู่ครบ กรุณาลองอีกครั้ง หากยังไม่ได้โปรดแจ้งผู้ดูแลระบบ",
    en="The PDF could not be made. Everything that it says is safe. Try again; if it fails once more, tell the administrator.",
)
TOO_LONG = Bilingual(
    th="เอกสารฉบับนี้ยาวเกินกว่าที่จะจัดทำเป็นไฟล์ PDF ได้ ข้อมูลยังอยู่ครบ และดูได้ในหน้าเดิมหรือในตาราง (XLSX) หากแก้ไขข้อความไว้ กรุณาย่อให้สั้นลง",
    en="This paper is too long to be made into a PDF. Everything that it says is safe, and stands on its page and in the tables (XLSX). "
    "If its words were edited, shorten them.",
)


def not_there_yet(path: Path, back: tuple[str, Bilingual]) -> Any:
    """A page that looks again while the file at `path` is being drawn; once that has failed, why. `back`: where it leads, and words."""
    if not drawing.has_failed(path):
        return render_template("pages/preparing.html", back=back), 202, {"Refresh": "5"}
    if drawing.is_too_long(path):
        return render_template("pages/not_drawn.html", back=back, why=TOO_LONG, again=False), 422
    return render_template("pages/not_drawn.html", back=back, why=NOT_DRAWN, again=True), 503
