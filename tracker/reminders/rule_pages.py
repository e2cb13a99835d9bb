"""By which rules are people told, and how does a coordinator change them?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import abort, redirect, render_template, request, url_for

from tracker import clock
from tracker.access.guard import acting, allow
from tracker.access.policy import Permission
from tracker.lang import Bilingual
from tracker.ledger.refusal import RuleBroken
from tracker.ledger.store import AlreadyDone, ChangedMeanwhile, cut_on
from tracker.reminders import rule_book
from tracker.reminders.reaching import Reach, reach
from tracker.reminders.rule_facts import Fact, ReminderRuleSet, ReminderRuleWithdrawn
from tracker.reminders.rule_forms import RuleForm, WithdrawForm, figures
from tracker.reminders.rules import EVERY_KIND, Rule
from tracker.reminders.wants import Hours
from tracker.resolutions.kinds import ObligationKind
from tracker.web.as_of import moment
from tracker.web.forms import ActForm
from tracker.web.frame import link, tell

EVERY = "every"
"""The general rule's name in addresses."""
ALL_KINDS = Bilingual(th="ทุกประเภทที่ไม่มีหลักเกณฑ์ของตนเอง", en="Every kind without a rule of its own")
CHANGED = Bilingual(
    th="มีผู้แก้ไขหลักเกณฑ์นี้ไปก่อน ยังไม่มีการบันทึก กรุณาตรวจแล้วส่งอีกครั้ง",
    en="Somebody changed this rule meanwhile. Nothing was saved; look at it and send it again.",
)
SAID = Bilingual(
    th="บันทึกหลักเกณฑ์แล้ว มีผลกับการแจ้งเตือนครั้งต่อไป", en="The rule is recorded; it holds from the next reminder on."
)
GIVEN_UP = Bilingual(
    th="ยกเลิกหลักเกณฑ์แล้ว หลักเกณฑ์ทั่วไปมีผลกับการแจ้งเตือนครั้งต่อไป",
    en="The rule is withdrawn; the general one holds from the next reminder on.",
)


@dataclass(frozen=True)
class RuleLine:
    """One rule of the list: its name in addresses, its words, and whether the kind has it of its own."""

    name: str
    title: Bilingual
    rule: Rule
    own: bool

    @property
    def hours(self) -> Bilingual:
        """Between which hours messages go out."""
        return Hours(self.rule.first_hour, self.rule.last_hour).words


@allow(Permission.REMINDER_SEE)
def listing() -> str:
    """The rules that held on the day of the page, kind by kind."""
    past = moment().is_past
    known = rule_book.rules(cut_on(moment().day) if past else None)
    lines = [RuleLine(EVERY, ALL_KINDS, known[EVERY_KIND], known[EVERY_KIND] != Rule())]
    lines += [
        RuleLine(kind.value, kind.label, known.get(kind.value, known[EVERY_KIND]), kind.value in known)
        for kind in ObligationKind
    ]
    return render_template(
        "reminders/rules.html", lines=lines, may_edit=not past and acting().may(Permission.REMINDER_EDIT)
    )


@allow(Permission.REMINDER_EDIT)
def edit(name: str) -> Any:
    """Change the rule of one kind of obligations, or of all."""
    kind, title = _kind(name)
    if moment().is_past:
        return redirect(link("reminders.rules"))
    known = rule_book.rules()
    form = RuleForm(version=rule_book.version(kind)) if request.method == "GET" else RuleForm()
    form.narrow(kind)
    if request.method == "GET":
        form.fill(known.get(kind, known[EVERY_KIND]))
    elif fact := _fact(form, kind, known):
        if request.form.get("look") or form.looked.data != figures(fact):
            return _looked(name, title, form, known, fact)
        done = _said(fact, form)
        if done == 200:
            return redirect(url_for("reminders.rules"))
        return _page(name, title, form, known, done)
    return _page(name, title, form, known, 422 if request.method == "POST" else 200)


@allow(Permission.REMINDER_EDIT)
def withdraw(name: str) -> Any:
    """Take the rule of a kind back, once the person has seen what that would do."""
    kind, title = _kind(name)
    form = WithdrawForm()
    status, found = 422, None
    if form.validate_on_submit():
        fact = ReminderRuleWithdrawn(kind, form.why.data or "")
        seen = str(form.expected_version(-1))
        if request.form.get("look") or form.looked.data != seen:
            status, found = _reach(fact, form)
            form.looked.data = seen if found else ""
        elif (status := _said(fact, form)) == 200:
            return redirect(url_for("reminders.rules"))
    known = rule_book.rules()
    rule = RuleForm(formdata=None, version=rule_book.version(kind))
    rule.narrow(kind)
    rule.fill(known.get(kind, known[EVERY_KIND]))
    return _page(name, title, rule, known, status, form, found)


def _looked(name: str, title: Bilingual, form: RuleForm, known: Any, fact: ReminderRuleSet) -> Any:
    """The form again, with what it would do; also when none were looked at, or others than those that were sent."""
    status, found = _reach(fact, form)
    form.looked.data = figures(fact) if found else ""
    return _page(name, title, form, known, status, found=found)


def _reach(fact: Fact, form: ActForm) -> tuple[int, Reach | None]:
    try:
        return 200, reach(fact, clock.today())
    except RuleBroken as broken:
        form.refuse(broken.field, broken.message)
        return 422, None


def _fact(form: RuleForm, kind: str, known: Mapping[str, Rule]) -> ReminderRuleSet | None:
    """What was said, once everything in the form is sound; each field is looked at, so that nobody corrects one after the other."""
    sound, fact = form.validate(), form.fact(kind, known[EVERY_KIND] if kind == EVERY_KIND else Rule())
    return fact if sound else None


def _page(
    name: str, title: Bilingual, form: RuleForm, known: Any, status: int, sent: WithdrawForm | None = None, found: Reach | None = None
) -> Any:  # fmt: skip
    kind, _title = _kind(name)
    own = kind in known and (kind != EVERY_KIND or known[kind] != Rule())
    back = sent or (WithdrawForm(formdata=None, version=rule_book.version(kind)) if own else None)
    return render_template(
        "reminders/rule.html", name=name, title=title, form=form, withdraw=back, sent=sent is not None, found=found
    ), status


def _said(fact: Fact, form: ActForm) -> int:
    try:
        rule_book.say(fact, acting(), clock.now(), expected=form.expected_version(-1), act_key=form.once())
    except RuleBroken as broken:
        form.refuse(broken.field, broken.message)
        return 422
    except ChangedMeanwhile:
        form.refuse("", CHANGED)
        form.send_again(rule_book.version(fact.kind))
        return 409
    except AlreadyDone:
        return 200
    tell(GIVEN_UP if isinstance(fact, ReminderRuleWithdrawn) else SAID, "good")
    return 200


def _kind(name: str) -> tuple[str, Bilingual]:
    if name == EVERY:
        return EVERY_KIND, ALL_KINDS
    found = next((kind for kind in ObligationKind if kind.value == name), None) or abort(404)
    return found.value, found.label
