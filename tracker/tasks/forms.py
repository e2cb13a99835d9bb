"""What does a person type for one step of a task? The form is made from the step's row in the workflow."""

from __future__ import annotations

from functools import cache
from typing import Any

from wtforms import StringField, TextAreaField
from wtforms.validators import ValidationError

from tracker import clock
from tracker.lang import Bilingual, format_date
from tracker.tasks import typed
from tracker.tasks.refusals import MISSING_DAY
from tracker.tasks.rules import Act, Evidence
from tracker.tasks.workflow import Step
from tracker.web.forms import ActForm, DateField, Needed, not_in_future, note_field

CHOOSE_PERCENT = Bilingual(th="กรุณาเลือกหรือพิมพ์ว่าทำไปแล้วร้อยละเท่าไร", en="Choose or type how much is done, in percent.")


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


class StepForm(ActForm):
    """The form of any step; the fields that its row does not ask for are not there."""

    percent: PercentField | None = None
    percent_other: PercentField | None = None
    note: Any = None
    effective_on: DateField | None = None
    evidence: EvidenceField | None = None

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
            note=self.note.data or "",
            percent=percent,
            effective_on=self.effective_on.day if self.effective_on is not None else None,
            evidence=self.evidence.found if self.evidence is not None else (),
        )

    @property
    def understood(self) -> Bilingual | None:
        """Which year was understood, when it was typed in the other era."""
        return self.effective_on.understood if self.effective_on is not None else None


@cache
def step_form(step: Step) -> type[StepForm]:
    """The form class for a step: a field for each thing that its row asks for, needed where the row says so."""
    fields: dict[str, Any] = {}
    if "percent" in step.asks:
        fields["percent"] = PercentField(Bilingual(th="ทำไปแล้วเท่าไร", en="How much is done"))
        fields["percent_other"] = PercentField(Bilingual(th="หรือระบุเอง", en="or another number"))
    if "note" in step.asks:
        fields["note"] = note_field(step.note_label, *([Needed(step.missing_note)] if "note" in step.needs else []))
    if "effective_on" in step.asks:
        fields["effective_on"] = DateField(
            Bilingual(th="ทำจริงเมื่อ", en="Done on"),
            validators=[Needed(MISSING_DAY)] if "effective_on" in step.needs else [],
            default=lambda: format_date(clock.today(), "th", "numeric"),
        )
    if "evidence" in step.asks:
        fields["evidence"] = EvidenceField(Bilingual(th="หลักฐาน", en="Evidence"))
    return type(f"{step.name.title()}Form", (StepForm,), fields)
