"""Values by the kind of their column: months, years, dashes, names over lines, levels and measures."""

from __future__ import annotations

import pytest

from tests.drawn_items import items, path


def test_half_a_year_over_a_month_are_two_deadlines() -> None:
    found = items("""
        | 推動作法          | 主辦單位 | 期限   |
        |------------------|---------|--------|
        | 1.辦理館藏盤點。    | 採編組   | 上半年 |
        | 2.辦理書展。       | 推廣組   | 11月   |
        | 3.辦理講座。       | 推廣組   | 全年   |
        | 4.辦理研習。       | 推廣組   | 3月    |
    """)
    assert [i.period.raw for i in found] == ["上半年", "11月", "全年", "3月"]


def test_a_gantt_row_takes_its_months_from_filled_cells_and_its_criteria_stay_whole() -> None:
    found = items(
        """
        | 項次 | 專案名稱(配分/承辦人) | 考核指標 | 105年 | < | < | < |
        |-----|---------------------|---------|----|----|----|----|
        | ^   | ^                   | ^       | 1月 | 2月 | 3月 | 4月 |
        |-----|---------------------|---------|----|----|----|----|
        | 1   | 市容查報(2分/王小明)   | 1.品質。 |    | #  | #  |    |
        |     |                     | 2.配合。 |    |    |    |    |
        """,
        header_rows=2,
    )
    assert len(found) == 1
    item = found[0]
    assert (path(item), item.weight, item.weight_unit, item.officers) == (["市容查報"], 2, "points", ("王小明",))
    assert item.criteria == "1.品質。\n2.配合。"
    assert item.period.months == ("2016-02", "2016-03")


def test_a_start_column_and_an_end_column_are_one_period() -> None:
    found = items("""
        | 工作項目 | 具體作法 | 起始日期 | 完成日期 |
        | 訓練     | 講習     | 105.3.1 | 105.5.31 |
    """)
    assert found[0].period.raw == "105.3.1至105.5.31"


def test_targets_of_several_years_under_one_header_stay_together() -> None:
    found = items(
        """
        | 工作項目 | 推動措施 | 主辦單位 | 年度目標值 | <   |
        | ^       | ^       | ^       | 105年     | 106年 |
        | 訓練     | 講習     | 人事     | 60%      | 70%  |
        """,
        header_rows=2,
    )
    assert (path(found[0]), found[0].criteria) == (["訓練"], "105年=60%; 106年=70%")


def test_a_dash_beside_an_entry_says_that_it_has_no_owner() -> None:
    found = items("""
        | 執行項目 | 推動作法 | 承辦單位 |
        |---------|---------|---------|
        | 廉政     | 1.講習。 | 政風室   |
        |         | 2.修訂。 | -       |
        |         | 3.稽核。 | 主計室   |
    """)
    assert [i.units for i in found] == [("政風室",), (), ("主計室",)]


def test_a_list_of_months_goes_on_behind_its_comma() -> None:
    found = items("""
        | 執行項目 | 推動作法 | 承辦單位 | 完成期限 |
        |---------|---------|---------|---------|
        | 宣導     | 講習。   | 一課     | 3月、6月、 |
        |         |         |         | 9月      |
    """)
    assert (found[0].period.raw, found[0].period.months) == ("3月、6月、9月", ("2016-03", "2016-06", "2016-09"))


def test_header_cells_merged_downwards_make_the_header_as_deep_as_they_are() -> None:
    found = items(
        """
        | 項次 | 工作內容 | 105年 | <   | <   | <   | 承辦單位 |
        | ^   | ^       | 1月   | 2月 | 3月 | 4月 | ^       |
        | 1   | 訂定計畫 | #     | #   |     |     | 一課     |
        """,
        header_rows=0,
    )
    assert [(i.action, i.period.months) for i in found] == [("訂定計畫", ("2016-01", "2016-02"))]


def test_a_unit_of_money_above_a_header_is_no_part_of_it() -> None:
    found = items(
        """
        | 製表日期：105年1月5日 | <       | <       | 單位：千元 |
        | 工作項目            | 執行方式 | 執行單位 | 經費      |
        | 淨灘               | 動員。   | 清潔隊   | 20       |
    """,
        header_rows=2,
    )
    assert [item.remark for item in found] == ["經費=20"]


def test_a_range_that_is_written_over_two_lines_is_one_deadline_for_all_entries() -> None:
    found = items("""
        | 執行策略 | 推動作法     | 完成期限  |
        |---------|------------|----------|
        | 便民     | 1.到校服務。 | 105年3月 |
        |         | 2.夜間延時。 | 至5月    |
    """)
    assert [str(item.period.end) for item in found] == ["2016-05-31"] * 2


def test_ten_days_of_a_month_are_told_apart_in_a_schedule() -> None:
    found = items(
        """
        | 工作項目 | 承辦單位 | 9月 | < | < | 10月 | < | < |
        | ^      | ^       | 上  | 中 | 下 | 上  | 中 | 下 |
        | 講習    | 民政課   |    | # | # | #   |   |   |
        | 檢討    | 民政課   |    |   |   | #   | # | # |
    """,
        header_rows=2,
    )
    assert [(item.period.kind, str(item.period.start), str(item.period.end)) for item in found] == [
        ("range", "2016-09-11", "2016-10-10"),
        ("month", "2016-10-01", "2016-10-31"),
    ]
    assert found[0].period.months == ("2016-09", "2016-10")


def test_a_mark_under_a_header_that_tells_nothing_is_flagged() -> None:
    found = items("""
        | 工作項目 | 承辦單位 | 甲階段 | 乙階段 |
        | 講習    | 民政課   | #     |       |
        | 檢討    | 民政課   |       |       |
    """)
    assert [item.flags for item in found] == [("mark_unread",), ()]


def test_a_column_of_nothing_but_dates_holds_the_deadlines_though_its_header_ends_like_criteria() -> None:
    found = items("""
        | 策略     | 具體工作   | 查核點(日期) | 查核內容       | 科別   |
        | 一、管制 | 1.巡查。   | 105/3/31     | 完成巡查計畫。 | 稽查科 |
        | 二、清潔 | 1.洗掃。   | 105/6/30     | 認養十公里。   | 清潔科 |
    """)
    assert [(i.action, i.period.raw, i.criteria) for i in found] == [
        ("1.巡查。", "105/3/31", "完成巡查計畫。"),
        ("1.洗掃。", "105/6/30", "認養十公里。"),
    ]


def test_a_goal_behind_the_actions_that_it_is_merged_over_is_their_level() -> None:
    found = items("""
        | 期程 | 主辦單位 | 執行措施   | 工作目標   |
        | 全年 | 典藏組   | 延長開館。 | 提升借閱率 |
        | 5月  | 推廣組   | 辦理講座。 | ^          |
        | 7月  | 企劃組   | 舉辦營隊。 | 推動風氣   |
    """)
    assert [(path(item), item.criteria) for item in found] == [
        (["提升借閱率"], ""),
        (["提升借閱率"], ""),
        (["推動風氣"], ""),
    ]


def test_an_indicator_heads_rows_before_the_action_and_measures_the_work_behind_it() -> None:
    before = items("""
        | 次評核指標 | 具體作法 | 承辦單位 |
        | 1.公開程度 | 上網公布 | 研考     |
        | 2.查詢程度 | 設置專線 | 秘書室   |
    """)
    behind = items("""
        | 計畫目標   | 工作內容 | 評價指標 | 承辦單位 |
        | 一、利用率 | 設站篩檢 | 辦理八場 | 保健科   |
        | 二、防治   | 電話追蹤 | 九成     | 保健科   |
    """)
    assert [(path(i), i.criteria) for i in before] == [(["1.公開程度"], ""), (["2.查詢程度"], "")]
    assert [(path(i), i.criteria) for i in behind] == [(["一、利用率"], "辦理八場"), (["二、防治"], "九成")]


def test_an_aim_behind_the_action_heads_the_rows_where_nothing_else_does() -> None:
    found = items("""
        | 完成期限 | 承辦單位 | 執行措施   | 工作目標   |
        | 105年6月 | 閱覽組   | 延長開館。 | 提升借閱率 |
        | 105年7月 | 推廣組   | 辦理講座。 | ^          |
    """)
    assert [(path(i), i.criteria) for i in found] == [(["提升借閱率"], ""), (["提升借閱率"], "")]


def test_a_branch_of_a_plan_heads_rows() -> None:
    found = items("""
        | 工作計畫   | 分支計畫 | 實施內容 | 主管科   | 預算  |
        | 雨水下水道 | 清淤工程 | 縮時攝影 | 雨水科   | 1,200 |
        | ^          | 管線普查 | 建置圖資 | 營運科   | 800   |
    """)
    assert [path(i) for i in found] == [["雨水下水道", "清淤工程"], ["雨水下水道", "管線普查"]]


def in_lines(header: str, cell: list[str]) -> str:
    """A table of one item whose last cell under HEADER has the lines of CELL."""
    below = "\n".join(f"| {'' if n else '盤點'} | {'' if n else '逐項盤點'} | {line} |" for n, line in enumerate(cell))
    return f"| 工作項目 | 實施內容 | {header} |\n|---|---|---|\n{below}\n|---|---|---|"


@pytest.mark.parametrize(
    ("header", "cell", "told"),
    [
        ("主辦單位（協辦單位）", ["民政課（社會課、財政課）"], ("民政課", "社會課; 財政課", "")),
        ("主辦單位（協辦單位）", ["民政課"], ("民政課", "", "")),
        ("主/協辦單位", ["民政課/各課室"], ("民政課", "各課室", "")),
        ("主辦單位協辦單位", ["民政課", "各課室"], ("民政課", "各課室", "")),
        ("主協辦單位", ["民政課、社會課"], ("民政課; 社會課", "", "units_doubtful")),
        ("承辦單位", ["學務處（訓育組）"], ("學務處（訓育組）", "", "")),
    ],
)
def test_who_leads_and_who_helps_is_laid_out_as_the_header_lays_it_out(
    header: str, cell: list[str], told: tuple[str, str, str]
) -> None:
    (item,) = items(in_lines(header, cell))
    assert ("; ".join(item.units), "; ".join(item.supporting_units), "; ".join(item.flags)) == told


@pytest.mark.parametrize("cell", [["民政課／王明德"], ["民政課（王明德）"], ["民政課", "王明德"]])
def test_an_officer_beside_a_unit_is_one_where_the_header_names_both(cell: list[str]) -> None:
    (item,) = items(in_lines("承辦單位及承辦人", cell))
    assert (item.units, item.officers) == (("民政課",), ("王明德",))
