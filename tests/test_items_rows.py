"""Which rows are items, and what a row alone tells of them."""

from __future__ import annotations

from tests.drawn_items import items, path


def test_a_ditto_takes_the_unit_above_it() -> None:
    found = items("""
        | 執行項目   | 推動作法     | 承辦單位 |
        | 一、機關形象 | A.美化環境   | 各課室   |
        | ^          | B.定期清掃   | ”        |
    """)
    assert [item.units for item in found] == [("各課室",)] * 2


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


def test_a_jump_in_the_numbering_is_flagged_where_it_happens() -> None:
    found = items("""
        | 執行項目 | 推動作法 | 承辦單位 |
        |---------|---------|---------|
        | 環境     | A.布置   | 一課     |
        |         | B.清掃   | 二課     |
        |         | D.檢修   | 三課     |
    """)
    assert ["enumeration_gap" in item.flags for item in found] == [False, False, True]


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
