"""What does the report say on a day? Reads the picture at a cut and puts it into a snapshot; the only part of a report that reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from tracker.lang import Bilingual, arabic_numerals, format_date, thai_numerals
from tracker.ledger.event import Head
from tracker.ledger.store import event_at
from tracker.people.invented import holds_demonstration
from tracker.people.store import Agency, agencies
from tracker.resolutions.kinds import MovementKind
from tracker.resolutions.marks import as_shown
from tracker.resolutions.rules import Obligation, Register
from tracker.snapshots import parts as part
from tracker.snapshots.changes import Before, changes
from tracker.snapshots.codes import ChoiceOption, Force, Health, MoneyKind, Sharing, Status
from tracker.snapshots.curve import CurvePoint
from tracker.snapshots.figures import figures
from tracker.snapshots.snapshot import Snapshot
from tracker.snapshots.sums import health, progress, totals
from tracker.tasks.burnup import burnup, cuts_on, days
from tracker.tasks.facts import Evidence
from tracker.tasks.health import Health as TaskHealth
from tracker.tasks.health import Standing
from tracker.tasks.moving import held_by, original_due
from tracker.tasks.picture import Picture, picture_at
from tracker.tasks.workflow import State

NEXT_STEPS = timedelta(days=30)
OPTIONS = {MovementKind.REALLOCATION: ChoiceOption.REPLAN, MovementKind.REQUEST: ChoiceOption.REQUEST}


def gather(
    resolution_id: int, cut: int, day: date, number: int, last: Before | None = None, corrects: part.Corrected | None = None
) -> Snapshot | None:  # fmt: skip
    """The snapshot of report `number` at a cut of the ledger, seen on `day` (Bangkok), which comes after the `last` one; None when the
    resolution was not known then."""
    shown = picture_at(resolution_id, cut, day)
    if shown is None:
        return None
    known = agencies(cut)
    register = shown.register
    newest = event_at(cut)
    return Snapshot(
        resolution=_resolution(shown, known),
        number=number,
        as_of=day,
        cut=part.Cut(cut, newest.hash if newest else Head().hash, newest.recorded_at if newest else None),
        cover=_cover(register, known),
        parties=tuple(part.Party(code, known[code].abbr, known[code].name) for code in known),
        totals=totals(shown.total),
        leading=progress(shown.headline),
        leading_code=register.resolution.headline,
        columns=tuple(part.Column(column.label.en, column.label.th, column.title) for column in register.matrix),
        rows=tuple(_row(shown, agency) for agency in register.resolution.matrix_agencies),
        sections=_sections(shown, known),
        obligations=tuple(_obligation(shown, obligation) for obligation in register.obligations),
        money=tuple(_money(register, known)),
        choices=tuple(_choices(shown)),
        problems=tuple(_problem(each, known, day) for each in shown.with_health(TaskHealth.LATE, TaskHealth.AT_RISK)),
        steps=_steps(shown, day),
        readings=_readings(register),
        clauses=_clauses(register),
        figures=figures(shown),
        demonstration=holds_demonstration(cut),
        changes=changes(shown, last),
        corrects=corrects,
        curve=_curve(shown, cut),
    )


def _curve(shown: Picture, cut: int) -> tuple[CurvePoint, ...]:
    """Week by week, of the obligation that carries the deadline; nothing that was recorded after the report's own cut."""
    deadline = shown.obligations[shown.register.resolution.headline].deadline
    last = shown.calendar.last_working_day_on_or_before(deadline) if deadline else None
    past = cuts_on(shown.resolution_id, [day for day in days(shown, last) if day < shown.day])
    points = burnup(shown, last, {day: min(found, cut) for day, found in past.items()})
    return tuple(CurvePoint(each.day, each.plan, each.claimed, each.verified) for each in points)


def _resolution(shown: Picture, known: dict[str, Agency]) -> part.Resolution:
    resolution = shown.register.resolution
    leading = shown.obligations[resolution.headline]
    days = [each.task.due_on for each in shown.of_obligation(leading.code)]
    deadline = leading.deadline or max(days, default=shown.day)
    letters = [doc for doc in shown.register.documents if doc.no and doc.dated]
    return part.Resolution(
        code=resolution.code,
        title=resolution.title,
        decided_on=resolution.decided_on,
        proposer=known[resolution.proposer].name,
        confirmed_by=part.Letter(
            arabic_numerals(resolution.letter_no), resolution.letter_on, known["soc"].name, resolution.letter_urgency
        ),
        deadline=deadline,
        deadline_words=leading.deadline_words or _by(deadline),
        last_working_day=shown.calendar.last_working_day_on_or_before(deadline),
        days_left=(deadline - shown.day).days,
        working_days_left=shown.calendar.working_days_between(shown.day, deadline),
        letters=tuple(
            part.Letter(arabic_numerals(doc.no or ""), doc.dated, known[doc.agency].name, doc.urgency)
            for doc in letters
            if doc.dated
        ),
    )


def _by(day: date) -> Bilingual:
    return Bilingual(th=f"ภายในวันที่ {format_date(day, 'th')}", en=f"by {format_date(day, 'en')}")


def _cover(register: Register, known: dict[str, Agency]) -> part.Cover:
    form = register.resolution.report
    return part.Cover(
        sender=known[register.resolution.reporter].name,
        number_prefix=arabic_numerals(form.number_prefix),
        address=form.address,
        addressee=form.addressee,
        subject=form.subject,
        duty=form.duty,
        measured=form.measured,
        position=form.position,
        owner=form.owner,
        phone=arabic_numerals(form.phone),
        fax=arabic_numerals(form.fax),
        urgency=form.urgency,
    )


def _row(shown: Picture, agency: str) -> part.Row:
    cells = (shown.cell(agency, column.code) for column in shown.register.matrix)
    return part.Row(
        agency,
        tuple(part.Cell(cell.done, cell.tasks, Health(cell.worst.value)) if cell.worst else None for cell in cells),
    )


def _sections(shown: Picture, known: dict[str, Agency]) -> tuple[part.Section, ...]:
    return tuple(
        part.Section(
            agency=code,
            website=str(known[code].document.get("site") or ""),
            health=health(shown.agency_headline(code).worst),
            own_health=health(shown.agency(code).worst),
            leading=progress(leading) if (leading := shown.agency_headline(code)).tasks else None,
            own=progress(shown.agency(code)),
            tasks=tuple(_task(each, known) for each in shown.of_agency(code)),
        )
        for code in shown.register.resolution.matrix_agencies
    )


def _task(each: Standing, known: dict[str, Agency]) -> part.Task:
    task = each.task
    return part.Task(
        code=task.code,
        title=task.plan.title,
        due=task.due_on,
        status=Status.ASSIGNED if task.state is State.NOT_STARTED else Status(task.state.value),
        claimed=task.claimed,
        verified=task.verified,
        planned=each.planned,
        health=health(each.health),
        note=task.last_note,
        noted_on=task.noted_on,
        evidence_count=task.evidence,
        evidence=tuple(_named(piece.evidence) for piece in task.pieces if piece.stands),
        due_derived=task.plan.derived,
        original_due=original_due(task),
        asked_until=task.extension.until if task.extension else None,
        held_by=held_by(task, {code: agency.abbr for code, agency in known.items()}),
    )


def _named(evidence: Evidence) -> str:
    """A piece of evidence as the annex names it: an address as it is, a file with its fingerprint."""
    return f"{evidence.name} (SHA-256 {evidence.sha256})" if evidence.file else evidence.address


def _obligation(shown: Picture, obligation: Obligation) -> part.Obligation:
    total = shown.obligation(obligation.code)
    return part.Obligation(
        code=obligation.code,
        clause=next((code for code in obligation.clauses if "-" not in code), "–"),
        title=obligation.action,
        force=Force(obligation.force.value.replace("_", "-")),
        obligor=obligation.obligor_text,
        deadline=part.Deadline(
            obligation.deadline, False, obligation.deadline_words or obligation.deadline_basis.label
        ),
        progress=progress(total) if total.tasks else None,
        health=health(total.worst),
    )


def _money(register: Register, known: dict[str, Agency]) -> Iterable[part.Movement]:
    documents = {doc.code: doc for doc in register.documents}
    for movement in register.movements:
        joint = Sharing.JOINT if movement.split_known else Sharing.JOINT_SPLIT_UNKNOWN
        source = documents.get(movement.source)
        yield part.Movement(
            kind=MoneyKind(movement.kind.value),
            agencies=movement.agencies,
            amount_satang=movement.amount_satang,
            fiscal_year=movement.fiscal_year_be,
            sharing=Sharing.SINGLE if len(movement.agencies) == 1 else joint,
            purpose=movement.label,
            source=_source(source.no, known[source.agency].name)
            if source
            else Bilingual(th=movement.source, en=movement.source),
            on=source.dated if source else None,
        )


def _source(no: str | None, agency: Bilingual) -> Bilingual:
    number = f"ที่ {no}" if no else ""
    return Bilingual(th=f"{agency.th} {number}".strip(), en=f"{agency.en} {thai_numerals(no) if no else ''}".strip())


def _choices(shown: Picture) -> Iterable[part.Choice]:
    """What each agency chose between the alternatives of the register: the one not waived, once the other is."""
    for agency in shown.register.resolution.matrix_agencies:
        ways = [each for each in shown.of_agency(agency) if each.task.plan.alternative_group]
        left = [each for each in ways if not each.task.waived]
        if ways:
            yield part.Choice(agency, _option(left))


def _option(left: list[Standing]) -> ChoiceOption:
    if not left:
        return ChoiceOption.NONE
    money = left[0].task.plan.money if len(left) == 1 else None
    return OPTIONS.get(money, ChoiceOption.UNDECIDED) if money else ChoiceOption.UNDECIDED


def _problem(each: Standing, known: dict[str, Agency], day: date) -> part.Problem:
    plan = each.task.plan
    return part.Problem(
        agency=plan.agency,
        task=plan.code,
        title=plan.title,
        due=each.task.due_on,
        health=Health(str(each.health)),
        days_late=max((day - each.task.due_on).days, 0),
        working_days_late=each.working_days_late,
        claimed=each.task.claimed,
        planned=each.planned,
        holder=known[plan.agency].name,
        note=each.task.last_note,
        original_due=original_due(each.task),
        held_by=held_by(each.task, {code: agency.abbr for code, agency in known.items()}),
    )


def _steps(shown: Picture, day: date) -> tuple[part.Step, ...]:
    soon: dict[tuple[date, str], list[Standing]] = defaultdict(list)
    for each in shown.standings:
        if each.health not in (None, TaskHealth.DONE) and day < each.task.due_on <= day + NEXT_STEPS:
            soon[each.task.due_on, each.task.code].append(each)
    return tuple(
        part.Step(
            due,
            code,
            group[0].task.plan.title,
            tuple(dict.fromkeys(each.task.agency for each in group)),
            group[0].task.plan.derived,
            original_due(group[0].task),
        )
        for (due, code), group in sorted(soon.items(), key=lambda item: item[0])
    )


def _readings(register: Register) -> tuple[part.Reading, ...]:
    """The readings that bear on what the report says: numbers, dates, sums and meanings, not mere spellings of the scan."""
    weighty = [reading for reading in register.readings if reading.kind.value != "scan"]
    return tuple(part.Reading(each.code, each.what, each.value, each.variant, each.reason) for each in weighty)


def _clauses(register: Register) -> tuple[part.Clause, ...]:
    source = register.resolution.text_source
    document = next(doc for doc in register.documents if doc.code == source)
    return tuple(
        part.Clause(
            clause.number,
            clause.letter_clause or "–",
            Bilingual(th=as_shown(clause.text), en=clause.english),
            document.gist,
        )
        for clause in register.clauses_of(source)
    )
