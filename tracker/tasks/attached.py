"""Which files come with this request? Each is looked at and kept, or refused with its reason, before the form says whether it is sound."""

from __future__ import annotations

import errno
import logging
import unicodedata

from flask import request
from werkzeug.datastructures import FileStorage

from tracker import clock
from tracker.access.policy import Actor
from tracker.evidence.refusals import MEBIBYTE, MOST_BYTES, FileRefused
from tracker.evidence.service import receive
from tracker.evidence.store import StoredFile
from tracker.lang import Bilingual
from tracker.tasks.forms import StepForm
from tracker.tasks.refusals import MOST_EVIDENCE, TOO_MUCH_EVIDENCE
from tracker.tasks.task import Task

log = logging.getLogger(__name__)

MOST_AT_ONCE = 100 * MEBIBYTE
"""Of one form with all its files; more come one after the other (the script does that by itself)."""
ONE_UPLOAD = MOST_BYTES + MEBIBYTE
"""Of a request that brings one file."""
FULL = (errno.ENOSPC, errno.EDQUOT)

STORE_FULL = Bilingual(
    th="พื้นที่เก็บไฟล์ของระบบเต็ม ยังไม่ได้เก็บไฟล์นี้ กรุณาแจ้งผู้ดูแลระบบ แล้วแนบใหม่ภายหลัง",
    en="The system's storage is full; this file was not kept. Tell the administrator and attach it later.",
)
STORE_AWAY = Bilingual(
    th="ที่เก็บไฟล์ของระบบไม่ตอบชั่วคราว ยังไม่ได้เก็บไฟล์นี้ กรุณารอสักครู่แล้วแนบใหม่",
    en="The system's storage does not answer for a moment; this file was not kept. Wait a little and attach it again.",
)


class NotTaken(Exception):
    """A file was not kept; `message` names it and says why, `status` is the HTTP status of an answer about nothing else."""

    def __init__(self, message: Bilingual, status: int = 422) -> None:
        super().__init__(message.en)
        self.message, self.status = message, status


def attach(form: StepForm, task: Task, actor: Actor) -> None:
    """Put the files of this request into the form: those uploaded before, and those that come with it."""
    if form.file is None:
        return
    form.file.choose(task, actor.id)
    if request.method != "POST":  # a draft from before, or an address: what was given since stands in the task
        form.file.say_given()
    for sent in request.files.getlist("files"):
        if not sent.filename:
            continue
        if len(form.file.rows) >= MOST_EVIDENCE:
            form.file.refuse(TOO_MUCH_EVIDENCE)
            return
        try:
            form.file.add(task, taken(sent, task, actor))
        except NotTaken as refusal:
            form.file.refuse(refusal.message)


def taken(sent: FileStorage, task: Task, actor: Actor) -> StoredFile:
    """Keep one file that was sent for a task. Raises NotTaken."""
    given = sent.filename or ""
    try:
        return receive(given, sent.stream, task_id=task.id, agency=task.agency, by=actor.id or 0, now=clock.real_now())  # type: ignore[arg-type]
    except FileRefused as refusal:
        raise NotTaken(_named(given, refusal.message)) from refusal
    except OSError as error:
        log.error("a file for task %s could not be kept: %s", task.id, error)
        if error.errno in FULL:
            raise NotTaken(_named(given, STORE_FULL), 507) from error
        raise NotTaken(_named(given, STORE_AWAY), 503) from error


def _named(name: str, why: Bilingual) -> Bilingual:
    """The sentence with the file's name, in which nothing can hide."""
    shown = "".join(char if unicodedata.category(char)[0] != "C" else "�" for char in name[:80])
    return Bilingual(th=f"“{shown}”: {why.th}", en=f"“{shown}”: {why.en}")
