"""Which plans of two runs stand side by side, and real ones that do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import planlift
from planlift.compare.comparison import compare_plans
from planlift.compare.pairing import pair_plans
from schema.record import PlanRecord, plan_record
from schema.taxonomy import load_taxonomy
from tests.handmade import made_plan

EXAM = Path(__file__).parents[2] / "shared" / "exam" / "documents"


def plan(plan_id: str, agency: str, roc_year: int | None, *, items: bool = True) -> PlanRecord:
    made = replace(made_plan(plan_id, None if items else ()), agency=agency, roc_year=roc_year)
    return plan_record(made)


def test_plans_of_two_runs_are_paired_by_agency_the_nearest_years_first() -> None:
    a = [plan("a100", "甲所", 100), plan("a104", "甲所", 104), plan("b", "乙所", 104)]
    b = [plan("a105", "甲所", 105), plan("a101", "甲所", 101), plan("b-new", "乙所", None)]
    assert [(one.plan_id, other.plan_id) for one, other in pair_plans(a, b).pairs] == [
        ("a100", "a101"),
        ("a104", "a105"),
        ("b", "b-new"),
    ]


def test_plans_that_cannot_be_paired_are_listed_with_the_reason() -> None:
    a = [plan("far", "甲所", 90), plan("near", "甲所", 104), plan("lone", "丙所", 104), plan("whose", "", 104)]
    b = [plan("late", "甲所", 105), plan("bare", "乙所", 105, items=False)]
    assert [(one.plan.plan_id, one.reason) for one in pair_plans(a, b).unpaired] == [
        ("far", "the plans of its agency in B are compared with nearer years"),
        ("lone", "B has no plan of 丙所"),
        ("whose", "its agency is not known"),
        ("bare", "it has no work items"),
    ]


def test_two_single_plans_are_compared_whatever_their_agencies() -> None:
    assert len(pair_plans([plan("a", "甲所", 100)], [plan("b", "", None)]).pairs) == 1


def exam_plan(name: str) -> PlanRecord:
    path = EXAM / f"{name}.word-a4.pdf"
    if not path.exists():
        pytest.skip("the exam's documents are not here")
    return plan_record(planlift.read(path))


def test_a_later_plan_of_the_same_framework_keeps_its_indicators() -> None:
    result = compare_plans(exam_plan("keelung-city-97"), exam_plan("keelung-anle-100"), load_taxonomy())
    rows = {row.code: row for row in result.rows}
    assert result.count("kept") >= 25
    assert rows["c/process/convenience/waiting-time"].only_in_b("owners") == ("各課",)
    assert (
        rows["c/process/convenience/waiting-time"].only_in_a("deadlines"),
        rows["c/process/convenience/waiting-time"].only_in_b("deadlines"),
    ) == (("10月",), ("12月",))


def test_plans_of_two_frameworks_meet_at_the_level_of_groups() -> None:
    plans = exam_plan("tainan-dongnan-104"), exam_plan("taipei-wanhua-105")
    fine, coarse = (compare_plans(*plans, load_taxonomy(), level) for level in ("indicator", "group"))
    assert coarse.count("kept") > fine.count("kept")
    assert ("A", "deadlines") in fine.unsaid
