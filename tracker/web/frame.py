"""What does every template know? Language, person, moment, menu, and the filters for dates, money and Thai text."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import Flask, current_app, flash, g, has_request_context, request, session, url_for
from markupsafe import Markup
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.routing import RequestRedirect

from tracker import clock
from tracker.access.guard import current_actor
from tracker.access.policy import Actor, Permission
from tracker.lang import LANGS, Bilingual, DateStyle, format_baht, format_date, format_time, thai_numerals
from tracker.web.as_of import moment
from tracker.web.counts import MOST_COUNTED, counts
from tracker.web.wording import THAI_WORDS, keep, voiced

PRODUCT = Bilingual(th="ระบบติดตามมติคณะรัฐมนตรี", en="Cabinet Resolution Tracker")


@dataclass(frozen=True, slots=True)
class MenuRow:
    """One entry of the main menu: its word, the page it opens and the permission that page asks for."""

    title: Bilingual
    endpoint: str
    permission: Permission
    roles: frozenset[str] | None = None


MENU = (
    MenuRow(Bilingual(th="ภาพรวม", en="Overview"), "dashboard.overview", Permission.OVERVIEW_SEE),
    MenuRow(Bilingual(th="มติ", en="Resolution"), "dashboard.resolutions", Permission.RESOLUTION_SEE),
    MenuRow(
        Bilingual(th="งานของฉัน", en="My work"),
        "tasks.my_work",
        Permission.TASK_SEE,
        frozenset({"liaison", "coordinator"}),
    ),
    MenuRow(Bilingual(th="ตรวจรับ", en="Verification"), "tasks.queue", Permission.TASK_VERIFY),
    MenuRow(Bilingual(th="งานทั้งหมด", en="All tasks"), "tasks.listing", Permission.TASK_SEE),
    MenuRow(Bilingual(th="งบประมาณ", en="Budget"), "budget.overview", Permission.BUDGET_SEE),
    MenuRow(Bilingual(th="รายงาน", en="Reports"), "reports.listing", Permission.REPORT_SEE),
    MenuRow(Bilingual(th="หนังสือ", en="Letters"), "letters.listing", Permission.LETTER_SEE),
    MenuRow(Bilingual(th="คุณภาพข้อมูล", en="Data quality"), "quality.overview", Permission.QUALITY_SEE),
    MenuRow(Bilingual(th="ประวัติ", en="History"), "dashboard.history", Permission.HISTORY_SEE),
    MenuRow(Bilingual(th="ผู้ใช้", en="Users"), "people.users", Permission.USER_SEE),
    MenuRow(Bilingual(th="กล่องส่งออก", en="Outbox"), "reminders.outbox", Permission.OUTBOX_SEE),
    MenuRow(Bilingual(th="งานระบบ", en="Jobs"), "jobs.listing", Permission.JOB_SEE),
)


@dataclass(frozen=True, slots=True)
class PersonalRow:
    """One entry of the sheet under a person's own name: its words, the page, and the permission that page asks for."""

    title: Bilingual
    endpoint: str
    permission: Permission = Permission.ACCOUNT_KEEP


PERSONAL: list[PersonalRow] = []
"""Pages about the person alone; each slice enters its own."""


OF_ONE_RESOLUTION = frozenset(
    {
        "budget.overview", "dashboard.agency", "dashboard.compare", "dashboard.compare_xlsx", "dashboard.overview",
        "quality.judge", "quality.overview", "reports.draft", "reports.listing", "tasks.listing",
    }
)  # fmt: skip
"""Pages that show the default resolution (`tracker.tasks.shown`) unless `?resolution=` names another."""


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry of the menu as this person sees it on this page."""

    title: Bilingual
    href: str
    current: bool
    count: int = 0


OWN_LANGUAGE: set[str] = set()
"""Addresses of files that come in either language, entered by their slices: asking for one says nothing about the pages."""


def init_app(app: Flask) -> None:
    """Give every template its globals and filters."""
    app.before_request(choose_language)
    app.context_processor(page_globals)
    app.jinja_env.globals.update(
        t=t, here=here, page_path=page_path, link=link, static=static, product=PRODUCT, foreign=foreign
    )
    app.jinja_env.filters.update(
        pick=pick, date=date_filter, clock=clock_filter, num=number, counted=counted, baht=baht, thai=thai_numerals, keep=keep_filter,
        voiced=voiced_filter, iso=iso,
    )  # fmt: skip


def choose_language() -> None:
    """Thai unless this person chose English: `?lang=` for now and later (remembered in the session), else the remembered one."""
    asked = request.args.get("lang")
    if asked in LANGS and session.get("lang") != asked and request.endpoint not in OWN_LANGUAGE:
        session["lang"] = asked
    g.lang = asked if asked in LANGS else session.get("lang", "th")


def language() -> str:
    """The language of this request, "th" or "en", also of one refused before it was looked at; Thai outside a request."""
    if not has_request_context():
        return "th"
    if "lang" not in g:
        choose_language()
    return str(g.lang)


def page_globals() -> dict[str, Any]:
    """What a template sees of the request."""
    actor = current_actor()
    return {
        "lang": language(),
        "actor": actor,
        "moment": moment(),
        "demonstration": _demonstration(),
        "demo_day": clock.frozen_day(),
        "nav": menu() if actor else [],
        "personal": own_pages() if actor else [],
    }


HOLDS_DEMONSTRATION: list[Callable[[], bool]] = []
"""Does the database hold the demonstration? The slice that keeps the accounts enters the question."""


def _demonstration() -> bool:
    """An error page asks as well, even when the database is what failed."""
    try:
        return any(asked() for asked in HOLDS_DEMONSTRATION)
    except SQLAlchemyError:
        return False


def menu() -> list[MenuItem]:
    """The pages that this person may open, with how much waits on each."""
    actor = current_actor()
    return _items(actor, [row for row in MENU if row.roles is None or actor.role in row.roles]) if actor else []


def own_pages() -> list[MenuItem]:
    """The pages about this person alone, with how much waits on each."""
    actor = current_actor()
    return _items(actor, PERSONAL) if actor else []


def _items(actor: Actor, rows: Sequence[MenuRow | PersonalRow]) -> list[MenuItem]:
    every: tuple[MenuRow | PersonalRow, ...] = (*MENU, *PERSONAL)
    waiting = counts(actor, [row.endpoint for row in every if actor.may(row.permission)])
    return [
        MenuItem(row.title, link(row.endpoint), request.endpoint == row.endpoint, waiting.get(row.endpoint, 0))
        for row in rows
        if actor.may(row.permission)
    ]


def t(thai: str, english: str) -> str:
    """The sentence in the language of this request."""
    return thai if language() == "th" else english


def pick(text: Any) -> Any:
    """A bilingual text in the language of this request; anything else as it is."""
    return text.pick(language()) if isinstance(text, Bilingual) else text


def tell(message: Bilingual, category: str) -> None:
    """Show a sentence on the next page; category is good, warn or bad."""
    flash(message.pick(language()), category)


def here(**changes: Any) -> str:
    """The address of this page with query values changed; None takes one out, a list gives a name several values."""
    kept = [(key, value) for key, value in request.args.items(multi=True) if key != "lang" and key not in changes]
    changed = [
        (key, each) for key, value in changes.items() for each in (value if isinstance(value, list) else [value])
    ]
    query = urlencode([*kept, *((key, value) for key, value in changed if value is not None)], errors="replace")
    return page_path() + (f"?{query}" if query else "")


def page_path() -> str:
    """The path at which the page that is shown can be opened again. A refused form is answered at an address that may take forms alone;
    then it is the nearest one above it."""
    path = request.path
    if request.method != "POST":
        return path
    adapter = current_app.create_url_adapter(request)
    while adapter is not None and path.rpartition("/")[0]:
        try:
            adapter.match(path, method="GET")
        except (MethodNotAllowed, NotFound, RequestRedirect):
            path = path.rpartition("/")[0]
        else:
            return path
    return path


def stay_with(resolution: str | None) -> None:
    """Let the links of this page lead to pages about this resolution; None: about the default one."""
    g.resolution = resolution


def link(endpoint: str, **values: Any) -> str:
    """url_for that stays on the past day and with the resolution that are being looked at."""
    shown = moment()
    if shown.is_past:
        values.setdefault("as_of", shown.day.isoformat())
    if endpoint in OF_ONE_RESOLUTION and g.get("resolution"):
        values.setdefault("resolution", g.resolution)
    return _address(current_app._get_current_object(), request.script_root, endpoint, tuple(values.items()))  # type: ignore[attr-defined]


@lru_cache(maxsize=4096)
def _address(_app: Flask, _root: str, endpoint: str, values: tuple[tuple[str, Any], ...]) -> str:
    """An address depends on nothing but these, and a page with a matrix holds a hundred of them."""
    return url_for(endpoint, **dict(values))


def static(name: str) -> str:
    """The address of a static file, with a stamp that changes when the file does."""
    return _stamped(current_app.static_url_path or "", current_app.static_folder or "", name)


@cache
def _stamped(address: str, folder: str, name: str) -> str:
    path = Path(folder) / name
    stamp = hashlib.sha256(path.read_bytes()).hexdigest()[:10] if path.is_file() else "0"
    return f"{address}/{name}?v={stamp}"


def date_filter(day: date | datetime, style: DateStyle = "short") -> str:
    """A day for people, in B.E.; an instant is taken as its Bangkok day."""
    return format_date(clock.bangkok_day(day) if isinstance(day, datetime) else day, language(), style)


def iso(day: date | datetime) -> str:
    """A day or instant for machines: ISO, instants in UTC."""
    return day.isoformat()


def clock_filter(instant: datetime) -> str:
    """The Bangkok time of day of an instant."""
    return format_time(instant, language())


def number(value: int | float) -> str:
    """A number with thousands separators."""
    return f"{value:,}"


def counted(value: int) -> str:
    """A number of things that wait, "999+" for more than MOST_COUNTED."""
    return number(value) if value <= MOST_COUNTED else f"{MOST_COUNTED}+"


def baht(satang: int) -> str:
    """An amount of money, given in satang."""
    return format_baht(satang, language())


def voiced_filter(text: Any) -> Any:
    """On an English page a text whose Thai words are marked as Thai; on a Thai page the text as it is."""
    said = pick(text)
    return voiced(said) if language() == "en" and isinstance(said, str) else said


def foreign(text: Any) -> Markup:
    """The attribute that announces Thai words on an English page, for elements that may hold nothing but text (an option)."""
    said = pick(text)
    return (
        Markup(' lang="th"') if language() == "en" and isinstance(said, str) and THAI_WORDS.search(said) else Markup("")
    )


def keep_filter(text: Any) -> Markup:
    """Escaped text in which words that must stay on one line do."""
    return keep(pick(text))
