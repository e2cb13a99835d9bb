"""Which states and kinds can a snapshot name? Codes only: `wording.py` knows what people read."""

from enum import StrEnum


class Health(StrEnum):
    """Where something stands, computed by the rules of the tasks."""

    DONE = "done"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    LATE = "late"


class Status(StrEnum):
    """How far a task is in its workflow."""

    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    VERIFIED = "verified"
    WAIVED = "waived"


class Force(StrEnum):
    """How strongly the source binds."""

    ORDER = "order"
    GUIDELINE = "guideline"
    CONSIDER_AND_ACT = "consider-and-act"
    REMARK = "remark"
    SELF_DECLARED = "self-declared"
    GAP = "gap"


class MoneyKind(StrEnum):
    """What happened to money."""

    ALLOCATION = "allocation"
    REALLOCATION = "reallocation"
    REQUEST = "request"
    DISBURSEMENT = "disbursement"


class Sharing(StrEnum):
    """How an amount that names several agencies is meant."""

    SINGLE = "single"
    EACH = "each"
    JOINT = "joint"
    JOINT_SPLIT_UNKNOWN = "joint_split_unknown"


class ChoiceOption(StrEnum):
    """Which way an agency without an allocation takes."""

    REPLAN = "replan"
    REQUEST = "request"
    UNDECIDED = "undecided"
    NONE = "none"
