"""Is a file the paper of an issued report, an altered one, or no such thing – and is the record whole up to a report? Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What is told of a file."""

    AUTHENTIC = "authentic"
    ALTERED = "altered"
    UNKNOWN = "unknown"
    NO_PDF = "no_pdf"


@dataclass(frozen=True, slots=True)
class Claim:
    """What a file says of itself: whether it can be read as a PDF; the tokens in its description; of the data attached to it the
    SHA-256, the resolution's code and the number of the report (0: none). Whatever it does not say is empty."""

    is_pdf: bool
    tokens: tuple[str, ...] = ()
    sha256: str = ""
    resolution: str = ""
    number: int = 0


NO_CLAIM = Claim(False)


def verdict(claim: Claim, *, issued: bool, laid_before: bool, claims_issued: bool) -> Verdict:
    """`issued`: its bytes are those of an issued report; `laid_before`: they are those of a paper that lay before an approver and was never
    issued, of which nobody outside is told; `claims_issued`: it says that it is a report which was issued."""
    if issued:
        return Verdict.AUTHENTIC
    if claims_issued and not laid_before:
        return Verdict.ALTERED
    return Verdict.UNKNOWN if claim.is_pdf or laid_before or claim.tokens else Verdict.NO_PDF


class Whole(StrEnum):
    """Is the record whole up to the entry that a report names?"""

    WHOLE = "whole"
    NOT_YET = "not_yet"
    BROKEN = "broken"


def whole(same_head: bool, cut: int, verified_upto: int | None, problems: int) -> Whole:
    """`same_head`: the entry at the report's cut still bears the hash that the report prints; `verified_upto`: the last entry of the last
    verification of everything (None: there was none), which found so many problems."""
    if not same_head or (verified_upto is not None and problems):
        return Whole.BROKEN
    return Whole.WHOLE if verified_upto is not None and verified_upto >= cut else Whole.NOT_YET
