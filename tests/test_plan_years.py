"""The year that a plan is for, from blocks built by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.drawn import draw
from tests.drawn_heads import TITLE, said


def test_the_year_stands_beside_the_title() -> None:
    told = said(replace(TITLE, text="基隆市政府實施計畫"), replace(TITLE, text="（105年度）"))
    assert told.roc_year == 105


def test_the_year_is_in_the_caption_where_the_title_has_none() -> None:
    table = draw("| 工作項目 | 承辦單位 |\n| 一、便民 | 民政課 |", caption="附件1 臺北市大同區公所112年度時程管制表")
    told = said(replace(TITLE, text="提升服務實施計畫"), "98.2.3 訂定", "113.4.11 第17次修訂", tables=(table,))
    assert (told.roc_year, told.agency) == (112, "臺北市大同區公所")


def test_the_year_is_in_the_header_where_title_and_caption_have_none() -> None:
    table = draw("| 工作項目 | 113年 |\n| 一、便民 | # |")
    assert said(replace(TITLE, text="提升服務實施計畫"), "112.1.3 修訂", tables=(table,)).roc_year == 113


def test_the_latest_revision_tells_the_year_last() -> None:
    told = said(replace(TITLE, text="提升服務實施計畫"), "113.4.11 第2次修訂", "98.2.3 訂定")
    assert told.roc_year == 113


@pytest.mark.parametrize(
    ("lines", "start", "end"),
    [
        (["貳、實施期程：113年1月1日至113年12月31日。"], date(2024, 1, 1), date(2024, 12, 31)),
        (["貳、實施期程", "自113年1月1日起至113年6月30日止。"], date(2024, 1, 1), date(2024, 12, 31)),
        (["實施期間：113年8月1日至114年7月31日"], date(2024, 8, 1), date(2025, 7, 31)),
        (["實施期間：113年至115年"], date(2024, 1, 1), date(2026, 12, 31)),
        (["實施期間：自核定日起至113年12月31日止"], date(2024, 1, 1), date(2024, 12, 31)),
        (["實施期間：112年11月1日至113年2月28日"], date(2023, 11, 1), date(2024, 2, 28)),
        (["壹、依據112年5月3日函。", "經費於114年度編列。"], date(2023, 1, 1), date(2023, 12, 31)),
    ],
)
def test_the_days_that_a_plan_runs_tell_its_year_before_its_history(lines: list[str], start: date, end: date) -> None:
    told = said("112.12.20局務會議通過", replace(TITLE, text="推動節能減碳實施計畫"), *lines)
    assert told.year is not None
    assert (told.year.start, told.year.end) == (start, end)


def test_several_years_beside_the_title_are_the_plans() -> None:
    told = said(replace(TITLE, text="節能減碳推動方案"), replace(TITLE, text="（113年至115年）")).year
    assert told is not None
    assert (told.start, told.end) == (date(2024, 1, 1), date(2026, 12, 31))


def test_a_school_year_in_the_text_is_the_plan_year() -> None:
    told = said(replace(TITLE, text="富岡國小113年度品格教育實施計畫"), "伍、實施期程：自113年8月1日至114年7月31日止")
    assert told.year is not None
    assert (told.roc_year, told.year.start, told.year.end) == (113, date(2024, 8, 1), date(2025, 7, 31))


def test_a_year_that_crosses_the_calendar_year_in_the_title_is_the_plan_year() -> None:
    told = said(replace(TITLE, text="海安縣政府113年7月至114年6月志願服務推動計畫"))
    assert told.year is not None
    assert (told.roc_year, told.year.start, told.year.end) == (113, date(2024, 7, 1), date(2025, 6, 30))


def test_a_calendar_year_in_the_text_changes_nothing() -> None:
    told = said(TITLE, "柒、執行期程", "自113年1月1日至113年12月31日止")
    assert told.year is not None
    assert (told.year.start, told.year.end) == (date(2024, 1, 1), date(2024, 12, 31))


@pytest.mark.parametrize(
    "title", ["海安區社區關懷服務工作計劃2024", "2024海安區社區關懷計劃", "海安區關懷計畫2024-2025"]
)
def test_a_western_year_at_an_end_of_the_title_needs_no_word_for_it(title: str) -> None:
    told = said(title, "本計劃旨在推動地區服務。")
    assert (told.title, told.roc_year) == (title, 113)


def test_a_line_of_history_without_a_day_tells_the_year() -> None:
    assert said("海安區公所服務獎參獎工作計畫", "中華民國113年3月訂定").roc_year == 113
