"""How does a letter to an agency come to be, go out and come back acknowledged? One function per act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from tracker import clock
from tracker.access.policy import Actor
from tracker.config import resource_root
from tracker.ledger.again import Data, refuse_again, words_of
from tracker.ledger.event import Draft
from tracker.ledger.kinds import kind_name, to_data
from tracker.ledger.refusal import RuleBroken
from tracker.ledger.store import AlreadyDone, ChangedMeanwhile, append, event_of_act, last_seq, write_transaction
from tracker.letters import due as due  # enters what letters have asked for
from tracker.letters import rules, since, store
from tracker.letters.document import EDITION, Issue, document, title
from tracker.letters.gather import gather
from tracker.letters.refusals import NOTHING_DUE
from tracker.letters.rules import (
    Fact,
    Letter,
    LetterAcknowledged,
    LetterDiscarded,
    LetterDrafted,
    LetterSent,
)
from tracker.letters.snapshot import Snapshot
from tracker.papers.letter_number import full_number
from tracker.papers.pdf import render
from tracker.reminders import stalled
from tracker.snapshots.snapshot import fingerprint
from tracker.tasks import store as tasks
from tracker.tasks.picture import Picture, picture_at

MOST = 10_000
"""So many letters one agency may have had about one resolution; all of them are looked through for the last one."""


class NoSuchLetter(Exception):
    """There is no letter with this id."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a letter says with the language it is to be drawn in; `text` is the JSON that its hash names. A draft is marked as one unless it
    is drawn `clean`, for signature."""

    letter: Letter
    snapshot: Snapshot
    text: str
    lang: str
    clean: bool = False

    def pdf(self, renderer: Callable[..., bytes] = render) -> bytes:
        """The PDF: the same letter gives the same bytes, in this process or in one of its own (`pdf.render_in_child`)."""
        root, letter = resource_root(), self.letter
        issue = Issue(letter.number, letter.dated, letter.signatory, letter.post) if letter.dated else None
        sha256 = fingerprint(self.text)
        return renderer(
            document(
                self.snapshot, self.lang, templates=root / "templates", sha256=sha256, issue=issue, clean=self.clean
            ),
            attachment=self.text.encode(),
            lang=self.lang,
            title=title(self.snapshot, self.lang),
            created=self.snapshot.cut.recorded_at or clock.end_of_day(self.snapshot.as_of),
            base=root / "static",
            about="The data of this letter",
        )


def draw_up(
    resolution_id: int, agency: str, actor: Actor, now: datetime, *, act_key: str | None = None
) -> Letter:  # fmt: skip
    """Draw up a letter to an agency about everything of this resolution that calls for one today, and keep what it says. Raises RuleBroken,
    AlreadyDone (the same form twice) or ChangedMeanwhile (the same form for another agency); then nothing is saved."""
    day = clock.bangkok_day(now)
    with write_transaction():
        _refuse_drawn(resolution_id, agency, act_key)
        before = store.letters(MOST, agency=agency, resolution_id=resolution_id)
        still = _still(resolution_id, agency, day)
        shown = picture_at(resolution_id, last_seq(resolution_id), day)
        if shown is None:
            raise RuleBroken("", NOTHING_DUE)
        rules.check_draft(still, before, own=shown.register.resolution.reporter == agency)
        said = gather(shown, agency, _in_register(still, shown), [each for each in before if each.dated])
        text = said.to_json()
        fact = LetterDrafted(
            agency, tuple(task.id for task in said.tasks), day, said.reply_by, fingerprint(text), text
        )  # fmt: skip
        name = f"{rules.TOPIC}:{store.next_id()}"
        draft = Draft(name, 0, kind_name(type(fact)), to_data(fact), day, resolution_id, agency)
        letter = rules.apply(None, append(draft, actor_id=actor.id, now=now, act_key=act_key), fact)
        store.add(letter, text)
    return letter


def _refuse_drawn(resolution_id: int, agency: str, act_key: str | None) -> None:
    earlier = event_of_act(act_key) if act_key is not None else None
    if earlier is None:
        return
    same = earlier.kind == kind_name(LetterDrafted) and earlier.resolution_id == resolution_id
    if same and earlier.data["agency"] == agency:
        raise AlreadyDone
    raise ChangedMeanwhile(earlier.stream, 0, earlier.version)


def _still(resolution_id: int, agency: str, day: date) -> dict[int, int]:
    """The working days without movement of the tasks that call for this letter, by task."""
    found = (each for each in stalled.to_write(day) if (each.resolution, each.agency) == (resolution_id, agency))
    return {task.task: still for each in found for task, still in each.tasks}


def _in_register(still: dict[int, int], shown: Picture) -> dict[int, int]:
    """The same without tasks whose obligation has left the register: nothing can be quoted for them."""
    known = {each.task.id for each in shown.standings}
    left = {task: days for task, days in still.items() if task in known}
    if not left:
        raise RuleBroken("", NOTHING_DUE)
    return left


def send(
    letter_id: int, number: str, dated: date, signatory: str, post: str, actor: Actor, now: datetime, *, expected: int,
    act_key: str | None = None, read: str | None = None,
) -> Letter:  # fmt: skip
    """Record that the letter went out: its number as typed, its date, who signed in which post; `read` is the `since.mark` of the changed
    tasks that whoever sends it has read of (None: of none). Raises NoSuchLetter, RuleBroken, ChangedMeanwhile or AlreadyDone, as the
    acts below do; then nothing is saved."""
    with write_transaction():
        letter = _letter(letter_id)
        said = snapshot_of(letter)
        whole = full_number(said.sender.number_prefix, number)
        changed = changes(letter, said)
        codes = tuple(each.task.code for each in changed)
        fact = LetterSent(whole, dated, signatory, post, said.addressee.head, EDITION, codes)
        _refuse(letter, fact, dated, expected, act_key)
        rules.check_sent(letter, fact, clock.bangkok_day(now), store.of_number(whole))
        since.check_read(changed, read)
        return _record(letter, fact, actor, now, dated, act_key)


def discard(
    letter_id: int, reason: str, actor: Actor, now: datetime, *, expected: int, act_key: str | None = None
) -> Letter:  # fmt: skip
    """Record that the draft will not be sent, and why."""
    with write_transaction():
        letter, fact = _letter(letter_id), LetterDiscarded(reason)
        _refuse(letter, fact, None, expected, act_key)
        rules.check_discarded(letter)
        return _record(letter, fact, actor, now, None, act_key)


def acknowledge(
    letter_id: int, received_on: date, reference: str, note: str, actor: Actor, now: datetime, *, expected: int,
    act_key: str | None = None,
) -> Letter:  # fmt: skip
    """Record that the agency has the letter: the day, its own number for it, a note."""
    with write_transaction():
        letter, fact = _letter(letter_id), LetterAcknowledged(received_on, reference, note)
        _refuse(letter, fact, received_on, expected, act_key)
        rules.check_acknowledged(letter, fact, clock.bangkok_day(now))
        return _record(letter, fact, actor, now, received_on, act_key)


def snapshot_of(letter: Letter) -> Snapshot:
    """What a letter says."""
    return Snapshot.from_json(_text(letter))


def changes(letter: Letter, said: Snapshot) -> tuple[since.Change, ...]:
    """The tasks of a draft that are no longer as it says; nothing is asked about any other letter. One question."""
    if letter.state is not rules.State.DRAFT:
        return ()
    return since.changes(said.tasks, tasks.several(letter.tasks), letter.drafted_at)


def drawn(letter: Letter, lang: str, *, clean: bool = False) -> Drawn:
    """A kept letter, ready to be drawn."""
    text = _text(letter)
    return Drawn(letter, Snapshot.from_json(text), text, lang, clean)


def _text(letter: Letter) -> str:
    text = store.snapshot_text(letter.id)
    assert text is not None
    return text


def _letter(letter_id: int) -> Letter:
    found = store.letter(letter_id)
    if found is None:
        raise NoSuchLetter(letter_id)
    return found


def _refuse(letter: Letter, fact: Fact, effective_on: date | None, expected: int, act_key: str | None) -> None:
    refuse_again(act_key, letter.stream, fact, effective_on, said=_typed)
    if letter.version != expected:
        raise ChangedMeanwhile(letter.stream, expected, letter.version)


def _typed(data: Data) -> Data:
    """What people said: of a letter that was sent, nobody asks any more which of its tasks had changed by then."""
    return {name: value for name, value in words_of(data).items() if name != "changed"}


def _record(
    letter: Letter, fact: Fact, actor: Actor, now: datetime, effective_on: date | None, act_key: str | None
) -> Letter:  # fmt: skip
    draft = Draft(
        letter.stream, letter.version, kind_name(type(fact)), to_data(fact), effective_on, letter.resolution_id, letter.agency
    )  # fmt: skip
    after = rules.apply(letter, append(draft, actor_id=actor.id, now=now, act_key=act_key), fact)
    store.save(after)
    return after
