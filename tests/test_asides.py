"""Rows of an implementation table that are no items: they are left out, and that is said."""

from __future__ import annotations

import pytest

from normalize.asides import asides_of
from normalize.columns import layout_of
from normalize.items import items_of
from tests.drawn import draw

ROWS = """
    | 工作項目 | 執行內容 | 主辦單位 | 完成期限 |
    | 美化環境 | 每季辦理。 | 秘書室 | 6月 |
    | 志工訓練 | 每季辦理。 | 民政課 | 9月 |
"""


@pytest.mark.parametrize(
    ("last", "kind"),
    [
        ("| 承辦人：　主管：　機關首長： | < | < | < |", "signature"),
        ("| 承辦人 |  | 機關首長 |  |", "signature"),
        ("| 校長： |  |  |  |", "signature"),
        ("| 承辦人 | 主管 | 會計 | 校長 |\n|  |  |  |  |", "signature"),
        ("| 備註 | 本表請於每季結束後10日內填報。 | < | < |", "note"),
        ("| ※本表得視實際需要調整 | < | < | < |", "note"),
        ("| 本表請於每季結束後10日內填報。 | < | < | < |", "closing"),
        ("| 合計 |  |  | 12 |", "sum"),
    ],
)
def test_a_row_that_is_no_item_is_left_out_and_told(last: str, kind: str) -> None:
    table = draw(f"{ROWS.strip()}\n{last}")
    assert asides_of(table, layout_of(table)) == {3: kind}
    reading = items_of(table, layout_of(table), None)
    assert [item.path[0].text for item in reading.items] == ["美化環境", "志工訓練"]
    assert [issue.code for issue in reading.issues] == ["row_left_out"]


@pytest.mark.parametrize("first", ["範例", "(範例)", "【填寫範例】", "例1", "舉例：", "（例）辦理講座"])
def test_a_row_that_shows_how_to_fill_in_the_form_is_no_item(first: str) -> None:
    header, _, *rows = ROWS.strip().splitlines()
    table = draw("\n".join([header, f"| {first} | 辦理講座3場。 | 長青科 | 6月 |", *rows]))
    reading = items_of(table, layout_of(table), None)
    assert [item.path[0].text for item in reading.items] == ["志工訓練"]
    assert ["sample" in issue.message for issue in reading.issues] == [True]


@pytest.mark.parametrize(
    "last",
    [
        "| 例行會議 | 每月召開。 | 秘書室 | 6月 |",
        "| 範例蒐集 | 蒐集各校作法。 | 秘書室 | 6月 |",
        "| 校長 | 每季召開會議。 | 校長 | 6月 |",
        "| 備註 | 修正備註欄。 | 秘書室 | 6月 |",
        "| 主計 | 編列預算。 | 會計室 | 6月 |",
        "| 校長 |  | 教務處 |  |",
    ],
)
def test_an_entry_that_names_a_person_or_a_note_is_an_item(last: str) -> None:
    table = draw(f"{ROWS.strip()}\n{last}")
    assert asides_of(table, layout_of(table)) == {}
    assert len(items_of(table, layout_of(table), None).items) == 3


def test_a_band_with_rows_below_it_is_a_heading_and_no_closing_line() -> None:
    table = draw(f"{ROWS.strip()}\n| 貳、行政革新 | < | < | < |\n| 檢討會 | 每季辦理。 | 秘書室 | 6月 |")
    assert asides_of(table, layout_of(table)) == {}
    assert items_of(table, layout_of(table), None).items[-1].path[0].text == "貳、行政革新"


def test_numbers_of_columns_below_their_names_are_no_item() -> None:
    names, *entries = ROWS.strip().splitlines()
    for numbers in ("| (1) | (2) | (3) | (4) |", "| 甲 | 乙 | 丙 | 丁 |", "| 1 | 2 | 3 | 4 |"):
        table = draw("\n".join([names, numbers, *entries]))
        assert asides_of(table, layout_of(table)) == {1: "numbering"}
        assert len(items_of(table, layout_of(table), None).items) == 2


def test_rows_left_blank_but_for_their_number_are_no_items() -> None:
    table = draw("""
        | 項次 | 工作項目 | 執行內容 | 主辦單位 |
        | 1 | 美化環境 | 每季辦理。 | 秘書室 |
        | 2 | ^ | 每月檢討。 | 民政課 |
        | 3 |  |  |  |
        | 以下空白 |  |  |  |
    """)
    assert asides_of(table, layout_of(table)) == {3: "blank", 4: "blank"}
    reading = items_of(table, layout_of(table), None)
    assert [item.action for item in reading.items] == ["每季辦理。", "每月檢討。"]
    assert len(reading.issues) == 2


def test_a_number_beside_cells_merged_from_above_is_an_entry() -> None:
    table = draw("""
        | 項次 | 工作項目 | 執行內容 | 主辦單位 |
        | 1 | 美化環境 | 每季辦理。 | 秘書室 |
        | 2 | ^ | ^ | ^ |
    """)
    assert asides_of(table, layout_of(table)) == {}
