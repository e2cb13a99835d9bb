"""Which role may do what, and for whose objects? One table; nothing else in the product decides this."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from types import MappingProxyType

from tracker.lang import Bilingual


class Role(StrEnum):
    """The five kinds of people."""

    COORDINATOR = "coordinator"
    LIAISON = "liaison"
    EXECUTIVE = "executive"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"

    @property
    def title(self) -> Bilingual:  # type: ignore[override]
        """The role's name on pages."""
        return ROLE_TITLES[self]


ROLE_TITLES: Mapping[Role, Bilingual] = MappingProxyType(
    {
        Role.COORDINATOR: Bilingual(th="ผู้ประสานงานกลาง", en="Coordinator"),
        Role.LIAISON: Bilingual(th="ผู้ประสานงานประจำหน่วยงาน", en="Agency liaison"),
        Role.EXECUTIVE: Bilingual(th="ผู้บริหาร", en="Executive"),
        Role.AUDITOR: Bilingual(th="ผู้ตรวจสอบ", en="Auditor"),
        Role.ADMINISTRATOR: Bilingual(th="ผู้ดูแลระบบ", en="Administrator"),
    }
)


class Permission(StrEnum):
    """What a route asks for, as noun:act, in alphabetical order."""

    ACCOUNT_KEEP = "account:keep"
    ACCOUNT_LEAVE = "account:leave"
    AGENCY_SEE = "agency:see"
    BUDGET_SEE = "budget:see"
    CADENCE_EDIT = "cadence:edit"
    CALENDAR_EDIT = "calendar:edit"
    CALENDAR_SEE = "calendar:see"
    DELEGATION_GIVE = "delegation:give"
    EVIDENCE_SEE = "evidence:see"
    EXTENSION_DECIDE = "extension:decide"
    HISTORY_SEE = "history:see"
    HISTORY_VERIFY = "history:verify"
    JOB_RUN = "job:run"
    JOB_SEE = "job:see"
    LETTER_ACKNOWLEDGE = "letter:acknowledge"
    LETTER_SEE = "letter:see"
    LETTER_WRITE = "letter:write"
    OUTBOX_EDIT = "outbox:edit"
    OUTBOX_SEE = "outbox:see"
    OVERVIEW_SEE = "overview:see"
    POST_EDIT = "post:edit"
    PUBLIC = "public"
    QUALITY_JUDGE = "quality:judge"
    QUALITY_SEE = "quality:see"
    REMINDER_EDIT = "reminder:edit"
    REMINDER_SEE = "reminder:see"
    REPORT_APPROVE = "report:approve"
    REPORT_DRAFT = "report:draft"
    REPORT_ISSUE = "report:issue"
    REPORT_PAPER = "report:paper"
    REPORT_SEE = "report:see"
    RESOLUTION_SEE = "resolution:see"
    SEARCH_USE = "search:use"
    TASK_ASSIGN = "task:assign"
    TASK_BLOCK = "task:block"
    TASK_COMMENT = "task:comment"
    TASK_NUDGE = "task:nudge"
    TASK_REPORT = "task:report"
    TASK_SEE = "task:see"
    TASK_VERIFY = "task:verify"
    TASK_WAIVE = "task:waive"
    USER_EDIT = "user:edit"
    USER_SEE = "user:see"
    VIEW_KEEP = "view:keep"
    VIEW_SHARE = "view:share"


class Scope(Enum):
    """Whose objects a permission covers."""

    ALL = "all"
    OWN = "own agency only"
    OTHERS = "all but the own agency's"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is acting: plain values of one signed-in person (or of the product itself, id None)."""

    id: int | None
    email: str
    name: Bilingual
    role: Role
    agency_code: str | None

    def may(self, permission: str) -> bool:
        """True when the role holds the permission for at least some objects."""
        return scope(self.role, Permission(permission)) is not None

    @property
    def role_title(self) -> Bilingual:
        """The role's name on pages."""
        return self.role.title


EVERYBODY: Mapping[Role, Scope] = dict.fromkeys(Role, Scope.ALL)
OVERSEERS: Mapping[Role, Scope] = {role: Scope.ALL for role in Role if role is not Role.ADMINISTRATOR}

POLICY: Mapping[Permission, Mapping[Role, Scope]] = MappingProxyType(
    {
        Permission.ACCOUNT_KEEP: EVERYBODY,
        Permission.ACCOUNT_LEAVE: EVERYBODY,
        Permission.AGENCY_SEE: EVERYBODY,
        Permission.BUDGET_SEE: EVERYBODY,
        Permission.CADENCE_EDIT: {Role.COORDINATOR: Scope.ALL},
        Permission.CALENDAR_EDIT: {Role.COORDINATOR: Scope.ALL},
        Permission.CALENDAR_SEE: EVERYBODY,
        Permission.DELEGATION_GIVE: {Role.COORDINATOR: Scope.ALL, Role.LIAISON: Scope.ALL},
        Permission.EVIDENCE_SEE: {
            Role.AUDITOR: Scope.ALL,
            Role.COORDINATOR: Scope.ALL,
            Role.EXECUTIVE: Scope.ALL,
            Role.LIAISON: Scope.OWN,
        },
        Permission.EXTENSION_DECIDE: {Role.COORDINATOR: Scope.OTHERS},
        Permission.HISTORY_SEE: EVERYBODY,
        Permission.HISTORY_VERIFY: {
            Role.AUDITOR: Scope.ALL,
            Role.COORDINATOR: Scope.ALL,
            Role.ADMINISTRATOR: Scope.ALL,
        },
        Permission.JOB_RUN: {Role.ADMINISTRATOR: Scope.ALL},
        Permission.JOB_SEE: {Role.ADMINISTRATOR: Scope.ALL, Role.AUDITOR: Scope.ALL},
        Permission.LETTER_ACKNOWLEDGE: {Role.COORDINATOR: Scope.ALL, Role.LIAISON: Scope.OWN},
        Permission.LETTER_SEE: {
            Role.AUDITOR: Scope.ALL,
            Role.COORDINATOR: Scope.ALL,
            Role.EXECUTIVE: Scope.ALL,
            Role.LIAISON: Scope.OWN,
        },
        Permission.LETTER_WRITE: {Role.COORDINATOR: Scope.OTHERS},
        Permission.OUTBOX_EDIT: {Role.ADMINISTRATOR: Scope.ALL},
        Permission.OUTBOX_SEE: {Role.ADMINISTRATOR: Scope.ALL, Role.AUDITOR: Scope.ALL},
        Permission.OVERVIEW_SEE: EVERYBODY,
        Permission.POST_EDIT: {Role.COORDINATOR: Scope.ALL, Role.LIAISON: Scope.OWN},
        Permission.PUBLIC: EVERYBODY,
        Permission.QUALITY_JUDGE: {Role.COORDINATOR: Scope.OTHERS},
        Permission.QUALITY_SEE: EVERYBODY,
        Permission.REMINDER_EDIT: {Role.COORDINATOR: Scope.ALL},
        Permission.REMINDER_SEE: EVERYBODY,
        Permission.REPORT_APPROVE: {Role.EXECUTIVE: Scope.ALL},
        Permission.REPORT_DRAFT: {Role.COORDINATOR: Scope.ALL},
        Permission.REPORT_ISSUE: {Role.COORDINATOR: Scope.ALL},
        Permission.REPORT_PAPER: {Role.AUDITOR: Scope.ALL, Role.COORDINATOR: Scope.ALL, Role.EXECUTIVE: Scope.ALL},
        Permission.REPORT_SEE: OVERSEERS,
        Permission.RESOLUTION_SEE: EVERYBODY,
        Permission.SEARCH_USE: EVERYBODY,
        Permission.TASK_ASSIGN: {Role.COORDINATOR: Scope.ALL, Role.LIAISON: Scope.OWN},
        Permission.TASK_BLOCK: {Role.COORDINATOR: Scope.ALL, Role.LIAISON: Scope.OWN},
        Permission.TASK_COMMENT: {Role.COORDINATOR: Scope.ALL, Role.LIAISON: Scope.OWN},
        Permission.TASK_NUDGE: {Role.COORDINATOR: Scope.OTHERS},
        Permission.TASK_REPORT: {Role.LIAISON: Scope.OWN},
        Permission.TASK_SEE: EVERYBODY,
        Permission.TASK_VERIFY: {Role.COORDINATOR: Scope.OTHERS},
        Permission.TASK_WAIVE: {Role.COORDINATOR: Scope.OTHERS},
        Permission.USER_EDIT: {Role.ADMINISTRATOR: Scope.ALL},
        Permission.USER_SEE: {Role.ADMINISTRATOR: Scope.ALL, Role.AUDITOR: Scope.ALL},
        Permission.VIEW_KEEP: EVERYBODY,
        Permission.VIEW_SHARE: {Role.COORDINATOR: Scope.ALL},
    }
)
"""The administrator has no say in compliance data; the auditor changes nothing; a coordinator
neither verifies nor waives the own agency's task, nor gives it more time."""


def scope(role: Role, permission: Permission) -> Scope | None:
    """For whose objects the role holds the permission; None when it does not."""
    return POLICY[permission].get(role)


def covers(actor: Actor, permission: Permission, agency: str | None) -> bool:
    """Does the actor hold the permission for an object of the agency with this code?"""
    match scope(actor.role, permission):
        case Scope.ALL:
            return True
        case Scope.OWN:
            return agency is not None and actor.agency_code == agency
        case Scope.OTHERS:
            return actor.agency_code != agency
        case _:
            return False
