"""What does a letter to an agency say? Puts the picture of its resolution into a snapshot; the only part of a letter that reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from tracker.clock import bangkok_day
from tracker.lang import Bilingual, arabic_numerals
from tracker.ledger.event import Head
from tracker.ledger.store import event_at
from tracker.letters import snapshot as part
from tracker.letters.rules import Letter
from tracker.people.invented import holds_demonstration
from tracker.people.store import Agency, agencies
from tracker.resolutions.marks import as_shown
from tracker.resolutions.rules import Obligation, Register
from tracker.snapshots.parts import Cut
from tracker.snapshots.parts import Letter as Reference
from tracker.tasks.health import Standing
from tracker.tasks.moving import original_due
from tracker.tasks.picture import Picture
from tracker.tasks.task import Task

REPLY_WORKING_DAYS = 7
"""So many working days after the draft an answer is asked for; our proposal, no rule of the regulation on correspondence."""


def gather(shown: Picture, agency: str, still: Mapping[int, int], before: Iterable[Letter]) -> part.Snapshot:
    """The snapshot of a letter to an agency about the tasks in `still` (working days without movement, by id), out of the picture of
    their resolution. `before` are the letters that went to this agency about it."""
    known = agencies(shown.cut)
    tasks = [each for each in shown.of_agency(agency) if each.task.id in still]
    last, late = event_at(shown.cut), [_task(each, still[each.task.id], known) for each in tasks]
    earlier, urged = _earlier(before, {each.task.id: each.task for each in tasks}, part.longest_of(late).id)
    return part.Snapshot(
        sender=_sender(shown.register, known),
        addressee=_addressee(known[agency]),
        matter=_matter(shown.register, known),
        duties=tuple(
            _duty(shown.obligations[code]) for code in dict.fromkeys(each.task.plan.obligation for each in tasks)
        ),
        tasks=tuple(replace(each, anew=earlier is not None and each.id not in urged) for each in late),
        as_of=shown.day,
        reply_by=shown.calendar.add_working_days(shown.day, REPLY_WORKING_DAYS),
        cut=Cut(shown.cut, last.hash if last else Head().hash, last.recorded_at if last else None),
        earlier=_referred(earlier, known[shown.register.resolution.reporter].name),
        demonstration=holds_demonstration(shown.cut),
    )


def head_of(agency: Agency) -> Bilingual:
    """Who is addressed in a letter to this body; where the register does not say, its head without a title of office."""
    said = agency.document.get("head")
    if said:
        return Bilingual(said["th"], said["en"])
    return Bilingual("หัวหน้าส่วนราชการ {name}", "Head of the {name}").format(name=agency.name)


def _sender(register: Register, known: Mapping[str, Agency]) -> part.Sender:
    form, code = register.resolution.report, register.resolution.reporter
    return part.Sender(
        code=code,
        name=known[code].name,
        number_prefix=arabic_numerals(form.number_prefix),
        address=form.address,
        position=head_of(known[code]),
        owner=form.owner,
        phone=arabic_numerals(form.phone),
        fax=arabic_numerals(form.fax),
        urgency=form.urgency,
    )


def _addressee(agency: Agency) -> part.Addressee:
    return part.Addressee(agency.code, agency.abbr, agency.name, head_of(agency))


def _matter(register: Register, known: Mapping[str, Agency]) -> part.Matter:
    resolution = register.resolution
    confirmation = Reference(
        arabic_numerals(resolution.letter_no), resolution.letter_on, known["soc"].name, resolution.letter_urgency
    )
    return part.Matter(resolution.code, resolution.title, resolution.decided_on, confirmation)


def _duty(obligation: Obligation) -> part.Duty:
    return part.Duty(
        code=obligation.code,
        title=obligation.action,
        quote=Bilingual(as_shown(obligation.quote), obligation.quote_english),
        where=obligation.quote_where,
        in_resolution=obligation.in_resolution,
        deadline_words=obligation.deadline_words,
    )


def _task(each: Standing, still: int, known: Mapping[str, Agency]) -> part.LateTask:
    task = each.task
    served = task.plan.for_agency
    return part.LateTask(
        id=task.id,
        code=task.code,
        title=task.plan.title,
        duty=task.plan.obligation,
        due=task.due_on,
        derived=task.plan.derived,
        days_late=each.working_days_late,
        days_still=still,
        claimed=task.claimed,
        served=known[served].name if served and served != task.agency else None,
        original_due=original_due(task),
        reported_on=bangkok_day(task.reported_at) if task.reported_at else None,
    )


def _earlier(before: Iterable[Letter], tasks: Mapping[int, Task], longest: int) -> tuple[Letter | None, frozenset[int]]:
    """The last letter that asked for the task that is overdue the longest, and which tasks it asked for that have not moved since it was
    drawn up; none where that one has moved: then nobody can be told that a letter changed nothing."""
    asked = [(each, _urged(each, tasks)) for each in before if each.dated is not None]
    again = [(each, urged) for each, urged in asked if longest in urged]
    return max(again, key=lambda one: (one[0].dated, one[0].id), default=(None, frozenset()))


def _urged(letter: Letter, tasks: Mapping[int, Task]) -> frozenset[int]:
    named = (tasks[id_] for id_ in letter.tasks if id_ in tasks)
    return frozenset(each.id for each in named if each.moved_at is None or each.moved_at <= letter.drafted_at)


def _referred(letter: Letter | None, sender: Bilingual) -> tuple[Reference, ...]:
    return () if letter is None or letter.dated is None else (Reference(letter.number, letter.dated, sender),)
