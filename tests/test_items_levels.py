"""What stands above an item: lists, bands and rows that head others."""

from __future__ import annotations

from tests.drawn_items import items, path


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


def test_a_heading_over_headings_in_the_column_of_actions_leads_them() -> None:
    found = items("""
        | 執行策略及作法   | 分工單位 | 期程 |
        | 壹、強化服務     |          |      |
        | 一、館藏數位化   |          |      |
        | （一）寫真帖掃描 | 典藏組   | 6月  |
        | （二）微縮轉檔   | 典藏組   | 7月  |
        | 二、遠距服務     |          |      |
        | （一）系統優化   | 閱覽組   | 8月  |
        | 貳、公眾參與     |          |      |
        | 一、展覽         |          |      |
        | （一）特展       | 推廣組   | 9月  |
    """)
    assert [path(item) for item in found] == [
        ["壹、強化服務", "一、館藏數位化"],
        ["壹、強化服務", "一、館藏數位化"],
        ["壹、強化服務", "二、遠距服務"],
        ["貳、公眾參與", "一、展覽"],
    ]
