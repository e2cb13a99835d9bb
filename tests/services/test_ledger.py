"""Is an act recorded once, in order, and never changed – also when many act at once?"""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from tests import world
from tracker import clock
from tracker.dashboard.verification import verification
from tracker.extensions import db, engine_options, sqlite_journal
from tracker.ledger import store
from tracker.ledger.event import Draft, breaks
from tracker.ledger.store import AlreadyDone, AppendOnly, ChangedMeanwhile, LedgerEvent, append, write_transaction

NOON = datetime(2013, 5, 31, 5, tzinfo=UTC)


def note(stream: str, expected: int, words: str = "", **more: object) -> Draft:
    """A harmless event for the chain."""
    return Draft(stream, expected, "comment_added", {"schema": 1, "text": words}, **more)  # type: ignore[arg-type]


def test_an_act_follows_the_last_one(app: Flask) -> None:
    before = store.head()
    with write_transaction():
        event = append(note("test:1", 0, "ข้อความ"), actor_id=1, now=NOON + timedelta(days=1))
    assert (event.seq, event.version, event.prev_hash) == (before.seq + 1, 1, before.hash)
    assert store.latest(1) == [event]
    assert list(breaks(store.events())) == []


def test_what_is_read_back_is_what_was_written(app: Flask) -> None:
    with write_transaction():
        event = append(
            note("test:1", 0, "อักษรไทย \u200b ' \" \\ 😀"), actor_id=None, now=NOON + timedelta(days=1, microseconds=7)
        )
    (found,) = store.events(stream="test:1")
    assert found == event
    assert found.recorded_at.tzinfo is UTC


def test_of_two_people_the_second_is_told(app: Flask) -> None:
    with write_transaction():
        append(note("test:1", 0), actor_id=1, now=NOON)
    last = store.head()
    with pytest.raises(ChangedMeanwhile) as told, write_transaction():
        append(note("test:1", 0), actor_id=2, now=NOON)
    assert (told.value.stream, told.value.expected, told.value.actual) == ("test:1", 0, 1)
    assert store.head() == last


def test_the_same_form_acts_once(app: Flask) -> None:
    with write_transaction():
        append(note("test:1", 0), actor_id=1, now=NOON, act_key="a-token-of-a-form")
    with pytest.raises(AlreadyDone), write_transaction():
        append(note("test:1", 1), actor_id=1, now=NOON, act_key="a-token-of-a-form")
    assert store.stream_version("test:1") == 1


def test_an_act_that_fails_leaves_nothing(app: Flask) -> None:
    last = store.head()
    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert store.head() == last
    with write_transaction():
        append(note("test:1", 0), actor_id=1, now=NOON)
    assert store.head().seq == last.seq + 1


def fail_half_way() -> None:
    """Two acts, one inside the other's transaction, and then a fault."""
    with write_transaction():
        append(note("test:1", 0), actor_id=1, now=NOON)
        with write_transaction():
            append(note("test:2", 0), actor_id=1, now=NOON)
        raise ZeroDivisionError


def test_the_time_of_recording_never_goes_back(app: Flask) -> None:
    with write_transaction():
        late = append(note("test:1", 0), actor_id=1, now=NOON + timedelta(days=2))
        early = append(note("test:1", 1), actor_id=1, now=NOON)
    assert early.recorded_at == late.recorded_at
    times = [event.recorded_at for event in store.events()]
    assert times == sorted(times)


def test_a_frozen_calendar_keeps_the_order_of_acts(app: Flask) -> None:
    stamps = []
    for _ in range(3):
        with write_transaction():
            stamps.append(append(note("test:1", len(stamps)), actor_id=1, now=clock.now()).recorded_at)
    assert stamps == sorted(stamps)
    assert {clock.bangkok_day(stamp) for stamp in stamps} == {world.TODAY}


def test_a_cut_is_the_end_of_a_day_in_bangkok(app: Flask) -> None:
    """23:59 of 31 May in Bangkok is 16:59 UTC; 00:01 of 1 June is 17:01 UTC of the same day."""
    with write_transaction():
        inside = append(note("test:1", 0), actor_id=1, now=datetime(2013, 5, 31, 16, 59, tzinfo=UTC))
        append(note("test:1", 1), actor_id=1, now=datetime(2013, 5, 31, 17, 1, tzinfo=UTC))
    assert store.cut_on(world.TODAY) == inside.seq
    assert store.cut_on(world.ENTERED - timedelta(days=1)) == 0


REWRITES = {
    "update": "update ledger_event set actor_id = 99 where seq = 3",
    "delete": "delete from ledger_event where seq = 3",
    "replace by seq": """insert into ledger_event select seq, stream || 'x', version, kind, data, 99, recorded_at, effective_on,
        resolution_id, prev_hash, hash, null, null from ledger_event where seq = 3""",
    "replace by stream": """insert into ledger_event select 99999, stream, version, kind, data, 99, recorded_at, effective_on,
        resolution_id, prev_hash, hash, null, null from ledger_event where seq = 3""",
}


@pytest.mark.parametrize("rewrite", REWRITES)
def test_the_database_itself_refuses_to_change_history(app: Flask, database: str, rewrite: str) -> None:
    before = list(store.events())
    statement = REWRITES[rewrite]
    with pytest.raises(SQLAlchemyError):
        db.session.execute(
            text(statement.replace("insert", "insert or replace") if database == "sqlite" else statement)
        )
    db.session.rollback()
    assert list(store.events()) == before


def test_the_table_cannot_be_emptied(app: Flask, database: str) -> None:
    with pytest.raises(DBAPIError):
        db.session.execute(text("delete from ledger_event" if database == "sqlite" else "truncate ledger_event"))
    db.session.rollback()
    assert store.head().seq > 300


@pytest.mark.parametrize("rewrite", REWRITES)
def test_a_stranger_with_the_file_meets_the_same_guard(
    app: Flask, database: str, database_url: str, rewrite: str
) -> None:
    """A program without our settings (recursive_triggers off) opens the SQLite file; PostgreSQL knows no such difference."""
    if database == "postgresql":
        return
    stranger = sqlite3.connect(database_url.removeprefix("sqlite:///"))
    with pytest.raises(sqlite3.DatabaseError):
        stranger.execute(REWRITES[rewrite].replace("insert", "insert or replace"))
    stranger.close()


def test_objects_of_the_ledger_cannot_be_changed_either(app: Flask) -> None:
    row = db.session.get(LedgerEvent, 3)
    assert row is not None
    row.actor_id = 99
    with pytest.raises(AppendOnly):
        db.session.commit()
    db.session.rollback()
    db.session.delete(db.session.get(LedgerEvent, 3))
    with pytest.raises(AppendOnly):
        db.session.commit()
    db.session.rollback()


def test_a_long_history_is_read_in_portions(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = list(store.events())
    for portion in (1, 7, len(whole), len(whole) + 1):
        monkeypatch.setattr(store, "PORTION", portion)
        assert list(store.events()) == whole
        assert [event.seq for event in store.events(after=10, upto=15)] == [11, 12, 13, 14, 15]


def test_every_commit_is_on_the_disk(app: Flask, database: str) -> None:
    """SQLite: FULL synchronisation, WAL only where its reset bug is mended; PostgreSQL: nothing of ours weakens its own."""
    if database == "postgresql":
        assert "synchronous" not in str(engine_options("postgresql+psycopg://"))
        return
    ask = {
        name: db.session.execute(text(f"pragma {name}")).scalar()
        for name in ("synchronous", "foreign_keys", "journal_mode")
    }
    assert ask == {"synchronous": 2, "foreign_keys": 1, "journal_mode": sqlite_journal(sqlite3.sqlite_version_info[:3])}


@pytest.mark.parametrize(
    "version, mode", [((3, 40, 1), "delete"), ((3, 51, 2), "delete"), ((3, 51, 3), "wal"), ((3, 53, 0), "wal")]
)
def test_the_journal_follows_the_version(version: tuple[int, int, int], mode: str) -> None:
    assert sqlite_journal(version) == mode


THREADS, ACTS = 8, 20


def test_many_at_once_lose_nothing(app: Flask) -> None:
    """8 threads × 20 acts: no error, every one recorded, one whole chain, one running version for the stream they share."""
    before = store.head().seq

    def work(number: int) -> None:
        for turn in range(ACTS):
            with app.app_context(), write_transaction():
                append(note(f"test:{number}", turn), actor_id=number, now=clock.now())
                append(note("test:shared", store.stream_version("test:shared")), actor_id=number, now=clock.now())

    db.session.remove()
    with ThreadPoolExecutor(THREADS) as pool:
        for done in [pool.submit(work, number) for number in range(THREADS)]:
            done.result()
    assert store.head().seq == before + 2 * THREADS * ACTS
    assert [store.stream_version(f"test:{number}") for number in range(THREADS)] == [ACTS] * THREADS
    assert store.stream_version("test:shared") == THREADS * ACTS
    assert list(breaks(store.events())) == []


def test_the_world_of_the_tests_holds(app: Flask) -> None:
    assert verification().problems == ()
