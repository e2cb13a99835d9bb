"""What does a person type for one step of a task? The form is made from the step's row in the workflow."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from wtforms import BooleanField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from tracker import clock
from tracker.lang import Bilingual, format_date
from tracker.people.forms import choice
from tracker.people.store import agencies
from tracker.tasks import typed
from tracker.tasks.facts import Evidence
from tracker.tasks.files_field import FilesField, with_days
from tracker.tasks.people_lists import holder_choices, mention_choices
from tracker.tasks.reasons import REASONS
from tracker.tasks.refusals import MISSING_DAY, MISSING_UNTIL, NO_SUCH_PIECE
from tracker.tasks.rules import Act
from tracker.tasks.task import Task
from tracker.tasks.workflow import Step
from tracker.web.forms import ActForm, DateField, Needed, not_in_future, note_field, text_field

CHOOSE_PERCENT = Bilingual(th="กรุณาเลือกหรือพิมพ์ว่าทำไปแล้วร้อยละเท่าไร", en="Choose or type how much is done, in percent.")

NOT_OFFERED = Bilingual(th="กรุณาเลือกจากรายการ", en="Choose from the list.")


class PercentField(StringField):
    """A whole percentage as typed; `.value` is the number."""

    value: int | None = None

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        """Turn the text into a number, or say why it is none."""
        if (self.data or "").strip():
            try:
                self.value = typed.percent(self.data or "")
            except typed.NotUnderstood as error:
                raise ValidationError(error.messages[0]) from error


class EvidenceField(TextAreaField):
    """Addresses, one a line; `.found` is the evidence."""

    found: tuple[Evidence, ...] = ()

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        """Turn the lines into evidence, or name every line that is none."""
        try:
            self.found = typed.evidence(self.data or "")
        except typed.NotUnderstood as error:
            self.errors = (*self.errors, *error.messages)


class PeopleField(SelectMultipleField):
    """Accounts to tick, as many as one likes; `near` are those that most comments are meant for."""

    near: frozenset[str] = frozenset()

    widget = ListWidget(prefix_label=False)  # type: ignore[assignment]
    option_widget = CheckboxInput()  # type: ignore[assignment]

    def narrow(self) -> None:
        """Offer only those that are near, and those that are ticked already."""
        self.choices = [each for each in self.choices or () if each.value in self.near.union(self.data or ())]

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not in the list, in a sentence of both languages."""
        known = {str(row[0]) for row in self.iter_choices()}
        if not known.issuperset(self.data or ()):
            raise ValidationError(NOT_OFFERED)


class StepForm(ActForm):
    """The form of any step; the fields that its row does not ask for are not there."""

    percent: PercentField | None = None
    percent_other: PercentField | None = None
    note: Any = None
    because: Any = None
    effective_on: DateField | None = None
    evidence: EvidenceField | None = None
    file: FilesField | None = None
    evidence_from: DateField | None = None
    evidence_until: DateField | None = None
    until: DateField | None = None
    sure: Any = None
    number: Any = None
    who: Any = None
    who_words: Any = None
    holder: Any = None
    mentions: Any = None

    def validate(self, extra_validators: Any = None) -> bool:
        """Check each field, then what two of them say together: a percentage that was typed wins over a pressed one."""
        sound = super().validate(extra_validators)
        if self.percent is not None and self.percent_other is not None:
            sound = self._one_percentage() and sound
        future = not_in_future(self.effective_on) if self.effective_on is not None else None
        if future is not None:
            self.refuse("effective_on", future)
        return sound and future is None

    def _one_percentage(self) -> bool:
        assert self.percent is not None
        assert self.percent_other is not None
        if (self.percent_other.data or "").strip():
            self.percent.errors = ()
            return not self.percent_other.errors
        if self.percent.value is None and not self.percent.errors:
            self.refuse("percent", CHOOSE_PERCENT)
        return not self.percent.errors

    def act(self) -> Act:
        """What was asked for, once the form is sound."""
        percent = None
        if self.percent is not None and self.percent_other is not None:
            percent = self.percent.value if self.percent_other.value is None else self.percent_other.value
        return Act(
            note=(self.note.data or "") if self.note is not None else "",
            because=(self.because.data or "") if self.because is not None else "",
            percent=percent,
            effective_on=self.effective_on.day if self.effective_on is not None else None,
            evidence=self._evidence(),
            until=self.until.day if self.until is not None else None,
            number=int(self.number.data) if self.number is not None and self.number.data else None,
            who=(self.who.data or "") if self.who is not None else "",
            who_words=(self.who_words.data or "") if self.who_words is not None else "",
            holder=(self.holder.data or None) if self.holder is not None else None,
            mentions=tuple(int(each) for each in self.mentions.data or ()) if self.mentions is not None else (),
        )

    def _evidence(self) -> tuple[Evidence, ...]:
        """Files first, then addresses; the days of the entry hold for each that has none of its own."""
        if self.evidence is None or self.file is None or self.evidence_from is None or self.evidence_until is None:
            return ()
        given = (*self.file.evidence(), *self.evidence.found)
        return tuple(with_days(one, self.evidence_from.day, self.evidence_until.day) for one in given)

    @property
    def understood(self) -> Bilingual | None:
        """Which year was understood, when it was typed in the other era."""
        days = (self.effective_on, self.until, self.evidence_from, self.evidence_until)
        return next((day.understood for day in days if day is not None and day.understood), None)


class NeededUnlessUsual(Needed):
    """The words may be missing when one of the usual reasons was chosen."""

    def __call__(self, form: Any, field: Any) -> None:
        """Ask for words only when nothing else says why."""
        if form.because.data not in REASONS:
            super().__call__(form, field)


USUAL = [
    choice("", Bilingual(th="– เขียนเหตุผลเอง –", en="– in my own words –")),
    *(choice(*each) for each in REASONS.items()),
]
MISSING = {
    "effective_on": MISSING_DAY,
    "until": MISSING_UNTIL,
    "number": NO_SUCH_PIECE,
}
"""What is said when a field that the step needs is empty."""


def _note_needed(step: Step) -> list[Needed]:
    if "note" not in step.needs:
        return []
    return [(NeededUnlessUsual if "because" in step.asks else Needed)(step.missing_note)]


def _choice(label: Bilingual, *validators: Any) -> SelectField:
    return SelectField(label, validators=validators, choices=[], invalid_choice_message=NOT_OFFERED)


def offer(form: StepForm, task: Task) -> StepForm:
    """Put into the form's lists what this task has to choose from; returns the form."""
    if form.number is not None:
        standing = [piece for piece in task.pieces if piece.replaced_by is None]
        form.number.choices = [(str(piece.number), f"{piece.number}. {piece.evidence.title}") for piece in standing]
    if form.who is not None:
        bodies = [choice(agency.code, agency.name) for agency in agencies().values()]
        form.who.choices = [choice("", Bilingual(th="– ไม่ใช่หน่วยงานในรายการ –", en="– nobody in this list –")), *bodies]
    if form.holder is not None:
        form.holder.choices = holder_choices(task)
        if not form.holder.raw_data:
            form.holder.data = task.responsible or ""
    if form.mentions is not None:
        form.mentions.choices, form.mentions.near = mention_choices(task)
    if form.until is not None and task.extension is not None and form.until.raw_data is None:  # nobody sent it
        form.until.data = format_date(task.extension.until, "th", "numeric")
    return form


def today_typed() -> str:
    """Today as a person types it, in the Buddhist Era."""
    return format_date(clock.today(), "th", "numeric")


@cache
def step_form(step: Step) -> type[StepForm]:
    """The form class for a step: a field for each thing that its row asks for, needed where the row says so."""
    needed = {name: [Needed(MISSING[name])] if name in step.needs else [] for name in MISSING}
    made: dict[str, Callable[[], Any]] = {
        "percent": lambda: PercentField(Bilingual(th="ทำไปแล้วเท่าไร", en="How much is done")),
        "because": lambda: SelectField(
            Bilingual(th="เหตุผลที่พบบ่อย", en="A usual reason"),
            choices=USUAL,
            default="",
            invalid_choice_message=NOT_OFFERED,
        ),
        "note": lambda: note_field(step.note_label, *_note_needed(step)),
        "effective_on": lambda: DateField(
            Bilingual(th="ทำจริงเมื่อ", en="Done on"), validators=needed["effective_on"], default=today_typed
        ),
        "evidence": lambda: EvidenceField(Bilingual(th="หลักฐาน", en="Evidence")),
        "until": lambda: DateField(Bilingual(th="กำหนดใหม่", en="New due date"), validators=needed["until"]),
        "number": lambda: _choice(Bilingual(th="หลักฐานเดิม", en="The present piece"), *needed["number"]),
        "who": lambda: _choice(Bilingual(th="ใครต้องดำเนินการ", en="Who must act")),
        "who_words": lambda: text_field(Bilingual(th="หรือระบุเอง", en="or in words"), limit=200),
        "holder": lambda: _choice(Bilingual(th="ผู้รับผิดชอบ", en="Responsible")),
        "mentions": lambda: PeopleField(Bilingual(th="แจ้งถึง", en="Tell"), choices=[]),
    }
    fields = {name: made[name]() for name in step.asks}
    if "percent" in step.asks:
        fields["percent_other"] = PercentField(Bilingual(th="หรือระบุเอง", en="or another number"))
    if "until" in step.asks:
        fields["sure"] = BooleanField(
            Bilingual(th="ข้าพเจ้าทราบข้อควรทราบข้างต้น และยืนยันวันที่นี้", en="I know the above and am sure of this day")
        )
    if "evidence" in step.asks:
        fields |= {
            "file": FilesField(Bilingual(th="ไฟล์หลักฐาน", en="Files")),
            "evidence_from": DateField(Bilingual(th="หลักฐานมีผลตั้งแต่", en="The evidence holds from")),
            "evidence_until": DateField(Bilingual(th="หลักฐานใช้ได้ถึง", en="The evidence holds until")),
        }
    return type(f"{step.name.title()}Form", (StepForm,), fields)
