"""Does the index follow every act, hold what the ledger holds and nothing else, and find every sign as it stands – on both databases?"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from tests import world
from tests.services.command_line import Run
from tracker import seeding
from tracker.access.policy import Role
from tracker.dashboard.verification import verification
from tracker.extensions import db
from tracker.lang import Bilingual
from tracker.ledger.refusal import RuleBroken
from tracker.ledger.store import cut_on, last_seq, write_transaction
from tracker.people import service as people
from tracker.resolutions import service as registers
from tracker.search import matching, service, store
from tracker.search.matching import Found, Scope, search
from tracker.search.passages import Kind
from tracker.search.question import read
from tracker.tasks import service as tasks
from tracker.tasks.facts import Evidence
from tracker.tasks.rules import Act
from tracker.tasks.workflow import STEP

EVERYTHING: dict[Kind, str | None] = dict.fromkeys(Kind)


def found(words: str, **scope: object) -> dict[Kind, Found]:
    """What these words find of each kind."""
    return search(read(words), Scope(EVERYTHING, **scope))  # type: ignore[arg-type]


def numbers(words: str, **scope: object) -> dict[str, int]:
    """How much these words find, kinds with nothing left out."""
    return {kind.value: len(each.ranks) for kind, each in found(words, **scope).items() if each.ranks}


def log(task: int, note: str, *evidence: Evidence) -> None:
    """The liaison of the Ministry of Finance logs progress."""
    world.do("progress", task, "liaison.mof", "2013-05-31", percent=50, note=note, evidence=evidence)


def test_what_the_world_holds_is_found(app: Flask) -> None:
    assert numbers("หลักฐานยังเปิดไม่ได้") == {"words": 1}
    assert numbers("www.mof.go.th/e-service")["evidence"] == 4
    assert numbers("สํารวจครบทุกเว็บไซต์") == {"words": 1}
    assert found("O-1.3")[Kind.OBLIGATION].ranks[0].level == 0
    assert numbers("ครั้งที่ ๑ ณ วันที่ 30 พฤษภาคม") == {"report": 1}
    assert numbers("กระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์")["body"] == 1
    assert "text" in numbers("Government Website Standard")
    assert numbers("coordinator@demo.example") == {}


def test_an_act_is_found_at_once_and_not_when_it_was_rolled_back(app: Flask) -> None:
    task = world.task_id("O-1.3-T3", "mof")
    log(task, "จัดซื้อเครื่องแม่ข่ายแล้ว", Evidence("https://www.mof.go.th/แม่ข่าย", "ใบส่งของ"))
    assert numbers("แม่ข่าย") == {"words": 1, "evidence": 1}
    assert numbers("ใบส่งของ") == {"evidence": 1}
    with suppress(RuleBroken), write_transaction():
        log(task, "เครื่องสำรองไฟ")
        raise RuleBroken("", Bilingual(th="ไม่", en="no"))
    assert numbers("เครื่องสำรองไฟ") == {}
    assert list(service.differences()) == []


def rename(title: str) -> None:
    """The first obligation of the register gets another title."""
    register = seeding.read(seeding.seeds() / f"{world.RESOLUTION}.yaml")
    first, *rest = register.obligations
    renamed = replace(first, title=Bilingual(th=title, en="x"))
    registers.register(replace(register, obligations=(renamed, *rest)), actor_id=None, now=world.at("2013-05-31"))


def test_a_revised_entry_is_found_by_its_new_words_and_before_that_by_its_old_ones(app: Flask) -> None:
    rename("ชื่อแรกไม่ซ้ำใคร")
    before = last_seq()
    rename("ชื่อหลังไม่ซ้ำใคร")
    assert numbers("ชื่อหลังไม่ซ้ำใคร") == {"obligation": 1}
    assert numbers("ชื่อแรกไม่ซ้ำใคร") == {}
    assert numbers("ชื่อหลังไม่ซ้ำใคร", cut=before) == {}
    assert numbers("ชื่อแรกไม่ซ้ำใคร", cut=before) == {"obligation": 1}
    assert list(service.differences()) == []


def test_a_past_day_finds_only_what_was_known_then(app: Flask) -> None:
    then, later = cut_on(date(2013, 5, 21)), cut_on(date(2013, 5, 23))
    assert numbers("หลักฐานยังเปิดไม่ได้", cut=then) == {}
    assert numbers("หลักฐานยังเปิดไม่ได้", cut=later) == {"words": 1}
    assert numbers("รายงานความก้าวหน้า ครั้งที่ 1", cut=later).get("report") is None
    assert numbers("O-1.3", cut=0) == {}


SIGNS = (
    '"ก"',
    "100%",
    "a_b",
    "a\\b",
    "it's",
    "NEAR(x)",
    "ก*ข",
    "-ลบ",
    "x:y",
    "^z^",
    "{1,2}",
    ":w0",
    "'; drop table task; --",
    "ก\u0e33ก",
    "<b>ก</b>",
)


@pytest.mark.parametrize("sign", SIGNS)
def test_every_sign_is_found_as_it_stands_and_nothing_else(app: Flask, sign: str) -> None:
    log(world.task_id("O-1.3-T3", "mof"), f"ก่อน{sign}หลัง")
    log(world.task_id("O-1.3-T4", "mof"), "ก่อนหลัง 100 บาท axb ab its NEAR x ก ข ลบ z 12 w0 <b>")
    ranks = search(read(f"ก่อน{sign}".split()[0]), Scope(EVERYTHING))[Kind.WORDS].ranks
    assert len(ranks) == 1
    assert numbers(sign)["words"] == 1


@pytest.mark.parametrize(
    "typed",
    ["\x00", "\ud800", "ก\x00ข", "%", "_", "*", '"', "\\", "ก" * 1_000_000, "ก " * 100_000, "\u0e48\u0e49", "'"],
)
def test_nothing_that_is_typed_is_a_fault(app: Flask, typed: str) -> None:
    numbers(typed)


def test_words_of_one_and_two_letters_are_found_among_the_newest(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    assert numbers("กค")["body"] == 1
    assert numbers("๕") == numbers("5")
    log(world.task_id("O-1.3-T3", "mof"), "ฆฌ")
    assert numbers("ฆฌ") == {"words": 1}
    log(world.task_id("O-1.3-T3", "mof"), "อื่น")
    monkeypatch.setattr(matching, "WINDOW", 1)
    assert numbers("ฆฌ") == {}


def test_several_words_must_stand_together_in_any_order(app: Flask) -> None:
    assert numbers("เปิดไม่ได้ หลักฐาน") == {"words": 1}
    assert numbers("เปิดไม่ได้ แผนได้รับอนุมัติ") == {}
    assert numbers("สำรวจ 5")["words"] == 1


def test_a_word_may_name_the_agency_instead(app: Flask) -> None:
    named = {"การคลัง": ["mof"], "แรงงาน": ["mol"]}
    assert numbers("การคลัง หลักฐาน", named=named).get("words", 0) == numbers("หลักฐาน การคลัง", named=named).get(
        "words", 0
    )
    assert numbers("แรงงาน เปิดไม่ได้", named=named)["words"] == 1
    assert "words" not in numbers("การคลัง เปิดไม่ได้", named=named)
    mine = db.session.scalar(text("select count(*) from task where agency = 'mof' or for_agency = 'mof'"))
    assert numbers("การคลัง", named=named)["task"] == mine
    assert numbers("การคลัง").get("task", 0) < mine


def test_what_a_reader_may_not_see_is_not_counted(app: Flask) -> None:
    proof = {Kind.EVIDENCE: "mol", Kind.WORDS: "mol"}
    assert {kind: len(each.ranks) for kind, each in search(read("mof.go.th"), Scope(proof)).items()} == {
        Kind.EVIDENCE: 1,
        Kind.WORDS: 0,
    }
    assert search(read("O-1.3-T1"), Scope({Kind.TASK: "mol"}))[Kind.TASK].ranks != ()
    assert search(read("O-1.3-T1"), Scope({Kind.TASK: "nobody"}))[Kind.TASK].ranks == ()
    assert search(read("O-1.3"), Scope({})) == {}


def test_counting_ends_where_the_page_says_so(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = found("o-1.3-t")[Kind.TASK]
    assert not everything.more
    monkeypatch.setattr(matching, "MOST", 10)
    few = found("o-1.3-t")[Kind.TASK]
    assert (len(few.ranks), few.more) == (10, True)
    assert found("O-1.3-T5")[Kind.TASK].ranks[0].level == 0


NOTES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40).filter(str.strip)
MOVES = st.lists(
    st.tuples(st.sampled_from([3, 4, 5]), st.sampled_from(["start", "progress", "submit", "return", "waive", "comment", "verify"]), NOTES),
    min_size=1, max_size=12,
)  # fmt: skip


@given(MOVES)
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_grew_act_by_act_is_what_is_made_anew(app: Flask, moves: list[tuple[int, str, str]]) -> None:
    """Each example goes on where the one before stopped; a text of any letters is found again by any four of them."""
    world.forget()
    for number, step, note in moves:
        who = world.actor("liaison.mof" if step in ("start", "progress", "submit", "comment") else "coordinator")
        note = note.replace("\x00", " ")
        act = Act(note=note, percent=50, effective_on=date(2013, 5, 31), evidence=(Evidence("https://a.go.th", note),))
        try:
            tasks.act(
                world.task_id(f"O-1.3-T{number}", "mof"),
                STEP[step],
                act,
                who,
                world.at("2013-05-31") + timedelta(hours=1),
            )
        except RuleBroken:
            continue
    grown = list(store.stored()), store.closed()
    assert list(service.differences()) == []
    service.rebuild()
    assert (list(store.stored()), store.closed()) == grown
    assert verification().problems == ()


TAMPERED = (
    "update search_row set folded = 'nothing' where kind = 'words' and seq = (select max(seq) from search_row where kind = 'words')",
    "update search_row set gone = 400 where kind = 'agency' or id = (select min(id) from search_row where kind = 'task')",
    "delete from search_row where id = (select max(id) from search_row where kind = 'text')",
    "update search_row set code = 'o-9' where id = (select min(id) from search_row where kind = 'obligation')",
    "update search_row set task_id = 1 where id = (select max(id) from search_row where kind = 'evidence')",
)


@pytest.mark.parametrize("statement", TAMPERED)
def test_verification_notices_an_index_altered_by_hand_and_rebuilding_mends_it(app: Flask, statement: str) -> None:
    db.session.execute(text(statement))
    db.session.commit()
    problems = verification().problems
    assert problems
    assert all(problem.startswith(("search row ", "search index")) for problem in problems)
    assert all(problem.endswith("run: tracker search rebuild") for problem in problems)
    service.rebuild()
    assert verification().problems == ()


def test_a_new_account_and_a_new_body_are_found(app: Flask) -> None:
    people.add_user(
        "new@mof.go.th", Bilingual(th="ผู้อำนวยการกองใหม่", en="Director"), Role.LIAISON, "mof", "long enough a password"
    )
    assert numbers("กองใหม่") == {"body": 1}
    assert numbers("new@mof") == {}


def test_an_empty_index_is_told_in_few_lines(app: Flask) -> None:
    with write_transaction():
        store.refill([], {})
    assert len(verification().problems) <= 100
    assert numbers("เว็บไซต์") == {}


@pytest.fixture
def asked(app: Flask) -> Callable[[str], int]:
    """How many statements a search takes."""
    from tests.conftest import counting

    def ask(words: str) -> int:
        with counting(app) as statements:
            found(words)
        return len(statements)

    return ask


@pytest.mark.parametrize("words", ["เว็บไซต์", "ไม่มีคำนี้เลย", "กค", "O-1.3", "การคลัง สำรวจ ข้อ"])
def test_a_search_is_one_statement(asked: Callable[[str], int], words: str) -> None:
    assert asked(words) == 1


def test_the_command_makes_the_index_anew(tracker: Run, filled: object) -> None:
    done = tracker("search", "rebuild")
    assert (done.code, done.err) == (0, "")
    assert done.out.strip().endswith("passages can be found.")
    assert tracker("verify").code == 0
