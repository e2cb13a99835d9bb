"""Which addresses take open tasks out to Excel and back?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import IO, Any

from flask import Blueprint, Response, redirect, render_template, request, send_file, url_for

from tracker import clock
from tracker.access.guard import acting, allow
from tracker.access.policy import Permission
from tracker.calendar.store import calendar_for
from tracker.lang import Bilingual
from tracker.tasks.filters import worst_first
from tracker.tasks.health import standing
from tracker.tasks.lines import names_of_agencies, served
from tracker.web.as_of import moment
from tracker.web.forms import UNREADABLE
from tracker.web.frame import language, link, tell
from tracker.web.workbook import XLSX
from tracker.worksheets import service, store, writing
from tracker.worksheets.judging import Judged
from tracker.worksheets.layout import MOST_LINES
from tracker.worksheets.refusals import NO_FILE, NotTaken
from tracker.worksheets.store import Worksheet, open_of
from tracker.worksheets.writing import Given

pages = Blueprint("worksheets", __name__)

SHOWN = 100
"""So many rows of each kind stand on the page; the workbook that comes back names all of them."""
REPLACED = Bilingual(
    th="ไฟล์นี้ถูกแทนที่หรือยกเลิกไปแล้ว ยังไม่มีการบันทึก กรุณาตรวจไฟล์ล่าสุดด้านล่าง หรืออัปโหลดใหม่",
    en="This workbook was replaced or cancelled; nothing was recorded. Check the latest one below, or upload it again.",
)


@dataclass(frozen=True)
class Preview:
    """An uploaded workbook row by row: what will be recorded, what is wrong, and after the confirmation what became of it."""

    sheet: Worksheet
    rows: list[Judged]
    names: Mapping[str, Bilingual]

    def served(self, row: Judged) -> Bilingual | None:
        """For which other agency the row's task is done."""
        return served(row.task.plan, self.names) if row.task else None

    @cached_property
    def recorded(self) -> list[Judged]:
        """Rows that are recorded."""
        return [row for row in self.rows if self.sheet.outcomes.get(row.line.number, "") is None]

    @cached_property
    def sound(self) -> list[Judged]:
        """Rows that will be recorded on confirmation."""
        done = {row.line.number for row in self.recorded}
        return [row for row in self.rows if row.sound and row.line.number not in done]

    @cached_property
    def wrong(self) -> list[tuple[Judged, tuple[Bilingual, ...]]]:
        """Rows that cannot be taken, each with its reasons."""
        settled = {row.line.number for row in (*self.recorded, *self.sound)}
        return [(row, row.wrong) for row in self.rows if row.line.number not in settled]

    @property
    def falling(self) -> list[Judged]:
        """Sound rows that claim less than was claimed before: they are recorded, and somebody should look at them first."""
        return [row for row in self.sound if row.falls_by]

    @property
    def same(self) -> int:
        """How many of the sound rows only confirm that nothing changed."""
        return sum(row.step is not None and row.step.name == "confirm" for row in self.sound)


@pages.get("/my-work.xlsx", endpoint="download")
@allow(Permission.TASK_REPORT)
def download_open() -> Any:
    """The agency's open tasks as a workbook to be filled in, the most urgent first."""
    rows = [Given(each) for each in _open_standings()]
    return _answer(writing.workbook(rows, language()))


@pages.get("/my-work/upload", endpoint="page")
@allow(Permission.TASK_REPORT)
def upload_page() -> Any:
    """The way there and back, and the workbook that waits for confirmation."""
    if moment().is_past:
        return redirect(link("tasks.my_work"))
    return _page()


@pages.post("/my-work/upload", endpoint="upload")
@allow(Permission.TASK_REPORT)
def upload() -> Any:
    """Take a filled-in workbook and show what it would change."""
    sent = request.files.get("workbook")
    if sent is None or not sent.filename:
        return _page(NO_FILE), 422
    try:
        service.take(sent.filename, sent.stream, acting(), clock.now())  # type: ignore[arg-type]
    except NotTaken as refused:
        return _page(refused.message, of=sent.filename), 422
    finally:
        sent.close()
    return redirect(url_for("worksheets.page"))


@pages.post("/my-work/upload/apply", endpoint="apply")
@allow(Permission.TASK_REPORT)
def apply() -> Any:
    """Record the sound rows of the workbook that this page showed."""
    try:
        service.apply(request.form.get("token", ""), acting(), clock.now())
    except service.Replaced as replaced:
        return _page(_cut_short(replaced.recorded) if replaced.recorded else REPLACED), 409
    return redirect(url_for("worksheets.page"))


@pages.post("/my-work/upload/discard", endpoint="discard")
@allow(Permission.TASK_REPORT)
def discard() -> Any:
    """Cancel the uploaded workbook."""
    service.discard(acting())
    tell(
        Bilingual(th="ยกเลิกไฟล์ที่อัปโหลดแล้ว ไม่มีการบันทึกเพิ่ม", en="The upload is cancelled; nothing more was recorded."),
        "good",
    )
    return redirect(url_for("worksheets.page"))


@pages.get("/my-work/upload.xlsx", endpoint="returned")
@allow(Permission.TASK_REPORT)
def returned() -> Any:
    """The rows that could not be taken, as they were filled in, each with its reason beside it and on the task as it stands now.

    A row whose task is not certain – its key is lost, foreign, or does not fit its code – comes back without a key: it would be taken
    for another task's otherwise.
    """
    found = _preview()
    if found is None or moment().is_past:
        return redirect(link("worksheets.page"))
    day, calendar = clock.today(), calendar_for(clock.today())
    rows = [
        Given(standing(row.task, day, calendar) if row.task and row.certain else None, row.line, wrong)
        for row, wrong in found.wrong
    ]
    return _answer(writing.workbook(rows, language(), with_reasons=True))


def _open_standings() -> Iterable[Any]:
    day, calendar = moment().day, calendar_for(moment().day)
    return worst_first(standing(task, day, calendar) for task in open_of(acting().agency_code or ""))[:MOST_LINES]


def _preview() -> Preview | None:
    sheet = store.of(acting().id or 0)
    return Preview(sheet, service.look_over(sheet.lines, acting(), clock.now()), names_of_agencies()) if sheet else None


def _cut_short(recorded: int) -> Bilingual:
    """The workbook was replaced while its rows were being recorded: some are, the rest are not."""
    return Bilingual(
        th=f"ไฟล์นี้ถูกแทนที่หรือยกเลิกระหว่างบันทึก บันทึกไปแล้ว {recorded:,} แถว แถวที่เหลือยังไม่ได้บันทึก กรุณาตรวจไฟล์ล่าสุดด้านล่าง",
        en=f"This workbook was replaced or cancelled while it was recorded: {recorded:,} rows are recorded, the rest are not. "
        "Check the latest one below.",
    )


def _page(refused: Bilingual | None = None, of: str | None = None) -> str:
    """The page; `refused` says what could not be done, `of` names the file that was not taken, so that nobody thinks the workbook
    which still lies here to be that one."""
    name = UNREADABLE.sub("\N{REPLACEMENT CHARACTER}", of[:255]) if of else None
    return render_template("worksheets/page.html", preview=_preview(), refused=refused, refused_name=name, most=SHOWN)


def _answer(file: IO[bytes]) -> Response:
    name = f"my-work-{acting().agency_code}-{clock.today():%Y-%m-%d}.xlsx"
    return send_file(file, mimetype=XLSX, as_attachment=True, download_name=name)
