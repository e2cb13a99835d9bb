"""Is a wrong seed file refused with the right line and a reason that helps?"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.resolutions.rules import Register
from tracker.resolutions.seed import SeedError, check_seed, read_agencies, read_seed
from tracker.resolutions.seed_yaml import LARGEST

SEEDS = Path(__file__).parents[2] / "seeds"
README = (SEEDS / "README.md").read_text(encoding="utf-8")
GOOD = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)[0]
AGENCIES = frozenset(agency.code for agency in read_agencies(SEEDS / "agencies.yaml"))


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


def mistakes(content: str | bytes, **known) -> list[tuple[int, str, str]]:
    raw = content if isinstance(content, bytes) else content.encode()
    with pytest.raises(SeedError) as caught:
        read_seed(raw, AGENCIES, **known)
    return [(problem.line, problem.message.en, problem.message.th) for problem in caught.value.problems]


def test_the_example_of_the_documentation_loads():
    checked = check_seed(GOOD.encode(), AGENCIES, is_working=lambda day: day.weekday() < 5)
    assert checked.warnings == ()
    assert Register.from_json(checked.register.to_json()) == checked.register


CHANGES = [
    ("deadline: 2013-09-30", "deadline: 2556-09-30", "B.E. 2556, which is C.E. 2013. Write 2013-09-30", "พ.ศ. 2556"),
    ("deadline: 2013-09-30", "deadline: 30/09/2556", "Write 2013-09-30", "2013-09-30"),
    ("deadline: 2013-09-30", "deadline: 2013-09-31", "has only 30 days", "30 วัน"),
    ("deadline: 2013-09-30", "deadline: 2556-02-30", "has only 28 days", "28 วัน"),
    ("deadline: 2013-09-30", "deadline: soon", "was not understood", "soon"),
    ("deadline: 2013-09-30", "deadline: [2013-09-30]", "one value", "ค่าเดียว"),
    ("deadline: 2013-09-30", "deadline: null", "there must be a day", "ต้องมีวัน"),
    ("deadline: 2013-09-30", "dedline: 2013-09-30", "Did you mean “deadline”?", "หมายถึง “deadline”"),
    ("deadline_basis: stated", "deadline_basis: none", "must be no day", "ต้องไม่มีวัน"),
    ("deadline_basis: stated", "deadline_basis: statd", "Did you mean “stated”?", "statd"),
    ("in_resolution: true", "in_resolution: yes", "true or false", "true หรือ false"),
    ("force: order", "force:", "no value", "ยังไม่ได้ใส่ค่า"),
    ("force: order", "force: order\n    force: gap", "appears twice", "ซ้ำ"),
    ("code: X-1-T2", "code: X-1-T1", "already used on line", "ซ้ำกับบรรทัด"),
    ("code: X-1-T2", "code: งาน 2", "Latin letters", "อักษรอังกฤษ"),
    ("code: D01", "code: E01", "A reading's code is D and a number", "ต้องเป็น D"),
    ("proposer: mict", "proposer: mcit", "no agency “mcit”. Did you mean “mict”?", "ไม่มีหน่วยงาน"),
    ("headline: X-1", "headline: X-9", "no obligation “X-9”", "ไม่มีภารกิจ"),
    ("text_source: letter", "text_source: lettre", "no document “lettre”. Did you mean “letter”?", "ไม่มีเอกสาร"),
    ("obligors: [mof, bb]", "obligors: [mof, mof]", "stands twice", "ซ้ำในรายการ"),
    ("obligors: [mof, bb]", "obligors: mof", "Must be a list", "ต้องเป็นรายการ"),
    ('matrix_column: "1"', 'matrix_column: "2"', "no column “2”", "ไม่มีคอลัมน์"),
    ("after: [X-1-T1]", "after: [X-1-T9]", "no task “X-1-T9”", "ไม่มีงาน"),
    ("weight: 40", "weight: 0", "above 0", "มากกว่า 0"),
    ("weight: 40", "weight: -5", "above 0", "มากกว่า 0"),
    ("weight: 40", "weight: ๔๐", "Arabic digits", "เลขอารบิก"),
    ("weight: 40", "weight: 999999999999999999999999999999", "whole number", "จำนวนเต็ม"),
    ("due_on: 2013-07-12", "due_on: 2013-06-01", "before it starts on 2013-06-10", "ก่อนวันเริ่ม"),
    ("owner: ega\n", "owner: each\n", "With owner each", "each"),
    ("quote: เผยแพร่", "quote: จงเผยแพร่", "not in its source", "ไม่ตรงกับเอกสาร"),
    ("(D01)เผยแพร่", "(D02)เผยแพร่", "no reading “D02”", "ไม่มีหมายเหตุ"),
    ("](D01)เผยแพร่", "] (D01)เผยแพร่", "[word](D01)", "[คำ](D01)"),
    ('targets: ["clause:1"]', 'targets: ["clause:7"]', "no clause “7”", "ไม่มีข้อ"),
    ('targets: ["clause:1"]', 'targets: ["claus:1"]', "Did you mean “clause”?", "claus"),
    ('title: {th: "เผยแพร่", en: "Publish"}\n        weight', 'title: {th: "เผยแพร่"}\n        weight', "key “en” is missing", "ขาดคีย์ “en”"),
    ('title: {th: "เผยแพร่", en: "Publish"}\n        weight', 'title: เผยแพร่\n        weight', "a group of keys: th, en", "th, en"),
    ('title: {th: "เผยแพร่", en: "Publish"}\n        weight', 'title: {th: "เผยแพร่", en: " "}\n        weight', "empty", "ว่าง"),
    ('title: {th: "เผยแพร่", en: "Publish"}\n        weight', 'title: {th: "เผยแพร่", en: "a\\0"}\n        weight', "U+0000", "U+0000"),
    ('title: {th: "เผยแพร่", en: "Publish"}\n        weight', 'title: {th: "เผยแพร่", en: "\\ud800"}\n        weight', "U+D800", "U+D800"),
    ("format: 1", "format: 2", "Only format 1", "รูปแบบ 1"),
    ("weight: 40", "weight: !!python/object/apply:os.system [echo]", "type tag", "ป้ายชนิด"),
    ("weight: 40", "weight: !!binary aGk=", "type tag", "ป้ายชนิด"),
    ("obligors: [mof, bb]", "obligors: &all [mof, bb]\n    readings: *all", "References", "อ้างซ้ำ"),
    ("obligors: [mof, bb]", "obligors: &all [mof, bb]", "References with &", "อ้างซ้ำ"),
    ("after: [X-1-T1]", "after: [X-1-T2]", "“X-1-T2” would come after itself", "ต้องเสร็จก่อนตัวเอง"),
    ("matrix_agencies: [mof, bb]", "matrix_agencies: []", "at least one agency", "อย่างน้อยหนึ่งหน่วยงาน"),
    ("weight: 40", "weight: 40\n\tstart_on: x", "spaces, not tabs", "แท็บ"),
    ("weight: 40", "weight: 40: 50", "YAML syntax error at column", "ไวยากรณ์ YAML"),
    ("weight: 40", "weight: [40", "YAML syntax error at column", "ไวยากรณ์ YAML"),
]  # fmt: skip


@pytest.mark.parametrize("good, bad, en, th", CHANGES, ids=[bad for _, bad, _, _ in CHANGES])
def test_one_mistake_is_named_by_line_and_reason(good, bad, en, th):
    line = line_of(GOOD, good)
    near = range(line - 1, line + bad.count("\n") + 2)  # a plan or a pair of keys may be named at its other half
    found = mistakes(GOOD.replace(good, bad, 1))
    assert any(at in near and en in said and th in said_th for at, said, said_th in found), found


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{n}: &{n} [{','.join(['*' + p] * 9)}]\n" for p, n in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "content, line, words",
    [
        (b"", 1, "empty"),
        (b"# nothing\n", 1, "empty"),
        (b"just words", 1, "group of keys"),
        (b"- 1\n- 2\n", 1, "group of keys"),
        ("format: 1\nnote: ก\n".encode("cp874"), 2, "not UTF-8"),
        (b"format: 1\nresolution: \x00\n", 2, "NUL"),
        (b"format: 1\nresolution: \x07\n", 1, "control character"),
        (BOMB.encode(), 1, "References"),
        (b"a: " + b"[" * 5000, 1, "levels deep"),
        (b"#" * (LARGEST + 1), 1, "larger than 5 megabytes"),
        (b"- a\n" * 100_000, 100_000, "more than 100,000 values"),
        (b"a: 1\n---\nb: 2\n", 2, "YAML syntax error"),
        (b"? [a, b]\n: 1\n", 1, "Unknown key"),
    ],
    ids=[
        "empty",
        "comment",
        "words",
        "list",
        "thai codepage",
        "NUL",
        "bell",
        "bomb",
        "deep",
        "large",
        "many",
        "two files",
        "list as key",
    ],
)
def test_a_file_that_cannot_be_a_register_is_refused(content, line, words):
    found = mistakes(content)
    assert (found[0][0], words in found[0][1]) == (line, True), found


def test_a_missing_file_says_so(tmp_path):
    with pytest.raises(SeedError, match="cannot be read"):
        read_seed(tmp_path / "no.yaml", AGENCIES)


def test_all_mistakes_are_collected_in_the_order_of_lines():
    content = (
        GOOD.replace("weight: 40", "weight: 0")
        .replace("proposer: mict", "proposer: x")
        .replace("force: order", "forse: order")
    )
    found = mistakes(content)
    assert [line for line, _, _ in found] == sorted(line for line, _, _ in found)
    assert len(found) == 4  # agency, unknown key, missing key, weight


def test_a_file_of_nothing_but_mistakes_is_read_no_further_than_needed():
    found = mistakes("\n".join(f"key{n}: {n}" for n in range(1000)))
    assert found[-1][:2] == (200, "There are 200 mistakes; the rest was not read.")
    assert len(found) == 201


def test_a_circle_of_tasks_is_named_once_with_the_way_round():
    content = GOOD.replace("code: X-1-T1\n", "code: X-1-T1\n        after: [X-1-T3]\n").replace(
        "code: X-1-T3\n", "code: X-1-T3\n        after: [X-1-T2]\n"
    )
    assert [(line, en) for line, en, _ in mistakes(content)] == [
        (
            line_of(content, "after: [X-1-T3]"),
            "The task “X-1-T1” would come after itself: “X-1-T1” ← “X-1-T3” ← “X-1-T2” ← “X-1-T1”.",
        )
    ]


def test_a_task_before_a_circle_is_not_blamed_for_it():
    content = GOOD.replace("after: [X-1-T1]", "after: [X-1-T2]").replace(
        "code: X-1-T1\n", "code: X-1-T1\n        after: [X-1-T2]\n"
    )
    assert [line for line, _, _ in mistakes(content)] == [line_of(content, "after: [X-1-T2]\n      - code: X-1-T3")]


def test_a_decision_of_tomorrow_is_no_decision_and_one_of_today_is():
    check_seed(GOOD.encode(), AGENCIES, today=date(2013, 5, 28))
    with pytest.raises(SeedError, match="The decision of 2013-05-28 is in the future; today is 2013-05-27") as caught:
        check_seed(GOOD.encode(), AGENCIES, today=date(2013, 5, 27))
    assert [problem.line for problem in caught.value.problems] == [line_of(GOOD, "decided_on:")]


def test_an_agency_of_the_matrix_that_was_misread_is_one_mistake():
    assert len(mistakes(GOOD.replace("matrix_agencies: [mof, bb]", "matrix_agencies: mof"))) == 1


def test_the_messages_in_the_documentation_are_what_the_reader_says():
    shown = re.findall(r"^my\.yaml:(\d+): (.+?): (.+) / (.+)$", README, re.MULTILINE)
    content = GOOD.replace("proposer: mict", "proposer: mcit").replace("    deadline: 2013", "    dedline: 2013")
    with pytest.raises(SeedError) as caught:
        read_seed(content.replace("weight: 40", "weight: 0").encode(), AGENCIES)
    assert shown == [(str(p.line), p.path, p.message.en, p.message.th) for p in caught.value.problems]


def test_a_missing_key_is_named_at_its_group():
    content = GOOD.replace("        weight: 40\n", "")
    assert mistakes(content) == [(line_of(content, "- code: X-1-T1"), "The key “weight” is missing.", "ขาดคีย์ “weight”")]


def test_codes_of_other_resolutions_are_taken():
    assert [(line, en) for line, en, _ in mistakes(GOOD, taken=["X-1"])] == [
        (line_of(GOOD, "- code: X-1\n"), "The code “X-1” is used by another resolution.")
    ]


def test_a_resolutions_own_codes_are_not_taken_by_itself():
    asked = []
    read_seed(GOOD.encode(), AGENCIES, taken=lambda code: asked.append(code) or [])
    assert asked == ["2556-05-28-open-data"]


def test_the_place_is_said_in_the_words_of_the_file():
    with pytest.raises(SeedError) as caught:
        read_seed(GOOD.replace("weight: 40", "weight: 0").encode(), AGENCIES)
    (problem,) = caught.value.problems
    assert problem.path == "obligations › X-1 › tasks › X-1-T1 › weight"
    assert problem.sentence("en").startswith(f"line {problem.line} (obligations › X-1")
    assert problem.sentence("th").startswith(f"บรรทัด {problem.line} ")


def test_a_day_off_and_odd_weights_only_warn():
    content = GOOD.replace("due_on: 2013-07-12", "due_on: 2013-07-13").replace("weight: 60", "weight: 50")
    warnings = check_seed(content.encode(), AGENCIES, is_working=lambda day: day.weekday() < 5).warnings
    assert [warning.message.en for warning in warnings] == [
        "The weights of mof add up to 90, not 100.",
        "The weights of bb add up to 90, not 100.",
        "2013-07-13 is no working day.",
    ]


MONEY = """money:
  - code: M-1
    kind: allocation
    label: {th: "งบ", en: "Money"}
    amount_baht: SUM
    fiscal_year_be: 2556
    agencies: [mof]
    split_known: true
    source: letter
    quote: เผยแพร่
    quote_english: publish
"""


def test_money_is_exact_satang():
    sums = {"2000000": 200_000_000, "2,000,000": 200_000_000, "1250.5": 125_050, "0.01": 1}
    for written, satang in sums.items():
        register = read_seed((GOOD + MONEY.replace("SUM", f'"{written}"')).encode(), AGENCIES)
        assert register.movements[0].amount_satang == satang
    assert "in baht" in mistakes(GOOD + MONEY.replace("SUM", "1.005"))[0][1]
    assert "B.E. 2556; write 2556" in mistakes(GOOD + MONEY.replace("SUM", "1").replace("_be: 2556", "_be: 2013"))[0][1]


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_at_all_do_more_than_be_refused(content):
    mistakes(content)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_damaged_file_loads_or_is_refused_and_nothing_else(data):
    lines = GOOD.split("\n")
    at = data.draw(st.integers(0, len(lines) - 1))
    lines[at] = data.draw(
        st.sampled_from(
            ["", "x", "- x", "  code: [", "    th: null", "\t", "      - {}", lines[at] + " #", lines[at][2:]]
        )
    )
    try:
        outcome = len(check_seed("\n".join(lines).encode(), AGENCIES).register.obligations)
    except SeedError as error:
        outcome = len(error.problems)
    assert outcome
