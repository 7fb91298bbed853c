"""Criteria beside the entries of a row: of each, or of all."""

from __future__ import annotations

from tests.drawn_items import items


def test_criteria_that_stand_one_beside_each_entry_are_its_own() -> None:
    found = items("""
        | 計畫目標 | 工作內容       | 考核指標  | 預期效益 | 承辦人 |
        |----------|----------------|-----------|----------|--------|
        | 篩檢     | (一)設站。     | 一千人次  | 早期發現 | 林淑芬 |
        |          | (二)交通接駁， | 八場次    | 早期治療 | 王秀珠 |
        |          | 假日辦理。     |           |          |        |
    """)
    assert [(i.criteria, i.benefit) for i in found] == [
        ("一千人次", "早期發現早期治療"),
        ("八場次", "早期發現早期治療"),
    ]


def test_criteria_that_stand_elsewhere_hold_for_all_entries() -> None:
    found = items("""
        | 計畫目標 | 工作內容       | 考核指標  | 承辦人 |
        |----------|----------------|-----------|--------|
        | 篩檢     | (一)設站，     | 一千人次  | 林淑芬 |
        |          | 異常者追蹤。   | 八場次    |        |
        |          | (二)交通接駁。 |           | 王秀珠 |
    """)
    assert [i.criteria for i in found] == ["一千人次八場次", "一千人次八場次"]


def test_criteria_without_owners_or_deadlines_in_step_hold_for_all_entries() -> None:
    found = items("""
        | 實施要項 | 推動作法     | 衡量指標 | 負責組別 |
        |----------|--------------|----------|----------|
        | 二、推廣 | 1.說故事。   | 參加人次 | 推廣組   |
        |          | 2.書展。     | 場次     |          |
    """)
    assert [i.criteria for i in found] == ["參加人次場次", "參加人次場次"]


def test_criteria_in_the_middle_of_each_entry_are_its_own() -> None:
    found = items("""
        | 計畫目標 | 工作內容       | 考核指標  | 承辦人 |
        |----------|----------------|-----------|--------|
        | 篩檢     | (一)設站，     |           | 林淑芬 |
        |          | 異常者電話追蹤 | 一千人次  |        |
        |          | 並轉介。       |           |        |
        |          | (二)交通接駁。 | 八場次    | 王秀珠 |
    """)
    assert [i.criteria for i in found] == ["一千人次", "八場次"]
