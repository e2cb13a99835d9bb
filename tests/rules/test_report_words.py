"""Do the words of a report rest on its snapshot, and does no typed figure get in that the snapshot does not hold? Pure rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports.empty import first_day, nothing_at_all, without_deadline
from tests.reports.sample import snapshot
from tracker.documents.composition import composed, ruled
from tracker.documents.differences import differences
from tracker.documents.held_figures import Held, held, unknown
from tracker.documents.narrative import narrative
from tracker.documents.places import IN_THE_LETTER, PLACES, WORDED
from tracker.documents.words import Worded
from tracker.lang import LANGS, Bilingual, format_date, thai_numerals
from tracker.ledger.event import Event
from tracker.ledger.kinds import kind_name, to_data
from tracker.ledger.refusal import RuleBroken
from tracker.record import canonical, parse
from tracker.reports import rules
from tracker.reports.facts import ReportDrafted, ReportWorded
from tracker.reports.report import Report, State, fold
from tracker.snapshots.codes import Health, Status
from tracker.snapshots.curve import CurvePoint
from tracker.snapshots.snapshot import Snapshot

DAY = date(2013, 5, 31)
AT = datetime(2013, 5, 31, 9, tzinfo=UTC)
NONE = {"th": (), "en": ()}


@cache
def figures() -> Held:
    """What the sample holds."""
    return held(snapshot())


def with_blocked() -> Snapshot:
    """The sample, with a task that waits for the Budget Bureau."""
    full = snapshot()
    first = full.sections[0]
    tasks = (*first.tasks[:1], replace(first.tasks[1], held_by=Bilingual("สงป.", "BB")), *first.tasks[2:])
    return replace(full, sections=(replace(first, tasks=tasks), *full.sections[1:]))


def with_finished(number: int) -> Snapshot:
    """The sample, in which so many tasks were verified since the report before."""
    full = snapshot()
    assert full.changes is not None
    one = full.changes.tasks[1]
    done = replace(one, status_before=Status.SUBMITTED, status=Status.VERIFIED, health=Health.DONE)
    tasks = tuple(replace(done, code=f"O-9-T{place}", agency=("mof", "mol")[place % 2]) for place in range(number))
    return replace(full, changes=replace(full.changes, tasks=tasks, totals=replace(full.changes.totals, verified=0)))


def first_report() -> Snapshot:
    """The sample, had there been no report before it."""
    full = snapshot()
    assert full.changes is not None
    return replace(full, changes=replace(full.changes, report=None, known=False))


def without_changes() -> Snapshot:
    """A report that was drawn up before reports looked back."""
    return replace(snapshot(), changes=None)


ALL = (snapshot, first_day, nothing_at_all, without_deadline, with_blocked, first_report, without_changes)


@pytest.mark.parametrize("report", ALL)
def test_no_sentence_of_a_rule_states_a_figure_that_the_snapshot_does_not_hold(report) -> None:
    found, kept = report(), held(report())
    for place, sentences in narrative(found, DAY, asks=True).items():
        for each in sentences:
            assert unknown(each.words.th, kept) == (), place
            assert unknown(each.words.en, kept) == (), place


@given(
    st.integers(0, 9), st.integers(0, 100), st.integers(0, 100), st.integers(0, 3000), st.integers(-900, 900),
    st.lists(st.sampled_from(Health), min_size=8, max_size=8),
)  # fmt: skip
def test_whatever_the_figures_are_the_rules_state_no_other(
    done: int, verified: int, claimed: int, tasks: int, days: int, healths: list[Health]
) -> None:
    report = with_finished(done)
    leading = replace(report.leading, verified=verified, claimed=claimed)
    sections = tuple(replace(each, health=health) for each, health in zip(report.sections, healths, strict=True))
    problems = report.problems[: tasks % 20]
    steps = report.steps[: tasks % 9]
    left = replace(report.resolution, days_left=max(days, 0), deadline=report.as_of + timedelta(days=days))
    report = replace(
        report, leading=leading, sections=sections, problems=problems, steps=steps, resolution=left,
        totals=replace(report.totals, tasks=tasks, verified=min(tasks, verified)),
        figures=(*report.figures, replace(report.figures[0], code="F4", value=abs(days))),
    )  # fmt: skip
    kept = held(report)
    for place, words in ruled(report, DAY).items():
        assert (unknown(words.th, kept), unknown(words.en, kept)) == ((), ()), place


@pytest.mark.parametrize("report", ALL)
def test_each_row_that_a_sentence_rests_on_is_in_the_snapshot(report) -> None:
    found = report()
    codes = {(section.agency, task.code) for section in found.sections for task in section.tasks}
    codes |= {(agency, step.task) for step in found.steps for agency in step.agencies}
    codes |= {(task.agency, task.code) for task in (found.changes.tasks if found.changes else ())}
    known = {figure.code for figure in found.figures}
    for sentences in narrative(found, DAY).values():
        for basis in (basis for each in sentences for basis in each.basis):
            if basis.agency:
                assert found.party(basis.agency)
                assert not basis.code or (basis.agency, basis.code) in codes
            else:
                assert basis.code in known


def test_the_highlights_say_who_finished_and_who_moved_on() -> None:
    said = ruled(with_finished(3), DAY)["highlights"]
    assert "งานที่ตรวจรับแล้วเพิ่มจาก 0 งาน เป็น 41 งาน จากทั้งหมด 86 งาน นับจากรายงานครั้งที่ 1 (17 พฤษภาคม 2556)" in said.th
    assert "งานที่ตรวจรับแล้วในช่วงนี้เป็นของกระทรวงการคลัง 2 งาน และ กระทรวงแรงงาน 1 งาน" in said.th
    assert "Those verified since then are of the Ministry of Finance (2) and Ministry of Labour (1)." in said.en
    moved = ruled(snapshot(), DAY)["highlights"].th
    assert (
        "คืบหน้ามากที่สุดคือ O-1.3-T3 อนุมัติแผนปรับปรุงพร้อมงบประมาณ ของกระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์ จากร้อยละ 0 เป็นร้อยละ 80"
        in moved
    )


def test_the_problems_say_who_fell_behind_by_how_many_working_days_and_who_holds_up_what() -> None:
    said = ruled(with_blocked(), DAY)["problems"]
    assert "มีงานล่าช้า 12 งาน และงานเสี่ยง 16 งาน" in said.th
    assert "งานที่กลายเป็นงานล่าช้าหลังรายงานครั้งที่ 1 (17 พฤษภาคม 2556) มี 8 งาน ได้แก่ O-1.1-T2" in said.th
    assert "ของกระทรวงศึกษาธิการ (10 วันทำการ)" in said.th
    assert "งานที่ติดขัดมี 1 งาน ได้แก่ O-1.1-T3 ประเมินตนเองเบื้องต้นและเก็บหลักฐาน ของกระทรวงการคลัง ผู้ต้องดำเนินการคือสงป." in said.th
    assert "where BB must act" in said.en


def test_a_day_that_the_system_set_is_marked_in_the_next_steps() -> None:
    full = snapshot()
    own = replace(full.steps[0], derived=False)
    said = ruled(replace(full, steps=(own, full.steps[1])), DAY)["steps"].th
    assert "วันที่ 7 มิถุนายน 2556 แก้ครบ" in said
    assert "วันที่ 12 มิถุนายน 2556* คลินิก" in said


def test_with_requests_the_letter_asks_for_a_decision() -> None:
    asked = (Worded("requests", Bilingual("ขอ", "Please"), 3, AT),)
    assert "เพื่อทราบต่อไป" in composed(snapshot(), DAY)["close"].th
    assert "เพื่อทราบและพิจารณา" in composed(snapshot(), DAY, asked)["close"].th
    assert composed(snapshot(), DAY)["requests"] == Bilingual("", "")


HELD = (
    "ร้อยละ 31", "ร้อยละ ๓๑", "31%", "31 per cent", "2,000,000 บาท", "๒,๐๐๐,๐๐๐ บาท", "2 ล้านบาท", "2 million baht", "0.85 ล้านบาท",
    "31 พฤษภาคม 2556", "31/05/2556", "๓๑/๕/๒๕๕๖", "2013-05-31", "ค.ศ. 2013", "ข้อ 1.3", "O-1.3-T3", "O-1.3 และ O-4a", "ที่ นร 0710/413",
    "2556-04-23-egov", "1. ข้อแรก\n2. ข้อสอง\n(3) ข้อสาม\n๔. ข้อสี่", "12-16", "ไม่มีตัวเลข", "", "F1", "2\u200b,000,000 บาท",
)  # fmt: skip
NOT_HELD = {
    "ร้อยละ 99": "ร้อยละ 99", "ร้อยละ ๙๙": "ร้อยละ ๙๙", "99%": "99%", "99 per cent": "99 per cent", "5,000,000 บาท": "5,000,000 บาท",
    "3 ล้านบาท": "3 ล้านบาท", "๔๓๒๑": "๔๓๒๑", "1,234,567": "1,234,567", "O-9.9-T9": "O-9.9-T9", "31.5": "31.5", "ข้อ 9.9": "9.9",
    "กว่า 4321 ราย": "4321", "２９９９": "２９９９", "٢٩٩٩": "٢٩٩٩", "½": "½", "①": "①", "4\u200b321": "4321", "12-4321": "12-4321",
    "31/05/2599": "31/05/2599", "M-4321": "M-4321", "ที่ นร 0710/4321": "0710/4321", "31 ล้านบาท": "31 ล้านบาท", "x 4321. y": "4321",
}  # fmt: skip


@pytest.mark.parametrize("text", HELD)
def test_what_the_snapshot_holds_may_be_typed(text: str) -> None:
    assert unknown(text, figures()) == ()


@pytest.mark.parametrize("text", NOT_HELD)
def test_a_figure_that_it_does_not_hold_is_named_as_it_was_typed(text: str) -> None:
    assert unknown(text, figures()) == (NOT_HELD[text],)


@given(st.dates(date(2000, 1, 1), date(2030, 12, 31)))
def test_a_day_passes_in_whatever_digits_when_the_snapshot_holds_it(day: date) -> None:
    kept = held(replace(snapshot(), as_of=day))
    for lang in LANGS:
        for said in (format_date(day, lang), format_date(day, lang, "numeric"), day.isoformat()):
            assert unknown(said, kept) == unknown(thai_numerals(said), kept) == ()


def test_a_percentage_of_the_curve_may_be_told_and_another_may_not() -> None:
    bare = held(replace(snapshot(), curve=()))
    *drawn, another = (number for number in range(100) if number not in bare.percents)
    point = CurvePoint(date(2013, 5, 17), *drawn[:3])
    found = held(replace(snapshot(), curve=(point,)))
    for percent in drawn[:3]:
        words = f"ณ วันที่ 17 พฤษภาคม 2556 คิดเป็นร้อยละ {percent}"
        assert unknown(words, bare) == (f"ร้อยละ {percent}",)
        assert unknown(words, found) == ()
    assert unknown(f"ร้อยละ {another}", found) == (f"ร้อยละ {another}",)


def test_the_number_of_the_letter_belongs_to_the_report() -> None:
    assert unknown("ทก 0100.4/8899", held(snapshot())) == ("0100.4/8899",)
    assert unknown("ทก 0100.4/8899", held(snapshot(), "ทก 0100.4/8899")) == ()


@given(st.text(max_size=400))
def test_any_text_is_read_without_a_fall(text: str) -> None:
    unknown(text, figures())


WORDS = st.text(alphabet="กขคงเาำิ่ ๑2a\n", max_size=120)


@given(WORDS, WORDS)
def test_the_pieces_of_a_change_spell_both_texts(before: str, after: str) -> None:
    pieces = differences(before, after)
    assert "".join(each.words for each in pieces if each.what != "come") == before
    assert "".join(each.words for each in pieces if each.what != "gone") == after
    assert all(each.words for each in pieces)


def test_a_change_of_one_word_leaves_the_others() -> None:
    before = "กระทรวงการคลังมีความก้าวหน้าที่ตรวจรับแล้วตามแผน"
    pieces = differences(before, before.replace("ตรวจรับแล้ว", "รายงานเอง"))
    assert [(each.what, each.words) for each in pieces if each.what != "kept"] == [
        ("gone", "ตรวจรับแล้ว"),
        ("come", "รายงานเอง"),
    ]


def event(fact: object, version: int) -> Event:
    """An event about report no. 1."""
    return Event(
        version, "report:1", version, kind_name(type(fact)), to_data(fact), 3, AT, None, 7, "0" * 64, f"{version:064d}"
    )


def worded(*facts: ReportWorded) -> Report:
    """A draft with these words."""
    told = (ReportDrafted(1, DAY, 9, "c" * 64), *facts)
    return fold(event(fact, place) for place, fact in enumerate(told, 1))[1]


def test_the_latest_words_of_a_place_stand_and_empty_ones_bring_back_the_rule() -> None:
    report = worded(ReportWorded("steps", "ก", "a"), ReportWorded("facts", "ข", "b"), ReportWorded("steps", "ค", "c"))
    assert [(each.place, each.words.en) for each in report.wording] == [("facts", "b"), ("steps", "c")]
    assert parse(Report, canonical(report)) == report
    assert worded(ReportWorded("steps", "ก", "a"), ReportWorded("steps", "", "")).wording == ()
    assert (report.state, report.authors) == (State.DRAFT, (3,))


def test_an_older_report_without_words_reads() -> None:
    text = canonical(worded()).replace(',"wording":[]', "")
    assert '"wording"' not in text
    assert parse(Report, text).wording == ()


@pytest.mark.parametrize(
    ("fact", "unheld", "field", "words"),
    [
        (ReportWorded("nowhere", "ก", "a"), NONE, "", "no such place"),
        (ReportWorded("steps", "ก", ""), NONE, "en", "in Thai and in English"),
        (ReportWorded("steps", "", "a"), NONE, "th", "in Thai and in English"),
        (ReportWorded("steps", "ก 99", "a"), {"th": ("99",)}, "th", "does not hold “99”"),
        (ReportWorded("steps", "ก", "a 99"), {"en": ("99",)}, "en", "does not hold “99”"),
        (ReportWorded("requests", "", ""), NONE, "th", "nothing to save"),
        (ReportWorded("facts", "ก" * 3000, "a"), NONE, "th", "its one page holds at most"),
    ],
)  # fmt: skip
def test_words_are_refused_in_a_sentence_beside_their_field(
    fact: ReportWorded, unheld: dict[str, tuple[str, ...]], field: str, words: str
) -> None:
    with pytest.raises(RuleBroken, match=words) as refused:
        rules.check_worded(worded(), fact, composed(snapshot(), DAY), unheld)
    assert refused.value.field == field


def test_many_unknown_figures_are_counted() -> None:
    with pytest.raises(RuleBroken, match="“5” and 4 more"):
        rules.check_worded(
            worded(), ReportWorded("steps", "ก", "a"), composed(snapshot(), DAY), {"th": tuple("123456789")}
        )


def test_every_place_that_can_be_worded_is_a_place_of_remarks_and_has_words() -> None:
    assert set(WORDED) <= set(PLACES)
    assert set(narrative(snapshot(), DAY)) == set(WORDED)
    assert all(sum(len(each.pick(lang)) for place, each in ruled(snapshot(), DAY).items() if place in IN_THE_LETTER)
               < rules.MOST_IN_THE_LETTER[lang] for lang in LANGS)  # fmt: skip
