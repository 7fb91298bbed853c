"""Rows into items: the contract's rules, on drawn tables."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from normalize.columns import layout_of
from normalize.items import items_of
from normalize.plan_year import plan_year_of
from schema.plan import Indicator, Item
from tests.drawn import draw


def items(picture: str, *, header_rows: int = 1) -> list[Item]:
    table = draw(picture, header_rows=header_rows)
    return items_of(table, layout_of(table), plan_year_of(105)).items


def path(item: Item) -> list[str]:
    return [level.text for level in item.path]


def test_a_ditto_takes_the_unit_above_it() -> None:
    found = items("""
        | 執行項目   | 推動作法     | 承辦單位 |
        | 一、機關形象 | A.美化環境   | 各課室   |
        | ^          | B.定期清掃   | ”        |
    """)
    assert [item.units for item in found] == [("各課室",)] * 2


def test_entries_of_one_row_take_the_owner_beside_their_first_line() -> None:
    found = items("""
        | 執行策略 | 推動作法               | 承辦單位 |
        |---------|----------------------|---------|
        | 環境     | A.以盆栽布置洽公空間，並 | 各課室   |
        |         | 定期更換。              |         |
        |         | B.每日清掃。            | ”       |
        |         | C.檢修核心設施，逐項列管 | 總務課   |
        |         | 並公告。                |         |
    """)
    assert [item.action for item in found] == [
        "A.以盆栽布置洽公空間，並定期更換。",
        "B.每日清掃。",
        "C.檢修核心設施，逐項列管並公告。",
    ]
    assert [item.units for item in found] == [("各課室",), ("各課室",), ("總務課",)]


def test_an_owner_centred_against_an_entry_of_two_lines_stays_with_it() -> None:
    found = items("""
        | 執行策略 | 推動作法   | 承辦單位 |
        |---------|-----------|---------|
        | 環境     | A.甲甲甲   | 一課     |
        |         | 續一       |         |
        |         | 續二       |         |
        |         | B.乙乙乙   |         |
        |         | 續一       | 二課     |
        |         | 續二       |         |
        |         | C.丙丙丙   | 三課     |
    """)
    assert [item.units for item in found] == [("一課",), ("二課",), ("三課",)]


def test_two_lists_are_joined_by_equal_enumerator() -> None:
    found = items("""
        | 評核指標     | 次評核指標    | 完成期限   | 執行單位 | 具體作法      |
        |-------------|--------------|-----------|---------|--------------|
        | (一)便捷性   | 1.單一窗口    | 經常性辦理 | 各課     | 1.全功能櫃台。 |
        |             | 2.流程簡化    |           |         | 2.           |
        |             | (1)等候時間   | 105年12月 | 一課     | (1)抽號機。   |
        |             | (2)處理時間   | 105年10月 | 二課     | (2)協助填寫。 |
        |             | 3.書表減量    | 105年6月  | 三課     | 3.免附謄本。  |
    """)
    assert [(path(i)[1:], i.action, i.units, i.period.raw) for i in found] == [
        (["1.單一窗口"], "1.全功能櫃台。", ("各課",), "經常性辦理"),
        (["2.流程簡化", "(1)等候時間"], "(1)抽號機。", ("一課",), "105年12月"),
        (["2.流程簡化", "(2)處理時間"], "(2)協助填寫。", ("二課",), "105年10月"),
        (["3.書表減量"], "3.免附謄本。", ("三課",), "105年6月"),
    ]


def test_an_action_without_inner_list_holds_for_all_inner_entries_of_its_number() -> None:
    found = items("""
        | 評核指標   | 次評核指標   | 執行單位 | 具體作法     |
        |-----------|-------------|---------|-------------|
        | (一)線上   | 1.項目成長率 |         | 1.線上申請。 |
        |           | (1)項目數    | 各課     | 2.表單下載。 |
        |           | (2)目標值    | 研考     |             |
        |           | 2.表單品質   | 各課     |             |
    """)
    assert [(path(i)[-1], i.action, i.units) for i in found] == [
        ("(1)項目數", "1.線上申請。", ("各課",)),
        ("(2)目標值", "1.線上申請。", ("研考",)),
        ("2.表單品質", "2.表單下載。", ("各課",)),
    ]


def test_an_unnumbered_action_holds_for_every_indicator_in_step_with_owners() -> None:
    found = items("""
        | 評核指標   | 次評核指標   | 執行單位 | 具體作法   |
        |-----------|-------------|---------|-----------|
        | (二)有效性 | 1.正確性     | 各課室   | 每週更新。 |
        |           | 2.連結正確   | 一課     |           |
    """)
    assert [(i.action, i.units) for i in found] == [("每週更新。", ("各課室",)), ("每週更新。", ("一課",))]


def test_one_owner_beside_a_list_holds_for_every_entry() -> None:
    found = items("""
        | 實施要領 | 執行策略 | 執行方法        | 執行單位 |
        |---------|---------|----------------|---------|
        | 一、便捷 | 流程便捷 | 一、單一櫃檯。    | 各課     |
        |         |         | 二、跨機關合作：  |         |
        |         |         | (一)訂定計畫。    |         |
        |         |         | (二)定期檢討。    |         |
    """)
    assert [i.action for i in found] == ["一、單一櫃檯。", "二、跨機關合作：\n(一)訂定計畫。\n(二)定期檢討。"]
    assert [i.units for i in found] == [("各課",)] * 2


def test_an_inner_list_in_step_with_owners_makes_its_parent_a_level() -> None:
    found = items("""
        | 策略     | 推動作法        | 執行期間  | 執行單位 |
        |---------|----------------|---------|---------|
        | 1.合宜設施 | 1.洽公環境：     |         |         |
        |         | (1)雙語環境。    | 1月~12月 | 研考     |
        |         | (2)動線規劃。    | 1月~12月 | 各課     |
        |         | 2.規劃創意設備。  | 1月~6月  | 總務     |
    """)
    assert [(path(i), i.action, i.units) for i in found] == [
        (["1.合宜設施", "1.洽公環境："], "(1)雙語環境。", ("研考",)),
        (["1.合宜設施", "1.洽公環境："], "(2)動線規劃。", ("各課",)),
        (["1.合宜設施"], "2.規劃創意設備。", ("總務",)),
    ]


def test_a_lead_in_sentence_above_a_list_is_a_level() -> None:
    found = items("""
        | 實施要領 | 執行方法        |
        |---------|----------------|
        | 一、形象 | 營造合宜的環境。 |
        |         | 一、加強標示。   |
        |         | 二、充實設施。   |
    """)
    assert [(path(i), i.action) for i in found] == [
        (["一、形象", "營造合宜的環境。"], "一、加強標示。"),
        (["一、形象", "營造合宜的環境。"], "二、充實設施。"),
    ]


def test_a_heading_row_is_a_level_of_the_rows_below_it_until_its_sibling() -> None:
    found = items("""
        | 實施要項  | 執行策略            | 推動作法 | 承辦單位 |
        | 一、便民  | 1.機關形象(100分)    |         |         |
        | ^        | 設施合宜            | A.甲     | 一課     |
        | ^        | 2.服務行銷           |         |         |
        | ^        | 宣導有效            | A.乙     | 二課     |
        | ^        | 3.有價值的服務(60分) | A.丙     | 三課     |
    """)
    assert [path(i)[1:] for i in found] == [
        ["1.機關形象(100分)", "設施合宜"],
        ["2.服務行銷", "宣導有效"],
        ["3.有價值的服務(60分)"],
    ]
    assert [i.weight for i in found] == [100, None, 60]


def test_a_section_row_over_the_whole_width_heads_the_rows_below() -> None:
    found = items("""
        | 項次 | 工作項目 | 主辦單位 | 辦理期限 |
        | 壹、行政 | <  | <       | <       |
        | 1   | 盤點     | 總務課   | 6月底前  |
        | 貳、服務 | <  | <       | <       |
        | 2   | 訓練     | 人事     | 每季     |
    """)
    assert [path(i) for i in found] == [["壹、行政", "盤點"], ["貳、服務", "訓練"]]


def test_owners_that_are_one_each_by_the_count_but_not_by_their_place_are_in_doubt() -> None:
    actions = ["A.甲", *["續"] * 5, "B.乙", *["續"] * 5, "C.丙", *["續"] * 5, "D.丁"]
    owners = ["一課", "", "", "", "二課", "", "三課", "", "", "", "四課", *[""] * 8]
    rows = "\n".join(
        f"| {'環境' if n == 0 else ''} | {a} | {b} |" for n, (a, b) in enumerate(zip(actions, owners, strict=True))
    )
    found = items(f"| 執行策略 | 推動作法 | 承辦單位 |\n|---|---|---|\n{rows}")
    assert len(found) == 4
    assert all("position_doubtful" in item.flags for item in found)


def test_a_numbered_title_in_the_column_of_actions_heads_the_entries_below() -> None:
    found = items("""
        | 工作內容 | 主辦單位 | 辦理期限 |
        | 一、行政 |          |         |
        | (一)盤點 | 總務課   | 6月底前  |
        | (二)清掃 |          | 每季     |
        | 二、服務 | #        | #       |
        | (一)訓練 | 人事     | 每季     |
    """)
    assert [path(i) for i in found] == [["一、行政"], ["一、行政"], ["二、服務"]]
    assert [i.action for i in found] == ["(一)盤點", "(二)清掃", "(一)訓練"]


def test_an_action_without_anything_beside_it_is_an_item_where_others_of_its_form_are() -> None:
    found = items("""
        | 工作內容 | 主辦單位 | 辦理期限 |
        | 一、行政 |          |         |
        | (一)盤點 | 總務課   | 6月底前  |
        | 二、訓練 | 人事     | 每季     |
    """)
    assert [i.action for i in found] == ["一、行政", "(一)盤點", "二、訓練"]


def test_owners_set_apart_that_fit_no_entry_hold_for_all_and_are_flagged() -> None:
    found = items("""
        | 推動作法          | 主辦單位 |
        |------------------|---------|
        | 1.辦理館藏盤點，    |         |
        | 並造冊陳核後，     | 採編組   |
        | 公告於本館網站，    |         |
        | 徵求讀者的意見，    | 典閱組   |
        | 逐年檢討改進，     |         |
        | 並報請核定。       | 秘書室   |
        | 2.辦理書展。       |         |
    """)
    assert [i.units for i in found] == [("採編組", "典閱組", "秘書室")] * 2
    assert all("position_doubtful" in i.flags for i in found)


def test_an_owner_beside_a_parent_holds_for_its_entries_though_these_have_deadlines_of_their_own() -> None:
    found = items("""
        | 推動作法      | 主辦單位 | 期限      |
        |--------------|---------|----------|
        | 1、館藏：     | 採編組   |          |
        | (1)辦理盤點。 |         | (1)3月   |
        | (2)訂定政策。 |         | (2)每季   |
        | 2、推廣：     | 推廣組   |          |
        | (1)辦理書展。 |         | (1)11月  |
        | (2)邀請作家， |         | (2)10月底前 |
        | 並辦理講座。   |         |          |
    """)
    assert [path(i) for i in found] == [["1、館藏："]] * 2 + [["2、推廣："]] * 2
    assert [i.units for i in found] == [("採編組",)] * 2 + [("推廣組",)] * 2
    assert [i.period.raw for i in found] == ["3月", "每季", "11月", "10月底前"]
    assert not any("position_doubtful" in i.flags for i in found)


def test_owners_numbered_like_a_list_that_begins_again_are_joined_in_turn() -> None:
    found = items("""
        | 執行策略 | 推動作法      | 主辦單位     |
        |---------|--------------|-------------|
        | 一、館藏 | 1.盤點。      | 1.採編組     |
        |         | 2.訂定政策。   | 2.典閱組     |
        | 二、推廣 | 1.書展。      | 1.推廣組     |
        |         | 2.講座。      | 2.資訊組     |
    """)
    assert [i.units for i in found] == [("採編組",), ("典閱組",), ("推廣組",), ("資訊組",)]


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


def test_numbers_inside_a_sentence_are_no_enumeration() -> None:
    found = items("""
        | 執行項目 | 推動作法                       | 承辦單位 |
        | 範例     | 範例包括①申請書②委託書③切結書三種 | 一課     |
    """)
    assert [i.action for i in found] == ["範例包括①申請書②委託書③切結書三種"]


def test_one_action_merged_over_rows_is_an_item_for_each_row() -> None:
    found = items("""
        | 執行項目 | 推動作法 | 承辦單位 | 期限    |
        | 一、訓練 | 講習     | 一課     | 3月     |
        | ^       | ^       | 二課     | 9月     |
    """)
    assert [(i.action, i.units, i.period.raw) for i in found] == [
        ("講習", ("一課",), "3月"),
        ("講習", ("二課",), "9月"),
    ]


def test_a_row_with_an_owner_and_no_action_is_an_item_and_flagged() -> None:
    found = items("""
        | 執行項目 | 推動作法 | 承辦單位 |
        | 一、訓練 |         | 一課     |
    """)
    assert len(found) == 1
    assert "action_missing" in found[0].flags


def test_a_benefit_is_never_split() -> None:
    found = items("""
        | 策略 | 推動作法 | 執行單位 | 預期效益 |
        |------|---------|---------|---------|
        | 環境 | 1.甲     | 一課     | 1.整潔   |
        |      | 2.乙     | 二課     | 2.便民   |
    """)
    assert [i.benefit for i in found] == ["1.整潔\n2.便民"] * 2


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


def test_an_action_list_that_begins_again_for_each_entry_of_the_level_follows_it() -> None:
    found = items("""
        | 項目     | 內容       | 施行細則     | 執行單位 |
        |---------|-----------|-------------|---------|
        | 校園環境 | (一)綠化   | 1.植栽。     | 總務處   |
        |         |           | 2.認養。     |         |
        |         | (二)節能   | 1.換燈具。   |         |
        |         |           | 2.定時關燈。 |         |
    """)
    assert [(path(i), i.action) for i in found] == [
        (["校園環境", "(一)綠化"], "1.植栽。"),
        (["校園環境", "(一)綠化"], "2.認養。"),
        (["校園環境", "(二)節能"], "1.換燈具。"),
        (["校園環境", "(二)節能"], "2.定時關燈。"),
    ]


def test_as_many_values_as_entries_are_theirs_but_flagged_where_they_stand_elsewhere() -> None:
    found = items("""
        | 推動作法          | 主辦單位 |
        |------------------|---------|
        | 1.辦理館藏盤點，    | 採編組   |
        | 並造冊陳核後，     | 推廣組   |
        | 公告於本館網站。    | 典閱組   |
        | 徵求意見，         | 秘書室   |
        | 逐年檢討。         |         |
        | 2.辦理書展。       |         |
        | 3.邀請作家。       |         |
        | 4.辦理講座。       |         |
    """)
    assert [i.units for i in found] == [("採編組",), ("推廣組",), ("典閱組",), ("秘書室",)]
    assert all("position_doubtful" in i.flags for i in found)


def test_values_as_many_as_the_entries_that_fit_neither_hold_for_all_and_are_flagged() -> None:
    found = items("""
        | 推動作法          | 主辦單位 |
        |------------------|---------|
        | 1.辦理館藏盤點，    | 採編組   |
        | 並造冊陳核後，     | 推廣組   |
        | 公告於本館網站。    |         |
        | 徵求意見，         |         |
        | 逐年檢討。         |         |
        | 2.辦理書展。       |         |
    """)
    assert [i.units for i in found] == [("採編組", "推廣組")] * 2
    assert all("position_doubtful" in i.flags for i in found)


def test_rows_without_a_rule_between_them_are_told_apart_by_their_running_numbers() -> None:
    found = items("""
        | 項次 | 工作項目 | 具體作法     | 主辦單位 |
        |-----|---------|-------------|---------|
        | 1   | 環境     | 每日清掃，    | 總務課   |
        |     |         | 逐項紀錄。    |         |
        | 2   | 訓練     | 每季一次。    | 人事     |
    """)
    assert [(path(i), i.action, i.units) for i in found] == [
        (["環境"], "每日清掃，逐項紀錄。", ("總務課",)),
        (["訓練"], "每季一次。", ("人事",)),
    ]


def test_outer_levels_in_one_ruled_row_lead_the_entries_that_begin_again_beside_them() -> None:
    found = items("""
        | 評核項目 | 評核指標 | 檢核項目  | 完成期限 | 執行單位 |
        |---------|---------|----------|---------|---------|
        | 一、形象 | (一)便利 | 1.整潔    | 3月     | 一課     |
        |         |         | 2.標示    | 4月     | 二課     |
        |         | (二)友善 | 1.禮貌    | 5月     | 三課     |
        |         |         | 2.電話    | 6月     | 四課     |
    """)
    assert [(path(i)[1:], i.units) for i in found] == [
        (["(一)便利", "1.整潔"], ("一課",)),
        (["(一)便利", "2.標示"], ("二課",)),
        (["(二)友善", "1.禮貌"], ("三課",)),
        (["(二)友善", "2.電話"], ("四課",)),
    ]


def test_a_row_without_owner_beside_its_sibling_is_an_item_and_no_heading() -> None:
    found = items("""
        | 工作項目 | 具體作法 | 主辦單位 |
        | 盤點     |         |         |
        | 訓練     | 每季一次 | 人事     |
    """)
    assert [path(i) for i in found] == [["盤點"], ["訓練"]]


def test_units_that_head_a_column_each_are_read_from_marks() -> None:
    found = items(
        """
        | 工作項目 | 具體作法 | 執行單位 | <     | <   |
        | ^       | ^       | 民政課   | 社會課 | 人事 |
        | 訓練     | 每季一次 | ●      |       | ●   |
        """,
        header_rows=2,
    )
    assert found[0].units == ("民政課", "人事")


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


def test_a_jump_in_the_numbering_is_flagged_where_it_happens() -> None:
    found = items("""
        | 執行項目 | 推動作法 | 承辦單位 |
        |---------|---------|---------|
        | 環境     | A.布置   | 一課     |
        |         | B.清掃   | 二課     |
        |         | D.檢修   | 三課     |
    """)
    assert ["enumeration_gap" in item.flags for item in found] == [False, False, True]


def test_owners_in_step_with_the_third_level_make_its_entries_the_items() -> None:
    found = items("""
        | 策略 | 執行作法   | 執行單位 |
        |-----|-----------|---------|
        | 預防 | 一、宣導   |         |
        |     | (一)社區   |         |
        |     | 1.訪視。   | 一課     |
        |     | 2.發放。   | 二課     |
        |     | (二)校園   |         |
        |     | 1.體驗。   | 三課     |
        |     | 2.短片。   | 一課     |
        |     | 二、檢查   |         |
        |     | (一)場所   |         |
        |     | 1.清冊。   | 二課     |
        |     | 2.複查。   | 三課     |
    """)
    assert [(path(i)[1:], i.action, i.units[0]) for i in found] == [
        (["一、宣導", "(一)社區"], "1.訪視。", "一課"),
        (["一、宣導", "(一)社區"], "2.發放。", "二課"),
        (["一、宣導", "(二)校園"], "1.體驗。", "三課"),
        (["一、宣導", "(二)校園"], "2.短片。", "一課"),
        (["二、檢查", "(一)場所"], "1.清冊。", "二課"),
        (["二、檢查", "(一)場所"], "2.複查。", "三課"),
    ]


def test_an_only_child_with_the_owner_beside_it_is_an_item_where_its_list_is_split() -> None:
    found = items("""
        | 策略 | 執行作法   | 執行單位 |
        |-----|-----------|---------|
        | 典藏 | 一、收藏   |         |
        |     | (一)購藏。 | 一課     |
        |     | (二)捐贈。 | 二課     |
        |     | 二、修復   |         |
        |     | (一)送修。 | 三課     |
        |     | 三、出版。 | 一課     |
    """)
    assert [(path(i)[1:], i.action, i.units[0]) for i in found] == [
        (["一、收藏"], "(一)購藏。", "一課"),
        (["一、收藏"], "(二)捐贈。", "二課"),
        (["二、修復"], "(一)送修。", "三課"),
        ([], "三、出版。", "一課"),
    ]


def test_a_numbered_ditto_takes_the_value_above_it() -> None:
    found = items("""
        | 執行項目 | 推動作法 | 承辦單位 | 完成期限    |
        |---------|---------|---------|-----------|
        | 火調     | 1.設備。 | 1.一課   | 1.105年3月 |
        |         | 2.訓練。 | 2.同上   | 2.〃       |
        |         | 3.鑑識。 | 3.二課   | 3.持續辦理 |
    """)
    assert [(i.units, i.period.raw) for i in found] == [
        (("一課",), "105年3月"),
        (("一課",), "105年3月"),
        (("二課",), "持續辦理"),
    ]


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


def test_as_many_values_as_sub_entries_are_theirs_though_they_drifted_off_their_lines() -> None:
    found = items("""
        | 執行項目          | 承辦單位 |
        |------------------|---------|
        | 1.外部效益         |         |
        |                  |         |
        | (1)服務更好、更便  | 一課     |
        | 利，成本更低。     |         |
        | (2)滿意度提升，受  |         |
        | 益人數增加。       | 二課     |
        | (3)有正面形象，影  |         |
        | 響社會。          | 三課     |
    """)
    assert [item.action[:3] for item in found] == ["(1)", "(2)", "(3)"]
    assert [item.units for item in found] == [("一課",), ("二課",), ("三課",)]


def test_those_who_help_stay_with_the_leader_printed_above_them() -> None:
    found = items("""
        | 執行策略 | 推動作法       | 承辦單位     |
        |---------|--------------|-------------|
        | 環境     | (一)設置櫃檯。 | 主辦：登記課  |
        |         | (二)每日巡視。 | 協辦：行政室  |
        |---------|--------------|-------------|
        | 禮貌     | (一)辦理訓練。 | 登記課       |
        |         | (二)抽測電話。 | 行政室(協辦) |
    """)
    assert [(item.units, item.supporting_units) for item in found] == [(("登記課",), ("行政室",))] * 4


def test_each_leader_has_the_helpers_below_it() -> None:
    found = items("""
        | 執行策略 | 推動作法       | 承辦單位     |
        |---------|--------------|-------------|
        | 環境     | (一)設置櫃檯， | 主辦：登記課  |
        |         | 並公告。       | 協辦：行政室  |
        |         | (二)每日巡視， | 主辦：測量課  |
        |         | 並記錄。       | 協辦：人事室  |
    """)
    assert [(item.units, item.supporting_units) for item in found] == [
        (("登記課",), ("行政室",)),
        (("測量課",), ("人事室",)),
    ]


def test_numbered_values_that_run_on_in_one_line_are_joined_by_their_numbers() -> None:
    found = items("""
        | 執行策略 | 推動作法       | 承辦單位                  | 完成期限            |
        |---------|--------------|--------------------------|-------------------|
        | 保健     | (一)失智篩檢。 | (一)保健組(二)企劃組        | (一)4月(二)5月     |
        |         | (二)流感接種。 |                          |                   |
    """)
    assert [item.units for item in found] == [("保健組",), ("企劃組",)]
    assert [item.period.raw for item in found] == ["4月", "5月"]


def test_a_block_of_owners_that_ends_before_the_entries_do_is_flagged() -> None:
    found = items("""
        | 執行策略 | 推動作法     | 承辦單位 |
        |---------|------------|---------|
        | 便民     | 1.到校服務。 | 戶籍課   |
        |         | 2.夜間延時。 | 行政課   |
        |         | 3.假日預約。 |         |
    """)
    assert all("position_doubtful" in item.flags for item in found)


def test_units_without_a_mark_between_them_are_two_where_the_table_names_each() -> None:
    found = items("""
        | 推動作法 | 承辦單位         |
        | 訪視。   | 民政課、社會課    |
        | 座談。   | 民政課 社會課     |
        | 會勘。   | 工務課經建課     |
    """)
    assert [item.units for item in found] == [("民政課", "社會課"), ("民政課", "社會課"), ("工務課經建課",)]
    assert [item.flags for item in found] == [(), (), ("units_doubtful",)]


def test_a_row_that_goes_on_with_the_list_of_the_bands_ends_the_band() -> None:
    found = items("""
        | 工作項目         | 執行單位 | 期限   |
        | 壹、例行工作      | <       | <     |
        | 一、典藏         | <       | <     |
        | (一)盤點         | 典藏組   | 3月   |
        | 二、教育         | <       | <     |
        | (一)導覽         | 教育組   | 4月   |
        | 三、其他交辦事項   | 各組    | 5月   |
        | 貳、專案工作      | 各組    | 6月   |
    """)
    assert [path(item) for item in found] == [
        ["壹、例行工作", "一、典藏", "(一)盤點"],
        ["壹、例行工作", "二、教育", "(一)導覽"],
        ["壹、例行工作", "三、其他交辦事項"],
        ["貳、專案工作"],
    ]


def test_rows_numbered_on_their_own_stay_under_their_band() -> None:
    found = items("""
        | 工作項目    | 執行單位 | 期限   |
        | 一、典藏    | <       | <     |
        | 一、盤點    | 典藏組   | 3月   |
        | 二、修護    | 典藏組   | 4月   |
    """)
    assert [path(item) for item in found] == [["一、典藏", "一、盤點"], ["一、典藏", "二、修護"]]


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


def test_a_row_over_an_inner_list_of_the_number_column_is_a_heading() -> None:
    found = items("""
        | 項次 | 工作內容     | 承辦單位 | 期限 |
        | 一   | 民政業務     |         |     |
        | (一) | 里鄰編組     | 民政課   | 6月  |
        | (二) | 宗教輔導     | 民政課   | 全年 |
        | 二   | 社會業務     |         |     |
        | (一) | 急難救助     | 社會課   | 隨時 |
        | 三   | 其他交辦事項  | 各課     | 全年 |
    """)
    assert [(path(item), item.action) for item in found] == [
        (["民政業務"], "里鄰編組"),
        (["民政業務"], "宗教輔導"),
        (["社會業務"], "急難救助"),
        ([], "其他交辦事項"),
    ]


def test_a_running_number_ends_no_heading() -> None:
    found = items("""
        | 項次 | 工作項目 | 執行方式 | 承辦單位 |
        | 1   | 民政業務 |         |         |
        | 2   |        | 編組。   | 民政課   |
        | 3   |        | 輔導。   | 民政課   |
    """)
    assert [path(item) for item in found] == [["民政業務"]] * 2


def test_rows_of_a_form_above_the_header_and_of_signatures_below_are_no_items() -> None:
    found = items(
        """
        | 計畫名稱 | 105年度社區營造 | <       | <       |
        | 主辦機關 | 七堵區公所     | <       | <       |
        | 項目    | 執行內容       | 執行單位 | 經費     |
        | 培力    | 培訓。         | 社會課   | 3萬元    |
        | 承辦人  |               | 課長    |         |
    """,
        header_rows=2,
    )
    assert [(path(item), item.units, item.remark) for item in found] == [(["培力"], ("社會課",), "經費=3萬元")]


def test_a_name_that_is_written_over_several_lines_is_one_owner_for_all_entries() -> None:
    found = items("""
        | 執行策略 | 推動作法     | 承辦單位 |
        |---------|------------|---------|
        | 便民     | 1.到校服務。 | 各       |
        |         | 2.夜間延時。 | 課       |
        |         | 3.假日預約。 | 室       |
    """)
    assert [item.units for item in found] == [("各課室",)] * 3


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


def test_signs_under_the_names_of_units_tell_who_leads_and_who_helps() -> None:
    found = items("""
        | 工作項目 | 工作內容   | 民政課 | 社會課 | 期限 |
        | 宣導     | 辦理宣導。 | 協辦   | 主辦   | 6月  |
        | 演練     | 辦理演練。 | 主辦   |        | 9月  |
    """)
    assert [(i.units, i.supporting_units, i.flags) for i in found] == [
        (("社會課",), ("民政課",), ()),
        (("民政課",), (), ()),
    ]


def test_two_looks_of_signs_under_the_names_of_units_are_doubtful() -> None:
    found = items("""
        | 工作項目 | 工作內容   | 民政課 | 社會課 | 期限 |
        | 宣導     | 辦理宣導。 | ○      | ◎      | 6月  |
        | 演練     | 辦理演練。 | ◎      |        | 9月  |
    """)
    assert [(i.units, i.supporting_units) for i in found] == [(("社會課",), ("民政課",)), (("民政課",), ())]
    assert all("units_doubtful" in i.flags for i in found)


def test_officers_whom_the_header_announces_in_a_bracket_leave_the_units() -> None:
    found = items("""
        | 工作項目 | 工作內容   | 承辦單位(承辦人)             | 期限 |
        | 宣導     | 辦理宣導。 | 民政課(王小明)、社會課(李大華) | 6月  |
        | 演練     | 辦理演練。 | 學務處(訓育組)               | 9月  |
    """)
    assert [(i.units, i.officers, i.flags) for i in found] == [
        (("民政課", "社會課"), ("王小明", "李大華"), ()),
        (("學務處(訓育組)",), (), ()),
    ]


def test_an_item_keeps_all_else_when_it_gets_its_number_and_indicator() -> None:
    values: dict[str, Any] = {field.name: field.name for field in fields(Item)}
    item = Item(**values)
    assert item.matched(3, Indicator("c/x")) == replace(item, item_no=3, indicator=Indicator("c/x"))


def test_a_list_of_actions_leads_only_where_each_of_its_numbers_stands_alone() -> None:
    found = items("""
        | 工作內容   | 承辦單位 |
        | 一、服務   |        |
        | (一)引導   | 民政課   |
        | (二)查詢   | 社會課   |
        | 二、環境   |        |
        | (一)清掃   | 秘書室   |
    """)
    assert [path(item) for item in found] == [["一、服務"], ["一、服務"], ["二、環境"]]
    found = items("""
        | 工作內容   | 承辦單位 |
        | 一、服務   |        |
        | (一)引導   | 民政課   |
        | 二、環境   | 秘書室   |
    """)
    assert [path(item) for item in found] == [[], [], []]


def test_a_unit_on_a_line_above_an_officer_is_no_officer() -> None:
    found = items("""
        | 作業項目 | 作業內容   | 承辦人員 |
        |----------|------------|----------|
        | 清查     | 逐卷清查。 | 檔案室   |
        |          |            | 王淑芬   |
        |----------|------------|----------|
        | 鑑定     | 召開會議。 | 檔案室   |
        |          |            | 李國忠   |
    """)
    assert [(i.units, i.officers) for i in found] == [(("檔案室",), ("王淑芬",)), (("檔案室",), ("李國忠",))]
