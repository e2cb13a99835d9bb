"""Which pages are there, who sees them, and how does a person get to the ones that only an act brings up?

One list for the accessibility tests and for `make shots`. A page that is drawn in several ways (with errors, on a past day, for
another role) stands here once for each.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from itsdangerous import URLSafeTimedSerializer
from playwright.sync_api import Page

from tests import world
from tests.browser.doings import (
    arrange_oddly,
    attach,
    changed_meanwhile,
    choose_no_day,
    declare_working,
    discard_in_silence,
    keep_draft,
    keep_nothing,
    look_at_evidence,
    open_figure,
    open_proof,
    send,
    send_choice,
    send_pdf,
    send_workbook,
    take_out,
)
from tests.browser.serving import SECRET, Server
from tracker.reminders import links
from tracker.tasks.columns import COLUMN

PAST_DAY = "15/05/2556"
Doing = Callable[[Page], object]


@dataclass(frozen=True)
class Place:
    """One page as one kind of person sees it: its short name, who, the address, and what to do there first."""

    name: str
    who: str | None
    path: str
    do: Doing | None = None

    def address(self, server: Server) -> str:
        """The path with the tasks of the demonstration in it: {O-1.3-T4 mof} is that task, {submitted} the first in that state."""
        return re.sub(r"\{([^ }]+) ?([a-z]*)\}", lambda found: str(server.task(*found.groups())), self.path)

    def __str__(self) -> str:
        return self.name


UNSUBSCRIBE = URLSafeTimedSerializer(SECRET, salt=links.STOP).dumps(1)
"""The part of the address that stops the messages of the first account."""
WRONG_PASSWORD = {"email": "coordinator@demo.example", "password": "wrong"}
WRONG_REPORT = {
    "percent_other": "101",
    "note": "ประชุมแล้ว",
    "effective_on": "30/02/2556",
    "evidence": "ftp://example.go.th",
}
OFFICER, LIAISON, RETURNED = "coordinator.mict", "liaison.mof", "liaison.msdhs"

SIGNED_OUT = (
    Place("sign-in", None, "/login"),
    Place("sign-in-refused", None, "/login", lambda page: send(page, **WRONG_PASSWORD)),
    Place("sign-in-empty", None, "/login", send),
    Place("method", None, "/method"),
    Place("accessibility", None, "/accessibility"),
    Place("verify", None, "/verify"),
    Place("verify-no-file", None, "/verify", send),
    Place("verify-no-code", None, "/verify?code=7k3m"),
    Place("verify-unknown", None, "/verify", send_pdf),
    Place("unsubscribe", None, f"/unsubscribe/{UNSUBSCRIBE}"),
    Place("not-found-signed-out", None, "/no-such-page"),
)
COORDINATOR = (
    Place("overview", OFFICER, "/"),
    Place("resolutions", OFFICER, "/resolutions"),
    Place("resolution", OFFICER, f"/resolutions/{world.RESOLUTION}"),
    Place("obligation", OFFICER, "/obligations/O-1.3"),
    Place("obligation-remark", OFFICER, "/obligations/O-6"),
    Place("agency", OFFICER, "/agencies/msdhs"),
    Place("agency-for-others", OFFICER, "/agencies/ega"),
    Place("agency-without-tasks", OFFICER, "/agencies/bb"),
    Place("tasks", OFFICER, "/tasks"),
    Place("tasks-late", OFFICER, "/tasks?health=late"),
    Place("tasks-none", OFFICER, "/tasks?q=zzz"),
    Place("tasks-across", OFFICER, "/tasks?resolution=all&health=late"),
    Place("tasks-wide", OFFICER, f"/tasks?health=late&health=at_risk&sort=due&order=asc&show={','.join(COLUMN)}"),
    Place("bulk-waive", OFFICER, "/tasks/bulk/waive?task={O-7-T2 mnre}&task={verified}&task=999999"),
    Place("bulk-waive-empty", OFFICER, "/tasks/bulk/waive?task={O-7-T2 mnre}", send),
    Place("bulk-responsible", OFFICER, "/tasks/bulk/responsible?task={O-7-T2 mnre}"),
    Place("bulk-comment", OFFICER, "/tasks/bulk/comment?task={O-7-T2 mnre}&list=health%3Dlate"),
    Place("bulk-none", OFFICER, "/tasks/bulk/waive"),
    Place("views", OFFICER, "/views"),
    Place("view-edit", "coordinator", "/views/1/edit"),
    Place("view-errors", OFFICER, "/views", keep_nothing),
    Place("task-to-verify", OFFICER, "/tasks/{submitted}"),
    Place("verify-errors", OFFICER, "/tasks/{submitted}", lambda page: send(page, note="ก" * 4001)),
    Place("task-files", OFFICER, "/tasks/{O-1.3-T4 mfa}"),
    Place("preview", OFFICER, "/tasks/{O-1.3-T4 mfa}", look_at_evidence),
    Place("task-verified", OFFICER, "/tasks/{verified}"),
    Place("task-waived", OFFICER, "/tasks/{waived}"),
    Place("return", OFFICER, "/tasks/{submitted}/return"),
    Place("return-empty", OFFICER, "/tasks/{submitted}/return", send),
    Place("waive", OFFICER, "/tasks/{O-7-T2 mnre}/waive"),
    Place("reinstate", OFFICER, "/tasks/{waived}/reinstate"),
    Place("my-work-coordinator", OFFICER, "/my-work"),
    Place("queue", OFFICER, "/verification-queue"),
    Place("review", OFFICER, "/verification-queue/{submitted}"),
    Place("review-files", OFFICER, "/verification-queue/{O-1.3-T4 mfa}"),
    Place("bulk-verify", OFFICER, "/tasks/bulk/verify?task={submitted}"),
    Place("budget", OFFICER, "/budget"),
    Place("reports", OFFICER, "/reports"),
    Place("report", OFFICER, "/reports/1"),
    Place("report-arrange-refused", OFFICER, "/reports/1", arrange_oddly),
    Place("report-discard-empty", OFFICER, "/reports/1", discard_in_silence),
    Place("verify-report", OFFICER, "/reports/1", open_proof),
    Place("verify-figure", OFFICER, "/reports/1", open_figure),
    Place("words", OFFICER, "/reports/1/text"),
    Place("words-refused", OFFICER, "/reports/1/text", lambda page: send(page, th="ก้าวหน้าร้อยละ ๙๙")),
    Place("letters", OFFICER, "/letters"),
    Place("letters-drafts", OFFICER, "/letters?show=draft"),
    Place("letter", OFFICER, "/letters/1"),
    Place("history", OFFICER, "/history"),
    Place("verification", OFFICER, "/history/verification"),
    Place("compare", OFFICER, "/compare?from=30/04/2556&to=31/05/2556"),
    Place("compare-agency", OFFICER, "/compare?from=24/05/2556&to=31/05/2556&agency=msdhs"),
    Place("compare-everything-new", OFFICER, "/compare?from=23/04/2556&to=25/04/2556"),
    Place("compare-same-day", OFFICER, "/compare?from=31/05/2556&to=31/05/2556"),
    Place("compare-odd-days", OFFICER, "/compare?from=30/02/2556&to=01/06/2600"),
    Place("search", OFFICER, "/search"),
    Place("search-found", OFFICER, "/search?q=สำรวจ"),
    Place("search-agency", OFFICER, "/search?q=การคลัง+เว็บไซต์"),
    Place("search-words", OFFICER, "/search?q=ประชุม&kind=words"),
    Place("search-pages", OFFICER, "/search?q=O-1.3&kind=task"),
    Place("search-short", OFFICER, "/search?q=กค"),
    Place("search-english", OFFICER, "/search?q=website"),
    Place("search-nothing", OFFICER, "/search?q=zzz+ไม่มีคำนี้"),
    Place("past-search", OFFICER, f"/search?q=สำรวจ&as_of={PAST_DAY}"),
    Place("past-queue", OFFICER, f"/verification-queue?as_of={PAST_DAY}"),
    Place("impossible-day", OFFICER, "/?as_of=30/02/2556"),
    Place("not-found", OFFICER, "/tasks/999999"),
    Place("forbidden", OFFICER, "/users"),
)
LIAISONS = (
    Place("my-work", LIAISON, "/my-work"),
    Place("tasks-own", LIAISON, "/tasks?agency=mof"),
    Place("bulk-confirm", LIAISON, "/tasks/bulk/confirm?task={O-1.3-T4 mof}&task={O-1.3-T5 mof}"),
    Place("my-work-returned", RETURNED, "/my-work"),
    Place("my-work-form", LIAISON, "/my-work?task={O-1.3-T4 mof}"),
    Place("task-own", LIAISON, "/tasks/{O-1.3-T4 mof}"),
    Place("task-not-started", LIAISON, "/tasks/{O-1.3-T5 mof}"),
    Place("task-returned", RETURNED, "/tasks/{O-1.3-T3 msdhs}"),
    Place("progress-files", LIAISON, "/tasks/{O-1.3-T4 mof}/progress", attach),
    Place("replace", "liaison.mfa", "/tasks/{O-1.3-T4 mfa}/replace?number=2"),
    Place("start", LIAISON, "/tasks/{O-1.3-T5 mof}/start"),
    Place("progress", LIAISON, "/tasks/{O-1.3-T4 mof}/progress"),
    Place("progress-errors", LIAISON, "/tasks/{O-1.3-T4 mof}/progress", lambda page: send(page, **WRONG_REPORT)),
    Place("submit", LIAISON, "/tasks/{O-1.3-T4 mof}/submit"),
    Place("submit-empty", LIAISON, "/tasks/{O-1.3-T4 mof}/submit", send),
    Place("progress-draft", LIAISON, "/tasks/{O-1.3-T5 mof}/progress", keep_draft),
    Place("drafts", LIAISON, "/drafts"),
    Place("worksheet", LIAISON, "/my-work/upload"),
    Place("worksheet-preview", LIAISON, "/my-work/upload", send_workbook),
    Place("worksheet-none", LIAISON, "/my-work/upload", lambda page: page.locator("form[enctype] .btn").click()),
    Place("changed-meanwhile", LIAISON, "/tasks/{O-1.3-T4 mof}/progress", changed_meanwhile),
)
DAILY = (
    Place("undo", OFFICER, "/tasks/{verified}/undo"),
    Place("approve", OFFICER, "/tasks/{asked ega}/approve"),
    Place("refuse-empty", OFFICER, "/tasks/{asked ega}/refuse", send),
    Place("unextend", "liaison.ega", "/tasks/{asked ega}/unextend"),
    Place("extend", LIAISON, "/tasks/{O-1.3-T4 mof}/extend"),
    Place("extend-empty", LIAISON, "/tasks/{O-1.3-T4 mof}/extend", send),
    Place("block", LIAISON, "/tasks/{O-1.3-T4 mof}/block"),
    Place("unblock", RETURNED, "/tasks/{O-4b-T2 msdhs}/unblock"),
    Place("task-blocked", OFFICER, "/tasks/{O-4b-T2 msdhs}"),
    Place("task-extended", OFFICER, "/tasks/{extended ega}"),
    Place("attach", LIAISON, "/tasks/{O-1.3-T4 mof}/attach"),
    Place("confirm", LIAISON, "/tasks/{O-1.3-T4 mof}/confirm"),
    Place("nudge", OFFICER, "/tasks/{O-1.3-T4 mof}/nudge"),
    Place("responsible", LIAISON, "/tasks/{O-1.3-T4 mof}/responsible"),
    Place("staff", OFFICER, "/agencies/mol/people"),
    Place("new-post", OFFICER, "/agencies/mol/posts/new"),
    Place("post", OFFICER, "/posts/1"),
    Place("post-officer", "liaison.mol", "/posts/4"),
    Place("delegations", "liaison.mol", "/delegations"),
    Place("account", "liaison.mol", "/account"),
    Place("watching", OFFICER, "/watching"),
    Place("calendar-feeds", OFFICER, "/calendar-feeds"),
    Place("calendar-address", OFFICER, "/calendar-feeds", send_choice),
    Place("inbox", OFFICER, "/inbox"),
    Place("inbox-done", OFFICER, "/inbox?show=done"),
    Place("inbox-held", "liaison.bb", "/inbox"),
    Place("inbox-taken-out", OFFICER, "/inbox", take_out),
    Place("inbox-settings", OFFICER, "/inbox/settings"),
    Place("inbox-settings-errors", OFFICER, "/inbox/settings", choose_no_day),
    Place(
        "inbox-why",
        OFFICER,
        "/inbox",
        lambda page: page.locator("a[href^='/inbox/']:not([href$=settings])").first.click(),
    ),
    Place("cadence", OFFICER, "/obligations/O-3/cadence"),
    Place(
        "cadence-preview",
        OFFICER,
        "/obligations/O-3/cadence",
        lambda page: send(page, reason="ให้ทันการประชุม", cut_before="3"),
    ),
    Place("cadence-errors", OFFICER, "/obligations/O-3/cadence", lambda page: send(page, cut_before="99")),
    Place("cadence-read", "auditor", "/obligations/O-3/cadence"),
    Place("obligation-recurring", OFFICER, "/obligations/O-3"),
    Place("reminder-rules", OFFICER, "/reminders"),
    Place("reminder-rule", OFFICER, "/reminders/every"),
    Place("reminder-rule-reach", OFFICER, "/reminders/every", lambda page: send(page, before="20, 10", reason="ทดลอง")),
    Place("reminder-rule-errors", OFFICER, "/reminders/duty", lambda page: send(page, before="x", letter="1")),
    Place("calendar", OFFICER, "/calendar?year=2556"),
    Place("calendar-working", OFFICER, "/calendar/2013-05-06/working"),
    Place("calendar-withdraw", OFFICER, "/calendar/2013-12-30/withdraw", declare_working),
    Place("quality", OFFICER, "/quality"),
    Place("quality-judge", OFFICER, "/quality/readings/reading-" + world.RESOLUTION + ".D04"),
)
OTHERS = (
    Place("overview-executive", "executive", "/"),
    Place("my-work-executive", "executive", "/my-work"),
    Place("reports-executive", "executive", "/reports"),
    Place("report-executive", "executive", "/reports/1"),
    Place("brief", "executive", "/reports/1/brief"),
    Place("reports-compared", "executive", "/reports/1/compared/1"),
    Place("letters-executive", "executive", "/letters"),
    Place("letters-none", LIAISON, "/letters"),
    Place("history-auditor", "auditor", "/history"),
    Place("users-auditor", "auditor", "/users"),
    Place("users", "admin", "/users"),
    Place("jobs", "admin", "/jobs"),
    Place("jobs-auditor", "auditor", "/jobs"),
    Place("outbox", "admin", "/outbox"),
    Place("outbox-auditor", "auditor", "/outbox"),
    Place("outbox-none", "admin", "/outbox?state=held"),
    Place("outbox-message", "admin", "/outbox/1"),
    Place("first-password", "admin", "/users/1/password"),
    Place("users-errors", "admin", "/users", lambda page: send(page, email="x", password="short")),
)
PAST = tuple(
    Place(f"past-{name}", "auditor", f"{path}?as_of={PAST_DAY}")
    for name, path in {
        "overview": "/", "resolution": f"/resolutions/{world.RESOLUTION}", "obligation": "/obligations/O-1.3",
        "agency": "/agencies/msdhs", "task": "/tasks/{O-1.3-T4 mof}", "tasks": "/tasks", "my-work": "/my-work",
        "budget": "/budget", "reports": "/reports", "history": "/history", "compare": "/compare",
    }.items()
)  # fmt: skip
EVERYWHERE = (*SIGNED_OUT, *COORDINATOR, *LIAISONS, *DAILY, *OTHERS, *PAST)
"""Every page, signed-out ones first, then by person."""
