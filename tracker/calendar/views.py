"""Which addresses show the calendar of working days, and let coordinators put it right?"""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request

from tracker import clock
from tracker.access.guard import acting, allow
from tracker.access.policy import Permission
from tracker.calendar import refusals, service
from tracker.calendar.forms import DayOffForm, ReasonForm
from tracker.calendar.rules import CalendarEntryWithdrawn, Fact, WorkingDayDeclared
from tracker.calendar.store import calendar_for, entry_of
from tracker.calendar.year import official_name, wanted_year, year_of
from tracker.lang import BE_OFFSET, Bilingual, format_date
from tracker.ledger.refusal import RuleBroken
from tracker.ledger.store import AlreadyDone, ChangedMeanwhile
from tracker.web.as_of import moment
from tracker.web.forms import ActForm
from tracker.web.frame import link, tell
from tracker.web.kept import fresh, kept
from tracker.workdays import FIRST_YEAR, LAST_YEAR

pages = Blueprint("calendar", __name__)

NO_SUCH_YEAR = Bilingual(
    th=f"ปฏิทินของระบบมีตั้งแต่ปี พ.ศ. {FIRST_YEAR + BE_OFFSET} ถึง {LAST_YEAR + BE_OFFSET}",
    en=f"The calendar reaches from B.E. {FIRST_YEAR + BE_OFFSET} to {LAST_YEAR + BE_OFFSET}.",
)


def covers(day: date | None) -> bool:
    """Are the holidays of that year known? For templates, which say so where they are not."""
    return day is None or FIRST_YEAR <= day.year <= LAST_YEAR


pages.add_app_template_global(covers, "covers")


@pages.get("/calendar", endpoint="year")
@allow(Permission.CALENDAR_SEE)
def year_page() -> str:
    """The days off of one year, `?year=2556`; for coordinators with a form for another one."""
    if _may_edit():
        return fresh("calendar/year.html", _model(DayOffForm(formdata=None)))
    return kept("calendar/year.html", lambda: _model(None))


@pages.post("/calendar", endpoint="add")
@allow(Permission.CALENDAR_EDIT)
def add() -> Any:
    """Close offices on a day."""
    form = DayOffForm()
    if form.validate_on_submit() and form.day.day is not None:
        day = form.day.day
        status = _entered(day, form.fact(), form, None)
        if status == 200:
            if form.day.understood is not None:
                tell(form.day.understood, "")
            return redirect(link("calendar.year", year=day.year + BE_OFFSET))
        return fresh("calendar/year.html", _model(form, day.year)), status
    return fresh("calendar/year.html", _model(form)), 422


@pages.route("/calendar/<day>/working", methods=["GET", "POST"], endpoint="working")
@allow(Permission.CALENDAR_EDIT)
def working(day: str) -> Any:
    """Let offices work on a day that the package closes."""
    return _day_page(_day(day), "working")


@pages.route("/calendar/<day>/withdraw", methods=["GET", "POST"], endpoint="withdraw")
@allow(Permission.CALENDAR_EDIT)
def withdraw(day: str) -> Any:
    """Take back what people entered for a day."""
    return _day_page(_day(day), "withdraw")


def _day_page(day: date, act: str) -> Any:
    entry = entry_of(day)
    version = entry.version if entry else 0
    back = link("calendar.year", year=day.year + BE_OFFSET)
    if moment().is_past:
        return redirect(back)
    form, status = ReasonForm(version=version) if request.method == "GET" else ReasonForm(), 200
    if request.method == "POST":
        status = 422
        if form.validate_on_submit():
            reason = form.reason.data or ""
            fact = WorkingDayDeclared(reason) if act == "working" else CalendarEntryWithdrawn(reason)
            status = _entered(day, fact, form, form.expected_version(version))
        if status == 200:
            return redirect(back)
        entry = entry_of(day)
        form.version.data = str(entry.version if entry else 0)
    page = render_template(
        "calendar/day.html", day=day, act=act, form=form, entry=entry, back=back,
        name=calendar_for(clock.today()).holiday_name(day), official=official_name(day),
    )  # fmt: skip
    return page, status


def _entered(day: date, fact: Fact, form: ActForm, expected: int | None) -> int:
    """Record it; 200 when it stands, otherwise the status of the refusal, which is said in the form."""
    try:
        service.enter(day, fact, acting(), clock.now(), expected=expected, act_key=form.once())
    except RuleBroken as broken:
        form.refuse(broken.field, broken.message)
        return 422
    except ChangedMeanwhile:
        form.refuse("", refusals.MEANWHILE)
        form.send_again()
        return 409
    except AlreadyDone:
        return 200
    said = Bilingual(th=f"บันทึก{format_date(day, 'th', 'full')}แล้ว", en=f"{format_date(day, 'en', 'full')} is recorded.")
    tell(said, "good")
    return 200


def _model(form: DayOffForm | None, year: int | None = None) -> dict[str, Any]:
    """What the template shows; `year` where an act has decided it."""
    shown = moment().day
    year = year or wanted_year(request.args.get("year", ""), shown)
    if year is None:
        abort(400, description=NO_SUCH_YEAR)
    return {"page": year_of(year, shown), "form": form}


def _may_edit() -> bool:
    return acting().may(Permission.CALENDAR_EDIT) and not moment().is_past


def _day(text: str) -> date:
    """The day in an address, ISO; 404 when it is none or lies outside the calendar."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        abort(404)
    if day.isoformat() != text or not covers(day):
        abort(404)
    return day
