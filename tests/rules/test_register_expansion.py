"""Does the real register give every agency its tasks, with weights and plans that can be worked with?"""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tracker.resolutions.expansion import expand
from tracker.resolutions.kinds import DeadlineBasis, DocumentKind, Force
from tracker.resolutions.marks import codes, segments
from tracker.resolutions.rules import Register
from tracker.resolutions.seed import check_seed, read_agencies
from tracker.workdays import thai_government_calendar

SEEDS = Path(__file__).parents[2] / "seeds"
EIGHT = ("mof", "msdhs", "mol", "moph", "moe", "mfa", "mnre", "opm")
TODAY = date(2013, 5, 31)


@pytest.fixture(scope="module")
def register() -> Register:
    codes = [agency.code for agency in read_agencies(SEEDS / "agencies.yaml")]
    checked = check_seed(SEEDS / "2556-04-23-egov.yaml", codes, is_working=thai_government_calendar().is_working)
    assert not checked.warnings, [warning.sentence("en") for warning in checked.warnings]
    return checked.register


def test_there_are_154_tasks_of_which_six_are_alternatives(register):
    plans = expand(register.templates)
    assert Counter(plan.obligation for plan in plans) == {
        "O-1.1": 17, "O-1.2a1": 2, "O-1.2a2": 2, "O-1.2a3": 3, "O-1.2b1": 2, "O-1.2b2": 2, "O-1.2b3": 3, "O-1.3": 40,
        "O-2a": 2, "O-2b": 17, "O-2c": 17, "O-2d": 3, "O-3": 4, "O-4a": 9, "O-4b": 6, "O-4c": 18, "O-5": 2, "O-6": 3, "O-7": 2,
    }  # fmt: skip
    choices = Counter((plan.alternative_group, plan.agency) for plan in plans if plan.alternative_group)
    assert len(plans) == 154
    assert set(choices.values()) == {2}
    assert len(choices) == 6


def test_each_task_has_a_name_of_its_own_and_is_ours_not_the_cabinets(register):
    plans = expand(register.templates)
    assert len({plan.key for plan in plans}) == 154
    assert all(plan.derived for plan in plans)


@pytest.mark.parametrize("agency", EIGHT)
def test_clause_1_3_weighs_the_same_for_each_of_the_eight(register, agency):
    mine = [plan for plan in expand(register.templates) if plan.obligation == "O-1.3" and plan.agency == agency]
    assert [plan.weight for plan in mine] == [10, 15, 20, 25, 30]
    assert {plan.for_agency for plan in mine} == {agency}


def test_ega_assesses_for_each_of_the_eight_and_sets_criteria_once_for_all(register):
    plans = [plan for plan in expand(register.templates) if plan.obligation == "O-2b"]
    assert {plan.agency for plan in plans} == {"ega"}
    assert Counter(plan.for_agency for plan in plans) == {None: 1} | dict.fromkeys(EIGHT, 2)


def test_weights_of_one_agency_in_one_obligation_are_a_hundred(register):
    totals: dict[tuple[str, str, str | None], dict[str, int]] = {}
    for plan in expand(register.templates):
        ways = totals.setdefault((plan.obligation, plan.agency, plan.for_agency), {})
        ways[plan.alternative_group or plan.code] = plan.weight
    assert {key: sum(ways.values()) for key, ways in totals.items() if sum(ways.values()) != 100} == {}


@pytest.mark.parametrize(
    "code, percent",
    [("O-1.3-T4", 71), ("O-1.3-T5", 14), ("O-4b-T3", 32), ("O-1.1-T3", 44), ("O-2b-T3", 0), ("O-3-T3", 100)],
)
def test_plan_on_31_may(register, code, percent):
    plan = next(plan for plan in register.templates if plan.code == code)
    between = thai_government_calendar().working_days_between
    done = between(plan.start_on, min(max(TODAY, plan.start_on), plan.due_on))
    assert round(100 * done / between(plan.start_on, plan.due_on)) == percent


def test_only_days_that_a_text_states_are_deadlines(register):
    dated = {o.code: (o.deadline, o.deadline_basis) for o in register.obligations if o.deadline}
    june = date(2013, 6, 30)
    assert dated == {
        "O-1.3": (june, DeadlineBasis.STATED),
        "O-2b": (june, DeadlineBasis.PURPOSE),
        "O-2c": (june, DeadlineBasis.PURPOSE),
        "O-2d": (june, DeadlineBasis.INHERITED),
        "O-5": (date(2014, 9, 30), DeadlineBasis.OTHER_DOCUMENT),
    }
    assert all(task.due_on <= june for task in register.templates)


def test_sixteen_orders_stand_in_the_resolution_and_three_outside_it(register):
    outside = {o.code: o.force for o in register.obligations if not o.in_resolution}
    assert len(register.obligations) == 19
    assert outside == {"O-5": Force.REMARK, "O-6": Force.GAP, "O-7": Force.SELF_DECLARED}


def test_both_numberings_lead_to_each_other(register):
    assert {clause.number: clause.letter_clause for clause in register.clauses_of("web-summary")} == {
        "1": "1", "1.1": "1", "1.2": "1", "1.3": "1", "2": "1", "3": "1", "4": "2",
    }  # fmt: skip
    assert [clause.number for clause in register.clauses_of("soc-letter")] == ["1", "2"]


def test_eleven_documents_fifty_readings_and_who_was_told(register):
    kinds = Counter(document.kind for document in register.documents)
    assert kinds[DocumentKind.OPINION] == 8
    assert kinds.total() == 11
    assert [reading.code for reading in register.readings] == [f"D{n:02}" for n in range(1, 51)]
    assert set(EIGHT) - register.informed() == {"mof", "moe"}


def test_letter_numbers_with_two_readings_keep_both(register):
    letters = {document.code: document for document in register.documents}
    assert (letters["bb-letter"].no, letters["bb-letter"].no_variant) == ("นร ๐๗๑๐/๔๑๓", "นร ๐๗๑๐/๕๖๓")
    assert (letters["mol-letter"].dated, letters["mol-letter"].dated_variant) == (date(2013, 3, 27), date(2013, 3, 28))


def test_the_sum_of_two_ministries_has_no_split(register):
    (sum_,) = register.movements
    assert (sum_.amount_satang, sum_.agencies, sum_.split_known, sum_.reading) == (
        200_000_000,
        ("mol", "msdhs"),
        False,
        "D32",
    )


def test_the_text_shows_the_notes_of_the_page(register):
    clause = next(clause for clause in register.clauses if clause.code == "1.2")
    assert codes(clause.text) == ("D01", "D03")
    assert segments(clause.text)[:4] == (("ให้ ", None), ("สรอ.", "D01"), (" ", None), ("จดทะเบียนชื่อ", "D03"))


def test_every_derived_or_quoted_text_is_there_in_both_languages(register):
    def texts(value):
        if isinstance(value, dict):
            if set(value) == {"th", "en"}:
                yield value
            for inner in value.values():
                yield from texts(inner)
        if isinstance(value, list):
            for inner in value:
                yield from texts(inner)

    found = list(texts(register.to_json()))
    assert len(found) > 500
    assert all(text["th"].strip() and text["en"].strip() for text in found)
    assert all(clause.english for clause in register.clauses)
    assert all(obligation.quote_english for obligation in register.obligations)


def test_the_register_comes_back_from_json_unchanged(register):
    assert Register.from_json(register.to_json()) == register
