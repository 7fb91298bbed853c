"""`--script`: texts in the other script, and those already in it left alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from msgspec import structs

from planlift.script import in_script, script_of
from planlift.settings import Script
from schema.plan import Level, Plan
from tests.handmade import made_item, made_plan

SIMPLIFIED = made_item(
    action="加强窗口服务",
    path=(Level(1, "一、", "一、机关形象"),),
    units=("办公室",),
    units_raw="办公室",
    period=structs.replace(made_item().period, raw="每月15日办理"),
)


def simplified_plan() -> Plan:
    return replace(made_plan(items=(SIMPLIFIED,)), title="提升服务质量实施计划")


def test_keep_keeps_the_plan_as_it_is() -> None:
    plan = made_plan()
    assert in_script(plan, "keep") is plan


def test_traditional_text_stays_as_printed_when_traditional_is_asked_for() -> None:
    plan = made_plan(items=(made_item(action="請里長及村里幹事協助,於週一公布"),))
    assert in_script(plan, "traditional") == plan


def test_simplified_text_stays_as_printed_when_simplified_is_asked_for() -> None:
    item = in_script(simplified_plan(), "simplified").items[0]
    assert item.action == SIMPLIFIED.action


def test_traditional_text_becomes_simplified_in_every_text_and_in_no_code() -> None:
    plan = in_script(made_plan(), "simplified")
    item = plan.items[0]
    assert plan.title == "户政事务所105年度提升服务品质实施计划"
    assert item.path[0].text == "壹、优质便民服务"
    assert item.benefit == "提升机关形象"
    assert item.indicator.name == "环境"
    assert plan.tables[0].columns[0].header == "执行项目"
    assert plan.tables[0].table.cells[3].text == "一、机关形象"
    assert plan.sections[0].children[0].text == "内容"
    assert item.indicator.code == "c/image/premises/environment"
    assert plan.source == made_plan().source


def test_simplified_text_becomes_traditional() -> None:
    item = in_script(simplified_plan(), "traditional").items[0]
    assert item.action == "加強窗口服務"
    assert item.units == ("辦公室",)
    assert item.period.raw == "每月15日辦理"


def test_the_name_of_an_indicator_follows_though_the_document_needs_no_change() -> None:
    item = in_script(simplified_plan(), "simplified").items[0]
    assert item.indicator.name == "环境"


@pytest.mark.parametrize(
    ("text", "script"),
    [("機關形象", "traditional"), ("机关形象", "simplified"), ("村里", None), ("", None), ("A4", None)],
)
def test_the_script_is_told_by_characters_that_only_one_has(text: str, script: Script | None) -> None:
    assert script_of(text) == script


def test_one_odd_character_does_not_turn_a_text_over() -> None:
    assert script_of("加强機關形象與環境綠化") == "traditional"
