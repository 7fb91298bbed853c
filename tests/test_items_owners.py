"""Owners of items: units and officers, told by names, marks and the headers of their columns."""

from __future__ import annotations

from tests.drawn_items import items


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


def test_units_without_a_mark_between_them_are_two_where_the_table_names_each() -> None:
    found = items("""
        | 推動作法 | 承辦單位         |
        | 訪視。   | 民政課、社會課    |
        | 座談。   | 民政課 社會課     |
        | 會勘。   | 工務課經建課     |
    """)
    assert [item.units for item in found] == [("民政課", "社會課"), ("民政課", "社會課"), ("工務課經建課",)]
    assert [item.flags for item in found] == [(), (), ("units_doubtful",)]


def test_a_name_that_is_written_over_several_lines_is_one_owner_for_all_entries() -> None:
    found = items("""
        | 執行策略 | 推動作法     | 承辦單位 |
        |---------|------------|---------|
        | 便民     | 1.到校服務。 | 各       |
        |         | 2.夜間延時。 | 課       |
        |         | 3.假日預約。 | 室       |
    """)
    assert [item.units for item in found] == [("各課室",)] * 3


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


def test_a_column_of_people_that_names_only_offices_tells_the_units() -> None:
    found = items("""
        | 執行事項   | 主辦人員     | 完成日期  |
        | 一、盤點。 | 觀光課       | 105.03.31 |
        | 二、修繕。 | 建設課       | 105.05.31 |
        | 三、訓練。 | 觀光課、人事 | 105.06.15 |
    """)
    assert [(i.units, i.officers) for i in found] == [
        (("觀光課",), ()),
        (("建設課",), ()),
        (("觀光課", "人事"), ()),
    ]


def test_a_column_of_people_keeps_those_with_titles() -> None:
    found = items("""
        | 執行事項   | 主辦人員   | 完成日期  |
        | 一、盤點。 | 社會課長   | 105.03.31 |
        | 二、修繕。 | 建設課技士 | 105.05.31 |
    """)
    assert [i.units for i in found] == [(), ()]
