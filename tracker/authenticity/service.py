"""Is this file a paper of an issued report? Read, compared and forgotten: nothing of it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO

from tracker.authenticity.reading import Fingerprint, claim_of, fingerprint
from tracker.authenticity.rules import NO_CLAIM, Claim, Verdict, verdict
from tracker.extensions import db
from tracker.lang import Bilingual
from tracker.reports import paper_store, store
from tracker.reports.report import Report
from tracker.reports.service import snapshot_of
from tracker.resolutions.store import resolution_id


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of a file: the verdict, its SHA-256, the issued report that it is or says that it is, in which language it is that
    one, and whether the data attached to an altered file are still those of the report."""

    verdict: Verdict
    sha256: str
    report: Report | None = None
    lang: str = ""
    same_data: bool = False
    title: Bilingual | None = None


def check(file: IO[bytes], printed: Fingerprint | None = None) -> Finding:
    """What a file is. Raises reading.Busy."""
    told = printed or fingerprint(file)
    kept = [(store.report(id_), lang) for id_, lang in paper_store.with_sha256(told.sha256)]
    for report, lang in kept:
        if report and report.frozen and report.submission and report.submission.sha256(lang) == told.sha256:
            return _found(Verdict.AUTHENTIC, told, report, lang)
    db.session.rollback()  # a read left open while a stranger's file is read would keep every writer waiting
    claim = claim_of(file) if told.like_pdf else NO_CLAIM
    claimed = _claimed(claim)
    what = verdict(claim, issued=False, laid_before=bool(kept), claims_issued=claimed is not None)
    if what is not Verdict.ALTERED or claimed is None:
        return Finding(what, told.sha256)
    return _found(what, told, claimed, "", claim.sha256 == claimed.snapshot_sha256)


def _found(what: Verdict, told: Fingerprint, report: Report, lang: str, same_data: bool = False) -> Finding:
    return Finding(what, told.sha256, report, lang, same_data, snapshot_of(report).resolution.title)


def _claimed(claim: Claim) -> Report | None:
    """The issued report that a file says it is: by its token, by the data attached to it, or by their words."""
    found = [store.of_token(token) for token in claim.tokens] + [*store.of_snapshot(claim.sha256)]
    if claim.number and (known := resolution_id(claim.resolution)) is not None:
        found += [report for report in store.reports(known) if report.number == claim.number]
    return next((report for report in found if report and report.frozen), None)
